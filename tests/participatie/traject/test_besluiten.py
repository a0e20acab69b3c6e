"""Who is heard on a path, and who decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from participatie import acties
from participatie.service import herinneringen, werkvoorraad
from tests.hulp import persoon
from tests.participatie.toneel import KERN, adres, als, dag, klachten, maak_klaar, start, vastgesteld
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.regels.models import Besluit, Instemming

pytestmark = pytest.mark.django_db


@pytest.mark.eis("BER-35", "BER-49")
def test_both_are_heard_before_the_decision_each_with_its_day(client: Client, afdeling: Gebruiker) -> None:
    coordinator, communicatie = persoon("wijkcoordinator", gebied=KERN), persoon("bureau-communicatie")
    traject = start(afdeling)
    als(client, afdeling).post(adres("raadpleging", traject.pk), {"uiterlijk": dag(7).isoformat()})

    for wie in (coordinator, communicatie):
        [taak] = werkvoorraad(wie)
        assert taak.uiterlijk == dag(7)
        client.force_login(wie)
        leeg = client.post(taak.url, {"akkoord": "nee", "toelichting": ""})
        assert leeg.status_code == 422
        client.post(taak.url, {"akkoord": "nee", "toelichting": "De trede is te laag."})
        assert list(werkvoorraad(wie)) == []

    rijen = {rij.wie: rij for rij in Instemming.objects.bij(traject)}
    assert set(rijen) == {"rol:wijkcoordinator", "rol:bureau-communicatie"}
    assert all(rij.gegeven_op and rij.functie for rij in rijen.values())
    assert [taak.knop for taak in werkvoorraad(afdeling)] == ["Laat besluiten"]
    assert Bericht.objects.filter(soort="traject-geadviseerd", ontvanger=afdeling).count() == 2


@pytest.mark.eis("BER-49")
def test_advice_on_another_rung_is_asked_again(client: Client, afdeling: Gebruiker) -> None:
    traject = maak_klaar(afdeling)
    coordinator = persoon("wijkcoordinator", gebied=KERN)

    als(client, afdeling).post(adres("trede", traject.pk), {"trede": "informeren", "reden": "Er is haast."})

    rijen = list(Instemming.objects.bij(traject))
    assert {(rij.stand, rij.gegeven_op, rij.toelichting) for rij in rijen} == {("gevraagd", None, "")}
    assert Bericht.objects.filter(soort="traject-advies-gevraagd", ontvanger=coordinator).count() == 1
    [taak] = werkvoorraad(coordinator)
    als(client, coordinator).post(taak.url, {"akkoord": "ja", "toelichting": "Goed zo."})
    # The same rung once more changes nothing.
    als(client, afdeling).post(adres("trede", traject.pk), {"trede": "informeren", "reden": "Er is haast."})
    assert Instemming.objects.bij(traject).get(wie="rol:wijkcoordinator").stand == "akkoord"


@pytest.mark.eis("BER-49")
def test_who_was_asked_for_advice_is_reminded_until_it_is_given(afdeling: Gebruiker) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    traject = start(afdeling)
    acties.vraag_raad(traject=traject, uiterlijk=dag(30), door=afdeling)
    assert not list(herinneringen(dag(0)))

    [rij] = [rij for rij in herinneringen(dag(30)) if rij.ontvanger == coordinator]

    assert (rij.uiterlijk, rij.titel) == (dag(30), f"Adviseer over: {traject}")
    gevraagd = Instemming.objects.bij(traject).get(wie="rol:wijkcoordinator")
    acties.geef_raad(
        traject=traject, instemming=gevraagd, akkoord=True, toelichting="Goed zo.", door=coordinator
    )
    assert not [rij for rij in herinneringen(dag(30)) if rij.ontvanger == coordinator]


@pytest.mark.eis("BER-49")
def test_nobody_advises_for_another(client: Client, afdeling: Gebruiker) -> None:
    traject = start(afdeling)
    acties.vraag_raad(traject=traject, door=afdeling)
    rij = Instemming.objects.bij(traject).get(wie="rol:wijkcoordinator")

    for wie in (afdeling, persoon("bureau-communicatie")):
        antwoord = als(client, wie).post(
            adres("raad", traject.pk, rij.pk), {"akkoord": "ja", "toelichting": "Ja."}
        )
        assert antwoord.status_code == 403
    with pytest.raises(PermissionDenied):
        acties.geef_raad(traject=traject, instemming=rij, akkoord=True, toelichting="Ja.", door=afdeling)
    assert als(client, persoon("wijkcoordinator", gebied="egmond-aan-zee")).get(
        adres("raad", traject.pk, rij.pk)
    ).status_code in {403, 404}


@pytest.mark.eis("BER-41", "BER-46", "BER-49")
def test_everything_that_is_missing_is_said_at_once(client: Client, afdeling: Gebruiker) -> None:
    traject = start(afdeling)
    college = als(client, persoon("college"))

    antwoord = college.post(
        adres("besluit", traject.pk), {"orgaan": "rol:college", "besloten_op": dag(0).isoformat()}
    )

    assert antwoord.status_code == 422
    for woord in ("BER-41", "BER-49", "wijkcoördinator", "medewerker Bureau Communicatie", "wie er meedoet"):
        assert woord in antwoord.text
    traject.refresh_from_db()
    assert traject.stand == "voorbereiding"
    assert not Besluit.objects.exists()


@pytest.mark.eis("BER-46")
@pytest.mark.parametrize("orgaan", ["college", "raad"])
def test_college_or_raad_decides(client: Client, afdeling: Gebruiker, orgaan: str) -> None:
    traject = maak_klaar(afdeling)

    als(client, persoon(orgaan)).post(
        adres("besluit", traject.pk), {"orgaan": f"rol:{orgaan}", "besloten_op": dag(-1).isoformat()}
    )

    traject.refresh_from_db()
    assert (traject.stand, traject.orgaan, traject.besloten_op) == (
        "vastgesteld",
        f"rol:{orgaan}",
        dag(-1),
    )
    assert Besluit.objects.bij(traject).get().orgaan == f"rol:{orgaan}"
    assert Logregel.objects.filter(stap="traject.vaststellen", object_id=traject.pk).exists()


@pytest.mark.eis("BER-46")
def test_who_draws_it_up_records_a_decision_only_with_its_number(client: Client, afdeling: Gebruiker) -> None:
    traject = maak_klaar(afdeling)
    velden = {"orgaan": "rol:raad", "besloten_op": dag(0).isoformat()}
    als(client, afdeling)

    zonder = client.post(adres("besluit", traject.pk), velden)
    client.post(adres("besluit", traject.pk), velden | {"kenmerk": "R-2026-14"})

    traject.refresh_from_db()
    assert zonder.context["form"].has_error("kenmerk")
    assert (traject.orgaan_naam, traject.kenmerk) == ("gemeenteraad", "R-2026-14")


@pytest.mark.eis("BER-46")
@pytest.mark.parametrize("rol", ["wijkcoordinator", "bureau-communicatie"])
def test_an_adviser_does_not_decide(client: Client, afdeling: Gebruiker, rol: str) -> None:
    traject = maak_klaar(afdeling)
    wie = persoon(rol, gebied=KERN if rol == "wijkcoordinator" else None)

    assert als(client, wie).get(adres("besluit", traject.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.stel_vast(traject=traject, orgaan="rol:college", besloten_op=dag(0), door=wie)


def test_a_decision_of_tomorrow_is_none_yet_and_twice_is_once(afdeling: Gebruiker) -> None:
    traject, college = maak_klaar(afdeling), persoon("college")
    stel: dict[str, Any] = {"traject": traject, "orgaan": "rol:college", "door": college}

    assert klachten(acties.stel_vast, besloten_op=dag(1), **stel) == [
        "De datum van het besluit ligt in de toekomst."
    ]
    acties.stel_vast(besloten_op=dag(0), **stel)
    [klacht] = klachten(acties.stel_vast, besloten_op=dag(0), **stel)

    assert "vastgesteld" in klacht
    assert Besluit.objects.count() == 1


def test_after_the_decision_nobody_writes_in_it(client: Client, afdeling: Gebruiker) -> None:
    traject = vastgesteld(afdeling)
    als(client, afdeling)

    for naam in ("wijziging", "betrokkene-nieuw", "weging", "trede", "raadpleging", "besluit"):
        assert client.get(adres(naam, traject.pk)).status_code == 403, naam
