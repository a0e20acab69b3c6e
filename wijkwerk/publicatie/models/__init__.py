from wijkwerk.publicatie.models.publicatie import NAAST, RAPPORTAGE, ZWAAR, Publicatie, PublicatieQuerySet
from wijkwerk.publicatie.models.volger import Volger, VolgerQuerySet

__all__ = ["NAAST", "RAPPORTAGE", "ZWAAR", "Publicatie", "PublicatieQuerySet", "Volger", "VolgerQuerySet"]
