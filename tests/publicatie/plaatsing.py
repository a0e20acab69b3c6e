"""Publications for tests, placed through the action itself."""

from __future__ import annotations

from typing import Any

from tests.hulp import gebied
from tests.publicatie.voorbeeld import inhoud
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.inhoud import Benaming, Inhoud
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import TePlaatsen, plaats


def te_plaatsen(waar: str = "brouwhuis", **anders: Any) -> TePlaatsen:
    """Content for a gebied; what differs from the example as keyword. The thing it is about is the gebied itself."""
    plek = gebied(waar)
    los: dict[str, Any] = {naam: anders.pop(naam) for naam in ("aard", "openbaar", "partijen", "besloten", "ding") if naam in anders}
    eigen: Inhoud = anders.pop("inhoud", None) or inhoud(
        gebied=Benaming(sleutel=plek.sleutel, naam=plek.naam), **{"contact": (), **anders}
    )
    waarden = {"ding": plek, "aard": "vaststelling", "openbaar": "iedereen"} | los
    return TePlaatsen(gebied=plek, inhoud=eigen, **waarden)


def geplaatst(door: Gebruiker | None = None, waar: str = "brouwhuis", **anders: Any) -> Publicatie:
    """A publication; with everything soft that the masking check finds acknowledged."""
    nieuw = te_plaatsen(waar, **anders)
    bevestigd = [bevinding.sleutel for bevinding in nieuw.bevindingen()]
    return plaats(nieuw=nieuw, bevestigd=bevestigd, door=door)
