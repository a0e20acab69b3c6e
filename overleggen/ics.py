"""Meetings as a calendar file (RFC 5545). Title, day and place only: a file travels further than its reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from overleggen.models import Overleg

DUUR = timedelta(hours=2)


def agenda_ics(overleggen: Iterable[Overleg]) -> bytes:
    """Return one calendar with these meetings; a later version of a meeting replaces the earlier one (SEQUENCE)."""
    kalender = Calendar()
    kalender.add("prodid", "-//Wijkwerk//overleggen//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    for overleg in overleggen:
        kalender.add_component(_event(overleg))
    inhoud: bytes = kalender.to_ical()
    return inhoud


def _event(overleg: Overleg) -> Event:
    begin = overleg.moment.astimezone(timezone.get_default_timezone())
    event = Event()
    event.add("uid", f"overleg-{overleg.pk}@{urlsplit(settings.SITE_URL).hostname or 'wijkwerk.invalid'}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", overleg.versie)
    event.add("dtstart", begin)
    event.add("dtend", overleg.einde or begin + DUUR)
    event.add("summary", overleg.naam)
    if overleg.waar:
        event.add("location", overleg.waar)
    event.add("url", urljoin(f"{settings.SITE_URL}/", overleg.get_absolute_url().lstrip("/")))
    event.add("status", "CANCELLED" if overleg.stand == Overleg.Stand.VERVALLEN else "CONFIRMED")
    return event
