"""Who takes part in a path, and who sees it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participatie import acties
from participatie.models import Betrokkene, Traject
from tests.hulp import persoon
from tests.participatie.toneel import (
    KERN,
    adres,
    als,
    dag,
    doet_mee,
    klachten,
    lid,
    maak_klaar,
    start,
    vereniging,
)
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


# --- who takes part


@pytest.mark.eis("BER-34", "BER-40", "BER-53", "BER-56")
def test_of_each_party_the_role_the_rung_the_moment_and_the_subject_are_known(
    client: Client, afdeling: Gebruiker
) -> None:
    traject = start(afdeling)
    als(client, afdeling)
    client.post(
        adres("betrokkene-nieuw", traject.pk),
        {
            "partij": vereniging().pk,
            "rol": "enige gesprekspartner",
            "trede": "coproduceren",
            "moment": "Vanaf het eerste idee",
            "waarover": "De bomen",
            "raadpleegt": "partij",
        },
    )

    rij = Betrokkene.objects.get()
    assert (rij.rol, rij.trede, rij.raadpleegt) == ("enige gesprekspartner", "coproduceren", "partij")
    pagina = client.get(traject.get_absolute_url()).text
    for woord in ("Enige gesprekspartner", "Coproduceren", "Vanaf het eerste idee", "Deze partij zelf"):
        assert woord in pagina


@pytest.mark.eis("BER-55", "BER-56")
def test_the_municipality_goes_to_people_with_or_without_an_association(
    client: Client, afdeling: Gebruiker
) -> None:
    traject = start(afdeling)
    als(client, afdeling)
    velden = {"titel": traject.titel, "instrumenten": ["kraam op weekmarkt", "bezoek jongerenlocatie"]}
    client.post(adres("wijziging", traject.pk), velden)
    onbekend = client.post(adres("wijziging", traject.pk), velden | {"instrumenten": ["toverspreuk"]})
    for groep, wie in (("jongeren", "gemeente"), ("marktbezoekers", "samen")):
        client.post(adres("betrokkene-nieuw", traject.pk), {"groep": groep, "raadpleegt": wie})

    traject.refresh_from_db()
    assert onbekend.status_code == 422
    assert traject.instrumenten == ["kraam op weekmarkt", "bezoek jongerenlocatie"]
    pagina = client.get(traject.get_absolute_url()).text
    for woord in ("kraam op weekmarkt, bezoek jongerenlocatie", "Jongeren", "De gemeente", "Samen"):
        assert woord in pagina


@pytest.mark.eis("BER-40")
@pytest.mark.parametrize("mist", ["rol", "trede", "moment", "waarover"])
def test_what_a_party_must_know_in_advance_is_there_before_the_decision(
    afdeling: Gebruiker, mist: str
) -> None:
    traject = maak_klaar(afdeling)
    doet_mee(traject, afdeling, betrokkene=traject.betrokkenen.get(), **{mist: ""})

    [klacht] = klachten(
        acties.stel_vast,
        traject=traject,
        orgaan="rol:college",
        besloten_op=dag(0),
        door=persoon("college"),
    )

    assert "Vereniging Voorbeeld" in klacht


def test_a_group_has_no_role_of_an_association(afdeling: Gebruiker) -> None:
    traject = maak_klaar(afdeling)
    doet_mee(traject, afdeling, partij=None, groep="omwonenden", rol="")

    acties.stel_vast(traject=traject, orgaan="rol:college", besloten_op=dag(0), door=persoon("college"))


def test_a_party_or_a_group_not_both_and_not_twice(afdeling: Gebruiker) -> None:
    traject = start(afdeling)
    doet_mee(traject, afdeling)

    assert klachten(doet_mee, traject, afdeling) == ["Deze partij doet al mee."]
    assert klachten(doet_mee, traject, afdeling, groep="buren", partij=None, rol="baas") == [
        "Kies een rol uit de lijst."
    ]
    assert "niet allebei" in klachten(doet_mee, traject, afdeling, partij=None)[0]


def test_taking_somebody_away_twice_is_taking_away_once(client: Client, afdeling: Gebruiker) -> None:
    rij = doet_mee(start(afdeling), afdeling)
    als(client, afdeling)

    for _ in range(2):
        assert client.post(adres("betrokkene-weg", rij.pk)).status_code == 302

    assert not Betrokkene.objects.exists()
    assert Traject.objects.get().plek_partijen == []


# --- who sees it


@pytest.mark.eis("BER-34", "BER-38")
def test_a_party_sees_its_role_and_the_state_once_it_is_established(
    client: Client, afdeling: Gebruiker
) -> None:
    bestuurslid, bewoner = lid(), persoon("bewoner", gebied=KERN)
    elders = persoon("bewoner", gebied="egmond-aan-zee")
    traject = maak_klaar(afdeling)
    pad = traject.get_absolute_url()
    assert [als(client, wie).get(pad).status_code for wie in (bestuurslid, bewoner)] == [404, 404]

    acties.stel_vast(traject=traject, orgaan="rol:college", besloten_op=dag(0), door=persoon("college"))

    pagina = als(client, bestuurslid).get(pad).text
    assert "Een van de deelnemers" in pagina
    assert "Bij het eerste ontwerp" in pagina
    # How it was weighed and advised on is for who works on it.
    assert "Daarom." not in pagina
    assert "Zo kan het." not in pagina
    assert Bericht.objects.filter(soort="traject-vastgesteld", ontvanger=bestuurslid).exists()
    assert als(client, bewoner).get(pad).status_code == 200
    assert als(client, elders).get(pad).status_code == 404
    assert traject.titel in als(client, bestuurslid).get(adres("lijst")).text
    assert traject.titel not in als(client, elders).get(adres("lijst")).text


def test_the_list_costs_the_same_whatever_its_length(client: Client, afdeling: Gebruiker) -> None:
    als(client, afdeling)
    start(afdeling)
    client.get(adres("lijst"))

    with CaptureQueriesContext(connection) as een:
        client.get(adres("lijst"))
    for nummer in range(4):
        start(afdeling, inhoud={"titel": f"Traject {nummer}"})
    with CaptureQueriesContext(connection) as veel:
        client.get(adres("lijst"))

    assert len(veel) == len(een)
