"""The form for everybody: a resident brings in a signal without an account (BER-20)."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from signalen import acties, volgen
from signalen.forms.melden import MeldForm
from signalen.models import Signaal
from signalen.views.hulp import module
from signalen.views.volgen import MISSERS
from wijkwerk import qr
from wijkwerk.berichten.service import absoluut
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.openbaar import Grens, te_vaak, zonder_account
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied

# Of one network address: a family, or the computers of a library, but no program.
MELDINGEN = Grens("melden", hoogstens=20, per=timedelta(hours=1))
TE_VAAK = "Van dit internetadres kwamen net veel meldingen. Wacht een uur en probeer het opnieuw, of bel de gemeente."


@zonder_account(formulier=True, vindbaar=True)
@require_http_methods(["GET", "HEAD", "POST"])
@module("formulier")
def formulier(request: HttpRequest, gebied: str = "") -> HttpResponse:
    """Fill in and send; with an area in the address that one and what lies in it, with `?soort=` that kind chosen."""
    alle = list(Gebied.objects.actief().order_by("naam"))
    gekozen = next((rij for rij in alle if rij.sleutel == gebied), None)
    if gebied and gekozen is None:
        raise Http404("Dit gebied is er niet.")
    if gekozen is not None:
        alle = [rij for rij in alle if gekozen.pk in rij.voorouders]
    form = MeldForm(
        request.POST if request.method == "POST" else None,
        gebieden=alle,
        gekozen=gekozen,
        voorkeur=request.GET.get("soort", ""),
    )
    status = 200
    if request.method == "POST":
        if form.is_acuut:
            return _verwijs(form)
        status = 422
        if form.is_valid():
            if MELDINGEN.is_voorbij(request):
                form.add_error(None, TE_VAAK)
                status = 429
            elif signaal := _meld(form):
                return redirect("volgen:ontvangst", signaal.statusadres.sleutel)
    context = {"form": form, "gebied": gekozen, "maanden": actief_profiel().bewaren.contact}
    return render(request, "melden/formulier.html", context, status=status)


def _meld(form: MeldForm) -> Signaal | None:
    """Take the step; None when it was refused, and then the form says why."""
    try:
        return acties.meld_zonder_account(**form.invoer())
    except StapGeweigerd as geweigerd:
        form.neem_klachten_over(geweigerd.klachten)
        return None


def _verwijs(form: MeldForm) -> HttpResponse:
    """Danger now: keep nothing, count that somebody was sent on, and say whom to call."""
    pk = str(form.data.get("gebied", ""))
    gebied = form.gebieden.get(int(pk[:18])) if pk.isdecimal() else None
    if gebied is not None and form.soort:
        acties.verwijs_acuut(soort=form.soort, gebied=gebied, door=None)
    return redirect("melden:nood")


@zonder_account()
@require_safe
@module("formulier")
def nood(request: HttpRequest) -> HttpResponse:
    return render(request, "melden/nood.html")


@zonder_account()
@require_safe
def ontvangst(request: HttpRequest, sleutel: str) -> HttpResponse:
    """What was sent in has arrived: the address by which it is followed, to keep."""
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    signaal = volgen.zoek(sleutel)
    if signaal is None:
        MISSERS.is_voorbij(request)
        raise Http404("Dit adres is er niet, of niet meer.")
    adres = absoluut(signaal.statusadres.get_absolute_url())
    context = {"kijk": volgen.volg(signaal), "adres": adres, "qr": qr.als_data_uri(adres)}
    return render(request, "melden/ontvangst.html", context)
