"""What people say and what is done with it; the notes of advisers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from participatie import acties
from participatie.acties.gemeen import mag
from participatie.acties.inbreng import is_bereikbaar, stemmen
from participatie.forms import InbrengForm, NotitieForm, VerwerkForm
from participatie.models import Trajectinbreng, Trajectnotitie
from participatie.views.gemeen import haal, haal_voor, module, toon_stap
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request
from wijkwerk.stapscherm import eis_kans, ingestuurd
from wijkwerk.wijken.models import Partij


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request, pk: int) -> HttpResponse:
    """Say it by account, or write down what somebody said."""
    traject = haal(request, pk)
    eis_kans(request, acties.mag_inbrengen(traject, request.user), "traject.inbrengen", traject)
    schrijft_op = mag("inbrengen", traject, request.user)
    spreekt = (None, "") if schrijft_op else stemmen(traject, request.user)
    form = InbrengForm(
        ingestuurd(request),
        schrijft_op=schrijft_op,
        partijen=Partij.objects.filter(pk__in=traject.plek_partijen).order_by("naam"),
        stemmen=spreekt,
        initial={"ontvangen_op": timezone.localdate()},
    )

    def doe() -> str:
        rij = eenmaal(
            Trajectinbreng,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.breng_in(traject=traject, door=request.user, **form.cleaned_data),
        )
        return rij.get_absolute_url()

    uitleg = "Uw naam staat er niet bij. U hoort wat de gemeente met uw inbreng doet."
    partij, rol = spreekt
    if partij and not rol:
        uitleg = f"U spreekt namens {partij}. Leden lezen mee. {uitleg}"
    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Dank u wel. De inbreng staat bij het traject.",
        traject.get_absolute_url(),
        titel="Inbreng",
        uitleg="" if schrijft_op else uitleg,
        knop="Sla op" if schrijft_op else "Verstuur",
    )


@require_http_methods(["GET", "POST"])
@module
def verwerking(request: Request, pk: int) -> HttpResponse:
    """Answer it: taken over, partly, or not, and why (ETL-13)."""
    rij = get_object_or_404(
        Trajectinbreng.objects.zichtbaar_voor(request.user).select_related(
            "traject", "partij", "gegeven_door"
        ),
        pk=pk,
    )
    traject = haal_voor(request, rij.traject_id, "verwerken")
    form = VerwerkForm(ingestuurd(request), bereikbaar=is_bereikbaar(rij))

    def doe() -> None:
        acties.verwerk(inbreng=rij, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Beantwoord. Wie dit inbracht krijgt bericht.",
        rij.get_absolute_url(),
        titel="Wat doet de gemeente met deze inbreng?",
        uitleg="",
        knop="Geef antwoord",
        lees=[(f"Inbreng van {rij.bron}", [rij.tekst])],
    )


@require_http_methods(["GET", "POST"])
@module
def notitie(request: Request, pk: int) -> HttpResponse:
    traject = haal_voor(request, pk, "noteren")
    form = NotitieForm(ingestuurd(request))

    def doe() -> None:
        eenmaal(
            Trajectnotitie,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.noteer_bij(traject=traject, door=request.user, **form.cleaned_data),
        )

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Genoteerd.",
        traject.get_absolute_url(),
        titel="Noteer hoe het traject verloopt",
        uitleg="Alleen wie aan trajecten werkt leest dit.",
        knop="Noteer",
    )
