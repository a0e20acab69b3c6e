"""Every year anew (ETL-27): take an afspraak over to the next year, or say why it ends."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from prestaties.acties.gemeen import als, mag_beheren, vergrendel
from prestaties.models import Inzet, Prestatieafspraak
from prestaties.regels import onderwerp
from prestaties.stroom import PRESTATIE
from wijkwerk.berichten.service import trek_in
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, eis_stap

EEN_JAAR = 12
OVER = (
    "wat", "waarom", "wanneer", "hoe", "door_wie", "thema", "doelgroep", "planitem", "eenheid", "bedrag",
)  # fmt: skip


def _al_besloten(afspraak: Prestatieafspraak) -> list[Klacht]:
    if hasattr(afspraak, "opvolger"):
        return [Klacht("Deze afspraak is al overgenomen.")]
    if afspraak.niet_vernieuwd_op is not None:
        return [Klacht("U heeft al vastgelegd dat deze afspraak niet wordt verlengd.")]
    return []


@transaction.atomic
def neem_over(*, afspraak: Prestatieafspraak, door: Gebruiker) -> Prestatieafspraak:
    """Make the concept of the year after: the same words, areas and amounts; both sides agree anew. Once."""
    afspraak = vergrendel(afspraak)
    eis_stap(
        PRESTATIE["overnemen"],
        onderwerp(afspraak),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_beheren(afspraak, door), door),
        ook=_al_besloten(afspraak),
    )
    # The day after it ends, for as long as it was.
    begin = afspraak.einde + timedelta(days=1)
    nieuw = Prestatieafspraak.objects.create(
        partij=afspraak.partij,
        vorige=afspraak,
        opgesteld_door=door,
        begin=begin,
        einde=plus_maanden(begin, EEN_JAAR) - timedelta(days=1),
        plek_gebieden=afspraak.plek_gebieden,
        plek_partijen=afspraak.plek_partijen,
        **{naam: getattr(afspraak, naam) for naam in OVER},
    )
    nieuw.opdrachtgevers.set(afspraak.opdrachtgevers.all())
    Inzet.objects.bulk_create(
        Inzet(afspraak=nieuw, gebied=rij.gebied, hoeveelheid=rij.hoeveelheid) for rij in afspraak.inzet.all()
    )
    noteer(door=door, stap="prestatie.overnemen", ding=afspraak, gegevens={"nieuw": nieuw.pk})
    noteer(door=door, stap="prestatie.opstellen", ding=nieuw, gegevens={"uit": afspraak.pk})
    trek_in("herinnering", afspraak, reden="De afspraak is overgenomen.")
    return nieuw


@transaction.atomic
def verleng_niet(*, afspraak: Prestatieafspraak, reden: str, door: Gebruiker) -> Prestatieafspraak:
    """It ends: say why, and it is off the list."""
    afspraak = vergrendel(afspraak)
    ook = _al_besloten(afspraak)
    if not reden.strip():
        ook.append(Klacht("Schrijf op waarom niet.", "reden"))
    eis_stap(
        PRESTATIE["overnemen"],
        onderwerp(afspraak, {"reden": reden.strip()}),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_beheren(afspraak, door), door),
        ook=ook,
    )
    afspraak.niet_vernieuwd_op, afspraak.niet_vernieuwd_reden = timezone.now(), reden.strip()
    afspraak.save(update_fields=["niet_vernieuwd_op", "niet_vernieuwd_reden"])
    noteer(door=door, stap="prestatie.niet-verlengen", ding=afspraak, reden=reden.strip())
    trek_in("herinnering", afspraak, reden="De afspraak wordt niet verlengd.")
    return afspraak
