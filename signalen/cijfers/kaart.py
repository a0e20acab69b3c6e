"""The heat table as a map: the same numbers in the same words, at the place of each area (DHR-25).

It is drawn from the cells of the table and asks nothing of signals itself, so it can never say more than the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from signalen.cijfers.warmte import STAPPEN, Cel, Warmtetabel
from signalen.gebieden import rijen as rijen_van
from wijkwerk.wijken.kaart import Kaart, Vlak, teken
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Gebiedsvlak:
    """One area: where it is drawn, its shade, its number, and all of it in words."""

    vlak: Vlak
    trap: int
    getal: int
    woorden: str
    url: str


@dataclass(frozen=True)
class Keuze:
    """A column that the map can show."""

    naam: str
    url: str
    is_gekozen: bool


@dataclass(frozen=True)
class Warmtekaart:
    """`legenda` is (shade, words); `zonder` are areas of the table that have no outline."""

    kaart: Kaart
    kop: str
    vlakken: list[Gebiedsvlak]
    legenda: list[tuple[int, str]]
    keuzes: list[Keuze]

    @property
    def zonder(self) -> list[Gebied]:
        return self.kaart.zonder


def warmtekaart(
    *,
    tabel: Warmtetabel,
    gebieden: Sequence[Gebied],
    gekozen: Gebied | None,
    niveau: str,
    kolom: str,
    adres: Callable[[str], str],
) -> Warmtekaart | None:
    """Return the map of one column of the table, or None when no area of it has an outline.

    `adres` makes the link to the map of another column. At most three queries, one when no map was loaded.
    """
    # Under it what was chosen, else all of the municipality: also for who sees only some areas.
    grond = {gekozen.pk} if gekozen else {gebied.voorouders[0] for gebied in gebieden}
    kaart = teken(rijen_van(gebieden, gekozen, niveau), in_gebieden=grond)
    if kaart is None:
        return None
    sleutels = [sleutel for sleutel, _kop in tabel.kolommen]
    plaats = sleutels.index(kolom) if kolom in sleutels else 0
    cellen = {rij.gebied.pk: (rij.cellen[plaats], rij.url) for rij in tabel.rijen if rij.gebied}
    return Warmtekaart(
        kaart=kaart,
        kop=tabel.koppen[plaats],
        vlakken=[_vlak(vlak, *cellen.get(vlak.gebied.pk, (Cel(), ""))) for vlak in kaart.vlakken],
        legenda=_legenda(tabel.hoogste.get(sleutels[plaats], 0)),
        keuzes=[
            Keuze(kop, adres(sleutel), nummer == plaats)
            for nummer, (sleutel, kop) in enumerate(tabel.kolommen)
        ],
    )


def _vlak(vlak: Vlak, cel: Cel, dieper: str) -> Gebiedsvlak:
    """An area leads to the table one layer down, and where there is none to the signals themselves."""
    return Gebiedsvlak(vlak, cel.trap, cel.aantal, _woorden(vlak.gebied.naam, cel), dieper or cel.url)


def _woorden(naam: str, cel: Cel) -> str:
    """Everything that the table says in this cell."""
    delen = [str(cel.aantal) if not cel.is_leeg else "niets gehoord"]
    if cel.schild:
        delen.append(f"afgeschermd: {cel.schild}")
    if cel.trend:
        delen.append(f"{cel.trend}, was {cel.was}")
    return f"{naam}: {', '.join(delen)}"


def _legenda(hoogste: int) -> list[tuple[int, str]]:
    """Which numbers have which shade; with few numbers some shades do not occur."""
    regels = [(0, "geen")]
    for trap in range(1, STAPPEN + 1):
        van, tot = (trap - 1) * hoogste // STAPPEN + 1, trap * hoogste // STAPPEN
        if van < tot:
            regels.append((trap, f"{van} tot en met {tot}"))
        elif van == tot:
            regels.append((trap, str(van)))
    return regels
