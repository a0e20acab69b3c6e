"""The planner of a whole year: spread over the months, what was missed, what a maximum leaves, and days to propose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.db.models import Count
from django.utils import timezone

from overleggen import poort
from overleggen.forms.plannen import BEGIN
from overleggen.models import Overleg
from overleggen.planner import Regel
from wijkwerk.berichten.termijnen import is_werkdag, plus_werkdagen
from wijkwerk.gebruikers.models import Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel, in_gebruik_sinds
from wijkwerk.profiel import Selector
from wijkwerk.profiel.frequentie import Tijdvak
from wijkwerk.profiel.regels import Hoogstens
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

# So many working days are needed to invite people; so far ahead a calendar usually goes.
OM_UIT_TE_NODIGEN, VOORUIT = 15, timedelta(weeks=12)
# What is due later than this has time: a day in another term of office says nothing now.
TIJD_GENOEG = timedelta(weeks=26)
# Later than this before its last day a meeting leaves no room to move it.
SPELING = timedelta(weeks=2)
STANDAARD = time(10)


@dataclass(frozen=True)
class Maand:
    """How many meetings one month has."""

    eerste: date
    gehouden: int
    gepland: int

    @property
    def samen(self) -> int:
        return self.gehouden + self.gepland


def spreiding(regels: Iterable[Regel], jaar: int) -> list[Maand]:
    """Twelve months with what was held and what is planned in these areas (HEL-51)."""
    gehouden: Counter[int] = Counter()
    gepland: Counter[int] = Counter()
    for regel in regels:
        for rij in regel.overleggen:
            if rij.datum.year == jaar:
                (gehouden if rij.stand in Overleg.GEWEEST else gepland)[rij.datum.month] += 1
    return [Maand(date(jaar, nr, 1), gehouden[nr], gepland[nr]) for nr in range(1, 13)]


def gemist(regel: Regel, jaar: int, dag: date | None = None) -> int:
    """How often less than the profile asks it was held in the calendar stretches that ended in that year.

    Counted from the first one known, and in whole stretches since this municipality works here: of the time before nobody
    wrote anything down. Free ones miss nothing.
    """
    frequentie = regel.frequentie
    if frequentie.per is None or frequentie.anker != "kalender" or not regel.geweest:
        return 0
    vandaag = dag or timezone.localdate()
    tijdvak, sinds = actief_profiel().tijdvak(frequentie.per), in_gebruik_sinds()
    return sum(
        max(0, frequentie.minstens - sum(eerste <= rij.datum <= laatste for rij in regel.geweest))
        for eerste, laatste in _vensters(tijdvak, regel.geweest[0].datum, min(vandaag, date(jaar + 1, 1, 1)))
        if laatste.year == jaar and eerste >= sinds
    )


def _vensters(tijdvak: Tijdvak, van: date, tot: date) -> Iterator[tuple[date, date]]:
    """The stretches that ended before `tot`, from the one in which `van` falls."""
    eerste, laatste = tijdvak.venster(van)
    while laatste < tot:
        yield eerste, laatste
        eerste, laatste = tijdvak.venster(laatste + timedelta(days=1))


# --- a maximum in the municipality


@dataclass(frozen=True)
class Plafond:
    """In how many areas a form may be held, and in which it is (BER-02)."""

    vorm: Overlegvorm
    hoogstens: int
    gebieden: frozenset[int]

    @property
    def is_vol(self) -> bool:
        return len(self.gebieden) >= self.hoogstens

    def houdt_tegen(self, gebied: Gebied) -> bool:
        return self.is_vol and gebied.pk not in self.gebieden


def plafonds() -> dict[str, Plafond]:
    """The limits on the number of areas that the profile has; one query, none without limits."""
    profiel = actief_profiel()
    grenzen = {
        vorm.sleutel: regel.n
        for vorm in profiel.overlegvormen
        for regel in profiel.regels_bij("overleg", "plannen", soort_sleutel=vorm.sleutel)
        if isinstance(regel, Hoogstens) and regel.wat == "gebieden" and regel.per in {None, "gemeente"}
    }
    if not grenzen:
        return {}
    gebieden: dict[str, set[int]] = {vorm: set() for vorm in grenzen}
    rijen = Overleg.objects.gaat_door().filter(vorm__in=grenzen).values("vorm", "gebied")
    for rij in rijen.annotate(aantal=Count("pk")).order_by():
        gebieden[rij["vorm"]].add(rij["gebied"])
    return {
        vorm: Plafond(profiel.overlegvorm(vorm), n, frozenset(gebieden[vorm])) for vorm, n in grenzen.items()
    }


# --- days to propose


@dataclass(frozen=True)
class Voorstel:
    datum: date
    begin: time


Sleutel = tuple[str, str]


@dataclass
class Bezet:
    """The days on which whoever chairs or initiates meetings already has one."""

    # (role, area or 0) -> who fills it.
    mensen: Mapping[tuple[str, int], frozenset[int]]
    dagen: dict[Sleutel, set[date]] = field(default_factory=dict)

    def voeg_toe(self, vorm: Overlegvorm, plek: Collection[int], dag: date) -> None:
        for sleutel in self._trekkers(vorm, plek):
            self.dagen.setdefault(sleutel, set()).add(dag)

    def van(self, regel: Regel) -> set[date]:
        sleutels = self._trekkers(regel.vorm, regel.gebied.voorouders)
        return set().union(*(self.dagen.get(sleutel, set()) for sleutel in sleutels))

    def _trekkers(self, vorm: Overlegvorm, plek: Collection[int]) -> set[Sleutel]:
        """Who chairs and initiates there: the people in those roles, and where nobody is, the role in that area."""
        sleutels: set[Sleutel] = set()
        for selector in (*poort.taakhouders(vorm, "voorzitter"), *vorm.taken.initiatief):
            mensen = self._mensen(selector, plek)
            sleutels |= {("persoon", str(pk)) for pk in mensen} or {
                (str(selector), str(max(plek, default=0)))
            }
        return sleutels

    def _mensen(self, selector: Selector, plek: Collection[int]) -> frozenset[int]:
        if selector.soort != "rol":
            return frozenset()
        return frozenset().union(*(self.mensen.get((selector.waarde, pk), frozenset()) for pk in (0, *plek)))


def bezet_vanaf(dag: date | None = None) -> Bezet:
    """Read what is planned in the whole municipality, as days and keys only; two queries."""
    vormen = {vorm.sleutel: vorm for vorm in actief_profiel().overlegvormen}
    bezet = Bezet(_mensen_per_rol())
    rijen = Overleg.objects.komend().filter(datum__gte=dag or timezone.localdate())
    for sleutel, plek, datum in rijen.values_list("vorm", "plek_gebieden", "datum"):
        if vorm := vormen.get(sleutel):
            bezet.voeg_toe(vorm, plek, datum)
    return bezet


def _mensen_per_rol() -> dict[tuple[str, int], frozenset[int]]:
    rollen = {
        selector.waarde
        for vorm in actief_profiel().overlegvormen
        for selector in (*vorm.taken.voorzitter, *vorm.taken.initiatief)
        if selector.soort == "rol"
    }
    mensen: dict[tuple[str, int], frozenset[int]] = {}
    toegewezen = Roltoewijzing.objects.geldig().filter(rol__in=rollen)
    for rol, gebied, persoon in toegewezen.values_list("rol", "gebied", "gebruiker"):
        sleutel = (rol, gebied or 0)
        mensen[sleutel] = mensen.get(sleutel, frozenset()) | {persoon}
    return mensen


def stel_dagen_voor(
    regels: Iterable[Regel], bezet: Bezet, dicht: Mapping[str, Plafond], dag: date | None = None
) -> dict[tuple[str, int], Voorstel]:
    """A day for each of these that is due; the most urgent one chooses first, and takes its day away from the others."""
    vandaag = dag or timezone.localdate()
    gevonden: dict[tuple[str, int], Voorstel] = {}
    for regel in sorted(regels, key=lambda regel: regel.uiterlijk or date.max):
        plafond = dicht.get(regel.vorm.sleutel)
        later = regel.uiterlijk is not None and regel.uiterlijk > vandaag + TIJD_GENOEG
        if not regel.is_open or later or (plafond is not None and plafond.houdt_tegen(regel.gebied)):
            continue
        gekozen = _kies_dag(regel, bezet.van(regel), vandaag)
        gevonden[regel.vorm.sleutel, regel.gebied.pk] = Voorstel(gekozen, begintijd(regel))
        bezet.voeg_toe(regel.vorm, regel.gebied.voorouders, gekozen)
    return gevonden


def _kies_dag(regel: Regel, bezet: Collection[date], vandaag: date) -> date:
    """The first free working day, from some weeks before it is due on, and never too soon to invite people."""
    vroegst = plus_werkdagen(vandaag, OM_UIT_TE_NODIGEN)
    dag = max(vroegst, (regel.uiterlijk or vroegst) - SPELING)
    dag = min(dag, max(vroegst, vandaag + VOORUIT)) if regel.frequentie.anker != "kalender" else dag
    while not is_werkdag(dag) or dag in bezet:
        dag += timedelta(days=1)
    if regel.uiterlijk is not None and dag > regel.uiterlijk >= vroegst:
        return _terug(regel.uiterlijk, vroegst, bezet) or dag
    return dag


def _terug(uiterlijk: date, vroegst: date, bezet: Collection[date]) -> date | None:
    """No day left at the end of the term: look back for one."""
    dag = uiterlijk
    while dag >= vroegst:
        if is_werkdag(dag) and dag not in bezet:
            return dag
        dag -= timedelta(days=1)
    return None


def begintijd(regel: Regel) -> time:
    """When it usually begins: the part of the day that the form has, else as the latest one here."""
    vast = BEGIN.get(regel.vorm.dagdeel or "")
    return vast or (regel.laatste.begin if regel.laatste else STANDAARD)
