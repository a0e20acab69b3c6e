"""The kinds of import, in the order in which an empty municipality fills them."""

from wijkwerk.huis.invoer.soort import Invoersoort
from wijkwerk.huis.invoer.soorten.acties import Acties
from wijkwerk.huis.invoer.soorten.locaties import Locaties
from wijkwerk.huis.invoer.soorten.partijen import Partijen
from wijkwerk.huis.invoer.soorten.personen import Personen
from wijkwerk.huis.invoer.soorten.rollen import Rollen

SOORTEN: dict[str, type[Invoersoort]] = {
    soort.sleutel: soort for soort in (Partijen, Locaties, Personen, Rollen, Acties)
}

__all__ = ["SOORTEN"]
