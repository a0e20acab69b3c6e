"""The same people every time, in Den Helder: the front, the manager, the team, and somebody from elsewhere."""

from __future__ import annotations

import pytest

from signalen.models import Deelactie, Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal, zet_uit
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
