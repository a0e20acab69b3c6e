"""Deciding: record what a body decided, establish, judge what was promised before, publish."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkagenda import acties
from wijkagenda.acties.oordelen import organen
from wijkagenda.acties.publiceren import klachten_over_openbaar, te_plaatsen
from wijkagenda.forms import BesluitForm, BesluitnummerForm, VaststelForm
from wijkagenda.mist import Mist, met_plek, toets
from wijkagenda.regels import onderwerp
from wijkagenda.toestemming import vastgelegd_besluit
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, mag, met_form, module, zet_stap
from wijkagenda.voorgangers import verlopen_afspraken
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.htmx import Request
from wijkwerk.publicatie.plaatsscherm import toon_plaatsing
from wijkwerk.publicatie.service import Publicatie
from wijkwerk.regels.service import Klacht, StapGeweigerd, selector_naam


@require_http_methods(["GET", "POST"])
@module
def besluit(request: Request, pk: int) -> HttpResponse:
    plan = haal_plan(request, pk)
    eis_kans(request, "besluiten", plan)
    over = onderwerp(plan)
    keuzes = [(str(wie), selector_naam(wie, over)) for wie in organen(plan.planvorm, plan)]
    form = BesluitForm(
        ingestuurd(request),
        organen=keuzes,
        initial={"datum": timezone.localdate(), "orgaan": keuzes[0][0] if len(keuzes) == 1 else ""},
    )

    def doe() -> None:
        acties.leg_besluit_vast(plan=plan, door=request.user, **form.cleaned_data)

    context = {
        "plan": plan,
        "titel": "Besluit vastleggen",
        "uitleg": "Leg vast wat het orgaan besloot. Daarna kan het plan worden vastgesteld.",
        "knop": "Vastleggen",
    }
    return met_form(
        request,
        form,
        doe,
        "Het besluit is vastgelegd.",
        plan.get_absolute_url(),
        "wijkagenda/stap.html",
        context,
    )


@require_http_methods(["GET", "POST"])
@module
def besluitnummer(request: Request, pk: int) -> HttpResponse:
    """The number of the college's decision, when it comes back from the college."""
    plan = haal_plan(request, pk)
    eis_kans(request, "besluitnummer", plan)
    form = BesluitnummerForm(
        ingestuurd(request),
        initial={
            "nummer": plan.besluit_nummer or plan.kenmerk,
            "datum": plan.besluit_op or plan.vastgesteld_op,
            "orgaan": plan.besluit_van or plan.vastgesteld_door,
        },
    )

    def doe() -> None:
        acties.leg_besluitnummer_vast(plan=plan, door=request.user, **form.cleaned_data)

    context = {
        "plan": plan,
        "titel": "Nummer van het besluit",
        "uitleg": "Het nummer komt bij het plan te staan. Is het plan gepubliceerd, dan komt er een nieuwe stand "
        "van zaken met het nummer erin. Wat al gepubliceerd is, verandert niet.",
        "knop": "Vastleggen",
    }
    return met_form(
        request,
        form,
        doe,
        "Het nummer is vastgelegd.",
        plan.get_absolute_url(),
        "wijkagenda/stap.html",
        context,
    )


@require_http_methods(["GET", "POST"])
@module
def vaststelling(request: Request, pk: int) -> HttpResponse:
    """Establish: what stands in the way is shown before anything is asked."""
    plan = haal_plan(request, pk)
    if request.method == "POST":
        eis_kans(request, "vaststellen", plan)
    vastgelegd = vastgelegd_besluit(plan, plan.planvorm)
    begin = {
        "datum": vastgelegd.datum if vastgelegd else timezone.localdate(),
        "kenmerk": vastgelegd.kenmerk if vastgelegd else "",
    }
    form = VaststelForm(ingestuurd(request), initial=begin)
    klachten: list[Klacht | Mist] = []
    if request.method == "POST" and form.is_valid():
        try:
            vast = acties.stel_vast(plan=plan, door=request.user, **form.cleaned_data)
        except StapGeweigerd as geweigerd:
            # What this page asks stands below; all else has its own page.
            klachten = [
                klacht if klacht.veld in form.fields else met_plek(plan, [klacht])[0]
                for klacht in geweigerd.klachten
            ]
        else:
            messages.success(request, "Vastgesteld. De afspraken staan in het register.")
            for volgend in vast.begonnen:
                messages.success(request, f"Het concept “{volgend.titel}” is begonnen.")
            for waarom in vast.niet_begonnen:
                messages.warning(request, waarom)
            return redirect(plan)
    mist, advies = toets(plan, request.user)
    mag_vaststellen = mag("vaststellen", plan, request.user)
    if mag_vaststellen:
        # Only here: after this step the text can no longer be mended, and the check is too dear for every page.
        hard, zacht = klachten_over_openbaar(plan)
        mist += met_plek(plan, hard)
        advies += zacht
    context = {
        "plan": plan,
        "form": form,
        "klachten": klachten,
        "mist": mist,
        "adviezen": advies,
        "verlopen": list(verlopen_afspraken(plan, plan.planvorm)),
        "besluit": vastgelegd,
        "mag": mag_vaststellen,
    }
    return render(request, "wijkagenda/vaststelling.html", context, status=422 if form.is_bound else 200)


@require_GET
@module
def nagekomen(request: Request, pk: int) -> HttpResponse:
    """The promises that are due, to be judged kept, partly or not."""
    plan = haal_plan(request, pk)
    context = {"plan": plan, "verlopen": list(verlopen_afspraken(plan, plan.planvorm))}
    return render(request, "wijkagenda/nagekomen.html", context)


@require_http_methods(["GET", "POST"])
@module
def publicatie(request: Request, pk: int) -> HttpResponse:
    """Preview and masking check; what was found is mended or acknowledged, one by one."""
    plan = haal_plan(request, pk)
    eis(request.user, Recht.PUBLICATIE_PLAATSEN, plan.plek())

    def plaats(bevestigd: set[str], gezien: str) -> Publicatie:
        return acties.publiceer(plan=plan, bevestigd=bevestigd, gezien=gezien, door=request.user)

    context = {
        "plan": plan,
        "kop": f"{plan.titel} publiceren",
        "terug": plan.get_absolute_url(),
        "openbaar": plan.planvorm.openbaar,
    }
    return toon_plaatsing(request, te_plaatsen(plan), plaats, "wijkagenda/publicatie.html", context)


@require_POST
@module
def momentopname(request: Request, pk: int) -> HttpResponse:
    """Publish how it goes now, without waiting for the night."""
    plan = haal_plan(request, pk)
    eis(request.user, Recht.PUBLICATIE_PLAATSEN, plan.plek())
    return zet_stap(
        request,
        lambda: acties.maak_momentopname(plan=plan, door=request.user),
        "De openbare pagina is bijgewerkt.",
        plan.get_absolute_url(),
    )
