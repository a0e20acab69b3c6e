"""What every page needs: the words of the municipality, its name, the menu of this person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from wijkwerk import VERSIE
from wijkwerk.gebruikers.menu import MenuPunt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import GeenProfiel, OnleesbaarProfiel, actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.gemeente import Term

VAST: dict[str, Any] = {
    "demo": settings.DEMO,
    "versie": VERSIE,
    "toegankelijkheid_url": settings.TOEGANKELIJKHEID_URL,
    "hulp_url": settings.HULP_URL,
    "huisstijl": None,
}


class Termen:
    """`{{ termen.gebied.meer }}` in a template: the word that this municipality uses."""

    def __init__(self, profiel: Profiel) -> None:
        self._profiel = profiel

    def __getitem__(self, woord: str) -> Term:
        return self._profiel.term(woord)


def huis(request: HttpRequest) -> dict[str, Any]:
    try:
        profiel = actief_profiel()
    except OnleesbaarProfiel:
        # A page without the municipality's words would look whole and be wrong: 503 instead (`gemeente.middleware`).
        raise
    except GeenProfiel:
        return VAST | {"profiel": None, "termen": {}, "gemeente": None, "menu": []}
    return VAST | {
        "profiel": profiel,
        "termen": Termen(profiel),
        "gemeente": profiel.gemeente,
        "menu": SimpleLazyObject(lambda: menu_van(request)),
    }


def menu_van(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the menu of this person: what each app offers, and nothing that a profile or a right lacks."""
    gebruiker = getattr(request, "user", None)
    if not isinstance(gebruiker, Gebruiker):
        return []
    punten: list[MenuPunt] = [punt for pad in settings.MENU for punt in import_string(pad)(gebruiker)]
    # One page is in one place: below /signalen/spreekuren/ that is Spreekuren, not Signalen too.
    hier = max((punt.url for punt in punten if request.path.startswith(punt.url)), key=len, default=None)
    return [
        {"naam": punt.naam, "url": punt.url, "actief": punt.url == hier}
        for punt in sorted(punten, key=lambda punt: punt.volgorde)
    ]
