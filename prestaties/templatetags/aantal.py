"""{{ rij.opgave|aantal }} reads 1.250,5; {% van 18 10 %} 18 (afgesproken 10)."""

from __future__ import annotations

from decimal import Decimal

from django import template

from prestaties.getal import deel, getal, van

register = template.Library()


@register.filter
def aantal(waarde: Decimal | str) -> str:
    """Also of a frozen figure, which is text."""
    return getal(Decimal(waarde))


@register.filter
def als_deel(waarde: Decimal | str) -> str:
    """A share of what was agreed, in words."""
    return deel(Decimal(waarde))


register.simple_tag(van, name="van")
