"""The plan and the people that most tests of pages use."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.wijkagenda.plannen import Helmond, helmond_concept
from wijkwerk.profiel import Profiel


@pytest.fixture
def h(helmond: Profiel) -> Helmond:
    """A wijkactieplan of Brouwhuis in the making."""
    return helmond_concept()


@pytest.fixture
def als_adviseur(client: Client, h: Helmond) -> Client:
    client.force_login(h.adviseur)
    return client
