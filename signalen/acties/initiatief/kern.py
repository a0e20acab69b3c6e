"""What all steps of an initiative share: lock it, know who may, write it, log it, tell who handed it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from signalen.models import Initiatief, Signaal
from signalen.regels import onderwerp_initiatief
from signalen.rolgrenzen import grens
from signalen.stroom import INITIATIEF
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, Toestemming, Uitkomst, eis_stap, mag_stap
from wijkwerk.wijken.models import Gebied

# Beside the right of the step itself, on which right somebody may take it; and whether its owner may.
OOK = {
    "in-behandeling-nemen": (Recht.AFSPRAAK_BEWAKEN,),
    "tot-project-maken": (Recht.INITIATIEF_WEGEN,),
    "overdragen": (Recht.AFSPRAAK_BEWAKEN,),
}
VAN_EIGENAAR = {"wijzigen", "contact", "uitvoeren", "overdragen", "afronden"}


def vergrendel(initiatief: Initiatief) -> Initiatief:
    return (
        Initiatief.objects.select_for_update(of=("self",))
        .select_related("gebied", "indiener")
        .get(pk=initiatief.pk)
    )


def plek_voor(gebied: Gebied) -> Plek:
    return Plek(frozenset(gebied.voorouders))


def toestemming(stap: str, initiatief: Initiatief, door: Gebruiker) -> Toestemming | None:
    """Whom the kind of initiative names: its owner, who its route leads to, and who guards that none lies ownerless."""
    plek = initiatief.plek()
    eigenaar = initiatief.houder
    wie: list[Selector] = []
    if stap in VAN_EIGENAAR and eigenaar is not None and eigenaar.is_van(door):
        wie.append(Selector("iedereen"))
    if any(mag(door, recht, plek) for recht in OOK.get(stap, ())):
        wie.append(Selector("iedereen"))
    if stap == "in-behandeling-nemen" and initiatief.soort:
        profiel = actief_profiel()
        route = profiel.route(profiel.signaalsoort(initiatief.soort).route)
        wie += [selector for selector in (*route.door, *route.naar) if selector.soort == "rol"]
    if stap == "wijzigen" and initiatief.stand == Initiatief.Stand.INGEDIEND:
        wie += [Selector("iedereen")] if initiatief.indiener_id == door.pk else []
    return Toestemming(wie=tuple(wie)) if wie else None


def mag_initiatief(stap: str, initiatief: Initiatief, door: Gebruiker) -> bool:
    """Whether this person may take this step now: for buttons and Vandaag."""
    if initiatief.stand not in INITIATIEF[stap].van:
        return False
    return mag_stap(
        INITIATIEF[stap], onderwerp_initiatief(initiatief), door, toestemming(stap, initiatief, door)
    )


def eis(
    stap: str,
    initiatief: Initiatief,
    door: Gebruiker,
    *,
    stand: str | None = None,
    gegevens: Mapping[str, Any] | None = None,
    ook: Iterable[Klacht] = (),
) -> Uitkomst:
    return eis_stap(
        INITIATIEF[stap],
        onderwerp_initiatief(initiatief, gegevens),
        door,
        stand=initiatief.stand if stand is None else stand,
        toestemming=toestemming(stap, initiatief, door),
        ook=ook,
    )


def schrijf(
    initiatief: Initiatief,
    stap: str,
    door: Gebruiker,
    van_profiel: Uitkomst | None = None,
    *,
    reden: str = "",
    **velden: Any,
) -> Initiatief:
    """Save these fields, log the step, and tell who handed it in and whom the profile names."""
    for naam, waarde in velden.items():
        setattr(initiatief, naam, waarde)
    if velden:
        initiatief.save(update_fields=list(velden))
    regel = noteer(door=door, stap=f"initiatief.{stap}", ding=initiatief, reden=reden)
    moment = f"{stap}-{regel.pk}"
    if initiatief.indiener_id != door.pk and initiatief.gevoelig != Signaal.Gevoelig.JA:
        zet_klaar("initiatief-stap", ontvanger=initiatief.indiener, ding=initiatief, moment=moment)
    if van_profiel is not None:
        zet_klaar_voor(
            van_profiel.meldt,
            "initiatief-stap",
            ding=initiatief,
            plek=initiatief.plek(),
            moment=moment,
            behalve=door,
        )
    return initiatief


def klachten_eigenaar(eigenaar: Houder | None, gebied: Gebied) -> Iterable[Klacht]:
    """Somebody, and nobody whose role forbids to pull an initiative there (HEL-65)."""
    if eigenaar is None:
        yield Klacht("Kies een eigenaar.", "eigenaar")
        return
    reden = grens(actief_profiel(), eigenaar, Recht.INITIATIEF_TREKKEN, plek_voor(gebied))
    if reden:
        yield Klacht(reden, "eigenaar")


def zet_eigenaar(initiatief: Initiatief, eigenaar: Houder, door: Gebruiker) -> dict[str, Any]:
    """Set the owner and the place; return the fields to save. The new owner is told."""
    initiatief.houder = eigenaar
    zet_plek(initiatief)
    for persoon in eigenaar.personen():
        if persoon.pk != door.pk:
            zet_klaar("initiatief-eigenaar", ontvanger=persoon, ding=initiatief, wacht_minuten=10)
    namen = [*Initiatief.HOUDER_VELDEN, "plek_gebieden", "plek_partijen"]
    return {naam: getattr(initiatief, naam) for naam in namen}


def zet_plek(initiatief: Initiatief) -> None:
    """The areas, and the parties of its owner and of who handed it in; the caller saves."""
    van_indiener = {v.partij_id for v in initiatief.indiener.vervullingen if v.partij_id}
    initiatief.zet_plek(initiatief.gebieden.all() if initiatief.pk else [initiatief.gebied])
    eigen = {initiatief.houder_partij_id} if initiatief.houder_partij_id else set()
    initiatief.plek_partijen = sorted(van_indiener | eigen)
