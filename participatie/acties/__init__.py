"""Everything that changes a participation path."""

from participatie.acties.besluit import Orgaan, organen_voor, rond_af, stel_vast
from participatie.acties.inbreng import breng_in, mag_inbrengen, verwerk
from participatie.acties.jaaroverzicht import (
    beantwoord,
    toets_relevantie,
    toon_belangstelling,
    trek_belangstelling_in,
    verzend,
)
from participatie.acties.maken import Inhoud, haal_betrokkene_weg, start, wijzig, zet_betrokkene
from participatie.acties.overnemen import neem_over
from participatie.acties.protocol import kies_protocol, noteer_bij, vink_af
from participatie.acties.publiceren import mag_publiceren, publiceer, te_plaatsen
from participatie.acties.raadplegen import geef_raad, raadplegingen, te_raadplegen, vraag_raad
from participatie.acties.wegen import kies_trede, voorstel_voor, weeg

__all__ = [
    "Inhoud",
    "Orgaan",
    "beantwoord",
    "breng_in",
    "geef_raad",
    "haal_betrokkene_weg",
    "kies_protocol",
    "kies_trede",
    "mag_inbrengen",
    "mag_publiceren",
    "neem_over",
    "noteer_bij",
    "organen_voor",
    "publiceer",
    "raadplegingen",
    "rond_af",
    "start",
    "stel_vast",
    "te_plaatsen",
    "te_raadplegen",
    "toets_relevantie",
    "toon_belangstelling",
    "trek_belangstelling_in",
    "verwerk",
    "verzend",
    "vink_af",
    "voorstel_voor",
    "vraag_raad",
    "weeg",
    "wijzig",
    "zet_betrokkene",
]
