"""One stylesheet for every page, put together from the NL Design System packages and our own three files.

Why so: thirty <link>s cost a phone on HTTP/1.1 five more round trips, a bundler would be a build step that somebody can
forget, and a generated file in the repository would be somebody else's code. So a staticfiles finder serves css/stijl.css:
runserver, WhiteNoise, tests and collectstatic all find it like any file, and it is rebuilt when a source is newer (5 ms).
NL Design System stands in a cascade layer below ours: no fights over specificity.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.checks import Warning as Waarschuwing
from django.core.files.storage import FileSystemStorage

# The finder has a method `list`, so the built-in one needs another name there.
Meldingen = list[CheckMessage]
NAAM = "css/stijl.css"
ONDERDELEN = (
    "document", "skip-link", "page-header", "page-footer", "breadcrumb-nav", "link", "button", "form-field", "form-label",
    "form-field-description", "form-field-error-message", "form-fieldset", "textbox", "textarea", "select", "radio-button",
    "checkbox", "table", "data-list", "alert", "badge-status",
)  # fmt: skip
EIGEN = ("thema.css", "wijkwerk.css", "print.css")


def bronnen() -> tuple[list[Path], list[Path]]:
    """Return the files of NL Design System that are installed, and our own."""
    nlds = Path(settings.BASE_DIR) / "node_modules" / "@utrecht"
    gevonden = [pad for naam in ONDERDELEN if (pad := nlds / f"{naam}-css" / "dist" / "index.css").is_file()]
    return gevonden, [Path(settings.BASE_DIR) / "static" / "css" / naam for naam in EIGEN]


def bundel() -> Path:
    """Return the path of an up-to-date css/stijl.css, writing it when a source is newer. Several processes may do so at once."""
    nlds, eigen = bronnen()
    doel = _map() / NAAM
    if doel.is_file() and doel.stat().st_mtime_ns >= max(
        pad.stat().st_mtime_ns for pad in [*nlds, *eigen, Path(__file__)]
    ):
        return doel
    doel.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = doel.with_name(f"{doel.name}.{os.getpid()}")
    tijdelijk.write_text(_tekst(nlds, eigen), encoding="utf-8")
    tijdelijk.replace(doel)
    return doel


class StijlFinder(BaseFinder):
    """Finds css/stijl.css; see the module for why."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != NAAM:
            return []
        gevonden = str(bundel())
        return [gevonden] if find_all or kwargs.get("all") else gevonden

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        bundel()
        yield NAAM, FileSystemStorage(location=str(_map()))

    def check(self, **kwargs: Any) -> Meldingen:
        if len(bronnen()[0]) == len(ONDERDELEN):
            return []
        return [
            Waarschuwing(
                "De opmaak van NL Design System ontbreekt.", hint="Voer uit: npm ci", id="wijkwerk.W001"
            )
        ]


def _map() -> Path:
    return Path(settings.DATA_DIR) / "stijl"


def _tekst(nlds: list[Path], eigen: list[Path]) -> str:
    def lees(paden: list[Path]) -> str:
        return "\n".join(_kaal(pad.read_text(encoding="utf-8")) for pad in paden)

    return (
        f"@layer nlds, wijkwerk;\n@layer nlds {{\n{lees(nlds)}\n}}\n@layer wijkwerk {{\n{lees(eigen)}\n}}\n"
    )


def _kaal(css: str) -> str:
    """Drop comments, the charset rule and indentation: a third smaller, still readable."""
    stappen: tuple[Callable[[str], str], ...] = (
        lambda tekst: re.sub(r"/\*.*?\*/", "", tekst, flags=re.DOTALL),
        lambda tekst: re.sub(r"@charset [^;]+;", "", tekst),
        lambda tekst: re.sub(r"\n\s+", "\n", tekst).strip(),
    )
    for stap in stappen:
        css = stap(css)
    return css
