"""Beside a goal stand the figures and the stories of the findings it rests on: page, frozen content, PDF and DOCX."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.docx_lezen import lees
from tests.publicatie.plaatsing import geplaatst
from tests.wijkagenda.cijferhulp import WIJK, laad_jaar
from tests.wijkagenda.monitorhulp import blok, toets
from tests.wijkagenda.plannen import dag
from wijkagenda import acties
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.beweging import loop
from wijkagenda.document import docx_van_plan
from wijkagenda.models import Plan, Planbron, Planitem
from wijkagenda.stand import standen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.document import document_context
from wijkwerk.publicatie.service import Publicatie

pytestmark = pytest.mark.django_db


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
