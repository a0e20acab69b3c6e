"""A signal, and somebody of the corporation that is to get it."""

from __future__ import annotations

import pytest

from signalen.models import Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal
from tests.signalen.verstrekken.verklaringen import PLEK, TEKST
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def rij(concierge: Gebruiker) -> Signaal:
    return signaal(concierge, "visbuurt", "wonen", tekst=TEKST, waar=PLEK)


@pytest.fixture
def corporatie(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmeester", partij="woningstichting", naam="Wijkmeester")
