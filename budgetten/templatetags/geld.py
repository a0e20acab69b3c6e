"""{{ aanvraag.bedrag|euro }} reads € 1.250,00."""

from __future__ import annotations

from decimal import Decimal

from django import template

from budgetten.geld import euro as in_euro

register = template.Library()


@register.filter
def euro(waarde: Decimal | None) -> str:
    return in_euro(waarde)
