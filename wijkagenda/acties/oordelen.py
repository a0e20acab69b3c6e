"""Consent, judgments, decisions and signatures: what others say about a plan or an item, each as a row."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wijkagenda.acties.begin import begin, vergrendel
from wijkagenda.acties.publiceren import klachten_over_openbaar
from wijkagenda.acties.vaststellen import stel_vast
from wijkagenda.acties.vragen import functie_van, is_bedoeld, sleutels_van
from wijkagenda.controle import (
    handtekening_sleutel,
    klachten_bij_vaststellen,
    nog_niet_gehouden,
    ontbrekende_handtekeningen,
)
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import ITEMS, onderwerp, onderwerp_item
from wijkagenda.stroom import PLAN, PLANITEM
from wijkagenda.toestemming import alleen_deze
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.regels import Besloten
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.profiel.wie import Selector, selector
from wijkwerk.regels.models import Beoordeling, Besluit, Instemming
from wijkwerk.regels.service import Klacht, Onderwerp, Toestemming, bezwaren, eis_stap


def _onderwerp(ding: Plan | Planitem) -> Onderwerp:
    return onderwerp(ding) if isinstance(ding, Plan) else onderwerp_item(ding)


def _plan_van(ding: Plan | Planitem) -> Plan:
    return vergrendel(ding if isinstance(ding, Plan) else ding.plan)


@transaction.atomic
def stem_in(
    *, instemming: Instemming, ding: Plan | Planitem, akkoord: bool, toelichting: str, door: Gebruiker
) -> Instemming:
    """Answer for the party or role that was asked, with date and function; only who is that may (DHR-61, HEL-53).

    Raises PermissionDenied for anybody else; not agreeing needs a reason. An answer is given once, and before the plan
    is established: raises StapGeweigerd after that. What changes is asked anew (`laat_vervallen`).
    """
    plan = _plan_van(ding)
    rij: Instemming = Instemming.objects.bij(ding).select_for_update().get(pk=instemming.pk)
    dicht = waarom_dicht(rij, plan)
    over = _onderwerp(ding)
    stroom = PLAN if isinstance(ding, Plan) else PLANITEM
    bedoeld = is_bedoeld(rij, door, over)
    eis_stap(
        stroom["instemmen"],
        over,
        door,
        stand=plan.stand if isinstance(ding, Plan) else ding.stand,
        toestemming=alleen_deze(door) if bedoeld else Toestemming(wie=(_selector(rij.wie),), alleen=True),
        ook=[
            *([Klacht(dicht)] if dicht else []),
            *([] if akkoord or toelichting.strip() else [Klacht("Schrijf op waarom niet.", "toelichting")]),
        ],
    )
    rij.stand = Instemming.Stand.AKKOORD if akkoord else Instemming.Stand.NIET_AKKOORD
    rij.door, rij.gegeven_op = door, timezone.now()
    rij.functie, rij.toelichting = functie_van(door, over, rij.wie), toelichting.strip()
    rij.save(update_fields=["stand", "door", "gegeven_op", "functie", "toelichting"])
    noteer(
        door=door, stap=f"{over.object}.instemmen", ding=ding, gegevens={"wie": rij.wie, "stand": rij.stand}
    )
    return rij


def waarom_dicht(rij: Instemming, plan: Plan) -> str:
    """Why this can no longer be answered, in words; empty while it can."""
    if plan.stand not in Plan.IN_DE_MAAK:
        return "Dit plan is al vastgesteld. Uw antwoord kan niet meer veranderen."
    return "" if rij.stand == Instemming.Stand.GEVRAAGD else "Hierop is al geantwoord."


def _selector(sleutel: str) -> Selector:
    """A key as a selector, also for one person."""
    return Selector("eigenaar", "") if sleutel.startswith("persoon:") else selector(sleutel)


def beoordelaars(plan: Plan, oordeel: str) -> Toestemming:
    """Who judges: whom the oordeel names, else who makes the plan."""
    return Toestemming(wie=plan.profiel.oordeel(oordeel).door or plan.planvorm.auteur)


@transaction.atomic
def beoordeel_criterium(
    *, item: Planitem, oordeel: str, criterium: str, ja: bool, toelichting: str, door: Gebruiker
) -> Beoordeling:
    """Judge one criterion of an oordeel of the profile, with an explanation (HEL-53, ETL-54)."""
    plan = vergrendel(item.plan)
    rij = plan.profiel.oordeel(oordeel)
    if criterium not in {deel.sleutel for deel in rij.criteria}:
        raise KeyError(criterium)
    eis_stap(
        PLANITEM["beoordelen"],
        onderwerp_item(item, plan=plan),
        door,
        stand=item.stand,
        toestemming=beoordelaars(plan, oordeel),
        ook=[
            *open_voor_bewerken(plan),
            *([] if toelichting.strip() else [Klacht("Leg uit waarom.", "toelichting")]),
        ],
    )
    beoordeling, _ = Beoordeling.objects.update_or_create(
        object_soort="planitem",
        object_id=item.pk,
        oordeel=oordeel,
        criterium=criterium,
        defaults={"ja": ja, "toelichting": toelichting.strip(), "door": door, "op": timezone.now()},
    )
    noteer(door=door, stap="planitem.beoordelen", ding=item, gegevens={"criterium": criterium, "ja": ja})
    return beoordeling


def open_voor_bewerken(plan: Plan) -> list[Klacht]:
    return [] if plan.is_bewerkbaar else [Klacht("Dit plan is nu niet te bewerken.", "stand")]


def organen(vorm: Planvorm, plan: Plan) -> list[Selector]:
    """The bodies whose decision can be recorded: who establishes the form, and whom a `besloten` rule names."""
    uit_regels = [
        wie
        for regel in plan.profiel.regels
        if isinstance(regel, Besloten) and regel.object == "plan" and regel.gaat_over({vorm.sleutel}, ())
        for wie in regel.door
    ]
    return list(dict.fromkeys([*vorm.vaststelling.door, *uit_regels]))


@transaction.atomic
def leg_besluit_vast(
    *, plan: Plan, orgaan: str, datum: date, kenmerk: str, toelichting: str, door: Gebruiker
) -> Besluit:
    """Record what a body decided about the plan: which, when, under which number (HEL-56).

    A decision of an overleg needs a meeting of that form that was held. Refused when the same one stands there already.
    """
    keuzes = {str(wie): wie for wie in organen(plan.planvorm, plan)}
    ook = []
    if orgaan not in keuzes:
        ook.append(Klacht("Kies het orgaan dat besloot.", "orgaan"))
    elif nog_niet_gehouden(plan, keuzes[orgaan]):
        naam = plan.profiel.overlegvorm(keuzes[orgaan].waarde).naam
        ook.append(Klacht(f"De laatste {naam} hier is nog niet gehouden.", "orgaan", plan.planvorm.eis))
    if datum > timezone.localdate():
        ook.append(Klacht("De datum van het besluit ligt in de toekomst.", "datum"))
    vergrendel(plan)
    if Besluit.objects.bij(plan).filter(orgaan=orgaan, datum=datum, kenmerk=kenmerk.strip()).exists():
        ook.append(Klacht("Dit besluit is al vastgelegd.", "datum"))
    plan, _ = begin("besluiten", plan, door, ook=ook)
    besluit = Besluit.objects.create(
        object_soort="plan",
        object_id=plan.pk,
        orgaan=orgaan,
        datum=datum,
        kenmerk=kenmerk.strip(),
        toelichting=toelichting.strip(),
        vastgelegd_door=door,
    )
    noteer(
        door=door, stap="plan.besluiten", ding=plan, gegevens={"orgaan": orgaan, "datum": datum.isoformat()}
    )
    return besluit


@transaction.atomic
def onderteken(*, plan: Plan, wie: str, door: Gebruiker) -> Instemming:
    """Sign for a body that the form names, by function (BER-42).

    Without a body that establishes, all guards hold here, and the last signature establishes the plan.
    """
    plan = vergrendel(plan)
    vorm = plan.planvorm
    keuzes = {str(selector): selector for selector in vorm.vaststelling.ondertekening}
    over = onderwerp(plan)
    ook: list[Klacht] = []
    if wie not in keuzes:
        ook.append(Klacht("Deze partij ondertekent dit plan niet.", "wie"))
    elif keuzes[wie] not in ontbrekende_handtekeningen(plan, vorm):
        ook.append(Klacht("Hier is al getekend.", "wie"))
    if not vorm.vaststelling.door:
        ook += [klacht for klacht in klachten_bij_vaststellen(plan) if klacht.veld != "ondertekening"]
        ook += [*klachten_over_openbaar(plan)[0], *bezwaren("vaststellen", over, door)[0]]
    # For this one only: whoever signs for one party does not sign for another.
    namens = (keuzes[wie],) if wie in keuzes else tuple(keuzes.values())
    eis_stap(
        PLAN["ondertekenen"],
        over,
        door,
        stand=plan.stand,
        toestemming=Toestemming(wie=namens, alleen=True),
        ook=ook,
    )
    rij = Instemming.objects.create(
        object_soort="plan",
        object_id=plan.pk,
        wie=handtekening_sleutel(keuzes[wie]),
        stand=Instemming.Stand.AKKOORD,
        door=door,
        functie=functie_van(door, over, wie),
        gegeven_op=timezone.now(),
    )
    noteer(door=door, stap="plan.ondertekenen", ding=plan, gegevens={"wie": wie})
    if not vorm.vaststelling.door and not ontbrekende_handtekeningen(plan, vorm):
        stel_vast(plan=plan, door=door)
    return rij


def te_beantwoorden(
    plan: Plan, gebruiker: Gebruiker, over: Onderwerp | None = None
) -> list[tuple[Instemming, Plan | Planitem]]:
    """What this person was asked to agree with, of a plan and its items."""
    over = over or onderwerp(plan)
    sleutels = sleutels_van(gebruiker, over.plek)
    items: dict[int, Planitem] = {item.pk: item for item in over.gegevens[ITEMS]}
    gevraagd = Instemming.objects.filter(
        Q(object_soort="plan", object_id=plan.pk) | Q(object_soort="planitem", object_id__in=items),
        wie__in=sleutels,
        stand=Instemming.Stand.GEVRAAGD,
    )
    # The plan itself first.
    return [
        (rij, plan if rij.object_soort == "plan" else items[rij.object_id])
        for rij in gevraagd.order_by("object_soort", "pk")
    ]
