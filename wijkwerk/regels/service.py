"""The step runner: does this step exist from here, may this person take it, what does the profile say?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import eis, mag, verbod
from wijkwerk.gebruikers.wie import Betrokkenen, Wie, is_een
from wijkwerk.profiel import regels as regelsoorten
from wijkwerk.regels.klachten import Klacht, StandVeranderd, StapGeweigerd
from wijkwerk.regels.onderwerp import Betekenis, Onderwerp
from wijkwerk.regels.soorten import SOORTEN, aantal_keren, houder_sleutel, selector_naam
from wijkwerk.regels.stroom import Stap, Stroom

__all__ = [
    "Betekenis",
    "Klacht",
    "Onderwerp",
    "StandVeranderd",
    "Stap",
    "StapGeweigerd",
    "Stroom",
    "Toestemming",
    "Uitkomst",
    "aantal_keren",
    "bezwaren",
    "eis_recht",
    "eis_stap",
    "houder_sleutel",
    "mag_stap",
    "selector_naam",
    "wie_hoort_het",
]


@dataclass(frozen=True)
class Uitkomst:
    """A step that may be taken: advice that does not block, and who the profile wants told."""

    adviezen: tuple[Klacht, ...]
    meldt: Wie


@dataclass(frozen=True)
class Toestemming:
    """Who the profile names for this kind of thing (`door`, `taken`, `auteur`, …).

    Naming gives the right for that kind, beside `mag`. With `alleen` nobody else has it: a route says who may send.
    """

    wie: Wie = ()
    alleen: bool = False
    betrokkenen: Betrokkenen | None = None


def mag_stap(
    stap: Stap, onderwerp: Onderwerp, door: Gebruiker | None, toestemming: Toestemming | None = None
) -> bool:
    """Whether this person may take the step here. The system itself (None) may."""
    if door is None:
        return True
    if stap.recht is not None and verbod(door, stap.recht, onderwerp.plek):
        return False
    if toestemming and toestemming.wie:
        genoemd = is_een(door, toestemming.wie, onderwerp.plek, toestemming.betrokkenen)
        if genoemd or toestemming.alleen:
            return genoemd
    return stap.recht is None or mag(door, stap.recht, onderwerp.plek)


def eis_recht(
    stap: Stap, onderwerp: Onderwerp, door: Gebruiker | None, toestemming: Toestemming | None = None
) -> None:
    """Raise PermissionDenied, in Dutch and with the reason, unless `mag_stap`: before a page shows its form."""
    if mag_stap(stap, onderwerp, door, toestemming):
        return
    if toestemming and toestemming.alleen:
        namen = " of ".join(selector_naam(selector, onderwerp) for selector in toestemming.wie)
        raise PermissionDenied(f"Dit mag alleen: {namen}.")
    if stap.recht is not None and door is not None:
        eis(door, stap.recht, onderwerp.plek)
    raise PermissionDenied("U heeft hier niet het recht om dit te doen.")


def bezwaren(stap: str, onderwerp: Onderwerp, door: Gebruiker | None) -> tuple[list[Klacht], list[Klacht]]:
    """Return (what blocks, what is only advice) of the rules of the profile at this step, all at once."""
    hard: list[Klacht] = []
    advies: list[Klacht] = []
    for regel in _regels(stap, onderwerp):
        if regel.soort in SOORTEN:
            lijst = advies if regel.aard == "advies" else hard
            lijst.extend(SOORTEN[regel.soort](regel, onderwerp, door))
    return hard, advies


def _regels(stap: str, onderwerp: Onderwerp) -> list[regelsoorten.Regel]:
    soorten = (onderwerp.soort, *onderwerp.ook_soorten)
    regels = onderwerp.profiel.regels_bij(
        onderwerp.object, stap, soort_sleutel=soorten, themas=onderwerp.themas
    )
    return [regel for regel in regels if not regel.als or onderwerp.feit(regel.als)]


def wie_hoort_het(stap: str, onderwerp: Onderwerp) -> Wie:
    """The selectors of all `meldt` rules at this step."""
    return tuple(
        selector
        for regel in _regels(stap, onderwerp)
        if isinstance(regel, regelsoorten.Meldt)
        for selector in regel.aan
    )


def eis_stap(
    stap: Stap,
    onderwerp: Onderwerp,
    door: Gebruiker | None,
    *,
    stand: str,
    toestemming: Toestemming | None = None,
    ook: Iterable[Klacht] = (),
) -> Uitkomst:
    """Check a step in full, before anything is written.

    `ook` are complaints of the app itself (baseline rules that are in no profile). Raises PermissionDenied without
    the right, StandVeranderd from another state, StapGeweigerd with every complaint at once.
    """
    eis_recht(stap, onderwerp, door, toestemming)
    if stand not in stap.van:
        raise StandVeranderd((Klacht(f"Dit kan niet meer: de stand is nu “{stand.replace('_', ' ')}”."),))
    hard, advies = bezwaren(stap.naam, onderwerp, door)
    klachten = (*ook, *hard)
    if klachten:
        raise StapGeweigerd(klachten)
    return Uitkomst(tuple(advies), wie_hoort_het(stap.naam, onderwerp))
