"""Ranking items of a kind that the form wants ranked: the order is the priority (OIJ-33)."""

from __future__ import annotations

from django.db import transaction

from wijkagenda.acties.begin import begin
from wijkagenda.models import Planitem
from wijkagenda.nummers import hernummer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht


@transaction.atomic
def verplaats(*, item: Planitem, omhoog: bool, door: Gebruiker) -> Planitem:
    """One place up or down among the items of its kind; by who writes the plan, as long as it is written in. At the end
    it stays. Raises StapGeweigerd for a kind that is not ranked, or what was left out."""
    soort = item.plan.planvorm.item(item.soort)
    klachten = [] if soort.gerangschikt else [Klacht(f"{soort.naam} heeft geen volgorde van belang.")]
    plan, _ = begin("bewerken", item.plan, door, ook=klachten)
    alle = list(plan.items.select_for_update(of=("self",)).order_by("volgorde", "pk"))
    mee = [rij for rij in alle if rij.soort == item.soort and rij.stand != Planitem.Stand.WEGGELATEN]
    plek = next((nummer for nummer, rij in enumerate(mee) if rij.pk == item.pk), None)
    ander = None if plek is None else plek + (-1 if omhoog else 1)
    if plek is None or ander is None or not 0 <= ander < len(mee):
        return item
    # The same places of the plan, in the new order: other kinds stay where they are.
    plekken = [alle.index(rij) for rij in mee]
    mee[plek], mee[ander] = mee[ander], mee[plek]
    for nummer, rij in zip(plekken, mee, strict=True):
        alle[nummer] = rij
    for nummer, rij in enumerate(alle, start=1):
        rij.volgorde = nummer
    Planitem.objects.bulk_update(alle, ["volgorde"])
    noteer(
        door=door,
        stap="planitem.rangschikken",
        ding=item,
        gegevens={"van": plek + 1, "naar": ander + 1},
    )
    hernummer(plan)
    return item
