"""Beheer of messages: what stands ready, what went wrong, and the words of each kind. No content of any thing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkwerk.berichten import acties, opmaak, teksten
from wijkwerk.berichten.dagbericht import DAGBERICHT
from wijkwerk.berichten.forms import BerichttekstForm
from wijkwerk.berichten.models import Bericht, Berichttekst, leesbaar
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.regels.klachten import StapGeweigerd

# In order of who must do something.
VOLGORDE = ("mislukt", "klaar", "bezig", "onzeker", "verstuurd", "ingetrokken")
VOORBEELD = {
    "titel": "Lantaarnpaal bij de speeltuin",
    "soort_ding": "signaal",
    "naam": "Noor de Vries",
    "link": "https://wijkwerk.example/",
}


def beheer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for who may set up the municipality; others get 403."""

    @wraps(view)
    def met_recht(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        eis(request.user, Recht.GEMEENTE_INRICHTEN, Plek())
        return view(request, *args, **kwargs)

    return met_recht


@require_GET
@beheer
def lijst(request: Request) -> HttpResponse:
    """The messages of one state, newest first; without a choice those that need somebody."""
    aantallen = dict(Bericht.objects.order_by().values_list("stand").annotate(aantal=Count("pk")))
    stand = request.GET.get("stand", "")
    if stand not in VOLGORDE:
        stand = "mislukt" if aantallen.get("mislukt") else "klaar"
    namen = dict(Bericht.Stand.choices)
    # What is collected in a digest shows as that digest.
    berichten = Bericht.objects.filter(stand=stand).exclude(stand="mislukt", gebundeld_in__isnull=False)
    context = {
        "stand": stand,
        "tabs": [
            {
                "naam": namen[sleutel],
                "url": f"{reverse('berichten:lijst')}?stand={sleutel}",
                "actief": sleutel == stand,
                "aantal": aantallen.get(sleutel, 0),
            }
            for sleutel in VOLGORDE
        ],
        "pagina": Paginator(berichten.select_related("ontvanger"), per_page=50).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "berichten/lijst.html", context)


@require_POST
@beheer
def opnieuw(request: Request, pk: int) -> HttpResponse:
    bericht = get_object_or_404(Bericht, pk=pk)
    try:
        acties.verstuur_opnieuw(bericht=bericht, door=request.user)
    except StapGeweigerd as fout:
        messages.info(request, str(fout))
    else:
        messages.success(request, "Het bericht wordt opnieuw verstuurd.")
    return redirect("berichten:lijst")


@require_POST
@beheer
def alle_opnieuw(request: Request) -> HttpResponse:
    aantal = acties.verstuur_alle_opnieuw(door=request.user)
    messages.success(request, f"Opnieuw klaargezet: {aantal}.")
    return redirect("berichten:lijst")


@require_GET
@beheer
def alle_teksten(request: Request) -> HttpResponse:
    eigen = {rij.soort: rij for rij in Berichttekst.objects.all()}
    rijen = [{"soort": soort, "naam": leesbaar(soort), "eigen": eigen.get(soort)} for soort in _soorten()]
    return render(request, "berichten/teksten.html", {"rijen": rijen})


@require_http_methods(["GET", "POST"])
@beheer
def tekst(request: Request, soort: str) -> HttpResponse:
    """Write the words of a kind; `actie=voorbeeld` only shows how they come out."""
    if soort not in _soorten():
        raise Http404
    huidig = teksten.tekst_van(soort)
    if request.method == "GET":
        form = BerichttekstForm(soort=soort, initial={"onderwerp": huidig.onderwerp, "tekst": huidig.tekst})
        return _toon(request, soort, form, huidig)
    form = BerichttekstForm(request.POST, soort=soort)
    if not form.is_valid():
        return _toon(request, soort, form, huidig, status=422)
    nieuw = teksten.Tekst(form.cleaned_data["onderwerp"], form.cleaned_data["tekst"], eigen=huidig.eigen)
    if request.POST.get("actie") == "voorbeeld":
        return _toon(request, soort, form, nieuw)
    acties.wijzig_tekst(soort=soort, onderwerp=nieuw.onderwerp, tekst=nieuw.tekst, door=request.user)
    messages.success(request, "De tekst is opgeslagen. Nieuwe berichten krijgen deze tekst.")
    return redirect("berichten:tekst", soort)


@require_POST
@beheer
def herstel(request: Request, soort: str) -> HttpResponse:
    if soort not in _soorten():
        raise Http404
    acties.herstel_tekst(soort=soort, door=request.user)
    messages.success(request, "De standaardtekst geldt weer.")
    return redirect("berichten:tekst", soort)


def _toon(
    request: Request, soort: str, form: BerichttekstForm, huidig: teksten.Tekst, *, status: int = 200
) -> HttpResponse:
    namen = teksten.variabelen_van(soort) - frozenset(teksten.VASTE_VARIABELEN)
    waarden = _voorbeeld(namen)
    context: dict[str, Any] = {
        "soort": soort,
        "kop": leesbaar(soort),
        "form": form,
        "eigen": huidig.eigen,
        "variabelen": [
            *teksten.VASTE_VARIABELEN.items(),
            *((naam, "hoort bij dit bericht") for naam in sorted(namen)),
        ],
        "onderwerp": teksten.onderwerp(huidig, waarden),
        "alineas": teksten.alineas(huidig, waarden),
    }
    return render(request, "berichten/tekst.html", context, status=status)


def _voorbeeld(namen: frozenset[str]) -> dict[str, str]:
    vandaag = opmaak.datum(timezone.localdate())
    return {
        **opmaak.termen_van(actief_profiel()),
        **VOORBEELD,
        "vandaag": vandaag,
        "uiterlijk": vandaag,
        **{naam: f"[{naam}]" for naam in namen},
    }


def _soorten() -> list[str]:
    """Every kind with a text of its own, shipped or written, or that was ever mailed. The digest has its own form."""
    gemaild = Bericht.objects.filter(is_herinnering=False).exclude(soort=DAGBERICHT).order_by()
    return sorted(
        {*teksten.soorten(), *Berichttekst.objects.values_list("soort", flat=True)}
        | set(gemaild.values_list("soort", flat=True).distinct())
    )
