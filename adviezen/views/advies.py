"""One advice: reading it, giving it as it was asked, giving it unasked, letting it lapse, putting it elsewhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from adviezen import acties
from adviezen.acties.gemeen import mag_over
from adviezen.bronnen import gekozen_bron
from adviezen.forms import AdviesForm, OngevraagdForm, RedenForm, VerplaatsForm
from adviezen.gewicht import gewicht_van
from adviezen.models import Advies, Adviesonderwerp
from adviezen.regels import onderwerp_advies
from adviezen.stroom import ADVIES
from adviezen.views.gemeen import (
    eis_kans,
    gekozen_onderwerp,
    haal_advies,
    ingestuurd,
    met_form,
    module,
)
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.keuze import gebieden_met
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik, eis, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.htmx import Request
from wijkwerk.regels.service import mag_stap
from wijkwerk.wijken.models import Partij

GEVRAAGD_VERSTUURD = "Dank u wel. Uw advies is binnen. De gemeente laat weten wat zij ermee doet."


def is_eigen(rij: Advies, gebruiker: Gebruiker) -> bool:
    """Whether this person advises for the party that was asked."""
    return any(
        vervulling.partij_id == rij.partij_id and Recht.ADVIES_GEVEN in vervulling.rol.mag
        for vervulling in gebruiker.vervullingen
        if vervulling.partij_id is not None
    )


@require_http_methods(["GET", "POST"])
@module
def advies(request: Request, pk: int) -> HttpResponse:
    """Read an advice; who was asked gives it here."""
    rij = haal_advies(request, pk)
    eigen = is_eigen(rij, request.user) and mag_stap(ADVIES["indienen"], onderwerp_advies(rij), request.user)
    if request.method == "POST":
        eis_kans(request, eigen, "advies.indienen", rij)
    form = AdviesForm(ingestuurd(request), voor_orgaan=_is_orgaan(rij.partij))

    def doe() -> None:
        acties.dien_in(advies=rij, inhoud=form.inhoud(), door=request.user)

    weegt = mag_over("vervallen", rij.onderwerp, request.user)
    wacht = rij.stand == Advies.Stand.AANGEVRAAGD
    context = {
        "advies": rij,
        "over": rij.onderwerp,
        "gewicht": str(gewicht_van(rij)),
        "open": eigen and wacht and not rij.onderwerp.heeft_standpunt,
        "mag_vervallen": weegt and wacht,
        "mag_verplaatsen": _verplaatsbaar(rij) and mag_over("verplaatsen", rij.onderwerp, request.user),
        "titel": str(rij),
        "knop": "Geef dit advies",
    }
    return met_form(
        request, form, doe, GEVRAAGD_VERSTUURD, rij.get_absolute_url(), context, "adviezen/advies.html"
    )


def _is_orgaan(partij: Partij | None) -> bool:
    return partij is not None and partij.soort == Partij.Soort.BEWONERSORGAAN


def _verplaatsbaar(rij: Advies) -> bool:
    return rij.stand == Advies.Stand.INGEDIEND and not rij.onderwerp.heeft_standpunt


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    """Give advice unasked: for the own party, or as a resident (HEL-18, HEL-21)."""
    if not heeft_ergens(request.user, Recht.ADVIES_GEVEN):
        eis(request.user, Recht.ADVIES_GEVEN, Plek())
    bron, over = gekozen_bron(request), gekozen_onderwerp(request)
    namens = _namens(request.user)
    begin: dict[str, object] = {"namens": next(iter(namens))} if len(namens) == 1 else {}
    if bron is not None:
        begin |= {"titel": bron.titel, "gebied": bron.gebied, "thema": bron.thema}
    elif len(thuis := bereik(request.user, Recht.ADVIES_GEVEN).gebieden) == 1:
        begin["gebied"] = next(iter(thuis))
    gebieden = gebieden_met(request.user, Recht.ADVIES_GEVEN)
    form = OngevraagdForm(
        ingestuurd(request),
        namens=[
            (sleutel, partij.naam if partij else "Ik, als bewoner") for sleutel, partij in namens.items()
        ],
        gebieden=gebieden,
        met_onderwerp=over is not None,
        voor_orgaan=any(_is_orgaan(partij) for partij in namens.values()),
        initial=begin,
    )

    def doe() -> str:
        schoon = form.cleaned_data
        gegeven = eenmaal(
            Advies,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.geef(
                inhoud=form.inhoud(),
                partij=namens[schoon["namens"]],
                gebied=schoon.get("gebied"),
                titel=schoon.get("titel", ""),
                thema=schoon.get("thema", ""),
                bron=bron,
                over=over,
                door=request.user,
            )[0],
        )
        return gegeven.get_absolute_url()

    context = {
        "titel": "Advies geven",
        "uitleg": "U kunt over alles adviseren wat u belangrijk vindt voor uw wijk of buurt. "
        "De gemeente weegt uw advies, en legt uit wat zij ermee doet.",
        "knop": "Geef dit advies",
        "bron": bron,
        "over": over,
    }
    terug = over.get_absolute_url() if over else reverse("adviezen:lijst")
    return met_form(request, form, doe, GEVRAAGD_VERSTUURD, terug, context)


def _namens(gebruiker: Gebruiker) -> dict[str, Partij | None]:
    """For whom this person may advise: each party of a role that does so, and oneself as resident."""
    geven = [v for v in gebruiker.vervullingen if Recht.ADVIES_GEVEN in v.rol.mag]
    partijen = Partij.objects.in_bulk([v.partij_id for v in geven if v.partij_id is not None])
    keuzes: dict[str, Partij | None] = {f"partij-{pk}": partij for pk, partij in partijen.items()}
    if any(v.partij_id is None for v in geven):
        keuzes["bewoner"] = None
    return keuzes


@require_http_methods(["GET", "POST"])
@module
def verval(request: Request, pk: int) -> HttpResponse:
    """The question is no longer there."""
    rij = haal_advies(request, pk)
    eis_kans(request, mag_over("vervallen", rij.onderwerp, request.user), "advies.vervallen", rij)
    form = RedenForm(ingestuurd(request))

    def doe() -> None:
        acties.laat_vervallen(advies=rij, door=request.user, **form.cleaned_data)

    context = {
        "titel": "Advies niet meer nodig",
        "uitleg": f"{rij.van.capitalize()} krijgt bericht, met uw reden.",
        "knop": "Laat de vraag vervallen",
        "over": rij.onderwerp,
        "gevaar": True,
    }
    return met_form(request, form, doe, "De vraag is vervallen.", rij.onderwerp.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def verplaatsing(request: Request, pk: int) -> HttpResponse:
    """Put it with the subject that it is about."""
    rij = haal_advies(request, pk)
    eis_kans(request, mag_over("verplaatsen", rij.onderwerp, request.user), "advies.verplaatsen", rij)
    anderen = Adviesonderwerp.objects.zichtbaar_voor(request.user).open().exclude(pk=rij.onderwerp_id)
    form = VerplaatsForm(ingestuurd(request), onderwerpen=anderen.order_by("titel"))

    def doe() -> str:
        gezet = acties.verplaats(advies=rij, door=request.user, **form.cleaned_data)
        return gezet.onderwerp.get_absolute_url()

    context = {
        "titel": "Bij een ander onderwerp zetten",
        "uitleg": "Zo weegt één standpunt alle adviezen over hetzelfde.",
        "knop": "Zet hier",
        "over": rij.onderwerp,
    }
    return met_form(
        request, form, doe, "Het advies staat bij dit onderwerp.", rij.get_absolute_url(), context
    )
