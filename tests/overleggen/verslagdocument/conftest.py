"""A report of a meeting, and the same established."""

from __future__ import annotations

import pytest

from overleggen import acties
from overleggen.models import Verslag
from tests.hulp import persoon
from tests.overleggen.hulp import begonnen, punt
from tests.overleggen.verslagdocument.verslagen import MERK, OPEN
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def manager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="centrum-west", naam="Wim de Manager")


@pytest.fixture
def verslag(manager: Gebruiker) -> Verslag:
    """Of a meeting with a part for professionals and an open one, both with words; finished, not yet established."""
    overleg = begonnen("wijkpartneroverleg", "centrum-west", manager, delen=["wijkcontactmoment"])
    for deel in overleg.delen.all():
        tekst = OPEN if deel.is_openbaar else MERK
        rij = punt(overleg, manager, tekst, deel=deel)
        gegevens = {"uit-plan": "ja"}
        acties.bespreek(punt=rij, uitkomst=tekst, versie=rij.versie, door=manager, gegevens=gegevens)
        acties.teken_aan(onder=deel, tekst=tekst, door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    return overleg.verslagen.get()


@pytest.fixture
def vastgesteld(verslag: Verslag, manager: Gebruiker) -> Verslag:
    acties.stel_vast(verslag=verslag, door=manager)
    verslag.refresh_from_db()
    return verslag
