"""Asking, confirming, ending, and putting the news in the outbox. No answer tells whether an address is known."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wijkwerk.berichten.aanmelden import Aanmelding
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.models import Volger
from wijkwerk.publicatie.volgen.nieuws import laatste_nieuws, nieuws
from wijkwerk.wijken.models import Gebied

NIEUWS = "volgbericht"
VOLGEN = Aanmelding(
    Volger, "volger", bevestigen="volgen-bevestigen", loopt="volgen-loopt", afgemeld="Volgt niet meer."
)
# A publication gets its moment before its transaction ends: what is younger than this waits for the next round.
NOG_BEZIG = timedelta(minutes=5)

stop = VOLGEN.wis
wis_adres = VOLGEN.wis_adres


def vraag_aan(*, e_mail: str, gebied: Gebied | None) -> None:
    """Ask to follow a gebied, or everything. Who follows everything hears of each gebied already."""
    alles = Q(gebied=None, bevestigd_op__isnull=False)
    VOLGEN.vraag_aan(e_mail=e_mail, zelfde=Q(gebied=gebied) | alles, nieuw=Volger(gebied=gebied))


@transaction.atomic
def bevestig(volger: Volger) -> Volger | None:
    """Start telling from now on. None when it was ended or too late meanwhile; twice is once."""
    rij = VOLGEN.bevestig(volger, verteld_tot=timezone.now())
    if rij is not None and rij.gebied is None:
        # One mail, not one for everything and one for a part of it.
        VOLGEN.wis_alle(VOLGEN.rijen.met_adres(rij.e_mail).exclude(pk=rij.pk), "opgaan")
    return rij


def zoek_adres(*, e_mail: str, door: Gebruiker) -> list[str]:
    """What this address follows, or asked to follow (settings.ADRES_ZOEKEN)."""
    return sorted(rij.waar for rij in VOLGEN.zoek(e_mail=e_mail, door=door))


def ruim_op() -> int:
    """Remove who did not confirm in time (settings.OPRUIMEN); return the number."""
    return VOLGEN.ruim_op()


def zet_nieuws_klaar(nu: datetime | None = None) -> int:
    """Put in one mail for everybody who has not heard the latest, and heard nothing for some days; return the number.

    Per follower one transaction, in which also is written what was told: whoever dies in between tells nothing twice
    and forgets nothing.
    """
    nu = nu or timezone.now()
    tot = nu - NOG_BEZIG
    laatste = laatste_nieuws(tot)
    if not laatste:
        return 0
    stil_sinds = nu - timedelta(days=settings.VOLGBERICHT_DAGEN)
    stil = Volger.objects.bevestigd().filter(verteld_tot__lte=stil_sinds)
    kandidaten = [
        pk
        for pk, gebied, verteld in stil.values_list("pk", "gebied", "verteld_tot")
        if (moment := laatste.get(gebied)) and verteld and moment > verteld
    ]
    return sum(_vertel(pk, tot, stil_sinds) for pk in kandidaten)


@transaction.atomic
def _vertel(pk: int, tot: datetime, stil_sinds: datetime) -> bool:
    """False when another round told it already, or when what was placed changes nothing for a reader."""
    volger = (
        Volger.objects.bevestigd()
        .select_for_update(of=("self",), skip_locked=True)
        .filter(pk=pk, verteld_tot__lte=stil_sinds)
        .first()
    )
    if volger is None or volger.verteld_tot is None or not nieuws(volger.gebied_id, volger.verteld_tot, tot):
        return False
    zet_klaar(
        NIEUWS,
        adressant=("volger", volger.pk),
        ding=volger,
        moment=volger.verteld_tot.isoformat(),
        context={"van": volger.verteld_tot.isoformat(), "tot": tot.isoformat()},
    )
    volger.verteld_tot = tot
    volger.save(update_fields=["verteld_tot"])
    return True
