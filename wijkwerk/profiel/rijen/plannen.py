"""Plans: their forms, the cycle they run in, and what every area must have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from wijkwerk.profiel.basis import Aantal, Benoemd, Deel, Positief, Rij, Tekst, verkeerd
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.frequentie import Frequentie, Per
from wijkwerk.profiel.rijen.archief import Archief
from wijkwerk.profiel.rijen.plekken import NiveauSleutel
from wijkwerk.profiel.velden import Velden
from wijkwerk.profiel.verwijzing import Geeft, Verwijst
from wijkwerk.profiel.wie import Wie

PlanvormSleutel = Annotated[str, Verwijst("planvorm")]
Niveaus = Annotated[tuple[NiveauSleutel, ...], Field(min_length=1)]


def _looptijd(waarde: object) -> int | str:
    if isinstance(waarde, int) and not isinstance(waarde, bool) and 1 <= waarde <= 1200:
        return waarde
    if isinstance(waarde, str) and waarde:
        return waarde
    raise verkeerd("een aantal maanden, of een periode van de gemeente")


Looptijd = Annotated[int | str, PlainValidator(_looptijd), Verwijst("eigen periode")]


class Sectie(Benoemd):
    verplicht: bool = False
    velden: Velden = ()


# Words for what an item itself has: those are known before anything is decided.
VAN_HET_ITEM = frozenset(
    {"titel", "wat", "onderwerp", "trekker", "wie", "organisatie", "einddatum", "wanneer"}
    | {"gebieden", "gebied", "herkomst", "nagekomen", "thema"}
)


class Itemsoort(Benoemd):
    """A kind of item in a plan, the fields each item of it must have, and those that only the decision on the plan fills."""

    velden: Velden = ()
    besluit: Velden = ()
    onder: str | None = None
    # Who makes the plan ranks these: their order is the priority.
    gerangschikt: bool = False
    # What it is to the year of an area: found out, wanted, or judged. `punt` is none of these.
    aard: Literal["punt", "bevinding", "doel", "toets"] = "punt"

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.gerangschikt and self.onder is not None:
            yield Klacht("gerangschikt", "alleen bij een item dat niet onder een ander staat", "ja")
        for veld in self.besluit:
            if veld.sleutel in VAN_HET_ITEM:
                yield Klacht("besluit", "een veld dat pas met het besluit bekend is", f'"{veld.sleutel}"')

    @property
    def alle_velden(self) -> Velden:
        return (*self.velden, *self.besluit)


class VolgtOp(Rij):
    """The plan before this one, what is taken over from it, and whether that may be left out."""

    vorm: PlanvormSleutel
    verplicht: bool = True
    neemt_over: tuple[str, ...] = ()
    weglaten: Literal["vrij", "gemotiveerd", "nooit"] = "vrij"


class Bijdragetermijnen(Deel):
    """How many weeks before adoption something is due."""

    vraag: Aantal | None = None
    levering: Aantal | None = None
    concept: Aantal | None = None

    def klachten(self) -> Iterator[Klacht]:
        gegeven = [
            (naam, weken)
            for naam in ("vraag", "levering", "concept")
            if (weken := getattr(self, naam)) is not None
        ]
        for (eerder, meer), (later, minder) in pairwise(gegeven):
            if minder > meer:
                yield Klacht(later, f"hoogstens {meer} weken ({eerder})", str(minder))


class Bijdragen(Deel):
    van: Annotated[Wie, Geeft("plan.bijdragen")] = ()
    weken: Bijdragetermijnen = Bijdragetermijnen()


class Vaststelling(Deel):
    voordracht: Annotated[Wie, Geeft("plan.voordragen")] = ()
    door: Annotated[Wie, Geeft("plan.vaststellen")] = ()
    ondertekening: Annotated[Wie, Geeft("plan.ondertekenen")] = ()

    @property
    def wordt_voorgelegd(self) -> bool:
        """Whether a plan is put before somebody who is named, for a decision or for a signature."""
        return bool(self.voordracht or self.ondertekening)


class Planvorm(Benoemd):
    """A form of plan; without `openbaar` what is published is for everybody."""

    niveaus: Niveaus
    auteur: Annotated[Wie, Geeft("plan.bewerken")] = ()
    secties: tuple[Sectie, ...] = ()
    items: tuple[Itemsoort, ...] = ()
    looptijd: Looptijd | None = None
    herziening: Frequentie | None = None
    volgt_op: tuple[VolgtOp, ...] = ()
    # Forms of which a concept begins as soon as this one is established.
    maakt: tuple[PlanvormSleutel, ...] = ()
    # In which words the origin of a story is told; without them the names of the roles.
    vertellers: tuple[Tekst, ...] = ()
    bijdragen: Bijdragen | None = None
    vaststelling: Vaststelling = Vaststelling()
    openbaar: Literal["niet", "partijen", "raad", "iedereen"] = "iedereen"
    vervangt: PlanvormSleutel | None = None
    gesloten: bool = False
    archief: Archief | None = None

    def geldt_op(self, dag: date) -> bool:
        return not self.gesloten and super().geldt_op(dag)

    def item(self, sleutel: str) -> Itemsoort:
        """The kind of item with this key; KeyError when there is none."""
        for item in self.items:
            if item.sleutel == sleutel:
                return item
        raise KeyError(sleutel)

    def van_aard(self, aard: str) -> list[Itemsoort]:
        return [item for item in self.items if item.aard == aard]

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        soorten = tuple(item.sleutel for item in self.items)
        for nummer, item in enumerate(self.items, start=1):
            if item.onder is not None and item.onder not in soorten:
                yield Klacht(
                    f"items[{nummer}].onder", "een ander item van dit plan", f'"{item.onder}"', soorten
                )


class Cyclusstap(Benoemd):
    soort: Literal["plan", "overleg", "peiling", "toets", "uitvoering", "monitor"]
    vorm: Annotated[str, Verwijst("planvorm", "overlegvorm", "peiling", "oordeel")] | None = None
    # The evaluation that carries it: planned it has begun, finished it is established.
    evaluatie: Annotated[str, Verwijst("evaluatie")] | None = None
    weken: Positief | None = None
    # Comes back within one round: a monitor twice a year, a revision halfway. Of a plan: else its `herziening`.
    frequentie: Frequentie | None = None
    # Who takes this step, where that is not who keeps the cycle.
    door: Wie = ()
    # As long as this step runs: no spreekuur, overleg or signaal for so many weeks is told.
    contact_weken: Positief | None = None


class Cyclus(Benoemd):
    """Steps in their order, and how often the whole comes round; without `frequentie` somebody begins it."""

    niveaus: Niveaus
    selectie: bool = False
    programma: Tekst = ""
    frequentie: Frequentie | None = None
    # Who keeps it: begins rounds, chooses areas, ends the steps that no plan or meeting carries.
    door: Wie = ()
    stappen: Annotated[tuple[Cyclusstap, ...], Field(min_length=1)]

    def stap(self, sleutel: str) -> Cyclusstap:
        """The step with this key; KeyError when there is none."""
        for stap in self.stappen:
            if stap.sleutel == sleutel:
                return stap
        raise KeyError(sleutel)

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        gezien: set[str] = set()
        for nummer, stap in enumerate(self.stappen, start=1):
            if stap.sleutel in gezien:
                yield Klacht(
                    f"stappen[{nummer}].sleutel", "een sleutel die nog niet bestaat", f'"{stap.sleutel}"'
                )
            gezien.add(stap.sleutel)
            if stap.evaluatie is not None and stap.soort != "toets":
                yield Klacht(f"stappen[{nummer}].evaluatie", "alleen bij een stap van soort toets")
            if stap.frequentie is not None and self.selectie:
                yield Klacht(
                    f"stappen[{nummer}].frequentie",
                    "geen frequentie, want de gebieden worden gekozen (selectie)",
                )


class Dekking(Benoemd):
    """What every area of these levels has: any one of `wat`; without `per` or `uiterlijk` always."""

    wat: Annotated[
        tuple[Annotated[str, Verwijst("overlegvorm", "planvorm", "rol")], ...], Field(min_length=1)
    ]
    niveaus: Niveaus
    per: Per | None = None
    uiterlijk: date | None = None

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.per is not None and self.uiterlijk is not None:
            yield Klacht("uiterlijk", "per of uiterlijk, niet beide")
