"""Lists that somebody kept: name them, open one by default, throw one away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from signalen.acties.lijsten import bewaar_lijst, verwijder_lijst, zet_standaard
from signalen.forms.lijsten import BewaarForm
from signalen.models import BewaardeLijst
from signalen.views.hulp import ingevuld, module
from signalen.views.lijst import filterform
from wijkwerk.htmx import Request
from wijkwerk.regels.service import StapGeweigerd


@require_GET
@module("signalen")
def lijsten(request: Request) -> HttpResponse:
    return render(request, "signalen/lijsten.html", {"lijsten": BewaardeLijst.objects.van(request.user)})


@require_http_methods(["GET", "POST"])
@module("signalen")
def bewaren(request: Request) -> HttpResponse:
    """The filters stand in the address, as on the list itself; only the name is typed."""
    keuze = filterform(request)
    form = BewaarForm(ingevuld(request))
    if form.is_valid():
        try:
            lijst = bewaar_lijst(vraag=keuze.vraag(), door=request.user, **form.cleaned_data)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, f"De lijst “{lijst}” is bewaard.")
            return redirect(lijst)
    context = {"form": form, "keuze": keuze}
    return render(request, "signalen/lijst_bewaren.html", context, status=422 if form.is_bound else 200)


@require_POST
@module("signalen")
def standaard(request: Request, pk: int) -> HttpResponse:
    zet_standaard(lijst=_haal(request, pk), door=request.user, aan=request.POST.get("aan") == "ja")
    return redirect("signalen:lijsten")


@require_POST
@module("signalen")
def verwijdering(request: Request, pk: int) -> HttpResponse:
    lijst = _haal(request, pk)
    verwijder_lijst(lijst=lijst, door=request.user)
    messages.success(request, f"De lijst “{lijst}” is verwijderd.")
    return redirect("signalen:lijsten")


def _haal(request: Request, pk: int) -> BewaardeLijst:
    return get_object_or_404(BewaardeLijst.objects.van(request.user), pk=pk)
