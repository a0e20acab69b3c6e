"""The steps of a report: begin, write, establish, publish, withdraw, open again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from verantwoording.models import Raadsrapportage, Rapporttekst
from verantwoording.regels import onderwerp
from verantwoording.stroom import RAPPORTAGE
from verantwoording.termijnen import laatste_periode, teksten_voor
from verantwoording.verzamelen import (
    INLEIDING,
    bevindingen,
    bovenste_gebied,
    gebieden_van,
    geschreven_delen,
    inhoud_van,
    mag_zin,
    met_vaststelling,
    overal,
    schrijvers,
    te_plaatsen,
)
from verantwoording.zicht import blijft_binnen, leest, maakt, mag_publiceren, rapportages, uitgeschreven
from wijkwerk.berichten.service import trek_in as trek_bericht_in
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import personen
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.volgen import TEKST_PER_GEBIED, Rapportage
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.inhoud import zegel
from wijkwerk.publicatie.service import Publicatie
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_stap
from wijkwerk.wijken.models import Gebied

BINNEN = "Deze rapportage is vastgesteld voor een paar mensen. Open haar weer, en stel haar opnieuw vast voor iedereen."


def vergrendel(rapport: Raadsrapportage) -> Raadsrapportage:
    return Raadsrapportage.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=rapport.pk)


def _eis_maker(rij: Rapportage | None, door: Gebruiker) -> Rapportage:
    if rij is None or not maakt(door, rij):
        raise PermissionDenied("U maakt deze rapportage niet.")
    return rij


@transaction.atomic
def maak(*, rapportage: str, door: Gebruiker) -> Raadsrapportage:
    """Begin the report over the last period that is over, and ask who must for a sentence of their area.

    Raises PermissionDenied for who does not make it, StapGeweigerd when it is there already.
    """
    rij = _eis_maker(next((rij for rij in rapportages() if rij.sleutel == rapportage), None), door)
    gebied = Gebied.objects.select_for_update(of=("self",)).get(pk=bovenste_gebied().pk)
    periode = laatste_periode(rij)
    rapport = Raadsrapportage(
        rapportage=rij.sleutel,
        naam=rij.naam,
        gebied=gebied,
        van=periode.van,
        tot=periode.tot,
        uiterlijk=periode.uiterlijk,
        teksten_voor=teksten_voor(rij, periode),
        begonnen_door=door,
    )
    rapport.zet_plek([gebied])
    bekend = Raadsrapportage.objects.filter(rapportage=rij.sleutel, van=periode.van).exists()
    ook = [Klacht("Deze rapportage is er al.")] if bekend else []
    eis_stap(RAPPORTAGE["maken"], onderwerp(rapport), door, stand="", ook=ook)
    rapport.save()
    noteer(door=door, stap="rapportage.maken", ding=rapport)
    if TEKST_PER_GEBIED in rij.onderdelen:
        gevraagd = {mens.pk: mens for plek in gebieden_van(rij) for mens in schrijvers(rij, plek)}
        for mens in gevraagd.values():
            zet_klaar("rapportage-tekst", ontvanger=mens, ding=rapport)
    return rapport


@transaction.atomic
def schrijf_zin(*, rapport: Raadsrapportage, gebied: Gebied, tekst: str, door: Gebruiker) -> Rapporttekst:
    """Write of one area, or write it anew. Only by who the profile asks it of, there."""
    rapport = vergrendel(rapport)
    rij = rapport.rij
    if rij is None or gebied.niveau not in rij.niveaus or not mag_zin(door, rij, gebied):
        raise PermissionDenied("U schrijft niet over dit gebied.")
    ook = [] if tekst.strip() else [Klacht("Schrijf een tekst.", "tekst")]
    eis_stap(RAPPORTAGE["schrijven"], onderwerp(rapport), door, stand=rapport.stand, ook=ook)
    rij_tekst, _ = Rapporttekst.objects.update_or_create(
        rapport=rapport,
        gebied=gebied,
        onderdeel="",
        defaults={"tekst": tekst.strip(), "door": door, "op": timezone.now()},
    )
    noteer(door=door, stap="rapportage.schrijven", ding=rapport, gegevens={"gebied": gebied.pk})
    return rij_tekst


@transaction.atomic
def schrijf_delen(*, rapport: Raadsrapportage, teksten: Mapping[str, str], door: Gebruiker) -> None:
    """Write the opening and the parts that no app counts; what is left empty goes."""
    rapport = vergrendel(rapport)
    rij = _eis_maker(rapport.rij, door)
    eis_stap(RAPPORTAGE["schrijven"], onderwerp(rapport), door, stand=rapport.stand)
    for naam in (INLEIDING, *geschreven_delen(rij)):
        tekst = teksten.get(naam, "").strip()
        if tekst:
            Rapporttekst.objects.update_or_create(
                rapport=rapport,
                gebied=None,
                onderdeel=naam,
                defaults={"tekst": tekst, "door": door, "op": timezone.now()},
            )
        else:
            rapport.teksten.filter(onderdeel=naam).delete()
    noteer(door=door, stap="rapportage.schrijven", ding=rapport)


@transaction.atomic
def stel_vast(
    *, rapport: Raadsrapportage, bevestigd: Collection[str], gezien: str | None = None, door: Gebruiker
) -> Raadsrapportage:
    """Freeze the numbers and the words. What is only for some is told to them now.

    Raises StapGeweigerd with every finding of the masking check that is hard or was not looked at, and when what is
    established is not what was previewed (`gezien`: its seal).
    """
    rapport = vergrendel(rapport)
    rij = _eis_maker(rapport.rij, door)
    # One at a time: the later of two lies beside the earlier.
    Gebied.objects.select_for_update(of=("self",)).get(pk=rapport.gebied_id)
    inhoud = inhoud_van(rapport)
    ook = publicaties.klachten_uit(bevindingen(rapport, inhoud), bevestigd)
    if gezien is not None and gezien != zegel(inhoud):
        ook.insert(0, Klacht("Er veranderde iets sinds u dit voorbeeld zag. Kijk het opnieuw na."))
    eis_stap(RAPPORTAGE["vaststellen"], onderwerp(rapport), door, stand=rapport.stand, ook=ook)
    rapport.inhoud, rapport.inhoud_sha256 = publicaties.bevries(met_vaststelling(inhoud, _functie(door, rij)))
    rapport.stand = Raadsrapportage.Stand.VASTGESTELD
    rapport.vastgesteld_door, rapport.vastgesteld_op = door, timezone.now()
    rapport.voor_iedereen = rij.openbaar == "iedereen"
    rapport.save(
        update_fields=[
            "inhoud", "inhoud_sha256", "stand", "vastgesteld_door", "vastgesteld_op", "voor_iedereen",
        ]
    )  # fmt: skip
    noteer(door=door, stap="rapportage.vaststellen", ding=rapport, gegevens={"sha256": rapport.inhoud_sha256})
    trek_bericht_in("rapportage-tekst", rapport, reden="De rapportage is vastgesteld.")
    if rij.openbaar != "iedereen":
        _vertel(rapport, rij, door)
    return rapport


def _functie(door: Gebruiker, rij: Rapportage) -> str:
    """How who established it is called: a function, never a name."""
    namen = {selector.waarde for selector in rij.door if selector.soort == "rol"}
    eigen = next((v.rol.naam for v in door.vervullingen if v.rol.sleutel in namen), "")
    return eigen or door.vervullingen[0].rol.naam


def _vertel(rapport: Raadsrapportage, rij: Rapportage, door: Gebruiker) -> None:
    """Whom the profile names and who may read it: nobody hears of what is not there for them."""
    moment = rapport.vastgesteld_op.date().isoformat() if rapport.vastgesteld_op else ""
    wie, plek = uitgeschreven(rij.aan), overal()
    betrokken = None
    if blijft_binnen(rij) and rij.openbaar != "iedereen":
        lezers = frozenset(mens.pk for mens in personen(wie, plek) if leest(mens, rij))
        wie, betrokken = (Selector("houder"),), {"houder": lezers}
    zet_klaar_voor(
        wie,
        "rapportage-klaar",
        ding=rapport,
        plek=plek,
        betrokkenen=betrokken,
        moment=moment,
        behalve=door,
        bundel=True,
    )


def is_gepubliceerd(rapport: Raadsrapportage) -> bool:
    return Publicatie.objects.van(rapport).geldig().exists()


@transaction.atomic
def heropen(*, rapport: Raadsrapportage, reden: str, door: Gebruiker) -> Raadsrapportage:
    """Make it a concept again, with live numbers, to put something right. Not while the public reads it."""
    rapport = vergrendel(rapport)
    _eis_maker(rapport.rij, door)
    ook = []
    if is_gepubliceerd(rapport):
        ook.append(Klacht("Trek eerst in wat is gepubliceerd."))
    if not reden.strip():
        ook.append(Klacht("Schrijf op waarom de rapportage weer open gaat.", "reden"))
    eis_stap(RAPPORTAGE["heropenen"], onderwerp(rapport), door, stand=rapport.stand, ook=ook)
    rapport.stand = Raadsrapportage.Stand.CONCEPT
    rapport.inhoud, rapport.inhoud_sha256 = None, ""
    rapport.vastgesteld_door = rapport.vastgesteld_op = None
    rapport.save(update_fields=["inhoud", "inhoud_sha256", "stand", "vastgesteld_door", "vastgesteld_op"])
    noteer(door=door, stap="rapportage.heropenen", ding=rapport, reden=reden)
    return rapport


@transaction.atomic
def publiceer(
    *, rapport: Raadsrapportage, bevestigd: Collection[str], gezien: str | None = None, door: Gebruiker
) -> Publicatie:
    """Place what was established on the public site, and tell whom it is for. Raises StapGeweigerd with every complaint."""
    rapport = vergrendel(rapport)
    rij = rapport.rij
    if rij is None or not mag_publiceren(door, rij, rapport.plek()):
        raise PermissionDenied("U publiceert deze rapportage niet.")
    if rapport.is_concept:
        raise StapGeweigerd((Klacht("Stel de rapportage eerst vast."),))
    if not rapport.voor_iedereen:
        raise StapGeweigerd((Klacht(BINNEN),))
    nieuw = te_plaatsen(rapport, inhoud_van(rapport))
    if ook := publicaties.klacht_zelfde(nieuw):
        raise StapGeweigerd(tuple(ook))
    publicatie = publicaties.plaats(nieuw=nieuw, bevestigd=bevestigd, gezien=gezien, door=door)
    noteer(door=door, stap="rapportage.publiceren", ding=rapport, gegevens={"publicatie": publicatie.pk})
    _vertel(rapport, rij, door)
    return publicatie


@transaction.atomic
def trek_in(*, rapport: Raadsrapportage, reden: str, door: Gebruiker) -> Publicatie:
    """Take it from the public site, with a reason that everybody reads."""
    rapport = vergrendel(rapport)
    rij = rapport.rij
    if rij is None or not mag_publiceren(door, rij, rapport.plek()):
        raise PermissionDenied("U trekt deze rapportage niet in.")
    publicatie = publicaties.laatste_van(rapport)
    if publicatie is None:
        raise StapGeweigerd((Klacht("Deze rapportage is niet gepubliceerd."),))
    return publicaties.trek_in(publicatie=publicatie, reden=reden, door=door, wie=rij.door)
