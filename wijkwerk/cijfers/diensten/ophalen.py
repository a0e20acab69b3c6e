"""Asking a service, as a whole: what comes back is a file like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO

from wijkwerk.cijfers.catalogus import catalogus
from wijkwerk.cijfers.diensten.fouten import DienstFout
from wijkwerk.cijfers.diensten.kiezen import Dienst, diensten, kaartdiensten
from wijkwerk.cijfers.diensten.leefbaarometer import lees_scores
from wijkwerk.cijfers.diensten.odata import VERSIE_4, Tabelvraag, lees_v3, lees_v4
from wijkwerk.cijfers.diensten.ogc import LAGEN, lees_kaart, lees_omtrekken
from wijkwerk.cijfers.diensten.spoel import Spoel
from wijkwerk.cijfers.diensten.verbinding import Ruimte, Verbinding
from wijkwerk.cijfers.lezen.formaten import FORMATEN

# An import on the page must be done within the limit of a task; the command may take its time.
SECONDEN = 240
SECONDEN_OPDRACHT = 3600


@contextmanager
def haal(
    *,
    sleutel: str,
    jaar: int | None,
    tabel: str,
    gemeente: str | None,
    meld: Callable[[int], None],
    seconden: float = SECONDEN,
) -> Iterator[IO[bytes]]:
    """Yield what the service has, as a csv. `gemeente` None: of all of the country. Raises DienstFout."""
    dienst = diensten().get(sleutel)
    if dienst is None:
        raise DienstFout("Deze dienst is hier uitgezet. Vraag het de technisch beheerder.")
    if jaar is None and not dienst.alle_jaren:
        raise DienstFout("Zeg van welk jaar u de cijfers wilt.")
    verbinding = Verbinding(dienst.adres, dienst.wie, Ruimte.van(seconden))
    spoel = Spoel(FORMATEN[dienst.formaat].json_leeg)
    try:
        _lees(dienst, verbinding, jaar, dienst.tabel_van(jaar, tabel), gemeente, spoel, meld)
        bestand = spoel.klaar()
    finally:
        spoel.weg()
    with bestand:
        yield bestand


@contextmanager
def haal_omtrekken(
    *, sleutel: str, jaar: int, gemeente: str, meld: Callable[[int], None], seconden: float, hoogstens: int
) -> Iterator[list[IO[bytes]]]:
    """Yield the outlines of a municipality as GeoJSON: a file per kind of area, of at most so many bytes. Raises DienstFout."""
    dienst = kaartdiensten().get(sleutel)
    if dienst is None:
        raise DienstFout("Deze dienst is hier uitgezet. Vraag het de technisch beheerder.")
    verbinding = Verbinding(dienst.adres, dienst.wie, Ruimte.van(seconden))
    with ExitStack() as open_:
        doelen = {laag: open_.enter_context(TemporaryFile()) for laag in LAGEN}
        lees_omtrekken(verbinding, jaar, gemeente, doelen, meld, hoogstens)
        for doel in doelen.values():
            doel.seek(0)
        yield list(doelen.values())


def _lees(
    dienst: Dienst,
    verbinding: Verbinding,
    jaar: int | None,
    tabel: str,
    gemeente: str | None,
    spoel: Spoel,
    meld: Callable[[int], None],
) -> None:
    if dienst.is_statline:
        lees = lees_v4 if VERSIE_4 in dienst.adres else lees_v3
        lees(verbinding, _vraag(dienst, tabel, jaar, gemeente), spoel, meld)
    elif dienst.formaat == "pdok":
        lees_kaart(verbinding, jaar or 0, gemeente, spoel, meld)
    else:
        lees_scores(verbinding, jaar or 0, gemeente, spoel, meld)


def _vraag(dienst: Dienst, tabel: str, jaar: int | None, gemeente: str | None) -> Tabelvraag:
    gebieden: list[str] = []
    if gemeente:
        gebieden = [f"{soort}{gemeente[2:]}" for soort in ("GM", "WK", "BU")]
        gebieden += ["NL"] if dienst.land else []
    andere = {kolom: [begin] for kolom, begin in dienst.alleen.items()}
    if dienst.periode and jaar:
        andere[dienst.periode] = [str(jaar)]
    if dienst.dimensie:
        # Kinds that nothing is made of are not asked: there are dozens.
        namen = catalogus().kolommen(dienst.formaat)
        andere[dienst.dimensie] = sorted({naam.split(" ", 1)[1] for naam in namen if " " in naam})
    return Tabelvraag(tabel, gebieden, andere)
