"""Meetings of the forms that the profile names: what is on the agenda, who was there, what came of it."""

from overleggen.models.aanmelding import Aanmelding
from overleggen.models.aantekening import Aantekening
from overleggen.models.afwijking import Afwijking
from overleggen.models.agendapunt import Agendapunt, Agendapuntafspraak
from overleggen.models.agendasleutel import Agendasleutel
from overleggen.models.inbreng import Inbreng
from overleggen.models.overleg import Deelnemer, Overleg, Overlegdeel
from overleggen.models.peiling import Peiling, Peilingantwoord
from overleggen.models.programma import Programmaonderdeel
from overleggen.models.verslag import Verslag, Verslagdocument
from overleggen.models.voorbereiding import Informatievraag, Stuk

__all__ = [
    "Aanmelding",
    "Aantekening",
    "Afwijking",
    "Agendapunt",
    "Agendapuntafspraak",
    "Agendasleutel",
    "Deelnemer",
    "Inbreng",
    "Informatievraag",
    "Overleg",
    "Overlegdeel",
    "Peiling",
    "Peilingantwoord",
    "Programmaonderdeel",
    "Stuk",
    "Verslag",
    "Verslagdocument",
]
