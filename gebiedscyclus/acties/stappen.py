"""Steps that somebody takes: begin (a plan, with its own action), judge, end with findings, establish, move."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gebiedscyclus.acties.gemeen import alleen, vergrendel, vertel_afgerond, vind, wie_neemt
from gebiedscyclus.acties.volgen import begin_stap, volg
from gebiedscyclus.models import Stap
from gebiedscyclus.regels import onderwerp
from gebiedscyclus.stroom import STAP
from gebiedscyclus.volgorde import draagt_zelf, maakt_plan, mist, oudere_open
from wijkagenda import service as plannen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.geld import Oordeel
from wijkwerk.profiel.rijen.plannen import Cyclusstap
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import Klacht, eis_stap


@transaction.atomic
def start(*, stap: Stap, door: Gebruiker) -> Stap:
    """Begin a step: make its plan, or write down that it runs.

    Raises StapGeweigerd when what comes before is not done yet (DHR-62) or the plan itself refuses, PermissionDenied for who
    may not take it.
    """
    ronde, stappen = vergrendel(stap.ronde)
    volg(ronde, stappen)
    stap = vind(stap, stappen)
    plan = maakt_plan(ronde.rij, stap.rij)
    klachten = mist(stap, stappen, oudere_open(ronde))
    if not plan and not draagt_zelf(ronde, stap.rij):
        klachten.append(Klacht("Deze stap begint als het overleg, de peiling of de evaluatie is gepland."))
    eis_stap(
        STAP["starten"],
        onderwerp(stap),
        door,
        stand=stap.stand,
        # Who may make a plan is asked by the plan itself.
        toestemming=None if plan else alleen(wie_neemt(stap)),
        ook=klachten,
    )
    if plan:
        van = (
            ronde.periode_van
            if stap.beurt == 1
            else max(stap.begin or timezone.localdate(), ronde.periode_van)
        )
        stap.plan = plannen.start(vorm=stap.vorm, gebied=ronde.gebied, periode_van=van, door=door)
    begin_stap(stap, timezone.localdate())
    stap.begonnen_door = door
    stap.save(update_fields=["plan", "stand", "begonnen_op", "begonnen_door", "begin", "uiterlijk"])
    noteer(door=door, stap="stap.starten", ding=stap, gegevens={"plan": stap.plan_id})
    return stap


def oordeel_van(stap: Cyclusstap) -> Oordeel | None:
    """The judgment that a step tests by, if its form is one."""
    return next((rij for rij in actief_profiel().oordelen if rij.sleutel == stap.vorm), None)


@transaction.atomic
def beoordeel(*, stap: Stap, criterium: str, ja: bool, toelichting: str, door: Gebruiker) -> Beoordeling:
    """Judge one criterion of the judgment of this step. Raises KeyError for another."""
    ronde, stappen = vergrendel(stap.ronde)
    stap = vind(stap, stappen)
    oordeel = oordeel_van(stap.rij)
    elders = [] if draagt_zelf(ronde, stap.rij) else [Klacht("Dit beoordeelt u in de evaluatie zelf.")]
    if oordeel is None or criterium not in {rij.sleutel for rij in oordeel.criteria}:
        raise KeyError(criterium)
    eis_stap(
        STAP["beoordelen"],
        onderwerp(stap),
        door,
        stand=stap.stand,
        toestemming=alleen(tuple(dict.fromkeys((*oordeel.door, *wie_neemt(stap))))),
        ook=_dicht(stap)
        + elders
        + ([] if toelichting.strip() else [Klacht("Schrijf op waarom.", "toelichting")]),
    )
    rij, _ = Beoordeling.objects.update_or_create(
        object_soort="stap",
        object_id=stap.pk,
        oordeel=oordeel.sleutel,
        criterium=criterium,
        defaults={"ja": ja, "toelichting": toelichting.strip(), "door": door, "op": timezone.now()},
    )
    noteer(door=door, stap="stap.beoordelen", ding=stap, gegevens={"criterium": criterium, "ja": ja})
    return rij


def niet_beoordeeld(stap: Stap) -> list[str]:
    """The names of the criteria that nobody judged yet."""
    oordeel = oordeel_van(stap.rij)
    if oordeel is None:
        return []
    gegeven = set(
        Beoordeling.objects.bij(stap).filter(oordeel=oordeel.sleutel).values_list("criterium", flat=True)
    )
    return [rij.naam for rij in oordeel.criteria if rij.sleutel not in gegeven]


@transaction.atomic
def rond_af(
    *,
    stap: Stap,
    bevindingen: str,
    vervolg: str,
    einddatum: date | None,
    vaststellen: bool = False,
    door: Gebruiker,
) -> Stap:
    """End a step that nothing else carries, with what was found; `vaststellen` establishes it at once."""
    ronde, stappen = vergrendel(stap.ronde)
    stap = vind(stap, stappen)
    vandaag = timezone.localdate()
    klachten = _dicht(stap)
    if not draagt_zelf(ronde, stap.rij):
        klachten.append(
            Klacht(
                "Deze stap is klaar als het plan is vastgesteld, het overleg is gehouden, of de evaluatie is afgerond."
            )
        )
    if not bevindingen.strip():
        klachten.append(Klacht("Schrijf op wat u heeft gevonden.", "bevindingen"))
    if einddatum is not None and einddatum > vandaag:
        klachten.append(Klacht("Deze dag is nog niet geweest.", "einddatum"))
    klachten += [Klacht(f"Nog niet beoordeeld: {naam}.") for naam in niet_beoordeeld(stap)]
    stap.bevindingen, stap.vervolg = bevindingen.strip(), vervolg.strip()
    stap.einddatum = einddatum or vandaag
    eis_stap(
        STAP["afronden"],
        onderwerp(stap),
        door,
        stand=stap.stand,
        toestemming=alleen(wie_neemt(stap)),
        ook=klachten,
    )
    stap.stand = Stap.Stand.GEREED
    # Written down afterwards: it had begun by then.
    stap.begonnen_op = min(stap.begonnen_op or stap.einddatum, stap.einddatum)
    stap.gereed_op, stap.gereed_door = stap.einddatum, door
    stap.save(
        update_fields=[
            "bevindingen",
            "vervolg",
            "einddatum",
            "stand",
            "begonnen_op",
            "gereed_op",
            "gereed_door",
        ]
    )
    noteer(door=door, stap="stap.afronden", ding=stap)
    if vaststellen:
        return stel_vast(stap=stap, op=stap.einddatum, orgaan="", door=door)
    return stap


@transaction.atomic
def heropen(*, stap: Stap, reden: str, door: Gebruiker) -> Stap:
    """Take findings back to change them, before they are established."""
    _, stappen = vergrendel(stap.ronde)
    stap = vind(stap, stappen)
    klachten = _dicht(stap) + ([] if reden.strip() else [Klacht("Geef een reden.", "reden")])
    if stap.drager is not None:
        klachten.append(Klacht("Heropen het plan zelf."))
    eis_stap(
        STAP["heropenen"],
        onderwerp(stap),
        door,
        stand=stap.stand,
        toestemming=alleen(wie_neemt(stap)),
        ook=klachten,
    )
    stap.stand = Stap.Stand.BEZIG
    stap.gereed_op = stap.gereed_door = stap.einddatum = None
    stap.save(update_fields=["stand", "gereed_op", "gereed_door", "einddatum"])
    noteer(door=door, stap="stap.heropenen", ding=stap, reden=reden.strip())
    return stap


@transaction.atomic
def stel_vast(*, stap: Stap, op: date, orgaan: str, door: Gebruiker) -> Stap:
    """Establish findings: the next step may begin, and whom the profile names hears it."""
    ronde, stappen = vergrendel(stap.ronde)
    stap = vind(stap, stappen)
    klachten = _dicht(stap)
    if stap.drager is not None:
        klachten.append(Klacht("Stel het plan zelf vast."))
    if op > timezone.localdate():
        klachten.append(Klacht("Deze dag is nog niet geweest.", "op"))
    if stap.gereed_op is not None and op < stap.gereed_op:
        klachten.append(Klacht("De stap was toen nog niet gereed.", "op"))
    eis_stap(
        STAP["vaststellen"],
        onderwerp(stap),
        door,
        stand=stap.stand,
        toestemming=alleen(wie_neemt(stap)),
        ook=klachten,
    )
    stap.stand, stap.vastgesteld_op, stap.vastgesteld_door = Stap.Stand.VASTGESTELD, op, door
    stap.orgaan = orgaan.strip()
    stap.save(update_fields=["stand", "vastgesteld_op", "vastgesteld_door", "orgaan"])
    noteer(door=door, stap="stap.vaststellen", ding=stap)
    vertel_afgerond(stap, door)
    volg(ronde, stappen)
    return stap


@transaction.atomic
def verzet(*, stap: Stap, uiterlijk: date, reden: str, door: Gebruiker) -> Stap:
    """Another last day, with the reason."""
    _, stappen = vergrendel(stap.ronde)
    stap = vind(stap, stappen)
    klachten = _dicht(stap) + ([] if reden.strip() else [Klacht("Geef een reden.", "reden")])
    if stap.begin is not None and uiterlijk < stap.begin:
        klachten.append(Klacht("De laatste dag ligt voor de eerste.", "uiterlijk"))
    eis_stap(
        STAP["verzetten"],
        onderwerp(stap),
        door,
        stand=stap.nu,
        toestemming=alleen(wie_neemt(stap)),
        ook=klachten,
    )
    eerder = stap.uiterlijk
    stap.uiterlijk, stap.verzet_reden = uiterlijk, reden.strip()
    stap.save(update_fields=["uiterlijk", "verzet_reden"])
    noteer(
        door=door,
        stap="stap.verzetten",
        ding=stap,
        reden=reden.strip(),
        gegevens={"van": eerder.isoformat() if eerder else "", "naar": uiterlijk.isoformat()},
    )
    return stap


def _dicht(stap: Stap) -> list[Klacht]:
    return [] if stap.ronde.is_open else [Klacht("Deze ronde is gesloten.")]
