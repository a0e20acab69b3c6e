"""Who there are: organisations and roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from wijkwerk.profiel.basis import Benoemd, Deel, Gevoelig, Positief
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.rijen.plekken import DisciplineSleutel, GebiedSleutel, NiveauSleutel
from wijkwerk.profiel.verwijzing import Verwijst
from wijkwerk.profiel.wie import Kant, Partijsoort, Regie, Wie

PartijSleutel = Annotated[str, Verwijst("partij")]
Recht = Annotated[str, Verwijst("recht")]


class Partij(Benoemd):
    """An organisation, team or group; only the first filling of the table of organisations."""

    soort: Partijsoort
    onder: PartijSleutel | None = None
    leden: tuple[PartijSleutel, ...] = ()
    lidmaatschap: Literal["open", "leden", "gekozen", "benoemd"] | None = None
    regie: Regie = ()
    disciplines: tuple[DisciplineSleutel, ...] = ()
    gebieden: tuple[GebiedSleutel, ...] = ()
    gesubsidieerd: bool = False
    gevoelig: Gevoelig = "nee"


class Bezetting(Deel):
    """How many persons fill a role."""

    minstens: Positief | None = None
    hoogstens: Positief | None = None
    per: Literal["gebied", "partij", "gemeente", "persoon"] = "gebied"

    def klachten(self) -> Iterator[Klacht]:
        if self.minstens is None and self.hoogstens is None:
            yield Klacht("", "minstens, hoogstens of beide", "geen van beide")
        if self.minstens and self.hoogstens and self.hoogstens < self.minstens:
            yield Klacht(
                "hoogstens", f"een getal van ten minste {self.minstens} (minstens)", str(self.hoogstens)
            )


class Rol(Benoemd):
    """A role: on which side it stands, how far it reaches, what it may and may never do."""

    kant: Kant
    bereik: Literal["gemeente", "gebied", "partij"]
    niveaus: tuple[NiveauSleutel, ...] = ()
    partijen: tuple[PartijSleutel, ...] = ()
    disciplines: tuple[DisciplineSleutel, ...] = ()
    mag: tuple[Recht, ...] = ()
    mag_niet: tuple[Recht, ...] = ()
    aantal: Bezetting | None = None
    aanspreekpunt: Wie = ()

    @property
    def van_het_huis(self) -> bool:
        """Whether it stands on the side of the municipality or its government."""
        return self.kant in {"gemeente", "bestuur"}

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        for recht in self.mag:
            if recht in self.mag_niet:
                yield Klacht("mag_niet", "rechten die niet ook in mag staan", f'"{recht}"')
