"""Initiatives: the list, handing in, and the page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from signalen.acties import initiatief as acties
from signalen.acties.initiatief.weging import wegers
from signalen.acties.klussen import mag_vragen
from signalen.forms import initiatief as formulieren
from signalen.initiatiefkijk import als_dingregel, bekijk_initiatief, klussen
from signalen.models import Initiatief, Signaal
from signalen.stroom import INITIATIEF
from signalen.views.dingstap import adres, blad, knoppen
from signalen.views.hulp import haal as haal_signaal
from signalen.views.hulp import ingevuld, module, probeer, weiger
from signalen.zicht import toont, toont_tekst
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.rechten import Recht, eis, heeft_ergens, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage
from wijkwerk.wijken.models import Gebied

formulier = require_http_methods(["GET", "POST"])


def haal(request: Request, pk: int) -> Initiatief:
    """Return it, or a 404 that does not tell whether it exists."""
    rijen = Initiatief.objects.zichtbaar_voor(request.user).voor_lijst()
    return get_object_or_404(rijen.select_related("indiener", "signaal"), pk=pk)


@require_GET
@module("initiatieven")
def lijst(request: Request) -> HttpResponse:
    rijen, context = blad(request, Initiatief.objects.zichtbaar_voor(request.user), "afgerond", "Afgerond")
    context |= {
        "regels": [als_dingregel(rij) for rij in rijen],
        "mag_indienen": heeft_ergens(request.user, Recht.INITIATIEF_INDIENEN),
    }
    return render(request, "initiatieven/lijst.html", context)


@formulier
@module("initiatieven")
def nieuw(request: Request) -> HttpResponse:
    """Hand an idea in."""
    if not heeft_ergens(request.user, Recht.INITIATIEF_INDIENEN):
        eis(request.user, Recht.INITIATIEF_INDIENEN, Plek())
    form = formulieren.IndienForm(ingevuld(request), gebruiker=request.user)
    return _dien_in(request, form, reverse("initiatieven:lijst"), None)


@formulier
@module("initiatieven")
def van_signaal(request: Request, pk: int) -> HttpResponse:
    """Hand in what was said at a spreekuur or elsewhere: it lies where its signal lies."""
    signaal = haal_signaal(request, pk)
    rechten = (Recht.INITIATIEF_INDIENEN, Recht.SIGNAAL_UITZETTEN)
    if not toont_tekst(signaal) or not any(mag(request.user, recht, signaal.plek()) for recht in rechten):
        weiger(request, signaal, "initiatief.indienen", "U mag van dit signaal geen initiatief maken.")
    initial = {"omschrijving": signaal.tekst, "waar": signaal.waar if toont(signaal, "straat") else ""}
    form = formulieren.SignaalIdeeForm(ingevuld(request), initial=initial)
    return _dien_in(request, form, signaal.get_absolute_url(), signaal)


def gebieden_van(signaal: Signaal) -> list[Gebied]:
    """The areas of a signal, the main one first."""
    return [signaal.gebied, *signaal.gebieden.exclude(pk=signaal.gebied_id)]


def _dien_in(
    request: Request,
    form: formulieren.IndienForm | formulieren.SignaalIdeeForm,
    terug: str,
    signaal: Signaal | None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        gebieden = gebieden_van(signaal) if signaal else form.plekken()
        gemaakt: list[Initiatief] = []

        def doe() -> None:
            gemaakt.append(
                eenmaal(Initiatief, client_id=form.client_id, door=request.user, maak=lambda: acties.dien_in(
                    gebieden=gebieden, door=request.user, signaal=signaal, **form.idee()
                ))
            )  # fmt: skip

        if probeer(request, signaal or gebieden[0], "initiatief.indienen", form, doe):
            messages.success(request, "Ingediend. Op deze pagina ziet u wat ermee gebeurt.")
            return redirect(gemaakt[0])
    context = {"form": form, "terug_url": terug, "signaal": signaal}
    return render(request, "initiatieven/nieuw.html", context, status=422 if form.is_bound else 200)


def van_binnen(request: Request, initiatief: Initiatief) -> bool:
    """Whoever works on it, beside who only handed it in."""
    eigenaar = initiatief.houder
    rechten = (
        Recht.INITIATIEF_TREKKEN,
        Recht.INITIATIEF_WEGEN,
        Recht.SIGNAAL_ZIEN,
        Recht.AFSPRAAK_BEWAKEN,
    )
    return bool(eigenaar and eigenaar.is_van(request.user)) or any(
        mag(request.user, recht, initiatief.plek()) for recht in rechten
    )


@require_GET
@module("initiatieven")
def detail(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    te_zien = (
        rij.signaal_id is not None
        and Signaal.objects.bestaat_voor(request.user).filter(pk=rij.signaal_id).exists()
    )
    binnen = van_binnen(request, rij)
    if rij.gevoelig == "ja":
        noteer_inzage(door=request.user, ding=rij)
    context = {
        "kijk": bekijk_initiatief(rij, van_binnen=binnen, signaal_te_zien=te_zien),
        "volgende": _knoppen(request, rij, VOLGENDE),
        "weeghulp": _weeghulp(request, rij),
        "anders": _knoppen(request, rij, ANDERS),
        "klussen": klussen(rij, request.user),
        "klus_url": adres(rij, "klus") if binnen and mag_vragen(rij, request.user) else "",
        "locatie_url": "",
        "van_binnen": binnen,
    }
    return render(request, "initiatieven/detail.html", context)


# (words on the button, name of its address, step)
VOLGENDE = (
    ("Neem in behandeling", "behandeling", "in-behandeling-nemen"),
    ("Bewoners voeren het uit", "uitvoering", "uitvoeren"),
    ("Leg ter weging", "voorlegging", "ter-weging-leggen"),
    ("Weeg het", "weging", "wegen"),
    ("Maak er een project van", "wording", "tot-project-maken"),
    ("Rond af", "afronding", "afronden"),
)
ANDERS = (
    ("Schrijf contact op", "contact", "contact"),
    ("Verbeter de gegevens", "wijziging", "wijzigen"),
    ("Geef het een andere eigenaar", "overdracht", "overdragen"),
)


def _weeghulp(request: Request, initiatief: Initiatief) -> str:
    """Whom the owner asks when it needs elaboration, where the owner cannot lay it before who weighs."""
    profiel = actief_profiel()
    eigenaar = initiatief.houder
    eigen = eigenaar is not None and eigenaar.is_van(request.user)
    stap = INITIATIEF["ter-weging-leggen"]
    if not eigen or not wegers(profiel) or initiatief.stand not in stap.van:
        return ""
    if acties.mag_initiatief(stap.naam, initiatief, request.user):
        return ""
    wie = " of ".join(rol.naam for rol in profiel.rollen if Recht.AFSPRAAK_BEWAKEN in rol.mag)
    return f"Moet de gemeente het uitwerken? Vraag dan {wie} om het ter weging te leggen." if wie else ""


def _knoppen(
    request: Request, initiatief: Initiatief, stappen: tuple[tuple[str, str, str], ...]
) -> list[tuple[str, str]]:
    """The steps that this person may take now: (words, address)."""
    niet: set[str] = set()
    profiel = actief_profiel()
    weegt = bool(wegers(profiel))
    if not weegt:
        niet.add("ter-weging-leggen")
    # Where initiatives are weighed a project comes after that.
    gewogen = initiatief.gewogen == Initiatief.Gewogen.JA if weegt else not initiatief.gewogen
    if not profiel.heeft("projecten") or not gewogen:
        niet.add("tot-project-maken")
    project = getattr(initiatief, "project", None)
    if project is not None and project.is_open:
        niet.add("afronden")
    return knoppen(request, initiatief, tuple(rij for rij in stappen if rij[2] not in niet))
