"""The link in a mail by which a holder answers without an account: made, read, and dead as soon as it should be.

A link is for one part, one person (or the address of a party that has nobody with an account), and one purpose: to
answer the request, or to report on what was taken on. Who has it, has it: so it opens no words of the signal, and of
what is shielded there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from signalen.models import Deelactie
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.afspraken.stroom import LOPEND
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker

ZOUT = "signalen.mailstap"
# After the mail, and for what was taken on after the day on which it should be done.
GELDIG = timedelta(days=30)
# Purpose -> the states in which it may still be done.
DOELEN: dict[str, tuple[str, ...]] = {"vraag": ("gevraagd",), "werk": LOPEND}


class LinkDood(Exception):
    """The link is no link of ours, is too old, or the part is past it; the text says which, for who clicked."""


@dataclass(frozen=True)
class Mailstap:
    """A link that still works. `door` None: the party answers by its own address."""

    deel: Deelactie
    doel: str
    door: Gebruiker | None


def link_voor_houder(ding: Afspraak, ontvanger: Gebruiker | None) -> Verwijzing | None:
    """Return the page on which this recipient answers for a part, or None when there is nothing to answer."""
    deel = _deel(ding.pk)
    doel = _doel(deel) if deel is not None else ""
    if deel is None or not doel or not _is_van(deel, ontvanger):
        return None
    vandaag = timezone.localdate()
    begin = max(deel.afspraak.uiterlijk, vandaag) if doel == "werk" else vandaag
    inhoud = {
        "deel": deel.pk,
        "wie": ontvanger.pk if ontvanger else 0,
        "partij": deel.afspraak.houder_partij_id or 0,
        "doel": doel,
        "tot": (begin + GELDIG).isoformat(),
    }
    url = reverse("mail:stap", args=[signing.dumps(inhoud, salt=ZOUT)])
    return Verwijzing("Antwoord meteen, zonder inloggen" if doel == "vraag" else "Meld het klaar", url)


def lees(sleutel: str) -> Mailstap:
    """Return what this link may do now; raises LinkDood."""
    try:
        inhoud = signing.loads(sleutel, salt=ZOUT)
    except signing.BadSignature:
        raise LinkDood("Deze link klopt niet. Misschien is een stuk weggevallen.") from None
    if date.fromisoformat(inhoud["tot"]) < timezone.localdate():
        raise LinkDood("Deze link is te oud.")
    deel = _deelacties().filter(pk=inhoud["deel"]).first()
    door = Gebruiker.objects.filter(pk=inhoud["wie"], is_active=True).first() if inhoud["wie"] else None
    if deel is None or (inhoud["wie"] and door is None) or not _is_van(deel, door):
        raise LinkDood("Dit wordt niet meer van u gevraagd.")
    if (deel.afspraak.houder_partij_id or 0) != inhoud["partij"]:
        raise LinkDood("Dit wordt niet meer van u gevraagd.")
    if _doel(deel) != inhoud["doel"]:
        raise LinkDood("Dit is al beantwoord, of er is iets veranderd.")
    return Mailstap(deel, inhoud["doel"], door)


def _deelacties() -> QuerySet[Deelactie]:
    return Deelactie.objects.voor_lijst().select_related("signaal__gebied", "afspraak__houder_partij")


def _deel(afspraak: int) -> Deelactie | None:
    return _deelacties().filter(afspraak=afspraak).first()


def _doel(deel: Deelactie) -> str:
    """What may be done by a link now: nothing once it is done, nothing of what is shielded."""
    if deel.signaal.gevoelig != "nee" or deel.afspraak.gevoelig != "nee":
        return ""
    return next((doel for doel, standen in DOELEN.items() if deel.afspraak.stand in standen), "")


def _is_van(deel: Deelactie, wie: Gebruiker | None) -> bool:
    houder = deel.afspraak.houder
    if houder is None:
        return False
    return houder.is_van(wie) if wie is not None else houder.partij is not None
