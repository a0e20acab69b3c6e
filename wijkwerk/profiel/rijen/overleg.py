"""Meetings: the forms in which people meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from wijkwerk.profiel.basis import Benoemd, Deel, Positief, Rij, Tekst
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.frequentie import Frequentie
from wijkwerk.profiel.rijen.archief import Archief
from wijkwerk.profiel.rijen.plekken import GebiedSleutel, NiveauSleutel, ThemaSleutel
from wijkwerk.profiel.verwijzing import Geeft, Verwijst
from wijkwerk.profiel.wie import Wie

Toegang = Literal["openbaar", "deelnemers", "professionals"]
Resultaat = Annotated[str, Verwijst(woorden=("verslag", "signalen", "kennismaking"), plan="planvorm")]


def _als_lijst(waarde: object) -> object:
    return (waarde,) if isinstance(waarde, str) else waarde


class Overlegdeel(Benoemd):
    """A part of a meeting, with its own access."""

    toegang: Toegang
    spreekrecht: Wie = ()
    optioneel: bool = False


# A form without parts is one closed part.
HEEL_OVERLEG = Overlegdeel(sleutel="overleg", naam="overleg", toegang="deelnemers")


class Taken(Deel):
    """Who does what for a meeting; it gives the right for this form."""

    voorzitter: Annotated[Wie, Geeft("overleg.voorzitten")] = ()
    initiatief: Annotated[Wie, Geeft("overleg.plannen")] = ()
    agenda: Annotated[Wie, Geeft("overleg.agenderen")] = ()
    logistiek: Wie = ()
    verslag: Annotated[Wie, Geeft("overleg.verslaan")] = ()


class Aanleiding(Rij):
    """When a spreekuur asks for a decision: so many in a row nobody came to, one theme so often within so many days."""

    leeg: Positief = 6
    thema: Positief = 5
    dagen: Positief = 90


class Overlegvorm(Benoemd):
    doel: Tekst = ""
    niveaus: Annotated[tuple[NiveauSleutel, ...], Field(min_length=1)]
    gebieden: tuple[GebiedSleutel, ...] = ()
    themas: tuple[ThemaSleutel, ...] = ()
    delen: Annotated[tuple[Overlegdeel, ...], Field(min_length=1)] = (HEEL_OVERLEG,)
    deelnemers: Wie = ()
    uitgenodigd: Wie = ()
    verplicht: Wie = ()
    cruciaal: Wie = ()
    uitgesloten: Wie = ()
    taken: Taken = Taken()
    frequentie: Frequentie = Frequentie(norm="vrij")
    dagdeel: Tekst = ""
    resultaat: Annotated[tuple[Resultaat, ...], BeforeValidator(_als_lijst)] = ()
    openbaar: Literal["niet", "titel", "open delen"] = "niet"
    terugkoppeling: bool = False
    bereidt_voor: Annotated[str, Verwijst("overlegvorm")] | None = None
    # The forms of plan whose open promises this meeting follows: each of them is proposed for every agenda.
    voortgang_van: tuple[Annotated[str, Verwijst("planvorm")], ...] = ()
    aanleiding: Aanleiding = Aanleiding()
    archief: Archief | None = None

    @property
    def is_spreekuur(self) -> bool:
        """An open table where people come with signals, and nothing is decided or minuted."""
        return self.resultaat == ("signalen",) and any(deel.toegang == "openbaar" for deel in self.delen)

    @property
    def is_bezoek(self) -> bool:
        """People go round to get to know the area: it has a programme (HEL-44)."""
        return "kennismaking" in self.resultaat

    @property
    def heeft_open_deel(self) -> bool:
        return any(deel.toegang == "openbaar" for deel in self.delen)

    def naam_in(self, gebied: str) -> str:
        """What a meeting of this form is called there; a form of one place may have it in its name already."""
        return self.naam if gebied in self.naam else f"{self.naam} {gebied}"

    def deel(self, sleutel: str) -> Overlegdeel:
        """The part with this key; KeyError when there is none."""
        for deel in self.delen:
            if deel.sleutel == sleutel:
                return deel
        raise KeyError(sleutel)

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if "aanleiding" in self.model_fields_set and not self.is_spreekuur:
            yield Klacht("aanleiding", "alleen bij een spreekuur (een open deel, resultaat signalen)", "geen")
        if self.openbaar == "open delen" and not self.heeft_open_deel:
            yield Klacht("openbaar", "een deel met toegang openbaar bij open delen", "geen open deel")
