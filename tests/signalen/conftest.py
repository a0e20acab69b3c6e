"""The same people every time, in Den Helder: the front, the manager, the team, and somebody from elsewhere."""

from __future__ import annotations

import pytest

from signalen.acties import initiatief
from signalen.models import Deelactie, Initiatief, Signaal
from tests.hulp import persoon
from tests.signalen.hulp import idee_van, over, signaal, zet_uit
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def concierge(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkconcierge", gebied="stad-binnen-de-linie", naam="Conciërge")


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="stad-binnen-de-linie", naam="Manager")


@pytest.fixture
def vreemde(den_helder: Profiel) -> Gebruiker:
    """The manager of another wijk: nothing here exists for this one."""
    return persoon("wijkmanager", gebied="nieuw-den-helder", naam="Van elders")


@pytest.fixture
def medewerker(den_helder: Profiel) -> Gebruiker:
    return persoon("teammedewerker", partij="wijkbeheer", naam="Medewerker")


@pytest.fixture
def rij(concierge: Gebruiker) -> Signaal:
    """A signal about public space, just registered."""
    return signaal(concierge, "visbuurt", "openbare-ruimte")


@pytest.fixture
def uitgezet(rij: Signaal, manager: Gebruiker) -> Signaal:
    """The same, sent to team Wijkbeheer."""
    return zet_uit(rij, manager)


@pytest.fixture
def deel(uitgezet: Signaal) -> Deelactie:
    return uitgezet.delen.get()


# --- initiatives

WIJK = "stad-binnen-de-linie"


@pytest.fixture
def bewoner(den_helder: Profiel) -> Gebruiker:
    return persoon("bewoner", gebied=WIJK, naam="Bewoner")


@pytest.fixture
def college(den_helder: Profiel) -> Gebruiker:
    return persoon("college", naam="College")


@pytest.fixture
def leider(den_helder: Profiel) -> Gebruiker:
    return persoon("projectleider", naam="Projectleider")


@pytest.fixture
def idee(bewoner: Gebruiker) -> Initiatief:
    return idee_van(bewoner)


@pytest.fixture
def opgepakt(idee: Initiatief, concierge: Gebruiker) -> Initiatief:
    eigenaar = Houder(rol="wijkconcierge", gebied=idee.gebied)
    return initiatief.neem_in_behandeling(initiatief=idee, eigenaar=eigenaar, door=concierge)


@pytest.fixture
def gewogen(opgepakt: Initiatief, manager: Gebruiker, college: Gebruiker) -> Initiatief:
    rij = initiatief.leg_ter_weging(
        initiatief=opgepakt, reden="Het hele park gaat op de schop.", door=manager
    )
    return initiatief.weeg(
        initiatief=rij, besluit="ja", datum=over(0), prioriteit="hoog", randvoorwaarden="Binnen de begroting.",
        door=college,
    )  # fmt: skip
