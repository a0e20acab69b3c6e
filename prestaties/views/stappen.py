"""Agreeing, delivering, taking back, going on next year, closing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from prestaties import acties
from prestaties.acties.gemeen import mag_beheren, mag_leveren
from prestaties.forms import InstemForm, LeverForm, RedenForm, SlotwoordForm
from prestaties.getal import getal
from prestaties.models import Levering
from prestaties.views.gemeen import eis_kans, haal, ingestuurd, met_form, module, zet_stap
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def instemming(request: Request, pk: int) -> HttpResponse:
    afspraak = haal(request, pk)
    partijen = {str(rij.pk): rij for rij in acties.te_tekenen(afspraak, request.user)}
    eis_kans(request, bool(partijen), "prestatie.instemmen", afspraak)
    form = InstemForm(ingestuurd(request), partijen={sleutel: rij.naam for sleutel, rij in partijen.items()})

    def doe() -> None:
        acties.stem_in(
            afspraak=afspraak,
            partij=partijen[form.cleaned_data["partij"]],
            akkoord=form.gekozen(),
            toelichting=form.cleaned_data["toelichting"],
            door=request.user,
        )

    context = {
        "titel": "Akkoord met de afspraak",
        "uitleg": "Is iedereen akkoord, dan geldt de afspraak.",
        "knop": "Verstuur",
        "afspraak": afspraak,
    }
    return met_form(request, form, doe, "Uw antwoord is bewaard.", afspraak.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def levering(request: Request, pk: int) -> HttpResponse:
    afspraak = haal(request, pk)
    eis_kans(request, mag_leveren(afspraak, request.user), "prestatie.leveren", afspraak)
    form = LeverForm(
        ingestuurd(request),
        gebieden=[rij.gebied for rij in afspraak.inzet.all()],
        eenheid=afspraak.eenheid,
    )

    def doe() -> None:
        acties.lever(afspraak=afspraak, door=request.user, client_id=form.client_id, **form.cleaned_data)

    context = {"titel": "Levering doorgeven", "knop": "Geef door", "afspraak": afspraak}
    return met_form(
        request, form, doe, "Bedankt. De levering telt mee.", afspraak.get_absolute_url(), context
    )


@require_http_methods(["GET", "POST"])
@module
def terugneming(request: Request, pk: int, levering: int) -> HttpResponse:
    afspraak = haal(request, pk)
    rij = get_object_or_404(
        Levering.objects.select_related("gebied", "afspraak"), pk=levering, afspraak=afspraak
    )
    eis_kans(request, mag_leveren(afspraak, request.user), "prestatie.terugnemen", afspraak)
    form = RedenForm(ingestuurd(request), label="Wat klopte er niet?")

    def doe() -> None:
        acties.neem_terug(levering=rij, door=request.user, **form.cleaned_data)

    context = {
        "titel": "Levering terugnemen",
        "uitleg": "De levering telt niet meer mee. Iedereen met toegang kan nog lezen dat hij er was.",
        "knop": "Neem terug",
        "gevaar": True,
        "afspraak": afspraak,
        "feiten": [
            ("Wat", f"{getal(rij.hoeveelheid)} {afspraak.eenheid}"),
            ("Gebied", rij.gebied.naam),
            ("Dag", date_format(rij.datum)),
        ],
    }
    return met_form(request, form, doe, "Teruggenomen.", afspraak.get_absolute_url(), context)


@require_POST
@module
def overneming(request: Request, pk: int) -> HttpResponse:
    """To the concept of the next year (ETL-27)."""
    afspraak = haal(request, pk)
    eis_kans(request, mag_beheren(afspraak, request.user), "prestatie.overnemen", afspraak)
    nieuw: list[str] = []

    def doe() -> None:
        nieuw.append(acties.neem_over(afspraak=afspraak, door=request.user).get_absolute_url())

    antwoord = zet_stap(
        request, doe, "Er is een concept voor de volgende periode. Kijk het na.", afspraak.get_absolute_url()
    )
    if nieuw:
        antwoord["Location"] = nieuw[0]
    return antwoord


@require_http_methods(["GET", "POST"])
@module
def einde(request: Request, pk: int) -> HttpResponse:
    """Not another year, with why."""
    afspraak = haal(request, pk)
    eis_kans(request, mag_beheren(afspraak, request.user), "prestatie.overnemen", afspraak)
    form = RedenForm(ingestuurd(request), label="Waarom gaat deze afspraak niet door?")

    def doe() -> None:
        acties.verleng_niet(afspraak=afspraak, door=request.user, **form.cleaned_data)

    context = {"titel": "Niet verlengen", "knop": "Leg vast", "afspraak": afspraak}
    return met_form(request, form, doe, "Vastgelegd.", afspraak.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def afsluiting(request: Request, pk: int) -> HttpResponse:
    afspraak = haal(request, pk)
    eis_kans(request, mag_beheren(afspraak, request.user), "prestatie.afsluiten", afspraak)
    form = SlotwoordForm(ingestuurd(request))

    def doe() -> None:
        acties.sluit_af(afspraak=afspraak, door=request.user, **form.cleaned_data)

    context = {
        "titel": "Afspraak afsluiten",
        "uitleg": "Alles is gecontroleerd. Schrijf op wat ervan kwam.",
        "knop": "Sluit af",
        "afspraak": afspraak,
    }
    return met_form(request, form, doe, "De afspraak is afgesloten.", afspraak.get_absolute_url(), context)
