"""A profile with declarations, and signals that go to a partner."""

from __future__ import annotations

from django.test import Client

from signalen import acties
from signalen.models import Signaal
from tests.hulp import partij, profieltekst
from tests.signalen.hulp import over
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel

TEKST = "De heg hangt over de stoep."
PLEK = "Spoorstraat 4"
GROND = "AVG artikel 6, eerste lid, onder e: taak van algemeen belang"
BEGIN = '[[regel]]\nbij = "signaal"\nsoort = "verstrekking"\n'


def profielrij(toont: str = "", aan: str = '"kant:partner"', ook: str = "") -> str:
    return f'{BEGIN}aan = [{aan}]\ntoont = [{toont}]\ngrondslag = "{GROND}"\n{ook}\n'


def zet_profiel(*rijen: str) -> Profiel:
    """Den Helder with these declarations in the place of its own."""
    zonder_grond("den-helder", *rijen)
    return actief_profiel()


def vraag_aan(sleutel: str = "woningstichting", wat: str = "Ga kijken.") -> acties.Deelvraag:
    return acties.Deelvraag(Houder(partij=partij(sleutel)), wat, over(5))


def zet_uit_bij(rij: Signaal, door: Gebruiker, sleutel: str = "woningstichting") -> Signaal:
    return acties.zet_uit(signaal=rij, door=door, delen=[vraag_aan(sleutel)])


def pagina_van(client: Client, wie: Gebruiker, rij: Signaal) -> str:
    client.force_login(wie)
    return client.get(rij.get_absolute_url(), follow=True).content.decode()


def zonder_grond(gemeente: str, *rijen: str) -> None:
    """Without the first declaration of its profile, or with these in the place of it."""
    voor, _, na = profieltekst(gemeente).partition(BEGIN)
    tekst = voor + "\n".join(rijen) + na.partition("\n\n")[2]
    gemeente_acties.activeer(tekst=tekst, bestand=f"{gemeente}.toml", door=None)
