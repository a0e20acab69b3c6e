"""A participation path with all that belongs to it, and what the yearly overview needs beside its plan."""

from participatie.models.betrokkene import Betrokkene
from participatie.models.inbreng import Trajectinbreng
from participatie.models.jaaroverzicht import Belangstelling, Relevantie, Verzending
from participatie.models.meedenker import Meedenker
from participatie.models.protocol import Protocolstap, Trajectnotitie
from participatie.models.traject import Factorscore, Traject

__all__ = [
    "Belangstelling",
    "Betrokkene",
    "Factorscore",
    "Meedenker",
    "Protocolstap",
    "Relevantie",
    "Traject",
    "Trajectinbreng",
    "Trajectnotitie",
    "Verzending",
]
