"""Every change of state of this app."""

from verantwoording.acties.evaluatie import plan, rond_af, schrijf_punten
from verantwoording.acties.rapport import (
    heropen,
    is_gepubliceerd,
    maak,
    publiceer,
    schrijf_delen,
    schrijf_zin,
    stel_vast,
    trek_in,
)
from verantwoording.acties.verbeterpunt import maak_punt

__all__ = [
    "heropen",
    "is_gepubliceerd",
    "maak",
    "maak_punt",
    "plan",
    "publiceer",
    "rond_af",
    "schrijf_delen",
    "schrijf_punten",
    "schrijf_zin",
    "stel_vast",
    "trek_in",
]
