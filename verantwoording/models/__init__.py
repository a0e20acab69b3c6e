from verantwoording.models.evaluatie import Belasting, Evaluatie, Evaluatiepunt
from verantwoording.models.rapportage import Raadsrapportage, Rapporttekst
from verantwoording.models.verbeterpunt import Verbeterpunt

__all__ = ["Belasting", "Evaluatie", "Evaluatiepunt", "Raadsrapportage", "Rapporttekst", "Verbeterpunt"]
