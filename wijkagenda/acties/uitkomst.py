"""What came out of a point of a plan that was put for discussion or decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wijkagenda import velden
from wijkagenda.acties.begin import Tekstconflict, vergrendel
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp_item
from wijkagenda.stroom import PLANITEM
from wijkagenda.toestemming import toestemming
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, eis_stap


@transaction.atomic
def leg_uitkomst_vast(
    *, item: Planitem, waarden: Mapping[str, Any], versie: int, door: Gebruiker
) -> Planitem:
    """Fill the fields that the form keeps for the decision (`besluit` of the kind of item); all of them.

    It is done by who records the decision on the plan, until the plan is established. Raises Tekstconflict after
    somebody else.
    """
    plan = vergrendel(item.plan)
    item = plan.items.select_for_update(of=("self",)).get(pk=item.pk)
    item.plan = plan
    besluit = plan.planvorm.item(item.soort).besluit
    ook = [
        Klacht(f"Vul in: {veld.naam}.", veld.sleutel)
        for veld in besluit
        if waarden.get(veld.sleutel) in (None, "") or not str(waarden[veld.sleutel]).strip()
    ]
    if not besluit:
        ook.append(Klacht("Bij dit soort punt hoort geen uitkomst."))
    if plan.stand not in Plan.IN_DE_MAAK:
        ook.append(Klacht("Dit plan staat vast.", "stand"))
    eis_stap(
        PLANITEM["uitkomst"],
        onderwerp_item(item, plan=plan),
        door,
        stand=item.stand,
        toestemming=toestemming("besluiten", plan, door),
        ook=ook,
    )
    gevraagd = velden.als_json({veld.sleutel: waarden[veld.sleutel] for veld in besluit})
    if item.versie != versie:
        raise Tekstconflict({naam: (item.velden or {}).get(naam, "") for naam in gevraagd}, gevraagd)
    item.velden = {**(item.velden or {}), **gevraagd}
    item.versie += 1
    item.save(update_fields=["velden", "versie"])
    noteer(door=door, stap="planitem.uitkomst", ding=item)
    return item
