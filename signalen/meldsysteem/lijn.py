"""How the line is. One that fails is left alone for a while, each time longer; one answer opens it again."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from signalen.models import LIJNEN, Meldsysteem

EERSTE_WACHT = timedelta(seconds=30)
LANGSTE_WACHT = timedelta(minutes=30)


def meld_storing(systeem: Meldsysteem, reden: str, wacht: int = 0) -> None:
    """Close the line for a while. The page of the beheerder shows since when and why."""
    nu = timezone.now()
    eigen = min(EERSTE_WACHT * 2 ** min(systeem.storingen, 20), LANGSTE_WACHT)
    systeem.storingen += 1
    systeem.niet_voor = nu + max(eigen, timedelta(seconds=wacht))
    Meldsysteem.objects.filter(pk=systeem.pk).update(
        storing=reden[:200],
        storing_sinds=Coalesce(F("storing_sinds"), nu),
        storingen=F("storingen") + 1,
        niet_voor=systeem.niet_voor,
    )


def meld_goed(systeem: Meldsysteem, via: str) -> None:
    """It answered."""
    if via in LIJNEN and systeem.storingen:
        systeem.storingen, systeem.niet_voor = 0, None
        Meldsysteem.objects.filter(pk=systeem.pk).update(
            storing="", storing_sinds=None, storingen=0, niet_voor=None
        )
