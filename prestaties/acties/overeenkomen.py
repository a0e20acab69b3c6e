"""Agreeing: the municipality puts it before the organisation and the other opdrachtgever; with the last yes it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from prestaties.acties.gemeen import (
    als,
    mag_beheren,
    meld,
    mensen_van,
    vergrendel,
    vertel_controleurs,
    vertel_partij,
)
from prestaties.models import Prestatieafspraak
from prestaties.regels import onderwerp
from prestaties.stroom import PRESTATIE
from prestaties.zicht import eigen_partijen
from wijkwerk.berichten.service import trek_in
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Klacht, bezwaren, eis_stap, houder_sleutel
from wijkwerk.wijken.models import Partij

AKKOORD, NIET_AKKOORD = Instemming.Stand.AKKOORD, Instemming.Stand.NIET_AKKOORD


def wie_tekenen(afspraak: Prestatieafspraak) -> list[Partij]:
    """Who has to agree: the organisation and each opdrachtgever that is not the municipality, which puts it forward."""
    anderen = [rij for rij in afspraak.opdrachtgevers.all() if rij.soort != Partij.Soort.GEMEENTE]
    return [afspraak.partij, *anderen]


def sleutel(partij: Partij) -> str:
    return houder_sleutel(Houder(partij=partij))


def te_tekenen(afspraak: Prestatieafspraak, door: Gebruiker) -> list[Partij]:
    """For which of these parties this person may still agree."""
    return alle_te_tekenen([afspraak], door).get(afspraak.pk, [])


def alle_te_tekenen(afspraken: Iterable[Prestatieafspraak], door: Gebruiker) -> dict[int, list[Partij]]:
    """The same of many, by their pk; one query, none when nothing was put forward. `opdrachtgevers` may be prefetched."""
    eigen = eigen_partijen(door)
    rijen = [rij for rij in afspraken if rij.ligt_voor] if eigen else []
    if not rijen:
        return {}
    wacht = set(
        Instemming.objects.filter(object_soort="prestatieafspraak", object_id__in=[rij.pk for rij in rijen])
        .exclude(stand=AKKOORD)
        .values_list("object_id", "wie")
    )
    return {
        afspraak.pk: [
            rij for rij in wie_tekenen(afspraak) if rij.pk in eigen and (afspraak.pk, sleutel(rij)) in wacht
        ]
        for afspraak in rijen
    }


@transaction.atomic
def leg_voor(*, afspraak: Prestatieafspraak, door: Gebruiker) -> Prestatieafspraak:
    """Put a concept before the organisation: complete, as the profile asks of what is agreed (DHR-19, ETL-68).

    That is how the municipality agrees. Raises PermissionDenied, StandVeranderd, StapGeweigerd.
    """
    afspraak = vergrendel(afspraak)
    ook, _ = bezwaren("overeenkomen", onderwerp(afspraak), door)
    if afspraak.voorgelegd_op is not None:
        ook.append(Klacht("Deze afspraak is al voorgelegd."))
    wie = wie_tekenen(afspraak)
    ook += [
        Klacht(f"Bij {partij} heeft nog niemand een account die hierover gaat. Vraag de beheerder om hulp.")
        for partij in wie
        if not mensen_van(partij).exists()
    ]
    eis_stap(
        PRESTATIE["voorleggen"],
        onderwerp(afspraak),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_beheren(afspraak, door), door),
        ook=ook,
    )
    afspraak.voorgelegd_op, afspraak.voorgelegd_door = timezone.now(), door
    afspraak.save(update_fields=["voorgelegd_op", "voorgelegd_door"])
    Instemming.objects.bij(afspraak).delete()
    for partij in wie:
        Instemming.objects.create(
            object_soort="prestatieafspraak", object_id=afspraak.pk, wie=sleutel(partij)
        )
        vertel_partij(
            partij, "prestatie-voorgelegd", afspraak, door, moment=str(afspraak.voorgelegd_op.date())
        )
    noteer(door=door, stap="prestatie.voorleggen", ding=afspraak)
    return afspraak


@transaction.atomic
def stem_in(
    *, afspraak: Prestatieafspraak, partij: Partij, akkoord: bool | None, toelichting: str, door: Gebruiker
) -> Prestatieafspraak:
    """Say yes or no for an organisation, by somebody who speaks for it; no asks why.

    With the last yes it is agreed, and running when its first day is there. Raises PermissionDenied, StandVeranderd
    when it was changed or taken back meanwhile, StapGeweigerd.
    """
    afspraak = vergrendel(afspraak)
    ook = []
    if not afspraak.ligt_voor:
        ook.append(Klacht("Deze afspraak ligt niet meer voor. Er kan iets zijn gewijzigd."))
    if akkoord is None:
        ook.append(Klacht("Kies ja of nee.", "akkoord"))
    if akkoord is False and not toelichting.strip():
        ook.append(Klacht("Schrijf op waarom niet.", "toelichting"))
    tekent = als(partij in wie_tekenen(afspraak) and partij.pk in eigen_partijen(door), door)
    eis_stap(
        PRESTATIE["instemmen"], onderwerp(afspraak), door, stand=afspraak.stand, toestemming=tekent, ook=ook
    )
    Instemming.objects.bij(afspraak).filter(wie=sleutel(partij)).update(
        stand=AKKOORD if akkoord else NIET_AKKOORD,
        door=door,
        functie=_functie(door, partij),
        toelichting=toelichting.strip(),
        gegeven_op=timezone.now(),
    )
    noteer(
        door=door,
        stap="prestatie.instemmen",
        ding=afspraak,
        reden="" if akkoord else toelichting.strip(),
        gegevens={"partij": partij.sleutel, "akkoord": akkoord},
    )
    if Instemming.objects.bij(afspraak).exclude(stand=AKKOORD).exists():
        if not akkoord:
            vertel_controleurs(afspraak, "prestatie-niet-akkoord", afspraak, door, moment=str(timezone.now()))
        return afspraak
    return _kom_overeen(afspraak, door)


def _functie(door: Gebruiker, partij: Partij) -> str:
    return next((v.rol.naam for v in door.vervullingen if v.partij_id == partij.pk), "")


def _kom_overeen(afspraak: Prestatieafspraak, door: Gebruiker) -> Prestatieafspraak:
    uitkomst = eis_stap(
        PRESTATIE["overeenkomen"],
        onderwerp(afspraak),
        door,
        stand=afspraak.stand,
        toestemming=als(True, door),
    )
    afspraak.stand, afspraak.overeengekomen_op = Prestatieafspraak.Stand.OVEREENGEKOMEN, timezone.now()
    afspraak.save(update_fields=["stand", "overeengekomen_op"])
    noteer(door=door, stap="prestatie.overeenkomen", ding=afspraak)
    trek_in("prestatie-voorgelegd", afspraak, reden="De afspraak is overeengekomen.")
    vertel_controleurs(afspraak, "prestatie-overeengekomen", afspraak, door)
    for partij in wie_tekenen(afspraak):
        vertel_partij(partij, "prestatie-overeengekomen", afspraak, door)
    meld(uitkomst, afspraak, "prestatie-overeengekomen", door)
    return ga_in(afspraak=afspraak, dag=timezone.localdate())


@transaction.atomic
def ga_in(*, afspraak: Prestatieafspraak, dag: date) -> Prestatieafspraak:
    """Begin when the first day is there; nothing when it is not, or when it runs already."""
    afspraak = vergrendel(afspraak)
    if afspraak.begin > dag or afspraak.stand != Prestatieafspraak.Stand.OVEREENGEKOMEN:
        return afspraak
    eis_stap(PRESTATIE["ingaan"], onderwerp(afspraak), None, stand=afspraak.stand)
    afspraak.stand = Prestatieafspraak.Stand.LOPEND
    afspraak.save(update_fields=["stand"])
    noteer(door=None, stap="prestatie.ingaan", ding=afspraak)
    return afspraak


@transaction.atomic
def laat_vervallen(*, afspraak: Prestatieafspraak, reden: str, door: Gebruiker) -> Prestatieafspraak:
    """Drop a concept, with why; who was asked to agree hears it."""
    afspraak = vergrendel(afspraak)
    eis_stap(
        PRESTATIE["vervallen"],
        onderwerp(afspraak, {"reden": reden.strip()}),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_beheren(afspraak, door), door),
        ook=[] if reden.strip() else [Klacht("Schrijf op waarom.", "reden")],
    )
    lag_voor = afspraak.ligt_voor
    afspraak.stand, afspraak.slot = Prestatieafspraak.Stand.VERVALLEN, reden.strip()
    afspraak.afgesloten_op, afspraak.afgesloten_door = timezone.now(), door
    # The year before may be taken over anew.
    afspraak.vorige = None
    afspraak.save(update_fields=["stand", "slot", "afgesloten_op", "afgesloten_door", "vorige"])
    noteer(door=door, stap="prestatie.vervallen", ding=afspraak, reden=reden.strip())
    trek_in("prestatie-voorgelegd", afspraak, reden="De afspraak gaat niet door.")
    if lag_voor:
        for partij in wie_tekenen(afspraak):
            vertel_partij(partij, "prestatie-vervallen", afspraak, door)
    return afspraak
