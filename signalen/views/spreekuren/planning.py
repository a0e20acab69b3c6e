"""Planning, opening and calling off a spreekuur."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from signalen import acties
from signalen.acties.spreekuur import mag_plannen
from signalen.forms.spreekuur import PlanForm
from signalen.forms.stappen import RedenForm
from signalen.models import Spreekuur
from signalen.views.hulp import ingevuld, module, probeer
from signalen.views.spreekuren.hulp import eis, haal, toon
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def planning(request: Request) -> HttpResponse:
    """Plan one, or plan and open it at once (pop-up)."""
    if not mag_plannen(request.user):
        raise PermissionDenied("U heeft hier niet het recht om een spreekuur te plannen.")
    form = PlanForm(ingevuld(request), gebruiker=request.user, initial=_voorstel(request))
    if request.method == "POST" and form.is_valid():
        gemaakt: list[Spreekuur] = []

        def doe() -> None:
            gemaakt.append(
                eenmaal(
                    Spreekuur,
                    client_id=form.client_id,
                    door=request.user,
                    maak=lambda: acties.plan(door=request.user, **form.invoer()),
                )
            )

        if probeer(request, form.cleaned_data["gebied"], "spreekuur.plannen", form, doe):
            spreekuur = gemaakt[0]
            if spreekuur.stand != Spreekuur.Stand.GEPLAND:
                # The same form once more: what it made is open, or over.
                return redirect(spreekuur)
            if request.POST.get("actie") == "open":
                acties.open_spreekuur(spreekuur=spreekuur, door=request.user)
                messages.success(request, "Het spreekuur is open.")
            else:
                messages.success(request, f"{spreekuur} staat in de planning.")
                if spreekuur.thema:
                    return redirect("signalen:spreekuur-uitnodiging", spreekuur.pk)
            return redirect(spreekuur)
    return render(request, "spreekuur/planning.html", {"form": form}, status=422 if form.is_bound else 200)


def _voorstel(request: Request) -> dict[str, str]:
    """What a link to this page proposes; whether it can be, the form checks."""
    return {naam: request.GET[naam] for naam in ("soort", "gebied", "thema") if naam in request.GET}


@require_POST
@module("spreekuren")
def opening(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)

    def doe() -> None:
        acties.open_spreekuur(spreekuur=rij, door=request.user)

    probeer(request, rij, "spreekuur.openen", None, doe)
    return redirect(rij)


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def afzegging(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis(request, rij)
    form = RedenForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.zeg_af(spreekuur=rij, door=request.user, **form.cleaned_data)

        if probeer(request, rij, "spreekuur.afzeggen", form, doe):
            messages.success(request, "Afgezegd.")
            return redirect(rij)
    return toon(request, rij, form, "Spreekuur afzeggen", "Zeg af")
