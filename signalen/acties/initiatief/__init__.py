"""Writes on initiatives: from idea to owner, carried out or weighed, and always ended by a solution or an answer."""

from signalen.acties.initiatief.einde import draag_over, rond_af
from signalen.acties.initiatief.indienen import dien_in, neem_in_behandeling, schrijf_contact, wijzig
from signalen.acties.initiatief.kern import mag_initiatief, plek_voor
from signalen.acties.initiatief.weging import laat_uitvoeren, leg_ter_weging, maak_project, weeg

__all__ = [
    "dien_in",
    "draag_over",
    "laat_uitvoeren",
    "leg_ter_weging",
    "maak_project",
    "mag_initiatief",
    "neem_in_behandeling",
    "plek_voor",
    "rond_af",
    "schrijf_contact",
    "weeg",
    "wijzig",
]
