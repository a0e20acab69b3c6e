"""The line to the other side."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from signalen import acties
from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Meldsysteem, Overdracht

Stand = Overdracht.Stand
ZetUit = Callable[..., Overdracht]


def later() -> None:
    """Let every wait pass, and hand over."""
    Overdracht.objects.update(niet_voor=timezone.now())
    Meldsysteem.objects.exclude(storing="").update(niet_voor=timezone.now())
    draag_over_wat_klaarstaat()


MELDER = acties.Melderinvoer(naam="Buurvrouw", e_mail="b@voorbeeld.example", telefoon="0612345678")
