"""Sending a signal out: who may, to whom, in how many parts, and whose it then is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from signalen.acties.basis import (
    eis_onveranderd,
    indieners,
    meld,
    meld_eigenaar,
    niet_dubbel,
    noteer_route,
    schrijf,
    vergrendel,
    werk_plek_bij,
)
from signalen.acties.overdracht import AFGESCHERMD, zet_overdracht_klaar
from signalen.models import Deelactie, Signaal
from signalen.regels import onderwerp, onderwerp_deel
from signalen.routes import (
    als_selector,
    bestemmingen,
    eigen_houder,
    is_beleidsroute,
    poortwachters,
    raakt_beleid,
    routes_voor,
)
from signalen.stroom import SIGNAAL
from signalen.verstrekken import Verklaring, klachten_buiten, klachten_vraag, leg_vast
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.rijen.signalen import Route
from wijkwerk.regels.service import Klacht, Stap, StapGeweigerd, Toestemming, bezwaren, eis_stap, mag_stap


@dataclass(frozen=True)
class Deelvraag:
    """What is asked of one party: wat, wie, wanneer.

    `vervangt` is the refused part in whose place it comes; who accepts a part that `verwijst` becomes the owner.
    `verklaring`: on what basis it goes outside, where the profile does not say.
    """

    houder: Houder
    wat: str
    uiterlijk: date | None
    discipline: str = ""
    vervangt: Deelactie | None = None
    verwijst: bool = False
    verklaring: Verklaring | None = None


@transaction.atomic
def zet_uit(
    *,
    signaal: Signaal,
    door: Gebruiker,
    delen: Sequence[Deelvraag] = (),
    route: str = "",
    eigenaar: Houder | None = None,
    systeemnummer: str = "",
    contact_mee: bool = False,
    velden: Mapping[str, Any] | None = None,
    zonder_deel: bool = False,
    gezien: str = "",
    waarom_anders: str = "",
) -> Signaal:
    """Send the signal along a route, in one or more parts; return it, with `adviezen`.

    Without `route` the expected one. To `balie`, `meldsysteem` or an overleg there need be no part. The owner is
    `eigenaar`, else the one it already had, else whoever takes the first part. `zonder_deel`: `eigenaar` takes it
    otherwise (with its whole dossier, as an initiative), so there is no part, nor a mail, of this one alone. Who may send: the lists of the route
    (`door`) alone; without list the right `signaal.uitzetten`. Asking an adviser on policy is the step `koppelen`.
    To `meldsysteem` without `systeemnummer` the worker hands it over; `contact_mee`: the melder agreed that the contact
    data go along. What is shielded goes to no other system. `gezien`: how it stood for the sender (`gezien_van`); when
    somebody else sent it meanwhile, StandVeranderd. `waarom_anders`: why not the route it had; a change is always logged.
    """
    signaal = vergrendel(signaal)
    eis_onveranderd(signaal, gezien)
    profiel = actief_profiel()
    rij, klachten = _route(profiel, signaal, route)
    zelf = [eigenaar] if zonder_deel and eigenaar else []
    houders = [deel.houder for deel in delen] + zelf
    stap = SIGNAAL["koppelen" if any(raakt_beleid(profiel, houder) for houder in houders) else "uitzetten"]
    gegevens = {**(velden or {}), "systeemnummer": systeemnummer}
    onderwerp_nu = onderwerp(signaal, gegevens)
    klachten += _klachten(signaal, rij, delen, zonder_deel=zonder_deel) + klachten_buiten(signaal, zelf)
    if len(delen) > 1 and not rij.splitsen and not _mag_samen(rij, houders):
        klachten.append(Klacht("Deze route gaat naar één partij. Kies een route die splitst.", "delen"))
    adviezen: list[Klacht] = []
    van_profiel: list[Klacht] = []
    for deel in delen:
        hard, advies = bezwaren("vragen", onderwerp_deel(signaal, _gegevens(deel)), door)
        van_profiel += hard
        adviezen += advies
    klachten = niet_dubbel(klachten, van_profiel) + van_profiel
    uitkomst = eis_stap(
        stap,
        onderwerp_nu,
        door,
        stand=signaal.stand,
        toestemming=_toestemming(stap, signaal, rij, _doelen(houders), door),
        ook=klachten,
    )
    for deel in delen:
        _vraag(signaal, deel, door)
    _zet_houder(signaal, door, rij, delen, eigenaar)
    noteer_route(signaal, rij.sleutel, door, waarom_anders)
    for deel in delen:
        leg_vast(signaal, [deel.houder], door, deel.verklaring)
    leg_vast(signaal, zelf, door)
    schrijf(
        signaal,
        stap.naam,
        door,
        gegevens={"route": rij.sleutel, "delen": len(delen)},
        stand=stap.naar,
        route=rij.sleutel,
        systeemnummer=systeemnummer or signaal.systeemnummer,
        velden={**signaal.velden, **(velden or {})},
        plek_gebieden=signaal.plek_gebieden,
        plek_partijen=signaal.plek_partijen,
        **{veld: getattr(signaal, veld) for veld in Signaal.HOUDER_VELDEN},
    )
    if rij.is_meldsysteem:
        zet_overdracht_klaar(signaal, nummer=systeemnummer, contact_mee=contact_mee)
    signaal.adviezen = (*uitkomst.adviezen, *adviezen)
    meld(uitkomst, "signaal-uitgezet", signaal, door)
    if not zonder_deel and not any(houder == signaal.houder for houder in houders):
        meld_eigenaar(signaal, door)
    return signaal


def koppel(
    *, signaal: Signaal, adviseur: Houder, wat: str, uiterlijk: date | None, door: Gebruiker, gezien: str = ""
) -> Signaal:
    """Link a question of policy to an adviser (DHR-09); refused for an initiative (DHR-11)."""
    profiel = actief_profiel()
    if not raakt_beleid(profiel, adviseur):
        raise StapGeweigerd((Klacht("Kies een adviseur.", "adviseur"),))
    routes = routes_voor(profiel, signaal.soort, signaal.kanaal)
    route = next((rij.sleutel for rij in routes if _leidt_naar(profiel, rij, adviseur)), routes[0].sleutel)
    vraag = Deelvraag(adviseur, wat, uiterlijk)
    return zet_uit(signaal=signaal, door=door, delen=[vraag], route=route, gezien=gezien)


def _leidt_naar(profiel: Profiel, route: Route, adviseur: Houder) -> bool:
    rollen = {adviseur.rol} if adviseur.rol else set()
    if adviseur.persoon is not None:
        rollen = {v.rol.sleutel for v in adviseur.persoon.vervullingen}
    return any(selector.soort == "rol" and selector.waarde in rollen for selector in route.naar)


def mag_uitzetten(signaal: Signaal, door: Gebruiker, route: Route) -> bool:
    """Whether this person may send this signal where this route proposes: for buttons and Vandaag; costs no query."""
    profiel = actief_profiel()
    doelen = route.bestemming(themas=tuple(signaal.themas))
    stap = SIGNAAL["koppelen" if is_beleidsroute(profiel, doelen) else "uitzetten"]
    toestemming = _toestemming(stap, signaal, route, doelen, door)
    return signaal.stand in stap.van and mag_stap(stap, onderwerp(signaal), door, toestemming)


def _doelen(houders: Iterable[Houder]) -> list[Selector]:
    return [selector for houder in houders if (selector := als_selector(houder))]


def _route(profiel: Profiel, signaal: Signaal, gekozen: str) -> tuple[Route, list[Klacht]]:
    mogelijk = {rij.sleutel: rij for rij in routes_voor(profiel, signaal.soort, signaal.kanaal)}
    sleutel = gekozen or signaal.route
    if sleutel in mogelijk:
        return mogelijk[sleutel], []
    return next(iter(mogelijk.values())), [Klacht("Deze route kan dit signaal niet nemen.", "route")]


def _klachten(
    signaal: Signaal, route: Route, delen: Sequence[Deelvraag], *, zonder_deel: bool
) -> list[Klacht]:
    geen_deel_nodig = (
        zonder_deel
        or route.is_balie
        or route.is_meldsysteem
        or any(wie.soort == "overleg" for wie in route.naar)
    )
    al_uitgezet = signaal.stand == Signaal.Stand.UITGEZET
    kies = (
        "Dit signaal is al uitgezet. Kies wie u nog meer vraagt." if al_uitgezet else "Kies wie dit oppakt."
    )
    klachten = [] if delen or geen_deel_nodig else [Klacht(kies, "delen")]
    if route.is_meldsysteem and signaal.is_afgeschermd:
        klachten.append(Klacht(AFGESCHERMD, "route"))
    al_gevraagd = [deel.afspraak.houder for deel in signaal.delen.open().voor_lijst()]
    for nummer, deel in enumerate(delen):
        klachten += klachten_vraag(signaal, deel.houder, deel.wat, deel.verklaring, f"grondslag-{nummer}")
        if not deel.wat.strip():
            klachten.append(Klacht(f"Schrijf op wat u vraagt van {deel.houder}.", "wat"))
        if deel.uiterlijk is None:
            klachten.append(Klacht(f"Kies wanneer {deel.houder} klaar moet zijn.", "wanneer"))
        if deel.houder in al_gevraagd:
            klachten.append(Klacht(f"{deel.houder} is al gevraagd."))
    return klachten


def _mag_samen(route: Route, houders: Sequence[Houder]) -> bool:
    """A route that names several parties at once (no choice) may go to all of them."""
    return len(route.naar) > 1 and len(houders) <= len(route.naar)


def _gegevens(deel: Deelvraag) -> dict[str, Any]:
    return {"wat": deel.wat, "wanneer": deel.uiterlijk, "wie": deel.houder, "discipline": deel.discipline}


def _toestemming(
    stap: Stap, signaal: Signaal, route: Route, doelen: Sequence[Selector], door: Gebruiker
) -> Toestemming | None:
    """Who may send this way. Of several lists the first that this person is not on, so that the refusal names it."""
    lijsten = poortwachters(actief_profiel(), route, signaal.kanaal, doelen)
    if _vraagt_als_eigenaar(signaal, door):
        lijsten = [wie for wie in lijsten if wie != route.door] or [(Selector("iedereen"),)]
    keuzes = [Toestemming(wie=wie, alleen=True) for wie in lijsten]
    if not keuzes:
        return _eigen_afgeschermde(signaal, door)
    nu = onderwerp(signaal)
    return next((keuze for keuze in keuzes if not mag_stap(stap, nu, door, keuze)), keuzes[0])


def _vraagt_als_eigenaar(signaal: Signaal, door: Gebruiker) -> bool:
    """The owner of a signal that was sent may ask effort of others for it, by the right to ask (DHR-10, DHR-17)."""
    eigenaar = signaal.houder
    if signaal.stand != Signaal.Stand.UITGEZET or eigenaar is None or not eigenaar.is_van(door):
        return False
    return mag(door, Recht.AFSPRAAK_VRAGEN, signaal.plek())


def _eigen_afgeschermde(signaal: Signaal, door: Gebruiker) -> Toestemming | None:
    """Who registered a shielded signal may send it where the route names nobody.

    Else it would wait for somebody who is not even to know of it.
    """
    if signaal.gevoelig != Signaal.Gevoelig.JA:
        return None
    return Toestemming(wie=(Selector("indiener"),), betrokkenen={"indiener": indieners(signaal)})


def _vraag(signaal: Signaal, deel: Deelvraag, door: Gebruiker) -> Deelactie:
    assert deel.uiterlijk is not None
    afspraak = afspraken.maak(
        wat=deel.wat.strip(),
        houder=deel.houder,
        uiterlijk=deel.uiterlijk,
        bron=signaal,
        gebieden=signaal.gebieden.all(),
        door=door,
        gevoelig=signaal.gevoelig,
        thema=signaal.themas[0] if signaal.themas else "",
    )
    return Deelactie.objects.create(
        signaal=signaal,
        afspraak=afspraak,
        discipline=deel.discipline,
        vervangt=deel.vervangt,
        verwijst=deel.verwijst,
    )


def _zet_houder(
    signaal: Signaal, door: Gebruiker, route: Route, delen: Sequence[Deelvraag], eigenaar: Houder | None
) -> None:
    """Give it an owner, for good: the chosen one, the one it had, or whoever takes the first part.

    A part that was refused made the sender owner; who takes it instead becomes the owner after all.
    """
    nu = signaal.houder
    gevraagd = [deel.houder for deel in delen]
    al_bezig = [deel.afspraak.houder for deel in signaal.delen.open().voor_lijst()]
    werkt_eraan = nu in al_bezig and nu not in gevraagd
    if eigenaar is None and signaal.stand == Signaal.Stand.UITGEZET:
        overgenomen = [deel.houder for deel in delen if deel.vervangt]
        eigenaar = overgenomen[0] if overgenomen and not werkt_eraan else nu
    if eigenaar is None and delen:
        eigenaar = delen[0].houder
    if eigenaar is None:
        overleg = [b.houder for b in bestemmingen(actief_profiel(), route, signaal) if b.overleg and b.houder]
        eigenaar = overleg[0] if overleg else nu
    signaal.houder = eigenaar or eigen_houder(door, signaal.gebied, Plek(frozenset(signaal.plek_gebieden)))
    werk_plek_bij(signaal)
