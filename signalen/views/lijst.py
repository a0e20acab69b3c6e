"""The list of signals: filters and search stand in the address, pages go by key."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from signalen.forms.filter import FilterForm
from signalen.gebieden import kiesbare_gebieden
from signalen.kijk import als_regel
from signalen.models import Dossier
from signalen.service import telling
from signalen.views.cijfers import tabs
from signalen.views.hulp import module, signalen_van
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.htmx import Request, render_page_or_partial

PER_BLAD = 25
KEUZES = 50


@require_GET
@module("signalen")
def lijst(request: Request) -> HttpResponse:
    """Newest first. `voor` is the id after which this page goes on: a later page costs as much as the first."""
    form = FilterForm(
        request.GET,
        gebieden=kiesbare_gebieden(request.user),
        dossiers=_dossiers(request),
        gebruiker=request.user,
    )
    signalen = form.filter(signalen_van(request)).order_by("-pk")
    voor = request.GET.get("voor", "")
    if voor.isdigit():
        signalen = signalen.filter(pk__lt=int(voor))
    rijen = list(signalen[: PER_BLAD + 1])
    meer = len(rijen) > PER_BLAD
    rijen = rijen[:PER_BLAD]
    context = {
        "form": form,
        "tabs": tabs("lijst"),
        "regels": [als_regel(signaal) for signaal in rijen],
        "geteld": telling(request.user) if not voor else [],
        "volgende_url": _volgende(request, rijen[-1].pk) if meer else "",
        "eerste_url": _eerste(request) if voor else "",
        "mag_registreren": any(
            heeft_ergens(request.user, recht) for recht in (Recht.SIGNAAL_REGISTREREN, Recht.SIGNAAL_MELDEN)
        ),
    }
    return render_page_or_partial(request, "signalen/lijst.html", context, partial="resultaten")


def _dossiers(request: Request) -> list[tuple[int, str]]:
    rijen = Dossier.objects.zichtbaar_voor(request.user).open().order_by("-pk")
    return [(rij.pk, str(rij)) for rij in rijen[:KEUZES]]


def _volgende(request: Request, pk: int) -> str:
    vraag = request.GET.copy()
    vraag["voor"] = str(pk)
    return f"?{vraag.urlencode()}"


def _eerste(request: Request) -> str:
    vraag = request.GET.copy()
    vraag.pop("voor", None)
    return f"?{vraag.urlencode()}"
