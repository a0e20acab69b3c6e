"""Loaded before the settings (`-p tests.omgeving`): tests are their own environment."""

import os

os.environ.setdefault("WIJKWERK_OMGEVING", "test")
# Playwright's own event loop runs in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
