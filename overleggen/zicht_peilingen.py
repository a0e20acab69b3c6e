"""Who sees which poll, as a condition for page, list and desk."""

from __future__ import annotations

from django.db.models import Q

from overleggen.zicht import LEIDEN, plek_q, selectors_van
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.rollen import Vervulling
from wijkwerk.gebruikers.wie import heet
from wijkwerk.gemeente.service import actief_profiel


def peiling_q(gebruiker: Gebruiker) -> Q:
    """The polls this person may know of: asked, opened, or with the right to poll or to lead meetings there."""
    q = Q(geopend_door=gebruiker)
    for vervulling in gebruiker.vervullingen:
        selectors = {*selectors_van(vervulling), f"partij:{vervulling.partij_sleutel}"}
        waar = plek_q(vervulling, "")
        gevraagd = [
            rij.sleutel
            for rij in actief_profiel().peilingen
            if selectors & {str(selector) for selector in rij.wie}
        ]
        q |= Q(vorm__in=gevraagd) & waar
        leidt = vervulling.rol.van_het_huis and set(LEIDEN) & set(vervulling.rol.mag)
        if leidt or Recht.OVERLEG_PEILEN in vervulling.rol.mag or plant_voor_gemeente(vervulling):
            q |= waar
    return q


def plant_voor_gemeente(vervulling: Vervulling) -> bool:
    """Whether this role plans meetings for the municipality: by right, or because a form names it."""
    if vervulling.rol.kant != "gemeente":
        return False
    if Recht.OVERLEG_PLANNEN in vervulling.rol.mag:
        return True
    vormen = actief_profiel().overlegvormen
    return any(heet(vervulling, wie) for vorm in vormen for wie in vorm.taken.initiatief)
