"""The standpunt: weighing, telling, being done, publishing."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from adviezen import acties
from adviezen.forms import MededelingForm, StandpuntForm
from adviezen.gewicht import gewicht_van
from adviezen.models import Adviesonderwerp, Standpunt
from adviezen.regels import onderwerp_standpunt
from adviezen.stroom import STANDPUNT
from adviezen.views.gemeen import eis_kans, haal_onderwerp, ingestuurd, met_form, module, zet_stap
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.gebruikers.wie import personen
from wijkwerk.htmx import Request
from wijkwerk.profiel import Selector
from wijkwerk.publicatie.plaatsscherm import toon_plaatsing
from wijkwerk.publicatie.service import Publicatie
from wijkwerk.regels.service import mag_stap
from wijkwerk.wijken.models import Partij


@require_http_methods(["GET", "POST"])
@module
def standpunt(request: Request, pk: int) -> HttpResponse:
    """Weigh every advice that came in, each with its weight beside it (HEL-24, HEL-28)."""
    over = haal_onderwerp(request, pk)
    organen = acties.organen_voor(over, request.user)
    mag = mag_stap(STANDPUNT["innemen"], onderwerp_standpunt(over), request.user)
    eis_kans(request, mag and bool(organen), "standpunt.innemen", over)
    binnen = list(over.adviezen.ontvangen().select_related("partij", "onderwerp"))
    form = StandpuntForm(
        ingestuurd(request),
        adviezen=[(str(advies.pk), _regel(advies.van, str(gewicht_van(advies)))) for advies in binnen],
        organen=organen,
        functies=acties.functies(over),
        initial={
            "besloten_op": timezone.localdate(),
            "orgaan": organen[0].sleutel if len(organen) == 1 else "",
        },
    )

    def doe() -> None:
        schoon = form.cleaned_data
        acties.neem_in(
            over=over,
            adviezen=[int(advies) for advies in schoon["adviezen"]],
            weging=form.weging(),
            orgaan=schoon["orgaan"],
            besloten_op=schoon["besloten_op"],
            kenmerk=schoon["kenmerk"],
            door=request.user,
        )

    context = {
        "titel": "Standpunt innemen",
        "uitleg": "Een advies is geen besluit: de gemeente weegt het, en legt uit wat zij ermee doet.",
        "knop": "Neem dit standpunt in",
        "over": over,
    }
    gelukt = "Het standpunt is ingenomen. Deel het nu mee aan wie adviseerde."
    return met_form(request, form, doe, gelukt, over.get_absolute_url(), context)


def _regel(van: str, gewicht: str) -> str:
    return f"{van[:1].upper()}{van[1:]}{f' – {gewicht}' if gewicht else ''}"


def _haal_standpunt(request: Request, pk: int) -> Standpunt:
    over = haal_onderwerp(request, pk)
    if not over.heeft_standpunt:
        raise Http404("Er is nog geen standpunt.")
    rij: Standpunt = over.standpunt
    rij.onderwerp = over
    return rij


def _eis(request: Request, stap: str, rij: Standpunt) -> None:
    kan = mag_stap(STANDPUNT[stap], onderwerp_standpunt(rij.onderwerp), request.user)
    eis_kans(request, kan, f"standpunt.{stap}", rij)


@require_http_methods(["GET", "POST"])
@module
def mededeling(request: Request, pk: int) -> HttpResponse:
    """Tell who advised, and the bodies of residents there (HEL-29)."""
    rij = _haal_standpunt(request, pk)
    over = rij.onderwerp
    _eis(request, "meedelen", rij)
    partijen = acties.te_vertellen(over)
    zonder = [partij.naam for partij in partijen if not _bereikbaar(partij, over)]
    form = MededelingForm(ingestuurd(request))

    def doe() -> None:
        acties.deel_mee(standpunt=rij, door=request.user, **form.cleaned_data)

    namen = ", ".join(partij.naam for partij in partijen) or "wie adviseerde"
    gemist = f" Geen bericht krijgt: {', '.join(zonder)}." if zonder else ""
    context = {
        "titel": "Standpunt meedelen",
        "uitleg": f"Bericht gaat naar: {namen}.{gemist}",
        "knop": "Deel mee",
        "over": over,
    }
    return met_form(request, form, doe, "Het standpunt is meegedeeld.", over.get_absolute_url(), context)


def _bereikbaar(partij: Partij, over: Adviesonderwerp) -> bool:
    return bool(partij.e_mail) or personen((Selector("partij", partij.sleutel),), over.plek()).exists()


@require_POST
@module
def afronding(request: Request, pk: int) -> HttpResponse:
    rij = _haal_standpunt(request, pk)
    _eis(request, "afronden", rij)
    return zet_stap(
        request,
        lambda: acties.rond_af(standpunt=rij, door=request.user),
        "Het onderwerp is afgerond.",
        rij.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@module
def publicatie(request: Request, pk: int) -> HttpResponse:
    """Preview and masking check; what was found is mended or acknowledged, one by one."""
    rij = _haal_standpunt(request, pk)
    eis(request.user, Recht.PUBLICATIE_PLAATSEN, rij.onderwerp.plek())

    def plaats(bevestigd: set[str], gezien: str) -> Publicatie:
        return acties.publiceer(standpunt=rij, bevestigd=bevestigd, gezien=gezien, door=request.user)

    return toon_plaatsing(
        request,
        acties.te_plaatsen(rij),
        plaats,
        "adviezen/publicatie.html",
        {"over": rij.onderwerp, "kop": "Standpunt publiceren", "terug": rij.onderwerp.get_absolute_url()},
    )
