"""All subjects, how many advices are answered in time, and asking for advice."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from adviezen import acties
from adviezen.acties.vragen import Vraag
from adviezen.bronnen import gekozen_bron
from adviezen.forms import VraagForm
from adviezen.models import Advies, Adviesonderwerp
from adviezen.models.onderwerp import KIJKERS, oordeel_q
from adviezen.termijnen import op_tijd, uiterlijk_advies
from adviezen.views.gemeen import ingestuurd, met_form, module, tabs
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.keuze import gebieden_met
from wijkwerk.gebruikers.rechten import Recht, eis, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.htmx import Request

PER_BLAD = 50


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """Without a standpunt first; `stand=klaar` shows what has one that this person may read."""
    klaar = request.GET.get("stand") == "klaar"
    te_lezen = oordeel_q(request.user)
    rijen = Adviesonderwerp.objects.zichtbaar_voor(request.user).filter(te_lezen if klaar else ~te_lezen)
    binnen = Q(adviezen__stand=Advies.Stand.INGEDIEND)
    gevraagd = Q(adviezen__stand=Advies.Stand.AANGEVRAAGD)
    rijen = rijen.annotate(
        binnen=Count("adviezen", filter=binnen, distinct=True),
        gevraagd=Count("adviezen", filter=gevraagd, distinct=True),
    )
    jaar = timezone.localdate().year
    weegt = any(heeft_ergens(request.user, recht) for recht in KIJKERS)
    context = {
        "blad": Paginator(rijen.voor_lijst(), PER_BLAD).get_page(request.GET.get("page")),
        "klaar": klaar,
        "tabs": tabs("adviezen"),
        "cijfer": op_tijd(request.user, jaar) if weegt else None,
        "mag_vragen": weegt,
        "mag_geven": heeft_ergens(request.user, Recht.ADVIES_GEVEN),
        "standen": [
            {"naam": "Nog geen standpunt", "url": request.path, "actief": not klaar},
            {"naam": "Met standpunt", "url": f"{request.path}?stand=klaar", "actief": klaar},
        ],
    }
    return render(request, "adviezen/lijst.html", context)


@require_http_methods(["GET", "POST"])
@module
def vraag(request: Request) -> HttpResponse:
    """Ask parties of residents for advice: on a dossier, project or plan that one came from, or on anything."""
    if not any(heeft_ergens(request.user, recht) for recht in KIJKERS):
        eis(request.user, Recht.ADVIES_STANDPUNT, Plek())
    bron = gekozen_bron(request)
    gebieden = gebieden_met(request.user, *KIJKERS)
    begin: dict[str, object] = {"uiterlijk": uiterlijk_advies(timezone.localdate())}
    if bron is not None:
        begin |= {"titel": bron.titel, "gebied": bron.gebied, "thema": bron.thema}
    form = VraagForm(
        ingestuurd(request),
        gebieden=gebieden,
        partijen=acties.vraagbare_partijen(list(gebieden)),
        met_bron=bron is not None,
        initial=begin,
    )

    def doe() -> str:
        schoon = dict(form.cleaned_data)
        gebied, partijen, uiterlijk = (schoon.pop(naam) for naam in ("gebied", "partijen", "uiterlijk"))
        over = eenmaal(
            Adviesonderwerp,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.vraag_aan(
                gebied=gebied,
                partijen=list(partijen),
                uiterlijk=uiterlijk,
                vraag=Vraag(bron=bron, **schoon),
                door=request.user,
            ),
        )
        return over.get_absolute_url()

    context = {
        "titel": "Advies vragen",
        "uitleg": "Wie u vraagt, krijgt bericht en ziet de vraag op Vandaag.",
        "knop": "Vraag advies",
        "bron": bron,
    }
    terug = bron.url if bron else reverse("adviezen:lijst")
    return met_form(request, form, doe, "Gevraagd. Iedereen krijgt bericht.", terug, context)
