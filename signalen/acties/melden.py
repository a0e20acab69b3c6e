"""Hearing a signal from somebody without an account, by the form that a channel of the profile opens."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from signalen.acties.basis import geef_statusadres
from signalen.acties.registratie import Melderinvoer, registreer
from signalen.models import Signaal
from signalen.regels import gevraagde_velden
from signalen.routes import bestemmingen, gevoelig_bij_registratie, verwachte_route
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied


@transaction.atomic
def meld_zonder_account(
    *,
    tekst: str,
    soort: str,
    gebied: Gebied,
    waar: str = "",
    melder: Melderinvoer | None = None,
    velden: Mapping[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
) -> Signaal:
    """Register it as any other (route, terms and shield by its kind) and give it an address to follow it by.

    Nobody sits at a table to choose an owner. Where the profile wants one at once, and for what is shielded (which
    nobody else may even know of), it is whom the route names first. Raises StapGeweigerd.
    """
    kanaal = actief_profiel().formulierkanaal
    signaal = registreer(
        tekst=tekst,
        soort=soort,
        gebieden=[gebied],
        door=None,
        kanaal=kanaal.sleutel if kanaal else "",
        waar=waar,
        melder=melder,
        eigenaar=eigenaar_zonder_tafel(actief_profiel(), soort, gebied),
        velden=velden,
        client_id=client_id,
    )
    geef_statusadres(signaal)
    return signaal


def eigenaar_zonder_tafel(profiel: Profiel, soort: str, gebied: Gebied) -> Houder | None:
    """The owner where nobody sits at a table to choose one; None where the profile does not want one at once."""
    if soort not in {rij.sleutel for rij in profiel.signaalsoorten}:
        return None
    if profiel.signaalsoort(soort).wordt == "voorstel":
        return eigenaar_van_voorstel(profiel, soort, gebied)
    gevraagd = {veld.sleutel for veld in gevraagde_velden(profiel, "registreren", soort)}
    if "eigenaar" not in gevraagd and gevoelig_bij_registratie(profiel, soort) != "ja":
        return None
    return next(iter(_houders(profiel, soort, gebied)), None)


def eigenaar_van_voorstel(profiel: Profiel, soort: str, gebied: Gebied) -> Houder | None:
    """A proposal is of whom its route names, when that is one: who makes the plan need not send it to himself first."""
    houders = _houders(profiel, soort, gebied)
    return houders[0] if len(houders) == 1 else None


def _houders(profiel: Profiel, soort: str, gebied: Gebied) -> list[Houder]:
    """Whom the expected route proposes there; all that it can lead to where it proposes nobody."""
    rij = profiel.signaalsoort(soort)
    leeg = Signaal(soort=soort, gebied=gebied, themas=[rij.thema] if rij.thema else [])
    doelen = bestemmingen(profiel, verwachte_route(profiel, soort), leeg)
    mogelijk = [doel for doel in doelen if doel.houder is not None]
    return [doel.houder for doel in [rij for rij in mogelijk if rij.voorgesteld] or mogelijk if doel.houder]
