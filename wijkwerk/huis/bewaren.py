"""Established plans and reports whose term ends, soonest first. What is kept for ever is never in this list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from overleggen.document import bewaring_van as van_verslag
from overleggen.models import Verslag
from wijkagenda.document import bewaring_van as van_plan
from wijkagenda.models import Plan
from wijkwerk.archief import Bewaring
from wijkwerk.regels.models import Bewaarstop, Vernietigingsregel


@dataclass(frozen=True)
class Regel:
    soort: str
    pk: int
    titel: str
    bewaring: Bewaring
    stop: Bewaarstop | None
    vorm: str
    gebied: str
    vastgesteld_op: date
    # The list of destruction on which it stands and that was not carried out.
    lijst: int | None = None

    @property
    def is_verlopen(self) -> bool:
        """Whether it may go: the term has passed and nothing suspends it."""
        tot = self.bewaring.tot
        return tot is not None and tot < timezone.localdate() and self.stop is None

    @property
    def kan_op_lijst(self) -> bool:
        return self.is_verlopen and self.lijst is None


@dataclass(frozen=True)
class Ding:
    soort: str
    pk: int
    titel: str
    vorm: str
    gebied: str
    vastgesteld_op: date
    bewaring: Bewaring


def met_termijn() -> list[Regel]:
    """Five queries, however many there are; what was destroyed is not among them."""
    stops = {
        (rij.object_soort, rij.object_id): rij for rij in Bewaarstop.lopend().select_related("gezet_door")
    }
    lijsten = {
        (soort, pk): lijst
        for soort, pk, lijst in Vernietigingsregel.objects.te_doen().values_list(
            "object_soort", "object_id", "lijst"
        )
    }
    regels = [
        Regel(
            ding.soort,
            ding.pk,
            ding.titel,
            ding.bewaring,
            stops.get((ding.soort, ding.pk)),
            ding.vorm,
            ding.gebied,
            ding.vastgesteld_op,
            lijsten.get((ding.soort, ding.pk)),
        )
        for ding in (*_plannen(), *_verslagen())
        if ding.bewaring.tot is not None
    ]
    return sorted(regels, key=lambda regel: (str(regel.bewaring.tot), regel.titel, regel.pk))


def _plannen() -> Iterator[Ding]:
    rijen = Plan.objects.filter(vastgesteld_op__isnull=False, vernietigd_op=None).select_related("gebied")
    for plan in rijen.defer("samenvatting", "velden").prefetch_related("opvolgers"):
        termijn = van_plan(plan)
        assert termijn is not None
        assert plan.vastgesteld_op is not None
        yield Ding(
            "plan", plan.pk, plan.titel, plan.planvorm.naam, plan.gebied.naam, plan.vastgesteld_op, termijn
        )


def _verslagen() -> Iterator[Ding]:
    rijen = Verslag.objects.vastgesteld().filter(vernietigd_op=None).select_related("overleg__gebied")
    for verslag in rijen.defer("inhoud", "openbaar"):
        termijn = van_verslag(verslag)
        assert termijn is not None
        assert verslag.vastgesteld_op is not None
        dag = timezone.localdate(verslag.vastgesteld_op)
        overleg = verslag.overleg
        yield Ding(
            "verslag", verslag.pk, str(verslag), overleg.vormrij.naam, str(overleg.gebied), dag, termijn
        )
