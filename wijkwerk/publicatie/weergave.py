"""Frozen content arranged for reading: the same for the public page and the PDF."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from wijkwerk.grafiek import Palet
from wijkwerk.publicatie.cijferdeel import Cijferdeel, cijferdeel
from wijkwerk.publicatie.inhoud import Afspraakblok, Bron, Inhoud, Item

# Wider tables than this become a block per item.
MEESTE_KOLOMMEN = 5


@dataclass(frozen=True)
class Rij:
    item: Item
    # (label, waarde) per column.
    cellen: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tabel:
    """Items of one kind under one parent, as a table: only columns in which something stands."""

    naam: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    met_afspraak: bool

    @property
    def breedte(self) -> int:
        """How many columns stand beside the first."""
        return len(self.kolommen) + (3 if self.met_afspraak else 0)


@dataclass(frozen=True)
class Groep:
    """An item of the highest kind with what hangs below it."""

    item: Item
    tabellen: tuple[Tabel, ...] = ()
    # The figures and stories it rests on.
    bronnen: tuple[Bron, ...] = ()
    # Children that rest on something: a row of a table is too small for them.
    groepen: tuple[Groep, ...] = ()


@dataclass(frozen=True)
class Hoofdstuk:
    """All items of one kind: as groups (with children, or too wide) or as one table."""

    naam: str
    sleutel: str
    groepen: tuple[Groep, ...] = ()
    tabel: Tabel | None = None

    def tabellen(self) -> list[Tabel]:
        """Every table in it."""
        return [
            *([self.tabel] if self.tabel else []),
            *(tabel for groep in self.groepen for tabel in groep.tabellen),
        ]


@dataclass(frozen=True)
class Telling:
    """Kept, partly, not: of what was promised and is due; and what still runs."""

    ja: int = 0
    deels: int = 0
    nee: int = 0
    open: int = 0
    standen: dict[str, int] = field(default_factory=dict)

    @property
    def beoordeeld(self) -> int:
        return self.ja + self.deels + self.nee

    @property
    def alles(self) -> int:
        return self.beoordeeld + self.open


def tel(afspraken: list[Afspraakblok]) -> Telling:
    oordelen = Counter(afspraak.nagekomen for afspraak in afspraken)
    standen = Counter(afspraak.stand for afspraak in afspraken)
    return Telling(oordelen["ja"], oordelen["deels"], oordelen["nee"], oordelen[""], dict(standen))


def hoofdstukken(inhoud: Inhoud) -> list[Hoofdstuk]:
    """The items in the order of the form: each kind a chapter, its children below it."""
    opgenomen = inhoud.opgenomen()
    bekend = {item.spoor for item in opgenomen}
    boven = [item for item in opgenomen if not item.ouder or item.ouder not in bekend]
    gevonden = []
    for soort in inhoud.itemsoorten:
        items = [item for item in boven if item.soort == soort.sleutel]
        if items:
            gevonden.append(_hoofdstuk(inhoud, soort.naam, soort.sleutel, items))
    return gevonden


@dataclass(frozen=True)
class Deel:
    """A part of the document: text, and the chapters of items that stand in it."""

    naam: str
    sleutel: str
    tekst: str = ""
    hoofdstukken: tuple[Hoofdstuk, ...] = ()
    cijfers: tuple[Cijferdeel, ...] = ()

    @property
    def is_tabel(self) -> bool:
        """Whether its one chapter needs no heading of its own."""
        return len(self.hoofdstukken) == 1


def delen(inhoud: Inhoud, palet: Palet | None = None) -> list[Deel]:
    """The document in order: items that belong to no section first, then the sections with what stands in them."""
    alle = {hoofdstuk.sleutel: hoofdstuk for hoofdstuk in hoofdstukken(inhoud)}
    geplaatst: set[str] = set()
    gevonden = []
    for sectie in inhoud.secties:
        eigen = [alle[soort] for soort in sectie.itemsoorten if soort in alle and soort not in geplaatst]
        geplaatst |= {hoofdstuk.sleutel for hoofdstuk in eigen}
        cijfers = tuple(cijferdeel(blok, palet) for blok in inhoud.cijfers if blok.deel == sectie.sleutel)
        if sectie.tekst or eigen or cijfers:
            gevonden.append(Deel(sectie.naam, sectie.sleutel, sectie.tekst, tuple(eigen), cijfers))
    los = [
        Deel(h.naam, f"soort-{h.sleutel}", "", (h,))
        for sleutel, h in alle.items()
        if sleutel not in geplaatst
    ]
    velden = [Deel(veld.label, f"veld-{veld.sleutel}", veld.waarde) for veld in inhoud.velden if veld.waarde]
    return [*los, *gevonden, *velden]


def _hoofdstuk(inhoud: Inhoud, naam: str, sleutel: str, items: list[Item]) -> Hoofdstuk:
    heeft_kinderen = any(inhoud.kinderen(item.spoor) for item in items)
    tabel = _tabel(naam, items)
    bewijs = any(_heeft_bewijs(inhoud, item) for item in items)
    if bewijs or heeft_kinderen or len(tabel.kolommen) > MEESTE_KOLOMMEN:
        return Hoofdstuk(naam, sleutel, tuple(_groep(inhoud, item) for item in items))
    return Hoofdstuk(naam, sleutel, tabel=tabel)


def _heeft_bewijs(inhoud: Inhoud, item: Item) -> bool:
    """Whether it rests on more than words."""
    return bool(inhoud.bronnen_van(item.spoor)) or item.is_onderbouwd


def _groep(inhoud: Inhoud, item: Item) -> Groep:
    diep = [kind for kind in inhoud.kinderen(item.spoor) if _heeft_bewijs(inhoud, kind)]
    return Groep(
        item,
        _tabellen(inhoud, item),
        tuple(inhoud.bronnen_van(item.spoor)),
        tuple(_groep(inhoud, kind) for kind in diep),
    )


def _tabellen(inhoud: Inhoud, ouder: Item) -> tuple[Tabel, ...]:
    kinderen = [kind for kind in inhoud.kinderen(ouder.spoor) if not _heeft_bewijs(inhoud, kind)]
    return tuple(
        _tabel(soort.naam, rijen)
        for soort in inhoud.itemsoorten
        if (rijen := [item for item in kinderen if item.soort == soort.sleutel])
    )


def _tabel(naam: str, items: list[Item]) -> Tabel:
    labels: dict[str, str] = {}
    for item in items:
        for waarde in item.velden:
            if waarde.waarde:
                labels.setdefault(waarde.sleutel, waarde.label)
    rijen = []
    for item in items:
        waarden = {waarde.sleutel: waarde.waarde for waarde in item.velden}
        rijen.append(Rij(item, tuple((label, waarden.get(sleutel, "")) for sleutel, label in labels.items())))
    return Tabel(naam, tuple(labels.values()), tuple(rijen), any(item.afspraak for item in items))
