"""One subject: what was asked, what was advised, and what the municipality says."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from adviezen import acties
from adviezen.acties.gemeen import mag_over
from adviezen.acties.publiceren import ontvangen
from adviezen.acties.standpunt import elders_over_hetzelfde
from adviezen.bronnen import verwijs
from adviezen.gewicht import gewicht_van
from adviezen.models import Advies, Adviesonderwerp, Informatie, Standpunt
from adviezen.regels import onderwerp_standpunt
from adviezen.stroom import STANDPUNT
from adviezen.termijnen import uiterlijk_standpunt
from adviezen.views.gemeen import eis_kans, haal_onderwerp, ingestuurd, met_form, module, zet_stap
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.publicatie.service import zichtbare_van
from wijkwerk.regels.service import mag_stap
from wijkwerk.zaak import ZaakForm


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    over = haal_onderwerp(request, pk)
    adviezen = list(Advies.objects.zichtbaar_voor(request.user).filter(onderwerp=over).voor_lijst())
    standpunt: Standpunt | None = over.standpunt if over.heeft_standpunt else None
    mag = {stap: mag_over(stap, over, request.user) for stap in ("behandelen", "zaak")}
    weegt = mag["behandelen"] and bool(acties.organen_voor(over, request.user))
    deelt_mee = mag_stap(STANDPUNT["meedelen"], onderwerp_standpunt(over), request.user)
    # Who neither weighs it nor advised sees a standpunt once it was told.
    verteld = standpunt is not None and standpunt.gecommuniceerd_op is not None
    leest = verteld or mag["zaak"]
    context: dict[str, Any] = {
        "over": over,
        "feiten": _feiten(over),
        "bron": verwijs(over.bron_soort, over.bron_id, request.user),
        "adviezen": [(advies, str(gewicht_van(advies))) for advies in adviezen],
        "standpunt": standpunt if leest else None,
        "gewogen": [(advies.van, str(gewicht_van(advies))) for advies in ontvangen(standpunt)]
        if standpunt
        else [],
        "mag_behandelen": mag["behandelen"] and standpunt is None and over.behandelaar_id != request.user.pk,
        "mag_zaak": mag["zaak"],
        "elders": elders_over_hetzelfde(over) if mag["zaak"] and standpunt is None else [],
        "informatie": Informatie.objects.zichtbaar_voor(request.user)
        .filter(onderwerp=over)
        .defer("stuk")
        .order_by("gegeven_op"),
        "mag_wegen": weegt and standpunt is None and any(advies.ingediend_op for advies in adviezen),
        "mag_geven": standpunt is None and heeft_ergens(request.user, Recht.ADVIES_GEVEN),
        "mag_meedelen": deelt_mee and standpunt is not None and standpunt.stand == Standpunt.Stand.INGENOMEN,
        "mag_afronden": deelt_mee and standpunt is not None and standpunt.stand == Standpunt.Stand.MEEGEDEELD,
        "mag_publiceren": verteld
        and standpunt is not None
        and acties.mag_publiceren(standpunt, request.user),
        "publicaties": zichtbare_van(standpunt, request.user) if standpunt else [],
        "uiterlijk": _uiterlijk(over, adviezen) if standpunt is None or not leest else None,
    }
    return render(request, "adviezen/onderwerp.html", context)


def _uiterlijk(over: Adviesonderwerp, adviezen: list[Advies]) -> Any:
    binnen = [timezone.localdate(advies.ingediend_op) for advies in adviezen if advies.ingediend_op]
    return uiterlijk_standpunt(min(binnen), over.besluitdatum) if binnen else None


def _feiten(over: Adviesonderwerp) -> list[tuple[str, object]]:
    profiel = actief_profiel()
    themas = {rij.sleutel: rij.naam for rij in profiel.themas}
    feiten: list[tuple[str, object]] = [
        (profiel.niveau(over.gebied.niveau).naam.capitalize(), str(over.gebied)),
        ("Thema", themas.get(over.thema, "")),
        ("Hoort bij", over.project),
        ("Datum van het besluit", over.besluitdatum),
        ("Formele inspraak", "Ja: het bestuur bepaalt het standpunt" if over.formele_inspraak else ""),
        ("Behandelt dit", over.behandelaar.naam if over.behandelaar else "Nog niemand"),
    ]
    return [(naam, waarde) for naam, waarde in feiten if waarde]


@require_POST
@module
def behandeling(request: Request, pk: int) -> HttpResponse:
    over = haal_onderwerp(request, pk)
    eis_kans(request, mag_over("behandelen", over, request.user), "advies.behandelen", over)
    return zet_stap(
        request,
        lambda: acties.neem_op_zich(over=over, door=request.user),
        "U behandelt dit onderwerp.",
        over.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@module
def zaak(request: Request, pk: int) -> HttpResponse:
    """Point at the zaak in the municipality's zaaksysteem."""
    over = haal_onderwerp(request, pk)
    eis_kans(request, mag_over("zaak", over, request.user), "advies.zaak", over)
    form = ZaakForm(ingestuurd(request), initial={"zaak_adres": over.zaak_adres})

    def doe() -> None:
        acties.zet_zaak(over=over, adres=form.cleaned_data["zaak_adres"], door=request.user)

    context = {"titel": "Zaak koppelen", "knop": "Opslaan", "over": over}
    terug = reverse("adviezen:onderwerp", args=[over.pk])
    return met_form(request, form, doe, "Opgeslagen.", terug, context)
