"""Contributions: ask each party that the form names, and take in what it brings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wijkagenda.acties.begin import begin, vergrendel
from wijkagenda.models import Bijdrage, Plan
from wijkagenda.plek import werk_plek_bij
from wijkagenda.regels import onderwerp, onderwerp_bijdrage
from wijkagenda.stroom import BIJDRAGE, PLAN
from wijkagenda.toestemming import alleen_deze, toestemming
from wijkwerk.berichten.service import trek_in, zet_klaar, zet_klaar_voor
from wijkwerk.cijfers.service import mag_invoeren
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.regels import NooitDoor
from wijkwerk.profiel.wie import KANT_VAN_SOORT, selector
from wijkwerk.regels.service import Klacht, Toestemming, eis_stap, mag_stap
from wijkwerk.regels.soorten import SOORTEN
from wijkwerk.wijken.models import Gebied, Partij


def uiterlijk_volgens_vorm(plan: Plan) -> date | None:
    """The day on which contributions are due: so many weeks before the decision, as far as both are known (HEL-55)."""
    vorm = plan.planvorm
    weken = vorm.bijdragen.weken.levering if vorm.bijdragen else None
    return (
        plan.besluit_gepland - timedelta(weeks=weken) if weken is not None and plan.besluit_gepland else None
    )


@transaction.atomic
def vraag_bijdragen(
    *, plan: Plan, uiterlijk: date, vraag: str, door: Gebruiker, cijfers: bool = False
) -> list[Bijdrage]:
    """Ask everybody whom the form names and who was not asked yet (HEL-55, ETL-43, BER-32).

    `cijfers`: who of them enters figures of this area is asked for their own, also who was asked to contribute before (DHR-56).
    """
    ook = [Klacht("Deze datum is al voorbij.", "uiterlijk")] if uiterlijk < timezone.localdate() else []
    plan, _ = begin("bewerken", plan, door, ook=ook)
    nieuw = [
        _vraag(plan, str(wie), partij, uiterlijk, vraag, door)
        for wie in (plan.planvorm.bijdragen.van if plan.planvorm.bijdragen else ())
        for partij in partijen_van(wie, plan.gebied, plan.profiel)
        if not plan.bijdragen.filter(van=str(wie), partij=partij).exists()
    ]
    # Who was asked sees the plan.
    werk_plek_bij(plan)
    if cijfers:
        _vraag_cijfers(plan, uiterlijk, door)
    return nieuw


def partijen_voeren_in(profiel: Profiel) -> bool:
    """Whether anybody enters figures for a party here; no query."""
    return any(rol.bereik == "partij" and Recht.CIJFERS_INVOEREN in rol.mag for rol in profiel.rollen)


def partijen_van(wie: Selector, gebied: Gebied, profiel: Profiel) -> Iterator[Partij | None]:
    """The parties that a selector means in this gebied; None once when it means people without a party."""
    thuis = Q(gebieden__in=gebied.voorouders) | Q(gebieden=None)
    partijen = Partij.objects.actief().filter(thuis).distinct()
    match wie.soort:
        case "partij":
            gevonden = list(Partij.objects.filter(sleutel=wie.waarde))
        case "soort":
            gevonden = list(partijen.filter(soort=wie.waarde, gebieden__in=gebied.voorouders))
        case "kant":
            soorten = [soort for soort, kant in KANT_VAN_SOORT.items() if kant == wie.waarde]
            gevonden = (
                list(partijen.filter(soort__in=soorten, gebieden__in=gebied.voorouders))
                if wie.waarde == "bewoners"
                else []
            )
        case "rol":
            gevonden = list(_van_rol(wie.waarde, partijen, profiel))
        case _:
            gevonden = []
    if not gevonden:
        yield None
    yield from gevonden


def _van_rol(rol: str, partijen: Any, profiel: Profiel) -> Any:
    """The parties of people who fill a role that belongs to a party."""
    if profiel.rol(rol).bereik != "partij":
        return []
    van = Roltoewijzing.objects.geldig().filter(rol=rol, partij__isnull=False).values("partij")
    return partijen.filter(pk__in=van)


def _vraag(
    plan: Plan, van: str, partij: Partij | None, uiterlijk: date, vraag: str, door: Gebruiker
) -> Bijdrage:
    bijdrage = Bijdrage(
        plan=plan, van=van, partij=partij, vraag=vraag.strip(), uiterlijk=uiterlijk, gevraagd_door=door
    )
    uitkomst = eis_stap(
        BIJDRAGE["vragen"],
        onderwerp_bijdrage(bijdrage),
        door,
        stand="",
        toestemming=toestemming("bewerken", plan, door),
    )
    bijdrage.save()
    noteer(door=door, stap="bijdrage.vragen", ding=bijdrage, gegevens={"plan": plan.pk, "van": van})
    wie = (*_bedoeld(bijdrage), *uitkomst.meldt)
    zet_klaar_voor(
        wie, "bijdrage-gevraagd", ding=bijdrage, plek=_plek(bijdrage), behalve=door, wacht_minuten=10
    )
    return bijdrage


def _vraag_cijfers(plan: Plan, uiterlijk: date, door: Gebruiker) -> None:
    rijen = plan.bijdragen.select_for_update(of=("self",)).filter(
        cijfers_gevraagd=False, partij__isnull=False
    )
    for bijdrage in rijen.select_related("partij").order_by("pk"):
        bijdrage.plan = plan
        invoerders = [
            persoon
            for persoon in personen(_bedoeld(bijdrage), _plek(bijdrage))
            if mag_invoeren(persoon, plan.gebied)
        ]
        if not invoerders:
            # Nobody there could do it: a task that never ends.
            continue
        bijdrage.cijfers_gevraagd, bijdrage.uiterlijk = True, uiterlijk
        bijdrage.save(update_fields=["cijfers_gevraagd", "uiterlijk"])
        noteer(door=door, stap="bijdrage.cijfers-vragen", ding=bijdrage)
        for persoon in invoerders:
            zet_klaar("cijfers-gevraagd", ontvanger=persoon, ding=bijdrage, moment=uiterlijk.isoformat())


@transaction.atomic
def cijfers_ingevoerd(*, door: Gebruiker, gebieden: Collection[str]) -> None:
    """For settings.CIJFERS_INGEVOERD: what was asked of the party of this person is there, for the area of the plan or
    what lies in it. In the transaction that brought the figures in."""
    partijen = {vervulling.partij_id for vervulling in door.vervullingen} - {None}
    rijen = Bijdrage.objects.zonder_cijfers().filter(partij__in=partijen)
    if not partijen or not rijen.exists():
        return
    plekken = Gebied.objects.filter(sleutel__in=gebieden).values_list("voorouders", flat=True)
    rijen = rijen.filter(plan__gebied__in=set[int]().union(*plekken))
    for bijdrage in rijen.select_for_update(of=("self",)).select_related("plan", "partij").order_by("pk"):
        _cijfers_zijn_er(bijdrage, door, geen=False)


def _cijfers_zijn_er(bijdrage: Bijdrage, door: Gebruiker, *, geen: bool) -> None:
    bijdrage.cijfers_op, bijdrage.geen_cijfers = timezone.now(), geen
    bijdrage.save(update_fields=["cijfers_op", "geen_cijfers"])
    noteer(door=door, stap="bijdrage.cijfers", ding=bijdrage, gegevens={"geen": geen})
    trek_in("cijfers-gevraagd", bijdrage, reden="De cijfers zijn er.")


def _bedoeld(bijdrage: Bijdrage) -> tuple[Selector, ...]:
    return (Selector("partij", bijdrage.partij.sleutel),) if bijdrage.partij else (selector(bijdrage.van),)


def _plek(bijdrage: Bijdrage) -> Plek:
    partijen = frozenset({bijdrage.partij_id}) if bijdrage.partij_id else frozenset()
    return Plek(frozenset(bijdrage.plan.plek_gebieden), partijen)


def is_eigen(bijdrage: Bijdrage, gebruiker: Gebruiker) -> bool:
    """Whether this person speaks for the party that was asked."""
    return is_een(gebruiker, _bedoeld(bijdrage), _plek(bijdrage))


@transaction.atomic
def lever(
    *,
    bijdrage: Bijdrage,
    inhoud: str,
    velden: Mapping[str, Any],
    door: Gebruiker,
    geen_cijfers: bool = False,
) -> Bijdrage:
    """Bring in a contribution; `geen_cijfers`: there are no new figures to enter. Who makes the plan may type in what a party sent, unless the profile forbids it (HEL-64, DHR-14)."""
    plan = vergrendel(bijdrage.plan)
    bijdrage = Bijdrage.objects.select_for_update(of=("self",)).select_related("partij").get(pk=bijdrage.pk)
    bijdrage.plan = plan
    eigen = is_eigen(bijdrage, door)
    maker = mag_stap(PLAN["bewerken"], onderwerp(plan), door, toestemming("bewerken", plan, door))
    gegevens = {"inhoud": inhoud, **velden, **({} if eigen else {"namens": namens(bijdrage)})}
    ook = [] if inhoud.strip() else [Klacht("Schrijf op wat u bijdraagt.", "inhoud")]
    if plan.stand not in Plan.BEWERKBAAR:
        ook.append(Klacht("Het plan is al verder: een bijdrage kan nu niet meer.", "inhoud"))
    eis_stap(
        BIJDRAGE["leveren"],
        onderwerp_bijdrage(bijdrage, gegevens),
        door,
        stand="geleverd" if bijdrage.geleverd_op else "gevraagd",
        toestemming=alleen_deze(door) if eigen or maker else Toestemming(wie=_bedoeld(bijdrage), alleen=True),
        ook=ook,
    )
    bijdrage.inhoud, bijdrage.velden = inhoud.strip(), dict(velden)
    bijdrage.geleverd_op, bijdrage.geleverd_door = timezone.now(), door
    bijdrage.save(update_fields=["inhoud", "velden", "geleverd_op", "geleverd_door"])
    noteer(door=door, stap="bijdrage.leveren", ding=bijdrage, gegevens={"eigen": eigen})
    trek_in("bijdrage-gevraagd", bijdrage, reden="De bijdrage is er.")
    if geen_cijfers and bijdrage.cijfers_gevraagd and bijdrage.cijfers_op is None:
        _cijfers_zijn_er(bijdrage, door, geen=True)
    return bijdrage


def waarom_niet_namens(bijdrage: Bijdrage, door: Gebruiker) -> str:
    """Why this person may never type it for the party, or nothing (HEL-64, DHR-14)."""
    ding = onderwerp_bijdrage(bijdrage, {"namens": namens(bijdrage)})
    regels = bijdrage.plan.profiel.regels_bij("bijdrage", "leveren", soort_sleutel=bijdrage.plan.vorm)
    klachten = [
        k for regel in regels if isinstance(regel, NooitDoor) for k in SOORTEN[regel.soort](regel, ding, door)
    ]
    return " ".join(str(klacht) for klacht in klachten)


def namens(bijdrage: Bijdrage) -> list[str]:
    """On whose behalf somebody else types, as selectors."""
    partij = bijdrage.partij
    if partij is None:
        return [bijdrage.van]
    return [
        bijdrage.van,
        f"partij:{partij.sleutel}",
        f"soort:{partij.soort}",
        f"kant:{KANT_VAN_SOORT[partij.soort]}",
    ]
