"""A calendar file (RFC 5545). A file travels further than its reader: name, day and place, and more only when it is public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One entry. `sleutel` is the same for every version; a higher `versie` replaces a lower one.

    Two days instead of two moments: the whole day, up to the second one. `uitleg` is only for what everybody may read.
    """

    sleutel: str
    begin: datetime | date
    eind: datetime | date
    naam: str
    uitleg: str = ""
    waar: str = ""
    pad: str = ""
    versie: int = 0
    vervallen: bool = False


def dag_erna(dag: date) -> date:
    """Return where a whole day ends: the next one, or itself when there is none (9999-12-31)."""
    return dag + timedelta(days=1) if dag < date.max else dag


def kalender(momenten: Iterable[Moment], *, van: str) -> bytes:
    """Return a file with these; `van` names the part of the product that it comes from."""
    return b"".join(kalender_stroom(momenten, van=van))


def kalender_stroom(momenten: Iterable[Moment], *, van: str, naam: str = "") -> Iterator[bytes]:
    """The same file piece by piece: however many entries, never more than one of them in memory."""
    bestand = Calendar()
    bestand.add("prodid", f"-//Wijkwerk//{van}//NL")
    bestand.add("version", "2.0")
    bestand.add("method", "PUBLISH")
    if naam:
        bestand.add("x-wr-calname", naam)
    kop, einde, _ = bestand.to_ical().partition(b"END:VCALENDAR")
    yield kop
    for moment in momenten:
        yield _event(moment).to_ical()
    yield einde + b"\r\n"


def _tijd(moment: datetime | date) -> datetime | date:
    return moment.astimezone(timezone.get_default_timezone()) if isinstance(moment, datetime) else moment


def _event(moment: Moment) -> Event:
    event = Event()
    event.add("uid", f"{moment.sleutel}@{urlsplit(settings.SITE_URL).hostname or 'wijkwerk.invalid'}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", moment.versie)
    event.add("dtstart", _tijd(moment.begin))
    # Without an end a day is that whole day; an end that is no later is not allowed.
    if moment.eind != moment.begin:
        event.add("dtend", _tijd(moment.eind))
    event.add("summary", moment.naam)
    if moment.waar:
        event.add("location", moment.waar)
    if moment.uitleg:
        event.add("description", moment.uitleg)
    if moment.pad:
        event.add("url", urljoin(f"{settings.SITE_URL}/", moment.pad.lstrip("/")))
    event.add("status", "CANCELLED" if moment.vervallen else "CONFIRMED")
    return event
