"""What the house itself puts in the menu."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from wijkwerk.gebruikers.menu import MenuPunt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens


def menu(gebruiker: Gebruiker) -> Iterator[MenuPunt]:
    yield MenuPunt("Vandaag", reverse("vandaag"), 0)
    if heeft_ergens(gebruiker, Recht.GEMEENTE_INRICHTEN):
        yield MenuPunt("Beheer", reverse("beheer:overzicht"), 90)
