"""Writes while the meeting runs that are not the outcome of a point: lines of the minutes, the clock, the point spoken of."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from overleggen import poort, zicht
from overleggen.acties.agenda import haal_punt
from overleggen.acties.overleg import eis_versie, haal
from overleggen.acties.tijdens import eis_open
from overleggen.models import Aantekening, Agendapunt, Overleg, Overlegdeel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

LANGSTE = 600


@transaction.atomic
def teken_aan(
    *,
    onder: Agendapunt | Overlegdeel,
    tekst: str,
    door: Gebruiker,
    soort: str = Aantekening.Soort.AANTEKENING,
    antwoord: str = "",
    client_id: uuid.UUID | None = None,
) -> Aantekening:
    """Add a line at a point, or at a part. Sent twice it is one line. Of a shielded point nothing is written (DHR-39).

    Raises PermissionDenied for who does not keep these minutes, StapGeweigerd.
    """
    punt = onder if isinstance(onder, Agendapunt) else None
    deel = onder.deel if isinstance(onder, Agendapunt) else onder
    overleg = _om_te_schrijven(deel, punt, door)
    if client_id is not None and (er_al := Aantekening.objects.filter(client_id=client_id).first()):
        return er_al
    klachten = [*_tekst(tekst), *_kan(overleg, deel, punt, soort, door)]
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    vraag = soort == Aantekening.Soort.VRAAG
    rij = Aantekening.objects.create(
        deel=deel,
        punt=punt,
        soort=soort,
        tekst=tekst.strip(),
        antwoord=antwoord.strip() if vraag else "",
        client_id=client_id or uuid.uuid4(),
        geschreven_door=door,
    )
    _noteer(rij, overleg, door)
    return rij


@transaction.atomic
def herschrijf(
    *, aantekening: Aantekening, tekst: str, versie: int, door: Gebruiker, antwoord: str = ""
) -> Aantekening | None:
    """Put a line right; without text it goes. VersieVerouderd when somebody else did in between."""
    overleg = _om_te_schrijven(aantekening.deel, aantekening.punt, door)
    rij = Aantekening.objects.select_for_update(of=("self",)).filter(pk=aantekening.pk).first()
    if rij is None:
        raise StapGeweigerd(
            (Klacht("Iemand anders haalde deze regel net weg. Schrijf een nieuwe.", "tekst"),)
        )
    klachten = _kan(overleg, rij.deel, rij.punt, rij.soort, door)
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    eis_versie(rij, versie)
    _noteer(rij, overleg, door, weg=not tekst.strip())
    if not tekst.strip():
        rij.delete()
        return None
    rij.tekst, rij.versie = tekst.strip(), rij.versie + 1
    rij.antwoord = antwoord.strip() if rij.is_vraag else ""
    rij.save(update_fields=["tekst", "antwoord", "versie"])
    return rij


def _om_te_schrijven(deel: Overlegdeel, punt: Agendapunt | None, door: Gebruiker) -> Overleg:
    """The meeting, held for this transaction, when this person keeps its minutes."""
    overleg = haal(deel.overleg)
    proef = Agendapunt(overleg=overleg, deel=deel, aangedragen_door=door)
    poort.eis_kans(punt or proef, "bespreken", door)
    return overleg


def _tekst(tekst: str) -> list[Klacht]:
    return [] if tekst.strip() else [Klacht("Schrijf op wat er gezegd is.", "tekst")]


def _kan(
    overleg: Overleg, deel: Overlegdeel, punt: Agendapunt | None, soort: str, door: Gebruiker
) -> list[Klacht]:
    klachten = list(eis_open(overleg))
    if deel not in zicht.delen_voor(overleg, door):
        klachten.append(Klacht("In dit deel van het overleg schrijft u niets op.", "tekst"))
    if soort == Aantekening.Soort.VRAAG and not deel.is_openbaar:
        klachten.append(Klacht("Een vraag van een bewoner hoort bij het openbare deel.", "soort"))
    if punt is not None and Agendapunt.objects.met_gevoelig().get(pk=punt.pk).is_gevoelig:
        klachten.append(Klacht("Wat hier besproken wordt blijft mondeling.", "tekst"))
    return klachten


def _noteer(rij: Aantekening, overleg: Overleg, door: Gebruiker, *, weg: bool = False) -> None:
    """Its words are in the minutes, not in the log."""
    gegevens = {"aantekening": rij.pk, "soort": rij.soort, "weg": weg}
    noteer(door=door, stap="overleg.aantekenen", ding=overleg, gegevens=gegevens)


@transaction.atomic
def begin_punt(*, punt: Agendapunt, door: Gebruiker) -> Agendapunt:
    """Come to this point: everybody who looks sees it, and its minutes start to count."""
    punt = haal_punt(punt)
    poort.eis_kans(punt, "bespreken", door)
    klachten = list(eis_open(punt.overleg))
    if not punt.is_op_agenda:
        klachten.append(Klacht("Dit punt staat niet op de agenda."))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    punt.begonnen_op = timezone.now()
    punt.save(update_fields=["begonnen_op"])
    noteer(door=door, stap="agendapunt.beginnen", ding=punt, gegevens={"overleg": punt.overleg_id})
    return punt


@transaction.atomic
def plan_tijd(*, overleg: Overleg, minuten: Mapping[int, int | None], door: Gebruiker) -> None:
    """Say how many minutes each point gets, by its id; None for no plan. Only these points change."""
    overleg = haal(overleg)
    poort.eis_kans(Agendapunt(overleg=overleg, aangedragen_door=door), "ordenen", door)
    klachten = [
        Klacht(f"Geef een punt 1 tot {LANGSTE} minuten.", "minuten")
        for aantal in minuten.values()
        if aantal is not None and not 1 <= aantal <= LANGSTE
    ][:1]
    if not (overleg.is_komend or overleg.is_gehouden):
        klachten.append(Klacht("Dit overleg is afgelopen; de tijden veranderen niet meer."))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    punten = list(overleg.punten.op_agenda().filter(pk__in=minuten).select_for_update(of=("self",)))
    for punt in punten:
        aantal = minuten[punt.pk]
        rest = {naam: waarde for naam, waarde in punt.velden.items() if naam != "minuten"}
        punt.velden = rest | ({"minuten": aantal} if aantal else {})
    Agendapunt.objects.bulk_update(punten, ["velden"])
    noteer(door=door, stap="overleg.tijd", ding=overleg, gegevens={"punten": len(punten)})
