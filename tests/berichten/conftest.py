"""People and an afspraak to write about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from pytest_django import Settings

from tests.hulp import persoon, profieltekst
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import service as gemeente
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import taal
from wijkwerk.profiel import Profiel, lees_tekst

MaakAfspraak = Callable[..., Afspraak]


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> None:
    """No app above the outbox takes part: tests bring their own reminders."""
    settings.HERINNERINGEN = []
    settings.SITE_URL = "https://wijkwerk.example"


@cache
def _profiel() -> Profiel:
    return lees_tekst(profieltekst("den-helder"), taal(), bestand="den-helder.toml")


@pytest.fixture
def den_helder(db: None, monkeypatch: pytest.MonkeyPatch) -> Profiel:
    """The words and roles of a municipality without its areas, read once: mail needs no more."""
    monkeypatch.setattr(gemeente, "profiel_van_versie", lambda versie_id: _profiel())
    Profielversie.objects.create(nummer=1, tekst="", checksum="", bestand="den-helder.toml")
    return _profiel()


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
