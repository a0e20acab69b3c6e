"""Drawing up: what, why, when, how, by whom, how much where, for which money, in whose assignment."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from prestaties.acties.gemeen import als, mag_beheren, mag_opstellen, vergrendel
from prestaties.models import Inzet, Prestatieafspraak
from prestaties.regels import onderwerp
from prestaties.stroom import PRESTATIE
from wijkagenda.models import Planitem
from wijkwerk.berichten.service import trek_in
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_stap
from wijkwerk.wijken.models import Gebied, Partij

MEESTE_OPDRACHTGEVERS = 2
Hoeveel = Mapping[Gebied, Decimal]


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """What is agreed, beside with whom and how much where."""

    wat: str
    begin: date | None
    einde: date | None
    waarom: str = ""
    wanneer: str = ""
    hoe: str = ""
    door_wie: str = ""
    thema: str = ""
    doelgroep: str = ""
    planitem: Planitem | None = None
    eenheid: str = ""
    bedrag: Decimal | None = None


@transaction.atomic
def stel_op(
    *,
    partij: Partij,
    opdrachtgevers: Sequence[Partij],
    inhoud: Inhoud,
    inzet: Hoeveel,
    door: Gebruiker,
    client_id: uuid.UUID | None = None,
) -> Prestatieafspraak:
    """Make a concept. What it must say is asked when it is put before the organisation (DHR-19, ETL-68).

    Raises PermissionDenied for who does not check in every one of the areas, StapGeweigerd with every complaint.
    """
    if not mag_opstellen(door, partij, inzet):
        raise PermissionDenied(
            "U kunt voor deze organisatie of in een van deze gebieden geen afspraak maken."
        )

    def maak() -> Prestatieafspraak:
        _eis(partij, opdrachtgevers, inhoud, inzet)
        afspraak = Prestatieafspraak(partij=partij, opgesteld_door=door, **_velden(inhoud))
        afspraak.zet_plek(inzet, [partij, *opdrachtgevers])
        afspraak.save()
        _zet_delen(afspraak, opdrachtgevers, inzet)
        eis_stap(PRESTATIE["opstellen"], onderwerp(afspraak), door, stand="", toestemming=als(True, door))
        noteer(door=door, stap="prestatie.opstellen", ding=afspraak)
        return afspraak

    return eenmaal(Prestatieafspraak, client_id=client_id, door=door, maak=maak)


@transaction.atomic
def wijzig(
    *,
    afspraak: Prestatieafspraak,
    opdrachtgevers: Sequence[Partij],
    inhoud: Inhoud,
    inzet: Hoeveel,
    door: Gebruiker,
) -> Prestatieafspraak:
    """Change a concept. Was it put before the organisation, then it has to be again: nobody agrees to what changed."""
    afspraak = vergrendel(afspraak)
    ook = _klachten(afspraak.partij, opdrachtgevers, inhoud, inzet)
    eis_stap(
        PRESTATIE["wijzigen"],
        onderwerp(afspraak),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_beheren(afspraak, door) and mag_opstellen(door, afspraak.partij, inzet), door),
        ook=ook,
    )
    for naam, waarde in _velden(inhoud).items():
        setattr(afspraak, naam, waarde)
    afspraak.zet_plek(inzet, [afspraak.partij, *opdrachtgevers])
    afspraak.voorgelegd_op, afspraak.voorgelegd_door = None, None
    afspraak.save()
    afspraak.inzet.all().delete()
    _zet_delen(afspraak, opdrachtgevers, inzet)
    Instemming.objects.bij(afspraak).delete()
    trek_in("prestatie-voorgelegd", afspraak, reden="De afspraak is gewijzigd.")
    noteer(door=door, stap="prestatie.wijzigen", ding=afspraak)
    return afspraak


def _velden(inhoud: Inhoud) -> dict[str, object]:
    schoon = {naam: getattr(inhoud, naam) for naam in Inhoud.__dataclass_fields__}
    return {naam: waarde.strip() if isinstance(waarde, str) else waarde for naam, waarde in schoon.items()}


def _zet_delen(afspraak: Prestatieafspraak, opdrachtgevers: Sequence[Partij], inzet: Hoeveel) -> None:
    Inzet.objects.bulk_create(
        Inzet(afspraak=afspraak, gebied=gebied, hoeveelheid=aantal) for gebied, aantal in inzet.items()
    )
    afspraak.opdrachtgevers.set(opdrachtgevers)


def _eis(partij: Partij, opdrachtgevers: Sequence[Partij], inhoud: Inhoud, inzet: Hoeveel) -> None:
    if klachten := _klachten(partij, opdrachtgevers, inhoud, inzet):
        raise StapGeweigerd(tuple(klachten))


def _klachten(
    partij: Partij, opdrachtgevers: Sequence[Partij], inhoud: Inhoud, inzet: Hoeveel
) -> list[Klacht]:
    klachten = []
    if not inhoud.wat.strip():
        klachten.append(Klacht("Schrijf op wat de organisatie doet.", "wat"))
    if inhoud.begin is None:
        klachten.append(Klacht("Vul de eerste dag in.", "begin"))
    if inhoud.einde is None:
        klachten.append(Klacht("Vul de laatste dag in.", "einde"))
    elif inhoud.begin is not None and inhoud.einde < inhoud.begin:
        klachten.append(Klacht("De laatste dag ligt voor de eerste.", "einde"))
    if inhoud.bedrag is not None and inhoud.bedrag < 0:
        klachten.append(Klacht("Een bedrag is nul of meer.", "bedrag"))
    if not inzet:
        klachten.append(Klacht("Vul bij ten minste één gebied in hoeveel er wordt geleverd.", "inzet"))
    elif any(aantal <= 0 for aantal in inzet.values()):
        klachten.append(Klacht("Vul een getal in van meer dan nul, of laat het vak leeg.", "inzet"))
    elif not inhoud.eenheid.strip():
        klachten.append(Klacht("Schrijf op wat u telt: uren, bijeenkomsten, gesprekken.", "eenheid"))
    return klachten + _over_opdrachtgevers(partij, opdrachtgevers)


def _over_opdrachtgevers(partij: Partij, opdrachtgevers: Sequence[Partij]) -> list[Klacht]:
    """One or two, and not the organisation itself (ETL-27)."""
    if not 1 <= len(opdrachtgevers) <= MEESTE_OPDRACHTGEVERS:
        return [Klacht("Kies één of twee opdrachtgevers.", "opdrachtgevers")]
    if partij in opdrachtgevers:
        return [Klacht("Een organisatie is niet haar eigen opdrachtgever.", "opdrachtgevers")]
    return []
