"""Telling the project team what to expect from the wijk (DHR-45)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.project.kern import vergrendel
from signalen.models import Inschatting, Project
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd


def mag_inschatting(project: Project, gebruiker: Gebruiker) -> bool:
    """Whether this person, who sees the project, reads and writes them: its leader, its team, and staff who work there.

    Never who is a resident alone, also not in the team. Who works for a party outside is no staff, whatever the role.
    """
    vervullingen = gebruiker.vervullingen
    if all(vervulling.rol.kant == "bewoners" for vervulling in vervullingen):
        return False
    plek = project.plek()
    eigen = [rij for rij in vervullingen if rij.rol.kant == "gemeente" and not rij.is_buiten]
    if any(vervulling.geldt_in(plek) for vervulling in eigen):
        return True
    leider = project.houder
    return (leider is not None and leider.is_van(gebruiker)) or project.team.nu().filter(
        gebruiker=gebruiker
    ).exists()


@transaction.atomic
def schat_in(*, project: Project, tekst: str, door: Gebruiker) -> Inschatting:
    """Write down what the wijk will say of it; return it. Raises PermissionDenied for whom it is not meant."""
    project = vergrendel(project)
    zichtbaar = Project.objects.zichtbaar_voor(door).filter(pk=project.pk).exists()
    if not zichtbaar or not mag_inschatting(project, door):
        raise PermissionDenied("Een wijkinschatting is van het projectteam en de gemeente.")
    if not project.is_open:
        raise StandVeranderd((Klacht("Dit project is afgesloten."),))
    if not tekst.strip():
        raise StapGeweigerd((Klacht("Schrijf op wat u verwacht.", "tekst"),))
    inschatting = Inschatting.objects.create(project=project, tekst=tekst.strip(), door=door)
    # Not at the project: whoever sees its steps need not know that there is one.
    noteer(door=door, stap="inschatting.schrijven", ding=inschatting)
    return inschatting
