"""When a report is due, and which sentences it waits for: for Vandaag, the reminders and the page."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from verantwoording.models import Raadsrapportage
from verantwoording.zicht import rapportages
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gemeente.service import actief_profiel, in_gebruik_sinds
from wijkwerk.profiel.frequentie import Tijdvak
from wijkwerk.profiel.rijen.volgen import TEKST_PER_GEBIED, Rapportage
from wijkwerk.wijken.models import Gebied

# Assumption, where the profile names no month: so many months after the last day of its period it is ready.
MAANDEN_NA = 3
# So long before that day the sentences are there.
TEKSTEN_VOORAF = timedelta(days=28)
HERINNER_VOORAF = (20, 5)
HERINNER_SCHRIJVERS = (10, 3)


@dataclass(frozen=True)
class Periode:
    """First and last day, and the last day on which a report of it is in time; none when nothing is asked."""

    van: date
    tot: date
    uiterlijk: date | None


def laatste_periode(rij: Rapportage, dag: date | None = None) -> Periode:
    """The last one that is over."""
    dag = dag or timezone.localdate()
    frequentie = rij.frequentie
    if frequentie is None or frequentie.per is None or not frequentie.minstens:
        return Periode(date(dag.year - 1, 1, 1), date(dag.year - 1, 12, 31), None)
    tijdvak = actief_profiel().tijdvak(frequentie.per)
    if tijdvak.maanden >= frequentie.minstens > 1:
        tijdvak = Tijdvak(maanden=tijdvak.maanden // frequentie.minstens, begin=tijdvak.begin)
    begin_nu = tijdvak.venster(dag)[0]
    van, tot = tijdvak.venster(begin_nu - timedelta(days=1))
    return Periode(van, tot, None if frequentie.is_vrij else _uiterlijk(tot, frequentie.maand))


def _uiterlijk(tot: date, maand: int | None) -> date:
    """The end of the first month of that name after the period, or some months after it."""
    if maand is None:
        return plus_maanden(tot, MAANDEN_NA)
    jaar = tot.year if maand > tot.month else tot.year + 1
    return date(jaar, maand, calendar.monthrange(jaar, maand)[1])


def teksten_voor(rij: Rapportage, periode: Periode) -> date | None:
    """By when sentences are asked, counted from today when that is later than it should have been."""
    if TEKST_PER_GEBIED not in rij.onderdelen:
        return None
    vroegst = timezone.localdate() + timedelta(days=14)
    if periode.uiterlijk is None:
        return vroegst
    return max(periode.uiterlijk - TEKSTEN_VOORAF, vroegst)


@dataclass(frozen=True)
class Plicht:
    """One report of the profile over its last period, and the row when it was begun."""

    rij: Rapportage
    periode: Periode
    rapport: Raadsrapportage | None

    @property
    def is_hard(self) -> bool:
        return self.rij.frequentie is not None and self.rij.frequentie.is_hard

    @property
    def is_van_voor_de_start(self) -> bool:
        """Its period was over before this register was there: it may be made, and nobody is asked to."""
        return self.rapport is None and self.periode.tot < in_gebruik_sinds()

    @property
    def naam(self) -> str:
        return str(
            self.rapport or Raadsrapportage(naam=self.rij.naam, van=self.periode.van, tot=self.periode.tot)
        )

    @property
    def url(self) -> str:
        if self.rapport is not None:
            return self.rapport.get_absolute_url()
        return f"{reverse('verantwoording:nieuw')}?rapportage={self.rij.sleutel}"


def plichten(dag: date | None = None) -> list[Plicht]:
    """Every report that the profile asks over its last period, made or not: one query."""
    return _plichten(dag)[0]


def openstaand(dag: date | None = None) -> list[Plicht]:
    """The same, and what was begun over an earlier period and never finished: it still waits for its maker. One query."""
    nu, eerder = _plichten(dag)
    return [*eerder, *nu]


def _plichten(dag: date | None) -> tuple[list[Plicht], list[Plicht]]:
    dag = dag or timezone.localdate()
    rijen = [(rij, laatste_periode(rij, dag)) for rij in rapportages()]
    rijen = [(rij, p) for rij, p in rijen if rij.geldig_vanaf is None or rij.geldig_vanaf <= p.tot]
    if not rijen:
        return [], []
    rapporten = Raadsrapportage.objects.filter(rapportage__in=[rij.sleutel for rij, _ in rijen])
    bekend = {(rapport.rapportage, rapport.van): rapport for rapport in rapporten.voor_lijst()}
    nu = [Plicht(rij, p, bekend.get((rij.sleutel, p.van))) for rij, p in rijen]
    periode_van = {rij.sleutel: (rij, p) for rij, p in rijen}
    eerder = [
        Plicht(periode_van[sleutel][0], Periode(van, rapport.tot, rapport.uiterlijk), rapport)
        for (sleutel, van), rapport in sorted(bekend.items(), key=lambda paar: paar[0][1])
        if rapport.is_concept and van < periode_van[sleutel][1].van
    ]
    return nu, eerder


def ontbrekende_zinnen() -> Iterator[tuple[Raadsrapportage, Rapportage, Gebied]]:
    """Each area of which a report in the making has no sentence: three queries, none where none is asked."""
    rijen = {rij.sleutel: rij for rij in rapportages() if TEKST_PER_GEBIED in rij.onderdelen}
    if not rijen:
        return
    rapporten = list(Raadsrapportage.objects.concept().filter(rapportage__in=rijen).voor_lijst())
    if not rapporten:
        return
    geschreven = {
        (rapport.pk, tekst.gebied_id)
        for rapport in Raadsrapportage.objects.filter(pk__in=[r.pk for r in rapporten])
        .defer("inhoud")
        .prefetch_related("teksten")
        for tekst in rapport.teksten.all()
    }
    niveaus = {niveau for rij in rijen.values() for niveau in rij.niveaus}
    gebieden = list(Gebied.objects.actief().filter(niveau__in=niveaus).order_by("naam", "pk"))
    for rapport in rapporten:
        rij = rijen[rapport.rapportage]
        for gebied in gebieden:
            if gebied.niveau in rij.niveaus and (rapport.pk, gebied.pk) not in geschreven:
                yield rapport, rij, gebied
