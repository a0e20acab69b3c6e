"""Somebody at a screen: opens pages, fills what has a label, presses what has words, and sees what stands there."""

from __future__ import annotations

from typing import Any, Self

from playwright.sync_api import Browser, Locator, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from tests.reis.keuring import Keuring
from wijkwerk.gebruikers.models import Gebruiker

WACHTWOORD = "reis-door-de-wijk"
TELEFOON = 360
BUREAU = 1280
# Pages under load take longer than one would think.
GEDULD = 20_000
VIA_HTMX = "e => !!e.closest('[hx-post], [hx-get]')"
BEZIG = ".htmx-request, .htmx-swapping, .htmx-settling"


class Bezoeker:
    """One person with a browser of its own. Every page that comes up is looked at (Keuring)."""

    def __init__(
        self, chromium: Browser, server: LiveServer, keuring: Keuring, breedte: int, *, script: bool
    ) -> None:
        self.server = server
        self.keuring = keuring
        self.script = script
        self.omgeving = chromium.new_context(
            viewport={"width": breedte, "height": 800},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            java_script_enabled=script,
        )
        self.omgeving.set_default_timeout(GEDULD)
        self.pagina: Page = self.omgeving.new_page()
        self.mankementen: list[str] = []
        self.pagina.on("pageerror", lambda fout: self.mankementen.append(str(fout)))
        self.pagina.on("console", self._lees_console)
        self.pagina.on("response", self._lees_antwoord)

    def _lees_console(self, melding: Any) -> None:
        if "Content Security Policy" in melding.text:
            self.mankementen.append(melding.text)

    def _lees_antwoord(self, antwoord: Response) -> None:
        if antwoord.status >= 500 or (antwoord.status >= 400 and "/static/" in antwoord.url):
            self.mankementen.append(f"{antwoord.status} {antwoord.url}")
        if not antwoord.url.startswith(self.server.url) and not antwoord.url.startswith("data:"):
            self.mankementen.append(f"a third host: {antwoord.url}")

    # --- go

    def log_in(self, wie: Gebruiker) -> Self:
        """Through the login page, as that person; a session of before is over."""
        self.omgeving.clear_cookies()
        wie.set_password(WACHTWOORD)
        wie.save(update_fields=["password"])
        self.ga("/vandaag/")
        self.vul("E-mail", wie.email)
        self.vul("Wachtwoord", WACHTWOORD)
        return self.klik("Inloggen")

    def ga(self, pad: str, *, status: int = 200) -> Self:
        antwoord = self.pagina.goto(pad if pad.startswith("http") else self.server.url + pad)
        assert antwoord is not None
        assert antwoord.status == status, f"{pad}: {antwoord.status}, not {status}"
        return self._keur()

    def klik(self, woorden: str, *, bij: str = "") -> Self:
        """Press the button or link with these words (in the part of the page that has `bij`), and wait for what comes."""
        knop = self._knop(woorden, bij)
        if self.script and knop.evaluate(VIA_HTMX):
            with self.pagina.expect_response(lambda antwoord: "hx-request" in antwoord.request.headers):
                knop.click()
            expect(self.pagina.locator(BEZIG)).to_have_count(0)
        else:
            with self.pagina.expect_navigation(wait_until="load"):
                knop.click()
        return self._keur()

    def menu(self, woorden: str) -> Self:
        """Go somewhere by the menu; on a phone it is opened first."""
        link = self.pagina.locator("#menu").get_by_role("link", name=woorden)
        if not self.pagina.locator("#menu").is_visible():
            self.pagina.get_by_role("button", name="Menu").click()
        with self.pagina.expect_navigation(wait_until="load"):
            link.click()
        return self._keur()

    def _knop(self, woorden: str, bij: str) -> Locator:
        waar: Page | Locator = self.pagina
        if bij:
            waar = (
                # A button that is a form of its own belongs to the line it stands in.
                self.pagina.locator("main li, main tr, main article, main section, main form:not(li form)")
                .filter(has_text=bij)
                .last
            )
        for exact in (True, False):
            gevonden = waar.get_by_role("button", name=woorden, exact=exact).or_(
                waar.get_by_role("link", name=woorden, exact=exact)
            )
            if gevonden.count():
                return gevonden
        raise AssertionError(
            f"No button or link “{woorden}” {f'at “{bij}” ' if bij else ''}on {self.pagina.url}:\n{self.tekst}"
        )

    def _keur(self) -> Self:
        self.keuring.keur(self.pagina, script=self.script)
        assert self.mankementen == [], self.pagina.url
        return self

    # --- fill

    def vul(self, label: str, waarde: str) -> Self:
        self._veld(label).fill(waarde)
        return self

    def kies(self, label: str, keuze: str = "") -> Self:
        """Choose an option of a list, or press a choice that has its words beside it."""
        if keuze:
            veld = self._veld(label)
            woorden = [optie.strip() for optie in veld.locator("option").all_inner_texts()]
            passend = [optie for optie in woorden if optie == keuze] or [
                optie for optie in woorden if keuze in optie
            ]
            assert passend, f"No option “{keuze}” in “{label}”: {woorden}"
            veld.select_option(label=passend[0])
        else:
            self.pagina.get_by_role("radio", name=label).or_(
                self.pagina.get_by_role("checkbox", name=label)
            ).first.check()
        return self

    def opent(self, woorden: str) -> Self:
        """Unfold the first that is folded under these words."""
        self.pagina.locator("summary").filter(has_text=woorden).first.click()
        return self

    def antwoordt(self, vraag: str, keuze: str) -> Self:
        """Press a choice of the question that has these words."""
        self.pagina.get_by_role("group", name=vraag).get_by_role("radio", name=keuze).check()
        return self

    def _veld(self, label: str) -> Locator:
        for exact in (True, False):
            veld = self.pagina.get_by_label(label, exact=exact)
            if veld.count():
                return veld.first
        raise AssertionError(f"No field “{label}” on {self.pagina.url}:\n{self.tekst}")

    def staat_in(self, label: str, waarde: str) -> Self:
        """What was typed is still there."""
        expect(self._veld(label)).to_have_value(waarde)
        return self

    def fout_bij(self, label: str, tekst: str) -> Self:
        """The field says itself what is wrong, and is marked as wrong for who cannot see it."""
        veld = self._veld(label)
        expect(veld).to_have_attribute("aria-invalid", "true")
        beschrijving = (veld.get_attribute("aria-describedby") or "").split()
        gezegd = " ".join(self.pagina.locator(f"[id='{naam}']").inner_text() for naam in beschrijving)
        assert tekst in gezegd, gezegd
        return self

    # --- see

    @property
    def tekst(self) -> str:
        return self.pagina.locator("main").inner_text()

    def ziet(self, *teksten: str) -> Self:
        for tekst in teksten:
            try:
                expect(self.pagina.locator("main")).to_contain_text(tekst, ignore_case=True)
            except AssertionError:
                raise AssertionError(f"“{tekst}” is not on {self.pagina.url}:\n{self.tekst}") from None
        return self

    def ziet_niet(self, *teksten: str) -> Self:
        for tekst in teksten:
            expect(self.pagina.locator("main")).not_to_contain_text(tekst)
        return self

    def ziet_kop(self, tekst: str) -> Self:
        expect(self.pagina.locator("h1")).to_contain_text(tekst)
        return self

    def adres(self) -> str:
        return self.pagina.url.removeprefix(self.server.url).partition("#")[0]

    def haalt(self, woorden: str) -> bytes:
        """The file behind a link, as this browser gets it."""
        pad = self._knop(woorden, "").get_attribute("href") or ""
        antwoord = self.omgeving.request.get(pad if pad.startswith("http") else self.server.url + pad)
        assert antwoord.ok, f"{pad}: {antwoord.status}"
        return antwoord.body()
