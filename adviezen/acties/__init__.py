"""Everything that changes advice and what the municipality does with it."""

from adviezen.acties.gemeen import mag_vragen, vraagbare_partijen
from adviezen.acties.indienen import Inhoud, dien_in, geef
from adviezen.acties.informeren import geef_informatie, lees
from adviezen.acties.meedelen import deel_mee, rond_af, te_vertellen
from adviezen.acties.onderwerp import neem_op_zich, verplaats, zet_zaak
from adviezen.acties.publiceren import mag_publiceren, publiceer, te_plaatsen
from adviezen.acties.standpunt import functies, neem_in, organen_voor
from adviezen.acties.vragen import laat_vervallen, vraag_aan

__all__ = [
    "Inhoud",
    "deel_mee",
    "dien_in",
    "functies",
    "geef",
    "geef_informatie",
    "laat_vervallen",
    "lees",
    "mag_publiceren",
    "mag_vragen",
    "neem_in",
    "neem_op_zich",
    "organen_voor",
    "publiceer",
    "rond_af",
    "te_plaatsen",
    "te_vertellen",
    "verplaats",
    "vraag_aan",
    "vraagbare_partijen",
    "zet_zaak",
]
