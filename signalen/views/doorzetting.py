"""Referring a signal to another party; and decisions by which a party is bound."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from signalen import acties
from signalen.forms.doorzetting import DoorzetForm, VerwijsForm
from signalen.forms.grondslag import verklaring_uit
from signalen.models import Deelactie, Doorzetting, Signaal
from signalen.views.hulp import (
    eis_kans,
    haal,
    ingevuld,
    meld_adviezen,
    module,
    naar,
    neem_stap,
    probeer,
    toon_stap,
)
from signalen.views.kansen import mag_doorverwijzen
from signalen.zicht import toont_tekst
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage

formulier = require_http_methods(["GET", "POST"])


@formulier
@module("signalen")
def doorverwijzing(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "uitzetten", mag_doorverwijzen(request, signaal))
    form = VerwijsForm(ingevuld(request), signaal=signaal, tekst_zichtbaar=toont_tekst(signaal))
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data

        def doe() -> None:
            nonlocal signaal
            signaal = acties.verwijs_door(
                signaal=signaal,
                naar=g["houder"],
                wat=g["wat"],
                uiterlijk=g["uiterlijk"],
                door=request.user,
                gezien=g["gezien"],
                verklaring=verklaring_uit(form),
            )

        if g.get("houder") is None:
            form.add_error("houder", "Kies naar wie u doorverwijst.")
        elif probeer(request, signaal, "signaal.doorverwijzen", form, doe):
            meld_adviezen(request, signaal.adviezen)
            messages.success(
                request,
                f"Doorverwezen. {g['houder']} zegt ja of nee; tot dan blijft de eigenaar wie het was.",
            )
            return naar(signaal)
    uitleg = "Wie het aanneemt, wordt eigenaar van het hele signaal. Weigert die, dan blijft het waar het is."
    return toon_stap(request, signaal, form, "Doorverwijzen", knop="Verwijs door", uitleg=uitleg)


@formulier
@module("doorzetten")
def doorzetten(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "doorzetten", acties.mag_doorzetten(signaal, request.user))
    vervangt = _vervangt(request, signaal)
    form = DoorzetForm(
        ingevuld(request), signaal=signaal, tekst_zichtbaar=toont_tekst(signaal), vervangt=vervangt
    )
    uitleg = "U beslist wat een partij doet, als die er met anderen niet uitkomt. Het besluit is te lezen voor het bestuur en de betrokken partijen."
    return neem_stap(
        request,
        signaal,
        "doorzetten",
        form,
        lambda: acties.zet_door(signaal=signaal, vervangt=vervangt, door=request.user, **form.invoer()),
        titel="Doorzetten",
        knop="Leg het besluit vast",
        gelukt="Het besluit is vastgelegd. De betrokkenen krijgen bericht.",
        daarna=lambda besluit: besluit,
        uitleg=uitleg,
    )


def _vervangt(request: Request, signaal: Signaal) -> Deelactie | None:
    """The part that was refused, and that is decided about now."""
    pk = request.POST.get("vervangt") or request.GET.get("vervangt") or ""
    if not pk.isdecimal():
        return None
    geweigerd = signaal.delen.blokkeert().filter(afspraak__stand=Afspraak.Stand.GEWEIGERD)
    return get_object_or_404(geweigerd.voor_lijst(), pk=int(pk[:18]))


@require_GET
@module("doorzetten")
def lijst(request: Request) -> HttpResponse:
    besluiten = Doorzetting.objects.zichtbaar_voor(request.user).voor_lijst()[:100]
    return render(request, "signalen/doorzettingen.html", {"besluiten": besluiten})


@require_GET
@module("doorzetten")
def doorzetting(request: Request, pk: int) -> HttpResponse:
    besluit = get_object_or_404(Doorzetting.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)
    if besluit.gevoelig != "nee":
        noteer_inzage(door=request.user, ding=besluit)
    mag_signaal = Signaal.objects.zichtbaar_voor(request.user).filter(pk=besluit.signaal_id).exists()
    afspraak = besluit.afspraak
    context = {
        "besluit": besluit,
        "feiten": [
            ("Wie", str(afspraak.houder)),
            ("Betrokken partijen", ", ".join(partij.naam for partij in besluit.partijen.order_by("naam"))),
            ("Genomen door", str(besluit.genomen_door)),
            ("Gebied", str(besluit.signaal.gebied)),
        ],
        "signaal_url": besluit.signaal.get_absolute_url() if mag_signaal else "",
        "nummer": besluit.signaal.nummer,
    }
    return render(request, "signalen/doorzetting.html", context)
