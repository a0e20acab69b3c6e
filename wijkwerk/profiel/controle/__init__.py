"""Everything that is checked between rows."""

from __future__ import annotations

from wijkwerk.profiel.controle.kringen import controleer_kringen
from wijkwerk.profiel.controle.niveaus import controleer_niveaus, maak_bereik
from wijkwerk.profiel.controle.regels import controleer_regels
from wijkwerk.profiel.controle.verwijzingen import controleer_verwijzingen
from wijkwerk.profiel.controle.zin import controleer_zin
from wijkwerk.profiel.invoer import Invoer


def controleer(invoer: Invoer) -> None:
    """Add to `invoer.fouten` what is wrong between the rows that are right in themselves."""
    controleer_verwijzingen(invoer)
    controleer_regels(invoer)
    controleer_kringen(invoer)
    controleer_niveaus(invoer, maak_bereik(invoer))
    controleer_zin(invoer)
