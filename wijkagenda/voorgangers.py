"""Plans after plans: which ones must be there first, what is carried over, what was promised before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils import timezone

from wijkagenda.models import Plan, Planitem
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.profiel import Profiel, Veld
from wijkwerk.profiel.rijen.plannen import Planvorm, VolgtOp
from wijkwerk.profiel.volgorde import moet_eerst
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied


def vastgesteld_plan(vorm: str, gebied: Gebied) -> Plan | None:
    """The plan of this form that holds in the gebied: its own, else of the nearest one above."""
    return vastgestelde_plannen([vorm], gebied).get(vorm)


def vastgestelde_plannen(vormen: Iterable[str], gebied: Gebied) -> dict[str, Plan]:
    """The same of many forms, in their order, in one query; a form of which nothing holds is left out."""
    vormen = list(dict.fromkeys(vormen))
    rijen = Plan.objects.vastgesteld().in_gebied(gebied).filter(vorm__in=vormen) if vormen else ()
    plannen = {(plan.vorm, plan.gebied_id): plan for plan in rijen}
    dichtbij = {
        vorm: next((plannen[vorm, pk] for pk in reversed(gebied.voorouders) if (vorm, pk) in plannen), None)
        for vorm in vormen
    }
    return {vorm: plan for vorm, plan in dichtbij.items() if plan is not None}


def geldige_voorgangers(vorm: Planvorm, gebied: Gebied) -> dict[str, Plan]:
    """The plans that hold here of the forms that this one follows on, for who asks more than one thing about them; one query."""
    return vastgestelde_plannen((volgt.vorm for volgt in vorm.volgt_op), gebied)


def voorgangers(
    vorm: Planvorm, gebied: Gebied, geldig: Mapping[str, Plan] | None = None
) -> list[tuple[VolgtOp, Plan]]:
    """What the form follows on and is there; no query when it is known what holds (`geldig`)."""
    plannen = geldige_voorgangers(vorm, gebied) if geldig is None else geldig
    return [(volgt, plannen[volgt.vorm]) for volgt in vorm.volgt_op if volgt.vorm in plannen]


def ontbrekende_voorgangers(
    profiel: Profiel, vorm: Planvorm, gebied: Gebied, geldig: Mapping[str, Plan] | None = None
) -> list[Klacht]:
    """Complaints about predecessors that have not been established yet (DHR-62); one query, none where nothing comes first
    or it is known what holds."""
    eerst = [volgt.vorm for volgt in moet_eerst(vorm, profiel.cycli)]
    er_is = vastgestelde_plannen(eerst, gebied) if geldig is None else geldig
    return [
        Klacht(f"Dit kan pas als er is vastgesteld: {profiel.planvorm(sleutel).naam}.", "", vorm.eis)
        for sleutel in eerst
        if sleutel not in er_is
    ]


def over_te_nemen(plan: Plan, vorm: Planvorm) -> list[tuple[Planitem, VolgtOp]]:
    """Items of predecessors that a new plan begins with: of the kinds that `neemt_over` names, of its own years."""
    gevonden: list[tuple[Planitem, VolgtOp]] = []
    for volgt, vorig in voorgangers(vorm, plan.gebied):
        if volgt.vorm == vorm.sleutel:
            continue
        items = vorig.items.opgenomen().voor_lijst().filter(soort__in=volgt.neemt_over)
        gevonden.extend((item, volgt) for item in items if _loopt_in(item, plan) and not is_klaar(item))
    return gevonden


def _loopt_in(item: Planitem, plan: Plan) -> bool:
    """Whether an item with a year is one of the years of the plan (ETL-52)."""
    jaar = (item.velden or {}).get("jaar")
    if not isinstance(jaar, int):
        return True
    return plan.periode_van.year <= jaar <= (plan.periode_tot or plan.periode_van).year


def is_klaar(item: Planitem) -> bool:
    """Whether nothing remains to be done: the afspraak has ended, or it was for a decision and that is taken."""
    if item.afspraak is None:
        return bool(item.plan.planvorm.item(item.soort).besluit) and not zonder_uitkomst(item)
    return item.afspraak.stand in {Afspraak.Stand.KLAAR, Afspraak.Stand.VERVALLEN}


def zonder_uitkomst(item: Planitem) -> list[Veld]:
    """The fields that the decision on the plan fills, and that are empty."""
    besluit = item.plan.planvorm.item(item.soort).besluit
    return [veld for veld in besluit if (item.velden or {}).get(veld.sleutel) in (None, "")]


def doelsoort(vorm: Planvorm, soort: str) -> str:
    """As what an item of another form comes in: the kind of the same key, else the first of the highest kind."""
    sleutels = [item.sleutel for item in vorm.items]
    if soort in sleutels:
        return soort
    return next(item.sleutel for item in vorm.items if item.onder is None)


def eerdere_plannen(plan: Plan, vorm: Planvorm, geldig: Mapping[str, Plan] | None = None) -> list[int]:
    """The plans whose promises are looked at when this one is established: the version before it and its predecessors."""
    ids = [plan.vorige_id] if plan.vorige_id else []
    return [*ids, *(vorig.pk for _, vorig in voorgangers(vorm, plan.gebied, geldig) if vorig.pk not in ids)]


def verlopen_afspraken(
    plan: Plan, vorm: Planvorm, geldig: Mapping[str, Plan] | None = None
) -> Iterable[Afspraak]:
    """Promises that are due: their day has passed, or they have ended."""
    geeindigd = [Afspraak.Stand.KLAAR, Afspraak.Stand.VERVALLEN, Afspraak.Stand.GEWEIGERD]
    van = Q(planitems__plan__in=eerdere_plannen(plan, vorm, geldig)) | Q(planitems__plan=plan)
    verlopen = Q(uiterlijk__lte=timezone.localdate()) | Q(stand__in=geeindigd)
    return Afspraak.objects.filter(van, verlopen).voor_lijst().distinct()
