"""`manage.py screenshots`: pictures of the main pages of a running demo, on a phone and on a desktop."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import NoReverseMatch, reverse

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.huis.demo.mensen import WACHTWOORD, accounts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MATEN = {"telefoon": (360, 780), "bureau": (1280, 900)}
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Name, right of the person who looks (None: not logged in), page.
PAGINAS: tuple[tuple[str, Recht | None, str], ...] = (
    ("voorpagina", None, "publiek:voorpagina"),
    ("inloggen", None, "account_login"),
    ("vandaag", Recht.SIGNAAL_UITZETTEN, "vandaag"),
    ("signalen", Recht.SIGNAAL_UITZETTEN, "signalen:lijst"),
    ("afspraken", Recht.AFSPRAAK_BEHANDELEN, "afspraken:lijst"),
    ("overleggen", Recht.OVERLEG_PLANNEN, "overleggen:lijst"),
    ("plannen", Recht.PUBLICATIE_PLAATSEN, "wijkagenda:lijst"),
    ("beheer", Recht.GEMEENTE_INRICHTEN, "beheer:overzicht"),
    ("profiel", Recht.GEMEENTE_INRICHTEN, "beheer:profiel"),
)


def chromium() -> str | None:
    """Return the path of a Chromium on this machine, if there is one."""
    return next(
        (pad for naam in ("chromium", "chromium-browser", "google-chrome") if (pad := shutil.which(naam))),
        None,
    )


@dataclass(frozen=True)
class Pagina:
    naam: str
    account: str | None
    pad: str


def paginas() -> Iterator[Pagina]:
    """The pages that this municipality has, each with the account of somebody who may see it."""
    emails = [account.email for account in accounts()]
    mensen = {gebruiker.email: gebruiker for gebruiker in Gebruiker.objects.filter(email__in=emails)}
    for naam, recht, adres in PAGINAS:
        wie = next((e for e in emails if recht and heeft_ergens(mensen[e], recht)), None)
        if recht and wie is None:
            continue
        try:
            yield Pagina(naam, wie, reverse(adres))
        except NoReverseMatch:
            continue


class Command(BaseCommand):
    help = "Maak schermafdrukken van een demo die draait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="waar de demo draait")
        parser.add_argument(
            "--map", default=str(Path(settings.BASE_DIR) / "docs" / "schermen"), help="waar de plaatjes komen"
        )
        parser.add_argument(
            "--ook", nargs="*", default=[], metavar="NAAM=E-MAIL=PAD", help="nog meer pagina's"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        programma = chromium()
        if programma is None:
            raise CommandError("Er is geen Chromium gevonden. Installeer het pakket chromium.")
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            raise CommandError("Playwright ontbreekt: installeer requirements/ontwikkeling.txt.") from None
        doel = Path(opties["map"])
        doel.mkdir(parents=True, exist_ok=True)
        extra = [
            Pagina(naam, email or None, pad)
            for naam, email, pad in (tekst.split("=", 2) for tekst in opties["ook"])
        ]
        # Read all rows first: Playwright has an event loop of its own.
        rijen = [*paginas(), *extra]
        with sync_playwright() as spel:
            browser = spel.chromium.launch(executable_path=programma, args=VLAGGEN)
            for maat, (breed, hoog) in MATEN.items():
                for pagina in rijen:
                    bestand = doel / f"{pagina.naam}-{maat}.png"
                    _fotografeer(browser, opties["url"], pagina, breed, hoog, bestand)
                    self.stdout.write(bestand.name)
            browser.close()


def _fotografeer(browser: Browser, url: str, pagina: Pagina, breed: int, hoog: int, bestand: Path) -> None:
    context = browser.new_context(viewport={"width": breed, "height": hoog}, locale="nl-NL")
    scherm = context.new_page()
    if pagina.account:
        scherm.goto(f"{url}{reverse('account_login')}")
        scherm.fill("input[name=login]", pagina.account)
        scherm.fill("input[name=password]", WACHTWOORD)
        scherm.press("input[name=password]", "Enter")
        scherm.wait_for_load_state("networkidle")
    scherm.goto(f"{url}{pagina.pad}")
    scherm.screenshot(path=str(bestand), full_page=True)
    context.close()
