"""Asking, confirming, ending, and putting the news in the outbox. No answer tells whether an address is known."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from wijkwerk.berichten.service import trek_in_van, zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie.models import Volger
from wijkwerk.publicatie.volgen.nieuws import laatste_nieuws, nieuws
from wijkwerk.sleuteladres import BEDENKTIJD
from wijkwerk.wijken.models import Gebied

BEVESTIGEN, LOOPT, NIEUWS = "volgen-bevestigen", "volgen-loopt", "volgbericht"
# Mails by which somebody else could pester an address in a day.
PER_DAG = 5
# A publication gets its moment before its transaction ends: what is younger than this waits for the next round.
NOG_BEZIG = timedelta(minutes=5)


@transaction.atomic
def vraag_aan(*, e_mail: str, gebied: Gebied | None) -> None:
    """Mail a link that confirms; whoever follows this already hears just that. What was not confirmed is mailed
    once in its term."""
    volger = _haal_of_maak(e_mail, gebied)
    if volger is None:
        return
    vandaag = timezone.localdate().isoformat()
    if volger.is_bevestigd:
        zet_klaar(LOOPT, adressant=("volger", volger.pk), ding=volger, moment=vandaag)
        return
    # The first term counts: who enters an address of another every day neither mails it again nor keeps it here.
    if volger.aangevraagd_op < timezone.now() - BEDENKTIJD:
        volger.aangevraagd_op = timezone.now()
        volger.save(update_fields=["aangevraagd_op"])
    moment = timezone.localdate(volger.aangevraagd_op).isoformat()
    if zet_klaar(BEVESTIGEN, adressant=("volger", volger.pk), ding=volger, moment=moment):
        noteer(door=None, stap="volger.aanvragen", ding=volger)


def _haal_of_maak(e_mail: str, gebied: Gebied | None) -> Volger | None:
    """The row of this address for this gebied, or by which it hears of it already; None when it was asked too often."""
    alles = Q(gebied=None, bevestigd_op__isnull=False)
    eigen = Volger.objects.met_adres(e_mail).select_for_update(of=("self",))
    bekend = eigen.filter(Q(gebied=gebied) | alles).order_by("bevestigd_op", "gebied").first()
    if bekend is not None and bekend.is_bevestigd:
        return bekend
    sinds = timezone.now() - timedelta(days=1)
    andere = Volger.objects.met_adres(e_mail).onbevestigd().filter(aangevraagd_op__gt=sinds)
    if bekend is not None:
        andere = andere.exclude(pk=bekend.pk)
    if andere.count() >= PER_DAG:
        return None
    if bekend is not None:
        return bekend
    volger = Volger(gebied=gebied)
    volger.zet_sleutel()
    volger.zet_adres(e_mail)
    try:
        with transaction.atomic():
            volger.save()
    except IntegrityError:
        # The same form at the same moment.
        return eigen.filter(gebied=gebied).first()
    return volger


@transaction.atomic
def bevestig(*, volger: Volger) -> Volger | None:
    """Start telling from now on. None when it was ended or too late meanwhile; twice is once."""
    rij = Volger.objects.geldig().select_for_update(of=("self",)).filter(pk=volger.pk).first()
    if rij is None or rij.is_bevestigd:
        return rij
    rij.bevestigd_op = rij.verteld_tot = timezone.now()
    rij.save(update_fields=["bevestigd_op", "verteld_tot"])
    noteer(door=None, stap="volger.bevestigen", ding=rij)
    if rij.gebied is None:
        # One mail, not one for everything and one for a part of it.
        for ander in Volger.objects.met_adres(rij.e_mail).exclude(pk=rij.pk):
            _wis(ander, "volger.opgaan", None)
    return rij


@transaction.atomic
def stop(*, volger: Volger) -> None:
    """End it and forget the address; also for who never confirmed."""
    _wis(volger, "volger.stoppen", None)


@transaction.atomic
def zoek_adres(*, e_mail: str, door: Gebruiker) -> list[str]:
    """What this address follows, or asked to follow: for who asks what is kept (settings.ADRES_ZOEKEN). Logged."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    rijen = list(Volger.objects.met_adres(e_mail).select_related("gebied").order_by("gebied__naam"))
    for rij in rijen:
        noteer(door=door, stap="volger.zoeken", ding=rij)
    return [rij.waar for rij in rijen]


@transaction.atomic
def wis_adres(*, e_mail: str, door: Gebruiker) -> int:
    """Forget this address wherever it follows something (settings.ADRES_WISSEN); return how many rows went."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    rijen = list(Volger.objects.met_adres(e_mail).select_for_update(of=("self",)))
    for rij in rijen:
        _wis(rij, "volger.verwijderen", door)
    return len(rijen)


@transaction.atomic
def ruim_op() -> int:
    """Remove who did not confirm in time (settings.OPRUIMEN); return the number."""
    oud = Volger.objects.onbevestigd().filter(aangevraagd_op__lt=timezone.now() - BEDENKTIJD)
    rijen = list(oud.select_for_update(of=("self",), skip_locked=True))
    for rij in rijen:
        _wis(rij, "volger.opruimen", None)
    return len(rijen)


def _wis(volger: Volger, stap: str, door: Gebruiker | None) -> None:
    noteer(door=door, stap=stap, ding=volger)
    trek_in_van(("volger", volger.pk), reden="Volgt niet meer.")
    volger.delete()


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
