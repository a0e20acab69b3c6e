"""What the house asks of the import."""

from __future__ import annotations

from django.urls import reverse

from wijkwerk.afspraken.models import Actielijst
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """Where an imported afspraak came from: the name of the list. The lines themselves are afspraken."""
    lijst = Actielijst.objects.filter(pk=pk).first()
    return Verwijzing(f"Actielijst {lijst}", reverse("afspraken:lijst")) if lijst else None
