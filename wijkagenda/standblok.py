"""What was known of a goal or measure when it was judged, as values: the same on the page, in the publication and years later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from wijkagenda.beweging import BEREIKT, ONBEKEND
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.publicatie.blok import Blok
from wijkwerk.publicatie.service import (
    Bevindingcijfer,
    Bron,
    Cijferblok,
    Metingblok,
    Standblok,
    onderdruk,
)

# The words of a judgment that can be proposed: everybody may overrule them.
GEHAALD, UITGEVOERD, ANDERS = "bereikt", "uitgevoerd", "wijziging-aanpak"
TE_KLEIN = "De getallen zijn te klein om te laten zien."


class Toetsactie(Blok):
    """A promise that was made for what is judged."""

    item: int
    plan: int
    plantitel: str
    titel: str
    # Of the afspraak; empty when it is no longer there.
    stand: str = ""

    @property
    def is_gedaan(self) -> bool:
        return self.stand == Afspraak.Stand.KLAAR

    @property
    def url(self) -> str:
        return reverse("wijkagenda:item", args=[self.plan, self.item])


class Steuncijfer(Blok):
    """A figure under the goal, or under a finding it rests on: as it was written down, and as it was when it was judged."""

    plan: int
    bevinding: str
    toen: Cijferblok
    toen_bron: str
    toen_op: date
    nu: Cijferblok | None = None
    # Only of a newer period than `toen`.
    nu_op: date | None = None
    woord: str

    @property
    def blok(self) -> Bevindingcijfer:
        """As people of the house read it."""
        return self._in_woorden(self.toen, self.nu, klein=False)

    def openbaar(self, drempel: int) -> Bevindingcijfer:
        """Without small numbers; where one of the two goes, so does what became of it."""
        begin, nu = onderdruk(self.toen, drempel), onderdruk(self.nu, drempel) if self.nu else None
        klein = begin.eigen != self.toen.eigen or (
            nu is not None and self.nu is not None and nu.eigen != self.nu.eigen
        )
        return self._in_woorden(begin, nu, klein=klein)

    def _in_woorden(self, toen: Cijferblok, nu: Cijferblok | None, *, klein: bool) -> Bevindingcijfer:
        nieuwer = nu is not None and self.nu_op is not None
        return Bevindingcijfer(
            bevinding=self.bevinding,
            naam=toen.naam,
            toen=_getal(toen),
            toen_bron=self.toen_bron,
            toen_op=self.toen_op,
            nu=_getal(nu) if nu and nieuwer else "",
            nu_bron=nu.bron if nu and nieuwer else "",
            nu_op=self.nu_op,
            woord=TE_KLEIN if klein else self.woord,
        )


def _getal(blok: Cijferblok) -> str:
    return f"{blok.eigen.waarde.tekst(blok.eenheid)} ({blok.periode})"


class Verhaal(Blok):
    """What somebody told, with the plan and the item under which it was written down."""

    plan: int
    item: int
    bron: Bron


class Stand(Blok):
    """Of one judgment: the promises for it, its figure and those of its findings, and what people tell."""

    acties: tuple[Toetsactie, ...] = ()
    meting: Metingblok | None = None
    cijfers: tuple[Steuncijfer, ...] = ()
    verhalen: tuple[Verhaal, ...] = ()
    # As it was when the plan was established; else as it is now.
    bevroren: bool = False

    @property
    def uitvoering(self) -> Standblok | None:
        """None where nothing was promised: then nothing can be counted."""
        gedaan = sum(actie.is_gedaan for actie in self.acties)
        return Standblok(gedaan=gedaan, van=len(self.acties)) if self.acties else None

    @property
    def voorstel(self) -> dict[str, str]:
        """A start value for each judgment that follows from the numbers."""
        uit: dict[str, str] = {}
        if self.meting is not None and self.meting.uitkomst != ONBEKEND:
            uit[GEHAALD] = "ja" if self.meting.uitkomst == BEREIKT else "nee"
        if (uitvoering := self.uitvoering) is not None:
            uit[UITGEVOERD] = "ja" if uitvoering.gedaan == uitvoering.van else "nee"
        return uit

    @property
    def waarom(self) -> dict[str, str]:
        """Why each start value is what it is."""
        uit: dict[str, str] = {}
        if self.meting is not None:
            uit[GEHAALD] = self.meting.woord
        if (uitvoering := self.uitvoering) is not None:
            uit[UITGEVOERD] = f"{uitvoering.woord}."
        return uit


def bevries_stand(stand: Stand) -> dict[str, Any]:
    gegevens: dict[str, Any] = stand.model_copy(update={"bevroren": True}).model_dump(mode="json")
    return gegevens


def ontdooi_stand(gegevens: Mapping[str, Any]) -> Stand:
    return Stand.model_validate(gegevens)
