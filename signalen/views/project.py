"""Projects: the list, opening, the page, and its steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from signalen.acties import project as acties
from signalen.acties.klussen import mag_vragen
from signalen.forms import project as formulieren
from signalen.forms.stappen import LeegForm
from signalen.initiatiefkijk import als_dingregel, bekijk_project, inschattingen, klussen
from signalen.models import Initiatief, Inschatting, Project, Teamlid
from signalen.regels import onderwerp_project
from signalen.rolgrenzen import begin_leider, regelt_locaties
from signalen.views.dingstap import adres, blad, eis_stap, knoppen, toon_klus, toon_stap
from signalen.views.hulp import ingevuld, module, probeer, weiger
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.rechten import Recht, eis, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage
from wijkwerk.regels.service import Klacht, bezwaren

formulier = require_http_methods(["GET", "POST"])


def haal(request: Request, pk: int) -> Project:
    """Return it, or a 404 that does not tell whether it exists."""
    return get_object_or_404(Project.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def mag_openen(request: Request) -> bool:
    """Who leads projects somewhere; where no role does, who guards afspraken."""
    iemand = any(Recht.PROJECT_LEIDEN in rol.mag for rol in actief_profiel().rollen)
    return heeft_ergens(request.user, Recht.PROJECT_LEIDEN if iemand else Recht.AFSPRAAK_BEWAKEN)


@require_GET
@module("projecten")
def lijst(request: Request) -> HttpResponse:
    rijen, context = blad(request, Project.objects.zichtbaar_voor(request.user), "afgesloten", "Afgesloten")
    context |= {
        "regels": [als_dingregel(rij) for rij in rijen],
        "mag_openen": mag_openen(request),
    }
    return render(request, "projecten/lijst.html", context)


@formulier
@module("projecten")
def nieuw(request: Request) -> HttpResponse:
    """A project of the municipality itself: first where and what, then who leads it."""
    if not mag_openen(request):
        eis(request.user, Recht.PROJECT_LEIDEN, Plek())
    form = formulieren.OpenForm(ingevuld(request), gebruiker=request.user)
    if request.method == "POST" and form.is_valid():
        gemaakt: list[Project] = []
        gebieden = form.plekken()

        def doe() -> None:
            g = form.cleaned_data
            gemaakt.append(
                eenmaal(Project, client_id=form.client_id, door=request.user, maak=lambda: acties.open_project(
                    naam=g["naam"],
                    doel=g["doel"],
                    gebieden=gebieden,
                    projectleider=begin_leider(request.user, gebieden) if gebieden else None,
                    door=request.user,
                ))
            )  # fmt: skip

        if not gebieden:
            form.add_error("gebied", "Kies een gebied.")
        elif probeer(request, gebieden[0], "project.openen", form, doe):
            messages.success(request, f"Geopend. Projectleider: {gemaakt[0].houder}.")
            return redirect(gemaakt[0])
    return render(request, "projecten/nieuw.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
@module("projecten")
def detail(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    te_zien = (
        rij.initiatief_id is not None
        and Initiatief.objects.zichtbaar_voor(request.user).filter(pk=rij.initiatief_id).exists()
    )
    if rij.gevoelig == "ja":
        noteer_inzage(door=request.user, ding=rij)
    intern = acties.mag_inschatting(rij, request.user)
    klus_url = adres(rij, "klus") if mag_vragen(rij, request.user) else ""
    context = {
        "kijk": bekijk_project(rij, initiatief_te_zien=te_zien),
        "team": list(rij.team.nu().select_related("gebruiker")),
        "mag_bemensen": acties.mag_project("bemensen", rij, request.user),
        "volgende": knoppen(request, rij, VOLGENDE),
        "anders": knoppen(request, rij, ANDERS),
        "klussen": klussen(rij, request.user),
        "klus_url": klus_url,
        "inschattingen": inschattingen(rij) if intern else [],
        "inschatting_url": adres(rij, "inschatting") if intern and rij.is_open else "",
        "locatie_url": f"{klus_url}?locatie" if klus_url and regelt_locaties(actief_profiel()) else "",
    }
    return render(request, "projecten/detail.html", context)


# (words on the button, name of its address, step)
VOLGENDE = (
    ("Start het project", "start", "starten"),
    ("Sluit het project af", "afsluiting", "afsluiten"),
)
ANDERS = (
    ("Vul gegevens aan", "wijziging", "wijzigen"),
    ("Zet iemand in het team", "team", "bemensen"),
    ("Kies een andere projectleider", "overdracht", "overdragen"),
)


# --- steps


@formulier
@module("projecten")
def start(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "starten")
    form = LeegForm({} if request.method == "POST" else None)
    mist: list[Klacht] = []
    if not form.is_bound:
        mist = [*bezwaren("starten", onderwerp_project(rij), request.user)[0], *acties.van_anderen(rij)]
    uitleg = " ".join(["Dit moet eerst nog:", *map(str, mist)]) if mist else ""
    return toon_stap(
        request, rij, "starten", form,
        lambda g: acties.start(project=rij, door=request.user),
        "Project starten", "Start", "Het project loopt.", uitleg,
    )  # fmt: skip


@formulier
@module("projecten")
def wijziging(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "wijzigen")
    form = formulieren.ProjectForm(ingevuld(request), project=rij)
    return toon_stap(
        request, rij, "wijzigen", form,
        lambda g: acties.wijzig_project(project=rij, door=request.user, **form.invoer()),
        "Gegevens van het project", "Opslaan", "Opgeslagen.",
    )  # fmt: skip


@formulier
@module("projecten")
def team(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "bemensen")
    form = formulieren.TeamForm(ingevuld(request), project=rij)
    return toon_stap(
        request, rij, "bemensen", form,
        lambda g: acties.voeg_toe(project=rij, door=request.user, **g),
        "In het team zetten", "Voeg toe", "Toegevoegd aan het team.",
    )  # fmt: skip


@require_POST
@module("projecten")
def lid_weg(request: Request, pk: int, lid: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "bemensen")
    wie = get_object_or_404(Teamlid.objects.filter(project=rij), pk=lid)
    if probeer(request, rij, "project.bemensen", None, lambda: acties.haal_weg(lid=wie, door=request.user)):
        messages.success(request, "Uit het team gehaald.")
    return redirect(rij)


@formulier
@module("projecten")
def overdracht(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "overdragen")
    form = formulieren.OverdraagProjectForm(ingevuld(request), gebied=rij.gebied)
    return toon_stap(
        request, rij, "overdragen", form,
        lambda g: acties.draag_project_over(project=rij, door=request.user, **g),
        "Andere projectleider", "Draag over", "Overgedragen. De nieuwe projectleider krijgt bericht.",
    )  # fmt: skip


@formulier
@module("projecten")
def afsluiting(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "afsluiten")
    form = formulieren.AfsluitForm(ingevuld(request))
    return toon_stap(
        request, rij, "afsluiten", form,
        lambda g: acties.sluit_af(project=rij, door=request.user, **g),
        "Project afsluiten", "Sluit af", "Het project is afgesloten.",
    )  # fmt: skip


@formulier
@module("projecten")
def klus(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    return toon_klus(request, rij, mag=not rij.is_open or mag_vragen(rij, request.user))


@formulier
@module("projecten")
def inschatting(request: Request, pk: int) -> HttpResponse:
    """Tell the team what to expect from the wijk."""
    rij = haal(request, pk)
    if not acties.mag_inschatting(rij, request.user):
        weiger(
            request, rij, "project.inschatten", "Een wijkinschatting is van het projectteam en de gemeente."
        )
    form = formulieren.InschattingForm(ingevuld(request))
    return toon_stap(
        request, rij, "inschatten", form,
        lambda g: acties.schat_in(project=rij, door=request.user, **g),
        "Wijkinschatting", "Opslaan", "Opgeschreven. Het projectteam leest het bij het project.",
        "Alleen het projectteam en de gemeente lezen dit. Bewoners niet, en het wordt nooit openbaar.",
        maakt=Inschatting,
    )  # fmt: skip
