"""What the steps share: locking, who may take a step, and telling both sides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from prestaties.models import Prestatieafspraak, Prestatiecontrole
from prestaties.zicht import eigen_partijen
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, Toestemming, Uitkomst
from wijkwerk.wijken.models import Gebied, Partij

NIEMAND = Toestemming(wie=(Selector("houder"),), alleen=True, betrokkenen={"houder": frozenset()})


def vergrendel(afspraak: Prestatieafspraak) -> Prestatieafspraak:
    rijen = Prestatieafspraak.objects.select_for_update(of=("self",))
    return (
        rijen.select_related("partij", "planitem__plan").prefetch_related("inzet__gebied").get(pk=afspraak.pk)
    )


def vergrendel_controle(controle: Prestatiecontrole) -> Prestatiecontrole:
    """Lock the afspraak first, then the check: always in this order."""
    afspraak = vergrendel(controle.afspraak)
    rij = Prestatiecontrole.objects.select_for_update(of=("self",)).get(pk=controle.pk)
    rij.afspraak = afspraak
    return rij


def als(magt: bool, door: Gebruiker) -> Toestemming:
    """This person or nobody: who may was found out before."""
    if not magt:
        return NIEMAND
    return Toestemming(wie=(Selector("houder"),), alleen=True, betrokkenen={"houder": frozenset({door.pk})})


def mag_beheren(afspraak: Prestatieafspraak, door: Gebruiker) -> bool:
    """Who draws up and checks where it lies, and does not work for the organisation itself."""
    return not _werkt_bij(door, afspraak.partij) and mag(door, Recht.PRESTATIE_CONTROLEREN, afspraak.plek())


def mag_opstellen(door: Gebruiker, partij: Partij, gebieden: Iterable[Gebied]) -> bool:
    """The same before there is a row: in each of the areas."""
    return not _werkt_bij(door, partij) and all(
        mag(door, Recht.PRESTATIE_CONTROLEREN, Plek(frozenset(gebied.voorouders))) for gebied in gebieden
    )


def _werkt_bij(door: Gebruiker, partij: Partij) -> bool:
    return any(v.partij_id == partij.pk for v in door.vervullingen)


def mag_leveren(afspraak: Prestatieafspraak, door: Gebruiker) -> bool:
    """Who speaks for the organisation that promised it; never an opdrachtgever."""
    return afspraak.partij_id in eigen_partijen(door)


def mensen_van(partij: Partij) -> QuerySet[Gebruiker]:
    """Who agrees and delivers for a party."""
    rollen = [rol.sleutel for rol in actief_profiel().rollen if Recht.PRESTATIE_LEVEREN in rol.mag]
    namens = Roltoewijzing.objects.geldig().filter(partij=partij, rol__in=rollen)
    return Gebruiker.objects.filter(pk__in=namens.values("gebruiker"), is_active=True).order_by("pk")


def controleurs(afspraak: Prestatieafspraak) -> list[Gebruiker]:
    """Who checks there."""
    rollen = [rol.sleutel for rol in actief_profiel().rollen if Recht.PRESTATIE_CONTROLEREN in rol.mag]
    wie = personen(tuple(Selector("rol", rol) for rol in rollen), afspraak.plek()).order_by("pk")
    return [mens for mens in wie if mag_beheren(afspraak, mens)]


def vertel_partij(
    partij: Partij,
    soort: str,
    ding: Prestatieafspraak | Prestatiecontrole,
    door: Gebruiker | None,
    moment: str = "",
) -> None:
    """Tell the people of an organisation; where nobody has an account, its address."""
    wie = [mens for mens in mensen_van(partij) if door is None or mens.pk != door.pk]
    for mens in wie:
        zet_klaar(soort, ontvanger=mens, ding=ding, moment=moment)
    if not wie and partij.e_mail:
        zet_klaar(soort, adressant=("partij", partij.pk), ding=ding, moment=moment)


def vertel_controleurs(
    afspraak: Prestatieafspraak,
    soort: str,
    ding: Prestatieafspraak | Prestatiecontrole,
    door: Gebruiker,
    moment: str = "",
) -> None:
    for mens in controleurs(afspraak):
        if mens.pk != door.pk:
            zet_klaar(soort, ontvanger=mens, ding=ding, moment=moment)


def meld(uitkomst: Uitkomst, afspraak: Prestatieafspraak, soort: str, door: Gebruiker | None) -> None:
    """Tell whom the profile names at this step."""
    if uitkomst.meldt:
        zet_klaar_voor(uitkomst.meldt, soort, ding=afspraak, plek=afspraak.plek(), behalve=door)


def klacht_getal(waarde: Decimal | None, veld: str, leeg: str) -> list[Klacht]:
    if waarde is None:
        return [Klacht(leeg, veld)]
    return [] if waarde > 0 else [Klacht("Vul een getal in van meer dan nul.", veld)]


def klacht_dag(dag: date | None, veld: str, leeg: str) -> list[Klacht]:
    return [] if dag is not None else [Klacht(leeg, veld)]
