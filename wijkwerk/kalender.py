"""A calendar file (RFC 5545). Name, day and place only: a file travels further than its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One entry. `sleutel` is the same for every version; a higher `versie` replaces a lower one."""

    sleutel: str
    begin: datetime
    eind: datetime
    naam: str
    waar: str = ""
    pad: str = ""
    versie: int = 0
    vervallen: bool = False


def kalender(momenten: Iterable[Moment], *, van: str) -> bytes:
    """Return a file with these; `van` names the part of the product that it comes from."""
    bestand = Calendar()
    bestand.add("prodid", f"-//Wijkwerk//{van}//NL")
    bestand.add("version", "2.0")
    bestand.add("method", "PUBLISH")
    for moment in momenten:
        bestand.add_component(_event(moment))
    inhoud: bytes = bestand.to_ical()
    return inhoud


def _event(moment: Moment) -> Event:
    zone = timezone.get_default_timezone()
    event = Event()
    event.add("uid", f"{moment.sleutel}@{urlsplit(settings.SITE_URL).hostname or 'wijkwerk.invalid'}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", moment.versie)
    event.add("dtstart", moment.begin.astimezone(zone))
    event.add("dtend", moment.eind.astimezone(zone))
    event.add("summary", moment.naam)
    if moment.waar:
        event.add("location", moment.waar)
    if moment.pad:
        event.add("url", urljoin(f"{settings.SITE_URL}/", moment.pad.lstrip("/")))
    event.add("status", "CANCELLED" if moment.vervallen else "CONFIRMED")
    return event
