"""Deciding that a form goes differently in one area, and ending that again."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from overleggen import afwijkingen
from overleggen.models import Afwijking
from overleggen.regels_gebied import onderwerp_afwijking
from overleggen.stroom import AFWIJKING
from overleggen.zicht import selectors_van
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek, Vervulling
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd, bezwaren, wie_hoort_het
from wijkwerk.wijken.models import Gebied

GEVRAAGD, BESLOTEN = "afwijking-gevraagd", "afwijking-besloten"
# The field of a complaint that waits for somebody's word, not for the one who proposes.
WACHT = "instemming"
Stand = Afwijking.Stand


@transaction.atomic
def stel_afwijking_voor(
    *,
    vorm: str,
    gebied: Gebied,
    soort: str,
    reden: str,
    van: date,
    door: Gebruiker,
    tot: date | None = None,
    alternatief: str = "",
    per_jaar: int | None = None,
) -> Afwijking:
    """Decide it at once, or, where the profile wants others to agree, ask them (HEL-50).

    Raises PermissionDenied for who may not, and StapGeweigerd with every complaint at once.
    """
    gebied = Gebied.objects.select_for_update().get(pk=gebied.pk)
    rij = Afwijking(
        vorm=vorm,
        gebied=gebied,
        soort=soort,
        reden=reden.strip(),
        alternatief=alternatief.strip(),
        per_jaar=per_jaar if soort != Afwijking.Soort.VERVALT else None,
        van=van,
        tot=tot,
        voorgesteld_door=door,
    )
    rij.zet_plek([gebied])
    if not afwijkingen.mag_voorstellen(door, rij):
        raise PermissionDenied("Wie hierover beslist staat in het gemeenteprofiel. Dat bent u hier niet.")
    klachten = _klachten(rij)
    if not klachten:
        rij.save()
        _vraag(rij, door)
        hard, _ = bezwaren("vrijstellen", onderwerp_afwijking(rij), door)
        klachten = [klacht for klacht in hard if klacht.veld != WACHT]
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    noteer(
        door=door,
        stap="gebied.afwijking-voorstellen",
        ding=rij,
        reden=rij.reden,
        gegevens={"vorm": vorm, "gebied": gebied.pk, "soort": soort},
    )
    _beslis(rij, door)
    return rij


def _klachten(rij: Afwijking) -> list[Klacht]:
    """What holds for every municipality: a reason, a way, days that make sense, and one decision at a time."""
    klachten: list[Klacht] = []
    vorm = actief_profiel().overlegvorm(rij.vorm)
    if not rij.reden:
        klachten.append(Klacht("Geef een reden.", "reden", vorm.eis))
    if rij.soort == Afwijking.Soort.AANGEPAST and not rij.alternatief:
        klachten.append(Klacht("Schrijf op hoe het overleg hier gaat.", "alternatief"))
    if rij.tot is not None and rij.tot < rij.van:
        klachten.append(Klacht("De einddatum ligt voor de begindatum.", "tot"))
    komt_erbij = rij.soort == Afwijking.Soort.BESCHIKBAAR
    if komt_erbij and not afwijkingen.kan_beschikbaar(vorm, rij.gebied):
        klachten.append(Klacht(f"{vorm.naam} kan in {rij.gebied} niet worden toegevoegd.", "soort", vorm.eis))
    if not komt_erbij and not afwijkingen.wordt_gehouden(vorm, rij.gebied):
        klachten.append(Klacht(f"{vorm.naam} wordt in {rij.gebied} niet gehouden.", "soort", vorm.eis))
    klachten.extend(_al_besloten(rij))
    return klachten


def _al_besloten(rij: Afwijking) -> list[Klacht]:
    einde = rij.tot or date.max
    for ander in Afwijking.objects.open().filter(vorm=rij.vorm, gebied=rij.gebied):
        if ander.is_voorgesteld:
            return [Klacht("Hierover ligt al een voorstel. Wacht daarop, of trek dat in.", "soort")]
        if ander.van <= einde and rij.van <= (ander.tot or date.max):
            return [Klacht("In deze tijd geldt hier al een afwijking. Beëindig die eerst.", "van")]
    return []


def _vraag(rij: Afwijking, door: Gebruiker) -> None:
    """One row for each that the profile wants; who proposes has agreed for the own role."""
    onderwerp = onderwerp_afwijking(rij)
    for wie in afwijkingen.wie_beslissen(onderwerp):
        eigen = eigen_vervulling(str(wie), door, rij.plek())
        Instemming.objects.create(
            object_soort=rij._meta.model_name or "",
            object_id=rij.pk,
            wie=str(wie),
            stand=Instemming.Stand.AKKOORD if eigen else Instemming.Stand.GEVRAAGD,
            door=door if eigen else None,
            functie=eigen.rol.naam if eigen else "",
            gegeven_op=timezone.now() if eigen else None,
        )
        if not eigen:
            zet_klaar_voor((wie,), GEVRAAGD, ding=rij, plek=rij.plek(), moment=str(wie), behalve=door)


def eigen_vervulling(wie: str, gebruiker: Gebruiker, plek: Plek) -> Vervulling | None:
    """The role with which this person answers for who was asked."""
    for vervulling in gebruiker.vervullingen:
        selectors = {*selectors_van(vervulling), f"partij:{vervulling.partij_sleutel}"}
        if wie in selectors and vervulling.geldt_in(plek):
            return vervulling
    return None


@transaction.atomic
def stem_in_met_afwijking(
    *, afwijking: Afwijking, akkoord: bool, toelichting: str, door: Gebruiker
) -> Afwijking:
    """Answer for every role in which one was asked; the last yes makes it hold, one no ends the proposal."""
    rij = _haal(afwijking)
    if not rij.is_voorgesteld:
        raise StandVeranderd((Klacht("Hierover is al besloten."),))
    if not akkoord and not toelichting.strip():
        raise StapGeweigerd((Klacht("Schrijf op waarom niet.", "toelichting"),))
    eigen = [
        (vraag, vervulling)
        for vraag in Instemming.objects.bij(rij).filter(stand=Instemming.Stand.GEVRAAGD).select_for_update()
        if (vervulling := eigen_vervulling(vraag.wie, door, rij.plek()))
    ]
    if not eigen:
        raise PermissionDenied("Aan u is hierover niets gevraagd.")
    for vraag, vervulling in eigen:
        vraag.stand = Instemming.Stand.AKKOORD if akkoord else Instemming.Stand.NIET_AKKOORD
        vraag.door, vraag.gegeven_op = door, timezone.now()
        vraag.functie, vraag.toelichting = vervulling.rol.naam, toelichting.strip()
        vraag.save(update_fields=["stand", "door", "gegeven_op", "functie", "toelichting"])
        noteer(
            door=door, stap="gebied.instemmen", ding=rij, gegevens={"wie": vraag.wie, "stand": vraag.stand}
        )
    if akkoord:
        _beslis(rij, door)
    else:
        _zet(rij, Stand.AFGEWEZEN, door, "gebied.afwijking-afwijzen")
    return rij


def _beslis(rij: Afwijking, door: Gebruiker) -> None:
    """It holds as soon as nothing of the profile stands in the way."""
    onderwerp = onderwerp_afwijking(rij)
    if bezwaren("vrijstellen", onderwerp, door)[0]:
        return
    _zet(rij, Stand.GELDT, door, "gebied.vrijstellen")
    zet_klaar_voor(wie_hoort_het("vrijstellen", onderwerp), BESLOTEN, ding=rij, plek=rij.plek(), behalve=door)


def _zet(rij: Afwijking, stand: str, door: Gebruiker, stap: str) -> None:
    rij.stand, rij.besloten_op = stand, timezone.now()
    rij.save(update_fields=["stand", "besloten_op"])
    noteer(door=door, stap=stap, ding=rij, reden=rij.reden, gegevens={"stand": stand})
    if rij.voorgesteld_door != door:
        zet_klaar(BESLOTEN, ontvanger=rij.voorgesteld_door, ding=rij)


@transaction.atomic
def hervat(*, afwijking: Afwijking, reden: str, door: Gebruiker) -> Afwijking:
    """From today the form goes as the profile has it again; a proposal is taken back."""
    rij = _haal(afwijking)
    if not afwijkingen.mag_hervatten(door, rij):
        raise PermissionDenied("Wie hierover beslist staat in het gemeenteprofiel. Dat bent u hier niet.")
    if rij.stand not in AFWIJKING["hervatten"].van:
        raise StandVeranderd((Klacht("Dit geldt al niet meer."),))
    if not reden.strip():
        raise StapGeweigerd((Klacht("Geef een reden.", "reden"),))
    gisteren = timezone.localdate() - timedelta(days=1)
    if rij.stand == Stand.GELDT and (rij.tot is None or rij.tot > gisteren):
        rij.tot = max(gisteren, rij.van)
    rij.stand, rij.eindreden = Stand.BEEINDIGD, reden.strip()
    rij.beeindigd_door, rij.beeindigd_op = door, timezone.now()
    rij.save(update_fields=["stand", "eindreden", "tot", "beeindigd_door", "beeindigd_op"])
    noteer(door=door, stap="gebied.hervatten", ding=rij, reden=reden, gegevens={"vorm": rij.vorm})
    return rij


def _haal(afwijking: Afwijking) -> Afwijking:
    rijen = Afwijking.objects.select_for_update(of=("self",)).select_related("gebied", "voorgesteld_door")
    return rijen.get(pk=afwijking.pk)
