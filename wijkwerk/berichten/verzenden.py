"""Sending what is due: at most once per message, and never lost.

Two transactions per message. The first claims the row (`bezig`) and is committed before the mail server sees anything.
The second locks the row, hands the mail over and writes `verstuurd`. Whoever dies in between leaves a row in `bezig`
whose lock is free: a later run sends it again under the same Message-ID and calls it `onzeker`, because nobody can
know whether the server had taken the first one. A sender that is only slow still holds its lock and is left alone.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from wijkwerk.berichten import dagbericht, instellingen, opmaak
from wijkwerk.berichten.dagbericht import Rekening
from wijkwerk.berichten.models import Bericht, BerichtQuerySet
from wijkwerk.berichten.post import Geweigerd, Onbereikbaar, Postbus

logger = logging.getLogger(__name__)

Stand = Bericht.Stand


def verstuur_wat_klaarstaat() -> int:
    """Send everything that is due, for at most a minute; return the number sent. Safe to run many at once."""
    if not _te_versturen().exists():
        return 0
    einde = timezone.now() + instellingen.RONDE_HOOGSTENS
    rekening = Rekening()
    verstuurd = 0
    try:
        with Postbus() as postbus:
            while timezone.now() < einde:
                greep = _neem(rekening)
                if greep is None:
                    break
                rij, mail = greep
                if mail is not None:
                    verstuurd += _bied_aan(postbus, rij, mail)
    except Onbereikbaar as fout:
        logger.warning("%s Wat klaarstaat blijft klaarstaan.", fout)
    return verstuurd


def _te_versturen() -> BerichtQuerySet:
    nu = timezone.now()
    return Bericht.objects.te_versturen(nu, nu - instellingen.vastgelopen_na())


@transaction.atomic
def _neem(rekening: Rekening) -> tuple[Bericht, EmailMessage | None] | None:
    """Claim the next row that nobody holds; return it with its mail, or without when none need leave."""
    rij = (
        _te_versturen().select_for_update(of=("self",), skip_locked=True).select_related("ontvanger").first()
    )
    if rij is None:
        return None
    rij.is_onzeker = rij.is_onzeker or rij.stand == Stand.BEZIG
    rij.pogingen += 1
    mail = _maak_mail(rij, rekening)
    if mail is not None:
        rij.stand, rij.begonnen_op = Stand.BEZIG, timezone.now()
    rij.save(update_fields=["is_onzeker", "pogingen", "stand", "begonnen_op", "niet_voor", "reden"])
    _neem_delen_mee(rij)
    return rij, mail


def _maak_mail(rij: Bericht, rekening: Rekening) -> EmailMessage | None:
    """Return the mail; None leaves the row withdrawn, or waiting when its text could not be made."""
    try:
        with transaction.atomic():
            try:
                is_dagbericht = rij.soort == dagbericht.DAGBERICHT
                return dagbericht.maak_mail(rij, rekening) if is_dagbericht else opmaak.maak_mail(rij)
            except opmaak.NietNodig as waarom:
                rij.stand, rij.reden = Stand.INGETROKKEN, str(waarom)
    except Exception as fout:
        # One broken message must not hold up the others; it is tried again and stands out for the beheerder.
        logger.exception("Bericht %s kan niet worden gemaakt.", rij.pk)
        _stel_uit(rij, f"De tekst kan niet worden gemaakt ({type(fout).__name__}).")
    return None


def _bied_aan(postbus: Postbus, geclaimd: Bericht, mail: EmailMessage) -> bool:
    """Hand over under the lock of the row and write down how it went; raises Onbereikbaar to end the run."""
    weg: Onbereikbaar | None = None
    with transaction.atomic():
        rij = (
            Bericht.objects.select_for_update(of=("self",))
            .filter(pk=geclaimd.pk, stand=Stand.BEZIG, begonnen_op=geclaimd.begonnen_op)
            .first()
        )
        if rij is None:
            return False
        try:
            postbus.bied_aan(mail)
        except Geweigerd as fout:
            _weiger(rij, fout)
        except Onbereikbaar as fout:
            weg = fout
            rij.is_onzeker = rij.is_onzeker or fout.misschien_aangenomen
            _stel_uit(rij, str(fout))
        else:
            rij.stand = Stand.ONZEKER if rij.is_onzeker else Stand.VERSTUURD
            rij.verstuurd_op, rij.reden = timezone.now(), ""
        rij.save(update_fields=["stand", "reden", "is_onzeker", "niet_voor", "verstuurd_op"])
        _neem_delen_mee(rij)
    if weg is not None:
        raise weg
    return rij.verstuurd_op is not None


def _weiger(rij: Bericht, fout: Geweigerd) -> None:
    if fout.na_pogingen is not None and rij.pogingen >= fout.na_pogingen:
        rij.stand, rij.reden = Stand.MISLUKT, str(fout)
        logger.error("Bericht %s is geweigerd: %s", rij.pk, fout)
    else:
        _stel_uit(rij, str(fout))


def _stel_uit(rij: Bericht, reden: str) -> None:
    """Back to waiting, each time twice as long, up to some hours; without end."""
    wacht = min(instellingen.eerste_wacht() * 2 ** min(rij.pogingen - 1, 20), instellingen.LANGSTE_WACHT)
    rij.stand, rij.reden, rij.niet_voor = Stand.KLAAR, reden, timezone.now() + max(wacht, timedelta(0))


def _neem_delen_mee(rij: Bericht) -> None:
    """What was collected in a digest shares its fate."""
    if rij.stand not in {Stand.KLAAR, Stand.BEZIG}:
        rij.delen.filter(stand=Stand.KLAAR).update(
            stand=rij.stand, verstuurd_op=rij.verstuurd_op, reden=rij.reden
        )
