"""What a mail about a meeting says and takes along: day, time and place, never what is spoken of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format

from overleggen.ics import agenda_ics
from overleggen.models import Overleg
from wijkwerk.berichten.service import Bijlage, absoluut

UITNODIGING, VERVALLEN = "overleg-uitnodiging", "overleg-vervallen"


def berichtvelden(ding: Overleg, soort: str, context: Mapping[str, Any]) -> dict[str, str]:
    tot = f" tot {ding.eind:%H:%M}" if ding.eind else ""
    return {
        "dag": date_format(ding.datum, "l j F Y"),
        "tijd": f"van {ding.begin:%H:%M}{tot} uur" if tot else f"om {ding.begin:%H:%M} uur",
        "waar": ding.waar,
        "pagina": absoluut(ding.get_absolute_url()),
    }


def bijlagen(ding: Overleg, soort: str) -> list[Bijlage]:
    """Return the calendar file of an invitation, and of its withdrawal."""
    if soort not in {UITNODIGING, VERVALLEN}:
        return []
    return [Bijlage("overleg.ics", agenda_ics([ding]), "text/calendar")]
