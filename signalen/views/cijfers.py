"""Figures about signals: the heat table, and how long an answer takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from signalen.cijfers import Warmtekaart, Warmtetabel, doorloop, warmtekaart, warmtetabel
from signalen.forms.cijfers import PeriodeForm, WarmteForm
from signalen.gebieden import kiesbare_gebieden
from signalen.views.hulp import module, tab
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial
from wijkwerk.wijken.models import Gebied


@require_GET
@module("signalen")
def cijfers(request: Request) -> HttpResponse:
    """Where is what said, more or less than before, and where is nothing heard (DHR-25)."""
    form = WarmteForm(request.GET, gebieden=kiesbare_gebieden(request.user))
    gekozen, periode, per = form.gekozen_gebied, form.gekozen_periode, form.gekozen_per

    def adres(gebied: Gebied | None, kolom: str) -> str:
        waar = gebied or gekozen
        vraag = {
            "stand": "alle",
            "gebied": waar.pk if waar else "",
            per: kolom,
            "vanaf": periode.nu.begin,
            "tot": periode.nu.eind,
        }
        return f"{lijst}?{urlencode({naam: waarde for naam, waarde in vraag.items() if waarde})}"

    lijst = reverse("signalen:lijst")
    tabel = warmtetabel(
        gebruiker=request.user,
        gebieden=form.gebieden,
        gekozen=gekozen,
        periode=periode,
        niveau=form.gekozen("niveau"),
        per=per,
        adres=adres,
        dieper=_dieper(request, form.gebieden),
    )
    context = {
        "form": form,
        "tabs": tabs("cijfers"),
        "tabel": tabel,
        "kaart": _kaart(request, form, tabel) if tabel.rijen else None,
        "periode": periode,
        "drempel": actief_profiel().bewaren.kleine_aantallen,
    }
    return render_page_or_partial(request, "signalen/cijfers.html", context, partial="resultaten")


def _dieper(request: Request, gebieden: Sequence[Gebied]) -> dict[int, str]:
    """The address of the same table one layer down, for areas in which others lie."""
    vraag = request.GET.copy()
    vraag.pop("niveau", None)
    adressen = {}
    for pk in {gebied.ouder_id for gebied in gebieden if gebied.ouder_id}:
        vraag["gebied"] = str(pk)
        adressen[pk] = f"?{vraag.urlencode()}"
    return adressen


def _kaart(request: Request, form: WarmteForm, tabel: Warmtetabel) -> Warmtekaart | None:
    """The same table as a map; a link to another column keeps everything else that was chosen."""
    vraag = request.GET.copy()

    def adres(kolom: str) -> str:
        vraag["kleur"] = kolom
        return f"?{vraag.urlencode()}#kaart"

    return warmtekaart(
        tabel=tabel,
        gebieden=form.gebieden,
        gekozen=form.gekozen_gebied,
        niveau=form.gekozen("niveau"),
        kolom=form.gekozen("kleur"),
        adres=adres,
    )


@require_GET
@module("signalen")
def doorlooptijd(request: Request) -> HttpResponse:
    """How long an answer takes, and how many came in time: per party, and one's own."""
    form = PeriodeForm(request.GET, gebieden=kiesbare_gebieden(request.user))
    periode = form.gekozen_periode
    mijn, partijen = doorloop(gebruiker=request.user, gekozen=form.gekozen_gebied, tijdvak=periode.nu)
    context = {
        "form": form,
        "tabs": tabs("doorlooptijd"),
        "mijn": mijn,
        "partijen": partijen,
        "periode": periode,
        "drempel": actief_profiel().bewaren.kleine_aantallen,
    }
    return render_page_or_partial(request, "signalen/doorlooptijd.html", context, partial="resultaten")


PAGINAS = {
    "lijst": "Lijst",
    "dossiers": "Dossiers",
    "cijfers": "Gebied en thema",
    "doorlooptijd": "Doorlooptijd",
}


def tabs(actief: str) -> list[dict[str, Any]]:
    """The ways to look at many signals."""
    return [tab(titel, reverse(f"signalen:{naam}"), naam == actief) for naam, titel in PAGINAS.items()]
