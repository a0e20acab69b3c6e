"""What is done with whoever told a signal: give an address to follow it by."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.basis import geef_statusadres, schrijf, vergrendel
from signalen.models import Signaal, Statusadres
from signalen.zicht import werkt_met_melder
from wijkwerk.gebruikers.models import Gebruiker


@transaction.atomic
def maak_briefje(*, signaal: Signaal, door: Gebruiker) -> Statusadres:
    """Make sure there is an address on paper for who has no mail; the same slip twice has the same address."""
    eis_melder(signaal, door)
    signaal = vergrendel(signaal)
    adres = geef_statusadres(signaal)
    schrijf(signaal, "briefje", door)
    return adres


def eis_melder(signaal: Signaal, door: Gebruiker) -> None:
    """Raise PermissionDenied unless this person is one of those who have to do with the melder."""
    if not werkt_met_melder(door, signaal):
        raise PermissionDenied("U heeft voor dit signaal niets met de melder te maken.")
