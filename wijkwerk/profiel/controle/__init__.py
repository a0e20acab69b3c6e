"""Everything that is checked between rows."""

from __future__ import annotations

from wijkwerk.profiel.controle.kringen import controleer_kringen
from wijkwerk.profiel.controle.niveaus import controleer_niveaus, maak_bereik
from wijkwerk.profiel.controle.regels import controleer_regels
from wijkwerk.profiel.controle.verwijzingen import controleer_verwijzingen
from wijkwerk.profiel.controle.zin import controleer_zin
from wijkwerk.profiel.invoer import Invoer
from wijkwerk.profiel.verwijzing import plekken


def controleer(invoer: Invoer) -> None:
    """Add to `invoer.fouten` what is wrong between the rows that are right in themselves."""
    genoemd = [(plaats, tuple(plekken(plaats.rij))) for plaats in invoer.plaatsen]
    controleer_verwijzingen(invoer, genoemd)
    controleer_regels(invoer)
    controleer_kringen(invoer)
    controleer_niveaus(invoer, maak_bereik(invoer))
    controleer_zin(invoer, genoemd)
