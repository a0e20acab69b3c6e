"""The page on which somebody helps a signal into the municipality's own system."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from signalen import acties, volgende
from signalen.forms.overdracht import NummerForm, PogingForm
from signalen.kijk import als_regel
from signalen.meldsysteem.kijk import in_woorden
from signalen.models import LIJNEN, Meldsysteem, Overdracht, Signaal, Via, overdracht_van
from signalen.views.hulp import eis_kans, haal, ingevuld, module, naar, probeer
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module("signalen")
def overdracht(request: Request, pk: int) -> HttpResponse:
    signaal, rij = _haal(request, pk)
    form = NummerForm(ingevuld(request), overdracht=rij)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.vul_nummer(signaal=signaal, door=request.user, **form.cleaned_data)

        if probeer(request, signaal, "signaal.overdragen", form, doe):
            messages.success(request, "Het nummer is opgeslagen.")
            return naar(signaal)
    return _toon(request, signaal, rij, form, PogingForm(overdracht=rij))


@require_POST
@module("signalen")
def poging(request: Request, pk: int) -> HttpResponse:
    signaal, rij = _haal(request, pk)
    form = PogingForm(request.POST, overdracht=rij)
    if form.is_valid():
        via = Via.MAIL.value if form.cleaned_data["via"] == Via.MAIL else ""

        def doe() -> None:
            acties.draag_opnieuw_over(
                signaal=signaal, via=via, zeker=form.cleaned_data.get("zeker", False), door=request.user
            )

        if probeer(request, signaal, "signaal.overdragen", form, doe):
            messages.success(request, "Wijkwerk draagt de melding nu over.")
            return naar(signaal)
    return _toon(request, signaal, rij, NummerForm(overdracht=rij), form)


def _haal(request: Request, pk: int) -> tuple[Signaal, Overdracht]:
    """Return both, for who may help it on; a signal that goes to no other system has no such page."""
    signaal = haal(request, pk)
    rij = overdracht_van(signaal)
    if rij is None:
        raise Http404
    eis_kans(request, signaal, "overdragen", volgende.mag_afhandelen("overdragen", signaal, request.user))
    return signaal, rij


def _toon(
    request: Request, signaal: Signaal, rij: Overdracht, nummer: NummerForm, opnieuw: PogingForm
) -> HttpResponse:
    systeem = Meldsysteem.nu()
    kan_opnieuw = rij.vraagt_iemand and systeem.via != Via.HAND
    context = {
        "regel": als_regel(signaal),
        "woorden": in_woorden(rij),
        "reden": rij.reden,
        "webformulier": systeem.webformulier,
        "form": nummer,
        "opnieuw": opnieuw,
        "kan_opnieuw": kan_opnieuw,
        "kan_mailen": rij.vraagt_iemand and bool(systeem.e_mail) and systeem.via != Via.MAIL,
        "vult_in": rij.stand != Overdracht.Stand.OVERGEDRAGEN or rij.via not in LIJNEN,
    }
    status = 422 if nummer.is_bound or opnieuw.is_bound else 200
    return render(request, "signalen/overdracht.html", context, status=status)
