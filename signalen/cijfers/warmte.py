"""Buurt × theme × period with trend: where is what said, and where is nothing heard (DHR-25).

Two kinds of numbers that never mix. What somebody may read is counted exactly and leads to the list. What is shielded
is counted only as far as they may count it, and told in steps (`schild`). Nothing of one can be found from the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When

from signalen.cijfers.schild import in_woorden, naar_beneden
from signalen.gebieden import rijen as rijen_van
from signalen.models import Signaal
from signalen.periode import Periode
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

# The row for what lies in no area of the table, the row of all together, and the column for what has no theme.
ELDERS, SAMEN = 0, -1
GEEN = "-"
# Shades of the table, beside zero.
STAPPEN = 5


@dataclass
class Som:
    """What lies in one cell: now and before, open and shielded."""

    nu: int = 0
    vorig: int = 0
    schild_nu: int = 0
    schild_vorig: int = 0

    def tel(self, groep: Groep) -> None:
        naam = ("schild_" if groep.schild else "") + ("nu" if groep.nu else "vorig")
        setattr(self, naam, getattr(self, naam) + groep.aantal)

    def __bool__(self) -> bool:
        return bool(self.nu or self.vorig or self.schild_nu or self.schild_vorig)

    @property
    def gehoord(self) -> bool:
        return bool(self.nu or self.schild_nu)


@dataclass(frozen=True)
class Groep:
    """Signals that are the same for this table."""

    gebieden: tuple[int, ...]
    kolommen: tuple[str, ...]
    schild: bool
    nu: bool
    aantal: int


@dataclass(frozen=True)
class Cel:
    """A cell as it is shown: numbers and words, nothing to count with."""

    aantal: int = 0
    schild: str = ""
    was: str = ""
    trend: str = ""
    hitte: int = 0
    # The shade within its own column, for the map; the row of all together has none.
    trap: int = 0
    kop: str = ""
    url: str = ""

    @property
    def is_leeg(self) -> bool:
        return not (self.aantal or self.schild or self.trend)


@dataclass(frozen=True)
class Rij:
    """One area; the first cell is all of it. `url` is the same table one layer down."""

    naam: str
    cellen: list[Cel]
    gebied: Gebied | None = None
    url: str = ""
    is_samen: bool = False


@dataclass(frozen=True)
class Stil:
    """An area from which nothing was heard; `laatst` is the last time before, as far as this person sees."""

    gebied: Gebied
    laatst: datetime | None


@dataclass(frozen=True)
class Warmtetabel:
    """`rijen` ends with the row of all areas together, unless there is nothing at all.

    `kolommen` is (key, heading), `hoogste` the fullest area in each column: both for the map.
    """

    kolommen: list[tuple[str, str]]
    hoogste: Mapping[str, int]
    rijen: list[Rij]
    stil: list[Stil]

    @property
    def koppen(self) -> list[str]:
        return [kop for _sleutel, kop in self.kolommen]


Adres = Callable[[Gebied | None, str], str]


def warmtetabel(
    *,
    gebruiker: Gebruiker,
    gebieden: Sequence[Gebied],
    gekozen: Gebied | None,
    periode: Periode,
    niveau: str = "",
    per: str = "thema",
    adres: Adres = lambda gebied, kolom: "",
    dieper: Mapping[int, str] | None = None,
) -> Warmtetabel:
    """Return the table for this person: areas below `gekozen` (from `gebieden`) by theme, or by kind (`per="soort"`).

    `adres` makes the link from a cell to the list, `dieper` has the address of the same table inside an area. At most
    two queries, whatever the number of signals.
    """
    rijen = rijen_van(gebieden, gekozen, niveau)
    groepen = list(_groepen(gebruiker, gekozen, periode, per))
    sommen = _sommen(groepen, {gebied.pk for gebied in rijen})
    kolommen = [("", "Alles"), *_kolommen(per, {kolom for _rij, kolom in sommen if kolom})]
    tekenaar = _Tekenaar(sommen, kolommen, adres, dieper or {})
    gehoord = [tekenaar.rij(gebied) for gebied in rijen if sommen[gebied.pk, ""]]
    if sommen[ELDERS, ""]:
        gehoord.append(tekenaar.elders())
    if gehoord:
        gehoord.append(tekenaar.samen())
    stil = [gebied for gebied in rijen if not sommen[gebied.pk, ""].gehoord]
    return Warmtetabel(kolommen, tekenaar.hoogste_per_kolom, gehoord, list(_stil(gebruiker, stil)))


def _groepen(gebruiker: Gebruiker, gekozen: Gebied | None, periode: Periode, per: str) -> Iterator[Groep]:
    """One grouped query over both periods: the arrays themselves are the groups, so each signal is in one of them."""
    nu_van, nu_tot = periode.nu.grenzen
    vorig_van, vorig_tot = periode.vorig.grenzen
    is_nu = Q(geregistreerd_op__gte=nu_van, geregistreerd_op__lt=nu_tot)
    is_vorig = Q(geregistreerd_op__gte=vorig_van, geregistreerd_op__lt=vorig_tot)
    signalen = Signaal.objects.telbaar_voor(gebruiker).filter(is_nu | is_vorig)
    if gekozen is not None:
        signalen = signalen.in_gebied(gekozen)
    kolom = "themas" if per == "thema" else "soort"
    rijen = (
        signalen.order_by()
        .annotate(
            is_nu=Case(When(is_nu, then=Value(True)), default=Value(False)),
            is_schild=Case(When(gevoelig="ja", then=Value(True)), default=Value(False)),
        )
        .values_list("plek_gebieden", kolom, "is_schild", "is_nu")
        .annotate(aantal=Count("pk"))
    )
    for plek, waarde, schild, nu, aantal in rijen:
        kolommen = tuple(waarde or (GEEN,)) if per == "thema" else (waarde,)
        yield Groep(tuple(plek), kolommen, schild, nu, aantal)


def _sommen(groepen: Iterable[Groep], rijen: set[int]) -> Mapping[tuple[int, str], Som]:
    """Add up per (row, column); column "" is the whole row. A signal is in each of its areas once."""
    sommen: dict[tuple[int, str], Som] = defaultdict(Som)
    for groep in groepen:
        waar = [pk for pk in groep.gebieden if pk in rijen] or [ELDERS]
        for rij in (*waar, SAMEN):
            for kolom in ("", *groep.kolommen):
                sommen[rij, kolom].tel(groep)
    return sommen


def _kolommen(per: str, gebruikt: set[str]) -> list[tuple[str, str]]:
    """Every theme (or kind) of the profile in its order, then what older signals carry."""
    profiel = actief_profiel()
    rijen = profiel.themas if per == "thema" else profiel.signaalsoorten
    namen = {rij.sleutel: rij.naam for rij in rijen}
    oud = sorted(gebruikt - set(namen) - {GEEN})
    geen = [(GEEN, "Zonder thema")] if GEEN in gebruikt else []
    return [*namen.items(), *((sleutel, sleutel) for sleutel in oud), *geen]


class _Tekenaar:
    """Makes cells of sums: shades relative to the fullest cell, a trend, and words for what is shielded."""

    def __init__(
        self,
        sommen: Mapping[tuple[int, str], Som],
        kolommen: Sequence[tuple[str, str]],
        adres: Adres,
        dieper: Mapping[int, str],
    ) -> None:
        self.sommen = sommen
        self.kolommen = kolommen
        self.adres = adres
        self.dieper = dieper
        self.drempel = actief_profiel().bewaren.kleine_aantallen
        vol = [self._waarde(som) for (rij, kolom), som in sommen.items() if kolom and rij != SAMEN]
        self.hoogste = max(vol, default=0)
        self.hoogste_per_kolom: dict[str, int] = defaultdict(int)
        for (rij, kolom), som in sommen.items():
            if rij not in {SAMEN, ELDERS}:
                self.hoogste_per_kolom[kolom] = max(self.hoogste_per_kolom[kolom], self._waarde(som))

    def rij(self, gebied: Gebied) -> Rij:
        cellen = [self._cel(gebied.pk, *kolom, gebied) for kolom in self.kolommen]
        return Rij(gebied.naam, cellen, gebied, self.dieper.get(gebied.pk, ""))

    def elders(self) -> Rij:
        return Rij("Niet preciezer bekend", [self._cel(ELDERS, *kolom, None) for kolom in self.kolommen])

    def samen(self) -> Rij:
        cellen = [self._cel(SAMEN, *kolom, None) for kolom in self.kolommen]
        return Rij("Samen", cellen, is_samen=True)

    def _cel(self, rij: int, kolom: str, kop: str, gebied: Gebied | None) -> Cel:
        som = self.sommen.get((rij, kolom))
        if not som:
            return Cel(kop=kop)
        return Cel(
            aantal=som.nu,
            schild=in_woorden(som.schild_nu, self.drempel),
            was=self._was(som),
            trend=self._trend(som),
            hitte=_tint(self._waarde(som), self.hoogste) if kolom and rij != SAMEN else 0,
            trap=_tint(self._waarde(som), self.hoogste_per_kolom[kolom]) if gebied else 0,
            kop=kop,
            url=self.adres(gebied, kolom) if som.nu and rij != ELDERS else "",
        )

    def _trend(self, som: Som) -> str:
        nu, vorig = self._waarde(som), self._waarde_vorig(som)
        return trend(nu, vorig) if nu or vorig else ""

    def _waarde(self, som: Som) -> int:
        return som.nu + naar_beneden(som.schild_nu, self.drempel)

    def _waarde_vorig(self, som: Som) -> int:
        return som.vorig + naar_beneden(som.schild_vorig, self.drempel)

    def _was(self, som: Som) -> str:
        schild = in_woorden(som.schild_vorig, self.drempel)
        return f"{som.vorig} en {schild} afgeschermd" if schild else str(som.vorig)


def _tint(waarde: int, hoogste: int) -> int:
    """Return the shade, relative to the fullest: 0 for nothing, else 1 to STAPPEN."""
    return -(-STAPPEN * waarde // hoogste) if waarde else 0


def trend(nu: int, vorig: int) -> str:
    """Return meer, minder or gelijk. One more or less, or less than a tenth, is no trend."""
    verschil = nu - vorig
    if abs(verschil) < max(2, vorig / 10):
        return "gelijk"
    return "meer" if verschil > 0 else "minder"


def _stil(gebruiker: Gebruiker, stil: Sequence[Gebied]) -> Iterator[Stil]:
    """When something was last heard from each: one look in the index per area (one query)."""
    if not stil:
        return
    leesbaar = Signaal.objects.bestaat_voor(gebruiker).exclude(gevoelig="ja")
    laatste = leesbaar.filter(gebied=OuterRef("pk")).order_by("-geregistreerd_op").values("geregistreerd_op")
    rijen = (
        Gebied.objects.binnen([gebied.pk for gebied in stil])
        .annotate(laatst=Subquery(laatste[:1]))
        .exclude(laatst=None)
        .values_list("voorouders", "laatst")
    )
    per_gebied: dict[int, datetime] = {}
    for voorouders, moment in rijen:
        for pk in voorouders:
            per_gebied[pk] = max(per_gebied.get(pk, moment), moment)
    for gebied in stil:
        yield Stil(gebied, per_gebied.get(gebied.pk))
