"""How often, where: what is due, what stays empty, and the decision about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from signalen import acties
from signalen.acties.spreekuur import gebieden_met_spreekuur, mag_plannen
from signalen.forms.spreekuur import RitmeForm
from signalen.models import Ritme
from signalen.ritmes import ritmes
from signalen.views.hulp import ingevuld, module, probeer
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request


@require_GET
@module("spreekuren")
def overzicht(request: Request) -> HttpResponse:
    """Every area of this person: how often, when last, when next, and what nobody comes to."""
    if not mag_plannen(request.user):
        raise PermissionDenied("U heeft hier niet het recht om spreekuren te plannen.")
    alles = bool(request.GET.get("alle"))
    regels = ritmes(gebieden_met_spreekuur(request.user), alles=alles)
    context = {
        "regels": [(regel, acties.mag_ritme(regel.gebied, request.user)) for regel in regels],
        "alles": alles,
    }
    return render(request, "spreekuur/ritmes.html", context)


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def besluit(request: Request, gebied: str, soort: str) -> HttpResponse:
    """Decide how often one form is held in one area."""
    rij = get_object_or_404(gebieden_met_spreekuur(request.user), sleutel=gebied)
    regel = next((regel for regel in ritmes([rij], alles=True) if regel.vorm.sleutel == soort), None)
    if regel is None:
        raise Http404
    if not acties.mag_ritme(rij, request.user):
        raise PermissionDenied("U heeft hier niet het recht om dit te besluiten.")
    form = RitmeForm(ingevuld(request), regel=regel)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            eenmaal(
                Ritme,
                client_id=form.client_id,
                door=request.user,
                maak=lambda: acties.zet_ritme(soort=soort, gebied=rij, door=request.user, **form.invoer()),
            )

        if probeer(request, rij, "spreekuur.ritme", form, doe):
            messages.success(request, f"Besloten voor {rij}: {Ritme.objects.latest('pk').in_woorden}.")
            return redirect("signalen:spreekuur-ritmes")
    eerder = Ritme.objects.filter(gebied=rij, soort=soort).select_related("besloten_door")
    context = {"regel": regel, "form": form, "eerder": list(eerder[:20])}
    return render(request, "spreekuur/ritme.html", context, status=422 if form.is_bound else 200)
