"""A spreekuur that is to come, and one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from signalen import acties
from signalen.acties.spreekuur import spreekuurvormen
from signalen.models import Spreekuur
from tests.toegang.toneel.spelers import Spelers


@dataclass(frozen=True)
class Spreekuren:
    gepland: Spreekuur
    open: Spreekuur


def maak_spreekuren(spelers: Spelers) -> Spreekuren | None:
    vormen = spreekuurvormen(spelers.profiel, spelers.gebied)
    if not vormen:
        return None
    begin = timezone.now()

    def plan(uren: int) -> Spreekuur:
        return spelers.doe(
            acties.plan,
            soort=vormen[0].sleutel,
            gebied=spelers.gebied,
            begin=begin + timedelta(hours=uren),
            eind=begin + timedelta(hours=uren + 2),
            plaats="buurthuis",
        )

    return Spreekuren(plan(24), spelers.doe(acties.open_spreekuur, spreekuur=plan(0)))
