"""Who takes part, and who was there."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from overleggen import bewaking, poort
from overleggen.acties.overleg import UITNODIGING, haal, is_bemand, zet_plek
from overleggen.models import Deelnemer, Overleg
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector, selectornaam
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.models import Partij


@transaction.atomic
def voeg_deelnemer_toe(
    *,
    overleg: Overleg,
    door: Gebruiker,
    persoon: Gebruiker | None = None,
    partij: Partij | None = None,
    selector: Selector | None = None,
    functie: str = "",
    kant: str = "",
    hoe: str = Deelnemer.Hoe.DEELNEMER,
) -> Deelnemer:
    """Let a person, a party, a role or a guest take part. Refused for a side that the form keeps out (DHR-33)."""
    overleg = haal(overleg)
    rij = Deelnemer(
        overleg=overleg,
        persoon=persoon,
        partij=partij,
        selector=str(selector) if selector else "",
        functie=functie.strip(),
        kant=kant if functie.strip() else "",
        naam=_naam(overleg, persoon, partij, selector, functie),
        hoe=hoe,
    )
    ook = [
        *_compleet(rij),
        *bewaking.wie_mag_erbij(
            overleg, persoon=persoon, partij=partij, selector=rij.selector, kant=rij.kant
        ),
    ]
    poort.eis(overleg, _stap(overleg), door, ook=ook)
    rij.save()
    zet_plek(overleg)
    noteer(door=door, stap="overleg.deelnemer", ding=overleg, gegevens={"deelnemer": rij.pk, "hoe": hoe})
    if overleg.stand == Overleg.Stand.UITGENODIGD:
        _nodig(rij, door)
    return rij


def _compleet(rij: Deelnemer) -> list[Klacht]:
    gekozen = [rij.persoon_id, rij.partij_id, rij.selector, rij.functie]
    if sum(bool(keuze) for keuze in gekozen) != 1:
        return [
            Klacht("Kies één: een persoon, een partij, een rol of een gast met een functie.", "deelnemer")
        ]
    if rij.functie and not rij.kant:
        return [Klacht("Kies namens welke kant deze gast komt.", "kant")]
    dubbel = Deelnemer.objects.filter(
        overleg=rij.overleg, persoon=rij.persoon, partij=rij.partij, selector=rij.selector
    )
    if not rij.functie and dubbel.exists():
        return [Klacht(f"{rij.naam} staat al bij de deelnemers.", "deelnemer")]
    return []


def _naam(
    overleg: Overleg,
    persoon: Gebruiker | None,
    partij: Partij | None,
    selector: Selector | None,
    functie: str,
) -> str:
    if persoon is not None:
        return persoon.naam
    if partij is not None:
        return partij.naam
    return selectornaam(selector, overleg.profiel) if selector else functie.strip()


def _stap(overleg: Overleg) -> str:
    """Before the meeting the invitation is changed; at the meeting who comes in is written down."""
    return "aanwezig" if overleg.is_gehouden else "wijzigen"


def _nodig(rij: Deelnemer, door: Gebruiker) -> None:
    overleg = rij.overleg
    if rij.persoon is not None:
        zet_klaar(UITNODIGING, ontvanger=rij.persoon, ding=overleg)
    elif not rij.functie:
        soort, _, waarde = rij.selector.partition(":")
        wie = Selector("partij", rij.partij.sleutel) if rij.partij else Selector(soort, waarde)
        zet_klaar_voor((wie,), UITNODIGING, ding=overleg, plek=overleg.plek(), behalve=door)
        if rij.partij is not None and rij.partij.e_mail and not is_bemand(rij.partij):
            zet_klaar(UITNODIGING, adressant=("partij", rij.partij.pk), ding=overleg)


@transaction.atomic
def verwijder_deelnemer(*, deelnemer: Deelnemer, door: Gebruiker) -> None:
    """Take somebody off the list before the meeting; whom the form requires stays on it."""
    overleg = haal(deelnemer.overleg)
    ook = []
    if deelnemer.hoe == Deelnemer.Hoe.VERPLICHT:
        ook.append(
            Klacht(f"{deelnemer.naam} hoort bij dit overleg en blijft op de lijst.", eis=overleg.vormrij.eis)
        )
    poort.eis(overleg, "wijzigen", door, ook=ook)
    noteer(door=door, stap="overleg.deelnemer-weg", ding=overleg, gegevens={"deelnemer": deelnemer.pk})
    deelnemer.delete()
    zet_plek(overleg)


@transaction.atomic
def leg_aanwezigheid_vast(*, overleg: Overleg, aanwezig: Mapping[int, str], door: Gebruiker) -> None:
    """Write down who was there, by the id of the row: ja, nee, vervangen, or "" for not known."""
    overleg = haal(overleg)
    poort.eis(overleg, "aanwezig", door)
    if set(aanwezig.values()) - {"", *Deelnemer.Aanwezig.values}:
        raise StapGeweigerd((Klacht("Kies: aanwezig, afwezig of vervangen.", "aanwezig"),))
    rijen = list(overleg.deelnemers.filter(pk__in=aanwezig))
    for rij in rijen:
        rij.aanwezig = aanwezig[rij.pk]
    Deelnemer.objects.bulk_update(rijen, ["aanwezig"])
    noteer(
        door=door,
        stap="overleg.aanwezig",
        ding=overleg,
        gegevens={"aantal": sum(rij.is_erbij for rij in rijen)},
    )
