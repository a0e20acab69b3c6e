"""What all steps of a project share: who may, lock it, write it, log it, tell its leader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from signalen.models import Project
from signalen.regels import onderwerp_project
from signalen.rolgrenzen import grens, kan_leiden, leiders
from signalen.stroom import PROJECT
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer as log
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, Toestemming, Uitkomst, eis_stap, mag_stap
from wijkwerk.wijken.models import Gebied

VELDEN = (
    "naam",
    "doel",
    "opdrachtgever",
    "groep",
    "bewoners",
    "belanghebbenden",
    "disciplines",
    "themas",
    "randvoorwaarden",
    "planning",
    "communicatie",
    "instrumenten",
    "budget",
    "begin",
    "eind",
)
IEDEREEN = Toestemming(wie=(Selector("iedereen"),))


# --- who may


def klachten_leider(projectleider: Houder | None, plek: Plek) -> Iterable[Klacht]:
    if projectleider is None:
        yield Klacht("Kies een projectleider.", "projectleider")
        return
    profiel = actief_profiel()
    reden = grens(profiel, projectleider, Recht.PROJECT_LEIDEN, plek)
    if reden:
        yield Klacht(reden, "projectleider")
    elif not kan_leiden(profiel, projectleider, plek):
        yield Klacht(f"{projectleider} leidt hier geen projecten. Kies wie dat wel doet.", "projectleider")


def bij_openen(gebieden: Sequence[Gebied], door: Gebruiker) -> Toestemming | None:
    """Where no role leads projects, who guards afspraken opens them."""
    plek = Plek(frozenset(pk for gebied in gebieden for pk in gebied.voorouders))
    bewaakt = mag(door, Recht.AFSPRAAK_BEWAKEN, plek)
    iemand = any(Recht.PROJECT_LEIDEN in rol.mag for rol in leiders(actief_profiel()))
    return IEDEREEN if bewaakt and not iemand else None


def bij_project(project: Project, door: Gebruiker) -> Toestemming | None:
    """The leader of this project."""
    leider = project.houder
    return IEDEREEN if leider is not None and leider.is_van(door) else None


def mag_project(stap: str, project: Project, door: Gebruiker) -> bool:
    """Whether this person may take this step now: for buttons and Vandaag."""
    kan = project.stand in PROJECT[stap].van
    return kan and mag_stap(PROJECT[stap], onderwerp_project(project), door, bij_project(project, door))


# --- rows


def vergrendel(project: Project) -> Project:
    rijen = Project.objects.select_for_update(of=("self",))
    return rijen.select_related("gebied").get(pk=project.pk)


def eis(
    stap: str,
    project: Project,
    door: Gebruiker,
    *,
    gegevens: Mapping[str, Any] | None = None,
    ook: Iterable[Klacht] = (),
) -> Uitkomst:
    return eis_stap(
        PROJECT[stap],
        onderwerp_project(project, gegevens),
        door,
        stand=project.stand,
        toestemming=bij_project(project, door),
        ook=ook,
    )


def van_anderen(project: Project) -> list[Klacht]:
    """What apps above this one want before it starts (settings.PROJECT_KLACHTEN)."""
    return [klacht for pad in settings.PROJECT_KLACHTEN for klacht in import_string(pad)(project)]


def schoon(velden: Mapping[str, Any]) -> dict[str, Any]:
    onbekend = set(velden) - set(VELDEN)
    if onbekend:
        raise TypeError(f"unknown fields of a project: {sorted(onbekend)}")
    return {naam: waarde.strip() if isinstance(waarde, str) else waarde for naam, waarde in velden.items()}


def nu(project: Project, velden: Iterable[str]) -> dict[str, Any]:
    return {naam: getattr(project, naam) for naam in velden}


def klachten_project(project: Project) -> Iterable[Klacht]:
    if project.begin and project.eind and project.eind < project.begin:
        yield Klacht("Het einde ligt na het begin.", "eind")


def partijen(project: Project) -> list[Any]:
    return [project.houder_partij] if project.houder_partij else []


def meld_leider(project: Project, door: Gebruiker) -> None:
    leider = project.houder
    for persoon in leider.personen() if leider else ():
        if persoon.pk != door.pk:
            zet_klaar("project-leider", ontvanger=persoon, ding=project, wacht_minuten=10)


def schrijf(
    project: Project, stap: str, door: Gebruiker, uitkomst: Uitkomst, *, reden: str = "", **velden: Any
) -> Project:
    for naam, waarde in velden.items():
        setattr(project, naam, waarde)
    project.save(update_fields=list(velden))
    noteer(project, stap, door, uitkomst, reden=reden)
    return project


def noteer(
    project: Project,
    stap: str,
    door: Gebruiker,
    uitkomst: Uitkomst,
    gegevens: Mapping[str, Any] | None = None,
    reden: str = "",
) -> None:
    regel = log(door=door, stap=f"project.{stap}", ding=project, reden=reden, gegevens=gegevens)
    zet_klaar_voor(
        uitkomst.meldt,
        "project-stap",
        ding=project,
        plek=project.plek(),
        moment=str(regel.pk),
        behalve=door,
    )
