"""The pages on which all signals of a dossier take a step together: an owner, an answer, and telling it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from signalen import acties
from signalen.acties.dossierdeel import leden
from signalen.acties.samen import Uitslag, vanzelf
from signalen.forms.antwoord import AntwoordForm
from signalen.forms.dossier import DossierUitzetForm
from signalen.forms.stappen import LeegForm
from signalen.models import Dossier, Signaal
from signalen.views.dossier import (
    formulier,
    haal_dossier,
    kan_antwoorden,
    kan_uitzetten,
    kan_vertellen,
    toon_dossierstap,
)
from signalen.views.hulp import ingevuld, meld_adviezen, module, probeer, tab, weiger
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.signalen import Antwoord as Antwoordsoort

Kans = Callable[[Signaal, Request], bool]


def _eis(request: Request, dossier: Dossier, stap: str, kan: Kans) -> list[Signaal]:
    """Return the signals of the dossier; refuse the page when this person may not take the step for any of them."""
    rijen = list(leden(dossier, request.user))
    if not any(kan(lid, request) for lid in rijen):
        weiger(request, dossier, f"dossier.{stap}", "U heeft hier niet het recht om dit te doen.")
    return rijen


@formulier
@module("signalen")
def eigenaar(request: Request, pk: int) -> HttpResponse:
    """One party takes all of it."""
    rij = haal_dossier(request, pk)
    _eis(request, rij, "uitzetten", kan_uitzetten)
    form = DossierUitzetForm(ingevuld(request), dossier=rij)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            meld_adviezen(
                request, acties.zet_dossier_uit(dossier=rij, door=request.user, **form.cleaned_data)
            )

        if probeer(request, rij, "dossier.uitzetten", form, doe):
            messages.success(
                request, f"Gevraagd aan {form.cleaned_data['houder']}, voor alle signalen samen."
            )
            return redirect(rij)
    uitleg = "Eén partij pakt alles op: één vraag, één termijn. Die partij wordt eigenaar van alle signalen die nog wachten."
    return toon_dossierstap(request, rij, form, "Eén eigenaar voor alles", "Vraag", uitleg=uitleg)


@formulier
@module("signalen")
def antwoord(request: Request, pk: int) -> HttpResponse:
    """One answer for all that wait for it. Only kinds of answer that every one of them may get."""
    rij = haal_dossier(request, pk)
    _eis(request, rij, "beantwoorden", kan_antwoorden)
    wachten = acties.te_beantwoorden(rij, request.user)
    soorten = _gedeelde_antwoorden(wachten)
    if not soorten:
        messages.info(
            request, "Er is geen signaal dat nog op een antwoord wacht, of geen antwoord dat bij alle past."
        )
        return redirect(rij)
    gekozen = request.POST.get("soort") or request.GET.get("soort") or ""
    soort = next((ander for ander in soorten if ander.sleutel == gekozen), soorten[0])
    form = AntwoordForm(ingevuld(request), signaal=wachten[0], soort=soort.sleutel)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            uitslag = acties.beantwoord_dossier(
                dossier=rij,
                soort=soort.sleutel,
                velden=form.velden(),
                oordelen=form.oordelen(),
                door=request.user,
            )
            _meld(request, uitslag, "kreeg dit antwoord", "kregen dit antwoord")

        if probeer(request, rij, "dossier.beantwoorden", form, doe):
            return redirect(rij)
    keuzes = [tab(ander.naam, f"{request.path}?soort={ander.sleutel}", ander == soort) for ander in soorten]
    return toon_dossierstap(
        request,
        rij,
        form,
        "Eén antwoord voor alles",
        f"Geef dit antwoord op {len(wachten)} signalen" if len(wachten) > 1 else "Geef antwoord",
        uitleg=soort.toelichting,
        keuzes=keuzes,
    )


def _gedeelde_antwoorden(wachten: list[Signaal]) -> list[Antwoordsoort]:
    if not wachten:
        return []
    profiel = actief_profiel()
    per_soort = [profiel.antwoorden_voor(soort) for soort in dict.fromkeys(lid.soort for lid in wachten)]
    return [rij for rij in per_soort[0] if all(rij in ander for ander in per_soort)]


@formulier
@module("signalen")
def terugkoppeling(request: Request, pk: int) -> HttpResponse:
    """Tell everybody who can be told by mail; the rest is done one by one."""
    rij = haal_dossier(request, pk)
    rijen = _eis(request, rij, "terugkoppelen", kan_vertellen)
    form = LeegForm({} if request.method == "POST" else None)
    if request.method == "POST":

        def doe() -> None:
            uitslag = acties.vertel_dossier(dossier=rij, door=request.user)
            _meld(request, uitslag, "is verteld", "zijn verteld")

        if probeer(request, rij, "dossier.terugkoppelen", form, doe):
            return redirect(rij)
    return toon_dossierstap(
        request, rij, form, "Vertel het antwoord", "Vertel en sluit", uitleg=_wie_hoort_wat(rijen)
    )


def _wie_hoort_wat(rijen: list[Signaal]) -> str:
    hoe = [vanzelf(lid) for lid in rijen if lid.stand == Signaal.Stand.BEANTWOORD]
    mail, stil = hoe.count("melder"), hoe.count("niet-gewenst")
    zelf = len(hoe) - mail - stil
    zinnen = [
        f"Per e-mail: {mail}.",
        f"Wil of hoeft niets te horen: {stil}.",
        f"Dit vertelt u zelf, per signaal: {zelf}." if zelf else "",
    ]
    return " ".join(zin for zin in zinnen if zin)


def _meld(request: Request, uitslag: Uitslag, enkel: str, meer: str) -> None:
    aantal = len(uitslag.gelukt)
    messages.success(request, f"1 signaal {enkel}." if aantal == 1 else f"{aantal} signalen {meer}.")
    for lid, waarom in uitslag.geweigerd:
        messages.warning(request, f"{lid.nummer} niet: {waarom}")
