"""The stage, built once per municipality for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.toegang.meelezer import Meelezer, lees_mee
from tests.toegang.toneel.opbouw import Toneel, zet_op
from wijkwerk.gemeente.service import vergeet_versie


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
        vergeet_versie()
        yield zet_op(request.param)
        transaction.set_rollback(True)
    vergeet_versie()
