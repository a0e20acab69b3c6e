"""The browser of tests/scherm, for the pages of meetings."""

from tests.scherm.conftest import chromium

__all__ = ["chromium"]
