"""A period to look at, and the one before it to compare with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

# Whole weeks: as many Mondays in this period as in the one before.
WEKEN = {"4w": 4, "13w": 13, "52w": 52}
STANDAARD = "13w"
KWARTALEN, JAREN = 8, 4


@dataclass(frozen=True)
class Tijdvak:
    """Days from `begin` up to and including `eind`."""

    begin: date
    eind: date

    def __str__(self) -> str:
        return f"{date_format(self.begin, 'j F Y')} t/m {date_format(self.eind, 'j F Y')}"

    @property
    def grenzen(self) -> tuple[datetime, datetime]:
        """From this moment, and before that one: in Dutch time."""
        return middernacht(self.begin), middernacht(self.eind + timedelta(days=1))


@dataclass(frozen=True)
class Periode:
    """What is looked at. `vorig` is as long as what has passed of `nu`, so that the two can be compared."""

    sleutel: str
    naam: str
    nu: Tijdvak
    vorig: Tijdvak


def middernacht(dag: date) -> datetime:
    """The begin of this day in the Netherlands."""
    return timezone.make_aware(datetime.combine(dag, time.min))


def keuzes(vandaag: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the periods that can be chosen, grouped for a select."""
    kwartaal = vandaag.year * 4 + (vandaag.month - 1) // 3
    kwartalen = [_kwartaal(nummer) for nummer in range(kwartaal, kwartaal - KWARTALEN, -1)]
    return [
        ("Tot vandaag", [(sleutel, f"Afgelopen {weken} weken") for sleutel, weken in WEKEN.items()]),
        ("Kwartaal", kwartalen),
        ("Jaar", [(str(jaar), str(jaar)) for jaar in range(vandaag.year, vandaag.year - JAREN, -1)]),
    ]


def _kwartaal(nummer: int) -> tuple[str, str]:
    jaar, kwartaal = nummer // 4, nummer % 4 + 1
    return f"{jaar}-k{kwartaal}", f"{kwartaal}e kwartaal {jaar}"


def lees(sleutel: str, vandaag: date) -> Periode:
    """Return the period with this key; the last 13 weeks when there is no such period."""
    if sleutel in WEKEN:
        return _weken(sleutel, vandaag)
    if gevonden := re.fullmatch(r"(\d{4})-k([1-4])", sleutel):
        jaar, kwartaal = int(gevonden[1]), int(gevonden[2])
        return _vast(
            sleutel, _kwartaal(jaar * 4 + kwartaal - 1)[1], date(jaar, kwartaal * 3 - 2, 1), 3, vandaag
        )
    if re.fullmatch(r"\d{4}", sleutel):
        return _vast(sleutel, sleutel, date(int(sleutel), 1, 1), 12, vandaag)
    return _weken(STANDAARD, vandaag)


def _weken(sleutel: str, vandaag: date) -> Periode:
    duur = timedelta(weeks=WEKEN[sleutel])
    begin = vandaag - duur + timedelta(days=1)
    return Periode(
        sleutel,
        f"Afgelopen {WEKEN[sleutel]} weken",
        Tijdvak(begin, vandaag),
        Tijdvak(begin - duur, begin - timedelta(days=1)),
    )


def _vast(sleutel: str, naam: str, begin: date, maanden: int, vandaag: date) -> Periode:
    """A quarter or a year; of one that still runs only what has passed, beside as many days of the one before."""
    eind = _maanden_later(begin, maanden) - timedelta(days=1)
    vorig = _maanden_later(begin, -maanden)
    tot = min(eind, max(vandaag, begin))
    vorig_tot = begin - timedelta(days=1)
    if tot < eind:
        vorig_tot = min(vorig_tot, vorig + (tot - begin))
    return Periode(sleutel, naam, Tijdvak(begin, tot), Tijdvak(vorig, vorig_tot))


def _maanden_later(dag: date, maanden: int) -> date:
    nummer = dag.year * 12 + dag.month - 1 + maanden
    return date(nummer // 12, nummer % 12 + 1, 1)
