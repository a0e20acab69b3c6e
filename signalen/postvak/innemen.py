"""Whether a mail is taken in: from somebody we know, truly from that person, written by a person, and not too large.

What is not taken in leaves a line in the log with the reason, and nothing of the mail: no address, no word.
"""

from __future__ import annotations

import logging
from enum import Enum

from django.conf import settings

from signalen.acties.mailconcept import neem_mail_in
from signalen.models import Mailconcept
from signalen.postvak.brief import Brief, Onleesbaar, lees
from signalen.postvak.doorgestuurd import ontrafel
from signalen.postvak.echtheid import is_echt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens

logger = logging.getLogger(__name__)

GROOTSTE_MAIL = 20_000_000
# What a signal can hold; the rest is still in the mail itself.
TEKST_HOOGSTENS = 4000


class NietIngenomen(Exception):
    """Why not; names nobody."""


class Uitkomst(Enum):
    INGENOMEN = "ingenomen"
    BEKEND = "was al ingenomen"
    GEWEIGERD = "niet ingenomen; de reden staat in het log"


def neem_in(inhoud: bytes) -> Uitkomst:
    """Take one mail in, once. Raises nothing over what a mail holds."""
    try:
        return Uitkomst.INGENOMEN if _neem_in(inhoud) else Uitkomst.BEKEND
    except NietIngenomen as waarom:
        logger.warning("Mail niet ingenomen: %s", waarom)
        return Uitkomst.GEWEIGERD


def weiger_te_groot(grootte: int) -> bool:
    """Whether a mail is not even fetched; says so in the log."""
    if grootte <= GROOTSTE_MAIL:
        return False
    logger.warning("Mail niet ingenomen: te groot (%d MB).", grootte // 1_000_000)
    return True


def _neem_in(inhoud: bytes) -> Mailconcept | None:
    if len(inhoud) > GROOTSTE_MAIL:
        raise NietIngenomen("te groot")
    try:
        brief = lees(inhoud)
    except Onleesbaar as fout:
        raise NietIngenomen("niet te lezen") from fout
    if brief.is_automatisch:
        raise NietIngenomen("door een machine gemaakt")
    van = _afzender(brief)
    gevonden = ontrafel(brief)
    if not gevonden.tekst.strip():
        raise NietIngenomen("er staat geen tekst in")
    # Somebody who forwards the own mail is no melder.
    is_zelf = gevonden.e_mail.casefold() == van.email.casefold()
    return neem_mail_in(
        kenmerk=brief.kenmerk,
        van=van,
        tekst=_kort(gevonden.tekst),
        briefje=_kort(gevonden.briefje),
        naam="" if is_zelf else gevonden.naam,
        e_mail="" if is_zelf else gevonden.e_mail,
        bijlagen=min(brief.bijlagen, 999),
    )


def _afzender(brief: Brief) -> Gebruiker:
    """Return whose account it is; one reason for all who are not let in would hide a mistake in the settings."""
    if not brief.adres:
        raise NietIngenomen("er is geen (enkele) afzender")
    if not is_echt(brief.echtheid, settings.POSTVAK["echtheid"], brief.adres, brief.intern):
        raise NietIngenomen("de mailserver staat niet in voor de afzender")
    van = Gebruiker.objects.filter(email__iexact=brief.adres, is_active=True).first()
    if van is None:
        raise NietIngenomen("de afzender heeft geen account")
    if not any(heeft_ergens(van, recht) for recht in (Recht.SIGNAAL_REGISTREREN, Recht.SIGNAAL_MELDEN)):
        raise NietIngenomen("de afzender mag geen signalen opschrijven")
    return van


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= TEKST_HOOGSTENS else f"{tekst[: TEKST_HOOGSTENS - 12]}… (ingekort)"
