"""Whoever follows a thing from above hears that its state changed (settings.STAND_VERANDERD)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def vertel_stand(ding: Any) -> None:
    """Let what follows this thing follow it, in the transaction of the action that changed its state."""
    for pad in settings.STAND_VERANDERD:
        import_string(pad)(ding)
