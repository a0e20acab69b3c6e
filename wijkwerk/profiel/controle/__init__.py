"""Everything that is checked between rows."""

from __future__ import annotations

from wijkwerk.profiel.controle.verwijzingen import controleer_verwijzingen
from wijkwerk.profiel.invoer import Invoer


def controleer(invoer: Invoer) -> None:
    """Add to `invoer.fouten` what is wrong between the rows that are right in themselves."""
    controleer_verwijzingen(invoer)
