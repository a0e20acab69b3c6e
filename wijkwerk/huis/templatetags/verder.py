"""Where a thing goes on from its own page: the agenda of an overleg, a plan. The only place that knows all apps.

{% load verder %}
{% verder_met "signaal" signaal.pk %}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from adviezen import service as adviezen
from budgetten import service as budgetten
from gebiedscyclus import service as gebiedscyclus
from gebiedscyclus.models import Stap
from overleggen import service as overleggen
from participatie import service as participatie
from verantwoording import service as verantwoording
from wijkagenda import service as wijkagenda
from wijkagenda.models import Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel

register = template.Library()


@register.inclusion_tag("onderdelen/verder.html", takes_context=True)
def verder_met(
    context: Context,
    bron_soort: str,
    pk: int,
    *,
    openbaar: bool = True,
    bijeen: bool = False,
    soort: str = "",
) -> dict[str, Any]:
    """Buttons for who has a part in overleggen or plans, and where it stood already; at most two queries.

    What is shielded (`openbaar` false) never goes onto a plan. `bijeen`: people come together about it (a project).
    `soort`: which kind of signaal it is.
    """
    gebruiker = context["request"].user
    if not isinstance(gebruiker, Gebruiker):
        return {
            "agenda_url": "",
            "overleg_url": "",
            "plan_url": "",
            "voorstel_url": "",
            "budget_url": "",
            "aanvraag": None,
            "vermeldingen": [],
            "plannen": [],
        }
    overlegt = actief_profiel().heeft("overleggen") and bool(list(overleggen.menu(gebruiker)))
    plant = actief_profiel().heeft("wijkagenda") and bool(list(wijkagenda.menu(gebruiker)))
    voorstel_url = wijkagenda.voorstel_url(pk, soort, gebruiker) if plant and bron_soort == "signaal" else ""
    # Only where a kind of signal becomes a request: elsewhere it costs nothing.
    budget = bron_soort == "signaal" and budgetten.uit_signalen()
    return {
        "agenda_url": reverse("overleggen:agenderen", args=[bron_soort, pk]) if overlegt else "",
        "overleg_url": _overleg_url(gebruiker, bron_soort, pk) if overlegt and bijeen else "",
        "plan_url": ""
        if voorstel_url or not (plant and openbaar)
        else wijkagenda.opnemen_url(bron_soort, pk),
        "voorstel_url": voorstel_url,
        "budget_url": budgetten.aanvraag_url(pk, gebruiker) if budget and openbaar else "",
        "aanvraag": budgetten.aanvraag_bij_signaal(pk, gebruiker) if budget else None,
        "vermeldingen": overleggen.agenda_bij(bron_soort, pk, gebruiker) if overlegt else [],
        "plannen": wijkagenda.op_plannen(bron_soort, pk, gebruiker) if plant else [],
        "termen": context["termen"],
    }


@register.inclusion_tag("onderdelen/bevinding_verder.html", takes_context=True)
def bevinding_verder(context: Context, item: Planitem) -> dict[str, Any]:
    """A finding onto an agenda or into a poll, and where it stands: at most three queries, none for who has no part in that.

    Who reads an agenda reads the title of the finding, so a person puts it there.
    """
    gebruiker = context["request"].user
    overlegt = (
        isinstance(gebruiker, Gebruiker)
        and actief_profiel().heeft("overleggen")
        and bool(overleggen.menu(gebruiker))
    )
    if not overlegt:
        return {"meedoen": False}
    vermeldingen = overleggen.agenda_bij("planitem", item.pk, gebruiker)
    weg = item.stand == Planitem.Stand.WEGGELATEN
    return {
        "meedoen": True,
        "agenda_url": "" if weg else reverse("overleggen:agenderen", args=["planitem", item.pk]),
        "peiling_url": ""
        if weg
        else overleggen.peiling_url("planitem", item.pk, item.plan.gebied, gebruiker),
        "komend": [rij for rij in vermeldingen if rij.overleg.is_komend],
        "geweest": [rij for rij in vermeldingen if not rij.overleg.is_komend],
        "peilingen": overleggen.peilingen_over("planitem", item.pk, gebruiker),
    }


@register.simple_tag
def voorstel_op_plannen(pk: int | None) -> list[Any]:
    """On which plans a followed signaal stands: for the page of whoever brought it in, without an account."""
    return (
        wijkagenda.voorstel_op_plannen(pk) if pk is not None and actief_profiel().heeft("wijkagenda") else []
    )


@register.simple_tag
def meedenken_url(gebied: str, vorm: str, spoor: str) -> str:
    """Where a reader of the public site says to be interested in this item; nothing where that is not asked."""
    return participatie.meedenken_url(gebied, vorm, spoor)


@register.inclusion_tag("onderdelen/advies_bij.html", takes_context=True)
def advies_bij(context: Context, bron_soort: str, pk: int, *, openbaar: bool = True) -> dict[str, Any]:
    """What was advised on this thing, and what was told about it, and asking or giving advice on it; two queries, none for who has no part in that.

    What is shielded (`openbaar` false) is advised on by nobody.
    """
    gebruiker = context["request"].user
    if not openbaar or not isinstance(gebruiker, Gebruiker) or not adviezen.doet_mee(gebruiker):
        return {"meedoen": False}
    return {
        "meedoen": True,
        "onderwerpen": adviezen.over_bron(bron_soort, pk, gebruiker),
        "informatie": adviezen.informatie_bij(bron_soort, pk, gebruiker),
        "informeer_url": _met_bron("adviezen:informatie-nieuw", bron_soort, pk)
        if adviezen.vraagt(gebruiker)
        else "",
        "vraag_url": _met_bron("adviezen:vraag", bron_soort, pk) if adviezen.vraagt(gebruiker) else "",
        "geef_url": _met_bron("adviezen:nieuw", bron_soort, pk)
        if heeft_ergens(gebruiker, Recht.ADVIES_GEVEN)
        else "",
        "termen": context["termen"],
    }


@register.inclusion_tag("onderdelen/participatie_bij.html", takes_context=True)
def participatie_bij(context: Context, bron_soort: str, pk: int, *, openbaar: bool = True) -> dict[str, Any]:
    """The participation paths of this thing, and beginning one; one query (two for a plan), none for who has no part in that."""
    gebruiker = context["request"].user
    if not openbaar or not isinstance(gebruiker, Gebruiker) or not participatie.doet_mee(gebruiker):
        return {"trajecten": [], "start_url": "", "links": []}
    return {
        "links": participatie.overzichtlinks(pk, gebruiker) if bron_soort == "plan" else [],
        "trajecten": participatie.over_bron(bron_soort, pk, gebruiker),
        "start_url": participatie.start_url(bron_soort, pk, gebruiker),
        "termen": context["termen"],
    }


@register.inclusion_tag("onderdelen/ronde_bij.html", takes_context=True)
def ronde_bij(context: Context, plan: int) -> dict[str, Any]:
    """The round that a plan is a step of; one query, none for who reads no rounds."""
    gebruiker = context["request"].user
    stappen = gebiedscyclus.stappen_met_plan(plan, gebruiker) if isinstance(gebruiker, Gebruiker) else []
    return {"stappen": stappen}


@register.inclusion_tag("onderdelen/evaluatie_bij.html", takes_context=True)
def evaluatie_bij(context: Context, stap: Stap, *, kan: bool) -> dict[str, Any]:
    """The evaluation that carries a step, or planning it (`kan`: the step can begin); one query, none for other steps."""
    gebruiker = context["request"].user
    sleutel = stap.rij.evaluatie
    if not sleutel or not isinstance(gebruiker, Gebruiker):
        return {"bij": None}
    return {"bij": verantwoording.bij_stap(stap.pk, sleutel, gebruiker), "kan": kan}


def _met_bron(naam: str, bron_soort: str, pk: int) -> str:
    return f"{reverse(naam)}?bron={bron_soort}-{pk}"


def _overleg_url(gebruiker: Gebruiker, bron_soort: str, pk: int) -> str:
    """Where a meeting about it is planned, for who plans any."""
    kan = heeft_ergens(gebruiker, Recht.OVERLEG_PLANNEN)
    return f"{reverse('overleggen:nieuw')}?bron={bron_soort}-{pk}" if kan else ""
