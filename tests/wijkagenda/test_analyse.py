"""The analysis of an area uses figures and stories: proposed, chosen, told, compared, and put before people."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.wijkagenda.cijferhulp import WIJK, laad_cijfers, laad_jaar
from tests.wijkagenda.plannen import bundel_als_nodig, dag, klachten_bij, kort_plan, voeg
from wijkagenda import acties
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
# The page of the plan, and its pages of figures: more measures, areas or items cost no more.
VRAGEN = {"opvallend": 13, "vergelijking": 11, "bronnen": 6, "detail": 15}


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    laad_cijfers({2022: "46", 2023: "45", 2024: "44"})
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def plan(manager: Gebruiker) -> Plan:
    return kort_plan("gebiedsanalyse", WIJK, manager)


@pytest.fixture
def als_manager(client: Client, manager: Gebruiker) -> Client:
    client.force_login(manager)
    return client


def adres(naam: str, plan: Plan, *rest: object) -> str:
    return reverse(f"wijkagenda:{naam}", args=[plan.pk, *rest])


def kans(plan: Plan, door: Gebruiker) -> Planitem:
    return voeg(plan, "kans", "Er wordt veel gebouwd", door)


# --- figures that stand out


def test_a_figure_that_stands_out_is_proposed_with_its_reason(als_manager: Client, plan: Plan) -> None:
    tekst = als_manager.get(adres("opvallend", plan)).text

    assert "19 procent lager dan Den Helder" in tekst
    assert "Neem over als kans" in tekst
    assert "Neem over als bedreiging" in tekst


@pytest.mark.eis("DHR-56")
def test_one_click_makes_it_a_finding_with_the_figure_its_source_and_day(
    als_manager: Client, plan: Plan
) -> None:
    keuze = {"keuze": "bedreiging|koopwoningen|202400"}

    als_manager.post(adres("opvallend_overname", plan), keuze)
    als_manager.post(adres("opvallend_overname", plan), keuze)

    [item] = plan.items.all()
    assert item.soort == "bedreiging"
    assert item.titel.startswith("Koopwoningen: 19 procent lager dan Den Helder")
    [bron] = item.bronnen.all()
    assert (bron.maat, bron.periode, bron.datum) == ("koopwoningen", 202400, date(2024, 12, 31))
    assert bron.herkomst
    assert "Gemeente Den Helder: 54 procent. Nederland: 57 procent." in bron.tekst
    assert "Al een bevinding" in als_manager.get(adres("opvallend", plan)).text


def test_not_now_keeps_the_reason_until_there_is_a_newer_figure(als_manager: Client, plan: Plan) -> None:
    url = adres("niet_nu", plan, "koopwoningen", 202400)
    assert als_manager.post(url, {"reden": ""}).status_code == 422

    als_manager.post(url, {"reden": "Er wordt nu verkocht."})

    tekst = als_manager.get(adres("opvallend", plan)).text
    assert "Er wordt nu verkocht." in tekst
    assert "Neem over als kans" not in tekst
    laad_jaar(2025, "43")
    assert "Neem over als kans" in als_manager.get(adres("opvallend", plan)).text


@pytest.mark.parametrize("periode", [1, 13, 202300, 202413, 2147483647, 99999999999])
def test_what_is_not_proposed_is_not_put_off(als_manager: Client, plan: Plan, periode: int) -> None:
    url = adres("niet_nu", plan, "koopwoningen", periode)

    assert als_manager.get(url).status_code == 404
    assert als_manager.post(url, {"reden": "Later."}).status_code == 404
    assert not plan.niet_nu.exists()
    assert als_manager.get(adres("opvallend", plan)).status_code == 200


def test_not_now_is_taken_back(als_manager: Client, plan: Plan, manager: Gebruiker) -> None:
    rij = acties.stel_uit(plan=plan, maat="koopwoningen", periode=202400, reden="Later.", door=manager)

    als_manager.post(adres("opvallend_terug", plan, rij.pk))

    assert not plan.niet_nu.exists()


def test_of_a_secret_nothing_is_proposed_and_it_is_not_to_be_chosen(
    als_manager: Client, plan: Plan, manager: Gebruiker
) -> None:
    laad_cijfers({2022: ".", 2023: ".", 2024: "."})

    assert "Neem over als" not in als_manager.get(adres("opvallend", plan)).text
    [klacht] = klachten_bij(acties.voeg_cijfer_toe, plan=plan, maat="koopwoningen", door=manager)
    assert klacht.startswith("Van dit cijfer is er voor dit gebied en deze periode geen getal.")


def test_a_proposal_that_is_gone_says_so(als_manager: Client, plan: Plan) -> None:
    antwoord = als_manager.post(adres("opvallend_overname", plan), {"keuze": "kans|koopwoningen|199900"})

    assert antwoord.status_code == 302
    assert not plan.items.exists()


@pytest.mark.parametrize("aantal", [1, 6])
def test_pages_cost_a_fixed_number_of_queries(
    als_manager: Client,
    plan: Plan,
    manager: Gebruiker,
    aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for nummer in range(aantal):
        item = voeg(plan, "kans", f"Kans {nummer}", manager)
        acties.voeg_cijfer_toe(plan=plan, item=item, maat="koopwoningen", door=manager)
    als_manager.get(adres("opvallend", plan))

    for naam, vragen in VRAGEN.items():
        with django_assert_num_queries(vragen):
            als_manager.get(adres(naam, plan))
    with django_assert_num_queries(13):
        als_manager.get(adres("item", plan, item.pk))


# --- chosen figures


def test_a_chosen_figure_is_frozen_and_says_when_there_is_a_newer_one(
    als_manager: Client, plan: Plan, manager: Gebruiker
) -> None:
    item = kans(plan, manager)
    als_manager.post(adres("bron_cijfer", plan), {"maat": "koopwoningen", "bij": str(item.pk)})
    [bron] = item.bronnen.all()
    laad_jaar(2025, "40")

    tekst = als_manager.get(item.get_absolute_url()).text

    assert "Koopwoningen in Nieuw Den Helder, 2024: 44 procent" in tekst
    assert "Er is een nieuwer cijfer: 2025" in tekst
    als_manager.post(adres("bron_verversing", plan, bron.pk))
    [nieuw] = item.bronnen.all()
    assert nieuw.periode == 202500
    assert "2025: 40 procent" in nieuw.tekst


def test_the_same_figure_does_not_stand_there_twice(plan: Plan, manager: Gebruiker) -> None:
    item = kans(plan, manager)
    acties.voeg_cijfer_toe(plan=plan, item=item, maat="koopwoningen", door=manager)

    assert klachten_bij(
        acties.voeg_cijfer_toe, plan=plan, item=item, maat="koopwoningen", periode=202400, door=manager
    ) == ("Dit cijfer staat hier al.",)


@pytest.mark.eis("DHR-57")
def test_the_analysis_compares_with_every_other_wijk_by_name(als_manager: Client, plan: Plan) -> None:
    html = als_manager.get(adres("vergelijking", plan), {"maat": "koopwoningen"}).text

    tabel = dict(re.findall(r'<th scope="row">([^<]+)</th><td class="ww-getal">([^<]+)</td>', html))
    assert tabel["Nieuw Den Helder"] == "44"
    assert tabel["Stad Binnen de Linie"] == "54"
    assert (tabel["Gemeente Den Helder"], tabel["Nederland"]) == ("54", "57")
    assert "Staafdiagram" in html


# --- stories


@pytest.mark.eis("DHR-56")
def test_a_story_is_told_by_role_with_its_day(als_manager: Client, plan: Plan, manager: Gebruiker) -> None:
    item = kans(plan, manager)
    url = adres("bron_verhaal", plan)
    verhaal = {"tekst": "Ik loop om als het donker is.", "datum": "2026-10-01", "bij": str(item.pk)}

    assert als_manager.post(url, verhaal).status_code == 422
    assert als_manager.post(url, verhaal | {"verteld_door": "ondernemer"}).status_code == 302

    [bron] = item.bronnen.all()
    assert (bron.soort, bron.herkomst, bron.datum) == (
        "verhalen",
        "Verteld door: ondernemer",
        date(2026, 10, 1),
    )
    assert "Ik loop om als het donker is." in als_manager.get(item.get_absolute_url()).text


@pytest.mark.parametrize(
    "tekst",
    ["Mevrouw Bakker loopt om.", "Bel 06 12345678 als het donker is.", "Mail naar j.bakker@wijk.example"],
)
def test_a_story_with_a_person_in_it_is_refused_and_nothing_is_lost(
    als_manager: Client, plan: Plan, tekst: str
) -> None:
    verhaal = {"tekst": tekst, "datum": "2026-10-01", "verteld_door": "bewoner"}

    antwoord = als_manager.post(adres("bron_verhaal", plan), verhaal)

    assert antwoord.status_code == 422
    assert "lijkt over een persoon te gaan" in antwoord.text
    assert tekst in antwoord.text.replace("&#x27;", "'")
    assert not plan.bronnen.exists()


@pytest.mark.eis("DHR-56")
def test_a_chosen_figure_and_a_story_are_what_the_analysis_needs(plan: Plan, manager: Gebruiker) -> None:
    for soort in ("kans", "ontwikkeling", "bedreiging"):
        acties.neem_op(item=voeg(plan, soort, f"Een {soort}", manager), door=manager)
    item = plan.items.get(soort="kans")
    acties.voeg_cijfer_toe(plan=plan, item=item, maat="koopwoningen", door=manager)
    bundel_als_nodig(plan, manager)
    assert sum("DHR-56" in klacht for klacht in klachten_bij(acties.stel_vast, plan=plan, door=manager)) == 1

    acties.heropen(plan=plan, reden="Een verhaal erbij.", door=manager)
    acties.voeg_verhaal_toe(
        plan=plan, item=item, tekst="Het is hier stil.", verteld_door="bewoner", datum=dag(-3), door=manager
    )
    acties.bundel(plan=plan, door=manager)

    assert acties.stel_vast(plan=plan, door=manager).stand == Plan.Stand.VASTGESTELD


@pytest.mark.eis("DHR-55")
def test_each_of_the_three_kinds_of_finding_must_be_there(plan: Plan, manager: Gebruiker) -> None:
    acties.neem_op(item=kans(plan, manager), door=manager)
    bundel_als_nodig(plan, manager)

    klachten = klachten_bij(acties.stel_vast, plan=plan, door=manager)

    assert "Schrijf het deel “Ontwikkelingen”." in klachten
    assert "Schrijf het deel “Bedreigingen”." in klachten
    assert "Schrijf het deel “Kansen”." not in klachten


# --- put before people


def test_what_a_group_said_stands_with_the_finding(
    als_manager: Client, plan: Plan, manager: Gebruiker
) -> None:
    item = kans(plan, manager)
    url = adres("herkenning", plan, item.pk)
    los = {"groep": "bewoner", "datum": "2026-10-02", "uitkomst": "aanvulling"}
    assert als_manager.post(url, los).status_code == 422

    als_manager.post(url, los | {"aanvulling": "Ook bij de haven."})

    tekst = als_manager.get(item.get_absolute_url()).text
    assert "Ook bij de haven." in tekst
    [rij] = item.herkenningen.all()
    als_manager.post(adres("herkenning_weg", plan, item.pk, rij.pk))
    assert not item.herkenningen.exists()


def test_what_a_group_said_names_nobody(plan: Plan, manager: Gebruiker) -> None:
    [klacht] = klachten_bij(
        acties.leg_herkenning_vast,
        item=kans(plan, manager),
        groep="bewoner",
        datum=dag(-1),
        uitkomst="niet",
        aanvulling="Meneer De Vries herkent het niet.",
        door=manager,
    )

    assert "De Vries" in klacht


# --- who may


def test_who_only_reads_changes_nothing(client: Client, plan: Plan, manager: Gebruiker) -> None:
    item = kans(plan, manager)
    collega = persoon("wijkconcierge", gebied=WIJK)
    client.force_login(collega)

    assert "Neem over als" not in client.get(adres("opvallend", plan)).text
    for naam, rest in (("bron_cijfer", ()), ("bron_verhaal", ()), ("herkenning", (item.pk,))):
        assert client.get(adres(naam, plan, *rest)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.voeg_cijfer_toe(plan=plan, maat="koopwoningen", door=collega)


def test_an_established_analysis_takes_no_more(plan: Plan, manager: Gebruiker) -> None:
    Plan.objects.filter(pk=plan.pk).update(
        stand="vastgesteld", vastgesteld_op=dag(-1), vastgesteld_door="wijkmanager"
    )

    klachten_bij(acties.voeg_cijfer_toe, plan=plan, maat="koopwoningen", door=manager)
    klachten_bij(acties.stel_uit, plan=plan, maat="koopwoningen", periode=202400, reden="x", door=manager)


def test_the_next_analysis_begins_with_what_was_found_and_its_figures(plan: Plan, manager: Gebruiker) -> None:
    item = kans(plan, manager)
    acties.voeg_cijfer_toe(plan=plan, item=item, maat="koopwoningen", door=manager)
    acties.neem_op(item=item, door=manager)
    Plan.objects.filter(pk=plan.pk).update(
        stand="vastgesteld", vastgesteld_op=dag(-1), vastgesteld_door="wijkmanager"
    )

    volgende = kort_plan("gebiedsanalyse", WIJK, manager)

    [kopie] = volgende.items.all()
    assert kopie.spoor == item.spoor
    assert [bron.maat for bron in kopie.bronnen.all()] == ["koopwoningen"]
    assert volgende.bronnen.count() == 1
