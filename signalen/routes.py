"""Where a signal of a kind goes, who may send it there, and how shielded it begins: read from the profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from signalen.models import Signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import Wie
from wijkwerk.gemeente.service import actief_profiel
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


def waarom_route(profiel: Profiel, route: Route, signaal: Signaal) -> str:
    """Return why the profile proposes this route for this signal, in words for the screen; empty when it does not."""
    if route.sleutel != verwachte_route(profiel, signaal.soort, signaal.kanaal).sleutel:
        return ""
    if signaal.kanaal in route.uit:
        return f"dit signaal komt uit: {signaal.kanaalnaam}"
    reden = f"het is “{signaal.soortnaam}”"
    gekozen = [keuze.thema for keuze in route.kiezen if keuze.thema in signaal.themas]
    themas = " en ".join(profiel.thema(thema).naam for thema in gekozen if thema)
    return f"{reden}, met thema {themas}" if themas else reden


def routes_voor(profiel: Profiel, soort: str, kanaal: str) -> list[Route]:
    """Return the routes that this signal may take, the expected one first."""
    verwacht = verwachte_route(profiel, soort, kanaal)
    vandaag = timezone.localdate()
    anders = [
        route
        for route in profiel.routes
        if route.sleutel != verwacht.sleutel
        and route.geldt_op(vandaag)
        and (not route.uit or kanaal in route.uit)
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
    """Return where this route can bring this signal, in the order of the file; what it proposes is marked.

    `daarna` comes last and is never proposed: whom the first one asks next.
    """
    voorstel = route.bestemming(themas=tuple(signaal.themas))
    disciplines = {selector: keuze.discipline or "" for keuze in route.kiezen for selector in keuze.naar}
    alle = dict.fromkeys([*voorstel, *disciplines, *route.naar, *route.daarna])
    namen = [selector.waarde for selector in alle if selector.soort == "partij"]
    partijen = (
        {partij.sleutel: partij for partij in Partij.objects.filter(sleutel__in=namen)} if namen else {}
    )
    rijen: dict[str, Bestemming] = {}
    for selector in alle:
        for sleutel, naam, houder in _houders(profiel, selector, signaal.gebied, partijen):
            rijen.setdefault(
                sleutel,
                Bestemming(
                    sleutel,
                    naam,
                    houder,
                    overleg=selector.waarde if selector.soort == "overleg" else "",
                    discipline=disciplines.get(selector, ""),
                    voorgesteld=selector in voorstel,
                ),
            )
    return list(rijen.values())


def _houders(
    profiel: Profiel, selector: Selector, gebied: Gebied, partijen: Mapping[str, Partij]
) -> list[tuple[str, str, Houder | None]]:
    """Return key, name and holder of everybody that a selector of a route means in this area."""
    match selector.soort:
        case "rol":
            houder = Houder(rol=selector.waarde, gebied=gebied)
            return [(str(selector), str(houder), houder)]
        case "partij":
            gevonden = [partijen[selector.waarde]] if selector.waarde in partijen else []
        case "discipline":
            gevonden = list(Partij.objects.actief().filter(disciplines__contains=[selector.waarde]))
        case "soort":
            gevonden = list(
                Partij.objects.actief().filter(soort=selector.waarde, gebieden__pk__in=gebied.voorouders)
            )
        case "overleg":
            naam = profiel.overlegvorm(selector.waarde).naam
            return [(str(selector), naam, _houder_van_overleg(profiel, selector.waarde, gebied))]
        case _:
            return []
    return [(f"partij:{partij.sleutel}", partij.naam, Houder(partij=partij)) for partij in gevonden]


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
    if soort == "rol":
        bekend = any(rol.sleutel == waarde for rol in actief_profiel().rollen)
        return Houder(rol=waarde, gebied=gebied) if bekend else None
    if soort == "partij":
        partij = Partij.objects.filter(sleutel=waarde).first()
        return Houder(partij=partij) if partij else None
    if soort == "persoon" and waarde.isdecimal():
        persoon = Gebruiker.objects.filter(pk=int(waarde[:18]), is_active=True).first()
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


def koppelt(profiel: Profiel) -> bool:
    """Whether asking an adviser on policy is a step of its own here: somebody holds the right to it."""
    return any("signaal.koppelen" in rol.mag for rol in profiel.rollen)


def adviseursrollen(profiel: Profiel) -> list[str]:
    """Return the roles that advise on policy and do not link signals themselves."""
    return [
        rol.sleutel
        for rol in profiel.rollen
        if set(BELEID) & set(rol.mag) and "signaal.koppelen" not in rol.mag
    ]


def raakt_beleid(profiel: Profiel, houder: Houder) -> bool:
    """Whether this holder is an adviser on policy: asking one is the step `koppelen` (DHR-09)."""
    if not koppelt(profiel):
        return False
    rollen = {houder.rol} if houder.rol else set()
    if houder.persoon is not None:
        rollen = {vervulling.rol.sleutel for vervulling in houder.persoon.vervullingen}
    return bool(rollen & set(adviseursrollen(profiel)))


def is_beleidsroute(profiel: Profiel, doelen: Iterable[Selector]) -> bool:
    """The same question about selectors, without a query."""
    rollen = set(adviseursrollen(profiel)) if koppelt(profiel) else set()
    return any(doel.soort == "rol" and doel.waarde in rollen for doel in doelen)


def poortwachters(profiel: Profiel, route: Route, kanaal: str, doelen: Iterable[Selector]) -> list[Wie]:
    """Return every list of who may send this way; all of them must hold.

    Beside the `door` of the route itself: a route that is bound to this origin (`uit`) says who may reach its
    destinations from there, whatever route is taken (DHR-37).
    """
    lijsten = [route.door] if route.door else []
    bereikt = set(doelen)
    for ander in profiel.routes:
        if ander.sleutel == route.sleutel or kanaal not in ander.uit or not ander.door:
            continue
        if bereikt & {*ander.naar, *(selector for keuze in ander.kiezen for selector in keuze.naar)}:
            lijsten.append(ander.door)
    return lijsten


def als_selector(houder: Houder) -> Selector | None:
    if houder.partij is not None:
        return Selector("partij", houder.partij.sleutel)
    return Selector("rol", houder.rol) if houder.rol else None


# --- escalation


def begin_escalatie(profiel: Profiel, route: Route, eigenaar: Houder | None) -> str:
    """Return the level at which a signal starts: the first whose people the route, or the owner, names."""
    if not profiel.escalaties:
        return ""
    doelen = {*route.naar, *(selector for keuze in route.kiezen for selector in keuze.naar)}
    if eigenaar is not None and (selector := als_selector(eigenaar)):
        doelen = {selector}
    for niveau in profiel.escalaties:
        if doelen & set(niveau.wie):
            return niveau.sleutel
    return profiel.escalaties[0].sleutel


def escalatie_nummer(profiel: Profiel, sleutel: str) -> int:
    return next((nr for nr, rij in enumerate(profiel.escalaties) if rij.sleutel == sleutel), 0)
