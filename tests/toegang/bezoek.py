"""Going by every address as one visitor, and remembering what came back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from tests.toegang.adressen import Adres, adressen
from tests.toegang.merken import BESLOTEN, GEHEIM, merken_in
from tests.toegang.tabel import Rijsleutel
from tests.toegang.toneel.opbouw import GEWOON, Toneel, Voorbeelden
from tests.toegang.zoeken import meer_adressen
from wijkwerk.gebruikers.models import Gebruiker

INLOG = "in"


@login_not_required
def kale_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Forbidden with its reason and without the frame of a page: half the answers are these two."""
    return HttpResponse(str(exception), status=403)


@login_not_required
def kale_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)


@contextmanager
def zonder_foutpagina() -> Iterator[None]:
    """Leave out the pages of 403 and 404, which say the same to everybody (one test looks at them)."""
    with pytest.MonkeyPatch.context() as patch:
        for status in (403, 404):
            patch.setattr(f"wijkwerk.urls.handler{status}", f"{__name__}.kale_{status}")
        yield


@dataclass(frozen=True)
class Bezoek:
    """One answer: the row of the table, whether it was in the own area, the status, and the marks that were in it."""

    rij: Rijsleutel
    elders: bool
    cel: str
    geheim: frozenset[str]
    besloten: frozenset[str]

    def __str__(self) -> str:
        adres, ding, methode = self.rij
        return f"{methode} {adres} {ding}{' elders' if self.elders else ''} ({self.cel})"


class Bezoeker:
    """One visitor with a browser. A page that breaks is an answer as well, and never the right one."""

    def __init__(self, wie: Gebruiker | None) -> None:
        self.client = Client()
        if wie is not None:
            self.client.force_login(wie)

    def vraag(self, methode: str, pad: str, gegevens: dict[str, Any] | None = None) -> tuple[str, str]:
        """Return (cell, body with headers). What a POST does is undone."""
        if methode == "GET":
            return self._vraag(methode, pad, gegevens)
        with transaction.atomic():
            antwoord = self._vraag(methode, pad, gegevens)
            transaction.set_rollback(True)
        return antwoord

    def _vraag(self, methode: str, pad: str, gegevens: dict[str, Any] | None) -> tuple[str, str]:
        doe = self.client.get if methode == "GET" else self.client.post
        if methode == "POST":
            # A browser always sends this: a form that was sent in empty is not one that was only opened.
            gegevens = {"csrfmiddlewaretoken": "x"} | (gegevens or {})
        try:
            with transaction.atomic():
                antwoord = doe(pad, gegevens or {})
        except Exception as fout:  # whatever broke belongs in the table
            return f"500 {type(fout).__name__}: {fout}"[:120], ""
        inhoud = antwoord.getvalue() if antwoord.streaming else antwoord.content
        kop = "\n".join(f"{naam}: {waarde}" for naam, waarde in antwoord.headers.items())
        koekjes = antwoord.cookies.output()
        return _cel(antwoord), f"{kop}\n{koekjes}\n{inhoud.decode('utf-8', 'replace')}"


def _cel(antwoord: Any) -> str:
    inlog = reverse(settings.LOGIN_URL)
    if antwoord.status_code == 302 and antwoord.headers["Location"].startswith(inlog):
        return INLOG
    return str(antwoord.status_code)


@dataclass(frozen=True)
class Rij:
    """An address as it is asked: about which thing, with which arguments here and elsewhere."""

    adres: Adres
    ding: str
    eigen: str
    elders: str | None

    def sleutel(self, methode: str) -> Rijsleutel:
        return self.adres.naam, self.ding, methode


def rijen(toneel: Toneel) -> list[Rij]:
    """Every address with every thing that this municipality has."""
    eigen, elders = toneel.eigen.voorbeelden(), toneel.elders.voorbeelden()
    return [rij for adres in adressen() for rij in _rijen(adres, eigen, elders)]


def zonder_voorbeeld(adres: Adres) -> str:
    return (
        f"{adres.naam} is a new address. Add to tests/toegang/toneel/opbouw.py with which {', '.join(adres.argumenten)} "
        "it is asked, and make the table anew (see test_tabel.py)."
    )


def _rijen(adres: Adres, eigen: Voorbeelden, elders: Voorbeelden) -> Iterator[Rij]:
    if not adres.argumenten:
        yield Rij(adres, "", adres.pad({}), None)
        return
    assert adres.naam in eigen, zonder_voorbeeld(adres)
    for ding, waarden in eigen[adres.naam].items():
        if waarden is None:
            continue
        anders = elders[adres.naam].get(ding)
        heeft_elders = ding == GEWOON and anders is not None and anders != waarden
        yield Rij(adres, ding, adres.pad(waarden), adres.pad(anders) if heeft_elders and anders else None)


def ga_langs(
    toneel: Toneel, wie: Gebruiker | None, *, elders: bool = False, alleen_geheim: bool = False
) -> list[Bezoek]:
    """Open every page, take every step with an empty form, and the strongest of the two in the other area.

    Who does not find a page does not get to its form: there only the addresses are asked that take nothing but a
    POST. Who may not do it here is not asked elsewhere. With `alleen_geheim` only what is shielded or closed, and
    pages without arguments.
    """
    bezoeker = Bezoeker(wie)
    bezoeken: list[Bezoek] = []

    def vraag(rij: Rij, methode: str, *, elders: bool) -> str:
        pad = rij.elders if elders else rij.eigen
        assert pad is not None
        cel, tekst = bezoeker.vraag(methode, pad)
        merken = merken_in(tekst, GEHEIM), merken_in(tekst, BESLOTEN)
        bezoeken.append(Bezoek(rij.sleutel(methode), elders, cel, *merken))
        return cel

    with zonder_foutpagina():
        for rij in rijen(toneel):
            if alleen_geheim and (rij.ding == GEWOON or rij.adres.naam.startswith(("beheer:", "publi"))):
                continue
            cel = vraag(rij, "GET", elders=False) if "GET" in rij.adres.methoden else ""
            if "POST" in rij.adres.methoden and cel != "404":
                cel = vraag(rij, "POST", elders=False)
            if elders and rij.elders is not None and cel not in {"403", "404"}:
                vraag(rij, rij.adres.methoden[-1], elders=True)
        for pad in meer_adressen(toneel):
            cel, tekst = bezoeker.vraag("GET", pad)
            bezoeken.append(
                Bezoek((pad, "", ""), False, cel, merken_in(tekst, GEHEIM), merken_in(tekst, BESLOTEN))
            )
    return bezoeken


def als_kolom(bezoeken: list[Bezoek]) -> dict[Rijsleutel, str]:
    """Return the cells of one visitor: own, or own/elsewhere."""
    cellen: dict[Rijsleutel, str] = {}
    for bezoek in sorted(bezoeken, key=lambda bezoek: bezoek.elders):
        if not bezoek.rij[2]:
            continue
        if bezoek.elders:
            cellen[bezoek.rij] = f"{cellen.get(bezoek.rij, '')}/{bezoek.cel}"
        else:
            cellen[bezoek.rij] = bezoek.cel
    return cellen
