"""Writes of beheer that need the whole kernel: the profile, people and their roles, areas, handing over."""

from wijkwerk.huis.acties.bewaren import hef_bewaarstop_op, schort_bewaren_op
from wijkwerk.huis.acties.gebieden import Gebiedgegevens, bewaar_gebied, wie_delen_in
from wijkwerk.huis.acties.kaart import haal_kaart_weg, koppel_gebieden, laad_eigen_kaart, laad_kaart
from wijkwerk.huis.acties.kaartinvoer import laad_kaart_van_dienst, laad_kaartbestand, zet_kaart_klaar
from wijkwerk.huis.acties.mensen import NieuweRol, beeindig_rol, draag_over, maak_gebruiker, wijs_rol_toe
from wijkwerk.huis.acties.profiel import activeer_profiel
from wijkwerk.huis.acties.vernietigen import (
    haal_van_vernietigingslijst,
    keur_vernietiging_goed,
    maak_vernietigingslijst,
    voer_vernietiging_uit,
    wijs_vernietiging_af,
)

__all__ = [
    "Gebiedgegevens",
    "NieuweRol",
    "activeer_profiel",
    "beeindig_rol",
    "bewaar_gebied",
    "draag_over",
    "haal_kaart_weg",
    "haal_van_vernietigingslijst",
    "hef_bewaarstop_op",
    "keur_vernietiging_goed",
    "koppel_gebieden",
    "laad_eigen_kaart",
    "laad_kaart",
    "laad_kaart_van_dienst",
    "laad_kaartbestand",
    "maak_gebruiker",
    "maak_vernietigingslijst",
    "schort_bewaren_op",
    "voer_vernietiging_uit",
    "wie_delen_in",
    "wijs_rol_toe",
    "wijs_vernietiging_af",
    "zet_kaart_klaar",
]
