"""Going by every address as one visitor, and remembering what came back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from tests.toegang.adressen import Adres, adressen
from tests.toegang.merken import BESLOTEN, GEHEIM, merken_in
from tests.toegang.tabel import Rijsleutel
from tests.toegang.toneel.basis import GEWOON, MONITOR, Plek, Voorbeelden
from tests.toegang.toneel.opbouw import Toneel
from tests.toegang.toneel.voorbeelden import voorbeelden
from tests.toegang.zoeken import meer_adressen
from wijkwerk.gebruikers.models import Gebruiker

INLOG = "in"
# Pages for people without an account: who looks makes no difference.
VOOR_MELDERS = ("agenda:", "inbreng:", "mail:", "melden:", "nieuwsmail:", "terecht:", "volgen:")


@login_not_required
def kale_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Forbidden with its reason and without the frame of a page: half the answers are these two."""
    return HttpResponse(str(exception), status=403)


@login_not_required
def kale_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)


@contextmanager
def zonder_foutpagina() -> Iterator[None]:
    """Leave out the pages of 403, 404 and 500: the first two say the same to everybody (one test looks at them)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DEBUG_PROPAGATE_EXCEPTIONS", True)
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
    # A file: whoever has it may pass it on, so that it has no marks for anybody.
    is_bestand: bool

    def __str__(self) -> str:
        adres, ding, methode = self.rij
        return f"{methode} {adres} {ding}{' elders' if self.elders else ''} ({self.cel})"


class Bezoeker:
    """One visitor at the door. A page that breaks is an answer as well, and never the right one.

    The whole product answers, middleware included, but the visitor is handed to it as already recognised: finding the
    session, the person and the roles anew for every one of hundreds of pages would be most of the work
    (test_inloggen.py looks at that).
    """

    def __init__(self, wie: Gebruiker | None) -> None:
        self.wie = wie or AnonymousUser()
        self._maak = RequestFactory()
        self._deur = ClientHandler(enforce_csrf_checks=False)
        self._deur.load_middleware()

    def vraag(self, methode: str, pad: str) -> tuple[str, str]:
        """Return (cell, body with headers). What the visit writes is undone."""
        # A browser always sends a token: a form that was sent in empty is not one that was only opened.
        verzoek = (
            self._maak.get(pad) if methode == "GET" else self._maak.post(pad, {"csrfmiddlewaretoken": "x"})
        )
        verzoek._cached_user = self.wie  # type: ignore[attr-defined]  # what AuthenticationMiddleware keeps
        verzoek._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                antwoord = self._deur.get_response(verzoek)
                tekst = _tekst(antwoord)
                transaction.set_rollback(True)
        except Exception as fout:  # whatever broke belongs in the table
            return f"500 {type(fout).__name__}: {fout}"[:120], ""
        return _cel(antwoord), tekst


def _tekst(antwoord: HttpResponseBase) -> str:
    """Everything that reaches the visitor: headers, cookies and body."""
    if isinstance(antwoord, StreamingHttpResponse):
        inhoud = antwoord.getvalue()
    else:
        assert isinstance(antwoord, HttpResponse)
        inhoud = antwoord.content
    kop = "\n".join(f"{naam}: {waarde}" for naam, waarde in antwoord.headers.items())
    return f"{kop}\n{antwoord.cookies.output()}\n{inhoud.decode('utf-8', 'replace')}"


def _cel(antwoord: HttpResponseBase) -> str:
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


def rijen(toneel: Toneel, *, alleen: tuple[str, ...] = ()) -> list[Rij]:
    """Every address (or those whose name begins so) with every thing that this municipality has."""
    eigen, elders = voorbeelden_van(toneel.eigen), voorbeelden_van(toneel.elders)
    namen = [adres for adres in adressen() if not alleen or adres.naam.startswith(alleen)]
    return [rij for adres in namen for rij in _rijen(adres, eigen, elders)]


def voorbeelden_van(plek: Plek) -> Voorbeelden:
    """The same for every visitor of a stage: asked once, when it has been built (hundreds of questions)."""
    bewaard: dict[str, Voorbeelden] = plek.__dict__
    if "_voorbeelden" not in bewaard:
        bewaard["_voorbeelden"] = voorbeelden(plek)
    return bewaard["_voorbeelden"]


def zonder_voorbeeld(adres: Adres) -> str:
    return (
        f"{adres.naam} is a new address. Add to tests/toegang/toneel/voorbeelden/ with which {', '.join(adres.argumenten)} "
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
        heeft_elders = ding in {GEWOON, MONITOR} and anders is not None and anders != waarden
        yield Rij(adres, ding, adres.pad(waarden), adres.pad(anders) if heeft_elders and anders else None)


def ga_langs(
    toneel: Toneel,
    wie: Gebruiker | None,
    *,
    elders: bool = False,
    openbaar: bool = True,
    alleen_geheim: bool = False,
    alleen: tuple[str, ...] = (),
) -> list[Bezoek]:
    """Open every page, take every step with an empty form, and the strongest of the two in the other area.

    Who does not find a page does not get to its form: there only the addresses are asked that take nothing but a
    POST. Who may not do it here is not asked elsewhere. `openbaar`: also the pages for melders. With `alleen_geheim`
    only what is shielded or closed, and pages without arguments; of a page with a form only the page.
    """
    bezoeker = Bezoeker(wie)
    bezoeken: list[Bezoek] = []

    def ga(sleutel: Rijsleutel, methode: str, pad: str, *, elders: bool = False) -> str:
        cel, tekst = bezoeker.vraag(methode, pad)
        merken = merken_in(tekst, GEHEIM), merken_in(tekst, BESLOTEN)
        is_bestand = "\nContent-Type: text/html" not in f"\n{tekst}"
        bezoeken.append(Bezoek(sleutel, elders, cel, *merken, is_bestand))
        return cel

    def vraag(rij: Rij, methode: str, *, elders: bool) -> str:
        pad = rij.elders if elders else rij.eigen
        assert pad is not None
        return ga(rij.sleutel(methode), methode, pad, elders=elders)

    with zonder_foutpagina():
        for rij in rijen(toneel, alleen=alleen):
            if not openbaar and rij.adres.naam.startswith(VOOR_MELDERS):
                continue
            if alleen_geheim and (rij.ding == GEWOON or rij.adres.naam.startswith("beheer:")):
                continue
            cel = vraag(rij, "GET", elders=False) if "GET" in rij.adres.methoden else ""
            if "POST" in rij.adres.methoden and cel != "404" and not (alleen_geheim and cel):
                cel = vraag(rij, "POST", elders=False)
            if elders and rij.elders is not None and cel not in {"403", "404"}:
                vraag(rij, rij.adres.methoden[-1], elders=True)
        for pad in [] if alleen else meer_adressen(toneel):
            ga((pad, "", ""), "GET", pad)
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
