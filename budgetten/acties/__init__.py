"""Every step with money; nothing else changes a state or an amount."""

from budgetten.acties.bedragen import (
    Verdeling,
    geef_vergoeding,
    trek_vergoeding_in,
    verdeel_naar_inwoners,
    voer_in,
)
from budgetten.acties.besluiten import Besluitinvoer, ken_toe, wijs_af
from budgetten.acties.indienen import Inhoud, dien_in
from budgetten.acties.omzetten import zet_om
from budgetten.acties.oordelen import beoordeel
from budgetten.acties.publiceren import mag_publiceren, noem, publiceer, te_plaatsen, toegekend_uit
from budgetten.acties.verantwoorden import Rekening, leg_terug, stel_vast, verantwoord, voer_uit

__all__ = [
    "Besluitinvoer",
    "Inhoud",
    "Rekening",
    "Verdeling",
    "beoordeel",
    "dien_in",
    "geef_vergoeding",
    "ken_toe",
    "leg_terug",
    "mag_publiceren",
    "noem",
    "publiceer",
    "stel_vast",
    "te_plaatsen",
    "toegekend_uit",
    "trek_vergoeding_in",
    "verantwoord",
    "verdeel_naar_inwoners",
    "voer_in",
    "voer_uit",
    "wijs_af",
    "zet_om",
]
