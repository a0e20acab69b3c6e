"""A participation path, who takes part in it, how its factors weigh, its checklist, and what people say."""

from participatie.models.betrokkene import Betrokkene
from participatie.models.inbreng import Trajectinbreng
from participatie.models.protocol import Protocolstap, Trajectnotitie
from participatie.models.traject import Factorscore, Traject

__all__ = ["Betrokkene", "Factorscore", "Protocolstap", "Traject", "Trajectinbreng", "Trajectnotitie"]
