"""What grows out of signals, as rules of the profile see it: facts, relations, fields."""

from signalen.regels.dossier import BETEKENIS_DOSSIER, onderwerp_dossier
from signalen.regels.signaal import (
    BETEKENIS,
    BETEKENIS_DEEL,
    gevraagde_velden,
    lijkt_op,
    onderwerp,
    onderwerp_deel,
    sleutel_van,
)

__all__ = [
    "BETEKENIS",
    "BETEKENIS_DEEL",
    "BETEKENIS_DOSSIER",
    "gevraagde_velden",
    "lijkt_op",
    "onderwerp",
    "onderwerp_deel",
    "onderwerp_dossier",
    "sleutel_van",
]
