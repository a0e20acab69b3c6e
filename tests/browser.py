"""A headless Chromium for the tests that look at pages; skipped, with the reason, where none is found.

One fixture for all tests: Playwright runs once in a process.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, sync_playwright

VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Browser]:
    pad = os.environ.get("WIJKWERK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if pad is None:
        pytest.skip("No Chromium found: install it, or name it in WIJKWERK_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=pad, args=VLAGGEN)
        yield browser
        browser.close()


@pytest.fixture
def chromium(_chromium: Browser) -> Iterator[Browser]:
    """The one browser; pages that a test left open would ask on, after its database is gone."""
    yield _chromium
    for omgeving in _chromium.contexts:
        omgeving.close()


def klik(doel: Locator) -> None:
    """Press what leads to another page, and wait until that page stands there.

    A bare click may return while the old page is still up, or the new one still empty: what is read next is then either.
    """
    with doel.page.expect_navigation(wait_until="load"):
        doel.click()
