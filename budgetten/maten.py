"""What is counted of budgets per area and year: what there was, and what was spent.

What went to a few is theirs, so that spending of fewer payments than the profile says is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F

from budgetten.models import Jaarbudget
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.meting import Meting, Uitkomst


def metingen() -> Iterator[Meting]:
    profiel = actief_profiel()
    if not profiel.heeft("budgetten"):
        return
    naam = profiel.term("budget").meer.capitalize()
    yield Meting("budgetten", "beschikbaar", f"{naam}: beschikbaar", "euro", _beschikbaar)
    yield Meting(
        "budgetten",
        "besteed",
        f"{naam}: besteed",
        "euro",
        _besteed,
        klein_geheim=True,
        uitleg="Waarvan verantwoording is afgelegd, en wat functies kregen.",
    )


def _beschikbaar(sinds: int) -> Iterator[Uitkomst]:
    sommen: dict[tuple[int, int], tuple[Decimal, int]] = {}
    for plek, jaar, bedrag in Jaarbudget.objects.filter(jaar__gte=sinds).values_list(
        "plek_gebieden", "jaar", "bedrag"
    ):
        for gebied in plek:
            som, n = sommen.get((gebied, jaar), (Decimal(0), 0))
            sommen[gebied, jaar] = som + bedrag, n + 1
    for (gebied, jaar), (som, n) in sommen.items():
        yield Uitkomst(gebied, jaar, som, n)


def _besteed(sinds: int) -> Iterator[Uitkomst]:
    sommen: dict[tuple[int, int], tuple[Decimal, int]] = {}
    rijen = Jaarbudget.objects.filter(jaar__gte=sinds).met_standen().met_keren()
    for plek, jaar, uit, n in rijen.annotate(uit_som=F("besteed") + F("vergoed")).values_list(
        "plek_gebieden", "jaar", "uit_som", "betalingen"
    ):
        for gebied in plek:
            som, aantal = sommen.get((gebied, jaar), (Decimal(0), 0))
            sommen[gebied, jaar] = som + uit, aantal + n
    for (gebied, jaar), (som, aantal) in sommen.items():
        yield Uitkomst(gebied, jaar, som, aantal)
