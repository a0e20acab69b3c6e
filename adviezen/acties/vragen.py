"""Asking for advice, and letting what was asked lapse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from adviezen.acties.gemeen import bericht_aan, eis_over, klacht_thema, mag_over, vergrendel, werk_plek_bij
from adviezen.bronnen import Bron, klacht_bron
from adviezen.models import Advies, Adviesonderwerp
from wijkwerk.berichten.service import trek_in
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.models import Gebied, Partij


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """What is asked, about what, and what whoever advises needs to know."""

    titel: str
    vraag: str
    informatie: str = ""
    project: str = ""
    thema: str = ""
    besluitdatum: date | None = None
    formele_inspraak: bool = False
    bron: Bron | None = None


@transaction.atomic
def vraag_aan(
    *, gebied: Gebied, partijen: Sequence[Partij], uiterlijk: date | None, vraag: Vraag, door: Gebruiker
) -> Adviesonderwerp:
    """Ask these parties for advice; each gets a message and a last day. Return the subject.

    What the question needs (information, project, dates) is up to the profile (HEL-22, HEL-23). Who asks handles it,
    as far as that is somebody who weighs advice.
    """
    over = Adviesonderwerp(
        titel=vraag.titel.strip(),
        gebied=gebied,
        thema=vraag.thema,
        bron_soort=vraag.bron.soort if vraag.bron else "",
        bron_id=vraag.bron.pk if vraag.bron else None,
        project=vraag.project.strip(),
        vraag=vraag.vraag.strip(),
        informatie=vraag.informatie.strip(),
        besluitdatum=vraag.besluitdatum,
        formele_inspraak=vraag.formele_inspraak,
        begonnen_door=door,
    )
    over.zet_plek([gebied])
    if mag_over("behandelen", over, door):
        over.behandelaar = door
    adviezen = [
        Advies(
            onderwerp=over,
            partij=partij,
            gevraagd=True,
            uiterlijk=uiterlijk,
            gevraagd_door=door,
            stand="",
        )
        for partij in partijen
    ]
    proef = adviezen[0] if adviezen else Advies(onderwerp=over, uiterlijk=uiterlijk, stand="")
    eis_over("aanvragen", over, door, _klachten(over, proef, bool(adviezen), door), advies=proef)
    over.save()
    for advies in adviezen:
        advies.onderwerp, advies.stand = over, Advies.Stand.AANGEVRAAGD
        advies.save()
        noteer(door=door, stap="advies.aanvragen", ding=advies, gegevens={"onderwerp": over.pk})
    werk_plek_bij(over)
    for advies in adviezen:
        assert advies.partij is not None
        bericht_aan(advies.partij, "advies-gevraagd", advies, over.plek(), behalve=door)
    return over


def _klachten(over: Adviesonderwerp, proef: Advies, iemand: bool, door: Gebruiker) -> list[Klacht]:
    vandaag = timezone.localdate()
    klachten = [*klacht_thema(over.thema), *klacht_bron(over.bron_soort, over.bron_id, door)]
    if not over.titel:
        klachten.append(Klacht("Geef het onderwerp een naam.", "titel"))
    if not over.vraag:
        klachten.append(Klacht("Schrijf op waarover u advies vraagt.", "vraag"))
    if not iemand:
        klachten.append(Klacht("Kies wie u om advies vraagt.", "partijen"))
    if proef.uiterlijk is None:
        klachten.append(Klacht("Kies wanneer het advies er uiterlijk is.", "uiterlijk"))
    elif proef.uiterlijk < vandaag:
        klachten.append(Klacht("Deze datum is al voorbij.", "uiterlijk"))
    elif over.besluitdatum is not None and over.besluitdatum < proef.uiterlijk:
        klachten.append(Klacht("Het advies komt dan na het besluit. Kies een eerdere datum.", "uiterlijk"))
    return klachten


@transaction.atomic
def laat_vervallen(*, advies: Advies, reden: str, door: Gebruiker) -> Advies:
    """The question is no longer there, and why; the party hears it."""
    over = vergrendel(advies.onderwerp)
    advies = Advies.objects.select_for_update(of=("self",)).select_related("partij").get(pk=advies.pk)
    advies.onderwerp = over
    ook = [] if reden.strip() else [Klacht("Schrijf op waarom dit advies niet meer nodig is.", "reden")]
    eis_over("vervallen", over, door, ook, advies=advies)
    advies.stand = Advies.Stand.VERVALLEN
    advies.vervallen_reden = reden.strip()
    advies.vervallen_door, advies.vervallen_op = door, timezone.now()
    advies.save(update_fields=["stand", "vervallen_reden", "vervallen_door", "vervallen_op"])
    noteer(door=door, stap="advies.vervallen", ding=advies, reden=advies.vervallen_reden)
    trek_in("advies-gevraagd", advies, reden="De vraag is vervallen.")
    if advies.partij is None:
        raise StapGeweigerd((Klacht("Dit advies is niet gevraagd."),))
    bericht_aan(advies.partij, "advies-vervallen", advies, over.plek(), behalve=door)
    return advies
