"""How other apps name things of this one: settings.VERWIJZINGEN finds these functions."""

from __future__ import annotations

from signalen.models import Dossier, Notitie, Signaal
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """Return how this person sees the signal in a list elsewhere; None when it does not exist for them."""
    signaal = Signaal.objects.zichtbaar_voor(gebruiker).select_related("gebied").filter(pk=pk).first()
    return Verwijzing(f"{signaal.nummer} {signaal.titel}", signaal.get_absolute_url()) if signaal else None


def verwijzing_dossier(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """Return how this person sees the dossier in a list elsewhere; None when it does not exist for them."""
    dossier = Dossier.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(str(dossier), dossier.get_absolute_url()) if dossier else None


def verwijzing_notitie(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    notitie = Notitie.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(str(notitie), notitie.get_absolute_url()) if notitie else None
