"""Where the menu leads whoever brings figures in; in beheer there is a card for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from wijkwerk.gebruikers.menu import MenuPunt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens


def menu(gebruiker: Gebruiker) -> Iterator[MenuPunt]:
    if heeft_ergens(gebruiker, Recht.CIJFERS_INVOEREN) and not heeft_ergens(
        gebruiker, Recht.GEMEENTE_INRICHTEN
    ):
        yield MenuPunt("Cijfers invoeren", reverse("cijfers:overzicht"), 80)
