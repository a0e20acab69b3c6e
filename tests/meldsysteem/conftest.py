"""Helmond, somebody who sends signals there, and a system for reports on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import Settings

from signalen import acties
from signalen.models import Meldpunt, Meldsysteem, Overdracht, Signaal, Via
from tests.hulp import gebied, persoon
from tests.meldsysteem.server import TOKEN, Server, server_open
from tests.signalen.hulp import signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

STOEP = "wegen/stoep"


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with server_open() as (server, sluit):
        settings.MELDSYSTEEM = instellingen(server.adres)
        server.sluit = sluit  # type: ignore[attr-defined]
        yield server


def instellingen(adres: str, **anders: str) -> dict[str, str]:
    return {"url": adres, "sleutel": TOKEN, "inlogadres": "", "client": ""} | anders


@pytest.fixture
def adviseur(helmond: Profiel) -> Gebruiker:
    return persoon("adviseur-wgw", gebied="brouwhuis", naam="Adviseur")


def stel_in(via: str, **velden: Any) -> Meldsysteem:
    """What the beheerder chose; the middle of Helmond stands for every area."""
    bron = "online" if via == Via.SIGNALEN_OPENBAAR else "Wijkwerk"
    Meldsysteem.objects.all().delete()
    systeem = Meldsysteem.objects.create(**({"via": via, "bron": bron, "categorie": STOEP} | velden))
    top = gebied("brouwhuis").voorouders[0]
    Meldpunt.objects.get_or_create(
        gebied_id=top, defaults={"breedte": Decimal("51.48"), "lengte": Decimal("5.66")}
    )
    return systeem


@pytest.fixture
def met_account(server: Server, adviseur: Gebruiker) -> Meldsysteem:
    return stel_in(Via.SIGNALEN)


@pytest.fixture
def zonder_account(server: Server, adviseur: Gebruiker) -> Meldsysteem:
    return stel_in(Via.SIGNALEN_OPENBAAR)


@pytest.fixture
def zet_uit(adviseur: Gebruiker) -> Callable[..., Overdracht]:
    """Send a signal to the system for reports; return how it is handed over."""

    def doe(**velden: Any) -> Overdracht:
        stap = {naam: velden.pop(naam) for naam in ("systeemnummer", "contact_mee") if naam in velden}
        rij = signaal(adviseur, "brouwhuis", "eenvoudig-fysiek", kanaal="klantmeldsysteem", **velden)
        rij = acties.zet_uit(signaal=rij, door=adviseur, **stap)
        return Overdracht.objects.get(signaal=rij)

    return doe


def ververs(overdracht: Overdracht) -> Overdracht:
    return Overdracht.objects.select_related("signaal").get(pk=overdracht.pk)


def ververs_signaal(overdracht: Overdracht) -> Signaal:
    return Signaal.objects.get(pk=overdracht.signaal_id)
