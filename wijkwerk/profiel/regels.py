"""Rules: at this step of this kind of thing, this check. One class per kind of check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from wijkwerk.profiel.basis import Aantal, Positief, Rij, Tekst
from wijkwerk.profiel.frequentie import PerGrens
from wijkwerk.profiel.rijen.plekken import NiveauSleutel, ThemaSleutel
from wijkwerk.profiel.velden import Velden
from wijkwerk.profiel.verwijzing import Verwijst
from wijkwerk.profiel.wie import Wie

ONTKENNING = "niet "

EenOfMeer = Annotated[Wie, Field(min_length=1)]


class RegelBasis(Rij):
    """What every rule has: where it holds, and how hard."""

    bij: Tekst
    voor: tuple[str, ...] = ()
    themas: tuple[ThemaSleutel, ...] = ()
    als: Tekst = ""
    aard: Literal["hard", "advies"] = "hard"
    zegt: Tekst = ""

    @property
    def object(self) -> str:
        """The thing it is about: `plan` of `plan.vaststellen`."""
        return self.bij.partition(".")[0]

    @property
    def stap(self) -> str:
        """The step at which it holds: `vaststellen`; empty for a shield."""
        return self.bij.partition(".")[2]

    @property
    def feit(self) -> str:
        """The fact in `als`, without "niet "; empty when there is none."""
        return self.als.removeprefix(ONTKENNING)

    @property
    def ontkend(self) -> bool:
        """Whether the rule holds when the fact is not so."""
        return self.als.startswith(ONTKENNING)

    @property
    def is_hard(self) -> bool:
        return self.aard == "hard"

    def gaat_over(self, soorten: Iterable[str], themas: Iterable[str]) -> bool:
        """Whether it holds for a thing of (one of) these kinds, with these themes."""
        past = not self.voor or not set(self.voor).isdisjoint(soorten)
        return past and (not self.themas or not set(self.themas).isdisjoint(themas))


class Verplicht(RegelBasis):
    """These fields are filled."""

    soort: Literal["verplicht"]
    velden: Annotated[Velden, Field(min_length=1)]

    @property
    def gevraagd(self) -> Velden:
        """The fields as a form asks them: what is only advised may stay empty."""
        if self.is_hard:
            return self.velden
        return tuple(veld.model_copy(update={"verplicht": False}) for veld in self.velden)


class Minstens(RegelBasis):
    """At least `n` of a relation."""

    soort: Literal["minstens"]
    wat: Tekst
    n: Positief
    per: PerGrens | None = None


class Hoogstens(RegelBasis):
    """At most `n` of a relation."""

    soort: Literal["hoogstens"]
    wat: Tekst
    n: Aantal
    per: PerGrens | None = None


class Beoordeeld(RegelBasis):
    """Every criterion judged, all ja; else only the way out that the oordeel names."""

    soort: Literal["beoordeeld"]
    oordeel: Annotated[str, Verwijst("oordeel")]


class Ingestemd(RegelBasis):
    """All of these have agreed."""

    soort: Literal["ingestemd"]
    wie: EenOfMeer


class Gehoord(RegelBasis):
    """All of these have been asked and have answered, or let the term pass."""

    soort: Literal["gehoord"]
    wie: EenOfMeer


class Besloten(RegelBasis):
    """A decision of this body is recorded."""

    soort: Literal["besloten"]
    door: EenOfMeer


class PasNa(RegelBasis):
    """Only when the latest of that form in this gebied has reached that state."""

    soort: Literal["pas_na"]
    vorm: Annotated[str, Verwijst("planvorm", "overlegvorm", "peiling")]
    stand: Tekst


class NooitDoor(RegelBasis):
    """These never take this step, or never on behalf of those."""

    soort: Literal["nooit_door"]
    wie: EenOfMeer
    namens: Wie = ()


class VierOgen(RegelBasis):
    """Not by the person who took one of these steps of the same thing."""

    soort: Literal["vier_ogen"]
    na: Annotated[tuple[Tekst, ...], Field(min_length=1)]


class Schaal(RegelBasis):
    """At least this scale; else the named route (without route it is only refused)."""

    soort: Literal["schaal"]
    minimaal: NiveauSleutel
    anders: Annotated[str, Verwijst("route")] | None = None


class Bron(RegelBasis):
    """Refers to one of these origins."""

    soort: Literal["bron"]
    uit: Annotated[tuple[Annotated[str, Verwijst("planvorm", "herkomst")], ...], Field(min_length=1)]


class Samenloop(RegelBasis):
    """Another open one with the same."""

    soort: Literal["samenloop"]
    op: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    dagen: Positief | None = None


class Gemotiveerd(RegelBasis):
    """A reason is given; with `telt` the number of times is kept and shown."""

    soort: Literal["gemotiveerd"]
    telt: bool = False


class Teruggekoppeld(RegelBasis):
    """The result has been reported back to them."""

    soort: Literal["teruggekoppeld"]
    aan: EenOfMeer


class Meldt(RegelBasis):
    """These are told of this step."""

    soort: Literal["meldt"]
    aan: EenOfMeer


class Afgeschermd(RegelBasis):
    """What these see of a shielded thing."""

    soort: Literal["afgeschermd"]
    wie: EenOfMeer
    toont: Literal["niets", "aantal", "stand", "alles"]


# What of a signal can go along to somebody outside the municipality, beside its number, kind, area and what is asked.
Meegegeven = Literal["omschrijving", "straat", "thema", "foto", "melder"]


class Verstrekking(RegelBasis):
    """What goes along to these, outside the municipality, and on what legal basis. Who is not named gets nothing."""

    soort: Literal["verstrekking"]
    aan: EenOfMeer
    toont: tuple[Meegegeven, ...] = ()
    grondslag: Annotated[Tekst, Field(min_length=5)]


Regel = Annotated[
    Verplicht
    | Minstens
    | Hoogstens
    | Beoordeeld
    | Ingestemd
    | Gehoord
    | Besloten
    | PasNa
    | NooitDoor
    | VierOgen
    | Schaal
    | Bron
    | Samenloop
    | Gemotiveerd
    | Teruggekoppeld
    | Meldt
    | Afgeschermd
    | Verstrekking,
    Field(discriminator="soort"),
]

REGELKLASSEN: Mapping[str, type[RegelBasis]] = {
    get_args(klasse.model_fields["soort"].annotation)[0]: klasse for klasse in get_args(get_args(Regel)[0])
}
