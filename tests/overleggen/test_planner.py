"""When which form is due where; what waits on the desk; what the clock reminds of."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from overleggen import acties, service
from overleggen.models import Overleg
from overleggen.planner import Regel, planner
from tests.hulp import gebied, persoon
from tests.overleggen.hulp import begonnen, besproken, gepland
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actieve_versie_id
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _gehouden(vorm: str, waar: str, dag: date, door: Gebruiker) -> Overleg:
    """A meeting of the past, as the table keeps it."""
    overleg = Overleg(
        vorm=vorm,
        profielversie_id=actieve_versie_id(),
        gebied=gebied(waar),
        datum=dag,
        begin=time(10),
        stand="gehouden",
        gepland_door=door,
        uitgenodigd_op=timezone.now(),
        gehouden_op=timezone.now(),
    )
    overleg.zet_plek([overleg.gebied])
    overleg.save()
    return overleg


def _regel(vorm: str, waar: str, dag: date) -> Regel:
    return next(rij for rij in planner([gebied(waar)], dag=dag) if rij.vorm.sleutel == vorm)


@pytest.mark.eis("HEL-38", "HEL-51")
def test_wijktafel_is_due_two_years_after_the_last_one_of_that_wijk(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    _gehouden("wijktafel", "brandevoort", date(2026, 3, 1), adviseur)
    _gehouden("wijktafel", "dierdonk", date(2025, 3, 1), adviseur)

    rij = _regel("wijktafel", "brandevoort", date(2026, 6, 1))
    assert (rij.stand, rij.uiterlijk) == ("gehouden", date(2028, 3, 1))
    assert _regel("wijktafel", "dierdonk", date(2026, 6, 1)).uiterlijk == date(2027, 3, 1)
    assert _regel("wijktafel", "brandevoort", date(2028, 1, 15)).stand == "nodig"
    assert _regel("wijktafel", "brandevoort", date(2028, 3, 2)).stand == "te-laat"
    assert _regel("wijktafel", "brouwhuis", date(2026, 6, 1)).stand == "nodig"


@pytest.mark.eis("HEL-46")
def test_wijkbezoek_counts_once_per_college_period(helmond: Profiel) -> None:
    begin = helmond.gemeente.perioden["college"].begin
    periode = helmond.tijdvak("college").venster(date(2026, 6, 1))
    assert _regel("wijkbezoek", "brandevoort", date(2026, 6, 1)).uiterlijk == periode[1]

    _gehouden(
        "wijkbezoek",
        "brandevoort",
        periode[0] + timedelta(days=30),
        persoon("adviseur-wgw", gebied="brandevoort"),
    )

    assert _regel("wijkbezoek", "brandevoort", date(2026, 6, 1)).stand == "gehouden"
    assert _regel("wijkbezoek", "brandevoort", periode[1] + timedelta(days=1)).stand == "nodig"
    assert begin <= periode[0]


def test_indication_of_one_to_three_a_year_never_blocks(helmond: Profiel) -> None:
    rij = _regel("wijkwerkoverleg", "dierdonk", date(2026, 12, 31))

    assert (rij.stand, rij.nodig) == ("nodig", 1)


@pytest.mark.eis("BER-12")
def test_kernoverleg_is_due_twice_a_year(bergen: Profiel) -> None:
    door = persoon("wijkcoordinator", gebied="schoorl")
    eerste = _regel("kernoverleg", "schoorl", date(2026, 3, 1))
    assert (eerste.stand, eerste.uiterlijk) == ("nodig", date(2026, 7, 1))
    assert _regel("kernoverleg", "schoorl", date(2026, 8, 1)).stand == "te-laat"

    _gehouden("kernoverleg", "schoorl", date(2026, 3, 20), door)
    tweede = _regel("kernoverleg", "schoorl", date(2026, 8, 1))
    assert (tweede.gehouden, tweede.uiterlijk) == (1, date(2026, 12, 31))
    _gehouden("kernoverleg", "schoorl", date(2026, 9, 20), door)
    assert _regel("kernoverleg", "schoorl", date(2026, 10, 1)).stand == "gehouden"


@pytest.mark.eis("BER-17")
def test_kernbezoek_is_due_once_a_year(bergen: Profiel) -> None:
    assert _regel("kernbezoek", "schoorl", date(2026, 3, 1)).uiterlijk == date(2026, 12, 31)


@pytest.mark.eis("ETL-57", "ETL-58")
def test_council_and_college_come_once_in_three_years(etten_leur: Profiel) -> None:
    for vorm in ("vertel-het-de-raad", "collegebezoek"):
        _gehouden(vorm, "centrum-west", date(2024, 5, 1), persoon("wijkmanager", gebied="centrum-west"))
        assert _regel(vorm, "centrum-west", date(2026, 6, 1)).uiterlijk == date(2027, 5, 1)
        assert _regel(vorm, "centrum-west", date(2027, 5, 2)).stand == "te-laat"


@pytest.mark.eis("ETL-59")
def test_wijkoverleg_is_due_twice_a_year(etten_leur: Profiel) -> None:
    assert _regel("wijkoverleg", "centrum-west", date(2026, 3, 1)).nodig == 2


@pytest.mark.eis("ETL-16")
def test_information_meeting_is_due_once_per_council_period(etten_leur: Profiel) -> None:
    rij = _regel("voorlichtingsbijeenkomst", "centrum-west", date(2026, 6, 1))

    assert rij.uiterlijk == etten_leur.tijdvak("raad").venster(date(2026, 6, 1))[1]


@pytest.mark.eis("DHR-26")
def test_wijkplatform_has_no_norm(den_helder: Profiel) -> None:
    assert _regel("wijkplatform", "nieuw-den-helder", date(2026, 6, 1)).stand == "vrij"


@pytest.mark.eis("HEL-49")
def test_ad_hoc_talks_count_for_nothing(helmond: Profiel) -> None:
    _gehouden("ad-hoc", "dierdonk", date(2026, 3, 1), persoon("adviseur-wgw", gebied="dierdonk"))

    assert _regel("ad-hoc", "dierdonk", date(2026, 6, 1)).stand == "vrij"
    assert _regel("wijkwerkoverleg", "dierdonk", date(2026, 6, 1)).gehouden == 0


def test_planned_meeting_takes_the_worry_away(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    gepland("wijktafel", "brandevoort", adviseur, over=10)

    assert _regel("wijktafel", "brandevoort", timezone.localdate()).stand == "gepland"


def test_exempt_area_shows_the_reason(helmond: Profiel) -> None:
    vrij = next(rij for rij in helmond.gebieden if rij.vrijgesteld)

    rij = _regel("uitvoeringsnetwerk", vrij.sleutel, date(2026, 6, 1))

    assert (rij.stand, rij.reden) == ("vrijgesteld", vrij.vrijgesteld[0].reden)


@pytest.mark.eis("ETL-46")
def test_page_shows_every_form_of_the_own_areas(client: Client, etten_leur: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="centrum-west"))

    tekst = client.get(reverse("overleggen:planning")).text

    for naam in (
        "Vertel het de raad",
        "College in de wijk",
        "Wijkoverleg met de wijkwethouder",
        "Wijkpartneroverleg",
    ):
        assert naam in tekst


def test_resident_sees_no_dates_of_closed_forms(client: Client, den_helder: Profiel) -> None:
    gepland("coordinatieteam", "nieuw-den-helder", persoon("wijkmanager", gebied="nieuw-den-helder"), over=3)
    client.force_login(persoon("bewoner", gebied="nieuw-den-helder"))

    assert "coördinatieteam" not in client.get(reverse("overleggen:planning")).text


def test_planner_costs_two_queries_whatever_it_shows(
    helmond: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    for jaar in range(2022, 2027):
        _gehouden("wijktafel", "brandevoort", date(jaar, 3, 1), adviseur)
    gebieden = [gebied(sleutel) for sleutel in ("brandevoort", "dierdonk", "brouwhuis")]

    with django_assert_num_queries(2):
        assert len(planner(gebieden)) > 10


def _taken(gebruiker: Gebruiker) -> list[tuple[str, str]]:
    return [(taak.titel, taak.knop) for taak in service.werkvoorraad(gebruiker) if taak.komt is None]


@time_machine.travel("2028-03-02 10:00:00+01:00")
def test_desk_tells_the_initiator_what_is_over_term(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    _gehouden("wijktafel", "brandevoort", date(2026, 3, 1), adviseur)

    assert ("Wijktafel is nodig", "Plan") in _taken(adviseur)
    assert ("Wijktafel is nodig", "Plan") not in _taken(persoon("wethouder-wijkbeleid"))


def test_desk_follows_a_meeting_to_its_end(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    naam = den_helder.overlegvorm("coordinatieteam").naam
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager)
    assert _taken(manager) == [(naam, "Nodig uit")]
    acties.nodig_uit(overleg=overleg, door=manager)
    assert _taken(manager) == [(naam, "Begin")]
    acties.leg_aanwezigheid_vast(
        overleg=overleg, aanwezig={rij.pk: "ja" for rij in overleg.deelnemers.all()}, door=manager
    )
    acties.houd(overleg=overleg, door=manager)
    assert _taken(manager) == [(naam, "Rond af")]
    acties.rond_af(overleg=overleg, door=manager)
    assert _taken(manager) == [(f"Verslag van {naam}", "Stel vast")]
    acties.stel_vast(verslag=overleg.verslagen.get(), door=manager)
    assert _taken(manager) == []


def test_desk_asks_who_makes_the_agenda_about_new_points(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=40)
    acties.draag_aan(overleg=overleg, titel="Overlast", door=collega)

    assert _taken(manager) == [("Aangedragen punt: Overlast", "Op de agenda?")]
    assert _taken(collega) == []


def test_desk_costs_three_queries(
    den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    for uur in (9, 11, 13):
        gepland("coordinatieteam", "nieuw-den-helder", manager, begin=time(uur))
    assert manager.vervullingen

    with django_assert_num_queries(3):
        assert len(_taken(manager)) == 3


def test_the_first_five_meetings_come_soon_however_far_away(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    weg = [gepland("coordinatieteam", "nieuw-den-helder", manager, over=100 + dag) for dag in range(6)]

    komt = [taak.komt for taak in service.werkvoorraad(manager) if taak.komt]

    assert komt == [overleg.moment for overleg in weg[:5]]
    assert not _taken(manager)


@pytest.mark.eis("HEL-43")
def test_report_is_due_ten_working_days_after_the_meeting(helmond: Profiel) -> None:
    adviseur, ambtenaar = persoon("adviseur-wgw", gebied="dierdonk"), persoon("vakambtenaar")
    with time_machine.travel("2026-03-02 10:00:00+01:00"):
        overleg = begonnen("ad-hoc", "dierdonk", _orgaan(), voorzitter=persoon("vakwethouder"))

    def herinnerd(dag: date) -> set[tuple[Gebruiker, str]]:
        return {(rij.ontvanger, rij.moment) for rij in service.herinneringen(dag)}

    assert herinnerd(date(2026, 3, 5)) == set()
    assert herinnerd(date(2026, 3, 11)) == {(ambtenaar, "verslag:2026-03-16:3d")}
    assert {wie for wie, _ in herinnerd(date(2026, 3, 17))} == {ambtenaar, adviseur}

    with time_machine.travel("2026-03-18 10:00:00+01:00"):
        wethouder = persoon("vakwethouder")
        acties.rond_af(overleg=overleg, door=wethouder)
        acties.stel_vast(verslag=overleg.verslagen.get(), door=wethouder)
    assert herinnerd(date(2026, 3, 19)) == set()


def _orgaan() -> Gebruiker:
    return persoon("wijkorgaan", partij="wijkraad-dierdonk")


@pytest.mark.eis("BER-24")
def test_invitation_is_due_three_weeks_before_a_ledenvergadering(bergen: Profiel) -> None:
    from tests.overleggen.test_plannen import _wijk
    from wijkwerk.wijken.models import Gebied, Partij

    vereniging = Partij.objects.create(sleutel="wv-1", naam="Wijkvereniging 1", soort="bewonersorgaan")
    vereniging.gebieden.add(Gebied.objects.get(sleutel=_wijk()))
    bestuur = persoon("wijkvereniging", partij="wv-1")
    overleg = gepland("ledenvergadering", "wijk-1", bestuur, over=60)

    te_laat = overleg.datum - timedelta(weeks=3) + timedelta(days=1)
    [herinnering] = service.herinneringen(te_laat)

    assert (herinnering.ontvanger, herinnering.ding) == (bestuur, overleg)
    assert list(service.herinneringen(te_laat - timedelta(days=7))) == []


def test_pages_cost_a_fixed_number_of_queries(
    client: Client, den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    for nummer in range(5):
        besproken(overleg, manager, f"Punt {nummer}")
    client.force_login(manager)
    client.get(reverse("overleggen:lijst"))

    for naam, aantal in (("detail", 8), ("deelnemers", 7), ("tijdens", 13), ("verslag", 7)):
        with django_assert_num_queries(aantal):
            client.get(reverse(f"overleggen:{naam}", args=[overleg.pk]))
    with django_assert_num_queries(8):
        client.get(reverse("overleggen:lijst"))
    with django_assert_num_queries(7):
        client.get(reverse("overleggen:planning"))
