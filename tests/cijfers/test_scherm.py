"""The pages as people see them, without JavaScript's help to act: a figure by hand, and what an import tells."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.cijfers.hulp import csv, laad
from tests.hulp import persoon
from tests.scherm.kijken import keur, mag
from wijkwerk.cijfers import voortgang
from wijkwerk.cijfers.models import Invoer
from wijkwerk.profiel import Profiel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("breed", [360, 1280])
def test_figures_are_brought_in_and_told(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser, breed: int
) -> None:
    kop = ("WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_47", "Nieuws_9")
    laad(
        csv(kop, ("BU04000301", "10", ".", "1"), ("X", "1", "2", "3"), ("BU04000302", "0", "", "1")),
        "statline",
        2024,
    )
    with chromium.new_context(viewport={"width": breed, "height": 900}) as omgeving:
        mag(omgeving, live_server, persoon("beheerder"))
        pagina = omgeving.new_page()
        pagina.goto(f"{live_server.url}/beheer/cijfers/{Invoer.objects.get().pk}/")
        keur(pagina, "invoer", "cijfers")
        pagina.goto(f"{live_server.url}/beheer/cijfers/bestand/")
        keur(pagina, "bestand", "cijfers")
        pagina.goto(f"{live_server.url}/beheer/cijfers/invullen/")
        keur(pagina, "een", "cijfers")
        pagina.get_by_label("Welk cijfer?").select_option("huishoudens")
        pagina.get_by_label("Gebied").select_option(label="Visbuurt")
        pagina.get_by_label("Periode").fill("2026")
        pagina.get_by_role("textbox", name="Waarde").fill("120")
        pagina.get_by_label("Bron").fill("Telling")
        pagina.get_by_label("Peildatum").fill("2026-03-01")
        klik(pagina.get_by_role("button", name="Voer in"))
        expect(pagina.get_by_text("Het cijfer is ingevoerd.")).to_be_visible()
        keur(pagina, "overzicht", "cijfers")


STANDEN: dict[str, dict[str, Any]] = {
    "bezig": {"stand": "bezig"},
    "mislukt": {"stand": "mislukt", "fout": "De dienst van het CBS doet het nu niet (antwoord 500)."},
    "klaar": {
        "stand": "klaar",
        "waarschuwingen": ["Koopwoningen, 2024: de hele kolom is leeg."],
        "tellingen": {
            "nieuw": 90, "gewijzigd": 4, "gelijk": 6, "gebieden": 60, "perioden": [202400], "elders": 0, "anders": 3,
            "soorten": {"getal": 80, "nul": 4, "geheim": 10},
            "onbekende_kolommen": ["MeestVoorkomendePostcode_118", "IetsNieuws_130"],
            "onbekende_codes": {"X1": 2, "": 1},
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("breed", [360, 1280])
def test_a_service_is_asked_and_every_stand_is_told(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser, breed: int
) -> None:
    bron = {"formaat": "statline", "bron": "CBS, kerncijfers wijken en buurten 2024"}
    invoeren = {
        naam: Invoer.objects.create(
            **bron, bestand="opendata.cbs.nl 85984NED", keuzes={"dienst": "statline"}, **velden
        )
        for naam, velden in STANDEN.items()
    }
    voortgang.zet(invoeren["bezig"].pk, voortgang.OPHALEN, 12_000)
    with chromium.new_context(viewport={"width": breed, "height": 900}) as omgeving:
        mag(omgeving, live_server, persoon("beheerder"))
        pagina = omgeving.new_page()
        for naam, adres in {
            "diensten": "",
            "dienst": "dienst/",
            **{naam: f"{rij.pk}/" for naam, rij in invoeren.items()},
        }.items():
            pagina.goto(f"{live_server.url}/beheer/cijfers/{adres}")
            keur(pagina, naam, "cijfers")
        pagina.goto(f"{live_server.url}/beheer/cijfers/{invoeren['bezig'].pk}/")
        expect(pagina.get_by_text("Tot nu toe: 12000 rijen opgehaald.")).to_be_visible()
        # Nobody reloads: the page asks by itself.
        Invoer.objects.filter(pk=invoeren["bezig"].pk).update(**STANDEN["mislukt"])
        expect(pagina.get_by_text("doet het nu niet")).to_be_visible(timeout=10_000)
