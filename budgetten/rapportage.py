"""What budgets tell in a report: what there was, what was awarded and what was spent. Never who asked."""

from __future__ import annotations

from decimal import Decimal

from budgetten.models import Jaarbudget
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel

KOLOMMEN = (
    Kolom("Bedrag", "bedrag"),
    Kolom("Toekenningen", klein=True),
    Kolom("Toegekend", "bedrag", over="Toekenningen"),
    Kolom("Over", "bedrag", over="Toekenningen"),
    # What was paid was awarded: an amount paid says at least how much was awarded there.
    Kolom("Betalingen", klein=True, met="Toekenningen"),
    Kolom("Uitgegeven", "bedrag", over="Betalingen"),
)
UITLEG = "Een toekenning is een aanvraag die geld kreeg, of wat een functie krijgt. Van een paar staat er geen bedrag: dat is van hen."


@onderdeel(besloten="")
def budgetten(vraag: Vraag) -> list[Telling]:
    """A table for each budget of the profile that had money in these years. One query.

    What went to a few is theirs: the figure `besteed` (`budgetten.maten`) does not tell it either.
    """
    potten = (
        Jaarbudget.objects.filter(jaar__range=(vraag.van.year, vraag.tot.year))
        .met_standen()
        .met_keren()
        .voor_lijst()
    )
    per_budget: dict[str, list[Jaarbudget]] = {}
    for pot in potten:
        per_budget.setdefault(pot.budget, []).append(pot)
    return [
        Telling(
            rij.naam,
            KOLOMMEN,
            (*map(_regel, rijen), _samen(rijen)) if len(rijen) > 1 else tuple(map(_regel, rijen)),
            bron="Bedragen in Wijkwerk.",
            kop="Van",
            uitleg=UITLEG,
        )
        for rij in actief_profiel().budgetten
        if (rijen := per_budget.get(rij.sleutel))
    ] or [Telling("Budgetten", KOLOMMEN, (), bron="Bedragen in Wijkwerk.", kop="Van")]


def _regel(pot: Jaarbudget) -> Regel:
    return Regel(f"{pot.van}, {pot.jaar}", tuple(map(Cel.van, _getallen(pot))))


def _getallen(pot: Jaarbudget) -> tuple[Decimal, ...]:
    """In the order of the columns."""
    toekenningen, betalingen = pot.keren
    return pot.bedrag, Decimal(toekenningen), pot.vast, pot.over, Decimal(betalingen), pot.uit


def _samen(potten: list[Jaarbudget]) -> Regel:
    kolommen = zip(*map(_getallen, potten), strict=True)
    return Regel("Samen", tuple(Cel.van(sum(kolom, Decimal(0))) for kolom in kolommen), samen=True)
