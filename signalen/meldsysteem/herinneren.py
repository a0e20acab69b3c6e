"""Done over there is not told here: whoever wanted to hear keeps the owner reminded (HEL-06)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from signalen.models import Overdracht, Signaal
from wijkwerk.berichten.service import Herinnering

WEEK = 7


def nog_te_vertellen(dag: date) -> Iterator[Herinnering]:
    """Once a week, from the day it was done there until the melder has been told."""
    rijen = Overdracht.objects.filter(
        afgehandeld_op__isnull=False,
        signaal__stand__in=[Signaal.Stand.UITGEZET, Signaal.Stand.BEANTWOORD],
        signaal__melder__terugkoppeling_gewenst=True,
    )
    velden = ("gebied", "houder_partij", "houder_gebied", "houder_persoon")
    for rij in rijen.select_related(*(f"signaal__{veld}" for veld in velden)):
        signaal, klaar = rij.signaal, timezone.localdate(rij.afgehandeld_op)
        if signaal.houder is None or klaar > dag:
            continue
        for persoon in signaal.houder.personen():
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=signaal,
                moment=f"meldsysteem:{klaar}:{(dag - klaar).days // WEEK}",
                uiterlijk=signaal.uiterlijk,
                titel=f"Vertel de melder wat ermee gedaan is: {signaal.titel} ({signaal.nummer})",
                url=signaal.get_absolute_url(),
            )
