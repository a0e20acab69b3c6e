"""The planner of a year: spread, missed, maxima, what every area has, and planning on a proposed day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from overleggen import acties, jaarplanning
from overleggen.models import Overleg
from overleggen.planner import Regel, planner
from tests.hulp import gebied, geef_rol, persoon
from tests.overleggen.hulp import gepland
from tests.overleggen.test_planner import _gehouden
from wijkwerk.berichten.termijnen import feestdagen, is_werkdag
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import vergeet_profielen
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import plaats
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
URL = "/overleggen/planning/"


def _regel(vorm: str, waar: str, dag: date | None = None) -> Regel:
    return next(rij for rij in planner([gebied(waar)], dag=dag) if rij.vorm.sleutel == vorm)


def _dagen(regels: list[Regel]) -> dict[tuple[str, int], date]:
    bezet = jaarplanning.bezet_vanaf()
    voorstellen = jaarplanning.stel_dagen_voor(regels, bezet, jaarplanning.plafonds())
    return {sleutel: voorstel.datum for sleutel, voorstel in voorstellen.items()}


@pytest.mark.eis("HEL-51")
@time_machine.travel("2026-06-15 10:00:00+02:00")
def test_months_show_how_the_year_is_spread(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    _gehouden("wijktafel", "brandevoort", date(2026, 3, 2), adviseur)
    gepland("wijkwerkoverleg", "brandevoort", adviseur, over=100)

    maanden = jaarplanning.spreiding(planner([gebied("brandevoort")]), 2026)

    assert [(m.gehouden, m.gepland) for m in maanden if m.samen] == [(1, 0), (0, 1)]
    assert [m.eerste.month for m in maanden if m.samen] == [3, 9]
    client.force_login(adviseur)
    assert "Spreiding over 2026" in client.get(URL).text
    assert "Spreiding over 2025" not in client.get(f"{URL}?jaar=2025").text


@pytest.mark.eis("BER-12")
def test_what_was_missed_counts_from_the_first_one_known(bergen: Profiel) -> None:
    door = persoon("wijkcoordinator", gebied="schoorl")
    _gehouden("kernoverleg", "schoorl", date(2024, 5, 1), door)
    _gehouden("kernoverleg", "schoorl", date(2025, 5, 1), door)
    _gehouden("kernoverleg", "schoorl", date(2025, 11, 1), door)
    regel = _regel("kernoverleg", "schoorl", date(2026, 3, 1))

    telling = {jaar: jaarplanning.gemist(regel, jaar, date(2026, 3, 1)) for jaar in (2023, 2024, 2025, 2026)}

    assert telling == {2023: 0, 2024: 1, 2025: 0, 2026: 0}


def test_what_was_not_held_before_the_first_day_here_was_not_missed(bergen: Profiel) -> None:
    """Older meetings are entered afterwards; that does not make the years around them years of this site."""
    door = persoon("wijkcoordinator", gebied="schoorl")
    _gehouden("kernoverleg", "schoorl", date(2023, 5, 1), door)
    Profielversie.objects.update(geactiveerd_op=datetime(2024, 3, 1, tzinfo=UTC))
    vergeet_profielen()
    regel = _regel("kernoverleg", "schoorl", date(2026, 3, 1))

    telling = {jaar: jaarplanning.gemist(regel, jaar, date(2026, 3, 1)) for jaar in (2023, 2024, 2025)}

    assert telling == {2023: 0, 2024: 0, 2025: 2}


@pytest.mark.eis("DHR-33")
def test_monthly_form_misses_each_month_without_one(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    _gehouden("coordinatieteam", "nieuw-den-helder", date(2026, 1, 8), manager)
    _gehouden("coordinatieteam", "nieuw-den-helder", date(2026, 3, 9), manager)
    dag = date(2026, 6, 15)
    assert jaarplanning.gemist(_regel("coordinatieteam", "nieuw-den-helder", dag), 2026, dag) == 3

    client.force_login(manager)
    with time_machine.travel("2026-06-15 10:00:00+02:00"):
        assert "3 keer gemist in 2026" in client.get(URL).text


@pytest.mark.eis("DHR-26", "HEL-49")
@pytest.mark.parametrize(("gemeente", "vorm"), [("den_helder", "wijkplatform"), ("helmond", "ad-hoc")])
def test_free_forms_miss_nothing_and_get_no_day(request: Any, gemeente: str, vorm: str) -> None:
    request.getfixturevalue(gemeente)
    waar = {"den_helder": "nieuw-den-helder", "helmond": "dierdonk"}[gemeente]
    door = persoon("wijkmanager" if gemeente == "den_helder" else "adviseur-wgw", gebied=waar)
    _gehouden(vorm, waar, date(2021, 3, 1), door)
    regel = _regel(vorm, waar)

    assert (regel.stand, jaarplanning.gemist(regel, 2025)) == ("vrij", 0)
    assert (vorm, regel.gebied.pk) not in _dagen([regel])


@pytest.mark.parametrize("vandaag", [date(2026, 4, 13), date(2026, 12, 1), date(2027, 3, 20)])
def test_proposed_days_are_working_days_in_the_usual_part_of_the_day(bergen: Profiel, vandaag: date) -> None:
    regels = [regel for regel in planner([gebied("schoorl")], dag=vandaag) if regel.is_open]
    voorstellen = jaarplanning.stel_dagen_voor(regels, jaarplanning.bezet_vanaf(vandaag), {}, vandaag)

    assert voorstellen
    for (vorm, _), voorstel in voorstellen.items():
        assert is_werkdag(voorstel.datum)
        assert voorstel.datum not in feestdagen(voorstel.datum.year)
        assert voorstel.datum > vandaag + timedelta(days=14)
        dagdeel = bergen.overlegvorm(vorm).dagdeel
        assert {"avond": voorstel.begin >= time(18), "middag": time(12) <= voorstel.begin < time(18)}.get(
            dagdeel, True
        )


def test_who_has_one_that_day_gets_another_day(helmond: Profiel) -> None:
    """The wethouder chairs in both wijken; the adviseur works in one of them."""
    persoon("wethouder-wijkbeleid")
    ander = persoon("adviseur-wgw", gebied="dierdonk")
    [(_, dag)] = _dagen([_regel("wijktafel", "brandevoort")]).items()
    acties.plan(vorm="wijktafel", gebied=gebied("dierdonk"), datum=dag, begin=time(9), door=ander)

    [(_, nieuw)] = _dagen([_regel("wijktafel", "brandevoort")]).items()

    assert nieuw > dag


def test_one_person_gets_no_two_proposals_on_a_day(bergen: Profiel) -> None:
    kernen = list(Gebied.objects.filter(niveau="kern").order_by("pk"))[:4]
    coordinator = persoon("wijkcoordinator", gebied=kernen[0])
    for kern in kernen[1:3]:
        geef_rol(coordinator, "wijkcoordinator", gebied=kern)
    regels = [regel for regel in planner(kernen) if regel.vorm.sleutel == "kernoverleg"]

    dagen = _dagen(regels)

    van_coordinator = [dagen["kernoverleg", kern.pk] for kern in kernen[:3]]
    assert len(set(van_coordinator)) == 3
    assert dagen["kernoverleg", kernen[3].pk] == min(van_coordinator)


def _knop(tekst: str, vorm: str) -> dict[str, str]:
    """What the button of this form sends."""
    for deel in tekst.split('<form method="post" action="/overleggen/planning/voorstel/"')[1:]:
        velden = dict(re.findall(r'name="(vorm|gebied|datum|begin)"\s+value="([^"]*)"', deel))
        if velden.get("vorm") == vorm:
            return velden
    raise AssertionError(f"no proposal for {vorm}")


@pytest.mark.eis("HEL-38", "HEL-51")
def test_initiator_plans_on_the_proposed_day_in_one_step(client: Client, helmond: Profiel) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="brandevoort"))
    velden = _knop(client.get(URL).text, "wijktafel")

    antwoord = client.post(reverse("overleggen:planning_voorstel"), velden)

    overleg = Overleg.objects.get()
    assert antwoord["Location"] == overleg.get_absolute_url()
    assert (overleg.vorm, overleg.datum.isoformat()) == ("wijktafel", velden["datum"])
    assert _regel("wijktafel", "brandevoort").stand == "gepland"


def test_a_refused_proposal_opens_the_form_with_that_day(client: Client, helmond: Profiel) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="brandevoort"))
    velden = _knop(client.get(URL).text, "wijktafel")
    client.post(reverse("overleggen:planning_voorstel"), velden)

    antwoord = client.post(reverse("overleggen:planning_voorstel"), velden, follow=True)

    assert "staat op deze dag en tijd al gepland" in antwoord.text
    assert f'value="{velden["datum"]}"' in antwoord.text
    assert Overleg.objects.count() == 1


@pytest.mark.parametrize("rol", ["bewoner", "wijkopzichter"])
def test_nobody_else_plans_from_a_proposal(client: Client, helmond: Profiel, rol: str) -> None:
    client.force_login(persoon("vakambtenaar", gebied="brandevoort"))
    velden = {
        "vorm": "wijktafel",
        "gebied": gebied("brandevoort").pk,
        "datum": "2027-03-01",
        "begin": "10:00",
    }
    assert client.post(reverse("overleggen:planning_voorstel"), velden).status_code in {403, 404}
    assert "Plan op" not in client.get(URL).text
    client.force_login(persoon("adviseur-wgw", gebied="brandevoort"))
    for fout in ({"vorm": "bestaat-niet"}, {"gebied": gebied("dierdonk").pk}):
        assert client.post(reverse("overleggen:planning_voorstel"), velden | fout).status_code == 404
    assert client.post(reverse("overleggen:planning_voorstel"), {}).status_code == 302
    assert not Overleg.objects.exists()


@pytest.mark.eis("BER-02")
def test_a_full_municipality_gets_no_proposal_for_a_ninth(client: Client, bergen: Profiel) -> None:
    kernen = list(Gebied.objects.filter(niveau="kern", grens="vast").order_by("pk"))
    while len(kernen) < 9:
        kern = Gebied.objects.create(sleutel=f"kern-{len(kernen)}", naam=f"Kern {len(kernen)}", niveau="kern")
        plaats(gebied=kern, ouder=Gebied.objects.filter(ouder=None).exclude(pk=kern.pk).first())
        kernen.append(kern)
    coordinator = persoon("wijkcoordinator", gebied=kernen[8])
    for kern in kernen[:8]:
        _gehouden("kernoverleg", kern.sleutel, date(2026, 3, 1), coordinator)

    client.force_login(coordinator)
    tekst = client.get(f"{URL}?vorm=kernoverleg").text

    assert "hoogstens 8" in tekst
    assert "het hoogste aantal is bereikt" in tekst
    assert "Plan op" not in tekst


def test_250_areas_cost_as_many_queries_as_one(
    client: Client,
    den_helder: Profiel,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    coordinator = persoon("accountmanager")
    client.force_login(coordinator)
    client.get(URL)
    with django_assert_max_num_queries(15) as voor:
        client.get(URL)

    top = Gebied.objects.get(ouder=None)
    wijken = Gebied.objects.bulk_create(
        Gebied(sleutel=f"wijk-{nr}", naam=f"Wijk {nr}", niveau="wijk", ouder=top, voorouders=[top.pk])
        for nr in range(250)
    )
    for nr, wijk in enumerate(wijken):
        wijk.voorouders = [top.pk, wijk.pk]
        if nr < 60:
            _gehouden("coordinatieteam", wijk.sleutel, date(2026, 3, 1), coordinator)
    Gebied.objects.bulk_update(wijken, ["voorouders"])

    with django_assert_num_queries(len(voor)):
        tekst = client.get(URL).text
    assert "Pagina 1 van" in tekst
