"""Initiatives and projects for the house: in the menu, behind a reference, and who reads what was asked for them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from signalen.models import Initiatief, Project
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel


def menu(gebruiker: Gebruiker) -> Iterator[MenuPunt]:
    """Initiatives and projects, for who has a part in them."""
    profiel = actief_profiel()
    initiatief = (
        Recht.INITIATIEF_INDIENEN,
        Recht.INITIATIEF_TREKKEN,
        Recht.INITIATIEF_WEGEN,
        Recht.AFSPRAAK_BEWAKEN,
    )
    if profiel.heeft("initiatieven") and any(heeft_ergens(gebruiker, recht) for recht in initiatief):
        yield MenuPunt(hoofdletter(profiel.term("initiatief").meer), reverse("initiatieven:lijst"), 25)
    project = (Recht.PROJECT_LEIDEN, Recht.PROJECT_MEEDOEN, Recht.AFSPRAAK_BEWAKEN)
    if profiel.heeft("projecten") and any(heeft_ergens(gebruiker, recht) for recht in project):
        yield MenuPunt(hoofdletter(profiel.term("project").meer), reverse("projecten:lijst"), 26)


def verwijzing_initiatief(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    rij = Initiatief.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(str(rij), rij.get_absolute_url()) if rij else None


def verwijzing_project(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    rij = Project.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(str(rij), rij.get_absolute_url()) if rij else None


def afspraakkring_initiatief(gebruiker: Gebruiker) -> Q:
    """What was asked for initiatives that this person reads, as a condition on Afspraak."""
    return Q(bron_id__in=Initiatief.objects.zichtbaar_voor(gebruiker).values("pk"))


def afspraakkring_project(gebruiker: Gebruiker) -> Q:
    """The same for what was asked for a project."""
    return Q(bron_id__in=Project.objects.zichtbaar_voor(gebruiker).values("pk"))
