"""Dossiers: signals that say the same, together on one page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from signalen import acties, volgende
from signalen.acties.basis import van_dossier
from signalen.acties.bundelen import bij_dossier
from signalen.acties.dossierdeel import leden
from signalen.dossierkijk import als_dossierregel, bekijk_dossier
from signalen.forms import dossier as formulieren
from signalen.forms.filter import zoekvraag
from signalen.forms.stappen import LeegForm
from signalen.gelijkenis import gelijkende
from signalen.models import Dossier, Notitie, Signaal, SignaalQuerySet
from signalen.regels import onderwerp_dossier
from signalen.stroom import DOSSIER
from signalen.views.cijfers import tabs
from signalen.views.hulp import (
    eis_kans,
    haal,
    ingevuld,
    module,
    naar,
    neem_stap,
    probeer,
    signalen_van,
    tab,
    toon_stap,
    weiger,
)
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage
from wijkwerk.regels.service import eis_recht

PER_BLAD = 50
formulier = require_http_methods(["GET", "POST"])


def haal_dossier(request: Request, pk: int) -> Dossier:
    """Return the dossier, or a 404 that does not tell whether it exists."""
    zichtbaar = Dossier.objects.zichtbaar_voor(request.user).met_aantallen(request.user)
    return get_object_or_404(zichtbaar.voor_lijst(), pk=pk)


def eis_dossier(request: Request, dossier: Dossier, stap: str) -> None:
    """Refuse the page of a step to who may not take it, and log it; a step that is over is refused by the form."""
    try:
        eis_recht(DOSSIER[stap], onderwerp_dossier(dossier), request.user, bij_dossier(dossier, request.user))
    except PermissionDenied as geweigerd:
        weiger(request, dossier, f"dossier.{stap}", str(geweigerd))


@require_GET
@module("signalen")
def lijst(request: Request) -> HttpResponse:
    """Open ones first on the desk: `stand=gesloten` shows the rest. `voor` pages by key."""
    gesloten = request.GET.get("stand") == Dossier.Stand.GESLOTEN
    rijen = Dossier.objects.zichtbaar_voor(request.user).met_aantallen(request.user).voor_lijst()
    rijen = rijen.filter(stand=Dossier.Stand.GESLOTEN if gesloten else Dossier.Stand.OPEN)
    voor = request.GET.get("voor", "")
    if voor.isdecimal():
        rijen = rijen.filter(pk__lt=int(voor[:18]))
    blad = list(rijen[: PER_BLAD + 1])
    stand = "stand=gesloten&" if gesloten else ""
    context = {
        "regels": [als_dossierregel(rij) for rij in blad[:PER_BLAD]],
        "volgende_url": f"?{stand}voor={blad[PER_BLAD - 1].pk}" if len(blad) > PER_BLAD else "",
        "eerste_url": f"?{stand}" if voor else "",
        "tabs": tabs("dossiers"),
        "mag_openen": heeft_ergens(request.user, Recht.SIGNAAL_BUNDELEN),
        "standen": [
            tab("Open", request.path, not gesloten),
            tab("Gesloten", f"{request.path}?stand=gesloten", gesloten),
        ],
    }
    return render(request, "signalen/dossiers.html", context)


@require_GET
@module("signalen")
def dossier(request: Request, pk: int) -> HttpResponse:
    rij = haal_dossier(request, pk)
    rijen = list(leden(rij, request.user))
    kijk = bekijk_dossier(rij, rijen)
    if rij.gevoelig == "ja":
        noteer_inzage(door=request.user, ding=rij)
    afspraken = Afspraak.objects.zichtbaar_voor(request.user).filter(bron_soort="dossier", bron_id=pk)
    context = {
        "kijk": kijk,
        "samen": _samen(request, rij, rijen),
        "afspraken": [(afspraak, str(afspraak)) for afspraak in afspraken.voor_lijst()],
        "knoppen": _knoppen(request, rij),
        "notities": Notitie.objects.zichtbaar_voor(request.user).filter(dossier=rij),
    }
    return render(request, "signalen/dossier.html", context)


def kan_uitzetten(lid: Signaal, request: Request) -> bool:
    return acties.mag_uitzetten(lid, request.user, actief_profiel().route(lid.route))


def kan_antwoorden(lid: Signaal, request: Request) -> bool:
    return volgende.mag_antwoorden(lid, request.user)


def kan_vertellen(lid: Signaal, request: Request) -> bool:
    return volgende.mag_afhandelen("terugkoppelen", lid, request.user)


def _samen(request: Request, dossier: Dossier, rijen: list[Signaal]) -> list[tuple[str, str]]:
    """What can be done for all signals at once, in the order of their states: (words, address)."""
    wacht = dossier.is_open and not van_dossier(dossier.pk).open().exists()
    kansen = [
        ("Vraag één partij voor alles", "eigenaar", "geregistreerd", wacht, kan_uitzetten),
        ("Geef één antwoord op alles", "antwoord", "uitgezet", wacht, kan_antwoorden),
        ("Vertel het antwoord", "terugkoppeling", "beantwoord", True, kan_vertellen),
    ]
    return [
        (woorden, reverse(f"signalen:dossier-{naam}", args=[dossier.pk]))
        for woorden, naam, stand, nu, kan in kansen
        if nu and any(lid.stand == stand and kan(lid, request) for lid in rijen)
    ]


def _knoppen(request: Request, dossier: Dossier) -> list[tuple[str, str]]:
    kansen = [
        ("Voeg signalen toe", "toevoeging", "wijzigen"),
        ("Verander naam, soort of analyse", "wijziging", "wijzigen"),
        ("Sluit dit dossier", "sluiting", "sluiten"),
    ]
    knoppen = [
        (woorden, reverse(f"signalen:dossier-{naam}", args=[dossier.pk]))
        for woorden, naam, stap in kansen
        if acties.mag_dossier(stap, dossier, request.user)
    ]
    if acties.mag_notitie(dossier, request.user):
        knoppen.append(("Maak een beleidsnotitie", reverse("signalen:notitie-nieuw", args=[dossier.pk])))
    return knoppen


@formulier
@module("signalen")
def bundeling(request: Request, pk: int) -> HttpResponse:
    """Put a signal, and others that look like it, in a dossier: one that is there or a new one."""
    signaal = haal(request, pk)
    eis_kans(request, signaal, "bundelen", acties.mag_bundelen(signaal, request.user))
    if signaal.dossier_id is not None:
        messages.info(request, "Dit signaal hoort al bij een dossier.")
        return naar(signaal)
    form = formulieren.BundelForm(
        ingevuld(request), dossiers=_passende(request, signaal), lijkt_op=_anderen(request, signaal)
    )
    if request.method == "POST" and form.is_valid():
        gemaakt: list[Dossier] = []

        def doe() -> None:
            er_is_al = form.gekozen()
            alle = [signaal, *form.anderen()]
            if er_is_al is not None:
                gemaakt.append(acties.bundel(dossier=er_is_al, signalen=alle, door=request.user))
            else:
                titel = form.cleaned_data["titel"]
                gemaakt.append(acties.open_dossier(titel=titel, signalen=alle, door=request.user))

        if probeer(request, signaal, "signaal.bundelen", form, doe):
            messages.success(request, "Gebundeld. Ieder signaal houdt zijn eigen terugkoppeling.")
            return redirect(gemaakt[0])
    uitleg = "Signalen in een dossier krijgen samen een eigenaar en een antwoord. U kunt een signaal er weer uithalen."
    return toon_stap(request, signaal, form, "Bundelen", knop="Bundel", uitleg=uitleg)


def _passende(request: Request, signaal: Signaal) -> list[Dossier]:
    """Open dossiers here that are as shielded as this signal, the newest first."""
    rijen = Dossier.objects.zichtbaar_voor(request.user).open().filter(gevoelig=signaal.gevoelig)
    return list(rijen.filter(plek_gebieden__overlap=signaal.plek_gebieden).voor_lijst()[:20])


def _anderen(request: Request, signaal: Signaal) -> list[Signaal]:
    """What looks like it, as far as it may be bundled with it."""
    rijen = gelijkende(
        request.user,
        gebied=signaal.gebied,
        soort=signaal.soort,
        themas=signaal.themas,
        tekst=signaal.tekst if signaal.gevoelig == "nee" else "",
    )
    rijen = rijen.open().filter(dossier=None, gevoelig=signaal.gevoelig).exclude(pk=signaal.pk)
    return [rij for rij in rijen[:PER_BLAD] if acties.mag_bundelen(rij, request.user)]


def _te_bundelen(request: Request, gevoelig: str) -> SignaalQuerySet:
    """Open signals in no dossier and as shielded as this; whether one may, `mag_bundelen` says."""
    return signalen_van(request).open().filter(dossier=None, gevoelig=gevoelig)


@formulier
@module("signalen")
def ontbundeling(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "ontbundelen", acties.mag_bundelen(signaal, request.user))
    form = LeegForm(ingevuld(request))
    uitleg = "Het signaal houdt zijn eigenaar en zijn antwoord. Wat daarna met het dossier gebeurt, geldt niet meer voor dit signaal."
    return neem_stap(
        request,
        signaal,
        "ontbundelen",
        form,
        lambda: acties.haal_uit_dossier(signaal=signaal, door=request.user),
        titel="Uit het dossier halen",
        knop="Haal eruit",
        gelukt="Dit signaal gaat weer zijn eigen weg.",
        uitleg=uitleg,
    )


@formulier
@module("signalen")
def toevoeging(request: Request, pk: int) -> HttpResponse:
    rij = haal_dossier(request, pk)
    eis_dossier(request, rij, "wijzigen")
    zoekform = formulieren.ZoekSignalenForm(request.GET)
    zoek = zoekform.cleaned_data["zoek"] if zoekform.is_valid() else ""
    form = formulieren.ToevoegForm(ingevuld(request), kandidaten=_kandidaten(request, rij, zoek))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.bundel(dossier=rij, signalen=form.gekozen(), door=request.user)

        if probeer(request, rij, "signaal.bundelen", form, doe):
            messages.success(request, "Toegevoegd.")
            return redirect(rij)
    context = {"zoekform": zoekform, "leeg": not form.kandidaten, "zoek": zoek}
    return toon_dossierstap(
        request, rij, form, "Signalen toevoegen", "Voeg toe", "signalen/toevoeging.html", **context
    )


def _kandidaten(request: Request, dossier: Dossier, zoek: str) -> list[Signaal]:
    """What may come in: found by the words, or the newest in the area of the dossier; and what was ticked already."""
    rijen = _te_bundelen(request, dossier.gevoelig)
    getikt = [int(pk[:18]) for pk in request.POST.getlist("signalen") if pk.isdecimal()]
    if request.method == "POST":
        rijen = rijen.filter(pk__in=getikt)
    elif zoek:
        rijen = rijen.filter(zoekvraag(zoek))
    else:
        rijen = rijen.in_gebied(dossier.gebied)
    kandidaten = rijen.voor_lijst()[:PER_BLAD]
    return [kandidaat for kandidaat in kandidaten if acties.mag_bundelen(kandidaat, request.user)]


@formulier
@module("signalen")
def wijziging(request: Request, pk: int) -> HttpResponse:
    rij = haal_dossier(request, pk)
    eis_dossier(request, rij, "wijzigen")
    form = formulieren.DossierForm(ingevuld(request), dossier=rij)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.wijzig_dossier(dossier=rij, door=request.user, **form.cleaned_data)

        if probeer(request, rij, "dossier.wijzigen", form, doe):
            messages.success(request, "Opgeslagen.")
            return redirect(rij)
    return toon_dossierstap(request, rij, form, "Dossier wijzigen", "Opslaan")


@formulier
@module("signalen")
def sluiting(request: Request, pk: int) -> HttpResponse:
    rij = haal_dossier(request, pk)
    eis_dossier(request, rij, "sluiten")
    form = formulieren.SluitDossierForm(ingevuld(request), dossier=rij)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.sluit_dossier(dossier=rij, door=request.user, **form.cleaned_data)

        if probeer(request, rij, "dossier.sluiten", form, doe):
            messages.success(request, "Het dossier is gesloten.")
            return redirect(rij)
    uitleg = "Een dossier sluit als alle signalen erin gesloten zijn."
    return toon_dossierstap(request, rij, form, "Dossier sluiten", "Sluit", uitleg=uitleg)


def toon_dossierstap(
    request: Request,
    dossier: Dossier,
    form: object,
    titel: str,
    knop: str,
    template: str = "signalen/dossierstap.html",
    **context: object,
) -> HttpResponse:
    """The page of one step of a dossier: the form, and what is in it when it was refused (422)."""
    alles = {
        "regel": als_dossierregel(dossier),
        "form": form,
        "titel": titel,
        "knop": knop,
        "uitleg": "",
        "keuzes": [],
    }
    return render(request, template, alles | context, status=422 if getattr(form, "is_bound", False) else 200)
