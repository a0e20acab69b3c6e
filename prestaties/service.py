"""What other apps, the desk and the clock ask of prestatieafspraken."""

from __future__ import annotations

from django.urls import reverse

from prestaties.models import Prestatieafspraak, Prestatiecontrole
from prestaties.overzicht import Overzicht, overzicht
from prestaties.vandaag import herinneringen, werkvoorraad
from prestaties.zicht import doet_mee
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel

__all__ = [
    "Overzicht",
    "doet_mee",
    "herinneringen",
    "menu",
    "niet_publiceren",
    "overzicht",
    "sleutels_in_gebruik",
    "verwijzing",
    "werkvoorraad",
]

# Newest first: so many are looked at for the masking check.
MEESTE = 5000


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    if not doet_mee(gebruiker):
        return []
    naam = hoofdletter(actief_profiel().term("prestatie").meer)
    return [MenuPunt(naam, reverse("prestaties:overzicht"), 57)]


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """Themes that rows refer to."""
    themas = Prestatieafspraak.objects.exclude(thema="").order_by().values_list("thema", flat=True).distinct()
    return {("thema", sleutel) for sleutel in themas}


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """What a reference to an afspraak looks like for somebody who may see it."""
    rij = Prestatieafspraak.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(rij.wat, rij.get_absolute_url()) if rij else None


def niet_publiceren(gebieden: frozenset[int]) -> tuple[list[str], list[str]]:
    """Return (names, texts): what was written between the municipality and one organisation; for settings.NIET_PUBLICEREN."""
    rijen = Prestatiecontrole.objects.filter(afspraak__plek_gebieden__overlap=sorted(gebieden)).order_by(
        "-pk"
    )
    teksten = rijen.values_list("toelichting", "reactie", "verteld_hoe", "gesprek_uitkomst", "vervolg")[
        :MEESTE
    ]
    return [], [tekst for rij in teksten for tekst in rij if tekst]
