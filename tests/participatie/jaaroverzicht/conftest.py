"""Who makes the overview."""

from __future__ import annotations

import pytest

from tests.hulp import persoon
from tests.participatie.toneel import KERN
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def coordinator(bergen: Profiel) -> Gebruiker:
    return persoon("wijkcoordinator", gebied=KERN)
