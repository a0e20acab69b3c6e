"""Established plans and reports whose term ends, soonest first. What is kept for ever is never in this list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from overleggen.document import bewaring_van as van_verslag
from overleggen.models import Verslag
from wijkagenda.document import bewaring_van as van_plan
from wijkagenda.models import Plan
from wijkwerk.archief import Bewaring
from wijkwerk.regels.models import Bewaarstop


@dataclass(frozen=True)
class Regel:
    soort: str
    pk: int
    titel: str
    bewaring: Bewaring
    stop: Bewaarstop | None

    @property
    def is_verlopen(self) -> bool:
        """Whether it may go: the term has passed and nothing suspends it."""
        tot = self.bewaring.tot
        return tot is not None and tot < timezone.localdate() and self.stop is None


def met_termijn() -> list[Regel]:
    """Four queries, however many there are."""
    stops = {
        (rij.object_soort, rij.object_id): rij for rij in Bewaarstop.lopend().select_related("gezet_door")
    }
    regels = [
        Regel(soort, pk, titel, bewaring, stops.get((soort, pk)))
        for soort, pk, titel, bewaring in (*_plannen(), *_verslagen())
        if bewaring is not None and bewaring.tot is not None
    ]
    return sorted(regels, key=lambda regel: (str(regel.bewaring.tot), regel.titel, regel.pk))


def _plannen() -> Iterator[tuple[str, int, str, Bewaring | None]]:
    rijen = Plan.objects.filter(vastgesteld_op__isnull=False).select_related("gebied")
    for plan in rijen.defer("samenvatting", "velden").prefetch_related("opvolgers"):
        yield "plan", plan.pk, plan.titel, van_plan(plan)


def _verslagen() -> Iterator[tuple[str, int, str, Bewaring | None]]:
    rijen = Verslag.objects.vastgesteld().select_related("overleg__gebied")
    for verslag in rijen.defer("inhoud", "openbaar"):
        yield "verslag", verslag.pk, str(verslag), van_verslag(verslag)
