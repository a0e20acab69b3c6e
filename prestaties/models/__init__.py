"""What an organisation promises per buurt, what it reports, and how that is checked."""

from prestaties.models.afspraak import Inzet, Prestatieafspraak
from prestaties.models.controle import Prestatiecontrole
from prestaties.models.jaar import Prestatiejaar
from prestaties.models.levering import Levering

__all__ = ["Inzet", "Levering", "Prestatieafspraak", "Prestatiecontrole", "Prestatiejaar"]
