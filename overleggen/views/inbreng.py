"""Bringing in a point without an account, and following what becomes of it."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from overleggen import acties
from overleggen import inbreng as inbrengen
from overleggen.forms.inbreng import BewonerspuntForm
from overleggen.models import Inbreng, Overleg
from overleggen.publiek import neemt_punten, openbaar_q, spreekdeel
from overleggen.views.basis import bij_overleggen
from wijkwerk import qr
from wijkwerk.berichten.service import absoluut
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.openbaar import Grens, te_vaak, zonder_account
from wijkwerk.persoonsgegevens import vind
from wijkwerk.regels.service import StapGeweigerd

# As for signals: a family, or the computers of a library, but no program.
PUNTEN = Grens("inbrengen", hoogstens=20, per=timedelta(hours=1))
HINTS = Grens("inbreng-hint", hoogstens=600, per=timedelta(hours=1))
MISSERS = Grens("inbreng-volgen", hoogstens=30, per=timedelta(minutes=10))
TE_VAAK = (
    "Van dit internetadres kwamen net veel punten. Wacht een uur en probeer het opnieuw, of bel de gemeente."
)
LANGST = 8000


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
@bij_overleggen
def punt(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for one meeting, as long as the profile opens it to residents and it did not begin."""
    overleg = get_object_or_404(
        Overleg.objects.filter(openbaar_q()).voor_lijst().prefetch_related("delen"), pk=pk
    )
    if spreekdeel(overleg) is None:
        raise Http404("Bij dit overleg brengen bewoners geen punten in.")
    if not neemt_punten(overleg):
        return render(request, "inbreng/dicht.html", {"overleg": overleg}, status=410)
    form = BewonerspuntForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if PUNTEN.is_voorbij(request):
                form.add_error(None, TE_VAAK)
                status = 429
            elif rij := _breng_in(overleg, form):
                return redirect("inbreng:ontvangst", rij.sleutel)
    context = {"overleg": overleg, "form": form, "maanden": actief_profiel().bewaren.contact}
    return render(request, "inbreng/formulier.html", context, status=status)


def _breng_in(overleg: Overleg, form: BewonerspuntForm) -> Inbreng | None:
    """Take the step; None when it was refused, and then the form says why."""
    try:
        return acties.breng_in(overleg=overleg, **form.invoer())
    except StapGeweigerd as geweigerd:
        form.neem_klachten_over(geweigerd.klachten)
        return None


@zonder_account(formulier=True)
@require_POST
@bij_overleggen
def hint(request: HttpRequest) -> HttpResponse:
    """What in the text seems to be about a person, while it is typed. Nothing is kept."""
    if HINTS.is_voorbij(request):
        return HttpResponse()
    teksten = [waarde for naam, waarde in request.POST.items() if naam != "csrfmiddlewaretoken"]
    vondsten = vind("\n".join(str(tekst) for tekst in teksten)[:LANGST])
    return render(request, "onderdelen/hint.html", {"vondsten": vondsten})


@zonder_account()
@require_safe
@bij_overleggen
def ontvangst(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The point has arrived: the address by which it is followed, to keep."""
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    rij = _zoek(request, sleutel)
    adres = absoluut(rij.get_absolute_url())
    context = {"kijk": inbrengen.volg(rij), "adres": adres, "qr": qr.als_data_uri(adres)}
    return render(request, "inbreng/ontvangst.html", context)


@zonder_account()
@require_safe
@bij_overleggen
def stand(request: HttpRequest, sleutel: str) -> HttpResponse:
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    return render(request, "inbreng/stand.html", {"kijk": inbrengen.volg(_zoek(request, sleutel))})


def _zoek(request: HttpRequest, sleutel: str) -> Inbreng:
    """Whoever has the address may look as often as he likes; who guesses is stopped long before the first hit."""
    rij = inbrengen.zoek(sleutel)
    if rij is None:
        MISSERS.is_voorbij(request)
        raise Http404("Dit adres is er niet, of niet meer.")
    return rij
