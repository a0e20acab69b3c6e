"""What is counted of meetings per area and year: that they were held, never what was said."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models.functions import ExtractYear

from overleggen.models import Overleg
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.meting import Meting, Uitkomst, tel_aantallen


def metingen() -> Iterator[Meting]:
    profiel = actief_profiel()
    if profiel.heeft("overleggen"):
        woorden = profiel.term("overleg")
        yield Meting(
            "overleggen",
            "gehouden",
            f"{woorden.meer.capitalize()} gehouden",
            woorden.meer,
            _gehouden,
            "hoger",
            uitleg="Ook besloten tellen mee: alleen dat ze er waren.",
        )


def _gehouden(sinds: int) -> Iterator[Uitkomst]:
    return tel_aantallen(Overleg.objects.filter(stand__in=Overleg.GEWEEST), ExtractYear("datum"), sinds)
