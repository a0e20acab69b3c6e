"""The steps of an initiative, each with its own page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from signalen.acties import initiatief as acties
from signalen.acties.klussen import mag_vragen
from signalen.forms import initiatief as formulieren
from signalen.forms.project import WordtProjectForm
from signalen.forms.stappen import RedenForm
from signalen.models import Project
from signalen.views.dingstap import eis_stap, toon_klus, toon_stap
from signalen.views.hulp import ingevuld, module
from signalen.views.initiatief import haal, van_binnen
from wijkwerk.htmx import Request

formulier = require_http_methods(["GET", "POST"])


@formulier
@module("initiatieven")
def behandeling(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "in-behandeling-nemen")
    form = formulieren.BehandelForm(ingevuld(request), initiatief=rij, gebruiker=request.user)

    def doe(g: dict[str, Any]) -> object:
        return acties.neem_in_behandeling(
            initiatief=rij, eigenaar=g["eigenaar"], door=request.user, **form.idee()
        )

    uitleg = "De eigenaar houdt contact met de bewoners en zorgt dat er een oplossing of een antwoord komt."
    return toon_stap(
        request, rij, "in-behandeling-nemen", form, doe,
        "In behandeling nemen", "Neem in behandeling", "Het initiatief heeft een eigenaar.", uitleg,
    )  # fmt: skip


@formulier
@module("initiatieven")
def uitvoering(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "uitvoeren")
    form = formulieren.UitvoerForm(ingevuld(request))
    uitleg = "Er is geen uitwerking door de gemeente nodig. De bewoners gaan zelf aan de slag, met hulp van de eigenaar."
    return toon_stap(
        request, rij, "uitvoeren", form,
        lambda g: acties.laat_uitvoeren(initiatief=rij, door=request.user, **g),
        "Bewoners voeren het uit", "Opslaan", "De bewoners kunnen aan de slag.", uitleg,
    )  # fmt: skip


@formulier
@module("initiatieven")
def voorlegging(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "ter-weging-leggen")
    form = RedenForm(ingevuld(request))
    return toon_stap(
        request, rij, "ter-weging-leggen", form,
        lambda g: acties.leg_ter_weging(initiatief=rij, door=request.user, **g),
        "Ter weging leggen", "Leg ter weging", "Het ligt ter weging. Wie weegt, krijgt bericht.",
        "Dit initiatief vraagt uitwerking. Het bestuur weegt of en hoe dat kan.",
    )  # fmt: skip


@formulier
@module("initiatieven")
def weging(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "wegen")
    form = formulieren.WeegForm(ingevuld(request))
    return toon_stap(
        request, rij, "wegen", form,
        lambda g: acties.weeg(initiatief=rij, door=request.user, **g),
        "Wegen", "Leg het besluit vast", "Het besluit is vastgelegd.",
    )  # fmt: skip


@formulier
@module("projecten")
def wording(request: Request, pk: int) -> HttpResponse:
    """It becomes a project."""
    rij = haal(request, pk)
    eis_stap(request, rij, "tot-project-maken")
    form = WordtProjectForm(ingevuld(request), gebied=rij.gebied, initial={"naam": rij.titel})
    return toon_stap(
        request, rij, "tot-project-maken", form,
        lambda g: acties.maak_project(initiatief=rij, door=request.user, **g),
        "Een project maken", "Maak het project", "Het project is er. De projectleider krijgt bericht.",
        "De eigenaar blijft het contact van de bewoners; de projectleider werkt het met hen uit.",
        maakt=Project,
    )  # fmt: skip


@formulier
@module("initiatieven")
def afronding(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "afronden")
    form = formulieren.AfrondForm(ingevuld(request), initiatief=rij)
    return toon_stap(
        request, rij, "afronden", form,
        lambda g: acties.rond_af(initiatief=rij, door=request.user, **g),
        "Afronden", "Rond af", "Afgerond.",
        "Een initiatief eindigt met een oplossing of een antwoord, en de bewoners horen dat.",
    )  # fmt: skip


@formulier
@module("initiatieven")
def overdracht(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "overdragen")
    form = formulieren.OverdraagForm(ingevuld(request), initiatief=rij, gebruiker=request.user)
    return toon_stap(
        request, rij, "overdragen", form,
        lambda g: acties.draag_over(initiatief=rij, door=request.user, **g),
        "Andere eigenaar", "Draag over", "Overgedragen. De nieuwe eigenaar krijgt bericht.",
    )  # fmt: skip


@formulier
@module("initiatieven")
def contact(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "contact")
    form = formulieren.ContactForm(ingevuld(request))
    return toon_stap(
        request, rij, "contact", form,
        lambda g: acties.schrijf_contact(initiatief=rij, door=request.user, **g),
        "Contact opschrijven", "Opslaan", "Opgeschreven.",
    )  # fmt: skip


@formulier
@module("initiatieven")
def wijziging(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    eis_stap(request, rij, "wijzigen")
    nu = {naam: getattr(rij, naam) for naam in formulieren.IdeeVelden.base_fields}
    form = formulieren.IdeeVelden(ingevuld(request), initial=nu)
    return toon_stap(
        request, rij, "wijzigen", form,
        lambda g: acties.wijzig(initiatief=rij, door=request.user, **form.idee()),
        "Gegevens verbeteren", "Opslaan", "Opgeslagen.",
    )  # fmt: skip


@formulier
@module("initiatieven")
def klus(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    mag = van_binnen(request, rij) and (not rij.is_open or mag_vragen(rij, request.user))
    return toon_klus(request, rij, mag=mag)
