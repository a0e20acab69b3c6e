"""Bare names of fields become fields, and two-part names get their one spelling."""

from __future__ import annotations

from wijkwerk.profiel.invoer import Invoer


def los_op(invoer: Invoer) -> None:
    """Replace in every row what is only a name by what it names; keep what cannot be found as errors."""
