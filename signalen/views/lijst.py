"""The list of signals: filters and search stand in the address, pages go by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from signalen import lijstbestand
from signalen.acties.lijsten import noteer_bestand
from signalen.forms.filter import ALLE, TE_LAAT, FilterForm
from signalen.gebieden import kiesbare_gebieden
from signalen.kijk import als_regel
from signalen.models import BewaardeLijst, Dossier, Signaal, SignaalQuerySet, te_laat_q
from signalen.service import telling
from signalen.tellen import tel
from signalen.views.cijfers import tabs
from signalen.views.hulp import module, tab
from wijkwerk import rekenblad
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.htmx import Request, render_page_or_partial

PER_BLAD = 25
# Dossiers to choose from: the newest.
KEUZES = 50


@require_GET
@module("signalen")
def lijst(request: Request) -> HttpResponse:
    """Newest first. `voor` and `na` are the id from which a page goes on: a later page costs as much as the first."""
    bewaard = list(BewaardeLijst.objects.van(request.user))
    standaard = next((rij for rij in bewaard if rij.is_standaard), None)
    if standaard is not None and not request.GET:
        return redirect(standaard)
    form = filterform(request)
    signalen = Signaal.objects.zichtbaar_voor(request.user)
    blad = _blad(request, form.filter(signalen).voor_lijst())
    eerste = not (request.GET.get("voor") or request.GET.get("na"))
    context = {
        "form": form,
        "tabs": tabs("lijst"),
        "standen": _standen(form, form.zonder_stand(signalen)),
        "bewaard": bewaard,
        "bewaar_url": f"{reverse('signalen:lijst-bewaren')}?{form.vraag()}",
        "bestanden": [
            (f"{reverse('signalen:lijst-bestand', args=[vorm])}?{form.vraag()}", vorm.upper())
            for vorm in rekenblad.VORMEN
        ],
        "regels": [als_regel(signaal) for signaal in blad.rijen],
        "geteld": telling(request.user) if eerste else [],
        "vorige_url": f"?{form.vraag(na=blad.na)}" if blad.na else "",
        "volgende_url": f"?{form.vraag(voor=blad.voor)}" if blad.voor else "",
        "mag_registreren": any(
            heeft_ergens(request.user, recht) for recht in (Recht.SIGNAAL_REGISTREREN, Recht.SIGNAAL_MELDEN)
        ),
    }
    return render_page_or_partial(request, "signalen/lijst.html", context, partial="resultaten")


def filterform(request: Request) -> FilterForm:
    dossiers = Dossier.objects.zichtbaar_voor(request.user).open().order_by("-pk")[:KEUZES]
    return FilterForm(
        request.GET,
        gebieden=kiesbare_gebieden(request.user),
        dossiers=[(dossier.pk, str(dossier)) for dossier in dossiers],
        gebruiker=request.user,
    )


@dataclass(frozen=True)
class Blad:
    """One page, with the ids from which the next and the previous one go on ("" when there is none)."""

    rijen: list[Signaal]
    voor: str = ""
    na: str = ""


def _blad(request: Request, signalen: SignaalQuerySet) -> Blad:
    voor, na = request.GET.get("voor", ""), request.GET.get("na", "")
    if na.isdecimal():
        rijen = list(signalen.filter(pk__gt=int(na[:18])).order_by("pk")[: PER_BLAD + 1])
        meer = len(rijen) > PER_BLAD
        rijen = rijen[:PER_BLAD][::-1]
        return Blad(rijen, str(rijen[-1].pk) if rijen else "", str(rijen[0].pk) if meer else "")
    if voor.isdecimal():
        signalen = signalen.filter(pk__lt=int(voor[:18]))
    rijen = list(signalen[: PER_BLAD + 1])
    meer = len(rijen) > PER_BLAD
    rijen = rijen[:PER_BLAD]
    terug = str(rijen[0].pk) if rijen and voor.isdecimal() else ""
    return Blad(rijen, str(rijen[-1].pk) if meer else "", terug)


def _standen(form: FilterForm, signalen: SignaalQuerySet) -> list[dict[str, Any]]:
    """The states most asked for, each with how many there are under the other filters (one query).

    Not of all there ever were: that number says nothing, and is the one that grows.
    """
    delen = {
        "te_laat": te_laat_q(),
        "is_nieuw": Q(stand=Signaal.Stand.GEREGISTREERD),
        "van_mij": houder_q(form.gebruiker),
    }
    nieuw = Signaal.Stand.GEREGISTREERD.value
    keuzes = [
        ("Open", "", ""),
        ("Te laat", TE_LAAT, ""),
        ("Nieuw", nieuw, ""),
        ("Van mij", "", "mij"),
        ("Alle", ALLE, ""),
    ]
    aantallen = [*tel(signalen.open(), delen), None]
    gekozen = (form.cleaned_data.get("stand", ""), form.cleaned_data.get("van", ""))
    return [
        tab(naam, f"?{form.vraag(stand=stand, van=van) or 'stand='}", gekozen == (stand, van))
        | {"aantal": aantal}
        for (naam, stand, van), aantal in zip(keuzes, aantallen, strict=True)
    ]


@never_cache
@require_GET
@module("signalen")
def bestand(request: Request, vorm: str) -> HttpResponseBase:
    """The list under these filters as a file. A csv leaves while it is made, whatever its length; a workbook has an end."""
    if vorm not in rekenblad.VORMEN:
        raise Http404
    form = filterform(request)
    aantal = lijstbestand.met_rij(form).count()
    if vorm == "xlsx" and aantal > lijstbestand.HOOGSTENS_XLSX:
        messages.warning(
            request,
            f"Dit zijn meer dan {lijstbestand.HOOGSTENS_XLSX} signalen. Maak uw keuze smaller, of kies CSV.",
        )
        return redirect(f"{reverse('signalen:lijst')}?{form.vraag() or 'stand='}")
    filters = [naam for naam, waarde in form.cleaned_data.items() if waarde]
    noteer_bestand(vorm=vorm, aantal=aantal, filters=filters, door=request.user)
    rijen, soort = lijstbestand.rijen(form), rekenblad.VORMEN[vorm]
    naam = f"signalen-{timezone.localdate():%Y-%m-%d}.{vorm}"
    if vorm == "xlsx":
        boek = rekenblad.als_xlsx(rijen, "Signalen")
        return FileResponse(boek, as_attachment=True, filename=naam, content_type=soort)
    kop = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return StreamingHttpResponse(rekenblad.als_csv(rijen), content_type=soort, headers=kop)
