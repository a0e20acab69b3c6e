"""Terms of the profile: given once, reminded in time, and stopped when the thing is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from signalen import acties, service
from signalen.models import Signaal
from signalen.termijnen import dag_voor
from tests.hulp import persoon
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
MAANDAG = date(2026, 3, 2)


def _momenten(dag: date) -> set[tuple[str, str]]:
    return {(herinnering.ontvanger.naam, herinnering.moment) for herinnering in service.herinneringen(dag)}


@pytest.mark.eis("ETL-70", "ETL-03")
def test_a_term_for_the_kind_goes_before_the_general_one(etten_leur: Profiel) -> None:
    assert dag_voor(etten_leur, "vraag", "beantwoorden", MAANDAG) == plus_werkdagen(MAANDAG, 10)
    assert dag_voor(etten_leur, "verzoek-voorlichting", "beantwoorden", MAANDAG) == plus_werkdagen(
        MAANDAG, 15
    )


def test_no_term_in_the_profile_is_no_term(helmond: Profiel) -> None:
    assert dag_voor(helmond, "eenvoudig-fysiek", "uitzetten", MAANDAG) is None


def test_what_nobody_sends_out_comes_to_the_manager(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="visbuurt", naam="Manager")
    with time_machine.travel(f"{MAANDAG} 10:00+01:00"):
        rij = signaal(manager, "visbuurt", "wonen")
    termijn = rij.uitzetten_voor
    assert termijn == plus_werkdagen(MAANDAG, 3)

    assert _momenten(termijn) == set()
    assert ("Manager", f"uitzetten:{termijn}:te-laat") in _momenten(termijn + timedelta(days=1))


def test_it_stops_when_it_was_sent_out(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="visbuurt")
    rij = signaal(manager, "visbuurt", "wonen")
    zet_uit(rij, manager)
    assert rij.uitzetten_voor is not None

    assert not any(
        moment.startswith("uitzetten") for _, moment in _momenten(rij.uitzetten_voor + timedelta(days=1))
    )


@pytest.fixture
def vraag(helmond: Profiel) -> Signaal:
    adviseur = persoon("adviseur-wgw", gebied="mierlo-hout", naam="Adviseur")
    with time_machine.travel(f"{MAANDAG} 10:00+01:00"):
        rij = zet_uit(signaal(adviseur, "mierlo-hout", "vraag-wijkorgaan"), adviseur)
        deel = rij.delen.get()
        acties.neem_aan(deel=deel, door=adviseur)
        acties.meld_klaar(deel=deel, resultaat="Klaar.", door=adviseur)
    return rij


def test_owner_is_reminded_before_the_day(vraag: Signaal) -> None:
    assert vraag.uiterlijk == plus_werkdagen(MAANDAG, 20)

    assert ("Adviseur", f"beantwoorden:{vraag.uiterlijk}:3d") in _momenten(
        plus_werkdagen(vraag.uiterlijk, -3)
    )


@pytest.mark.eis("HEL-69")
def test_while_ooit_is_open_the_owner_tells_how_it_stands(vraag: Signaal) -> None:
    velden = {
        "reden": "budget",
        "motivering": "x",
        "randvoorwaarden": "y",
        "datum-definitief": date(2027, 3, 1),
    }
    with time_machine.travel(f"{MAANDAG} 12:00+01:00"):
        acties.beantwoord(signaal=vraag, soort="ooit", velden=velden, door=persoon("vakambtenaar"))

    assert ("Adviseur", "tussenbericht:2026-06-02") in _momenten(date(2026, 6, 2))
    assert not any("tussenbericht" in moment for _, moment in _momenten(date(2026, 5, 30)))
    assert any(moment.endswith("te-laat") for _, moment in _momenten(date(2027, 3, 2)))


def test_answered_is_no_longer_reminded(vraag: Signaal) -> None:
    vak = persoon("vakambtenaar")
    acties.beantwoord(signaal=vraag, soort="nooit", velden={"reden": "te duur", "motivering": "x"}, door=vak)

    assert _momenten(date(2028, 1, 1)) == set()


def test_vandaag_shows_each_the_own_next_step(
    rij: Signaal, concierge: Gebruiker, manager: Gebruiker, medewerker: Gebruiker, vreemde: Gebruiker
) -> None:
    knoppen = {
        wie.naam: [t.knop for t in service.werkvoorraad(wie)]
        for wie in (concierge, manager, medewerker, vreemde)
    }

    assert knoppen == {"Conciërge": ["Zet uit"], "Manager": ["Zet uit"], "Medewerker": [], "Van elders": []}


def test_somebody_for_the_whole_town_is_not_flooded(rij: Signaal) -> None:
    assert not list(service.werkvoorraad(persoon("adviseur")))


def test_where_nobody_is_nearer_it_waits_for_somebody_for_the_whole_town(vraag: Signaal) -> None:
    assert [taak.knop for taak in service.werkvoorraad(persoon("vakambtenaar"))] == ["Geef antwoord"]


def test_number_of_queries_of_vandaag_does_not_grow(
    concierge: Gebruiker, manager: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for soort in ("wonen", "zorg", "initiatief", "beleidsvraag", "informatie", "wonen"):
        signaal(concierge, "visbuurt", soort)
    wie = Gebruiker.objects.get(pk=manager.pk)

    # Three for signals and one for the rhythm of spreekuren.
    with django_assert_num_queries(4):
        taken = list(service.werkvoorraad(wie))

    assert len(taken) == 6
