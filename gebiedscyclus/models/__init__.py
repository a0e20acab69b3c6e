from gebiedscyclus.models.ronde import Ronde
from gebiedscyclus.models.stap import Stap

__all__ = ["Ronde", "Stap"]
