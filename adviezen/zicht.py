"""Advice follows the shield of what it is about: as soon as that is shielded, so is the advice."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from overleggen.service import BRONNEN
from wijkwerk.gebruikers.models import Gebruiker


def bron_open_q(gebruiker: Gebruiker, voorvoegsel: str = "") -> Q:
    """What is about nothing that is shielded now, or about something that this person may see all the same."""
    q = Q()
    for soort, model in BRONNEN.items():
        bron = OuterRef(f"{voorvoegsel}bron_id")
        dicht = Exists(model.objects.exclude(gevoelig="nee").filter(pk=bron))
        ziet = Exists(model.objects.zichtbaar_voor(gebruiker).filter(pk=bron))
        q &= ~(Q(**{f"{voorvoegsel}bron_soort": soort}) & Q(dicht) & ~Q(ziet))
    return q


def gevoelig_van(bron_soort: str, bron_id: int | None) -> str:
    """How shielded the source is now; "nee" for what has none that can be."""
    model = BRONNEN.get(bron_soort)
    if model is None:
        return "nee"
    return model.objects.filter(pk=bron_id).values_list("gevoelig", flat=True).first() or "nee"
