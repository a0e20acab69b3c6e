"""Where a signal of a kind goes, who may send it there, and how shielded it begins: read from the profile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from signalen.models import Signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import Wie
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.rijen.signalen import Route
from wijkwerk.wijken.models import Gebied, Partij

HOOGTE = {"nee": 0, "beperkt": 1, "ja": 2}
BELEID = (Recht.BELEID_ADVISEREN, Recht.BELEID_VOORBEREIDEN)


def strengste(*gevoelig: str) -> str:
    return max(gevoelig, key=HOOGTE.__getitem__)


def verwachte_route(profiel: Profiel, soort: str, kanaal: str = "") -> Route:
    """Return the route of the kind. A route that is bound to other origins (`uit`) gives way to one that is not."""
    route = profiel.route(profiel.signaalsoort(soort).route)
    if not route.uit or not kanaal or kanaal in route.uit:
        return route
    return next((ander for ander in profiel.routes if kanaal in ander.uit), route)


def routes_voor(profiel: Profiel, soort: str, kanaal: str) -> list[Route]:
    """Return the routes that this signal may take, the expected one first."""
    verwacht = verwachte_route(profiel, soort, kanaal)
    vandaag = timezone.localdate()
    anders = [
        route
        for route in profiel.routes
        if route.sleutel != verwacht.sleutel and route.geldt_op(vandaag) and (not route.uit or kanaal in route.uit)
    ]
    return [verwacht, *anders]


def gevoelig_bij_registratie(profiel: Profiel, soort: str, themas: Iterable[str] = ()) -> str:
    """Return how shielded a signal of this kind is at least: the kind, its theme and the themes that were chosen."""
    rij = profiel.signaalsoort(soort)
    alle = {*themas, *([rij.thema] if rij.thema else [])}
    return strengste(rij.gevoelig, *(profiel.thema(thema).gevoelig for thema in alle))


# --- destinations


@dataclass(frozen=True)
class Bestemming:
    """One place where a route may lead: a holder, or an overleg that will take it up."""

    sleutel: str
    naam: str
    houder: Houder | None
    overleg: str = ""
    discipline: str = ""
    voorgesteld: bool = False


def bestemmingen(profiel: Profiel, route: Route, signaal: Signaal) -> list[Bestemming]:
    """Return where this route can bring this signal; those that the route proposes are marked."""
    voorstel = route.bestemming(themas=tuple(signaal.themas))
    rijen: dict[str, Bestemming] = {}
    bronnen = [(selector, "") for selector in voorstel]
    bronnen += [(selector, keuze.discipline or "") for keuze in route.kiezen for selector in keuze.naar]
    bronnen += [(selector, "") for selector in route.naar]
    for selector, discipline in bronnen:
        for bestemming in _van_selector(profiel, selector, signaal.gebied, discipline):
            oud = rijen.get(bestemming.sleutel)
            if oud is None or (discipline and not oud.discipline):
                rijen[bestemming.sleutel] = Bestemming(
                    bestemming.sleutel,
                    bestemming.naam,
                    bestemming.houder,
                    bestemming.overleg,
                    discipline,
                    voorgesteld=selector in voorstel,
                )
    return list(rijen.values())


def _van_selector(profiel: Profiel, selector: Selector, gebied: Gebied, discipline: str) -> list[Bestemming]:
    match selector.soort:
        case "rol":
            houder = Houder(rol=selector.waarde, gebied=gebied)
            return [Bestemming(str(selector), str(houder), houder, discipline=discipline)]
        case "partij":
            partijen = Partij.objects.filter(sleutel=selector.waarde)
        case "discipline":
            partijen = Partij.objects.actief().filter(disciplines__contains=[selector.waarde])
        case "soort":
            partijen = Partij.objects.actief().filter(soort=selector.waarde, gebieden__pk__in=gebied.voorouders)
        case "overleg":
            naam = profiel.overlegvorm(selector.waarde).naam
            return [Bestemming(str(selector), naam, _houder_van_overleg(profiel, selector.waarde, gebied), selector.waarde)]
        case _:
            return []
    return [
        Bestemming(f"partij:{partij.sleutel}", partij.naam, Houder(partij=partij), discipline=discipline)
        for partij in partijen
    ]


def _houder_van_overleg(profiel: Profiel, vorm: str, gebied: Gebied) -> Houder | None:
    """Who makes the agenda of that overleg owns what waits for it."""
    taken = profiel.overlegvorm(vorm).taken
    for selector in (*taken.agenda, *taken.initiatief, *taken.voorzitter):
        if selector.soort == "rol":
            return Houder(rol=selector.waarde, gebied=gebied)
    return None


def houder_van_sleutel(sleutel: str, gebied: Gebied) -> Houder | None:
    """Return the holder that `regels.houder_sleutel` wrote down, or None for what names nobody."""
    soort, _, waarde = sleutel.partition(":")
    if soort == "rol" and waarde:
        return Houder(rol=waarde, gebied=gebied)
    if soort == "partij":
        partij = Partij.objects.filter(sleutel=waarde).first()
        return Houder(partij=partij) if partij else None
    if soort == "persoon" and waarde.isdigit():
        persoon = Gebruiker.objects.filter(pk=int(waarde), is_active=True).first()
        return Houder(persoon=persoon) if persoon else None
    return None


def eigen_houder(door: Gebruiker, gebied: Gebied, plek: Plek) -> Houder:
    """The role in which somebody acts here, as holder: a role stays when a person leaves."""
    hier = [vervulling for vervulling in door.vervullingen if vervulling.geldt_in(plek)]
    for vervulling in sorted(hier, key=lambda v: ("gebied", "gemeente", "partij").index(v.rol.bereik)):
        if vervulling.rol.bereik != "partij":
            return Houder(rol=vervulling.rol.sleutel, gebied=gebied)
    return Houder(persoon=door)


# --- who may send


def raakt_beleid(profiel: Profiel, houder: Houder | None) -> bool:
    """Whether this holder is an adviser on policy: asking one is a step of its own (`signaal.koppelen`)."""
    if houder is None or not any("signaal.koppelen" in rol.mag for rol in profiel.rollen):
        return False
    if houder.persoon is not None:
        return any(set(BELEID) & set(v.rol.mag) for v in houder.persoon.vervullingen)
    return bool(houder.rol) and bool(set(BELEID) & set(profiel.rol(houder.rol).mag)) and not _koppelt(profiel, houder.rol)


def _koppelt(profiel: Profiel, rol: str) -> bool:
    return "signaal.koppelen" in profiel.rol(rol).mag


def poortwachters(profiel: Profiel, route: Route, kanaal: str, houders: Iterable[Houder]) -> list[Wie]:
    """Return every list of who may send this way; all of them must hold.

    Beside the `door` of the route itself: a route that is bound to this origin (`uit`) says who may reach its
    destinations from there, whatever route is taken (DHR-37).
    """
    lijsten = [route.door] if route.door else []
    bereikt = {_als_selector(houder) for houder in houders}
    for ander in profiel.routes:
        if ander.sleutel == route.sleutel or kanaal not in ander.uit or not ander.door:
            continue
        doelen = {*ander.naar, *(selector for keuze in ander.kiezen for selector in keuze.naar)}
        if bereikt & doelen:
            lijsten.append(ander.door)
    return lijsten


def _als_selector(houder: Houder) -> Selector | None:
    if houder.partij is not None:
        return Selector("partij", houder.partij.sleutel)
    return Selector("rol", houder.rol) if houder.rol else None


# --- escalation


def begin_escalatie(profiel: Profiel, route: Route, eigenaar: Houder | None) -> str:
    """Return the level at which a signal starts: the first whose people the route, or the owner, names."""
    if not profiel.escalaties:
        return ""
    doelen = {*route.naar, *(selector for keuze in route.kiezen for selector in keuze.naar)}
    if eigenaar is not None and (selector := _als_selector(eigenaar)):
        doelen = {selector}
    for niveau in profiel.escalaties:
        if doelen & set(niveau.wie):
            return niveau.sleutel
    return profiel.escalaties[0].sleutel


def escalatie_nummer(profiel: Profiel, sleutel: str) -> int:
    return next((nr for nr, rij in enumerate(profiel.escalaties) if rij.sleutel == sleutel), 0)
