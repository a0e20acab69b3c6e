"""Who appears in these tests."""

from __future__ import annotations

import pytest

from tests.hulp import persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def adviseur(helmond: Profiel) -> Gebruiker:
    """Somebody who may publish in Brouwhuis."""
    return persoon("adviseur-wgw", gebied="brouwhuis")
