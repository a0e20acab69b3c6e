"""Beside a goal stand the figures and the stories of the findings it rests on: page, frozen content, PDF and DOCX."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.docx_lezen import lees
from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from tests.wijkagenda.cijferhulp import WIJK, laad_cijfers, laad_jaar
from tests.wijkagenda.monitorhulp import blok, maak_doel, toets
from tests.wijkagenda.plannen import dag, kort_plan, voeg
from wijkagenda import acties
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.beweging import loop
from wijkagenda.document import docx_van_plan
from wijkagenda.models import Herkomst, Plan, Planbron, Planitem
from wijkagenda.stand import standen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.document import document_context
from wijkwerk.publicatie.service import Publicatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    laad_cijfers({2023: "45", 2024: "44"})
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def doel(manager: Gebruiker) -> Planitem:
    return maak_doel(manager)


@pytest.fixture
def bevinding(doel: Planitem, manager: Gebruiker) -> Planitem:
    """The goal rests on a finding, with a figure of 2023 and a story under it."""
    analyse = Plan.objects.get(vorm="gebiedsanalyse")
    Plan.objects.filter(pk=analyse.pk).update(stand="concept", vastgesteld_op=None, vastgesteld_door="")
    analyse.refresh_from_db()
    item = voeg(analyse, "kans", "Er wordt veel gebouwd", manager)
    acties.neem_op(item=item, door=manager)
    acties.voeg_cijfer_toe(plan=analyse, item=item, maat="koopwoningen", periode=202300, door=manager)
    acties.voeg_verhaal_toe(
        plan=analyse,
        item=item,
        tekst="Mijn dochter vindt hier geen huis.",
        verteld_door="bewoner",
        datum=dag(-40),
        door=manager,
    )
    Plan.objects.filter(pk=analyse.pk).update(
        stand="vastgesteld", vastgesteld_op=dag(-35), vastgesteld_door="college"
    )
    Herkomst.objects.create(
        planitem=doel, soort="gebiedsanalyse", tekst="Kans", object_soort="planitem", object_id=item.pk
    )
    return item


@pytest.fixture
def monitor(doel: Planitem, manager: Gebruiker) -> Plan:
    return kort_plan("gebiedsmonitor", WIJK, manager)


@pytest.mark.eis("DHR-63")
def test_beside_a_goal_stand_the_figures_and_stories_of_its_findings(
    client: Client, bevinding: Planitem, monitor: Plan, manager: Gebruiker
) -> None:
    laad_jaar(2025, "47")
    client.force_login(manager)

    tekst = client.get(reverse("wijkagenda:stand", args=[monitor.pk])).text

    assert "Hoger: van 45 procent in 2023 naar 47 procent in 2025." in tekst
    assert "“Er wordt veel gebouwd”" in tekst
    assert "Toen: 45 procent (2023)." in tekst
    assert "Nu: 47 procent (2025)." in tekst
    assert "Mijn dochter vindt hier geen huis." in tekst


@pytest.mark.eis("DHR-63")
def test_the_frozen_monitor_keeps_them_as_they_were(
    bevinding: Planitem, monitor: Plan, manager: Gebruiker
) -> None:
    laad_jaar(2025, "47")
    geplaatst(waar=WIJK, ding=bevinding.plan)
    acties.neem_op(item=toets(monitor), door=manager)

    [item] = [rij for rij in maak_inhoud(monitor).opgenomen() if rij.titel == "Meer koopwoningen"]

    [cijfer] = item.bevindingen
    assert (cijfer.bevinding, cijfer.toen, cijfer.nu) == (
        "Er wordt veel gebouwd",
        "45 procent (2023)",
        "47 procent (2025)",
    )
    assert cijfer.woord == "Hoger: van 45 procent in 2023 naar 47 procent in 2025."
    assert cijfer.toen_bron
    assert cijfer.nu_bron
    assert [rij.tekst for rij in item.verhalen] == ["Mijn dochter vindt hier geen huis."]
    nu = Publicatie(geplaatst_op=timezone.now(), aard=Publicatie.Aard.VASTSTELLING, nummer=0)
    voor_pdf = document_context(nu, maak_inhoud(monitor)) | {"voordracht": ""}
    for tekst in (
        render_to_string("pdf/plan.html", voor_pdf),
        render_to_string("publiek/delen/bewijs.html", {"item": item, "bronnen": ()}),
        lees(docx_van_plan(monitor)).tekst,
    ):
        assert "Hoger: van 45 procent in 2023 naar 47 procent in 2025." in tekst
        assert "Mijn dochter vindt hier geen huis." in tekst


def test_what_readers_of_the_monitor_cannot_read_elsewhere_does_not_come_along(
    bevinding: Planitem, monitor: Plan, manager: Gebruiker
) -> None:
    """The analysis was established and never published: in the house it stands beside the goal, outside it does not."""
    laad_jaar(2025, "47")
    acties.neem_op(item=toets(monitor), door=manager)
    stand = standen(monitor, [toets(monitor)])[toets(monitor).pk]
    assert stand.cijfers
    assert stand.verhalen

    for openbaar in ("", "raad"):
        if openbaar:
            geplaatst(waar=WIJK, ding=bevinding.plan, openbaar=openbaar)
        [item] = [rij for rij in maak_inhoud(monitor).opgenomen() if rij.titel == "Meer koopwoningen"]
        assert (item.bevindingen, item.verhalen) == ((), ())


def test_a_small_number_of_a_finding_goes_and_what_became_of_it_too(
    doel: Planitem, monitor: Plan, manager: Gebruiker
) -> None:
    """People of an area are counted: below the threshold of the profile nobody outside reads them (R08)."""
    laad_jaar(2024, "44", inwoners="3")
    Planbron.objects.create(
        plan=doel.plan,
        planitem=doel,
        soort="cijfers",
        tekst="Inwoners",
        herkomst="CBS",
        datum=dag(-60),
        maat="inwoners",
        periode=202300,
        cijfer=blok("9000", "2023").model_copy(update={"maat": "inwoners", "telling": True}).model_dump(),
        toegevoegd_door=manager,
    )
    acties.neem_op(item=toets(monitor), door=manager)

    [cijfer] = standen(monitor, [toets(monitor)])[toets(monitor).pk].cijfers

    assert cijfer.blok.nu.startswith("3 ")
    openbaar = cijfer.openbaar(10)
    assert openbaar.nu.startswith("te klein om te laten zien")
    assert openbaar.woord == "De getallen zijn te klein om te laten zien."
    assert "3 " not in openbaar.nu


@pytest.mark.parametrize(
    ("toen", "nu", "tot", "verwacht"),
    [
        ("44", "45", 202500, "Hoger: van 44 procent in 2023 naar 45 procent in 2025."),
        ("44", "43", 202500, "Lager: van 44 procent in 2023 naar 43 procent in 2025."),
        ("44", "44", 202500, "Gelijk gebleven: van 44 procent in 2023 naar 44 procent in 2025."),
        ("44", "45", 202300, "Niet te bepalen: er is nog geen nieuwer cijfer dan 2023."),
        (None, "45", 202500, "Niet te bepalen: er is nu geen getal."),
    ],
)
def test_a_figure_of_a_finding_moved_or_not(toen: str | None, nu: str, tot: int, verwacht: str) -> None:
    assert loop(blok(toen, "2023"), 202300, blok(nu, "2025"), tot) == verwacht
