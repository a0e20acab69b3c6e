"""What advice is about, each advice, and the standpunt of the municipality."""

from adviezen.models.advies import Advies
from adviezen.models.onderwerp import Adviesonderwerp
from adviezen.models.standpunt import Standpunt

__all__ = ["Advies", "Adviesonderwerp", "Standpunt"]
