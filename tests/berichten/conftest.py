"""People and an afspraak to write about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import Settings

from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

MaakAfspraak = Callable[..., Afspraak]


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> None:
    """No app above the outbox takes part: tests bring their own reminders."""
    settings.HERINNERINGEN = []
    settings.SLEUTELS_IN_GEBRUIK = []
    settings.SITE_URL = "https://wijkwerk.example"


@pytest.fixture
def noor(den_helder: Profiel) -> Gebruiker:
    return persoon(naam="Noor de Vries")


@pytest.fixture
def afspraak_van(den_helder: Profiel) -> MaakAfspraak:
    """Make an afspraak of somebody, past all actions: this folder is about the mail."""

    def maak(
        houder: Gebruiker,
        *,
        wat: str = "Lantaarnpaal maken",
        uiterlijk: date = date(2026, 12, 1),
        **velden: object,
    ) -> Afspraak:
        afspraak = Afspraak(
            wat=wat,
            uiterlijk=uiterlijk,
            eerste_uiterlijk=uiterlijk,
            bron_soort="signaal",
            bron_id=1,
            gevraagd_door=houder,
        )
        for naam, waarde in velden.items():
            setattr(afspraak, naam, waarde)
        afspraak.houder = Houder(persoon=houder)
        afspraak.save()
        return afspraak

    return maak


@pytest.fixture
def afspraak(noor: Gebruiker, afspraak_van: MaakAfspraak) -> Afspraak:
    return afspraak_van(noor)
