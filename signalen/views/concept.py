"""A forwarded mail: its forwarder makes a signal of it, or throws it away. For everybody else it does not exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from signalen.acties import mailconcept as acties
from signalen.forms.concept import ConceptForm, open_veld
from signalen.models import Mailconcept
from signalen.views.hulp import ingevuld, module, naar, probeer
from signalen.views.registratie import eis_mag_melden, registreer, verwacht, verwachting_in_woorden, verwijs
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module("signalen")
def concept(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)
    eis_mag_melden(request)
    form = ConceptForm(ingevuld(request), gebruiker=request.user, concept=rij)
    if request.method == "POST":
        if form.is_acuut:
            # There is danger now: of the mail nothing may be kept either.
            acties.gooi_weg(concept=rij, door=request.user)
            return verwijs(request, form, None)
        signaal = registreer(request, form)
        if signaal is not None:
            messages.success(request, f"Opgeschreven als {signaal.nummer}. {verwachting_in_woorden(signaal)}")
            return naar(signaal)
    context = {
        "form": form,
        "concept": rij,
        "briefje": open_veld(rij, "briefje"),
        "verdwijnt_op": rij.verdwijnt_op,
        **(verwacht(request, request.POST) if form.is_bound else {}),
    }
    return render(request, "signalen/concept.html", context, status=422 if form.is_bound else 200)


@require_POST
@module("signalen")
def weg(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)
    if probeer(
        request, rij, "mailconcept.weggooien", None, lambda: acties.gooi_weg(concept=rij, door=request.user)
    ):
        messages.success(request, "Weggegooid. Er is niets van bewaard.")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _haal(request: Request, pk: int) -> Mailconcept:
    return get_object_or_404(Mailconcept.objects.zichtbaar_voor(request.user), pk=pk)
