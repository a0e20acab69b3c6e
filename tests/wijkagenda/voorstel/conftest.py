"""The people and the agenda of one wijk, and a proposal for it."""

from __future__ import annotations

import pytest
from django.test import Client

from signalen.acties import meld_zonder_account
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import kort_plan
from tests.wijkagenda.voorstel.voorstellen import ANDERE, SOORT, WIJK, WOORDEN
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def wijkmanager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def collega(wijkmanager: Gebruiker) -> Gebruiker:
    """The wijkmanager of the other wijk."""
    return persoon("wijkmanager", gebied=ANDERE)


@pytest.fixture
def agenda(wijkmanager: Gebruiker) -> Plan:
    return kort_plan("wijkagenda", WIJK, wijkmanager)


@pytest.fixture
def als_wijkmanager(client: Client, wijkmanager: Gebruiker) -> Client:
    client.force_login(wijkmanager)
    return client


@pytest.fixture
def voorstel(wijkmanager: Gebruiker) -> Signaal:
    return meld_zonder_account(tekst=WOORDEN, soort=SOORT, gebied=gebied(WIJK))
