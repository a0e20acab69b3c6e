"""The steps of a poll: open, answer, close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from overleggen import peilen, stroom
from overleggen.bronnen import Bron
from overleggen.models import Peiling, Peilingantwoord
from wijkwerk.berichten.service import trek_in, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actieve_versie_id
from wijkwerk.gevolgd import vertel_stand
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StandVeranderd, Uitkomst, eis_stap
from wijkwerk.wijken.models import Gebied

GEVRAAGD, GESLOTEN = "peiling-gevraagd", "peiling-gesloten"


@transaction.atomic
def open_peiling(
    *,
    vorm: str,
    gebied: Gebied,
    vraag: str,
    einddatum: date,
    door: Gebruiker,
    toelichting: str = "",
    onderdelen: Sequence[str] = (),
    bron: Bron | None = None,
) -> tuple[Peiling, tuple[Klacht, ...]]:
    """Ask whom the profile names, about something that exists (`bron`) or not; they get a message. Raises StapGeweigerd with every complaint at once."""
    gebied = Gebied.objects.select_for_update().get(pk=gebied.pk)
    peiling = Peiling(
        vorm=vorm,
        profielversie_id=actieve_versie_id(),
        gebied=gebied,
        vraag=vraag.strip(),
        toelichting=toelichting.strip(),
        onderdelen=list(dict.fromkeys(deel.strip() for deel in onderdelen if deel.strip())),
        einddatum=einddatum,
        bron_soort=bron.soort if bron else "",
        bron_id=bron.pk if bron else None,
        geopend_door=door,
    )
    peiling.zet_plek([gebied])
    uitkomst = _eis(peiling, "openen", door, stand="", ook=_klachten(peiling))
    peiling.save()
    noteer(door=door, stap="peiling.openen", ding=peiling, gegevens={"vorm": vorm, "gebied": gebied.pk})
    zet_klaar_voor(
        (*peiling.rij.wie, *uitkomst.meldt), GEVRAAGD, ding=peiling, plek=peiling.plek(), behalve=door
    )
    vertel_stand(peiling)
    return peiling, uitkomst.adviezen


def _klachten(peiling: Peiling) -> list[Klacht]:
    rij = peiling.rij
    klachten = []
    if not rij.geldt_op(timezone.localdate()):
        klachten.append(Klacht(f"{rij.naam} wordt nu niet gehouden.", "", rij.eis))
    if not peiling.vraag:
        klachten.append(Klacht("Schrijf op wat u wilt weten.", "vraag", rij.eis))
    if peiling.einddatum < timezone.localdate():
        klachten.append(Klacht("De einddatum is voorbij.", "einddatum"))
    nodig = {"stemmen": 2, "vragen": 1}.get(rij.soort, 0)
    if len(peiling.onderdelen) < nodig:
        wat = "twee keuzes" if rij.soort == "stemmen" else "één vraag"
        klachten.append(Klacht(f"Geef ten minste {wat}, elk op een eigen regel.", "onderdelen", rij.eis))
    if any(len(deel) > 200 for deel in peiling.onderdelen):
        klachten.append(Klacht("Een regel is hoogstens 200 tekens lang.", "onderdelen"))
    if Peiling.objects.open().filter(vorm=peiling.vorm, gebied=peiling.gebied).exists():
        klachten.append(Klacht("Deze peiling loopt hier al. Sluit die eerst.", "", rij.eis))
    return klachten


def _eis(peiling: Peiling, stap: str, door: Gebruiker, *, stand: str, ook: Sequence[Klacht] = ()) -> Uitkomst:
    wie = peilen.toestemming(door, peiling.plek())
    onderwerp = peilen.onderwerp_peiling(peiling)
    return eis_stap(stroom.PEILING[stap], onderwerp, door, stand=stand, toestemming=wie, ook=ook)


@transaction.atomic
def beantwoord_peiling(
    *, peiling: Peiling, keuze: Mapping[str, Any], toelichting: str, door: Gebruiker
) -> Peilingantwoord:
    """Answer once, or change that answer; for a party whoever of it answers last. Only as long as it is open."""
    peiling = _haal(peiling)
    stem = peilen.stem_van(door, peiling)
    if stem is None:
        raise PermissionDenied("Deze vraag is niet aan u gesteld.")
    ook = [*_keuzeklachten(peiling, keuze, toelichting)]
    if peiling.is_open and peiling.is_voorbij():
        ook.append(Klacht("De einddatum is voorbij. U kunt niet meer antwoorden."))
    eis_stap(stroom.PEILING["stemmen"], peilen.onderwerp_peiling(peiling), door, stand=peiling.stand, ook=ook)
    antwoord = peilen.eigen_antwoord(door, peiling, stem) or Peilingantwoord(
        peiling=peiling, partij_id=stem.partij_id
    )
    nieuw = antwoord.pk is None
    antwoord.persoon, antwoord.functie, antwoord.kant = door, stem.functie, stem.vervulling.rol.kant
    antwoord.keuze, antwoord.toelichting = dict(keuze), toelichting.strip()
    antwoord.gegeven_op = timezone.now()
    antwoord.save()
    noteer(door=door, stap="peiling.stemmen", ding=peiling, gegevens={"gewijzigd": not nieuw})
    return antwoord


def _keuzeklachten(peiling: Peiling, keuze: Mapping[str, Any], toelichting: str) -> list[Klacht]:
    """Only what there is to choose from, and exactly as many points as there are."""
    rij = peiling.rij
    match rij.soort:
        case "stemmen":
            return _puntenklachten(peiling, dict(keuze.get("punten", {})))
        case "behoefte":
            gekozen = set(keuze.get("gekozen", []))
            goed = gekozen <= set(peiling.onderdelen or [peilen.JA, peilen.NEE])
            if not goed or (not gekozen and not toelichting.strip()):
                return [Klacht("Kies wat voor u geldt.", "gekozen", rij.eis)]
        case "vragen":
            antwoorden = dict(keuze.get("antwoorden", {}))
            if not set(antwoorden) <= set(peiling.onderdelen) or not any(antwoorden.values()):
                return [Klacht("Geef antwoord op ten minste één vraag.", "vraag_0", rij.eis)]
        case "reacties" if not toelichting.strip():
            return [Klacht("Schrijf uw reactie op.", "toelichting", rij.eis)]
    return []


def _puntenklachten(peiling: Peiling, punten: dict[str, int]) -> list[Klacht]:
    samen = peiling.rij.punten or 1
    if not set(punten) <= set(peiling.onderdelen) or any(aantal < 0 for aantal in punten.values()):
        return [Klacht("Kies uit wat er staat.", "keuze_0", peiling.rij.eis)]
    if sum(punten.values()) != samen:
        woord = "Verdeel precies" if samen > 1 else "Kies er precies"
        achter = f" punten. U verdeelde er {sum(punten.values())}" if samen > 1 else ""
        return [Klacht(f"{woord} {samen}{achter}.", "keuze_0", peiling.rij.eis)]
    return []


@transaction.atomic
def sluit_peiling(
    *, peiling: Peiling, uitkomst: str, door: Gebruiker, vervolg: str = ""
) -> tuple[Peiling, tuple[Klacht, ...]]:
    """Close it with what came out; whoever was asked can read that. It never opens again."""
    peiling = _haal(peiling)
    if not peiling.is_open:
        raise StandVeranderd((Klacht("Deze peiling is al gesloten."),))
    peiling.uitkomst, peiling.vervolg = uitkomst.strip(), vervolg.strip()
    ook = [] if peiling.uitkomst else [Klacht("Schrijf op wat de uitkomst is.", "uitkomst")]
    stappen = _eis(peiling, "sluiten", door, stand=peiling.stand, ook=ook)
    peiling.stand = Peiling.Stand.GESLOTEN
    peiling.gesloten_door, peiling.gesloten_op = door, timezone.now()
    peiling.save(update_fields=["stand", "uitkomst", "vervolg", "gesloten_door", "gesloten_op"])
    noteer(
        door=door, stap="peiling.sluiten", ding=peiling, gegevens={"antwoorden": peiling.antwoorden.count()}
    )
    trek_in(GEVRAAGD, peiling)
    zet_klaar_voor(
        (*peiling.rij.wie, *stappen.meldt), GESLOTEN, ding=peiling, plek=peiling.plek(), behalve=door
    )
    vertel_stand(peiling)
    return peiling, stappen.adviezen


def _haal(peiling: Peiling) -> Peiling:
    return Peiling.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=peiling.pk)
