"""What a budget asks, said beforehand: who decides, what is judged, what can and cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format

from budgetten.geld import euro
from budgetten.planpunten import vormen
from budgetten.regels import oordelen, regels_bij
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import selectornaam
from wijkwerk.profiel.rijen.geld import Besluit, Budget


@dataclass(frozen=True)
class Uitleg:
    feiten: list[tuple[str, str]]
    criteria: list[str]
    # Rules with words of their own: at handing in, at deciding.
    regels: list[str]
    # Whether a topic of a plan must be named.
    moet_plan: bool


def uitleg_van(budget: Budget) -> Uitleg:
    profiel = actief_profiel()
    criteria = [c.naam for regel in oordelen(budget) for c in profiel.oordeel(regel.oordeel).criteria]
    plannen = [vorm.naam for vorm in profiel.planvormen if vorm.sleutel in vormen(budget)]
    bronnen = [
        regel for regel in regels_bij(budget, "indienen") if regel.soort == "bron" and regel.aard == "hard"
    ]
    feiten = [
        ("Onderdeel van", budget.programma),
        ("Geldt vanaf", date_format(budget.geldig_vanaf) if budget.geldig_vanaf else ""),
        ("Waarvoor", ", ".join(budget.categorieen)),
        ("Niet voor", ", ".join(budget.uitgesloten)),
        ("Ten minste", euro(budget.minimum)),
        ("Hoogstens", euro(budget.maximum)),
        ("Hoort bij", " of ".join(plannen)),
        ("Wie besluit", _wie_besluit(budget)),
        ("Wat overblijft", meenemen(budget)),
    ]
    namen = [
        regel.zegt or regel.naam
        for stap in ("indienen", "toekennen", "verantwoorden")
        for regel in regels_bij(budget, stap)
        if (regel.zegt or regel.naam) and regel.soort not in {"beoordeeld", "nooit_door", "meldt"}
    ]
    return Uitleg(feiten, criteria, list(dict.fromkeys(namen)), bool(bronnen))


def meenemen(budget: Budget) -> str:
    """How long what is left may be saved; nothing where the profile does not say."""
    if budget.meenemen is None:
        return ""
    if budget.meenemen == 0:
        return "gaat niet mee naar het volgende jaar"
    return f"mag {budget.meenemen} jaar mee"


def _wie_besluit(budget: Budget) -> str:
    if budget.besluit:
        return "; ".join(_besluit(rij, budget) for rij in budget.besluit)
    rollen = [rol.naam for rol in actief_profiel().rollen if Recht.BUDGET_BESLUITEN in rol.mag]
    return " of ".join(rollen)


def _besluit(rij: Besluit, budget: Budget) -> str:
    profiel = actief_profiel()
    wie = " of ".join(
        selectornaam(een, profiel)
        for selector in rij.door
        for een in (budget.houder if selector.soort == "houder" else (selector,))
    )
    tot = f" (tot en met {euro(rij.tot)})" if rij.tot is not None else ""
    soort = f" voor {rij.categorie}" if rij.categorie else ""
    return f"{wie}{soort}{tot}"
