"""What the intake decided: where a path is needed, nothing begins or is established without one (ETL-19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from participatie.models import Traject
from signalen.models import Project
from wijkagenda.models import Plan
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Klacht

# The field of a project or plan that rules of a profile ask for; it is asked nowhere else.
VELD, NODIG = "participatietraject", "nodig"


def klachten_bij_project(project: Project) -> Iterator[Klacht]:
    """For settings.PROJECT_KLACHTEN: before it starts."""
    if actief_profiel().heeft("participatie"):
        yield from _klachten("project", project.pk, project.velden)


def klachten_bij_plan(plan: Plan) -> Iterator[Klacht]:
    """For settings.PLAN_KLACHTEN: before it is put forward or established."""
    if actief_profiel().heeft("participatie"):
        yield from _klachten("plan", plan.pk, plan.velden)


def _klachten(soort: str, pk: int, velden: Mapping[str, Any] | None) -> Iterator[Klacht]:
    """No query where no path is needed. One in preparation binds nobody yet."""
    if (velden or {}).get(VELD) != NODIG:
        return
    if not Traject.objects.over(soort, pk).exclude(stand=Traject.Stand.VOORBEREIDING).exists():
        yield Klacht("Een participatietraject is nodig. Begin het, en laat het eerst vaststellen.", VELD)
