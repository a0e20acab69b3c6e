"""Writes of beheer that need the whole kernel: the profile, people and their roles, areas, handing over."""

from wijkwerk.huis.acties.bewaren import hef_bewaarstop_op, schort_bewaren_op
from wijkwerk.huis.acties.gebieden import Gebiedgegevens, bewaar_gebied, wie_delen_in
from wijkwerk.huis.acties.kaart import haal_kaart_weg, koppel_gebieden, laad_kaart
from wijkwerk.huis.acties.mensen import NieuweRol, beeindig_rol, draag_over, maak_gebruiker, wijs_rol_toe
from wijkwerk.huis.acties.profiel import activeer_profiel

__all__ = [
    "Gebiedgegevens",
    "NieuweRol",
    "activeer_profiel",
    "beeindig_rol",
    "bewaar_gebied",
    "draag_over",
    "haal_kaart_weg",
    "hef_bewaarstop_op",
    "koppel_gebieden",
    "laad_kaart",
    "maak_gebruiker",
    "schort_bewaren_op",
    "wie_delen_in",
    "wijs_rol_toe",
]
