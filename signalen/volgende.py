"""The one next step of a signal, and whether this person may take it: for Vandaag, its page and its buttons."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from signalen.acties.basis import bij_afhandeling, bij_antwoord, kent
from signalen.acties.uitzetting import mag_uitzetten
from signalen.models import Overdracht, Signaal, overdracht_van
from signalen.regels import onderwerp
from signalen.routes import is_beleidsroute
from signalen.stroom import SIGNAAL
from signalen.vandaag_initiatieven import (
    INGEDIEND,
    heeft_initiatief,
    wacht_op_initiatief,
    wordt_initiatief,
)
from signalen.zicht import Niveau, niveau_van
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import mag_stap


def is_over_datum(signaal: Signaal) -> bool:
    """The day of the definite answer is there, or has passed."""
    beloofd: date | None = getattr(signaal, "definitief_op", None)
    return beloofd is not None and beloofd <= timezone.localdate()


def volgende(signaal: Signaal, gebruiker: Gebruiker) -> tuple[str, str] | None:
    """Return the one next step that this person may take (name of its page, words on the button), or None.

    Expects the annotations of `vandaag._wachtend`.
    """
    match signaal.stand:
        case Signaal.Stand.GEREGISTREERD:
            return _van_geregistreerd(signaal, gebruiker)
        case Signaal.Stand.UITGEZET:
            return _van_uitgezet(signaal, gebruiker)
        case Signaal.Stand.BEANTWOORD:
            return (
                ("terugkoppeling", "Koppel terug")
                if mag_afhandelen("terugkoppelen", signaal, gebruiker)
                else None
            )
        case Signaal.Stand.TERUGGEKOPPELD:
            if getattr(signaal, "is_later", False):
                kan = is_over_datum(signaal) and mag_antwoorden(signaal, gebruiker)
                return ("antwoord", "Geef het definitieve antwoord") if kan else None
            return ("sluiting", "Sluit") if mag_afhandelen("sluiten", signaal, gebruiker) else None
        case _:
            return None


def wacht_op_eerste(signaal: Signaal) -> bool:
    """A repeat waits with the first: no second term, no second question (R01)."""
    eerste = signaal.herhaling_van
    wachtend = {Signaal.Stand.GEREGISTREERD, Signaal.Stand.UITGEZET}
    return signaal.stand == Signaal.Stand.GEREGISTREERD and eerste is not None and eerste.stand in wachtend


def _van_geregistreerd(signaal: Signaal, gebruiker: Gebruiker) -> tuple[str, str] | None:
    profiel = actief_profiel()
    eerste = signaal.herhaling_van
    if wacht_op_eerste(signaal):
        return None
    zelfde = eerste is not None and (eerste.soort, eerste.gevoelig) == (signaal.soort, signaal.gevoelig)
    if zelfde and mag_antwoorden(signaal, gebruiker):
        return "overname", "Neem het antwoord over"
    route = profiel.route(signaal.route)
    if route.is_balie or signaal.houder is not None:
        if mag_oplossen(signaal, gebruiker):
            return "oplossing", "Geef antwoord"
        if mag_antwoorden(signaal, gebruiker):
            return "antwoord", "Geef antwoord"
    if heeft_initiatief(signaal) and signaal.initiatief.stand == INGEDIEND:
        # Whoever takes that up takes up this as well.
        return None
    if wordt_initiatief(signaal, gebruiker):
        return "initiatief", "Maak er een initiatief van"
    if not mag_uitzetten(signaal, gebruiker, route):
        return None
    beleid = is_beleidsroute(profiel, route.bestemming(themas=tuple(signaal.themas)))
    return ("koppeling", "Koppel aan een adviseur") if beleid else ("uitzetting", "Zet uit")


def _van_uitgezet(signaal: Signaal, gebruiker: Gebruiker) -> tuple[str, str] | None:
    if getattr(signaal, "is_geweigerd", False):
        kan = mag_uitzetten(signaal, gebruiker, actief_profiel().route(signaal.route))
        return ("uitzetting", "Vraag een ander") if kan else None
    if getattr(signaal, "wacht_op_deel", False):
        return None
    if wacht_op_initiatief(signaal):
        return None
    overdracht = overdracht_van(signaal)
    if overdracht is not None and overdracht.vraagt_iemand:
        if mag_afhandelen("overdragen", signaal, gebruiker):
            hand = overdracht.stand == Overdracht.Stand.HAND
            return "overdracht", "Draag over" if hand else "Los op"
        return None
    if overdracht is not None and overdracht.wacht:
        return None
    if mag_antwoorden(signaal, gebruiker):
        return "antwoord", "Geef antwoord"
    return ("oplossing", "Geef antwoord") if mag_oplossen(signaal, gebruiker) else None


def mag_antwoorden(signaal: Signaal, gebruiker: Gebruiker) -> bool:
    if signaal.gevoelig == "ja" and niveau_van(signaal) != Niveau.ALLES:
        return False
    return mag_stap(SIGNAAL["beantwoorden"], onderwerp(signaal), gebruiker, bij_antwoord(signaal, gebruiker))


def mag_oplossen(signaal: Signaal, gebruiker: Gebruiker) -> bool:
    """Whether this person may solve and close it at once."""
    if signaal.gevoelig == "ja" or signaal.stand not in {Signaal.Stand.GEREGISTREERD, Signaal.Stand.UITGEZET}:
        return False
    if signaal.escalatie and not actief_profiel().escalatie(signaal.escalatie).zelf_afsluiten:
        return False
    return mag(gebruiker, Recht.SIGNAAL_OPLOSSEN, signaal.plek())


def mag_afhandelen(stap: str, signaal: Signaal, gebruiker: Gebruiker) -> bool:
    if not kent(signaal, niveau_van(signaal)):
        return False
    return mag_stap(SIGNAAL[stap], onderwerp(signaal), gebruiker, bij_afhandeling(signaal, gebruiker))
