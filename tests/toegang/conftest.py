"""The stage, built once per municipality for all tests that look at it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.toegang.bezoek import voorbeelden_van
from tests.toegang.meelezer import Meelezer, lees_mee
from tests.toegang.toneel.opbouw import Toneel, zet_op
from wijkwerk.gemeente.service import vergeet_profielen
from wijkwerk.openbaar import Grens

HIER = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of one municipality together, in whatever order they were: its stage is built once."""
    plaatsen = [plaats for plaats, item in enumerate(items) if HIER in item.path.parents]
    for plaats, item in zip(
        plaatsen, sorted((items[plaats] for plaats in plaatsen), key=_gemeente), strict=True
    ):
        items[plaats] = item


def _gemeente(item: pytest.Item) -> str:
    opgave = getattr(item, "callspec", None)
    return str(opgave.params.get("toneel", "")) if opgave else ""


@pytest.fixture(autouse=True)
def _fresh_profile() -> None:
    """The stage keeps its profile, in place of what every other test does."""


@pytest.fixture(autouse=True)
def _unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """All visitors come from one machine: the limits on one network address would answer for the rights."""
    monkeypatch.setattr(Grens, "is_voorbij", lambda self, request, *, tel=True: False)


@pytest.fixture(scope="package")
def meelezer() -> Iterator[Meelezer]:
    """Everything that is logged, from the building of the stage on."""
    with lees_mee() as lezer:
        yield lezer


@pytest.fixture(scope="package")
def toneel(
    request: pytest.FixtureRequest,
    meelezer: Meelezer,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Toneel]:
    """A municipality by name. What a test does on it is undone after that test.

    Parametrize with `indirect=["toneel"], scope="package"`: without the scope it is built anew for every test.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        vergeet_profielen()
        toneel = zet_op(request.param)
        for plek in (toneel.eigen, toneel.elders):
            voorbeelden_van(plek)
        # All that is there now stays: every page would have it looked through for what can go.
        gc.collect()
        gc.freeze()
        yield toneel
        gc.unfreeze()
        transaction.set_rollback(True)
    vergeet_profielen()
