"""Correcting what was written down about a signal: its kind, where it plays, what it is about. Never what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from signalen.acties.basis import bij_afhandeling, noteer_route, schrijf, vergrendel, werk_plek_bij
from signalen.acties.bundelen import vergrendel_dossier, verlaat_dossier, werk_dossier_bij
from signalen.acties.initiatief.schild import volg_signaal
from signalen.models import Notitie, Signaal
from signalen.punt import beoordeel
from signalen.regels import onderwerp
from signalen.routes import (
    HOOGTE,
    begin_escalatie,
    gevoelig_bij_registratie,
    is_beleidsroute,
    strengste,
    verwachte_route,
)
from signalen.stroom import SIGNAAL
from signalen.termijnen import dag_voor
from signalen.zicht import BEHANDELT, Niveau, is_beperkt, niveau_van
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Klacht, bezwaren, eis_stap, mag_stap
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.punt import Punt


def mag_wijzigen(signaal: Signaal, door: Gebruiker) -> bool:
    """Whoever knows what was said and handles it there, or wrote it down for somebody else."""
    if not _kent(signaal) or signaal.stand not in SIGNAAL["wijzigen"].van:
        return False
    return mag_stap(SIGNAAL["wijzigen"], onderwerp(signaal), door, bij_afhandeling(signaal, door))


def _kent(signaal: Signaal) -> bool:
    """Who was given a part of it outside the municipality does not see what it would correct."""
    return niveau_van(signaal) >= Niveau.EIGEN and not is_beperkt(signaal)


@transaction.atomic
def wijzig(
    *,
    signaal: Signaal,
    door: Gebruiker,
    gebieden: Sequence[Gebied],
    soort: str = "",
    themas: Iterable[str] = (),
    urgentie: str = Signaal.Urgentie.NORMAAL,
    schaalniveau: str = "",
    belevingsgebied: str = "",
    waar: str = "",
    punt: Punt | None = None,
    met_punt: bool = False,
) -> Signaal:
    """Correct these; return the signal, with `adviezen`. The point on the map only `met_punt`: without a map nobody saw it.

    The first of `gebieden` is the main one; the owner stays the one owner, in how many areas it plays (ETL-07). Another
    kind brings its own route and terms, counted from the day it was heard, and only before it was sent. The shield
    follows kind and themes upward, never down. Raises StapGeweigerd with every complaint at once.
    """
    signaal = vergrendel(signaal)
    if not _kent(Signaal.objects.met_zicht(door).get(pk=signaal.pk)):
        raise PermissionDenied("U mag dit signaal niet wijzigen.")
    profiel = actief_profiel()
    soort = soort or signaal.soort
    themas = list(themas)
    klachten = list(_klachten(signaal, door, soort, gebieden, schaalniveau))
    punt = punt if met_punt else signaal.punt
    fout, hints = beoordeel(punt, gebieden)
    # What stands there already may stay, whatever became of the map.
    klachten += fout if punt != signaal.punt else []
    adviezen = _adviezen(signaal, soort, door) if not klachten else []
    uitkomst = eis_stap(
        SIGNAAL["wijzigen"],
        onderwerp(signaal, {"schaalniveau": schaalniveau}),
        door,
        stand=signaal.stand,
        toestemming=bij_afhandeling(signaal, door),
        ook=klachten,
    )
    oud = {"soort": signaal.soort, "gebieden": sorted(signaal.gebieden.values_list("pk", flat=True))}
    rij = profiel.signaalsoort(soort)
    if rij.thema and rij.thema not in themas:
        themas.append(rij.thema)
    gevoelig = strengste(signaal.gevoelig, gevoelig_bij_registratie(profiel, soort, themas))
    anders: dict[str, Any] = {}
    if soort != signaal.soort:
        anders = _van_soort(signaal, soort)
        noteer_route(signaal, anders["route"], door, "De soort is verbeterd.")
    if HOOGTE[gevoelig] > HOOGTE[signaal.gevoelig]:
        verlaat_dossier(signaal, door)
        Notitie.objects.houd_in(signaal)
    signaal.gebieden.set(gebieden)
    signaal.gebied = gebieden[0]
    werk_plek_bij(signaal)
    schrijf(
        signaal,
        "wijzigen",
        door,
        gegevens={"van": oud, "naar": {"soort": soort, "gebieden": sorted(g.pk for g in gebieden)}},
        soort=soort,
        themas=themas,
        urgentie=urgentie,
        gevoelig=gevoelig,
        schaalniveau=schaalniveau or gebieden[0].niveau,
        belevingsgebied=belevingsgebied.strip(),
        waar=waar.strip(),
        lengte=punt.lengte if punt else None,
        breedte=punt.breedte if punt else None,
        gebied=signaal.gebied,
        plek_gebieden=signaal.plek_gebieden,
        plek_partijen=signaal.plek_partijen,
        **anders,
    )
    afspraken.volg_bron(bron=signaal, gevoelig=gevoelig, gebieden=gebieden)
    volg_signaal(signaal)
    if signaal.dossier is not None:
        werk_dossier_bij(vergrendel_dossier(signaal.dossier))
    signaal.adviezen = (*adviezen, *uitkomst.adviezen, *hints)
    return signaal


def _klachten(
    signaal: Signaal, door: Gebruiker, soort: str, gebieden: Sequence[Gebied], schaalniveau: str
) -> Iterable[Klacht]:
    profiel, vandaag = actief_profiel(), timezone.localdate()
    if soort != signaal.soort:
        if not any(rij.sleutel == soort and rij.geldt_op(vandaag) for rij in profiel.signaalsoorten):
            yield Klacht("Kies een soort uit de lijst.", "soort")
        elif signaal.stand != Signaal.Stand.GEREGISTREERD:
            yield Klacht("Dit signaal is al uitgezet. Dan blijft de soort zoals hij is.", "soort")
    if not gebieden:
        yield Klacht("Kies een gebied.", "gebied")
    bekend = set(signaal.gebieden.values_list("pk", flat=True))
    for gebied in gebieden:
        plek = Plek(frozenset(gebied.voorouders))
        if gebied.pk not in bekend and not any(mag(door, recht, plek) for recht in BEHANDELT):
            yield Klacht(f"U werkt niet in {gebied}. Vraag iemand die daar wel werkt.", "gebieden")
    if schaalniveau and schaalniveau not in {rij.sleutel for rij in profiel.niveaus}:
        yield Klacht("Kies een schaal uit de lijst.", "schaalniveau")


def _van_soort(signaal: Signaal, soort: str) -> dict[str, Any]:
    """The route, level and terms of a kind; the terms as if it had been that kind from the start (R30)."""
    profiel = actief_profiel()
    route = verwachte_route(profiel, soort, signaal.kanaal)
    dag = timezone.localdate(signaal.geregistreerd_op)
    return {
        "route": route.sleutel,
        "escalatie": begin_escalatie(profiel, route, signaal.houder),
        "uitzetten_voor": dag_voor(profiel, soort, "uitzetten", dag),
        "uiterlijk": dag_voor(profiel, soort, "beantwoorden", dag),
    }


def _adviezen(signaal: Signaal, soort: str, door: Gebruiker) -> list[Klacht]:
    """What the old kind says against the new way: an initiative does not go to an adviser on policy (R04)."""
    profiel = actief_profiel()
    if soort == signaal.soort:
        return []
    route = verwachte_route(profiel, soort, signaal.kanaal)
    if not is_beleidsroute(profiel, route.bestemming(themas=tuple(signaal.themas))):
        return []
    return bezwaren("koppelen", onderwerp(signaal), door)[0]
