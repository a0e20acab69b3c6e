"""Writes on projects: opened with a leader, manned within the borders of roles, started, and closed with a result."""

from signalen.acties.project.beheer import open_project, open_uit_initiatief, sluit_af, start, wijzig_project
from signalen.acties.project.inschatting import mag_inschatting, schat_in
from signalen.acties.project.kern import bij_project, mag_project, van_anderen, vergrendel
from signalen.acties.project.team import draag_project_over, haal_weg, voeg_toe

__all__ = [
    "bij_project",
    "draag_project_over",
    "haal_weg",
    "mag_inschatting",
    "mag_project",
    "open_project",
    "open_uit_initiatief",
    "schat_in",
    "sluit_af",
    "start",
    "van_anderen",
    "vergrendel",
    "voeg_toe",
    "wijzig_project",
]
