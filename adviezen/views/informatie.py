"""Information to bodies of residents: the list per area, giving it, reading it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from adviezen import acties
from adviezen.bronnen import gekozen_bron, verwijs
from adviezen.forms import InformatieForm
from adviezen.models import Informatie
from adviezen.models.onderwerp import KIJKERS
from adviezen.service import verwijzing
from adviezen.views.gemeen import (
    gekozen_onderwerp,
    ingestuurd,
    met_form,
    module,
    tabs,
)
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.keuze import gebieden_met
from wijkwerk.gebruikers.rechten import Recht, eis, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.wijken.models import Gebied

PER_BLAD = 50


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """Newest first; `gebied` narrows it to one area and what lies in it."""
    rijen = Informatie.objects.zichtbaar_voor(request.user)
    gebieden = Gebied.objects.filter(pk__in=rijen.values("gebied")).order_by("naam")
    keuze = request.GET.get("gebied", "")
    if keuze.isdecimal():
        rijen = rijen.filter(plek_gebieden__contains=[int(keuze[:18])])
    context = {
        "blad": Paginator(rijen.voor_lijst(), PER_BLAD).get_page(request.GET.get("page")),
        "gebieden": [
            {"naam": "Alle gebieden", "url": request.path, "actief": not keuze.isdecimal()},
            *(
                {"naam": rij.naam, "url": f"{request.path}?gebied={rij.pk}", "actief": keuze == str(rij.pk)}
                for rij in gebieden
            ),
        ],
        "tabs": tabs("informatie"),
        "mag_informeren": any(heeft_ergens(request.user, recht) for recht in KIJKERS),
    }
    return render(request, "adviezen/informatielijst.html", context)


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    """Tell bodies of residents something: for an advice, about a dossier, or on one's own account."""
    if not any(heeft_ergens(request.user, recht) for recht in KIJKERS):
        eis(request.user, Recht.ADVIES_STANDPUNT, Plek())
    bron, over = gekozen_bron(request), gekozen_onderwerp(request)
    gebieden = gebieden_met(request.user, *KIJKERS)
    begin: dict[str, object] = {}
    if over is not None:
        # Of unasked advice the title is of who gave it, maybe a resident: not for the parties that are told.
        titel = over.titel if over.vraag else ""
        begin = {"titel": titel, "partijen": [advies.partij_id for advies in over.adviezen.all()]}
    elif bron is not None:
        begin = {"titel": bron.titel, "gebied": bron.gebied, "thema": bron.thema}
    form = InformatieForm(
        ingestuurd(request),
        request.FILES or None,
        gebieden=gebieden,
        partijen=acties.vraagbare_partijen(list(gebieden)),
        met_onderwerp=over is not None,
        initial=begin,
    )

    def doe() -> str:
        gegeven = eenmaal(
            Informatie,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.geef_informatie(
                gebied=over.gebied if over else form.cleaned_data["gebied"],
                partijen=list(form.cleaned_data["partijen"]),
                bericht=form.bericht(),
                bron=bron,
                over=over,
                door=request.user,
            ),
        )
        return gegeven.get_absolute_url()

    context = {
        "titel": "Informatie geven",
        "uitleg": "Wie u informeert krijgt bericht. U ziet wanneer een partij het voor het eerst opent.",
        "knop": "Geef deze informatie",
        "bron": bron,
        "over": over,
    }
    terug = over.get_absolute_url() if over else reverse("adviezen:informatielijst")
    return met_form(request, form, doe, "Gegeven. Iedereen krijgt bericht.", terug, context)


@require_GET
@module
def informatie(request: Request, pk: int) -> HttpResponse:
    """Read it; the first time that somebody of a party does is kept."""
    rij = get_object_or_404(Informatie.objects.zichtbaar_voor(request.user).defer("stuk"), pk=pk)
    acties.lees(informatie=rij, door=request.user)
    themas = {thema.sleutel: thema.naam for thema in actief_profiel().themas}
    feiten = [
        ("Gebied", str(rij.gebied)),
        ("Thema", themas.get(rij.thema, "")),
        ("Gegeven op", rij.dag),
        ("Voor het besluit of advies van", rij.voor_datum),
    ]
    context = {
        "rij": rij,
        "feiten": [(naam, waarde) for naam, waarde in feiten if waarde],
        "ontvangsten": rij.ontvangsten.select_related("partij"),
        "bron": verwijs(rij.bron_soort, rij.bron_id, request.user),
        # Who was told may be another than who was asked.
        "over": verwijzing(rij.onderwerp_id, request.user) if rij.onderwerp_id else None,
    }
    return render(request, "adviezen/informatie.html", context)


@require_GET
@module
def stuk(request: Request, pk: int) -> HttpResponse:
    """The paper itself."""
    rij = get_object_or_404(Informatie.objects.zichtbaar_voor(request.user), pk=pk)
    if rij.stuk is None:
        raise Http404("Hier hoort geen stuk bij.")
    acties.lees(informatie=rij, door=request.user)
    antwoord = HttpResponse(bytes(rij.stuk), content_type="application/pdf")
    naam = slugify(rij.stuk_naam.removesuffix(".pdf")) or "stuk"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.pdf"'
    return antwoord
