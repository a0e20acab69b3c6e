"""Writes on the register."""

from wijkwerk.afspraken.acties.bron import neem_stap
from wijkwerk.afspraken.acties.mailstap import herinner_partijen, neem_stap_per_mail
from wijkwerk.afspraken.acties.register import (
    AlGemeld,
    beoordeel,
    heropen,
    laat_vervallen,
    maak,
    meld_klaar,
    ruim_ongebruikte_op,
    sluit,
    te_beoordelen,
    toestemming,
    verzet,
    volg_bron,
    weiger,
    werk_bij,
    wie_hoort_van,
    zeg_toe,
)

__all__ = [
    "AlGemeld",
    "beoordeel",
    "herinner_partijen",
    "heropen",
    "laat_vervallen",
    "maak",
    "meld_klaar",
    "neem_stap",
    "neem_stap_per_mail",
    "ruim_ongebruikte_op",
    "sluit",
    "te_beoordelen",
    "toestemming",
    "verzet",
    "volg_bron",
    "weiger",
    "werk_bij",
    "wie_hoort_van",
    "zeg_toe",
]
