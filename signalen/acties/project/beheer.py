"""Opening, keeping, starting and closing a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from signalen.acties.project.kern import (
    IEDEREEN,
    bij_openen,
    eis,
    klachten_leider,
    klachten_project,
    meld_leider,
    noteer,
    nu,
    partijen,
    schoon,
    schrijf,
    van_anderen,
    vergrendel,
)
from signalen.models import Initiatief, Project, Signaal
from signalen.regels import onderwerp_project
from signalen.stroom import PROJECT
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, Toestemming, eis_stap
from wijkwerk.wijken.models import Gebied


@transaction.atomic
def open_project(
    *,
    gebieden: Sequence[Gebied],
    projectleider: Houder | None,
    door: Gebruiker,
    extra: Mapping[str, Any] | None = None,
    **velden: Any,
) -> Project:
    """Open a project of the municipality itself; return it. Who may: whoever may lead one there.

    Where no role of the profile leads projects: who guards afspraken there.
    """
    return _open(gebieden, projectleider, None, door, velden, extra or {}, bij_openen(gebieden, door))


def open_uit_initiatief(
    initiatief: Initiatief, *, projectleider: Houder | None, naam: str, door: Gebruiker
) -> Project:
    """Open the project of an initiative; inside the caller's transaction, which checked that step."""
    velden = {
        "naam": naam or initiatief.titel,
        "doel": initiatief.omschrijving,
        "groep": initiatief.groep,
        "bewoners": initiatief.bewoners,
        "randvoorwaarden": initiatief.randvoorwaarden,
        "themas": initiatief.themas,
    }
    return _open(list(initiatief.gebieden.all()), projectleider, initiatief, door, velden, {}, IEDEREEN)


def _open(
    gebieden: Sequence[Gebied],
    projectleider: Houder | None,
    initiatief: Initiatief | None,
    door: Gebruiker,
    velden: Mapping[str, Any],
    extra: Mapping[str, Any],
    wie: Toestemming | None,
) -> Project:
    project = Project(
        gebied=gebieden[0] if gebieden else None,
        initiatief=initiatief,
        # Shielded afterwards as its signal was: what is made of it now is so from the start, also for the mail to its leader.
        gevoelig=initiatief.gevoelig if initiatief else Signaal.Gevoelig.NEE,
        geopend_door=door,
        velden=dict(extra),
        **schoon(velden),
    )
    project.houder = projectleider
    if gebieden:
        project.zet_plek(gebieden, partijen(project))
    klachten = [
        *([] if gebieden else [Klacht("Kies een gebied.", "gebied")]),
        *([] if project.naam else [Klacht("Geef het project een naam.", "naam")]),
        *klachten_leider(projectleider, project.plek()),
        *klachten_project(project),
    ]
    uitkomst = eis_stap(
        PROJECT["openen"], onderwerp_project(project, extra), door, stand="", toestemming=wie, ook=klachten
    )
    project.save()
    project.gebieden.set(gebieden)
    noteer(project, "openen", door, uitkomst)
    meld_leider(project, door)
    return project


@transaction.atomic
def wijzig_project(
    *, project: Project, door: Gebruiker, extra: Mapping[str, Any] | None = None, **velden: Any
) -> Project:
    """Write down what is known about it; `extra` are fields that rules of the profile want."""
    project = vergrendel(project)
    for naam, waarde in schoon(velden).items():
        setattr(project, naam, waarde)
    project.velden = {**project.velden, **(extra or {})}
    klachten = [
        *([] if project.naam else [Klacht("Geef het project een naam.", "naam")]),
        *klachten_project(project),
    ]
    uitkomst = eis("wijzigen", project, door, ook=klachten)
    return schrijf(project, "wijzigen", door, uitkomst, velden=project.velden, **nu(project, velden))


@transaction.atomic
def start(*, project: Project, door: Gebruiker) -> Project:
    """Start it, when the profile has nothing left to ask: residents, an intake, a startdocument (DHR-12, ETL-19, BER-33)."""
    project = vergrendel(project)
    uitkomst = eis("starten", project, door, ook=van_anderen(project))
    schrijf(project, "starten", door, uitkomst, stand=PROJECT["starten"].naar)
    project.adviezen = uitkomst.adviezen
    return project


@transaction.atomic
def sluit_af(*, project: Project, resultaat: str, door: Gebruiker) -> Project:
    """Close it with what came of it; the owner of its initiative tells the residents and ends that."""
    project = vergrendel(project)
    klachten = [] if resultaat.strip() else [Klacht("Schrijf op wat het resultaat is.", "resultaat")]
    uitkomst = eis("afsluiten", project, door, gegevens={"resultaat": resultaat}, ook=klachten)
    schrijf(
        project,
        "afsluiten",
        door,
        uitkomst,
        stand=PROJECT["afsluiten"].naar,
        resultaat=resultaat.strip(),
        afgesloten_op=timezone.now(),
        afgesloten_door=door,
    )
    eigenaar = project.initiatief.houder if project.initiatief else None
    for persoon in eigenaar.personen() if eigenaar else ():
        if persoon.pk != door.pk:
            zet_klaar("project-afgesloten", ontvanger=persoon, ding=project)
    return project
