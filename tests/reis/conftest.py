"""The people of the journey at their screens, the worker, and the clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import Task, current_app
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.reis.bezoeker import BUREAU, Bezoeker
from tests.reis.keuring import Keuring
from wijkwerk.gebruikers.models import Gebruiker

AanHetScherm = Callable[..., Bezoeker]


@pytest.fixture(params=[True, False], ids=["met-script", "zonder-script"])
def script(request: pytest.FixtureRequest) -> bool:
    """The whole journey is walked twice: JavaScript only makes it quicker."""
    return bool(request.param)


@pytest.fixture
def aan_het_scherm(
    request: pytest.FixtureRequest,
    chromium: Browser,
    live_server: LiveServer,
    script: bool,
) -> Iterator[AanHetScherm]:
    """`aan_het_scherm(persoon, TELEFOON)` logs somebody in; without a person it is a passer-by.

    Whether JavaScript runs is said for the whole journey (`script`), or for one person (`met_script=`).
    """
    keuring = Keuring(request.node.name.replace("[", "-").strip("]"))
    mensen: list[Bezoeker] = []

    def neem_plaats(
        wie: Gebruiker | None = None, breedte: int = BUREAU, *, met_script: bool | None = None
    ) -> Bezoeker:
        kan = script if met_script is None else met_script
        bezoeker = Bezoeker(chromium, live_server, keuring, breedte, script=kan)
        mensen.append(bezoeker)
        return bezoeker.log_in(wie) if wie else bezoeker

    yield neem_plaats
    for bezoeker in mensen:
        bezoeker.omgeving.close()
    keuring.sluit()


class Werker:
    """Does what the site asked of the worker: the real tasks, in the order in which they were asked."""

    def __init__(self) -> None:
        self.gevraagd: deque[tuple[str, tuple[Any, ...]]] = deque()

    def werk(self, *ook: str) -> list[str]:
        """Run what waits, and these tasks of the clock; return the names of all that ran."""
        gedaan = []
        self.gevraagd.extend((naam, ()) for naam in ook)
        while self.gevraagd:
            naam, argumenten = self.gevraagd.popleft()
            current_app.tasks[naam](*argumenten)
            gedaan.append(naam)
        return gedaan


@pytest.fixture
def werker(monkeypatch: pytest.MonkeyPatch) -> Werker:
    werker = Werker()

    def onthoud(taak: Any, args: tuple[Any, ...] = (), *_: Any, **__: Any) -> None:
        werker.gevraagd.append((taak.name, tuple(args or ())))

    monkeypatch.setattr(Task, "apply_async", onthoud)
    return werker
