"""Who decides on one request, and for which bodies this person can record what they decided."""

from __future__ import annotations

from dataclasses import dataclass

from budgetten.acties.gemeen import mag_beheren
from budgetten.models import Budgetaanvraag
from budgetten.regels import onderwerp
from budgetten.zicht import SAMEN, besluiters
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, verbod
from wijkwerk.gebruikers.wie import Wie, is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import selector_naam


@dataclass(frozen=True)
class Orgaan:
    """A body that decides on this amount, and whether this person is it or records what it decided."""

    sleutel: str
    naam: str
    zelf: bool


def genoemd(aanvraag: Budgetaanvraag) -> Wie:
    """Who decides on the amount that is asked; where the profile has no row for it, every role with the right."""
    wie = besluiters(aanvraag.rij, aanvraag.bedrag, aanvraag.categorie)
    if wie or aanvraag.rij.besluit:
        return wie
    rollen = [rol for rol in actief_profiel().rollen if Recht.BUDGET_BESLUITEN in rol.mag]
    return tuple(Selector("rol", rol.sleutel) for rol in rollen)


def namen(aanvraag: Budgetaanvraag) -> str:
    ding = onderwerp(aanvraag)
    return " of ".join(selector_naam(selector, ding) for selector in genoemd(aanvraag)) or "niemand"


def organen_voor(aanvraag: Budgetaanvraag, door: Gebruiker) -> list[Orgaan]:
    """For which bodies this person decides. Who manages the budget records what the bestuur or a meeting decided."""
    plek = aanvraag.plek()
    if verbod(door, Recht.BUDGET_BESLUITEN, plek):
        return []
    ding, beheerder = onderwerp(aanvraag), mag_beheren(aanvraag, door)
    gevonden = []
    for selector in genoemd(aanvraag):
        zelf = is_een(door, (selector,), plek)
        if zelf or (beheerder and _op_papier(selector)):
            gevonden.append(Orgaan(str(selector), selector_naam(selector, ding), zelf))
    return gevonden


def _op_papier(selector: Selector) -> bool:
    if selector.soort in SAMEN:
        return True
    return selector.soort == "rol" and actief_profiel().rol(selector.waarde).kant == "bestuur"
