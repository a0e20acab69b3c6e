"""Searching what was published: by anybody, in the frozen text of what holds today, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from wijkwerk.openbaar import Grens, zonder_account
from wijkwerk.publicatie.forms import ZoekForm
from wijkwerk.publicatie.models import ZWAAR, Publicatie
from wijkwerk.publicatie.teksten import BEGIN, EIND
from wijkwerk.zoekopdracht import zoekopdracht

PER_BLAD = 10
# As for hints: the computers of a library, or a council that reads, but no program that copies the site.
VRAGEN = Grens("zoeken", hoogstens=600, per=timedelta(hours=1))
TE_VAAK = "Van dit internetadres is net heel vaak gezocht. Wacht een uur en zoek dan opnieuw."


@zonder_account()
@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    """The field, and what was found: the best first. A page per question, so not for search engines."""
    form = ZoekForm(request.GET, gebieden=_gebieden())
    context: dict[str, Any] = {"form": form}
    status = 200
    if not form.is_valid():
        status = 422
    elif zoek := form.cleaned_data["zoek"]:
        if VRAGEN.is_voorbij(request):
            form.add_error(None, TE_VAAK)
            status = 429
        else:
            gebied = form.cleaned_data["gebied"]
            pagina = Paginator(_gevonden(zoek, gebied), PER_BLAD).get_page(request.GET.get("page"))
            context |= {
                "zoek": zoek,
                "pagina": pagina,
                "vondsten": [(rij, met_merken(rij.fragment)) for rij in pagina],
            }
    return render(request, "publiek/zoeken.html", context, status=status)


def _gebieden() -> list[tuple[str, str]]:
    rijen = Publicatie.objects.actueel().order_by("gebied__naam").distinct()
    return list(rijen.values_list("gebied__sleutel", "gebied__naam"))


def _gevonden(zoek: str, gebied: str) -> Any:
    opdracht = zoekopdracht(zoek)
    if opdracht is None:
        return Publicatie.objects.none()
    rijen = Publicatie.objects.actueel().filter(zoekvector=opdracht)
    if gebied:
        rijen = rijen.filter(gebied__sleutel=gebied)
    fragment = SearchHeadline(
        "zoektekst",
        opdracht,
        config="dutch",
        start_sel=BEGIN,
        stop_sel=EIND,
        max_fragments=2,
        min_words=10,
        max_words=25,
        fragment_delimiter=" … ",
    )
    return (
        rijen.select_related("gebied")
        .defer(*ZWAAR)
        .annotate(rang=SearchRank(F("zoekvector"), opdracht), fragment=fragment)
        .order_by("-rang", "-geplaatst_op", "-pk")
    )


def met_merken(fragment: str) -> SafeString:
    """Return the piece of text as HTML: everything escaped, then the words that were found marked."""
    veilig = str(escape(" · ".join(fragment.splitlines())))
    return mark_safe(veilig.replace(BEGIN, "<mark>").replace(EIND, "</mark>"))  # noqa: S308 - escaped above
