"""Emptying the mailbox: what was taken in leaves it, what was not stays there as read, for its owner to see."""

from __future__ import annotations

import imaplib
import logging
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from signalen.meldsysteem.aansluiting import Storing
from signalen.meldsysteem.sleutel import Sleutel
from signalen.postvak.innemen import Uitkomst, neem_in, weiger_te_groot

logger = logging.getLogger(__name__)

GEDULD = 20
PER_RONDE = 50
# Of what a server and a line can do wrong; the mail stays where it is.
FOUTEN = (imaplib.IMAP4.error, OSError, socket.gaierror, Storing)


def lees_postvak() -> int:
    """Take in what is new; return how many concepts came of it. A mailbox that cannot be reached is tried the next time."""
    if not settings.POSTVAK["url"]:
        return 0
    try:
        with _open() as vak:
            return sum(_een(vak, nummer) for nummer in _nieuw(vak))
    except FOUTEN as fout:
        # The answer of a server may quote an address.
        logger.warning("Het postvak is niet te lezen (%s).", type(fout).__name__)
        return 0


@contextmanager
def _open() -> Iterator[imaplib.IMAP4]:
    delen = urlsplit(settings.POSTVAK["url"])
    naam, wachtwoord = unquote(delen.username or ""), unquote(delen.password or "")
    vak: imaplib.IMAP4
    if delen.scheme == "imaps":
        vak = imaplib.IMAP4_SSL(delen.hostname or "", delen.port or 993, timeout=GEDULD)
    else:
        vak = imaplib.IMAP4(delen.hostname or "", delen.port or 143, timeout=GEDULD)
    try:
        if delen.scheme == "imap+tls":
            vak.starttls()
        if settings.POSTVAK["inlogadres"]:
            sleutel = _sleutel(wachtwoord, settings.POSTVAK["inlogadres"], settings.POSTVAK["client"])
            inlog = f"user={naam}\x01auth=Bearer {sleutel.geef()}\x01\x01".encode()
            vak.authenticate("XOAUTH2", lambda _: inlog)
        else:
            vak.login(naam, wachtwoord)
        _eis(vak.select(f'"{unquote(delen.path.strip("/")) or "INBOX"}"'))
        yield vak
    finally:
        try:
            vak.logout()
        except FOUTEN:
            vak.shutdown()


@lru_cache(maxsize=2)
def _sleutel(geheim: str, adres: str, client: str) -> Sleutel:
    return Sleutel(geheim, adres, client, settings.POSTVAK["scope"])


def _nieuw(vak: imaplib.IMAP4) -> list[str]:
    gevonden = _eis(vak.uid("SEARCH", "UNSEEN", "UNDELETED"))
    return (gevonden[0] or b"").decode().split()[:PER_RONDE] if gevonden else []


def _een(vak: imaplib.IMAP4, nummer: str) -> bool:
    """Take one mail in. It leaves the mailbox only after that was committed: who dies in between reads it again."""
    uitkomst = Uitkomst.GEWEIGERD
    if not weiger_te_groot(_grootte(vak, nummer)):
        antwoord = _eis(vak.uid("FETCH", nummer, "(BODY.PEEK[])"))
        uitkomst = neem_in(next((deel[1] for deel in antwoord if isinstance(deel, tuple)), b""))
    geweigerd = uitkomst is Uitkomst.GEWEIGERD
    _eis(vak.uid("STORE", nummer, "+FLAGS.SILENT", r"(\Seen)" if geweigerd else r"(\Seen \Deleted)"))
    if not geweigerd:
        vak.expunge()
    return uitkomst is Uitkomst.INGENOMEN


def _grootte(vak: imaplib.IMAP4, nummer: str) -> int:
    antwoord = b" ".join(
        deel for deel in _eis(vak.uid("FETCH", nummer, "(RFC822.SIZE)")) if isinstance(deel, bytes)
    )
    treffer = re.search(rb"RFC822\.SIZE (\d+)", antwoord)
    return int(treffer[1]) if treffer else 0


def _eis(antwoord: tuple[str, Sequence[Any]]) -> Sequence[Any]:
    soort, gegevens = antwoord
    if soort != "OK":
        raise imaplib.IMAP4.error(soort)
    return gegevens
