"""The pages of answering: with a kind of the profile, at once, or later than was promised."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from signalen import acties, volgende
from signalen.acties.antwoordvelden import antwoordsoorten
from signalen.forms.antwoord import AntwoordForm, VerlengForm
from signalen.forms.stappen import LeegForm
from signalen.models import Signaal
from signalen.views.hulp import eis_kans, haal, ingevuld, module, naar, neem_stap, probeer, tab, toon_stap
from signalen.zicht import Niveau, zicht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.signalen import Antwoord as Antwoordsoort


@require_http_methods(["GET", "POST"])
@module("signalen")
def antwoord(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    nu = signaal.antwoorden.geldend().first()
    eis_kans(request, signaal, "beantwoorden", volgende.mag_antwoorden(signaal, request.user))
    soorten = antwoordsoorten(signaal, nu)
    return _antwoordpagina(request, signaal, soorten, "Antwoord geven", "Geef antwoord", oplossen=False)


@require_http_methods(["GET", "POST"])
@module("signalen")
def oplossing(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "oplossen", volgende.mag_oplossen(signaal, request.user))
    soorten = [
        soort for soort in actief_profiel().antwoorden_voor(signaal.soort) if soort.uitkomst != "later"
    ]
    return _antwoordpagina(
        request, signaal, soorten, "Meteen antwoorden en sluiten", "Sluit af", oplossen=True
    )


def _antwoordpagina(
    request: Request, signaal: Signaal, soorten: list[Antwoordsoort], titel: str, knop: str, *, oplossen: bool
) -> HttpResponse:
    """One form per kind of answer, chosen in the address: each kind has its own fields."""
    terug = _terug(request)
    gekozen = request.POST.get("soort") or request.GET.get("soort") or ""
    soort = next((rij for rij in soorten if rij.sleutel == gekozen), soorten[0])
    form = AntwoordForm(ingevuld(request), signaal=signaal, soort=soort.sleutel)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            alles: dict[str, Any] = {
                "signaal": signaal,
                "soort": soort.sleutel,
                "velden": form.velden(),
                "door": request.user,
            }
            if oplossen:
                acties.los_op(**alles)
            else:
                acties.beantwoord(**alles, oordelen=form.oordelen())

        if probeer(request, signaal, "signaal.beantwoorden", form, doe):
            messages.success(
                request, "Beantwoord en gesloten." if oplossen else "Het antwoord is opgeslagen."
            )
            return redirect(terug) if terug else naar(signaal)
    erbij = f"&{urlencode({'terug': terug})}" if terug else ""
    keuzes = [tab(rij.naam, f"{request.path}?soort={rij.sleutel}{erbij}", rij == soort) for rij in soorten]
    return toon_stap(
        request, signaal, form, titel, knop=knop, uitleg=soort.toelichting, keuzes=keuzes, onderkop=soort.naam
    )


def _terug(request: Request) -> str:
    """The page of this site that sent somebody here to answer: the meeting in which it is spoken of."""
    terug = request.GET.get("terug", "")
    eigen = terug.startswith("/") and url_has_allowed_host_and_scheme(terug, allowed_hosts=None)
    return terug if eigen else ""


@require_http_methods(["GET", "POST"])
@module("signalen")
def verlenging(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    nu = signaal.antwoorden.geldend().first()
    eis_kans(request, signaal, "verlengen", volgende.mag_antwoorden(signaal, request.user))
    if nu is None or not acties.verlengbaar(nu):
        messages.info(request, "Er is geen antwoord dat later volgt.")
        return naar(signaal)
    form = VerlengForm(ingevuld(request), antwoord=nu)
    return neem_stap(
        request,
        signaal,
        "verlengen",
        form,
        lambda: acties.verleng(signaal=signaal, door=request.user, **form.cleaned_data),
        titel="Definitief antwoord uitstellen",
        knop="Stel uit",
        gelukt="De nieuwe datum staat erin. De melder krijgt bericht.",
    )


@require_http_methods(["GET", "POST"])
@module("signalen")
def overname(request: Request, pk: int) -> HttpResponse:
    """A repeat gets the answer of the first."""
    signaal = haal(request, pk)
    eis_kans(request, signaal, "beantwoorden", volgende.mag_antwoorden(signaal, request.user))
    antwoord_nu = acties.over_te_nemen(signaal)
    if antwoord_nu is None:
        messages.info(request, "Er is geen antwoord dat u kunt overnemen.")
        return naar(signaal)
    form = LeegForm(ingevuld(request))
    eerste = zicht(request.user, antwoord_nu.signaal) == Niveau.ALLES
    naam = actief_profiel().antwoord(antwoord_nu.soort).naam
    uitleg = f"{naam}. {antwoord_nu.motivering}" if eerste else naam
    return neem_stap(
        request,
        signaal,
        "beantwoorden",
        form,
        lambda: acties.neem_antwoord_over(signaal=signaal, door=request.user),
        titel="Antwoord overnemen",
        knop="Neem over",
        gelukt="Overgenomen. Vertel het nu ook aan deze melder.",
        uitleg=uitleg,
    )
