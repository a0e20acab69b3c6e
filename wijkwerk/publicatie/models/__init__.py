from wijkwerk.publicatie.models.publicatie import NAAST, ZWAAR, Publicatie, PublicatieQuerySet
from wijkwerk.publicatie.models.volger import Volger, VolgerQuerySet

__all__ = ["NAAST", "ZWAAR", "Publicatie", "PublicatieQuerySet", "Volger", "VolgerQuerySet"]
