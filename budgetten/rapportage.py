"""What budgets tell in a report: what there was, what was awarded and what was spent. Never who asked."""

from __future__ import annotations

from decimal import Decimal

from budgetten.models import Jaarbudget
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel

KOLOMMEN = tuple(Kolom(naam, "bedrag") for naam in ("Bedrag", "Toegekend", "Uitgegeven", "Over"))


@onderdeel(besloten="")
def budgetten(vraag: Vraag) -> list[Telling]:
    """A table for each budget of the profile that had money in these years. One query."""
    potten = (
        Jaarbudget.objects.filter(jaar__range=(vraag.van.year, vraag.tot.year)).met_standen().voor_lijst()
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
        )
        for rij in actief_profiel().budgetten
        if (rijen := per_budget.get(rij.sleutel))
    ] or [Telling("Budgetten", KOLOMMEN, (), bron="Bedragen in Wijkwerk.", kop="Van")]


def _regel(pot: Jaarbudget) -> Regel:
    bedragen = (pot.bedrag, pot.vast, pot.uit, pot.over)
    return Regel(f"{pot.van}, {pot.jaar}", tuple(map(Cel.van, bedragen)))


def _samen(potten: list[Jaarbudget]) -> Regel:
    bedragen = [(pot.bedrag, pot.vast, pot.uit, pot.over) for pot in potten]
    return Regel(
        "Samen", tuple(Cel.van(sum(kolom, Decimal(0))) for kolom in zip(*bedragen, strict=True)), samen=True
    )
