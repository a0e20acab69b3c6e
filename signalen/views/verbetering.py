"""The pages on which what was written down is corrected: kind and place, words, shield, zaak, and of what it is a repeat."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from signalen import acties
from signalen.acties.afscherming import mag_verlagen
from signalen.acties.woorden import mag_verbeteren, verbeter_woorden
from signalen.forms import stappen as formulieren
from signalen.forms.wijziging import WijzigForm
from signalen.gelijkenis import gelijkende
from signalen.models import Signaal
from signalen.views.hulp import eis_kans, haal, ingevuld, module, naar, neem_stap, probeer, toon_stap
from signalen.zicht import Niveau, niveau_van
from wijkwerk.htmx import Request
from wijkwerk.zaak import ZaakForm

# So many earlier ones to choose from.
EERDERE = 20
formulier = require_http_methods(["GET", "POST"])


@formulier
@module("signalen")
def wijziging(request: Request, pk: int) -> HttpResponse:
    """Correct kind, place and theme."""
    signaal = haal(request, pk)
    eis_kans(request, signaal, "wijzigen", acties.mag_wijzigen(signaal, request.user))
    form = WijzigForm(ingevuld(request), signaal=signaal, gebruiker=request.user)
    return neem_stap(
        request,
        signaal,
        "wijzigen",
        form,
        lambda: acties.wijzig(signaal=signaal, door=request.user, **form.invoer()),
        titel="Soort, plek en thema",
        knop="Opslaan",
        gelukt="Opgeslagen.",
    )


@formulier
@module("signalen")
def woorden(request: Request, pk: int) -> HttpResponse:
    """Correct what was said: something about a person that must not stand there."""
    signaal = haal(request, pk)
    eis_kans(request, signaal, "verbeteren", mag_verbeteren(signaal, request.user))
    form = formulieren.WoordenForm(ingevuld(request), signaal=signaal)
    uitleg = (
        "De oude woorden bewaart Wijkwerk niet. Staat hetzelfde ook in een vraag aan een partij, of is het al naar een "
        "ander systeem? Verbeter het daar ook."
    )
    return neem_stap(
        request,
        signaal,
        "verbeteren",
        form,
        lambda: verbeter_woorden(signaal=signaal, door=request.user, **form.cleaned_data),
        titel="Woorden verbeteren",
        knop="Opslaan",
        gelukt="De woorden zijn verbeterd. De oude zijn weg.",
        uitleg=uitleg,
    )


@formulier
@module("signalen")
def afscherming(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "afschermen", niveau_van(signaal) >= Niveau.EIGEN)
    lager = mag_verlagen(signaal, request.user, niveau_van(signaal))
    form = formulieren.AfschermForm(ingevuld(request), signaal=signaal, mag_lager=lager)
    return neem_stap(
        request,
        signaal,
        "afschermen",
        form,
        lambda: acties.scherm_af(signaal=signaal, door=request.user, **form.cleaned_data),
        titel="Afscherming",
        knop="Opslaan",
        gelukt="De afscherming is veranderd.",
    )


@formulier
@module("signalen")
def zaak(request: Request, pk: int) -> HttpResponse:
    """Point at the zaak in the zaaksysteem, or no longer."""
    signaal = haal(request, pk)
    eis_kans(request, signaal, "zaak", acties.mag_zaak(signaal, request.user))
    form = ZaakForm(ingevuld(request), initial={"zaak_adres": signaal.zaak_adres})
    return neem_stap(
        request,
        signaal,
        "zaak",
        form,
        lambda: acties.zet_zaak(signaal=signaal, adres=form.cleaned_data["zaak_adres"], door=request.user),
        titel="Zaak in het zaaksysteem",
        knop="Opslaan",
        gelukt="Opgeslagen.",
    )


def _eerdere(request: Request, signaal: Signaal) -> list[Signaal]:
    """Of what it may be a repeat: what looks like it, and what it is linked to now."""
    tekst = signaal.tekst if signaal.gevoelig == "nee" else ""
    lijkt = gelijkende(
        request.user, gebied=signaal.gebied, soort=signaal.soort, themas=signaal.themas, tekst=tekst
    )
    keuzes = list(lijkt.exclude(pk=signaal.pk)[:EERDERE])
    nu = signaal.herhaling_van_id
    if nu is not None and nu not in {ander.pk for ander in keuzes}:
        keuzes += Signaal.objects.zichtbaar_voor(request.user).filter(pk=nu).voor_lijst()
    return keuzes


@formulier
@module("signalen")
def herhaling(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "afschermen", niveau_van(signaal) >= Niveau.EIGEN)
    keuzes = _eerdere(request, signaal)
    form = formulieren.HerhalingForm(ingevuld(request), keuzes=keuzes)
    if request.method == "POST" and form.is_valid():
        pk_van = form.cleaned_data["van"]
        van = next((ander for ander in keuzes if str(ander.pk) == pk_van), None)

        def doe() -> None:
            acties.koppel_herhaling(signaal=signaal, van=van, door=request.user)

        if probeer(request, signaal, "signaal.herhaling", form, doe):
            messages.success(
                request, f"Gekoppeld als herhaling van {van.nummer}." if van else "Geen herhaling."
            )
            return naar(signaal)
    return toon_stap(request, signaal, form, "Herhaling", knop="Opslaan")
