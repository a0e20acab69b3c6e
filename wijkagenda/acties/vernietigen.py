"""Emptying a plan by an approved list: the row stays as a stone, so that what points at it still leads somewhere."""

from __future__ import annotations

from django.utils import timezone

from wijkagenda.models import Plan, Planitem
from wijkwerk.afspraken.service import ruim_ongebruikte_op
from wijkwerk.publicatie.vernietigen import WEG
from wijkwerk.regels.models import Beoordeling, Besluit, Instemming, Vernietigingsregel


def vernietig_plan(*, plan: Plan, regel: Vernietigingsregel) -> None:
    """Inside a transaction that holds the plan; the database refuses when the row of the list does not allow it."""
    items = list(plan.items.values_list("pk", flat=True))
    afspraken = list(plan.items.exclude(afspraak=None).values_list("afspraak", flat=True))
    for soort, ids in (("plan", [plan.pk]), ("planitem", items)):
        for model in (Beoordeling, Instemming):
            model.objects.filter(object_soort=soort, object_id__in=ids).delete()
        Besluit.objects.filter(object_soort=soort, object_id__in=ids).update(toelichting="")
    Planitem.objects.filter(overgenomen_van__plan=plan).update(overgenomen_van=None)
    for rijen in (plan.items, plan.secties, plan.bronnen, plan.bijdragen, plan.niet_nu):
        rijen.all().delete()
    # What an earlier version promised, already destroyed, was kept for this one.
    plannen = {plan.pk, *Plan.objects.exclude(vernietigd_op=None).values_list("pk", flat=True)}
    ruim_ongebruikte_op(
        afspraken, bronnen={"plan": plannen, "planitem": items}, door=regel.lijst.besloten_door
    )
    plan.titel = f"{plan.planvorm.naam}, versie {plan.nummer}"
    plan.samenvatting, plan.velden, plan.stand = "", {}, Plan.Stand.VERVANGEN
    plan.vernietigd_op, plan.vernietigd_met = timezone.now(), regel
    plan.save(update_fields=["titel", "samenvatting", "velden", "stand", "vernietigd_op", "vernietigd_met"])
    # After the plan: the trigger asks whether that is destroyed.
    for rapport in plan.rapporten.all():
        rapport.inhoud, rapport.ingetrokken_reden = {}, WEG if rapport.ingetrokken_reden else ""
        rapport.save(update_fields=["inhoud", "ingetrokken_reden"])
