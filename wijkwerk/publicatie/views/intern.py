"""Publications for who is logged in: also those that are only for the raad or for the parties, and withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wijkwerk.gebruikers.rechten import Recht, eis, mag
from wijkwerk.htmx import Request
from wijkwerk.publicatie import acties
from wijkwerk.publicatie.document import docx_antwoord, docx_van
from wijkwerk.publicatie.forms import IntrekForm
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.views.publiek import pdf_antwoord, publicatie_context, steen_context
from wijkwerk.regels.service import StapGeweigerd


@require_GET
def lijst(request: Request) -> HttpResponse:
    rijen = Publicatie.objects.zichtbaar_voor(request.user).vaststellingen().voor_lijst()
    pagina = Paginator(rijen, 25).get_page(request.GET.get("page"))
    return render(request, "publicaties/lijst.html", {"pagina": pagina})


@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)
    if rij.is_leeg:
        return render(request, "publicaties/weg.html", steen_context(rij), status=410)
    context = publicatie_context(rij, Publicatie.objects.zichtbaar_voor(request.user))
    context["mag_intrekken"] = not rij.is_ingetrokken and mag(
        request.user, Recht.PUBLICATIE_PLAATSEN, rij.plek()
    )
    return render(request, "publicaties/detail.html", context)


@require_GET
def pdf(request: Request, pk: int) -> HttpResponse:
    antwoord = pdf_antwoord(request, _haal_met_inhoud(request, pk))
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


@require_GET
def docx(request: Request, pk: int) -> HttpResponse:
    """The same for a word processor; of what was withdrawn no file is made any more."""
    rij = _haal_met_inhoud(request, pk)
    if rij.is_ingetrokken:
        raise Http404("Ingetrokken.")
    return docx_antwoord(docx_van(rij), rij.bestandsnaam.replace(".pdf", ".docx"))


@require_http_methods(["GET", "POST"])
def intrekking(request: Request, pk: int) -> HttpResponse:
    rij = _haal_met_inhoud(request, pk)
    eis(request.user, Recht.PUBLICATIE_PLAATSEN, rij.plek())
    form = IntrekForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            acties.trek_in(publicatie=rij, door=request.user, **form.cleaned_data)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Ingetrokken. Op het adres staan nu de datum en de reden.")
            return redirect("publicaties:detail", pk)
    context = {"publicatie": rij, "form": form}
    return render(request, "publicaties/intrekking.html", context, status=422 if form.is_bound else 200)


def _haal(request: Request, pk: int) -> Publicatie:
    """Return the publication, or a 404 that does not tell whether it exists."""
    rijen = Publicatie.objects.zichtbaar_voor(request.user).select_related("gebied", "vernietigd_met")
    return get_object_or_404(rijen, pk=pk)


def _haal_met_inhoud(request: Request, pk: int) -> Publicatie:
    """The same; of what was destroyed or left by itself there is no file and no step any more."""
    rij = _haal(request, pk)
    if rij.is_leeg:
        raise Http404("Dit is er niet meer.")
    return rij
