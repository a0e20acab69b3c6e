"""Who handles a budget by a right or because the profile names them, and what each person sees."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F, Func, Q

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik, mag, verbod
from wijkwerk.gebruikers.rollen import Plek, Vervulling
from wijkwerk.gebruikers.wie import Wie, heet, is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied

# Who decides on money or manages it reads every request there.
KIJKERS = (Recht.BUDGET_BESLUITEN, Recht.BUDGET_BEHEREN, Recht.BUDGET_KADERS)
# Bodies that decide together, not as a person at a screen.
SAMEN = frozenset({"overleg", "peiling"})


def besluiters(budget: Budget, bedrag: Decimal | None = None, categorie: str = "") -> Wie:
    """Who decides on this amount: the first row that fits. Without an amount everybody who decides on any.

    Empty: no row fits. Without any row the profile says nothing of it, and it is who has the right; else nobody.
    """
    passend = [
        rij
        for rij in budget.besluit
        if bedrag is None
        or ((rij.tot is None or bedrag <= rij.tot) and (rij.categorie is None or rij.categorie == categorie))
    ]
    rijen = passend if bedrag is None else passend[:1]
    return tuple(
        dict.fromkeys(
            wie
            for rij in rijen
            for selector in rij.door
            for wie in (budget.houder if selector.soort == "houder" else (selector,))
        )
    )


def beheert(gebruiker: Gebruiker, budget: Budget, plek: Plek) -> bool:
    """Whether this person enters the amounts and settles: a right, or named in `beheer`."""
    if verbod(gebruiker, Recht.BUDGET_BEHEREN, plek):
        return False
    return (
        mag(gebruiker, Recht.BUDGET_BEHEREN, plek)
        or mag(gebruiker, Recht.BUDGET_KADERS, plek)
        or is_een(gebruiker, budget.beheer, plek)
    )


def behandelt(gebruiker: Gebruiker, budget: Budget, plek: Plek) -> bool:
    """Whether this person reads and judges requests there: who decides on any, and who manages."""
    if beheert(gebruiker, budget, plek):
        return True
    if verbod(gebruiker, Recht.BUDGET_BESLUITEN, plek):
        return False
    return mag(gebruiker, Recht.BUDGET_BESLUITEN, plek) or is_een(gebruiker, besluiters(budget), plek)


def genoemd_in(gebruiker: Gebruiker) -> dict[Vervulling, list[str]]:
    """Per role of this person the budgets that name it."""
    gevonden: dict[Vervulling, list[str]] = {}
    for budget in actief_profiel().budgetten:
        wie = (*budget.beheer, *besluiters(budget))
        for vervulling in gebruiker.vervullingen:
            if any(heet(vervulling, selector) for selector in wie):
                gevonden.setdefault(vervulling, []).append(budget.sleutel)
    return gevonden


def _waar(vervulling: Vervulling) -> Q:
    """Where a role reaches, as `Vervulling.geldt_in` says for one thing."""
    if vervulling.rol.bereik == "gemeente":
        return Q(pk__isnull=False)
    if vervulling.rol.bereik == "gebied":
        return Q(plek_gebieden__overlap=[vervulling.gebied_id])
    thuis = Q(plek_gebieden__overlap=sorted(vervulling.partij_gebieden)) | Q(
        plek_partijen__overlap=[vervulling.partij_id]
    )
    return thuis & Q(plek_gebieden__overlap=[vervulling.gebied_id]) if vervulling.gebied_id else thuis


def behandelaars_q(gebruiker: Gebruiker) -> Q:
    """What this person handles, by a right or by name. Never an empty condition: OR would drop it."""
    q = Q(pk__in=[])
    for recht in KIJKERS:
        q |= bereik(gebruiker, recht).q()
    genoemd = Q(pk__in=[])
    for vervulling, budgetten in genoemd_in(gebruiker).items():
        genoemd |= Q(budget__in=budgetten) & _waar(vervulling)
    return q | genoemd


def _boven_q(gebruiker: Gebruiker) -> Q:
    """The common amount of an area above the one where this person handles the budget: it pays for theirs too (ETL-41).

    Of it they see the figures; the requests of other areas stay out of sight.
    """
    q = Q(pk__in=[])
    for recht in KIJKERS:
        q |= _gebieden_boven(bereik(gebruiker, recht).gebieden)
    for vervulling, budgetten in genoemd_in(gebruiker).items():
        if vervulling.rol.bereik == "gebied" and vervulling.gebied_id:
            q |= Q(budget__in=budgetten) & _gebieden_boven({vervulling.gebied_id})
    return q & Q(partij=None)


def _gebieden_boven(gebieden: Iterable[int]) -> Q:
    rijen = Gebied.objects.filter(pk__in=sorted(gebieden))
    return Q(gebied__in=rijen.annotate(boven=Func(F("voorouders"), function="unnest")).values("boven"))


def eigen_partijen(gebruiker: Gebruiker) -> set[int]:
    return {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None and v.is_buiten}


def aanvraag_q(gebruiker: Gebruiker) -> Q:
    q = behandelaars_q(gebruiker) | Q(aanvrager=gebruiker)
    partijen = eigen_partijen(gebruiker)
    return q | Q(partij__in=sorted(partijen)) if partijen else q


def pot_q(gebruiker: Gebruiker) -> Q:
    """Who handles it or publishes there; who may ask sees what is of the area, and what is of the own party."""
    q = behandelaars_q(gebruiker) | _boven_q(gebruiker) | bereik(gebruiker, Recht.PUBLICATIE_PLAATSEN).q()
    q |= Q(partij=None) & bereik(gebruiker, Recht.BUDGET_AANVRAGEN).q()
    partijen = eigen_partijen(gebruiker)
    return q | Q(partij__in=sorted(partijen)) if partijen else q
