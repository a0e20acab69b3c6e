"""Every step of a prestatieafspraak; nothing else changes a state."""

from prestaties.acties.controleren import (
    Controleinvoer,
    Slotinvoer,
    cijfers_van,
    leg_oordeel_voor,
    mag_oordelen,
    reageer,
    sluit_af,
    stel_vast,
)
from prestaties.acties.leveren import lever, neem_terug
from prestaties.acties.opstellen import Inhoud, stel_op, wijzig
from prestaties.acties.overeenkomen import (
    alle_te_tekenen,
    ga_in,
    laat_vervallen,
    leg_voor,
    stem_in,
    te_tekenen,
    wie_tekenen,
)
from prestaties.acties.publiceren import jaar_van, mag_publiceren, publiceer, te_plaatsen
from prestaties.acties.vernieuwen import neem_over, verleng_niet

__all__ = [
    "Controleinvoer",
    "Inhoud",
    "Slotinvoer",
    "alle_te_tekenen",
    "cijfers_van",
    "ga_in",
    "jaar_van",
    "laat_vervallen",
    "leg_oordeel_voor",
    "leg_voor",
    "lever",
    "mag_oordelen",
    "mag_publiceren",
    "neem_over",
    "neem_terug",
    "publiceer",
    "reageer",
    "sluit_af",
    "stel_op",
    "stel_vast",
    "stem_in",
    "te_plaatsen",
    "te_tekenen",
    "verleng_niet",
    "wie_tekenen",
    "wijzig",
]
