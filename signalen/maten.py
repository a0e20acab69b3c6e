"""What is counted of signals, spreekuren and initiatieven per area and year, for the figures of the municipality.

Everybody with a role sees those, so what is shielded counts nowhere in them (R08): no subtraction can tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear, TruncDate

from signalen.models import Antwoord, Initiatief, Signaal, Spreekuur
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.meting import Meting, Uitkomst, per_gebied, tel_aantallen, tel_dagen, tel_procent

ZONDER_SCHILD = "Wat afgeschermd is, telt niet mee."


def metingen() -> Iterator[Meting]:
    profiel = actief_profiel()
    if profiel.heeft("signalen"):
        # Of a theme that is shielded nothing may be told; zero would be a lie.
        yield from _signalen({rij.sleutel: rij.naam for rij in profiel.themas if rij.gevoelig != "ja"})
        yield Meting(
            "initiatieven",
            "aantal",
            "Initiatieven van bewoners",
            "initiatieven",
            _initiatieven,
            klein_geheim=True,
            uitleg=ZONDER_SCHILD,
        )
    if profiel.heeft("spreekuren"):
        naam = profiel.term("spreekuur").meer.capitalize()
        yield Meting(
            "spreekuren", "gehouden", f"{naam} gehouden", "spreekuren", _spreekuren_gehouden, "hoger"
        )
        yield Meting(
            "spreekuren",
            "gehouden-en-gepland",
            f"{naam} gehouden en gepland",
            "spreekuren",
            _spreekuren,
            "hoger",
        )


def _signalen(themas: dict[str, str]) -> Iterator[Meting]:
    woorden = actief_profiel().term("signaal")
    naam, eenheid = woorden.meer.capitalize(), woorden.meer
    uitleg = ZONDER_SCHILD
    yield Meting("signalen", "aantal", naam, eenheid, _aantal, klein_geheim=True, uitleg=uitleg)
    yield Meting(
        "signalen", "per-thema", naam, eenheid, _per_thema, klein_geheim=True, delen=themas, uitleg=uitleg
    )
    yield Meting(
        "signalen",
        "doorlooptijd",
        f"Dagen tot een antwoord op {eenheid}",
        "dagen",
        _doorlooptijd,
        "lager",
        is_aantal=False,
        klein_geheim=True,
        uitleg=f"De helft duurde langer. {uitleg}",
    )
    yield Meting(
        "signalen",
        "op-tijd",
        f"Antwoord op {eenheid} op tijd",
        "procent",
        _op_tijd,
        "hoger",
        decimalen=1,
        is_aantal=False,
        klein_geheim=True,
        uitleg=f"Van de antwoorden met een termijn. {uitleg}",
    )


def _open() -> QuerySet[Signaal]:
    return Signaal.objects.exclude(gevoelig="ja")


def _aantal(sinds: int) -> Iterator[Uitkomst]:
    return tel_aantallen(_open(), F("jaar"), sinds)


def _per_thema(sinds: int) -> Iterator[Uitkomst]:
    """One with two themes counts at both; under no theme all together, which is what `aantal` shows."""
    sommen: dict[tuple[int, int, str], int] = {}
    for rij in per_gebied(_open(), F("jaar"), sinds, "themas"):
        for thema in {"", *rij["themas"]}:
            plek = rij["meting_gebied"], rij["meting_jaar"], thema
            sommen[plek] = sommen.get(plek, 0) + rij["meting_aantal"]
    for (gebied, jaar, thema), aantal in sommen.items():
        yield Uitkomst(gebied, jaar, Decimal(aantal), aantal, thema)


def _antwoorden() -> QuerySet[Any]:
    """The first answer to each signal."""
    eerder = Antwoord.objects.filter(signaal=OuterRef("signaal"), pk__lt=OuterRef("pk"))
    rijen = Antwoord.objects.filter(~Exists(eerder)).exclude(signaal__gevoelig="ja")
    return rijen.annotate(plek_gebieden=F("signaal__plek_gebieden"))


def _doorlooptijd(sinds: int) -> Iterator[Uitkomst]:
    duur = ExpressionWrapper(F("gegeven_op") - F("signaal__geregistreerd_op"), output_field=DurationField())
    return tel_dagen(_antwoorden(), ExtractYear("gegeven_op"), sinds, duur)


def _op_tijd(sinds: int) -> Iterator[Uitkomst]:
    op_tijd = Q(uiterlijk__gte=TruncDate("gegeven_op"))
    return tel_procent(_antwoorden().exclude(uiterlijk=None), ExtractYear("gegeven_op"), sinds, op_tijd)


def _initiatieven(sinds: int) -> Iterator[Uitkomst]:
    return tel_aantallen(Initiatief.objects.filter(gevoelig="nee"), ExtractYear("ingediend_op"), sinds)


def _spreekuren_gehouden(sinds: int) -> Iterator[Uitkomst]:
    gehouden = Spreekuur.objects.filter(stand=Spreekuur.Stand.GEHOUDEN)
    return tel_aantallen(gehouden, ExtractYear("begin"), sinds)


def _spreekuren(sinds: int) -> Iterator[Uitkomst]:
    return tel_aantallen(
        Spreekuur.objects.exclude(stand=Spreekuur.Stand.VERVALLEN), ExtractYear("begin"), sinds
    )
