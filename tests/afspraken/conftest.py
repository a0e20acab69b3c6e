"""An afspraak of the police about a bench in the Visbuurt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.hulp import gebied, partij, persoon
from wijkwerk.afspraken import acties
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

Maak = Callable[..., Afspraak]


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="stad-binnen-de-linie")


@pytest.fixture
def agent(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkagent", partij="politie")


@pytest.fixture
def maak(manager: Gebruiker) -> Maak:
    def maak(**anders: Any) -> Afspraak:
        gegevens: dict[str, Any] = {
            "wat": "Avondronde langs het pleintje",
            "houder": Houder(partij=partij("politie")),
            "uiterlijk": timezone.localdate() + timedelta(days=14),
            "bron": gebied("visbuurt"),
            "gebieden": [gebied("visbuurt")],
            "door": manager,
        }
        return acties.maak(**{**gegevens, **anders})

    return maak


@pytest.fixture
def afspraak(maak: Maak) -> Afspraak:
    return maak()


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)
