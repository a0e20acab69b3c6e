"""Items: add them, change them, take them up or leave them out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from wijkagenda.acties.begin import Tekstconflict, vergrendel
from wijkagenda.acties.belofte import belofte, laat_akkoord_vervallen, vraag_trekker_opnieuw
from wijkagenda.acties.oordelen import open_voor_bewerken
from wijkagenda.acties.vragen import vraag_akkoord_over
from wijkagenda.models import Herkomst, Plan, Planitem
from wijkagenda.nummers import hernummer
from wijkagenda.plek import werk_plek_bij
from wijkagenda.regels import onderwerp_item
from wijkagenda.stroom import PLANITEM
from wijkagenda.toestemming import toestemming
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Klacht, Uitkomst, eis_stap, houder_sleutel
from wijkwerk.wijken.models import Gebied, Partij


@dataclass(frozen=True)
class Afkomst:
    """Where an item comes from; with `ding` when that is a thing of ours."""

    soort: str
    tekst: str
    object_soort: str = ""
    object_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Itemgegevens:
    """The content of an item, as a form gives it."""

    titel: str
    velden: dict[str, Any] = field(default_factory=dict)
    trekker: Houder | None = None
    einddatum: date | None = None
    thema: str = ""
    gebieden: Collection[Gebied] = ()
    partijen: Collection[Partij] = ()
    # The findings of an earlier plan that a goal rests on; None leaves them as they are.
    bevindingen: Collection[Planitem] | None = None


@transaction.atomic
def voeg_toe(
    *,
    plan: Plan,
    soort: str,
    gegevens: Itemgegevens,
    door: Gebruiker,
    ouder: Planitem | None = None,
    herkomsten: Iterable[Afkomst] = (),
    afspraak: Afspraak | None = None,
) -> Planitem:
    """Add an item of a kind of the form (KeyError for another). With `afspraak` it links to the register, never copies.

    Raises StapGeweigerd for a shielded afspraak, an item without its parent, or an afspraak that is on this plan already.
    """
    plan = vergrendel(plan)
    itemsoort = plan.planvorm.item(soort)
    item = Planitem(plan=plan, soort=soort, ouder=ouder, afspraak=afspraak, gemaakt_door=door)
    vul(item, gegevens)
    ook = [*open_voor_bewerken(plan), *_klachten(item, itemsoort.onder, ouder, afspraak)]
    eis_stap(
        PLANITEM["toevoegen"],
        onderwerp_item(item, plan=plan),
        door,
        stand="",
        toestemming=toestemming("bewerken", plan, door),
        ook=ook,
    )
    return bewaar_nieuw(item, gegevens, herkomsten, door)


def bewaar_nieuw(
    item: Planitem, gegevens: Itemgegevens, herkomsten: Iterable[Afkomst], door: Gebruiker
) -> Planitem:
    """Save a filled item that the step allowed, with all that hangs on it. The plan is locked by the caller."""
    plan = item.plan
    item.volgorde = (plan.items.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
    item.save()
    item.gebieden.set(gegevens.gebieden)
    item.partijen.set(gegevens.partijen)
    Herkomst.objects.bulk_create(
        Herkomst(
            planitem=item, soort=h.soort, tekst=h.tekst, object_soort=h.object_soort, object_id=h.object_id
        )
        for h in herkomsten
    )
    _zet_bevindingen(item, gegevens.bevindingen)
    noteer(door=door, stap="planitem.toevoegen", ding=item, gegevens={"plan": plan.pk, "soort": item.soort})
    werk_plek_bij(plan)
    _vraag_trekker(item, door)
    vraag_trekker_opnieuw(item, door)
    hernummer(plan)
    item.refresh_from_db(fields=["nummer"])
    return item


def _zet_bevindingen(item: Planitem, bevindingen: Collection[Planitem] | None) -> None:
    """A finding that a goal rests on is one of its origins (DHR-57, DHR-58); other origins stay."""
    if bevindingen is None:
        return
    gekozen = {rij.pk: rij for rij in bevindingen}
    er_zijn = {
        herkomst.object_id: herkomst
        for herkomst in item.herkomsten.filter(object_soort="planitem")
        if herkomst.object_id is not None
    }
    for rij in Planitem.objects.filter(pk__in=er_zijn).exclude(pk__in=gekozen).select_related("plan"):
        if rij.plan.planvorm.item(rij.soort).aard == "bevinding":
            er_zijn[rij.pk].delete()
    for pk, rij in gekozen.items():
        if pk not in er_zijn:
            Herkomst.objects.create(
                planitem=item,
                soort=rij.plan.vorm,
                tekst=f"{rij.plan.titel}: {rij.titel}"[:300],
                object_soort="planitem",
                object_id=pk,
            )


def _klachten(
    item: Planitem, onder: str | None, ouder: Planitem | None, afspraak: Afspraak | None
) -> list[Klacht]:
    klachten = [] if item.titel.strip() else [Klacht("Vul in waar het over gaat.", "titel")]
    if onder and (ouder is None or ouder.soort != onder or ouder.plan_id != item.plan_id):
        klachten.append(Klacht(f"Kies waar dit onder valt: {item.plan.planvorm.item(onder).naam}.", "ouder"))
    if afspraak is not None and afspraak.gevoelig != "nee":
        klachten.append(
            Klacht("Een afgeschermde afspraak komt niet op een plan dat anderen lezen.", "afspraak")
        )
    if afspraak is not None and item.plan.items.niet_weggelaten().filter(afspraak=afspraak).exists():
        klachten.append(Klacht("Deze afspraak staat al in dit plan.", "afspraak"))
    return klachten


def vul(item: Planitem, gegevens: Itemgegevens) -> None:
    item.titel = gegevens.titel.strip()
    item.velden = {**(item.velden or {}), **gegevens.velden}
    item.thema = gegevens.thema
    if item.afspraak is None:
        item.houder = gegevens.trekker
        item.einddatum = gegevens.einddatum
    else:
        item.houder = item.afspraak.houder
        item.einddatum = item.afspraak.uiterlijk


@transaction.atomic
def wijzig(
    *, item: Planitem, gegevens: Itemgegevens, versie: int, door: Gebruiker, ouder: Planitem | None = None
) -> Planitem:
    """Change an item that is not left out. Who agreed to it is asked again when it promises something else.

    Raises Tekstconflict after somebody else.

    A topic that stands on the plan of another area too has one trekker and one last day (ETL-07): they change there as well.
    """
    elders = _elders(item)
    item, plan, _ = _begin("wijzigen", item, door, ook=_klachten_over_trekker(item, gegevens.trekker))
    if item.versie != versie:
        raise Tekstconflict(
            {"titel": item.titel, **item.velden}, {"titel": gegevens.titel, **gegevens.velden}
        )
    eerst = belofte(item)
    vul(item, gegevens)
    if plan.planvorm.item(item.soort).onder and ouder is not None:
        item.ouder = ouder
    item.versie += 1
    item.save()
    item.gebieden.set(gegevens.gebieden)
    item.partijen.set(gegevens.partijen)
    _zet_bevindingen(item, gegevens.bevindingen)
    _na_wijziging(item, eerst, door)
    hernummer(plan)
    for ander in elders:
        _volg(ander, item, door)
    return item


def _elders(item: Planitem) -> list[Planitem]:
    """The same topic on plans of other areas that can still be written in.

    Locks those plans together with its own, in the order of their ids, so that two who change it never wait for each other.
    """
    anderen = Planitem.objects.niet_weggelaten().filter(
        spoor=item.spoor, afspraak=None, plan__stand__in=Plan.BEWERKBAAR
    )
    plannen = {*anderen.values_list("plan", flat=True), item.plan_id}
    list(Plan.objects.select_for_update(of=("self",)).filter(pk__in=plannen).order_by("pk"))
    return list(anderen.exclude(plan__gebied=item.plan.gebied_id).voor_lijst().select_related("plan__gebied"))


def _klachten_over_trekker(item: Planitem, trekker: Houder | None) -> list[Klacht]:
    """What a plan of another area promised already cannot have another trekker here (ETL-07)."""
    if item.afspraak_id is not None:
        return []
    elders = Planitem.objects.opgenomen().filter(spoor=item.spoor, afspraak__isnull=False)
    for rij in elders.exclude(plan__gebied=item.plan.gebied_id).voor_lijst().select_related("plan__gebied"):
        if rij.afspraak and rij.afspraak.is_open and rij.afspraak.houder != trekker:
            wie = rij.afspraak.houder.functie() if rij.afspraak.houder else "een ander"
            return [Klacht(f"{rij.plan.gebied} heeft dit al vastgesteld, met {wie} als trekker.", "trekker")]
    return []


def _volg(ander: Planitem, item: Planitem, door: Gebruiker) -> None:
    """Give the same topic elsewhere the trekker and the day that it has here."""
    if (ander.houder, ander.einddatum) == (item.houder, item.einddatum):
        return
    eerst = belofte(ander)
    ander.houder, ander.einddatum = item.houder, item.einddatum
    ander.versie += 1
    ander.save()
    _na_wijziging(ander, eerst, door, {"volgt": item.pk})


def _na_wijziging(
    item: Planitem, eerst: tuple[Any, ...], door: Gebruiker, gegevens: dict[str, Any] | None = None
) -> None:
    """Note it, and ask again who agreed to what it promised before (`eerst`)."""
    vervallen = laat_akkoord_vervallen(item, eerst)
    meer = {"vervallen": vervallen} if vervallen else {}
    noteer(door=door, stap="planitem.wijzigen", ding=item, gegevens={**(gegevens or {}), **meer})
    werk_plek_bij(item.plan)
    _vraag_trekker(item, door, zelf=vervallen)
    if belofte(item) != eerst:
        vraag_trekker_opnieuw(item, door)


def _vraag_trekker(item: Planitem, door: Gebruiker, zelf: Collection[str] = ()) -> None:
    """Ask the trekker where the profile wants consent. Who promised it in the register has agreed already (DHR-17),

    but answers anew about words that changed since (`zelf`).
    """
    gevraagd = vraag_akkoord_over(item, door)
    houder = item.trekker
    if item.afspraak is None or houder is None:
        return
    toezegging = (
        Logregel.objects.van(item.afspraak).filter(stap="afspraak.toezeggen", door__isnull=False).first()
    )
    for rij in gevraagd:
        if toezegging is not None and rij.wie not in zelf and rij.wie == houder_sleutel(houder):
            rij.stand, rij.door, rij.gegeven_op = Instemming.Stand.AKKOORD, toezegging.door, toezegging.op
            rij.toelichting = "Toegezegd in de afspraak."
            rij.save(update_fields=["stand", "door", "gegeven_op", "toelichting"])


@transaction.atomic
def voeg_herkomst_toe(*, item: Planitem, afkomst: Afkomst, door: Gebruiker) -> Herkomst:
    item, _, _ = _begin("wijzigen", item, door)
    herkomst = Herkomst.objects.create(
        planitem=item,
        soort=afkomst.soort,
        tekst=afkomst.tekst,
        object_soort=afkomst.object_soort,
        object_id=afkomst.object_id,
    )
    noteer(door=door, stap="planitem.wijzigen", ding=item, gegevens={"herkomst": afkomst.soort})
    return herkomst


@transaction.atomic
def verwijder_herkomst(*, herkomst: Herkomst, door: Gebruiker) -> None:
    item, _, _ = _begin("wijzigen", herkomst.planitem, door)
    herkomst.delete()
    noteer(door=door, stap="planitem.wijzigen", ding=item, gegevens={"herkomst": ""})


@transaction.atomic
def neem_op(*, item: Planitem, door: Gebruiker) -> Uitkomst:
    """Take the item up in the plan; every rule at planitem.opnemen holds (HEL-53, ETL-34, ETL-54, BER-44). Returns advice too."""
    item, plan, uitkomst = _begin("opnemen", item, door)
    item.stand, item.reden = Planitem.Stand.OPGENOMEN, ""
    item.save(update_fields=["stand", "reden"])
    noteer(door=door, stap="planitem.opnemen", ding=item, gegevens={"stand": item.stand})
    hernummer(plan)
    return uitkomst


@transaction.atomic
def laat_weg(*, item: Planitem, reden: str, door: Gebruiker) -> Planitem:
    """Leave the item out. What was taken over, or was in already, needs a reason; the form may forbid it (ETL-52)."""
    item, plan, _ = _begin("weglaten", item, door, {"reden": reden}, _mag_weg(item, reden))
    item.stand, item.reden = Planitem.Stand.WEGGELATEN, reden.strip()
    item.save(update_fields=["stand", "reden"])
    noteer(door=door, stap="planitem.weglaten", ding=item, reden=reden)
    hernummer(plan)
    return item


def _mag_weg(item: Planitem, reden: str) -> list[Klacht]:
    vorm = item.plan.planvorm
    eerder = item.overgenomen_van
    volgt = next((v for v in vorm.volgt_op if eerder is not None and v.vorm == eerder.plan.vorm), None)
    if volgt is not None and volgt.weglaten == "nooit":
        return [Klacht(f"Dit komt uit {eerder.plan} en kan niet weg." if eerder else "", "reden", vorm.eis)]
    if (eerder is not None or item.stand == Planitem.Stand.OPGENOMEN) and not reden.strip():
        eis = vorm.eis if volgt is not None and volgt.weglaten == "gemotiveerd" else ()
        return [Klacht("Geef een reden. Die is straks te lezen.", "reden", eis)]
    return []


def _begin(
    stap: str,
    item: Planitem,
    door: Gebruiker,
    gegevens: dict[str, Any] | None = None,
    ook: Iterable[Klacht] = (),
) -> tuple[Planitem, Plan, Uitkomst]:
    plan = vergrendel(item.plan)
    item = (
        plan.items.select_for_update(of=("self",))
        .select_related("afspraak", "overgenomen_van__plan")
        .get(pk=item.pk)
    )
    item.plan = plan
    uitkomst = eis_stap(
        PLANITEM[stap],
        onderwerp_item(item, gegevens, plan=plan),
        door,
        stand=item.stand,
        toestemming=toestemming("bewerken", plan, door),
        ook=[*open_voor_bewerken(plan), *ook],
    )
    return item, plan, uitkomst
