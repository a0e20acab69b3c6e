from wijkwerk.publicatie.models.publicatie import ZWAAR, Publicatie, PublicatieQuerySet
from wijkwerk.publicatie.models.volger import Volger, VolgerQuerySet

__all__ = ["ZWAAR", "Publicatie", "PublicatieQuerySet", "Volger", "VolgerQuerySet"]
