"""Wanting to be involved without an account: asking, confirming, ending. No answer tells whether an address is known."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from participatie.models import Meedenker
from wijkwerk.berichten.service import trek_in_van, zet_klaar
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer, noteer_inzage
from wijkwerk.publicatie.service import Item, Publicatie
from wijkwerk.sleuteladres import BEDENKTIJD

BEVESTIGEN, LOOPT = "meedenken-bevestigen", "meedenken-loopt"
# Mails by which somebody else could pester an address in a day.
PER_DAG = 5


@transaction.atomic
def vraag_aan(*, e_mail: str, stuk: Publicatie, punt: Item) -> None:
    """Mail a link that confirms; who is known here already hears just that. What was not confirmed is mailed once in
    its term."""
    rij = _haal_of_maak(e_mail, stuk, punt)
    if rij is None:
        return
    vandaag = timezone.localdate().isoformat()
    if rij.is_bevestigd:
        zet_klaar(LOOPT, adressant=("meedenker", rij.pk), ding=rij, moment=vandaag)
        return
    # The first term counts: who enters an address of another every day neither mails it again nor keeps it here.
    if rij.aangevraagd_op < timezone.now() - BEDENKTIJD:
        rij.aangevraagd_op = timezone.now()
        rij.save(update_fields=["aangevraagd_op"])
    moment = timezone.localdate(rij.aangevraagd_op).isoformat()
    if zet_klaar(BEVESTIGEN, adressant=("meedenker", rij.pk), ding=rij, moment=moment):
        noteer(door=None, stap="meedenker.aanvragen", ding=rij)


def _haal_of_maak(e_mail: str, stuk: Publicatie, punt: Item) -> Meedenker | None:
    """The row of this address for this item; None when it was asked too often."""
    # One item may stand in the overview of two areas: who is invited here is not yet so there.
    hier = {"spoor": punt.spoor, "gebied": stuk.gebied}
    eigen = Meedenker.objects.met_adres(e_mail).select_for_update(of=("self",)).filter(**hier)
    bekend = eigen.first()
    if bekend is not None and bekend.is_bevestigd:
        return bekend
    sinds = timezone.now() - timedelta(days=1)
    andere = Meedenker.objects.met_adres(e_mail).onbevestigd().filter(aangevraagd_op__gt=sinds)
    if andere.exclude(**hier).count() >= PER_DAG:
        return None
    if bekend is not None:
        return bekend
    rij = Meedenker(titel=punt.titel, **hier)
    rij.zet_sleutel()
    rij.zet_adres(e_mail)
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError:
        # The same form at the same moment.
        return eigen.first()
    return rij


@transaction.atomic
def bevestig(*, meedenker: Meedenker) -> Meedenker | None:
    """Count from now on. None when it was ended or too late meanwhile; twice is once."""
    rij = Meedenker.objects.geldig().select_for_update(of=("self",)).filter(pk=meedenker.pk).first()
    if rij is None or rij.is_bevestigd:
        return rij
    rij.bevestigd_op = timezone.now()
    rij.save(update_fields=["bevestigd_op"])
    noteer(door=None, stap="meedenker.bevestigen", ding=rij)
    return rij


@transaction.atomic
def stop(*, meedenker: Meedenker) -> None:
    """End it and forget the address; also for who never confirmed."""
    _wis(meedenker, "meedenker.stoppen", None)


@transaction.atomic
def lees_adressen(*, rijen: list[Meedenker], plek: Plek, door: Gebruiker) -> list[str]:
    """The addresses of who confirmed, to invite them; that somebody read them is logged. Without our key none is read
    (InvalidToken)."""
    eis(door, Recht.PARTICIPATIE_ADVISEREN, plek)
    for rij in rijen:
        noteer_inzage(door=door, ding=rij)
    return sorted(rij.e_mail for rij in rijen)


@transaction.atomic
def zoek_adres(*, e_mail: str, door: Gebruiker) -> list[str]:
    """Where this address wants to be involved, for who asks what is kept (settings.ADRES_ZOEKEN). Logged."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    rijen = list(Meedenker.objects.met_adres(e_mail).order_by("titel"))
    for rij in rijen:
        noteer(door=door, stap="meedenker.zoeken", ding=rij)
    return [f"meedenken over {rij.titel}" for rij in rijen]


@transaction.atomic
def wis_adres(*, e_mail: str, door: Gebruiker) -> int:
    """Forget this address wherever it wants to be involved (settings.ADRES_WISSEN); return how many rows went."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    rijen = list(Meedenker.objects.met_adres(e_mail).select_for_update(of=("self",)))
    for rij in rijen:
        _wis(rij, "meedenker.verwijderen", door)
    return len(rijen)


@transaction.atomic
def ruim_op(vandaag: date | None = None) -> int:
    """Remove who did not confirm in time, and everybody `bewaren.contact` months after that; return the number."""
    grens = plus_maanden(vandaag or timezone.localdate(), -actief_profiel().bewaren.contact)
    oud = Meedenker.objects.filter(
        Q(bevestigd_op=None, aangevraagd_op__lt=timezone.now() - BEDENKTIJD) | Q(bevestigd_op__date__lt=grens)
    )
    rijen = list(oud.select_for_update(of=("self",), skip_locked=True))
    for rij in rijen:
        _wis(rij, "meedenker.opruimen", None)
    return len(rijen)


def _wis(rij: Meedenker, stap: str, door: Gebruiker | None) -> None:
    noteer(door=door, stap=stap, ding=rij)
    trek_in_van(("meedenker", rij.pk), reden="Meldde zich af.")
    rij.delete()
