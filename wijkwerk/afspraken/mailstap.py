"""The link in a mail by which a holder answers without an account: made, read, and dead as soon as it should be.

A link is for one afspraak, one person (or the address of a party that has nobody with an account), and one purpose: to
answer the request, or to report on what was taken on. Who has it, has it: so it opens no words of where the afspraak
came from but what that source gives it (settings.MAILSTAPPEN), and of what is shielded or closed there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.afspraken.stroom import LOPEND
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.sleuteladres import adresmerk
from wijkwerk.wijken.models import Partij

ZOUT = "afspraken.mailstap"
# After the mail, and for what was taken on after the day on which it should be done.
GELDIG = timedelta(days=30)
# Purpose -> the states in which it may still be done.
DOELEN: dict[str, tuple[str, ...]] = {"vraag": ("gevraagd",), "werk": LOPEND}


class LinkDood(Exception):
    """The link is no link of ours, is too old, or the afspraak is past it; the text says which, for who clicked."""


@dataclass(frozen=True)
class Mailstap:
    """A link that still works. `door` None: the party answers by its own address. `van`: where it comes from, or nothing."""

    afspraak: Afspraak
    doel: str
    door: Gebruiker | None
    van: str


def link_voor_houder(ding: Afspraak, ontvanger: Gebruiker | None) -> Verwijzing | None:
    """Return the page on which this recipient answers for an afspraak, or None when there is nothing to answer."""
    doel = _doel(ding)
    if not doel or not _is_van(ding, ontvanger) or _herkomst(ding, ontvanger) is None:
        return None
    vandaag = timezone.localdate()
    begin = max(ding.uiterlijk, vandaag) if doel == "werk" else vandaag
    # A day may be so far away that there is none thirty days later.
    tot = min(begin, date.max - GELDIG) + GELDIG
    inhoud = {
        "afspraak": ding.pk,
        "wie": ontvanger.pk if ontvanger else 0,
        "partij": ding.houder_partij_id or 0,
        "adres": _adres(ding.houder_partij) if ontvanger is None else "",
        "doel": doel,
        "tot": tot.isoformat(),
    }
    url = reverse("mail:stap", args=[signing.dumps(inhoud, salt=ZOUT)])
    return Verwijzing("Antwoord meteen, zonder inloggen" if doel == "vraag" else "Meld hoe het gaat", url)


def lees(sleutel: str) -> Mailstap:
    """Return what this link may do now; raises LinkDood."""
    inhoud = _inhoud(sleutel)
    if date.fromisoformat(inhoud["tot"]) < timezone.localdate():
        raise LinkDood("Deze link is te oud.")
    afspraak = Afspraak.objects.voor_lijst().filter(pk=inhoud["afspraak"]).first()
    door = Gebruiker.objects.filter(pk=inhoud["wie"], is_active=True).first() if inhoud["wie"] else None
    if afspraak is None or (inhoud["wie"] and door is None) or not _is_van(afspraak, door):
        raise LinkDood("Dit wordt niet meer van u gevraagd.")
    if (afspraak.houder_partij_id or 0) != inhoud["partij"]:
        raise LinkDood("Dit wordt niet meer van u gevraagd.")
    if inhoud.get("adres") and inhoud["adres"] != _adres(afspraak.houder_partij):
        raise LinkDood("Uw organisatie heeft nu een ander e-mailadres.")
    van = _herkomst(afspraak, door)
    if van is None or _doel(afspraak) != inhoud["doel"]:
        raise LinkDood("Dit is al beantwoord, of er is iets veranderd.")
    return Mailstap(afspraak, inhoud["doel"], door, van)


def _inhoud(sleutel: str) -> dict[str, Any]:
    """What we signed; a link from before this mechanism was shared names its afspraak in the words of its app."""
    zouten: Mapping[str, str] = settings.OUDE_MAILSTAPPEN
    for zout, pad in (("", ""), *zouten.items()):
        try:
            inhoud: dict[str, Any] = signing.loads(sleutel, salt=zout or ZOUT)
        except signing.BadSignature:
            continue
        return inhoud | {"afspraak": import_string(pad)(inhoud)} if pad else inhoud
    raise LinkDood("Deze link klopt niet. Misschien is een stuk weggevallen.")


def _herkomst(afspraak: Afspraak, wie: Gebruiker | None) -> str | None:
    """Where it comes from in words for this reader; None when the source gives no link."""
    pad = settings.MAILSTAPPEN.get(afspraak.bron_soort)
    van: str | None = import_string(pad)(afspraak, wie) if pad else None
    return van


def _doel(afspraak: Afspraak) -> str:
    """What may be done by a link now: nothing once it is done, nothing of what is shielded or closed."""
    if afspraak.gevoelig != "nee" or afspraak.besloten:
        return ""
    return next((doel for doel, standen in DOELEN.items() if afspraak.stand in standen), "")


def _adres(partij: Partij | None) -> str:
    return adresmerk(partij.e_mail, zout=ZOUT) if partij else ""


def _is_van(afspraak: Afspraak, wie: Gebruiker | None) -> bool:
    houder = afspraak.houder
    if houder is None:
        return False
    return houder.is_van(wie) if wie is not None else houder.partij is not None
