"""{{ rij.opgave|aantal }} reads 1.250,5."""

from __future__ import annotations

from decimal import Decimal

from django import template

from prestaties.getal import getal

register = template.Library()


@register.filter
def aantal(waarde: Decimal | str) -> str:
    """Also of a frozen figure, which is text."""
    return getal(Decimal(waarde))
