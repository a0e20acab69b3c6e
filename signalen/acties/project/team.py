"""Who leads a project and who is in its team, within the borders of their roles."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from signalen.acties.project.kern import (
    eis,
    klachten_leider,
    meld_leider,
    noteer,
    partijen,
    schrijf,
    vergrendel,
)
from signalen.models import Project, Teamlid
from signalen.rolgrenzen import grens
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Klacht


@transaction.atomic
def voeg_toe(*, project: Project, gebruiker: Gebruiker | None, taak: str, door: Gebruiker) -> Teamlid:
    """Put somebody in the team; refused, with the reason, to whose role forbids it there (DHR-46)."""
    project = vergrendel(project)
    klachten = _klachten(project, gebruiker)
    uitkomst = eis("bemensen", project, door, gegevens={"wie": gebruiker}, ook=klachten)
    assert gebruiker is not None
    lid = Teamlid.objects.create(project=project, gebruiker=gebruiker, taak=taak.strip())
    noteer(project, "bemensen", door, uitkomst, {"erbij": gebruiker.pk})
    if gebruiker.pk != door.pk:
        zet_klaar("project-teamlid", ontvanger=gebruiker, ding=project, moment=str(lid.pk))
    return lid


def _klachten(project: Project, gebruiker: Gebruiker | None) -> Iterable[Klacht]:
    if gebruiker is None:
        yield Klacht("Kies wie erbij komt.", "gebruiker")
        return
    reden = grens(actief_profiel(), gebruiker, Recht.PROJECT_MEEDOEN, project.plek())
    if reden:
        yield Klacht(reden, "gebruiker")
    if project.team.nu().filter(gebruiker=gebruiker).exists():
        yield Klacht(f"{gebruiker} zit al in het team.", "gebruiker")


@transaction.atomic
def haal_weg(*, lid: Teamlid, door: Gebruiker) -> Teamlid:
    project = vergrendel(lid.project)
    uitkomst = eis("bemensen", project, door)
    lid = Teamlid.objects.select_for_update(of=("self",)).get(pk=lid.pk)
    if lid.tot is None:
        lid.tot = timezone.localdate()
        lid.save(update_fields=["tot"])
        noteer(project, "bemensen", door, uitkomst, {"eraf": lid.gebruiker_id})
    return lid


@transaction.atomic
def draag_project_over(
    *, project: Project, projectleider: Houder | None, reden: str, door: Gebruiker
) -> Project:
    """Give it another leader, with a reason; refused to whose role forbids it (DHR-14, R03)."""
    project = vergrendel(project)
    klachten = [*klachten_leider(projectleider, project.plek())]
    if projectleider is not None and projectleider == project.houder:
        klachten.append(Klacht(f"{projectleider} is al projectleider.", "projectleider"))
    if not reden.strip():
        klachten.append(Klacht("Schrijf op waarom een ander het gaat leiden.", "reden"))
    uitkomst = eis("overdragen", project, door, gegevens={"reden": reden}, ook=klachten)
    project.houder = projectleider
    project.zet_plek(project.gebieden.all(), partijen(project))
    namen = [*Project.HOUDER_VELDEN, "plek_gebieden", "plek_partijen"]
    velden = {naam: getattr(project, naam) for naam in namen}
    schrijf(project, "overdragen", door, uitkomst, reden=reden.strip(), **velden)
    meld_leider(project, door)
    return project
