"""Hearing, deciding, the protocol, being done."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from participatie import acties
from participatie.forms import AfrondForm, BesluitForm, ProtocolForm, RaadForm, StapForm, VraagForm
from participatie.models import Protocolstap
from participatie.regels import instellingen, onderwerp
from participatie.views.gemeen import haal, haal_voor, module, toon_stap
from wijkagenda.service import is_bedoeld, naam_van
from wijkwerk.htmx import Request
from wijkwerk.publicatie.plaatsscherm import toon_plaatsing
from wijkwerk.publicatie.service import Publicatie
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import selector_naam
from wijkwerk.stapscherm import eis_kans, ingestuurd


@require_http_methods(["GET", "POST"])
@module
def raadpleging(request: Request, pk: int) -> HttpResponse:
    """Ask everybody whom the profile wants heard (BER-49)."""
    traject = haal_voor(request, pk, "raadplegen")
    form = VraagForm(ingestuurd(request))

    def doe() -> None:
        acties.vraag_raad(traject=traject, door=request.user, **form.cleaned_data)

    ding = onderwerp(traject)
    namen = ", ".join(selector_naam(wie, ding) for wie in acties.te_raadplegen(traject))
    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Gevraagd. Zij krijgen bericht en zien het op Vandaag.",
        traject.get_absolute_url(),
        titel="Vraag advies over dit traject",
        uitleg=f"Zij worden gevraagd: {namen}." if namen else "",
        knop="Vraag advies",
    )


@require_http_methods(["GET", "POST"])
@module
def raad(request: Request, pk: int, instemming: int) -> HttpResponse:
    """Advise in the function in which one was asked."""
    traject = haal(request, pk)
    rij = get_object_or_404(Instemming.objects.bij(traject), pk=instemming)
    ding = onderwerp(traject)
    kan = traject.is_open and is_bedoeld(rij, request.user, ding)
    eis_kans(request, kan, "traject.adviseren", traject)
    begin = {}
    if rij.gegeven_op:
        akkoord = rij.stand == Instemming.Stand.AKKOORD
        begin = {"akkoord": "ja" if akkoord else "nee", "toelichting": rij.toelichting}
    form = RaadForm(ingestuurd(request), initial=begin)

    def doe() -> None:
        schoon = form.cleaned_data
        acties.geef_raad(
            traject=traject,
            instemming=rij,
            akkoord=schoon["akkoord"] == "ja",
            toelichting=schoon["toelichting"],
            door=request.user,
        )

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Dank u wel. Uw advies staat bij het traject.",
        traject.get_absolute_url(),
        titel="Adviseer over dit traject",
        uitleg=f"U adviseert als {naam_van(rij.wie, ding)}.",
        knop="Geef dit advies",
    )


@require_http_methods(["GET", "POST"])
@module
def besluit(request: Request, pk: int) -> HttpResponse:
    """College or raad decides, or who draws it up records that they did (BER-46)."""
    traject = haal(request, pk)
    organen = acties.organen_voor(traject, request.user)
    eis_kans(request, bool(organen) and traject.is_open, "traject.vaststellen", traject)
    eigen = [orgaan.sleutel for orgaan in organen if orgaan.zelf]
    form = BesluitForm(
        ingestuurd(request),
        organen=organen,
        initial={
            "orgaan": eigen[0] if len(eigen) == 1 else "",
            "besloten_op": timezone.localdate(),
        },
    )

    def doe() -> None:
        acties.stel_vast(traject=traject, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Vastgesteld. Wie meedoet krijgt bericht.",
        traject.get_absolute_url(),
        titel="Stel het traject vast",
        uitleg="Daarna ziet iedereen die meedoet het traject, en kan de inbreng beginnen.",
        knop="Stel vast",
    )


@require_http_methods(["GET", "POST"])
@module
def protocol(request: Request, pk: int) -> HttpResponse:
    """Choose a checklist by kind of work (BER-54)."""
    traject = haal_voor(request, pk, "wijzigen")
    if not instellingen().protocollen:
        raise Http404("Deze gemeente heeft geen protocollen.")
    form = ProtocolForm(ingestuurd(request), initial={"protocol": traject.protocol})

    def doe() -> None:
        acties.kies_protocol(traject=traject, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Opgeslagen.",
        traject.get_absolute_url(),
        titel="Kies een protocol",
        uitleg="Een protocol is een lijst van vaste stappen voor werk dat vaker voorkomt.",
        knop="Kies",
        lees=[(rij.naam, rij.stappen) for rij in instellingen().protocollen],
    )


@require_http_methods(["GET", "POST"])
@module
def stap(request: Request, pk: int) -> HttpResponse:
    rij = get_object_or_404(Protocolstap.objects.select_related("traject"), pk=pk)
    traject = haal_voor(request, rij.traject_id, "afvinken")
    form = StapForm(ingestuurd(request), initial={"gedaan_op": timezone.localdate()})

    def doe() -> None:
        acties.vink_af(stap=rij, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Afgevinkt.",
        traject.get_absolute_url(),
        titel=f"Stap: {rij.naam}",
        uitleg="",
        knop="Vink af",
    )


@require_http_methods(["GET", "POST"])
@module
def afronding(request: Request, pk: int) -> HttpResponse:
    traject = haal_voor(request, pk, "afronden")
    form = AfrondForm(ingestuurd(request))

    def doe() -> None:
        acties.rond_af(traject=traject, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Afgerond. Wie meedeed krijgt bericht.",
        traject.get_absolute_url(),
        titel="Rond het traject af",
        uitleg="",
        knop="Rond af",
    )


@require_http_methods(["GET", "POST"])
@module
def publicatie(request: Request, pk: int) -> HttpResponse:
    """Preview and masking check of the path for everybody."""
    traject = haal(request, pk)
    eis_kans(request, acties.mag_publiceren(traject, request.user), "traject.publiceren", traject)

    def plaats(bevestigd: set[str], gezien: str) -> Publicatie:
        return acties.publiceer(traject=traject, bevestigd=bevestigd, gezien=gezien, door=request.user)

    context = {"traject": traject, "kop": "Traject publiceren", "terug": traject.get_absolute_url()}
    nieuw = acties.te_plaatsen(traject)
    return toon_plaatsing(request, nieuw, plaats, "participatie/publicatie.html", context)
