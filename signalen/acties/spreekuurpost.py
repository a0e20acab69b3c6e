"""Mail to who was asked to be at a spreekuur."""

from __future__ import annotations

from signalen.models import Spreekuur
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import personen
from wijkwerk.profiel import Selector
from wijkwerk.wijken.models import Partij

UITNODIGING, VERVALLEN = "spreekuur-uitnodiging", "spreekuur-vervallen"


def bericht_aan(spreekuur: Spreekuur, partij: Partij, soort: str, behalve: Gebruiker | None) -> None:
    """Tell the people of a party; one without people here is told at its own address."""
    wie = (Selector("partij", partij.sleutel),)
    if personen(wie, spreekuur.plek()):
        zet_klaar_voor(wie, soort, ding=spreekuur, plek=spreekuur.plek(), behalve=behalve)
    else:
        zet_klaar(soort, adressant=("partij", partij.pk), ding=spreekuur)
