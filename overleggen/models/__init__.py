"""Meetings of the forms that the profile names: what is on the agenda, who was there, what came of it."""

from overleggen.models.agendapunt import Agendapunt, Agendapuntafspraak
from overleggen.models.overleg import Deelnemer, Overleg, Overlegdeel
from overleggen.models.verslag import Verslag

__all__ = ["Agendapunt", "Agendapuntafspraak", "Deelnemer", "Overleg", "Overlegdeel", "Verslag"]
