"""Drawing up an afspraak, changing it while it is a concept, and putting it before the organisation."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from prestaties import acties
from prestaties.acties.gemeen import mag_beheren
from prestaties.forms import AfspraakForm, RedenForm
from prestaties.models import Prestatieafspraak
from prestaties.views.gemeen import eis_kans, haal, ingestuurd, met_form, module, zet_stap
from prestaties.zicht import controleert
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.wijken.models import Gebied, Partij

BUITEN = (Partij.Soort.ORGANISATIE, Partij.Soort.SAMENWERKING)


def _gebieden(request: Request) -> list[Gebied]:
    return [
        rij
        for rij in Gebied.objects.actief().order_by("naam")
        if mag(request.user, Recht.PRESTATIE_CONTROLEREN, Plek(frozenset(rij.voorouders)))
    ]


def _punten(request: Request, gebieden: list[Gebied]) -> QuerySet[Planitem]:
    """Topics in force there, on a plan that was published or that this person sees (DHR-24)."""
    zichtbaar = Plan.objects.zichtbaar_voor(request.user).values("pk")
    plannen = Plan.objects.vastgesteld().filter(Q(gepubliceerd_op__isnull=False) | Q(pk__in=zichtbaar))
    rijen = Planitem.objects.opgenomen().filter(plan__in=plannen, plan__gebied__in=gebieden)
    return rijen.select_related("plan__gebied").order_by("plan__titel", "volgorde", "pk")


def _form(request: Request, afspraak: Prestatieafspraak | None) -> AfspraakForm:
    partijen, gebieden = Partij.objects.actief(), _gebieden(request)
    initial: dict[str, Any] = {}
    if afspraak is not None:
        velden = (
            "wat", "waarom", "wanneer", "hoe", "door_wie", "thema", "planitem", "doelgroep", "begin", "einde",
            "bedrag", "eenheid",
        )  # fmt: skip
        initial = {naam: getattr(afspraak, naam) for naam in velden}
        wie = [*afspraak.opdrachtgevers.all(), None, None]
        initial |= {"opdrachtgever": wie[0], "tweede": wie[1]}
    else:
        initial["opdrachtgever"] = partijen.filter(soort=Partij.Soort.GEMEENTE).first()
    return AfspraakForm(
        ingestuurd(request),
        initial=initial,
        # Who gets subsidy stands first.
        partijen=partijen.filter(soort__in=BUITEN).order_by("-gesubsidieerd", "naam"),
        opdrachtgevers=partijen.filter(soort__in=[Partij.Soort.GEMEENTE, *BUITEN]),
        gebieden=gebieden,
        punten=_punten(request, gebieden),
        # Also one of shielded signals: an afspraak is about work, never about a person (ETL-64).
        themas=actief_profiel().themas,
        inzet={rij.gebied_id: rij.hoeveelheid for rij in afspraak.inzet.all()} if afspraak else None,
        extra="meer" in request.POST,
        vast=afspraak is not None,
    )


def _meer_rijen(
    request: Request, form: AfspraakForm, context: dict[str, Any], terug: str
) -> HttpResponse | None:
    """Asked for more rows: the same form with what was typed, not yet judged."""
    if "meer" not in request.POST:
        return None
    form.errors.clear()
    return render(request, "prestaties/opstellen.html", {**context, "form": form, "terug": terug})


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    eis_kans(request, controleert(request.user), "prestatie.opstellen")
    form = _form(request, None)
    context: dict[str, Any] = {
        "titel": "Nieuwe prestatieafspraak",
        "uitleg": "Wat levert een organisatie, waarom, wanneer, hoe, door wie, en hoeveel in welk gebied?",
        "knop": "Bewaar als concept",
    }
    terug = reverse("prestaties:lijst")
    if (meer := _meer_rijen(request, form, {**context, "afspraak": None}, terug)) is not None:
        return meer

    def doe() -> str:
        rij = acties.stel_op(
            partij=form.cleaned_data["partij"],
            opdrachtgevers=form.opdrachtgevers(),
            inhoud=form.inhoud(),
            inzet=form.inzet,
            door=request.user,
            client_id=form.client_id,
        )
        return rij.get_absolute_url()

    gelukt = "Het concept is bewaard. Kijk het na en leg het dan voor."
    return met_form(request, form, doe, gelukt, terug, context, "prestaties/opstellen.html")


@require_http_methods(["GET", "POST"])
@module
def wijziging(request: Request, pk: int) -> HttpResponse:
    afspraak = haal(request, pk)
    eis_kans(
        request, mag_beheren(afspraak, request.user) and afspraak.is_concept, "prestatie.wijzigen", afspraak
    )
    form = _form(request, afspraak)
    context: dict[str, Any] = {
        "titel": "Concept wijzigen",
        "uitleg": f"De afspraak met {afspraak.partij}. Na een wijziging legt u haar opnieuw voor.",
        "knop": "Bewaar",
        "afspraak": afspraak,
    }
    terug = afspraak.get_absolute_url()
    if (meer := _meer_rijen(request, form, context, terug)) is not None:
        return meer

    def doe() -> None:
        acties.wijzig(
            afspraak=afspraak,
            opdrachtgevers=form.opdrachtgevers(),
            inhoud=form.inhoud(),
            inzet=form.inzet,
            door=request.user,
        )

    return met_form(request, form, doe, "Bewaard.", terug, context, "prestaties/opstellen.html")


@require_POST
@module
def voorlegging(request: Request, pk: int) -> HttpResponse:
    afspraak = haal(request, pk)
    eis_kans(request, mag_beheren(afspraak, request.user), "prestatie.voorleggen", afspraak)

    def doe() -> None:
        acties.leg_voor(afspraak=afspraak, door=request.user)

    return zet_stap(request, doe, "Voorgelegd. De organisatie krijgt bericht.", afspraak.get_absolute_url())


@require_http_methods(["GET", "POST"])
@module
def vervallen(request: Request, pk: int) -> HttpResponse:
    afspraak = haal(request, pk)
    eis_kans(
        request, mag_beheren(afspraak, request.user) and afspraak.is_concept, "prestatie.vervallen", afspraak
    )
    form = RedenForm(ingestuurd(request), label="Waarom gaat deze afspraak niet door?")

    def doe() -> str:
        acties.laat_vervallen(afspraak=afspraak, door=request.user, **form.cleaned_data)
        return reverse("prestaties:lijst")

    context = {
        "titel": "Afspraak laten vervallen",
        "knop": "Laat vervallen",
        "gevaar": True,
        "afspraak": afspraak,
    }
    return met_form(request, form, doe, "De afspraak is vervallen.", afspraak.get_absolute_url(), context)
