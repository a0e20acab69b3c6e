"""How much was asked of people since a round began: the meetings that were held (HEL-72)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from gebiedscyclus.models import Ronde
from overleggen.models import Overleg
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.frequentie import plus_maanden

# A step that tests looks back at least so far.
MAANDEN_TERUG = 12


@dataclass(frozen=True)
class Belasting:
    """Meetings held per form since a day, in or below the area."""

    sinds: date
    per_vorm: list[tuple[str, int, int]]

    @property
    def totaal(self) -> int:
        return sum(aantal for _, aantal, _ in self.per_vorm)


def overleggen_in(ronde: Ronde, gebruiker: Gebruiker) -> Belasting:
    """Those that this person may know of: (form, how many, in how many areas). One query."""
    sinds = min(ronde.begin, plus_maanden(timezone.localdate(), -MAANDEN_TERUG))
    rijen = Overleg.objects.zichtbaar_voor(gebruiker).filter(
        stand__in=Overleg.GEWEEST, datum__gte=sinds, plek_gebieden__contains=[ronde.gebied_id]
    )
    namen = {vorm.sleutel: vorm.naam for vorm in actief_profiel().overlegvormen}
    tellingen = (
        rijen.order_by().values("vorm").annotate(n=Count("pk"), plekken=Count("gebied", distinct=True))
    )
    per_vorm = [(namen.get(rij["vorm"], rij["vorm"]), rij["n"], rij["plekken"]) for rij in tellingen]
    return Belasting(sinds, sorted(per_vorm, key=lambda rij: (-rij[1], rij[0])))
