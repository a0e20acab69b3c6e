"""Choosing in a form: an area where one has a right; a holder, that is a party or a role in an area of the thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import WERK, Recht, bereik
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.wijken.models import Gebied, Partij


def gebieden_met(gebruiker: Gebruiker, *rechten: Recht) -> QuerySet[Gebied]:
    """The areas in which this person holds one of these rights; of a party also those above where it is at home."""
    alle = Gebied.objects.actief().order_by("naam")
    gebieden: set[int] = set()
    partijen: set[int] = set()
    for recht in rechten:
        waar = bereik(gebruiker, recht)
        if waar.alles:
            return alle
        gebieden |= waar.gebieden
        partijen |= waar.partijen
    boven = {
        pk
        for rij in Gebied.objects.filter(partijen__in=Partij.objects.filter(pk__in=partijen))
        for pk in rij.voorouders
    }
    return alle.filter(pk__in=Gebied.objects.binnen(gebieden).values("pk")) | alle.filter(pk__in=boven)


def uitvoerende_rollen(profiel: Profiel) -> list[Rol]:
    """The roles that take work on in an area, by name: nobody asks something of `raadslid` or `beheerder`.

    A role for a party is not here: then the party is the holder.
    """
    vandaag = timezone.localdate()
    rollen = [
        rol
        for rol in profiel.rollen
        if rol.geldt_op(vandaag) and rol.bereik != "partij" and not WERK.isdisjoint(rol.mag)
    ]
    return sorted(rollen, key=lambda rol: rol.naam.casefold())


class HouderKeuze(forms.ChoiceField):
    """Cleans to a Houder. `kies_uit` fills the choices with one query; values are `partij:3`, `rol:x:7`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"label": "Wie", "error_messages": {"invalid_choice": "Kies wie dit doet."}, **kwargs}
        )
        self._houders: dict[str, Houder] = {}

    def kies_uit(
        self, gebieden: Iterable[Gebied], *, kanten: frozenset[str] | None = None, overal: bool = False
    ) -> None:
        """Offer every active party that is at home in one of these areas, and every role that does work there.

        `overal`: only roles that work everywhere; of the municipality itself nobody fills one for an area.
        """
        gebieden = list(gebieden)
        thuis = Partij.objects.actief().bij(*gebieden)
        partijen = {f"partij:{partij.pk}": Houder(partij=partij) for partij in thuis}
        rollen = {
            f"rol:{rol.sleutel}:{gebied.pk}": Houder(rol=rol.sleutel, gebied=gebied)
            for rol in uitvoerende_rollen(actief_profiel())
            if (kanten is None or rol.kant in kanten) and (not overal or rol.bereik == "gemeente")
            for gebied in gebieden
        }
        self._houders = partijen | rollen
        self.choices = [
            ("", "Kies wie dit doet"),
            ("Partijen", [(waarde, str(houder)) for waarde, houder in partijen.items()]),
            ("Rollen", [(waarde, hoofdletter(str(houder))) for waarde, houder in rollen.items()]),
        ]

    def clean(self, value: Any) -> Houder | None:
        gekozen = super().clean(value)
        return self._houders.get(str(gekozen))
