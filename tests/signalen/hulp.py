"""Signals for tests, made through the actions themselves, so that they obey every rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from signalen import acties
from signalen.acties import initiatief as initiatiefacties
from signalen.models import Initiatief, Project, Signaal, Spreekuur
from signalen.routes import bestemmingen
from tests.hulp import gebied as gebied_van
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

MERK = "Geheim-Merkteken-7731"


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def signaal(door: Gebruiker, gebied: str | Gebied, soort: str, **velden: Any) -> Signaal:
    """Register a signal; `kanaal` is the first one of the profile unless given."""
    waar = gebied_van(gebied) if isinstance(gebied, str) else gebied
    velden.setdefault("kanaal", "" if velden.get("spreekuur") else actief_profiel().kanalen[0].sleutel)
    velden.setdefault("tekst", "De stoep bij de school ligt los.")
    return acties.registreer(door=door, gebieden=[waar], soort=soort, **velden)


def zet_uit(
    rij: Signaal, door: Gebruiker, wat: str = "Ga kijken.", dagen: int = 7, route: str = ""
) -> Signaal:
    """Send it where its route proposes, as one part."""
    profiel = actief_profiel()
    lijn = profiel.route(route or rij.route)
    doel = next(b for b in bestemmingen(profiel, lijn, rij) if b.houder and b.voorgesteld)
    assert doel.houder is not None
    vraag = acties.Deelvraag(doel.houder, wat, over(dagen), doel.discipline)
    return acties.zet_uit(signaal=rij, door=door, delen=[vraag], route=lijn.sleutel)


def spreekuur(door: Gebruiker, gebied: str, soort: str = "spreekuur", *, open_: bool = True) -> Spreekuur:
    nu = timezone.now()
    rij = acties.plan(
        soort=soort,
        gebied=gebied_van(gebied),
        begin=nu,
        eind=nu + timedelta(hours=2),
        plaats="Buurthuis",
        door=door,
    )
    return acties.open_spreekuur(spreekuur=rij, door=door) if open_ else rij


def adres(naam: str, ding: Initiatief | Project) -> str:
    """The address of a step of an initiative or a project."""
    app = "initiatieven" if isinstance(ding, Initiatief) else "projecten"
    return reverse(f"{app}:{naam}", args=[ding.pk])


def idee_van(door: Gebruiker, waar: str = "stad-binnen-de-linie", **anders: Any) -> Initiatief:
    velden: dict[str, Any] = {
        "titel": "Een nieuw Loopuytpark",
        "omschrijving": "Het park is een modderveld. Wij hebben een schets.",
        "eigen_inbreng": "Wij planten zelf.",
        "groep": "Buren van het park",
        "bewoners": 12,
    } | anders
    return initiatiefacties.dien_in(gebieden=[gebied_van(waar)], door=door, **velden)
