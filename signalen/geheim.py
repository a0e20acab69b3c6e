"""What the masking check must know of signalen beside the signals themselves."""

from __future__ import annotations

from signalen.models import Inschatting

# Newest first: so many are looked at.
MEESTE = 5000


def niet_publiceren_inschatting(gebieden: frozenset[int]) -> tuple[list[str], list[str]]:
    """Return (names, texts): what was expected of the wijk in or below these gebieden; for settings.NIET_PUBLICEREN (DHR-45)."""
    rijen = Inschatting.objects.filter(project__plek_gebieden__overlap=sorted(gebieden)).order_by("-pk")
    return [], list(rijen.values_list("tekst", flat=True)[:MEESTE])
