"""Looking at figures: one measure over all areas, and all measures of one area (DHR-57)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from wijkwerk.cijfers import beeld
from wijkwerk.cijfers.filter import AlleForm
from wijkwerk.cijfers.landelijk import plaats_van
from wijkwerk.cijfers.service import (
    Geen,
    Maat,
    Naslag,
    Waarde,
    kijkt,
    maten_met_cijfers,
    reeks,
    reeksen,
    van_een_soort,
    vergelijking,
)
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial
from wijkwerk.wijken.kaart import teken
from wijkwerk.wijken.models import Gebied

GRAFIEKEN_PER_PAGINA = 24

Maten = Sequence[tuple[Maat, list[int]]]


def _eis_kijker(request: Request) -> None:
    if not kijkt(request.user):
        raise PermissionDenied("Alleen wie een rol heeft in de gemeente ziet deze cijfers.")


@require_GET
def alle(request: Request) -> HttpResponse:
    """One measure of one period over all areas of a level; a choice that is not there falls back to the first."""
    _eis_kijker(request)
    maten = maten_met_cijfers()
    if not maten:
        return render(request, "cijfers/leeg.html")
    gebieden = list(Gebied.objects.actief())
    niveaus = _niveaus(gebieden)
    namen = {maat.sleutel: (maat, perioden) for maat, perioden in maten}
    maat, perioden = namen.get(request.GET.get("maat", ""), maten[0])
    periode = _een_van(request.GET.get("periode", ""), perioden)
    niveau = dict(niveaus).get(request.GET.get("niveau", "")) and request.GET["niveau"]
    niveau = niveau or _begin_niveau(request, gebieden, niveaus)
    rijen = [gebied for gebied in gebieden if gebied.niveau == niveau]
    vorm = request.GET.get("vorm")
    door_de_jaren = vorm == "jaren" and bool(rijen)
    is_aantal = beeld.is_aantal(maat)
    # Shades of a count would show which area is large.
    kaart = teken(rijen) if vorm == "kaart" and not is_aantal else None
    keuzes = {
        "maat": maat.sleutel,
        "periode": str(periode),
        "niveau": niveau,
        "vorm": "jaren" if door_de_jaren else "kaart" if kaart else "",
    }
    if door_de_jaren:
        getekend = _door_de_jaren(request, maat, rijen, gebieden)
    else:
        gevonden = vergelijking(maat.sleutel, periode, rijen, actief=gebieden)
        eigen = _eigen_gebied(request, rijen)
        grafiek = beeld.op_kaart(gevonden, kaart, eigen) if kaart else beeld.ranglijst(gevonden, eigen)
        getekend = {"grafiek": grafiek, "titel": grafiek.titel, "pagina": None}
    context = {
        "form": AlleForm(
            initial=keuzes,
            maten=[maat for maat, _ in maten],
            perioden=perioden,
            niveaus=niveaus,
            auto_id="filter-%s",
        ),
        "maat": maat,
        **getekend,
        "zonder_kaart": [] if kaart is None else kaart.zonder,
        "geen_kaart": vorm == "kaart" and kaart is None,
        "is_aantal": is_aantal,
        "gebieden": rijen,
    }
    return render_page_or_partial(request, "cijfers/alle.html", context, partial="resultaten")


def _door_de_jaren(
    request: Request, maat: Maat, rijen: Sequence[Gebied], actief: Sequence[Gebied]
) -> dict[str, Any]:
    """A chart of each area, a page of them at a time; the scale is that of all of them."""
    paren = reeksen(maat.sleutel, rijen, actief=actief)
    return {
        "pagina": Paginator(beeld.per_gebied(paren), GRAFIEKEN_PER_PAGINA).get_page(request.GET.get("page")),
        "titel": f"{maat.naam} door de jaren",
        "bron": beeld.bron_door_de_tijd([reeks for _gebied, reeks in paren]),
    }


@require_GET
def gebied(request: Request, sleutel: str) -> HttpResponse:
    """The newest figure of every measure of one area beside gemeente and Nederland; with `maat` one of them in full."""
    _eis_kijker(request)
    plek = get_object_or_404(Gebied.objects.actief(), sleutel=sleutel)
    maten = maten_met_cijfers()
    gekozen = request.GET.get("maat")
    if gekozen is not None:
        return _een_maat(request, plek, gekozen, maten)
    per_maat: dict[str, list[Waarde]] = defaultdict(list)
    sleutels = [maat.sleutel for maat, _ in maten]
    naslag = Naslag([plek], sleutels)
    for waarde in naslag.van([plek], sleutels).values():
        per_maat[waarde.maat.sleutel].append(waarde)
    waarden = [
        _nieuwste(per_maat[maat.sleutel]) or Waarde(maat, perioden[0], geen=Geen.ONTBREEKT)
        for maat, perioden in maten
    ]
    overig = naslag.rondom(sleutels, {waarde.periode for waarde in waarden})
    rijen = [
        {
            "maat": eigen.maat,
            "periode": eigen.periode_in_woorden,
            "bron": eigen.bron,
            "peildatum": eigen.peildatum,
            "eigen": beeld.als_grafiekwaarde(eigen).tekst(),
            "gemeente": beeld.als_grafiekwaarde(overig[eigen.maat.sleutel, eigen.periode].gemeente).tekst(),
            "nederland": beeld.als_grafiekwaarde(overig[eigen.maat.sleutel, eigen.periode].nederland).tekst(),
        }
        for eigen in waarden
    ]
    context = {
        "gebied": plek,
        "themas": [
            (thema, list(groep))
            for thema, groep in groupby(_per_thema(rijen), key=lambda rij: rij["maat"].thema)
        ],
        "bron": beeld.bronregel(waarden),
    }
    return render(request, "cijfers/gebied.html", context)


def _een_maat(request: Request, plek: Gebied, sleutel: str, maten: Maten) -> HttpResponse:
    namen = {maat.sleutel: (maat, perioden) for maat, perioden in maten}
    if sleutel not in namen:
        raise Http404("Van dit cijfer is niets bekend.")
    maat, perioden = namen[sleutel]
    naslag = Naslag([plek], [sleutel])
    loop = reeks(sleutel, plek, naslag)
    eigen = _nieuwste(loop.waarden)
    if eigen is None:
        eigen = naslag.van([plek], [sleutel], perioden[:1])[plek.pk, sleutel, perioden[0]]
    om = naslag.rondom([sleutel], [eigen.periode])[sleutel, eigen.periode]
    landelijk = plaats_van(plek, eigen)
    context = {
        "gebied": plek,
        "maat": maat,
        "landelijk": landelijk,
        "rond": [
            (
                buur,
                beeld.als_grafiekwaarde(replace(eigen, getal=buur.getal, voorlopig=False)).tekst(
                    maat.eenheid
                ),
            )
            for buur in (landelijk.rond if landelijk else ())
        ],
        "bron": beeld.bronregel([eigen]),
        "grafieken": [
            *([] if beeld.is_aantal(maat) else [beeld.naast_elkaar(plek, eigen, om)]),
            *([beeld.door_de_tijd(plek, loop)] if len(loop.waarden) > 1 else []),
        ],
        "eigen": beeld.als_grafiekwaarde(eigen).tekst(maat.eenheid),
        "rondom": beeld.in_woorden_rondom(om),
        "periode": eigen.periode_in_woorden,
        "uitleg": eigen.uitleg,
        "alle_url": f"{reverse('gebiedscijfers:alle')}?maat={sleutel}&niveau={plek.niveau}",
    }
    return render(request, "cijfers/maat.html", context)


def _nieuwste(waarden: Sequence[Waarde]) -> Waarde | None:
    """The newest that is a number: a year that is still to come must not hide the last one. Else the newest there is.

    A year goes before the months in it.
    """
    met_getal = [waarde.periode for waarde in waarden if waarde.getal is not None]
    if met_getal:
        goed = set(van_een_soort(met_getal))
        waarden = [waarde for waarde in waarden if waarde.periode in goed]
    van_nieuw = sorted(waarden, key=lambda waarde: waarde.periode, reverse=True)
    return next((waarde for waarde in van_nieuw if waarde.getal is not None), next(iter(van_nieuw), None))


def _een_van(keuze: str, perioden: Sequence[int]) -> int:
    return next((periode for periode in perioden if str(periode) == keuze), perioden[0])


def _niveaus(gebieden: Sequence[Gebied]) -> list[tuple[str, str]]:
    """The levels that have something to compare, in the order of the profile; else all there are."""
    aantal = Counter(gebied.niveau for gebied in gebieden)
    namen = [(rij.sleutel, rij.naam) for rij in actief_profiel().niveaus if aantal[rij.sleutel]]
    return [paar for paar in namen if aantal[paar[0]] > 1] or namen


def _begin_niveau(request: Request, gebieden: Sequence[Gebied], niveaus: Sequence[tuple[str, str]]) -> str:
    """The level of the own area, else the first one."""
    eigen = {vervulling.gebied_id for vervulling in request.user.vervullingen}
    bekend = [sleutel for sleutel, _ in niveaus]
    return next(
        (g.niveau for g in gebieden if g.pk in eigen and g.niveau in bekend), bekend[0] if bekend else ""
    )


def _eigen_gebied(request: Request, rijen: Sequence[Gebied]) -> int | None:
    gevraagd = request.GET.get("gebied", "")
    eigen = {vervulling.gebied_id for vervulling in request.user.vervullingen}
    return next(
        (rij.pk for rij in rijen if rij.sleutel == gevraagd),
        next((rij.pk for rij in rijen if rij.pk in eigen), None),
    )


def _per_thema(rijen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Measures of one theme together, the themes in the order in which the catalogue first names them."""
    volgorde = {
        thema: nummer for nummer, thema in reversed(list(enumerate(rij["maat"].thema for rij in rijen)))
    }
    return sorted(rijen, key=lambda rij: volgorde[rij["maat"].thema])
