"""What an installation may set about mail; each has a default that works."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings

# A row in `bezig` whose lock is free belongs to a sender that died. This long it may be between its two transactions.
VASTGELOPEN_NA = timedelta(seconds=60)
# One run sends no longer than this; the next sweep goes on.
RONDE_HOOGSTENS = timedelta(seconds=60)
EERSTE_WACHT = timedelta(seconds=30)
LANGSTE_WACHT = timedelta(hours=2)


def vastgelopen_na() -> timedelta:
    waarde: timedelta = getattr(settings, "BERICHT_VASTGELOPEN_NA", VASTGELOPEN_NA)
    return waarde


def eerste_wacht() -> timedelta:
    waarde: timedelta = getattr(settings, "BERICHT_EERSTE_WACHT", EERSTE_WACHT)
    return waarde


def dagbericht_vanaf_uur() -> int:
    """The hour in the Netherlands from which the digest of the day leaves."""
    waarde: int = getattr(settings, "DAGBERICHT_VANAF_UUR", 7)
    return waarde


def dagbericht_elke_dag() -> bool:
    """Also in weekends and on holidays; for a demo that is shown on a Saturday."""
    waarde: bool = getattr(settings, "DAGBERICHT_ELKE_DAG", False)
    return waarde


def adressen() -> Mapping[str, str]:
    """Kind of addressee -> dotted path of a function (pk) -> address or None."""
    waarde: Mapping[str, str] = getattr(settings, "ADRESSEN", {})
    return waarde


def berichtvelden() -> Mapping[str, str]:
    """Kind of thing -> dotted path of a function (ding, soort, context) -> variables for the text of a mail."""
    waarde: Mapping[str, str] = getattr(settings, "BERICHTVELDEN", {})
    return waarde


def bijlagen() -> Mapping[str, str]:
    """Kind of thing -> dotted path of a function (ding, soort) -> files that go along with a mail about it."""
    waarde: Mapping[str, str] = getattr(settings, "BIJLAGEN", {})
    return waarde


def mailvormen() -> Mapping[str, str]:
    """Kind of message -> dotted path of a function (bericht, ding) -> Mailvorm."""
    waarde: Mapping[str, str] = getattr(settings, "MAILVORMEN", {})
    return waarde


def links_zonder_account() -> Mapping[str, str]:
    """Kind of thing -> dotted path of a function (ding, ontvanger or None) -> Verwijzing to a page without login."""
    waarde: Mapping[str, str] = getattr(settings, "LINKS_ZONDER_ACCOUNT", {})
    return waarde


def links_van_bericht() -> Mapping[str, str]:
    """Kind of message -> dotted path of a function (bericht, ding) -> Verwijzing to a page without login."""
    waarde: Mapping[str, str] = getattr(settings, "LINKS_VAN_BERICHT", {})
    return waarde
