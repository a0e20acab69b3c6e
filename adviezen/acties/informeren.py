"""Telling bodies of residents what they need to know, and keeping when they read it (HEL-23, HEL-71)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from adviezen.acties.gemeen import bericht_aan, eis_over, klacht_thema
from adviezen.bronnen import Bron, klacht_bron
from adviezen.models import Adviesonderwerp, Informatie, Ontvangst
from adviezen.termijnen import informatie_op_tijd_tot
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied, Partij

MB = 1024 * 1024
MAX_BYTES = 10 * MB


@dataclass(frozen=True, kw_only=True)
class Bericht:
    """What is told."""

    titel: str
    tekst: str = ""
    thema: str = ""
    link: str = ""
    stuk: bytes | None = None
    stuk_naam: str = ""
    voor_datum: date | None = None


@transaction.atomic
def geef_informatie(
    *,
    gebied: Gebied,
    partijen: Sequence[Partij],
    bericht: Bericht,
    door: Gebruiker,
    bron: Bron | None = None,
    over: Adviesonderwerp | None = None,
) -> Informatie:
    """Tell these parties; each gets a message with a link. Late is told too, and seen as late.

    With a subject of advice it is for the day on which that advice is due, else for the decision.
    """
    voorbij = bericht.voor_datum is not None and bericht.voor_datum < timezone.localdate()
    voor = bericht.voor_datum or (_dag_van(over, partijen) if over else None)
    informatie = Informatie(
        titel=bericht.titel.strip(),
        tekst=bericht.tekst.strip(),
        gebied=over.gebied if over else gebied,
        thema=bericht.thema or (over.thema if over else ""),
        bron_soort=bron.soort if bron else (over.bron_soort if over else ""),
        bron_id=bron.pk if bron else (over.bron_id if over else None),
        onderwerp=over,
        link=bericht.link.strip(),
        stuk=bericht.stuk,
        stuk_naam=bericht.stuk_naam.strip() if bericht.stuk else "",
        voor_datum=voor,
        op_tijd_tot=informatie_op_tijd_tot(voor) if voor and not voorbij else None,
        gegeven_door=door,
    )
    plek = Adviesonderwerp(gebied=informatie.gebied, begonnen_door=door)
    plek.zet_plek([informatie.gebied])
    ook = [Klacht("Deze datum is al voorbij.", "voor_datum")] if voorbij else []
    eis_over("informeren", plek, door, [*_klachten(informatie, partijen, door, bron), *ook])
    informatie.zet_plek([informatie.gebied], partijen)
    informatie.save()
    Ontvangst.objects.bulk_create(Ontvangst(informatie=informatie, partij=partij) for partij in partijen)
    noteer(
        door=door,
        stap="advies.informeren",
        ding=informatie,
        gegevens={"partijen": [partij.sleutel for partij in partijen]},
    )
    for partij in partijen:
        bericht_aan(partij, "informatie-gegeven", informatie, informatie.plek(), behalve=door)
    return informatie


def _dag_van(over: Adviesonderwerp, partijen: Sequence[Partij]) -> date | None:
    """The first day on which one of these parties advises; else the day of the decision."""
    gevraagd = over.adviezen.gevraagd().filter(partij__in=partijen).order_by("uiterlijk").first()
    return gevraagd.uiterlijk if gevraagd else over.besluitdatum


def _klachten(
    informatie: Informatie, partijen: Sequence[Partij], door: Gebruiker, bron: Bron | None
) -> list[Klacht]:
    klachten = [*klacht_thema(informatie.thema)]
    if bron is not None:
        klachten += klacht_bron(bron.soort, bron.pk, door)
    if not informatie.titel:
        klachten.append(Klacht("Geef de informatie een naam.", "titel"))
    if not (informatie.tekst or informatie.link or informatie.stuk):
        klachten.append(Klacht("Schrijf iets op, of voeg een link of een stuk toe.", "tekst"))
    if informatie.link and not informatie.link.startswith("https://"):
        klachten.append(Klacht("Het adres begint met https://.", "link"))
    if informatie.stuk is not None and len(informatie.stuk) > MAX_BYTES:
        klachten.append(Klacht(f"Dit stuk is te groot: hoogstens {MAX_BYTES // MB} MB.", "bestand"))
    if informatie.stuk is not None and not bytes(informatie.stuk).startswith(b"%PDF-"):
        klachten.append(Klacht("Kies een PDF.", "bestand"))
    if not partijen:
        klachten.append(Klacht("Kies wie u informeert.", "partijen"))
    return klachten


@transaction.atomic
def lees(*, informatie: Informatie, door: Gebruiker) -> int:
    """Keep that somebody of a party opened it, the first time; return for how many parties that was new."""
    partijen = [v.partij_id for v in door.vervullingen if v.partij_id is not None]
    nieuw = Ontvangst.objects.filter(informatie=informatie, partij__in=partijen, gelezen_op=None)
    return nieuw.update(gelezen_op=timezone.now())
