"""A path from its beginning to the decision: who takes part, how it weighs, who was heard, who decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participatie import acties
from participatie.models import Betrokkene, Traject
from participatie.service import herinneringen, menu, werkvoorraad
from participatie.weging import stel_trede_voor
from tests.hulp import gebied, persoon
from tests.participatie.toneel import (
    KERN,
    adres,
    als,
    dag,
    doet_mee,
    hoor,
    klachten,
    lid,
    maak_klaar,
    start,
    vastgesteld,
    vereniging,
    weeg,
)
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Besluit, Instemming

pytestmark = pytest.mark.django_db


@pytest.fixture
def afdeling(bergen: Profiel) -> Gebruiker:
    return persoon("afdeling")


# --- beginning


@pytest.mark.eis("BER-39")
def test_a_path_is_its_own_thing_apart_from_the_meetings_of_the_kern(
    client: Client, afdeling: Gebruiker
) -> None:
    als(client, afdeling)
    client.post(adres("nieuw"), {"gebied": gebied(KERN).pk, "titel": "Herinrichting Heereweg"})

    traject = Traject.objects.get()
    assert traject.stand == "voorbereiding"
    assert "los van het gewone overleg" in client.get(adres("lijst")).text
    coordinator = als(client, persoon("wijkcoordinator", gebied=KERN))
    # It is no point of a kernoverleg, and nothing that a plan takes up.
    for naam in ("overleggen:agenderen", "wijkagenda:opnemen"):
        assert coordinator.get(reverse(naam, args=["traject", traject.pk])).status_code == 404, naam


def test_without_a_name_it_does_not_begin_and_nothing_typed_is_lost(
    client: Client, afdeling: Gebruiker
) -> None:
    antwoord = als(client, afdeling).post(
        adres("nieuw"), {"gebied": gebied(KERN).pk, "titel": "", "doel": "Een veilige straat."}
    )

    assert antwoord.status_code == 422
    assert "Een veilige straat." in antwoord.text
    assert not Traject.objects.exists()


def test_the_same_form_twice_makes_one(client: Client, afdeling: Gebruiker) -> None:
    als(client, afdeling)
    form = client.get(adres("nieuw")).context["form"]
    velden = {
        "gebied": gebied(KERN).pk,
        "titel": "Heereweg",
        "client_id": str(form["client_id"].value()),
    }

    client.post(adres("nieuw"), velden)
    client.post(adres("nieuw"), velden)

    assert Traject.objects.count() == 1


@pytest.mark.parametrize("rol", ["wijkcoordinator", "college", "bewoner"])
def test_who_does_not_draw_paths_up_begins_none(client: Client, bergen: Profiel, rol: str) -> None:
    waar = None if rol == "college" else KERN
    assert als(client, persoon(rol, gebied=waar)).get(adres("nieuw")).status_code == 403


def test_a_municipality_without_participation_has_no_such_page(client: Client, helmond: Profiel) -> None:
    wie = persoon("vakambtenaar")
    assert als(client, wie).get(adres("lijst")).status_code == 404
    assert menu(wie) == []


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


# --- weighing


@pytest.mark.eis("BER-41")
@pytest.mark.parametrize(
    ("scores", "trede"),
    [
        ((0, 0, 0), "informeren"),
        ((1, 0, 0), "raadplegen"),
        ((1, 1, 1), "adviseren"),
        ((2, 2, 1), "coproduceren"),
        ((2, 2, 2), "meebeslissen"),
    ],
)
def test_the_three_factors_propose_a_rung(
    client: Client, afdeling: Gebruiker, scores: tuple[int, ...], trede: str
) -> None:
    traject = start(afdeling)
    velden: dict[str, Any] = {}
    for nummer, score in enumerate(scores):
        velden |= {f"score_{nummer}": score, f"waarom_{nummer}": "Omdat het zo is."}

    antwoord = als(client, afdeling).post(adres("weging", traject.pk), velden, follow=True)

    assert antwoord.context["voorstel"].trede == trede
    assert f"{sum(scores)} van de 6 punten" in antwoord.text
    assert list(traject.scores.values_list("score", flat=True)) == list(scores)
    # A person still has to choose.
    traject.refresh_from_db()
    assert traject.trede == ""


@pytest.mark.eis("BER-41")
def test_a_factor_without_a_score_or_a_reason_is_refused_at_its_place(
    client: Client, afdeling: Gebruiker
) -> None:
    traject = start(afdeling)

    antwoord = als(client, afdeling).post(
        adres("weging", traject.pk),
        {"score_0": 1, "waarom_0": "Daarom.", "score_1": 1, "waarom_2": "Blijft staan."},
    )

    assert antwoord.status_code == 422
    assert set(antwoord.context["form"].errors) == {"waarom_1", "score_2"}
    assert "Blijft staan." in antwoord.text
    assert not traject.scores.exists()


@pytest.mark.eis("BER-41")
def test_another_rung_than_proposed_needs_a_reason(client: Client, afdeling: Gebruiker) -> None:
    traject = start(afdeling)
    weeg(traject, afdeling, 2, 2, 2)
    als(client, afdeling)

    zonder = client.post(adres("trede", traject.pk), {"trede": "adviseren"})
    client.post(adres("trede", traject.pk), {"trede": "adviseren", "reden": "De wet laat niet meer toe."})

    traject.refresh_from_db()
    assert zonder.status_code == 422
    assert zonder.context["form"].has_error("reden")
    assert (traject.trede, traject.voorgestelde_trede, traject.wijkt_af) == (
        "adviseren",
        "meebeslissen",
        True,
    )
    assert "De wet laat niet meer toe." in client.get(traject.get_absolute_url()).text


@pytest.mark.eis("BER-41")
def test_weighing_again_asks_the_rung_anew_when_another_follows(afdeling: Gebruiker) -> None:
    traject = start(afdeling)
    weeg(traject, afdeling, 1, 1, 1)
    acties.kies_trede(traject=traject, trede="adviseren", reden="", door=afdeling)

    weeg(traject, afdeling, 2, 1, 0)
    traject.refresh_from_db()
    assert traject.trede == "adviseren"
    weeg(traject, afdeling, 2, 2, 2)

    traject.refresh_from_db()
    assert (traject.trede, traject.voorgestelde_trede) == ("", "")


def test_the_proposal_climbs_with_the_points_on_any_ladder() -> None:
    for treden in (2, 3, 4, 7):
        ladder = [f"trede {nummer}" for nummer in range(treden)]
        for aantal in (1, 2, 5):
            factoren = [f"factor {nummer}" for nummer in range(aantal)]
            plaatsen = []
            for punten in range(2 * aantal + 1):
                scores = {f: min(2, max(0, punten - 2 * nummer)) for nummer, f in enumerate(factoren)}
                voorstel = stel_trede_voor(ladder, factoren, scores)
                assert voorstel is not None
                plaatsen.append(voorstel.plaats)
            assert plaatsen == sorted(plaatsen)
            assert (plaatsen[0], plaatsen[-1]) == (1, treden)
    assert stel_trede_voor([], ["a"], {"a": 1}) is None
    assert stel_trede_voor(["x"], ["a", "b"], {"a": 1}) is None


# --- hearing and deciding


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


# --- elsewhere: from the profile, not from the code


def test_without_bodies_in_the_profile_who_draws_it_up_establishes(den_helder: Profiel) -> None:
    """A municipality that has instruments only: no ladder, no factors, nobody to be heard, no body."""
    rol = next(rij for rij in actief_profiel().rollen if "participatie.opstellen" in rij.mag)
    wie = persoon(rol.sleutel, gebied="nieuw-den-helder")
    traject = start(wie, gebied=gebied("nieuw-den-helder"), inhoud={"instrumenten": ("online enquête",)})
    doet_mee(traject, wie, partij=None, groep="omwonenden", rol="", trede="")

    [orgaan] = acties.organen_voor(traject, wie)
    traject = acties.stel_vast(traject=traject, orgaan=orgaan.sleutel, besloten_op=dag(0), door=wie)

    assert traject.stand == "vastgesteld"


@pytest.mark.eis("ETL-35")
def test_factors_without_a_ladder_are_weighed_all_the_same(client: Client, etten_leur: Profiel) -> None:
    wie = persoon("vakambtenaar")
    traject = start(wie, gebied=gebied("banakkers"))

    pagina = als(client, wie).get(adres("weging", traject.pk)).text
    assert weeg(traject, wie) is None

    assert "Ruimte voor beïnvloeding" in pagina
    assert traject.scores.count() == 5
    assert "Kies de trede" not in client.get(traject.get_absolute_url()).text


def test_hearing_is_for_whom_the_profile_names(bergen: Profiel) -> None:
    afdeling = persoon("afdeling")
    traject = start(afdeling)
    hoor(traject, afdeling)

    assert klachten(acties.vraag_raad, traject=traject, door=afdeling) == [
        "Iedereen die gehoord moet worden, is al gevraagd."
    ]
