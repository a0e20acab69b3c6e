"""Figures and stories of an analysis, and the goals of a monitor, in a real browser: on a phone and at a desk (J9)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.scherm.kijken import keur, mag
from tests.wijkagenda.cijferhulp import WIJK, laad_cijfers
from tests.wijkagenda.plannen import al_vastgesteld, dag, kort_plan
from tests.wijkagenda.test_analyse import adres
from wijkagenda import acties
from wijkagenda.models import Plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("breedte", "script"), [(360, False), (1280, True)])
def test_a_figure_becomes_a_finding_that_people_recognise(
    chromium: Browser, live_server: LiveServer, breedte: int, script: bool
) -> None:
    activeer("den-helder")
    laad_cijfers({2022: "46", 2023: "45", 2024: "44"})
    manager = persoon("wijkmanager", gebied=WIJK)
    al_vastgesteld("gebiedsanalyse", WIJK, manager)
    agenda = al_vastgesteld("gebiedsagenda", WIJK, manager, ("doel", "Meer koopwoningen"))
    doel = agenda.items.get()
    # A goal gets its figure while its plan is written; a monitor looks at a plan that is established.
    Plan.objects.filter(pk=agenda.pk).update(stand="concept", vastgesteld_op=None, vastgesteld_door="")
    acties.zet_meting(item=doel, maat="koopwoningen", wens="hoger", streef=Decimal(46), door=manager)
    Plan.objects.filter(pk=agenda.pk).update(
        stand="vastgesteld", vastgesteld_op=dag(-30), vastgesteld_door="college"
    )
    al_vastgesteld("uitvoeringsplan", WIJK, manager, ("maatregel", "Bouwen"))
    monitor = kort_plan("gebiedsmonitor", WIJK, manager)
    analyse = kort_plan("gebiedsanalyse", WIJK, manager)
    context = chromium.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", java_script_enabled=script
    )
    pagina = context.new_page()

    def kijk(naam: str) -> None:
        if script:
            for breed in (360, 1280):
                pagina.set_viewport_size({"width": breed, "height": 900})
                keur(pagina, naam, "wijkagenda")

    mag(context, live_server, manager)
    pagina.goto(live_server.url + analyse.get_absolute_url())
    klik(pagina.get_by_role("link", name="Opvallende cijfers"))
    kijk("opvallend")
    klik(pagina.get_by_role("button", name="Neem over als kans").first)
    [item] = analyse.items.all()
    pagina.goto(live_server.url + adres("herkenning", analyse, item.pk))
    kijk("herkenning")
    pagina.goto(live_server.url + analyse.get_absolute_url() + f"onderwerp/{item.pk}/")
    kijk("bevinding")
    for naam in ("vergelijking", "bronnen", "bron_cijfer", "bron_verhaal"):
        pagina.goto(live_server.url + adres(naam, analyse))
        kijk(naam)
    pagina.goto(live_server.url + analyse.get_absolute_url())
    kijk("analyse")
    pagina.goto(live_server.url + adres("stand", monitor))
    kijk("stand")
    context.close()
