"""The check (DHR-19): a judgment with why, told to the organisation first; then final, with a talk and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from prestaties.acties.gemeen import (
    als,
    mag_beheren,
    mag_leveren,
    meld,
    vergrendel,
    vergrendel_controle,
    vertel_controleurs,
    vertel_partij,
)
from prestaties.models import Prestatieafspraak, Prestatiecontrole
from prestaties.regels import gevraagde_oordelen, onderwerp
from prestaties.stand import Regel, regels
from prestaties.stroom import PRESTATIE
from prestaties.termijnen import Periode, alles_gecontroleerd, reageren_tot, te_controleren
from wijkwerk.berichten.service import trek_in
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import Klacht, eis_stap

# (oordeel, criterium) → (yes or no, why)
Criteria = Mapping[tuple[str, str], tuple[bool | None, str]]


@dataclass(frozen=True, kw_only=True)
class Controleinvoer:
    """What was delivered, how that is judged, and why; criteria where the profile has them."""

    levering: str
    oordeel: str
    toelichting: str
    criteria: Criteria = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Slotinvoer:
    """The judgment as it stays, after the reaction; with the talk and what follows when nothing was delivered.

    `verteld_op` and `verteld_hoe`: how an organisation that did not react was told of it.
    """

    oordeel: str
    toelichting: str
    verteld_op: date | None = None
    verteld_hoe: str = ""
    gesprek_op: date | None = None
    gesprek_uitkomst: str = ""
    vervolg: str = ""


def mag_oordelen(afspraak: Prestatieafspraak, door: Gebruiker) -> bool:
    """Who checks there and, where the profile says who judges, is one of those."""
    if not mag_beheren(afspraak, door):
        return False
    return all(
        not oordeel.door or is_een(door, oordeel.door, afspraak.plek()) for oordeel in gevraagde_oordelen()
    )


def cijfers_van(afspraak: Prestatieafspraak, periode: Periode) -> list[Regel]:
    """What the checker sees of this period, per area."""
    return regels([afspraak], periode.tot, periode.van)


@transaction.atomic
def leg_oordeel_voor(
    *, afspraak: Prestatieafspraak, tot: date, invoer: Controleinvoer, door: Gebruiker
) -> Prestatiecontrole:
    """Judge the first period that is over; `tot` is the one that the page showed. The organisation may react first.

    What was agreed and delivered is kept as it was seen. Raises PermissionDenied, StandVeranderd when it was judged
    meanwhile, StapGeweigerd.
    """
    afspraak = vergrendel(afspraak)
    periode = te_controleren(afspraak)
    ook = _over_oordeel(invoer.oordeel, invoer.toelichting)
    if periode is None or periode.tot != tot:
        ook.append(Klacht("Deze periode is al gecontroleerd, of nog niet voorbij."))
        periode = Periode(afspraak.begin, max(tot, afspraak.begin))
    ook += [
        Klacht(f"Beoordeel: {criterium.naam}.", f"{oordeel.sleutel}.{criterium.sleutel}", oordeel.eis)
        for oordeel in gevraagde_oordelen()
        for criterium in oordeel.criteria
        if invoer.criteria.get((oordeel.sleutel, criterium.sleutel), (None, ""))[0] is None
    ]
    vandaag = timezone.localdate()
    controle = Prestatiecontrole(
        afspraak=afspraak,
        van=periode.van,
        tot=periode.tot,
        levering=invoer.levering.strip(),
        oordeel=invoer.oordeel,
        toelichting=invoer.toelichting.strip(),
        voorgelegd_door=door,
        reageren_tot=reageren_tot(vandaag),
    )
    if not ook:
        controle.cijfers = [_bewaar(rij) for rij in cijfers_van(afspraak, periode)]
        controle.save()
        _bewaar_criteria(controle, invoer.criteria, door)
    # What was asked of the criteria stands in the same rows that the rules read; a refusal takes them back.
    uitkomst = eis_stap(
        PRESTATIE["controleren"],
        onderwerp(controle if controle.pk else afspraak, _gegevens(invoer)),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_oordelen(afspraak, door), door),
        ook=ook,
    )
    noteer(
        door=door,
        stap="prestatie.controleren",
        ding=afspraak,
        gegevens={"controle": controle.pk, "oordeel": invoer.oordeel},
    )
    vertel_partij(afspraak.partij, "prestatie-oordeel", controle, door)
    trek_in("herinnering", afspraak, reden="De controle is er.")
    meld(uitkomst, afspraak, "prestatie-gecontroleerd", door)
    return controle


def _gegevens(invoer: Controleinvoer) -> dict[str, object]:
    return {
        "levering": invoer.levering.strip(),
        "oordeel": invoer.oordeel,
        "reden": invoer.toelichting.strip(),
    }


def _bewaar(rij: Regel) -> dict[str, object]:
    return {
        "gebied": rij.gebied.naam,
        "afgesproken": _tekst(rij.afgesproken),
        "opgave": _tekst(rij.opgave),
        "geteld": str(rij.geteld),
    }


def _tekst(getal: Decimal) -> str:
    return str(getal.quantize(Decimal("0.01")))


def _bewaar_criteria(controle: Prestatiecontrole, criteria: Criteria, door: Gebruiker) -> None:
    for (oordeel, criterium), (ja, uitleg) in criteria.items():
        Beoordeling.objects.update_or_create(
            object_soort="prestatiecontrole",
            object_id=controle.pk,
            oordeel=oordeel,
            criterium=criterium,
            defaults={"ja": bool(ja), "toelichting": uitleg.strip(), "door": door, "op": timezone.now()},
        )


def _over_oordeel(oordeel: str, toelichting: str) -> list[Klacht]:
    klachten = []
    if oordeel not in Prestatiecontrole.Oordeel.values:
        klachten.append(Klacht("Kies een oordeel.", "oordeel"))
    if not toelichting.strip():
        klachten.append(Klacht("Leg uit waarom u zo oordeelt.", "toelichting"))
    return klachten


@transaction.atomic
def reageer(
    *, controle: Prestatiecontrole, eens: bool | None, reactie: str, door: Gebruiker
) -> Prestatiecontrole:
    """What the organisation says of the judgment, before it is final; once, and not agreeing asks why."""
    controle = vergrendel_controle(controle)
    ook = []
    if eens is None:
        ook.append(Klacht("Kies ja of nee.", "eens"))
    elif not eens and not reactie.strip():
        ook.append(Klacht("Schrijf op waar u het niet mee eens bent.", "reactie"))
    if controle.reactie_op is not None:
        ook.append(Klacht("Uw organisatie heeft al gereageerd."))
    eis_stap(
        PRESTATIE["reageren"],
        onderwerp(controle),
        door,
        stand=controle.stand,
        toestemming=als(mag_leveren(controle.afspraak, door), door),
        ook=ook,
    )
    controle.eens, controle.reactie = eens, reactie.strip()
    controle.reactie_op, controle.reactie_door = timezone.now(), door
    controle.save(update_fields=["eens", "reactie", "reactie_op", "reactie_door"])
    noteer(
        door=door,
        stap="prestatie.reageren",
        ding=controle.afspraak,
        gegevens={"controle": controle.pk, "eens": eens},
    )
    trek_in("prestatie-oordeel", controle, reden="De reactie is er.")
    vertel_controleurs(controle.afspraak, "prestatie-reactie", controle, door)
    return controle


@transaction.atomic
def stel_vast(*, controle: Prestatiecontrole, invoer: Slotinvoer, door: Gebruiker) -> Prestatiecontrole:
    """Make a judgment final: after the reaction, or its term and then with how it was told (DHR-19, ETL-68): nobody is
    judged unheard because a message lay unread. Not delivered only with a talk that was held and what follows.

    With the last one over the whole time the afspraak is checked. Raises PermissionDenied, StandVeranderd, StapGeweigerd.
    """
    controle = vergrendel_controle(controle)
    vandaag = timezone.localdate()
    ook = _over_oordeel(invoer.oordeel, invoer.toelichting)
    if not controle.reactie_klaar(vandaag):
        ook.append(
            Klacht("De organisatie kan nog reageren. Wacht op de reactie of op de laatste dag daarvoor.")
        )
    ook += _over_vertellen(controle, invoer, vandaag)
    ook += _over_gesprek(controle, invoer, vandaag)
    eis_stap(
        PRESTATIE["vaststellen"],
        onderwerp(controle, {"oordeel": invoer.oordeel, "vervolg": invoer.vervolg.strip()}),
        door,
        stand=controle.stand,
        toestemming=als(mag_oordelen(controle.afspraak, door), door),
        ook=ook,
    )
    anders = controle.oordeel != invoer.oordeel
    controle.oordeel, controle.toelichting = invoer.oordeel, invoer.toelichting.strip()
    if controle.reactie_op is None:
        controle.verteld_op, controle.verteld_hoe = invoer.verteld_op, invoer.verteld_hoe.strip()
    controle.gesprek_op = invoer.gesprek_op
    controle.gesprek_uitkomst, controle.vervolg = invoer.gesprek_uitkomst.strip(), invoer.vervolg.strip()
    controle.stand = Prestatiecontrole.Stand.DEFINITIEF
    controle.definitief_op, controle.definitief_door = timezone.now(), door
    controle.save()
    noteer(
        door=door,
        stap="prestatie.vaststellen",
        ding=controle.afspraak,
        gegevens={"controle": controle.pk, "oordeel": invoer.oordeel, "anders": anders},
    )
    trek_in("prestatie-oordeel", controle, reden="Het oordeel is vastgesteld.")
    vertel_partij(controle.afspraak.partij, "prestatie-vastgesteld", controle, door)
    if alles_gecontroleerd(controle.afspraak):
        _rond_af(controle.afspraak, door)
    return controle


def _over_vertellen(controle: Prestatiecontrole, invoer: Slotinvoer, vandaag: date) -> list[Klacht]:
    """Who reacted has read it."""
    if controle.reactie_op is not None:
        return []
    klachten = []
    if invoer.verteld_op is None:
        klachten.append(
            Klacht("De organisatie reageerde niet. Vul in wanneer u het oordeel vertelde.", "verteld_op")
        )
    elif not timezone.localdate(controle.voorgelegd_op) <= invoer.verteld_op <= vandaag:
        klachten.append(Klacht("Vul een dag in nadat het oordeel is voorgelegd.", "verteld_op"))
    if not invoer.verteld_hoe.strip():
        klachten.append(Klacht("Schrijf op hoe u het oordeel vertelde.", "verteld_hoe"))
    return klachten


def _over_gesprek(controle: Prestatiecontrole, invoer: Slotinvoer, vandaag: date) -> list[Klacht]:
    klachten = []
    if invoer.gesprek_op is not None and not controle.van <= invoer.gesprek_op <= vandaag:
        klachten.append(Klacht("Vul de dag in waarop het gesprek is geweest.", "gesprek_op"))
    if invoer.oordeel != Prestatiecontrole.Oordeel.NIET:
        return klachten
    if invoer.gesprek_op is None:
        klachten.append(Klacht("Er is niet geleverd. Voer eerst een gesprek en vul de dag in.", "gesprek_op"))
    if not invoer.gesprek_uitkomst.strip():
        klachten.append(Klacht("Schrijf op wat er uit het gesprek kwam.", "gesprek_uitkomst"))
    if not invoer.vervolg.strip():
        klachten.append(Klacht("Schrijf op wat er nu gebeurt.", "vervolg"))
    return klachten


def _rond_af(afspraak: Prestatieafspraak, door: Gebruiker) -> None:
    eis_stap(
        PRESTATIE["afronden"],
        onderwerp(afspraak),
        door,
        stand=afspraak.stand,
        toestemming=als(True, door),
    )
    afspraak.stand = Prestatieafspraak.Stand.GECONTROLEERD
    afspraak.save(update_fields=["stand"])
    noteer(door=door, stap="prestatie.afronden", ding=afspraak)


@transaction.atomic
def sluit_af(*, afspraak: Prestatieafspraak, slot: str, door: Gebruiker) -> Prestatieafspraak:
    """Close it once everything was checked, with what came of it: that goes into the account to everybody (ETL-68)."""
    afspraak = vergrendel(afspraak)
    eis_stap(
        PRESTATIE["afsluiten"],
        onderwerp(afspraak, {"verantwoording": slot.strip()}),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_beheren(afspraak, door), door),
        ook=[] if slot.strip() else [Klacht("Schrijf op wat ervan kwam.", "slot")],
    )
    afspraak.stand, afspraak.slot = Prestatieafspraak.Stand.AFGESLOTEN, slot.strip()
    afspraak.afgesloten_op, afspraak.afgesloten_door = timezone.now(), door
    afspraak.save(update_fields=["stand", "slot", "afgesloten_op", "afgesloten_door"])
    noteer(door=door, stap="prestatie.afsluiten", ding=afspraak)
    vertel_partij(afspraak.partij, "prestatie-afgesloten", afspraak, door)
    return afspraak
