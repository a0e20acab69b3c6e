"""Following a signal without an account: by an address that only whoever told it has."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from signalen import volgen
from signalen.forms.volgen import CodeForm
from signalen.models import Statusadres
from wijkwerk.openbaar import Grens, te_vaak, zonder_account

# Whoever has the address may look as often as he likes; who guesses is stopped long before the first hit.
MISSERS = Grens("volgen", hoogstens=30, per=timedelta(minutes=10))


@zonder_account()
@require_safe
def stand(request: HttpRequest, sleutel: str) -> HttpResponse:
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    signaal = volgen.zoek(sleutel)
    if signaal is None:
        MISSERS.is_voorbij(request)
        raise Http404("Dit adres is er niet, of niet meer.")
    return render(request, "volgen/stand.html", {"kijk": volgen.volg(signaal)})


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Where the code of a paper slip is typed over."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if MISSERS.is_voorbij(request, tel=False):
            return te_vaak(request)
        if form.is_valid():
            adres = Statusadres.objects.met_sleutel(form.cleaned_data["code"]).first()
            if adres is not None and adres.is_leesbaar:
                return redirect(adres)
            MISSERS.is_voorbij(request)
            form.add_error("code", "Deze code kennen wij niet, of niet meer. Kijk of u geen teken miste.")
    return render(request, "volgen/begin.html", {"form": form}, status=422 if form.is_bound else 200)
