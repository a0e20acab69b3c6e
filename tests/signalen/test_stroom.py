"""No path leads to closed without owner, answer and terugkoppeling, and no address jumps over a state."""

from __future__ import annotations

import random

import pytest
from django.test import Client
from django.urls import reverse

from signalen.models import Signaal
from signalen.stroom import SIGNAAL
from tests.hulp import persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db

STAPPEN = {
    "uitzetting": {"route": "wijkbeheer", "wat_0": "Kijk.", "uiterlijk_0": over(5).isoformat()},
    "antwoord": {"soort": "antwoord", "toelichting": "Zo."},
    "terugkoppeling": {"aan": "melder", "wijze": "gesproken"},
    "sluiting": {},
    "heropening": {"reden": "Toch niet."},
    "oplossing": {"soort": "antwoord", "toelichting": "Zo."},
    "acceptatie": {},
    "gereedmelding": {"resultaat": "Klaar."},
    "weigering": {"reden": "Nee."},
}


def _stuur(client: Client, rij: Signaal, naam: str) -> None:
    deel = rij.delen.last()
    args = [rij.pk]
    if naam in {"acceptatie", "gereedmelding", "weigering"}:
        if deel is None:
            return
        args.append(deel.pk)
    assert client.post(reverse(f"signalen:{naam}", args=args), STAPPEN[naam]).status_code in {
        200,
        302,
        403,
        404,
        422,
    }


@pytest.mark.parametrize("zaad", range(6))
def test_random_walks_never_close_too_early(
    client: Client, zaad: int, concierge: Gebruiker, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    keus = random.Random(zaad)
    rij = signaal(concierge, "visbuurt", "openbare-ruimte")

    for _ in range(40):
        client.force_login(keus.choice([concierge, manager, medewerker]))
        voor = rij.stand
        _stuur(client, rij, keus.choice(list(STAPPEN)))
        rij.refresh_from_db()
        assert rij.stand == voor or _toegestaan(voor, rij.stand)
        if rij.is_gesloten:
            assert rij.houder is not None
            assert rij.antwoorden.geldend().exists()
            assert rij.terugkoppelingen.geldend().exists()


def _toegestaan(van: str, naar: str) -> bool:
    """Whether the table knows this step; solving at the desk takes three at once."""
    return naar == "gesloten" or any(
        van in stap.van and stap.naar == naar for stap in SIGNAAL.stappen.values()
    )


@pytest.mark.parametrize("naam", ["antwoord", "terugkoppeling", "sluiting", "heropening"])
def test_a_new_one_cannot_jump(client: Client, rij: Signaal, manager: Gebruiker, naam: str) -> None:
    client.force_login(manager)

    antwoord = client.post(reverse(f"signalen:{naam}", args=[rij.pk]), STAPPEN[naam])

    rij.refresh_from_db()
    assert antwoord.status_code == 422
    assert rij.stand == "geregistreerd"


def test_the_whole_walk_for_a_kind_without_parts(client: Client, den_helder: Profiel) -> None:
    concierge = persoon("wijkconcierge", gebied="visbuurt")
    rij = signaal(concierge, "visbuurt", "informatie")
    client.force_login(concierge)

    _stuur(client, rij, "oplossing")

    rij.refresh_from_db()
    assert rij.is_gesloten
