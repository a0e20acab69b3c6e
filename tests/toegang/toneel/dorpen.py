"""The villages of a municipality whose profile has plans in which a village ranks its points, but names no village."""

from __future__ import annotations

from collections.abc import Iterable

from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import plaats
from wijkwerk.wijken.models import Gebied, Partij


def maak_dorpen(profiel: Profiel, gebieden: Iterable[Gebied]) -> None:
    """One below each area, with its own body of residents; none where the profile names areas of that level.

    Before there are people: whoever has a role for that body works in the village, and what somebody may is kept.
    """
    bekend = set(Gebied.objects.actief().values_list("niveau", flat=True))
    for vorm in profiel.planvormen:
        if not any(soort.gerangschikt for soort in vorm.items) or bekend & set(vorm.niveaus):
            continue
        for gebied in gebieden:
            dorp = Gebied.objects.create(
                sleutel=f"dorp-{gebied.sleutel}", naam=f"Dorp bij {gebied.naam}", niveau=vorm.niveaus[0]
            )
            plaats(gebied=dorp, ouder=gebied)
            belang = Partij.objects.create(
                sleutel=f"belang-{gebied.sleutel}", naam=f"Belang {gebied.naam}", soort="bewonersorgaan"
            )
            belang.gebieden.set([dorp])
        return
