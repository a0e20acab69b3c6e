"""One step: what carries it, what was found, how it is judged, and how much was asked of people meanwhile."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from gebiedscyclus.acties.stappen import oordeel_van
from gebiedscyclus.belasting import overleggen_in
from gebiedscyclus.contact import momenten, zonder_contact_sinds
from gebiedscyclus.forms import CriteriumForm
from gebiedscyclus.models import Stap
from gebiedscyclus.views.gemeen import Beeld, beelden, haal_stap, module
from gebiedscyclus.views.ronde import stappen_van
from gebiedscyclus.volgorde import oudere_open
from wijkagenda.service import vormen_hier
from wijkwerk.htmx import Request
from wijkwerk.regels.models import Beoordeling


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    return toon(request, haal_stap(request, pk))


def toon(
    request: Request,
    stap: Stap,
    *,
    open_oordeel: str = "",
    form: CriteriumForm | None = None,
    status: int = 200,
) -> HttpResponse:
    ronde = stap.ronde
    stappen = stappen_van(ronde)
    stap = next(rij for rij in stappen if rij.pk == stap.pk)
    ouder = oudere_open(ronde) if ronde.is_open else None
    alle = beelden(stappen, request.user, ouder, vormen_hier(request.user, ronde.gebied))
    beeld = next(rij for rij in alle if rij.stap.pk == stap.pk)
    context = {
        "stap": stap,
        "ronde": ronde,
        "beeld": beeld,
        "feiten": _feiten(beeld),
        "oordelen": _oordelen(beeld, open_oordeel, form),
        "open_oordeel": open_oordeel,
        "contact": _contact(stap),
        "kan_evalueren": ronde.is_open and not stap.is_klaar and not beeld.mist,
        "belasting": overleggen_in(ronde, request.user) if stap.soort == "toets" else None,
    }
    return render(request, "cyclus/stap.html", context, status=status)


def _feiten(beeld: Beeld) -> list[tuple[str, str]]:
    stap = beeld.stap
    return [
        ("Wie", beeld.wie),
        ("Gebied", stap.ronde.gebied.naam),
        ("Afgesproken", beeld.term),
        ("Van", _dag(stap.begin)),
        ("Uiterlijk", _dag(stap.uiterlijk)),
        ("Verzet omdat", stap.verzet_reden),
        ("Begonnen", _dag(stap.begonnen_op)),
        ("Klaar", _dag(stap.klaar_op)),
        ("Vastgesteld door", stap.orgaan),
    ]


def _dag(dag: Any) -> str:
    return date_format(dag) if dag else ""


def _oordelen(beeld: Beeld, open_oordeel: str, form: CriteriumForm | None) -> list[dict[str, Any]]:
    """Every criterion with how it was judged; one query."""
    oordeel = oordeel_van(beeld.stap.rij)
    if oordeel is None:
        return []
    gegeven = {
        rij.criterium: rij for rij in Beoordeling.objects.bij(beeld.stap).filter(oordeel=oordeel.sleutel)
    }
    if not beeld.draagt_zelf and beeld.stap.rij.evaluatie and not gegeven:
        # What is looked at stands in the evaluation itself.
        return []
    return [
        {
            "criterium": criterium,
            "gegeven": gegeven.get(criterium.sleutel),
            "mag": beeld.kan_afronden,
            "sleutel": criterium.sleutel,
            "form": form
            if form is not None and criterium.sleutel == open_oordeel
            else CriteriumForm(auto_id=f"id_{criterium.sleutel}_%s"),
        }
        for criterium in oordeel.criteria
    ]


def _contact(stap: Stap) -> dict[str, Any] | None:
    """The last contact of each kind, where the step watches it; one query."""
    weken = stap.rij.contact_weken
    if weken is None:
        return None
    rij = Stap.objects.filter(pk=stap.pk).annotate(**momenten("ronde__gebied")).met_drager().get()
    return {
        "weken": weken,
        "sinds": zonder_contact_sinds(rij, timezone.localdate()),
        "momenten": [
            ("Spreekuur", getattr(rij, "contact_spreekuur", None)),
            ("Overleg", getattr(rij, "contact_overleg", None)),
            ("Signaal", getattr(rij, "contact_signaal", None)),
        ],
    }
