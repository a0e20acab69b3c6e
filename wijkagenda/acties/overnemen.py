"""What a new plan begins with: items of its predecessors, and the text and open items of the version before."""

from __future__ import annotations

from typing import Any

from wijkagenda.models import Doelmeting, Herkomst, Plan, Planitem, Plansectie
from wijkagenda.nummers import hernummer
from wijkagenda.plek import werk_plek_bij
from wijkagenda.voorgangers import doelsoort, is_klaar, over_te_nemen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.regels.models import Beoordeling, Instemming


def neem_over(plan: Plan, vorm: Planvorm, door: Gebruiker, *, vorige_over: bool) -> None:
    """Fill a plan that was just started. What comes from elsewhere must still be taken up or left out (ETL-52)."""
    if plan.vorige is not None and vorige_over:
        _van_vorige(plan, plan.vorige, vorm, door)
    if vorm.items:
        for item, volgt in over_te_nemen(plan, vorm):
            kopie = _kopieer(item, plan, doelsoort(vorm, item.soort), door, None)
            if kopie is not None:
                Herkomst.objects.create(
                    planitem=kopie,
                    soort=volgt.vorm,
                    object_soort="planitem",
                    object_id=item.pk,
                    tekst=f"{item.plan.titel}, {item.nummer}".rstrip(", "),
                )
    werk_plek_bij(plan)
    hernummer(plan)


def _van_vorige(plan: Plan, vorige: Plan, vorm: Planvorm, door: Gebruiker) -> None:
    """The version before: its text, its fields, and what is not done yet, as far as the form still knows the kind."""
    plan.samenvatting, plan.velden = vorige.samenvatting, vorige.velden
    plan.save(update_fields=["samenvatting", "velden"])
    secties = {sectie.sleutel for sectie in vorm.secties}
    Plansectie.objects.bulk_create(
        Plansectie(
            plan=plan, sleutel=sectie.sleutel, tekst=sectie.tekst, velden=sectie.velden, gewijzigd_door=door
        )
        for sectie in vorige.secties.filter(sleutel__in=secties)
    )
    soorten = {item.sleutel for item in vorm.items}
    nieuw: dict[int, Planitem] = {}
    rijen = [item for item in vorige.items.opgenomen().voor_lijst() if item.soort in soorten]
    for item in sorted(rijen, key=lambda rij: (rij.ouder_id is not None, rij.volgorde, rij.pk)):
        if is_klaar(item):
            continue
        kopie = _kopieer(item, plan, item.soort, door, nieuw.get(item.ouder_id or 0))
        if kopie is None:
            continue
        nieuw[item.pk] = kopie
        for herkomst in item.herkomsten.all():
            herkomst.pk, herkomst.client_id, herkomst.planitem = None, None, kopie
            herkomst.save()
        _neem_oordelen_over(item, kopie)
        _neem_onderbouwing_over(item, kopie)


def _kopieer(
    item: Planitem, plan: Plan, soort: str, door: Gebruiker, ouder: Planitem | None
) -> Planitem | None:
    """A row that carries the item on: the same spoor, the same afspraak. None when it is there already."""
    if plan.items.filter(spoor=item.spoor).exists():
        return None
    kopie = Planitem(
        plan=plan,
        soort=soort,
        spoor=item.spoor,
        ouder=ouder,
        volgorde=item.volgorde,
        titel=item.titel,
        thema=item.thema,
        velden=_zonder_besluit(item),
        einddatum=item.uiterlijk,
        afspraak=item.afspraak,
        overgenomen_van=item,
        gemaakt_door=door,
    )
    kopie.houder = item.trekker
    kopie.save()
    kopie.gebieden.set(item.gebieden.all())
    kopie.partijen.set(item.partijen.all())
    noteer(door=door, stap="planitem.toevoegen", ding=kopie, gegevens={"overgenomen_van": item.pk})
    return kopie


def _zonder_besluit(item: Planitem) -> dict[str, Any]:
    """What was decided then is not decided now."""
    besluit = {veld.sleutel for veld in item.plan.planvorm.item(item.soort).besluit}
    return {naam: waarde for naam, waarde in (item.velden or {}).items() if naam not in besluit}


def _neem_onderbouwing_over(oud: Planitem, nieuw: Planitem) -> None:
    """Figures and stories of then, each with its own date, and the figure a goal moves with its start. What people said of
    a finding was about the plan of then."""
    for bron in oud.bronnen.all():
        bron.pk, bron.client_id, bron.plan, bron.planitem = None, None, nieuw.plan, nieuw
        bron.save(force_insert=True)
    for meting in Doelmeting.objects.filter(planitem=oud):
        meting.pk, meting.planitem = None, nieuw
        meting.save(force_insert=True)


def _neem_oordelen_over(oud: Planitem, nieuw: Planitem) -> None:
    """What was judged and agreed on about the item still holds."""
    for soort in (Beoordeling, Instemming):
        for rij in soort.objects.bij(oud):
            rij.pk, rij.object_id = None, nieuw.pk
            rij.save(force_insert=True)
