"""What somebody forwarded and did not look at yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from signalen.models import Mailconcept
from signalen.models.mailconcept import BEWAAR_DAGEN
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.gebruikers.models import Gebruiker

# So long before it disappears its forwarder hears of it once.
HERINNER_DAGEN = 4


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    for concept in Mailconcept.objects.zichtbaar_voor(gebruiker):
        yield Taak(
            titel=str(concept).capitalize(),
            waar="Alleen u ziet dit",
            sinds=concept.ontvangen_op,
            # It waits for a decision: that is today, not the day on which it disappears.
            uiterlijk=None,
            url=concept.get_absolute_url(),
            knop="Maak er een signaal van",
            soort="signaal",
        )


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Once, some days before it disappears."""
    grens = timezone.now() - timedelta(days=BEWAAR_DAGEN - HERINNER_DAGEN)
    rijen = Mailconcept.objects.filter(stand=Mailconcept.Stand.CONCEPT, ontvangen_op__lt=grens)
    for concept in rijen.select_related("van"):
        yield Herinnering(
            ontvanger=concept.van,
            soort="herinnering",
            ding=concept,
            moment="verdwijnt",
            uiterlijk=concept.verdwijnt_op,
            titel=f"Maak er een signaal van, of gooi het weg: {concept}",
            url=concept.get_absolute_url(),
        )
