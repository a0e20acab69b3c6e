"""No limit on one address, a clock that stands still and a plan that was published."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.volgen.volgers import START
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.openbaar import Grens
from wijkwerk.publicatie.models import Publicatie


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests come from one address; the limit has its own."""
    ruim = Grens(f"proef-{uuid.uuid4()}", hoogstens=10_000, per=timedelta(hours=1))
    monkeypatch.setattr("wijkwerk.aanmeldscherm.AANVRAGEN", ruim)
    monkeypatch.setattr("wijkwerk.aanmeldscherm.MISSERS", ruim)


@pytest.fixture
def klok() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as klok:
        yield klok


@pytest.fixture
def plan(klok: time_machine.Traveller, adviseur: Gebruiker) -> Publicatie:
    return geplaatst(adviseur, ding=Plan(pk=1))
