"""What the figures of an area say: which stand out, and how it stands beside every other area (DHR-57)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkagenda import acties, cijferkeuze
from wijkagenda.forms import RedenForm, VergelijkForm
from wijkagenda.models import NietNu, Plan, Planitem
from wijkagenda.opvallend import Opvallend, wat_opvalt
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, mag, met_form, module, zet_stap
from wijkwerk.cijfers.service import catalogus, in_woorden, maten_met_cijfers
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.regels.service import StapGeweigerd


def _voorstellen(plan: Plan) -> list[Opvallend]:
    return wat_opvalt(cijferkeuze.metingen(plan.gebied), gemeente=actief_profiel().gemeente.naam)


def _haal_analyse(request: Request, pk: int) -> Plan:
    plan = haal_plan(request, pk)
    if not plan.planvorm.van_aard("bevinding"):
        raise Http404("Bij dit plan horen geen bevindingen.")
    return plan


@require_GET
@module
def opvallend(request: Request, pk: int) -> HttpResponse:
    """Figures that stand out or moved, each with its reason; take over as a finding, or not now."""
    plan = _haal_analyse(request, pk)
    alle = _voorstellen(plan)
    over = {
        (bron.maat, bron.periode): bron.planitem
        for bron in plan.bronnen.exclude(maat="").filter(planitem__isnull=False).select_related("planitem")
        if bron.planitem and bron.planitem.stand != Planitem.Stand.WEGGELATEN
    }
    niet_nu = list(plan.niet_nu.all())
    weg = {(rij.maat, rij.periode) for rij in niet_nu}
    namen = catalogus().maten
    bewerkbaar = mag("bewerken", plan, request.user)
    eigen = f"{reverse('signalen:cijfers')}?gebied={plan.gebied_id}"
    context = {
        "plan": plan,
        # What the spreekuren and signals say stands beside the figures (DHR-25).
        "signalen_url": eigen if bewerkbaar and actief_profiel().heeft("signalen") else "",
        "soorten": plan.planvorm.van_aard("bevinding"),
        "bewerkbaar": bewerkbaar,
        "voorstellen": [
            {"rij": rij, "waarde": cijferkeuze.als_tekst(rij.waarde.getal, rij.maat.eenheid)}
            for rij in alle
            if (rij.maat.sleutel, rij.periode) not in over.keys() | weg
        ],
        "overgenomen": [
            (rij, over[rij.maat.sleutel, rij.periode])
            for rij in alle
            if (rij.maat.sleutel, rij.periode) in over
        ],
        "niet_nu": [
            (rij, namen[rij.maat].naam if rij.maat in namen else rij.maat, in_woorden(rij.periode))
            for rij in niet_nu
        ],
    }
    return render(request, "wijkagenda/opvallend.html", context)


@require_POST
@module
def overname(request: Request, pk: int) -> HttpResponse:
    """One click: a finding of the chosen kind, with the figure and its reason under it."""
    plan = _haal_analyse(request, pk)
    soort, _, rest = request.POST.get("keuze", "").partition("|")
    voorstel = next((rij for rij in _voorstellen(plan) if f"{rij.maat.sleutel}|{rij.periode}" == rest), None)
    terug = reverse("wijkagenda:opvallend", args=[plan.pk])
    if voorstel is None:
        eis_kans(request, "bewerken", plan)
        messages.error(request, "Dit voorstel is er niet meer: de cijfers zijn veranderd.")
        return redirect(terug)
    try:
        item = acties.neem_voorstel_over(plan=plan, soort=soort, voorstel=voorstel, door=request.user)
    except StapGeweigerd as geweigerd:
        for klacht in geweigerd.klachten:
            messages.error(request, str(klacht))
        return redirect(terug)
    messages.success(request, f"“{item.titel}” staat nu bij de bevindingen.")
    return redirect(terug)


@require_http_methods(["GET", "POST"])
@module
def niet_nu(request: Request, pk: int, maat: str, periode: int) -> HttpResponse:
    plan = _haal_analyse(request, pk)
    eis_kans(request, "bewerken", plan)
    # Only what is proposed is put off: the address takes any measure and any number.
    if (maat, periode) not in {(rij.maat.sleutel, rij.periode) for rij in _voorstellen(plan)}:
        raise Http404("Dit voorstel is er niet.")
    form = RedenForm(ingestuurd(request))

    def doe() -> None:
        acties.stel_uit(
            plan=plan, maat=maat, periode=periode, reden=form.cleaned_data["reden"], door=request.user
        )

    terug = reverse("wijkagenda:opvallend", args=[plan.pk])
    context = {
        "plan": plan,
        "titel": f"Niet nu: {catalogus()[maat].naam}",
        "uitleg": "De reden blijft bij het plan. Komt er een nieuwer cijfer, dan stellen wij het opnieuw voor.",
        "knop": "Niet nu",
        "terug": terug,
    }
    return met_form(
        request, form, doe, "Dit voorstel staat nu onder “Niet nu”.", terug, "wijkagenda/stap.html", context
    )


@require_POST
@module
def terug(request: Request, pk: int, rij: int) -> HttpResponse:
    plan = _haal_analyse(request, pk)
    weg = NietNu.objects.filter(plan=plan, pk=rij).first()
    if weg is None:
        raise Http404("Dit staat niet onder “Niet nu”.")
    weg.plan = plan
    naar = reverse("wijkagenda:opvallend", args=[plan.pk])
    return zet_stap(
        request, lambda: acties.haal_terug(rij=weg, door=request.user), "Dit is weer een voorstel.", naar
    )


@require_GET
@module
def vergelijking(request: Request, pk: int) -> HttpResponse:
    """One measure over every area, this one highlighted, gemeente and Nederland by name; a table always."""
    plan = haal_plan(request, pk)
    bekend = maten_met_cijfers()
    maten = [maat for maat, _ in bekend]
    if not maten:
        return render(request, "wijkagenda/vergelijking.html", {"plan": plan, "form": None, "blok": None})
    namen = {maat.sleutel: maat for maat in maten}
    maat = namen.get(request.GET.get("maat", ""), maten[0])
    gevonden = cijferkeuze.maak_blok(maat.sleutel, plan.gebied)
    context = {
        "plan": plan,
        "maat": maat,
        "form": VergelijkForm(
            initial={"maat": maat.sleutel}, maten=cijferkeuze.keuzes(bekend), auto_id="filter-%s"
        ),
        "blok": gevonden[0] if gevonden else None,
        "bewerkbaar": mag("bewerken", plan, request.user),
    }
    return render(request, "wijkagenda/vergelijking.html", context)
