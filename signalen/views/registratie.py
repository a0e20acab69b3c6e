"""Entering a signal, and what to do when there is danger now."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from signalen import acties
from signalen.forms.kort import KortForm
from signalen.forms.registratie import RegistratieForm, gebieden_voor
from signalen.gelijkenis import lijkt_op
from signalen.kijkwaarden import Gelijk
from signalen.models import Signaal, Spreekuur
from signalen.routes import gevoelig_bij_registratie, verwachte_route
from signalen.views.hulp import ingevuld, meld_adviezen, module, naar, probeer
from wijkwerk.gebruikers.rechten import Recht, eis, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial
from wijkwerk.profiel.rijen.signalen import Signaalsoort
from wijkwerk.wijken.models import Gebied


def eis_mag_melden(request: Request) -> None:
    """Somebody who may bring in signals somewhere; where exactly the action checks."""
    if not any(
        heeft_ergens(request.user, recht) for recht in (Recht.SIGNAAL_REGISTREREN, Recht.SIGNAAL_MELDEN)
    ):
        eis(request.user, Recht.SIGNAAL_REGISTREREN, Plek())


@require_http_methods(["GET", "POST"])
@module("signalen")
def nieuw(request: Request) -> HttpResponse:
    """A signal that came in by telephone, mail, or on the street."""
    eis_mag_melden(request)
    form = RegistratieForm(ingevuld(request), gebruiker=request.user)
    if request.method == "POST":
        if form.is_acuut:
            return verwijs(request, form, None)
        signaal = registreer(request, form)
        if signaal is not None:
            messages.success(request, f"Opgeschreven als {signaal.nummer}. {verwachting_in_woorden(signaal)}")
            return naar(signaal)
    context = {
        "form": form,
        "postadres": settings.POSTVAK["adres"],
        **(verwacht(request, request.POST) if form.is_bound else {}),
    }
    return render(request, "signalen/nieuw.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@module("signalen")
def kort(request: Request) -> HttpResponse:
    """On the street: the short form, with the place of the last one, and solved at once where that may (OIJ-17)."""
    eis_mag_melden(request)
    vorig = Signaal.objects.filter(geregistreerd_door=request.user).select_related("gebied").first()
    form = KortForm(ingevuld(request), gebruiker=request.user, vorig=vorig)
    if request.method == "POST" and (signaal := registreer(request, form)) is not None:
        woorden = "Opgelost en gesloten." if signaal.is_gesloten else verwachting_in_woorden(signaal)
        messages.success(request, f"Opgeschreven als {signaal.nummer}. {woorden}")
        return naar(signaal)
    return render(request, "signalen/kort.html", {"form": form}, status=422 if form.is_bound else 200)


def registreer(request: Request, form: RegistratieForm) -> Signaal | None:
    """Take the step; None when it was refused, and then the form says why."""
    if not form.is_valid():
        return None
    gemaakt: list[Signaal] = []

    def doe() -> None:
        gemaakt.append(form.registreer(request.user))

    ding = form.cleaned_data["gebied"]
    if not probeer(request, ding, "signaal.registreren", form, doe):
        return None
    signaal = gemaakt[0]
    meld_adviezen(request, signaal.adviezen)
    return signaal


def verwachting_in_woorden(signaal: Signaal) -> str:
    route = actief_profiel().route(signaal.route).naam
    schild = {"ja": " Afgeschermd.", "beperkt": " Beperkt zichtbaar."}.get(signaal.gevoelig, "")
    return f"Route: {route}.{schild}"


def verwijs(request: Request, form: RegistratieForm, spreekuur: Spreekuur | None) -> HttpResponse:
    """There is danger now: keep nothing of the form, count that somebody was sent on, and show whom to call."""
    soort = str(form.data.get("soort", ""))
    pk = str(form.data.get("gebied", ""))
    gebied = gebieden_voor(request.user).filter(pk=int(pk[:18])).first() if pk.isdecimal() else None
    gebied = gebied or (spreekuur.gebied if spreekuur else None)
    bekend = {rij.sleutel for rij in actief_profiel().signaalsoorten}
    if gebied is not None and soort in bekend:
        acties.verwijs_acuut(soort=soort, gebied=gebied, spreekuur=spreekuur, door=request.user)
    achter = f"?spreekuur={spreekuur.pk}" if spreekuur else ""
    naar_nood = f"{reverse('signalen:nood')}{achter}"
    return HttpResponseClientRedirect(naar_nood) if request.htmx else redirect(naar_nood)


@require_GET
@module("signalen")
def nood(request: Request) -> HttpResponse:
    """What to do when there is danger now."""
    eis_mag_melden(request)
    pk = request.GET.get("spreekuur", "")
    terug = (
        reverse("signalen:spreekuur", args=[int(pk[:18])]) if pk.isdecimal() else reverse("signalen:lijst")
    )
    return render(request, "signalen/nood.html", {"terug_url": terug})


@require_http_methods(["GET", "POST"])
@module("signalen")
def verwachting(request: Request) -> HttpResponse:
    """What becomes of an entry of this kind here: its route, its shield, and earlier ones that look like it.

    Asked with POST, so that what was said stands in no address and in no log; nothing of it is kept.
    """
    eis_mag_melden(request)
    context = verwacht(request, request.POST or request.GET)
    return render_page_or_partial(request, "signalen/verwachting.html", context, partial="verwachting")


def verwacht(request: Request, gegevens: QueryDict) -> dict[str, Any]:
    """Return what `signalen/verwachting.html` shows about a form that is being filled."""
    profiel = actief_profiel()
    soort = next((rij for rij in profiel.signaalsoorten if rij.sleutel == gegevens.get("soort")), None)
    pk = gegevens.get("gebied", "")
    gebied = gebieden_voor(request.user).filter(pk=int(pk[:18])).first() if pk.isdecimal() else None
    return {
        "route": verwachte_route(profiel, soort.sleutel) if soort else None,
        "gevoelig": gevoelig_bij_registratie(profiel, soort.sleutel) if soort else "nee",
        "lijkt_op": _lijkt_op(request, soort, gebied, gegevens) if soort and gebied else [],
        "gekozen": gegevens.get("herhaling_van", ""),
    }


def _lijkt_op(request: Request, soort: Signaalsoort, gebied: Gebied, gegevens: QueryDict) -> list[Gelijk]:
    """Nothing for a kind that is shielded: its words are not searched with."""
    profiel = actief_profiel()
    bekend = {rij.sleutel for rij in profiel.themas}
    gekozen = [thema for thema in gegevens.getlist("themas") if thema in bekend]
    themas = [*gekozen, *([soort.thema] if soort.thema else [])]
    if gevoelig_bij_registratie(profiel, soort.sleutel) == "ja":
        return []
    return lijkt_op(
        request.user, gebied=gebied, soort=soort.sleutel, themas=themas, tekst=gegevens.get("tekst", "")
    )
