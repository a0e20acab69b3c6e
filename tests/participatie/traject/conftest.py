"""Who draws paths up."""

from __future__ import annotations

import pytest

from tests.hulp import persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def afdeling(bergen: Profiel) -> Gebruiker:
    return persoon("afdeling")
