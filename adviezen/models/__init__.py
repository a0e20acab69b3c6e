"""What advice is about, each advice, the standpunt of the municipality, and what it told those who advise."""

from adviezen.models.advies import Advies
from adviezen.models.informatie import Informatie, Ontvangst
from adviezen.models.onderwerp import Adviesonderwerp
from adviezen.models.standpunt import Standpunt

__all__ = ["Advies", "Adviesonderwerp", "Informatie", "Ontvangst", "Standpunt"]
