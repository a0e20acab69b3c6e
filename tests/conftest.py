"""What every test can count on: random order, closed network, strict templates, a municipality of choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.template import Engine
from hypothesis import HealthCheck
from hypothesis import settings as eigenschappen

from tests.browser import _chromium, chromium
from tests.hulp import activeer
from wijkwerk.gemeente.service import vergeet_profielen
from wijkwerk.profiel import Profiel

__all__ = ["_chromium", "chromium"]

# These machines are noisy: how long an example takes says nothing about the code.
eigenschappen.register_profile("rustig", deadline=None, suppress_health_check=[HealthCheck.too_slow])
eigenschappen.load_profile("rustig")


class OnbekendeVariabele(str):
    """Django renders this for an undefined template variable; formatting it fails the test."""

    def __contains__(self, deel: object) -> bool:
        return deel == "%s"

    def __mod__(self, naam: object) -> str:
        raise AssertionError(f"Undefined template variable: {naam}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a browser shows comes late now and then on a busy machine: such a test, and no other, gets a second chance."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True, scope="session")
def _strict_templates() -> None:
    opties: Any = settings.TEMPLATES[0]["OPTIONS"]
    opties["string_if_invalid"] = OnbekendeVariabele("%s")
    # Collecting may have made the engine already: what it read from the options then no longer counts.
    Engine.get_default().string_if_invalid = opties["string_if_invalid"]


@pytest.fixture(autouse=True)
def _fresh_profile() -> Iterator[None]:
    """No test sees the active profile of another."""
    vergeet_profielen()
    yield
    vergeet_profielen()


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def den_helder(db: None) -> Profiel:
    return activeer("den-helder")


@pytest.fixture
def helmond(db: None) -> Profiel:
    return activeer("helmond")


@pytest.fixture
def etten_leur(db: None) -> Profiel:
    return activeer("etten-leur")


@pytest.fixture
def oude_ijsselstreek(db: None) -> Profiel:
    return activeer("oude-ijsselstreek")


@pytest.fixture
def bergen(db: None) -> Profiel:
    return activeer("bergen")
