"""The own meetings in the own calendar: the page that gives the secret address, and what stands at it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from overleggen import acties
from overleggen.ics import eigen_ics
from overleggen.models import Agendasleutel, Overleg, Overlegdeel
from overleggen.publiek import TERUG
from overleggen.views.basis import bij_overleggen
from overleggen.zicht_vormen import eigen_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.htmx import Request
from wijkwerk.openbaar import Grens, te_vaak, zonder_account

# Whoever has the address may look as often as a calendar does; who guesses is stopped long before the first hit.
MISSERS = Grens("eigenagenda", hoogstens=30, per=timedelta(minutes=10))
IN_SESSIE = "agendasleutel"


@require_http_methods(["GET", "POST"])
@bij_overleggen
def eigen_agenda(request: Request) -> HttpResponse:
    """Make or renew the address. It is shown once, right after it was made."""
    if request.method == "POST":
        request.session[IN_SESSIE] = acties.maak_agendasleutel(door=request.user)
        return redirect("overleggen:eigen_agenda")
    sleutel = request.session.pop(IN_SESSIE, "")
    adres = reverse("agenda:eigen", args=[sleutel]) if sleutel else ""
    context = {
        "adres": f"{settings.SITE_URL.rstrip('/')}{adres}" if adres else "",
        "rij": Agendasleutel.objects.filter(gebruiker=request.user).first(),
        "lijst_url": reverse("overleggen:lijst"),
        "intrek_url": reverse("overleggen:eigen_agenda_intrekking"),
        "maak_url": reverse("overleggen:eigen_agenda"),
    }
    antwoord = render(request, "overleggen/eigen_agenda.html", context)
    antwoord["Cache-Control"] = "no-store"
    return antwoord


@require_POST
@bij_overleggen
def intrekking(request: Request) -> HttpResponse:
    if acties.trek_agendasleutel_in(door=request.user):
        messages.success(request, "Het adres werkt niet meer. Haal de agenda ook weg op uw apparaat.")
    return redirect("overleggen:eigen_agenda")


@zonder_account()
@require_safe
@bij_overleggen
def eigen(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The calendar of whoever has this address, as that person may see it at this moment."""
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    rij = Agendasleutel.objects.met_sleutel(sleutel).select_related("gebruiker").first()
    if rij is None:
        MISSERS.is_voorbij(request)
        raise Http404("Dit adres is er niet, of niet meer.")
    antwoord = StreamingHttpResponse(
        eigen_ics(eigen_overleggen(rij.gebruiker)), content_type="text/calendar; charset=utf-8"
    )
    antwoord["Content-Disposition"] = 'inline; filename="mijn-overleggen.ics"'
    return antwoord  # type: ignore[return-value]


def eigen_overleggen(gebruiker: Gebruiker) -> QuerySet[Overleg]:
    """With `met_open_deel`: only then more than the name may stand in a calendar that travels."""
    open_deel = Overlegdeel.objects.filter(overleg=OuterRef("pk"), toegang=Overlegdeel.Toegang.OPENBAAR)
    vanaf = timezone.localdate() - TERUG
    rijen = Overleg.objects.filter(eigen_q(gebruiker), datum__gte=vanaf).annotate(
        met_open_deel=Exists(open_deel)
    )
    return rijen.voor_lijst().order_by("datum", "begin", "pk")
