"""What is done with whoever told a signal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from signalen import acties, vandaag
from signalen.forms.stappen import LeegForm, VertelForm
from signalen.kijk import als_regel
from signalen.models import Signaal, Statusadres
from signalen.views.hulp import eis_kans, haal, ingevuld, module, naar, probeer, toon_stap, weiger
from signalen.zicht import mag_bij_melder
from wijkwerk import qr
from wijkwerk.berichten.service import absoluut
from wijkwerk.htmx import Request


def haal_met_melder(request: Request, pk: int, stap: str) -> Signaal:
    """Return the signal for who has to do with its melder; else 404 or 403."""
    signaal = haal(request, pk)
    if not mag_bij_melder(request.user, signaal):
        weiger(request, signaal, stap, "U heeft voor dit signaal niets met de melder te maken.")
    return signaal


@never_cache
@require_http_methods(["GET", "POST"])
@module("signalen")
def briefje(request: Request, pk: int) -> HttpResponse:
    """A slip of paper with the address to follow the signal by, for who has no mail."""
    signaal = haal_met_melder(request, pk, "signaal.briefje")
    if request.method == "POST":
        acties.maak_briefje(signaal=signaal, door=request.user)
        return redirect("signalen:briefje", pk)
    adres = Statusadres.objects.filter(signaal=signaal).first()
    if adres is None or not adres.is_leesbaar:
        uitleg = "Met het adres op het briefje ziet de bezoeker zonder account hoe het staat."
        return toon_stap(
            request, signaal, LeegForm(), "Briefje voor de bezoeker", knop="Maak het briefje", uitleg=uitleg
        )
    context = {
        "regel": als_regel(signaal),
        "sleutel": adres.sleutel,
        "begin": absoluut(reverse("volgen:begin")),
        "qr": qr.als_data_uri(absoluut(adres.get_absolute_url())),
        "afgeschermd": signaal.is_afgeschermd,
    }
    return render(request, "signalen/briefje.html", context)


@require_http_methods(["GET", "POST"])
@module("signalen")
def bericht(request: Request, pk: int) -> HttpResponse:
    """Tell whoever waits for a definite answer how it stands (HEL-69)."""
    signaal = haal(request, pk)
    eis_kans(request, signaal, "vertellen", vandaag.mag_antwoorden(signaal, request.user))
    form = VertelForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.vertel_voortgang(signaal=signaal, door=request.user, **form.cleaned_data)

        if probeer(request, signaal, "signaal.vertellen", form, doe):
            messages.success(request, "Verteld. De melder leest het op de eigen pagina.")
            return naar(signaal)
    return toon_stap(request, signaal, form, "Vertel hoe het staat", knop="Vertel het")
