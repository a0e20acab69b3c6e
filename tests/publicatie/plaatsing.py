"""Publications for tests, placed through the action itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.test import Client

from tests.hulp import gebied
from tests.publicatie.voorbeeld import inhoud
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.inhoud import Benaming
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import TePlaatsen, plaats
from wijkwerk.wijken.models import Partij


def te_plaatsen(
    waar: str = "brouwhuis",
    *,
    aard: str = "vaststelling",
    openbaar: str = "iedereen",
    partijen: Collection[Partij] = (),
    besloten: Collection[str] = (),
    ding: Model | None = None,
    **anders: Any,
) -> TePlaatsen:
    """Content for a gebied; what differs from the example as keyword. The thing it is about is the gebied itself."""
    plek = gebied(waar)
    return TePlaatsen(
        ding=ding or plek,
        gebied=plek,
        aard=aard,
        openbaar=openbaar,
        inhoud=inhoud(gebied=Benaming(sleutel=plek.sleutel, naam=plek.naam), **{"contact": (), **anders}),
        partijen=partijen,
        besloten=besloten,
    )


def geplaatst(door: Gebruiker | None = None, waar: str = "brouwhuis", **anders: Any) -> Publicatie:
    """A publication; with everything soft that the masking check finds acknowledged."""
    nieuw = te_plaatsen(waar, **anders)
    bevestigd = [bevinding.sleutel for bevinding in nieuw.bevindingen()]
    return plaats(nieuw=nieuw, bevestigd=bevestigd, door=door)


def publiceer(client: Client, adres: str, **velden: Any) -> Any:
    """Press the button of the page on which something is published, after the preview that it shows now."""
    return client.post(adres, {"gezien": client.get(adres).context["gezien"], **velden})
