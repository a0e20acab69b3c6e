"""What grows out of signals, as rules of the profile see it: facts, relations, fields."""

from signalen.regels.dossier import BETEKENIS_DOSSIER, onderwerp_dossier
from signalen.regels.initiatief import (
    BETEKENIS_INITIATIEF,
    BETEKENIS_PROJECT,
    onderwerp_initiatief,
    onderwerp_project,
)
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
    "BETEKENIS_INITIATIEF",
    "BETEKENIS_PROJECT",
    "gevraagde_velden",
    "lijkt_op",
    "onderwerp",
    "onderwerp_deel",
    "onderwerp_dossier",
    "onderwerp_initiatief",
    "onderwerp_project",
    "sleutel_van",
]
