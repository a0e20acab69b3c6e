"""Choosing a holder in a form: a party, or a role in one of the areas of the thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Partij


class HouderKeuze(forms.ChoiceField):
    """Cleans to a Houder. `kies_uit` fills the choices in two queries' worth of rows; values are `partij:3`, `rol:x:7`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"label": "Wie", "error_messages": {"invalid_choice": "Kies wie dit doet."}, **kwargs}
        )
        self._houders: dict[str, Houder] = {}

    def kies_uit(self, gebieden: Iterable[Gebied], *, kanten: frozenset[str] | None = None) -> None:
        """Offer every active party, and every role that works in an area, for these areas."""
        vandaag = timezone.localdate()
        partijen = {f"partij:{partij.pk}": Houder(partij=partij) for partij in Partij.objects.actief()}
        rollen = {
            f"rol:{rol.sleutel}:{gebied.pk}": Houder(rol=rol.sleutel, gebied=gebied)
            for gebied in gebieden
            for rol in actief_profiel().rollen
            if rol.geldt_op(vandaag)
            and rol.bereik != "partij"
            and rol.mag
            and (kanten is None or rol.kant in kanten)
        }
        self._houders = partijen | rollen
        self.choices = [
            ("", "Kies wie dit doet"),
            ("Partijen", [(waarde, str(houder)) for waarde, houder in partijen.items()]),
            ("Rollen", [(waarde, str(houder)) for waarde, houder in rollen.items()]),
        ]

    def clean(self, value: Any) -> Houder | None:
        gekozen = super().clean(value)
        return self._houders.get(str(gekozen))
