"""For the pages of other things: put this on an agenda, and which meetings spoke of it.

{% load overleg %}
{% zet_op_agenda "signaal" signaal.pk %}
{% stond_op_agenda "signaal" signaal.pk %}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from overleggen import service
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel

register = template.Library()


def _lezer(context: Context) -> Gebruiker | None:
    """Who reads the page, where the municipality holds meetings in this product."""
    gebruiker = getattr(context.get("request"), "user", None)
    if isinstance(gebruiker, Gebruiker) and actief_profiel().heeft("overleggen"):
        return gebruiker
    return None


@register.inclusion_tag("overleggen/_zet_op_agenda.html", takes_context=True)
def zet_op_agenda(context: Context, bron_soort: str, pk: int) -> dict[str, Any]:
    """A button to the page where one chooses the meeting; nothing for who has no part in meetings. No query."""
    lezer = _lezer(context)
    mag = lezer is not None and bool(service.menu(lezer))
    return {"adres": reverse("overleggen:agenderen", args=[bron_soort, pk]) if mag else ""}


@register.inclusion_tag("overleggen/_stond_op_agenda.html", takes_context=True)
def stond_op_agenda(context: Context, bron_soort: str, pk: int) -> dict[str, Any]:
    """The meetings that spoke of it or will, as far as the reader may see those points; one query."""
    lezer = _lezer(context)
    return {"vermeldingen": service.agenda_bij(bron_soort, pk, lezer) if lezer else []}
