"""What is counted of the register per area and year; nothing of what is shielded or was said behind closed doors."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import ExtractYear

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.meting import Meting, Uitkomst, tel_aantallen, tel_dagen, tel_procent

UITLEG = "Wat afgeschermd of besloten is, telt niet mee."


def metingen() -> Iterator[Meting]:
    yield Meting("afspraken", "aantal", "Afspraken gemaakt", "afspraken", _aantal, uitleg=UITLEG)
    yield Meting(
        "afspraken",
        "nagekomen",
        "Afspraken nagekomen",
        "procent",
        _nagekomen,
        "hoger",
        decimalen=1,
        is_aantal=False,
        klein_geheim=True,
        uitleg=f"Van de afspraken waarover is geoordeeld. {UITLEG}",
    )
    yield Meting(
        "afspraken",
        "doorlooptijd",
        "Dagen tot een afspraak klaar is",
        "dagen",
        _doorlooptijd,
        "lager",
        is_aantal=False,
        klein_geheim=True,
        uitleg=f"De helft duurde langer. {UITLEG}",
    )


def _open() -> QuerySet[Afspraak]:
    return Afspraak.objects.filter(gevoelig="nee", besloten=False)


def _aantal(sinds: int) -> Iterator[Uitkomst]:
    return tel_aantallen(_open(), ExtractYear("gevraagd_op"), sinds)


def _nagekomen(sinds: int) -> Iterator[Uitkomst]:
    beoordeeld = _open().exclude(nagekomen="")
    return tel_procent(beoordeeld, ExtractYear("nagekomen_op"), sinds, Q(nagekomen=Afspraak.Nagekomen.JA))


def _doorlooptijd(sinds: int) -> Iterator[Uitkomst]:
    duur = ExpressionWrapper(F("klaar_op") - F("gevraagd_op"), output_field=DurationField())
    klaar = _open().filter(stand=Afspraak.Stand.KLAAR)
    return tel_dagen(klaar, ExtractYear("klaar_op"), sinds, duur)
