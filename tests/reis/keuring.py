"""What every page of the journey must be: accessible, in one piece, fit for its screen, and in plain Dutch."""

from __future__ import annotations

import os
import re
from collections import Counter
from copy import copy
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup, Tag
from django.utils.text import slugify
from playwright.sync_api import Page

REGELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Words that a template or Django leaves when nobody wrote the Dutch ones.
RESTEN = re.compile(
    r"\{\{|\{%|\b(None|True|False|undefined|Submit|Search|Delete|Cancel|Save|This field|Select a valid|Enter a)\b"
)


class Keuring:
    """Looks at pages, and keeps a picture of each where WIJKWERK_SCHERMEN names a folder."""

    def __init__(self, reis: str) -> None:
        self.reis = reis
        self.aantal = 0
        self.gezien: set[tuple[int, object]] = set()
        self.spiegels: dict[int, Page] = {}

    def keur(self, pagina: Page, *, script: bool) -> None:
        """Fail on what is wrong with the page that stands in this tab; `script` says whether scripts run in it."""
        self.aantal += 1
        soep = BeautifulSoup(pagina.content(), "html.parser")
        self._bewaar_beeld(pagina, soep)
        waar = f"{pagina.url} ({_kop(soep)})"
        fouten = _bouwfouten(soep)
        assert not fouten, f"{waar}: {fouten}"
        assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{waar} scrolls sideways"
        )
        if self._is_nieuw(pagina, soep):
            gelezen = pagina if script else self._spiegel(pagina, soep)
            gevonden = Axe().run(gelezen, options=REGELS).response["violations"]
            kort = [(fout["id"], fout["nodes"][0]["html"]) for fout in gevonden]
            assert not kort, f"{waar}: {kort}"

    def sluit(self) -> None:
        for spiegel in self.spiegels.values():
            spiegel.context.close()

    def _spiegel(self, pagina: Page, soep: BeautifulSoup) -> Page:
        """The same page in a tab where axe, a script itself, can run; no script of the site runs there."""
        maat, browser = pagina.viewport_size, pagina.context.browser
        assert maat is not None
        assert browser is not None
        if maat["width"] not in self.spiegels:
            self.spiegels[maat["width"]] = browser.new_context(viewport=maat).new_page()
        spiegel = self.spiegels[maat["width"]]
        beeld = copy(soep)
        for deel in beeld.find_all("script"):
            deel.extract()
        for deel in beeld.find_all("noscript"):
            deel.unwrap()
        spiegel.unroute_all()
        spiegel.route(
            pagina.url.partition("#")[0],
            lambda vraag: vraag.fulfill(body=str(beeld), content_type="text/html; charset=utf-8"),
        )
        spiegel.goto(pagina.url, wait_until="load")
        return spiegel

    def _is_nieuw(self, pagina: Page, soep: BeautifulSoup) -> bool:
        """Whether this kind of page, an element of it in its place, or a step between headings was not seen yet at this width.

        Axe does not read words, and what it says of an element it said of the same one on the page before.
        """
        maat = pagina.viewport_size["width"] if pagina.viewport_size else 0
        koppen = [kop.name for kop in soep.find_all(re.compile("^h[1-6]$"))]
        bouw: set[object] = {
            ("soort", re.sub(r"[^/]*\d[^/]*", "n", urlsplit(pagina.url).path)),
            *pairwise(koppen),
            *((_trekken(deel), deel.parent and _trekken(deel.parent)) for deel in soep.find_all(True)),
        }
        nieuw = {(maat, deel) for deel in bouw} - self.gezien
        self.gezien |= nieuw
        return bool(nieuw)

    def _bewaar_beeld(self, pagina: Page, soep: BeautifulSoup) -> None:
        if map_ := os.environ.get("WIJKWERK_SCHERMEN"):
            breedte = pagina.viewport_size["width"] if pagina.viewport_size else 0
            naam = f"{self.reis}-{self.aantal:03}-{slugify(_kop(soep))[:50]}-{breedte}.png"
            pagina.screenshot(path=Path(map_) / naam, full_page=True)


def _trekken(deel: Tag) -> tuple[str, ...]:
    """What axe judges an element by, apart from its words."""
    return deel.name, *(str(deel.get(naam)) for naam in ("class", "role", "type", "aria-invalid"))


def _kop(soep: BeautifulSoup) -> str:
    kop = soep.find("h1")
    return kop.get_text(" ", strip=True) if kop else ""


def _bouwfouten(soep: BeautifulSoup) -> list[str]:
    """The structure that needs no script to be seen."""
    fouten = []
    if soep.html is None or soep.html.get("lang") != "nl":
        fouten.append("the page does not say that it is Dutch")
    if len(soep.find_all("h1")) != 1:
        fouten.append("there is not one h1")
    if not soep.title or len(soep.title.get_text(strip=True)) < 8:
        fouten.append("the title says nothing")
    ids = Counter(str(deel["id"]) for deel in soep.find_all(id=True))
    fouten += [f"id {naam} stands here {n} times" for naam, n in ids.items() if n > 1]
    fouten += [f"without label: {veld}"[:200] for veld in _velden(soep) if not _heeft_naam(soep, veld)]
    fouten += [
        f"dead link: {link}"[:200] for link in soep.find_all("a") if link.get("href") in {None, "", "#"}
    ]
    fouten += [
        f"a form without csrf: {form}"[:200]
        for form in soep.find_all("form", method="post")
        if not form.find("input", attrs={"name": "csrfmiddlewaretoken"})
    ]
    romp = soep.find("main")
    if romp is None:
        return [*fouten, "there is no main"]
    for veld in romp.find_all(["textarea", "script", "blockquote"]):
        veld.extract()
    rest = RESTEN.search(romp.get_text(" "))
    return [*fouten, *([f"not Dutch or left over: {rest.group()}"] if rest else [])]


def _velden(soep: BeautifulSoup) -> list[Tag]:
    velden = soep.find_all(["input", "select", "textarea"])
    return [veld for veld in velden if veld.get("type") not in {"hidden", "submit", "button"}]


def _heeft_naam(soep: BeautifulSoup, veld: Tag) -> bool:
    if veld.get("aria-label") or veld.get("aria-labelledby") or veld.find_parent("label"):
        return True
    return bool(veld.get("id")) and soep.find("label", attrs={"for": veld["id"]}) is not None
