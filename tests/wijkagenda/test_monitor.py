"""The monitor: what was done, whether the figure moved, what people tell; a person judges, and the next plan begins."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.wijkagenda.cijferhulp import WIJK, laad_jaar
from tests.wijkagenda.monitorhulp import blok, toets
from tests.wijkagenda.plannen import (
    al_vastgesteld,
    beoordeel_toets,
    dag,
    klachten_bij,
    kort_plan,
    schrijf,
    voeg,
)
from wijkagenda import acties
from wijkagenda.beweging import BEREIKT, BEWEEGT, NIET, ONBEKEND, beweging
from wijkagenda.models import Plan, Planitem
from wijkagenda.stand import standen
from wijkwerk.cijfers.service import Breuk
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("DHR-63")
def test_what_was_done_and_what_the_figure_did_stand_beside_the_judgment(
    client: Client, monitor: Plan, manager: Gebruiker
) -> None:
    laad_jaar(2025, "45")
    client.force_login(manager)
    acties.voeg_verhaal_toe(
        plan=monitor,
        item=toets(monitor),
        tekst="Er staat nu een huis te koop in onze straat.",
        verteld_door="bewoner",
        datum=dag(-2),
        door=manager,
    )

    tekst = client.get(reverse("wijkagenda:stand", args=[monitor.pk])).text

    assert "1 van 2 acties gedaan" in tekst
    assert "De goede kant op, nog niet gehaald: van 44 procent in 2024 naar 45 procent in 2025" in tekst
    assert "Er staat nu een huis te koop" in tekst
    assert "nog te beoordelen" in tekst


@pytest.mark.eis("DHR-63")
def test_the_judgments_begin_with_what_was_computed_and_the_person_decides(
    client: Client, monitor: Plan, manager: Gebruiker
) -> None:
    laad_jaar(2025, "47")
    client.force_login(manager)
    item = toets(monitor)
    url = reverse("wijkagenda:item_bewerken", args=[monitor.pk, item.pk])

    form = client.get(url).context["form"]

    assert (form["v-bereikt"].initial, form["v-uitgevoerd"].initial) == ("ja", "nee")
    assert "1 van 2 acties gedaan" in form.fields["v-uitgevoerd"].help_text
    item.refresh_from_db()
    assert not item.velden
    gegevens = {
        "titel": item.titel,
        "versie": item.versie,
        "v-bereikt": "nee",
        "v-uitgevoerd": "nee",
        "v-wijziging-aanpak": "Eerder beginnen.",
    }
    assert client.post(url, gegevens).status_code == 302
    assert client.get(url).context["form"]["v-bereikt"].initial == "nee"


@pytest.mark.eis("DHR-64")
def test_closing_the_monitor_begins_the_next_plans_with_what_must_change(
    client: Client, monitor: Plan, manager: Gebruiker
) -> None:
    client.force_login(manager)
    for item in monitor.items.all():
        beoordeel_toets(client, item, bereikt="nee", uitgevoerd="nee", wijziging_aanpak="Eerder beginnen.")
        acties.neem_op(item=item, door=manager)
    wijziging = voeg(monitor, "wijziging", "Ook huurders helpen", manager, ouder=toets(monitor))
    acties.neem_op(item=wijziging, door=manager)
    schrijf(monitor, manager)

    antwoord = client.post(
        reverse("wijkagenda:vaststelling", args=[monitor.pk]), {"datum": dag(0).isoformat()}, follow=True
    )

    agenda = Plan.objects.get(vorm="gebiedsagenda", stand="concept")
    uitvoering = Plan.objects.get(vorm="uitvoeringsplan", stand="concept")
    assert f"Het concept “{agenda.titel}” is begonnen." in antwoord.text
    assert {item.titel for item in agenda.items.all()} == {"Meer koopwoningen", "Ook huurders helpen"}
    assert {item.titel for item in uitvoering.items.all()} == {"Verkopen"}
    assert monitor.periode_tot
    assert agenda.periode_van == monitor.periode_tot + timedelta(days=1)
    # The agenda follows on the monitor; the uitvoeringsplan is only begun by it, and is worked on with the same judgments.
    for plan in (agenda, uitvoering):
        tekst = client.get(plan.get_absolute_url()).text
        assert "Uit de monitor" in tekst, plan
        assert "Eerder beginnen." in tekst, plan
    nieuw = agenda.items.get(titel="Meer koopwoningen")
    assert nieuw.meting.maat == "koopwoningen"


def test_a_next_plan_that_is_in_the_making_already_is_left_alone(
    client: Client, monitor: Plan, manager: Gebruiker
) -> None:
    kort_plan("gebiedsagenda", WIJK, manager)
    client.force_login(manager)
    for item in monitor.items.all():
        beoordeel_toets(client, item, bereikt="ja", uitgevoerd="ja", wijziging_aanpak="Niets.")
        acties.neem_op(item=item, door=manager)
    schrijf(monitor, manager)

    plan = acties.stel_vast(plan=monitor, door=manager)

    assert [rij.vorm for rij in plan.begonnen] == ["uitvoeringsplan"]
    assert "al een Gebiedsagenda in de maak" in plan.niet_begonnen[0]


@pytest.mark.parametrize("aantal", [1, 4])
def test_the_page_costs_as_many_queries_for_one_goal_as_for_many(
    client: Client,
    doel: Planitem,
    manager: Gebruiker,
    aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for nummer in range(aantal):
        Planitem.objects.create(
            plan=doel.plan, soort="doel", titel=f"Doel {nummer}", stand="opgenomen", gemaakt_door=manager
        )
    monitor = kort_plan("gebiedsmonitor", WIJK, manager)
    client.force_login(manager)
    url = reverse("wijkagenda:stand", args=[monitor.pk])
    client.get(url)

    with django_assert_num_queries(15):
        client.get(url)
    with django_assert_num_queries(24):
        client.get(toets(monitor).get_absolute_url())
    with django_assert_num_queries(15):
        client.get(monitor.get_absolute_url())


def test_where_nothing_was_promised_or_measured_nothing_is_proposed(
    den_helder: Profiel,
) -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    al_vastgesteld("gebiedsagenda", WIJK, manager, ("doel", "Prettig wonen"))
    al_vastgesteld("uitvoeringsplan", WIJK, manager)
    monitor = kort_plan("gebiedsmonitor", WIJK, manager)
    [item] = monitor.items.all()

    stand = standen(monitor, [item])[item.pk]

    assert stand.uitvoering is None
    assert stand.voorstel == {}


# --- the goal and its figure


@pytest.mark.eis("DHR-58")
def test_a_goal_rests_on_findings_of_the_established_analysis(client: Client, manager: Gebruiker) -> None:
    analyse = al_vastgesteld("gebiedsanalyse", WIJK, manager, ("kans", "Er wordt veel gebouwd"))
    bevinding = analyse.items.get()
    agenda = kort_plan("gebiedsagenda", WIJK, manager)
    client.force_login(manager)
    url = reverse("wijkagenda:item_nieuw", args=[agenda.pk, "doel"])
    assert "Kans: Er wordt veel gebouwd" in client.get(url).text

    client.post(url, {"titel": "Samen bouwen", "bevindingen": [bevinding.pk], "v-prioriteit": "1"})

    [item] = agenda.items.all()
    herkomst = item.herkomsten.get()
    assert (herkomst.soort, herkomst.object_id) == ("gebiedsanalyse", bevinding.pk)
    bewerk = reverse("wijkagenda:item_bewerken", args=[agenda.pk, item.pk])
    client.post(bewerk, {"titel": "Samen bouwen", "versie": item.versie})
    assert not item.herkomsten.exists()


def test_a_target_on_the_wrong_side_is_refused(client: Client, manager: Gebruiker) -> None:
    al_vastgesteld("gebiedsanalyse", WIJK, manager)
    agenda = kort_plan("gebiedsagenda", WIJK, manager)
    item = voeg(agenda, "doel", "Meer koopwoningen", manager)
    client.force_login(manager)
    url = reverse("wijkagenda:meting", args=[agenda.pk, item.pk])

    antwoord = client.post(url, {"maat": "koopwoningen", "wens": "hoger", "streef": "40"})

    assert antwoord.status_code == 422
    assert "Kies een getal dat hoger is dan nu (44)." in antwoord.text
    assert client.post(url, {"maat": "koopwoningen", "wens": "hoger", "streef": "50,5"}).status_code == 302
    assert item.meting.streef == Decimal("50.5")
    assert "hoger dan 44 procent, tot 50,5 procent" in client.get(item.get_absolute_url()).text
    client.post(reverse("wijkagenda:meting_weg", args=[agenda.pk, item.pk]))
    assert "Nog geen cijfer gekozen" in client.get(item.get_absolute_url()).text


def test_only_a_goal_moves_a_figure(manager: Gebruiker) -> None:
    plan = kort_plan("gebiedsanalyse", WIJK, manager)
    item = voeg(plan, "kans", "Bouw", manager)

    assert "Alleen een doel wil een cijfer veranderen." in klachten_bij(
        acties.zet_meting, item=item, maat="koopwoningen", wens="hoger", streef=None, door=manager
    )


# --- whether it moved, by arithmetic alone


def uitkomst(toen: str | None, nu: str | None, wens: str, streef: str | None = None, **meer: Any) -> str:
    return beweging(
        begin=blok(toen, "2023"),
        van=202300,
        nu=blok(nu, "2025"),
        tot=meer.pop("tot", 202500),
        wens=wens,
        streef=None if streef is None else Decimal(streef),
        **meer,
    ).uitkomst


@pytest.mark.parametrize(
    ("toen", "nu", "wens", "streef", "verwacht"),
    [
        ("44", "45", "hoger", None, BEREIKT),
        ("44", "45", "hoger", "46", BEWEEGT),
        ("44", "46", "hoger", "46", BEREIKT),
        ("44", "44", "hoger", None, NIET),
        ("44", "43", "lager", None, BEREIKT),
        ("44", "45", "lager", None, NIET),
        ("100", "104", "gelijk", None, BEREIKT),
        ("100", "90", "gelijk", None, NIET),
        ("44", None, "hoger", None, ONBEKEND),
        (None, "44", "hoger", None, ONBEKEND),
    ],
)
def test_moved_or_not(toen: str | None, nu: str | None, wens: str, streef: str | None, verwacht: str) -> None:
    assert uitkomst(toen, nu, wens, streef) == verwacht


GETAL = st.integers(-500, 500).map(str)


@given(GETAL, GETAL, st.sampled_from(["hoger", "lager", "gelijk"]), st.none() | GETAL)
def test_over_a_break_or_without_a_newer_year_nothing_is_said(
    toen: str, nu: str, wens: str, streef: str | None
) -> None:
    breuken = [Breuk(jaar=2024, waarom="Anders geteld.")]

    assert uitkomst(toen, nu, wens, streef, breuken=breuken) == ONBEKEND
    assert uitkomst(toen, nu, wens, streef, tot=202300) == ONBEKEND
