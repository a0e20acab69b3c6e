"""The pages of the beheerder: profile, areas, people and roles, house style."""

from wijkwerk.huis.beheer.bewaren import bewaarstop, bewaren
from wijkwerk.huis.beheer.gebieden import gebied, gebied_nieuw, gebieden
from wijkwerk.huis.beheer.huisstijl import huisstijl
from wijkwerk.huis.beheer.kaart import gebieden_kaart
from wijkwerk.huis.beheer.kaartinvoer import kaart_bestand, kaart_dienst, kaart_invoer, kaart_weg
from wijkwerk.huis.beheer.mensen import mens, mens_nieuw, mensen, overdracht, rol_einde, rol_nieuw
from wijkwerk.huis.beheer.profiel import overzicht, profiel, profiel_activering, profiel_vergelijking
from wijkwerk.huis.beheer.vernietigen import (
    verklaring,
    vernietigingsbesluit,
    vernietigingslijst,
    vernietigingslijsten,
    vernietigingsregel,
)

__all__ = [
    "bewaarstop",
    "bewaren",
    "gebied",
    "gebied_nieuw",
    "gebieden",
    "gebieden_kaart",
    "huisstijl",
    "kaart_bestand",
    "kaart_dienst",
    "kaart_invoer",
    "kaart_weg",
    "mens",
    "mens_nieuw",
    "mensen",
    "overdracht",
    "overzicht",
    "profiel",
    "profiel_activering",
    "profiel_vergelijking",
    "rol_einde",
    "rol_nieuw",
    "verklaring",
    "vernietigingsbesluit",
    "vernietigingslijst",
    "vernietigingslijsten",
    "vernietigingsregel",
]
