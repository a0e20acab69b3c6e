"""What comes in: kinds of signal, where they go, how they rise, how they are answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from wijkwerk.profiel.basis import Benoemd, Gevoelig, Positief, Rij
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.rijen.plekken import DisciplineSleutel, ThemaSleutel
from wijkwerk.profiel.velden import Velden
from wijkwerk.profiel.verwijzing import Geeft, Verwijst
from wijkwerk.profiel.wie import Bestemming, Selector, Wie

AntwoordSleutel = Annotated[str, Verwijst("antwoord")]
Vervolg = Annotated[str, Verwijst(woorden=("initiatief", "voorstel", "advies"), budgetaanvraag="budget")]


class Signaalsoort(Benoemd):
    """A kind of signal; without `antwoorden` every answer of the file may be given."""

    thema: ThemaSleutel | None = None
    gevoelig: Gevoelig = "nee"
    route: Annotated[str, Verwijst("route")]
    antwoorden: tuple[AntwoordSleutel, ...] = ()
    wordt: Vervolg | None = None


class Keuze(Rij):
    """Within a route: for this discipline, or this theme, these."""

    discipline: DisciplineSleutel | None = None
    thema: ThemaSleutel | None = None
    naar: Annotated[Wie, Field(min_length=1)]

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if (self.discipline is None) == (self.thema is None):
            yield Klacht("", "discipline of thema (één van beide)", "geen of beide")


class Route(Benoemd):
    """Where a signal goes; `naar` may also be the bare word `meldsysteem` or `balie`."""

    uit: tuple[Annotated[str, Verwijst("kanaal", "overlegvorm")], ...] = ()
    naar: Bestemming = ()
    kiezen: tuple[Keuze, ...] = ()
    samen_met: Wie = ()
    daarna: Wie = ()
    door: Annotated[Wie, Geeft("signaal.uitzetten")] = ()
    splitsen: bool = False
    terugkoppeling: Literal["melder", "overleg", "indien gewenst"] = "melder"

    @property
    def is_meldsysteem(self) -> bool:
        return self.naar == (Selector("meldsysteem"),)

    @property
    def is_balie(self) -> bool:
        return self.naar == (Selector("balie"),)

    def bestemming(self, *, disciplines: tuple[str, ...] = (), themas: tuple[str, ...] = ()) -> Bestemming:
        """Who gets it: what `kiezen` says for these disciplines and themes, else `naar`."""
        gekozen = [
            wie
            for keuze in self.kiezen
            if keuze.discipline in disciplines or keuze.thema in themas
            for wie in keuze.naar
        ]
        return tuple(dict.fromkeys(gekozen)) or self.naar

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if not self.naar and not self.kiezen:
            yield Klacht("naar", "naar of kiezen: waar het signaal heen gaat", "geen van beide")
        if len(self.naar) > 1 and any(wie.soort in ("meldsysteem", "balie") for wie in self.naar):
            yield Klacht("naar", "meldsysteem of balie alleen, zonder anderen")


class Escalatie(Benoemd):
    """A step of scaling up; the order in the file is the order."""

    wie: Annotated[Wie, Field(min_length=1)]
    zelf_afsluiten: bool = False


class Antwoord(Benoemd):
    """A kind of answer, the fields it needs, and the answers in which it must end."""

    uitkomst: Literal["gedaan", "toegezegd", "later", "uitleg", "nee", "verwezen"]
    velden: Velden = ()
    eindigt_in: tuple[AntwoordSleutel, ...] = ()
    bericht_elke: Positief | None = None
