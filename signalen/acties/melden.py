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
        eigenaar=_eigenaar(actief_profiel(), soort, gebied),
        velden=velden,
        client_id=client_id,
    )
    geef_statusadres(signaal)
    return signaal


def _eigenaar(profiel: Profiel, soort: str, gebied: Gebied) -> Houder | None:
    if soort not in {rij.sleutel for rij in profiel.signaalsoorten}:
        return None
    gevraagd = {veld.sleutel for veld in gevraagde_velden(profiel, "registreren", soort)}
    if "eigenaar" not in gevraagd and gevoelig_bij_registratie(profiel, soort) != "ja":
        return None
    rij = profiel.signaalsoort(soort)
    leeg = Signaal(soort=soort, gebied=gebied, themas=[rij.thema] if rij.thema else [])
    doelen = [doel for doel in bestemmingen(profiel, verwachte_route(profiel, soort), leeg) if doel.houder]
    voorgesteld = [doel.houder for doel in doelen if doel.voorgesteld] or [doel.houder for doel in doelen]
    return next(iter(voorgesteld), None)
