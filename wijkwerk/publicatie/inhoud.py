"""The frozen content of a publication: what the public page, the PDF and the open data are drawn from.

Everything is a value: names and labels as they were on the day. `schema` tells old content from new; a reader of
today must read every older one. No names of persons: who does something is a party or a function.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any, Literal

from wijkwerk.publicatie.bewijs import Bevindingcijfer, Cijferblok, Herkenningblok, Metingblok, Standblok
from wijkwerk.publicatie.blok import Blok

SCHEMA = 1


class Benaming(Blok):
    """A key with the name it had."""

    sleutel: str
    naam: str


class Waarde(Blok):
    """One field: label and value as they were shown."""

    sleutel: str
    label: str
    waarde: str


class Afspraakblok(Blok):
    """What was promised: by which party or function, until when, how it stands."""

    nummer: str
    wat: str
    wie: str
    uiterlijk: date
    eerste_uiterlijk: date
    uitgesteld: int = 0
    stand: str
    stand_woord: str
    # Why it is late, stuck or dropped, as the holder told it last.
    reden: str = ""
    nagekomen: Literal["", "ja", "deels", "nee"] = ""
    uitleg: str = ""

    @property
    def uitstel(self) -> str:
        """How often it was put off, in words; nothing when it was not."""
        return uitstel_in_woorden(self.uitgesteld)


def rang(n: int) -> str:
    return {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", 6: "zesde"}.get(n, f"{n}e")


def uitstel_in_woorden(keren: int) -> str:
    return f"Voor de {rang(keren)} keer uitgesteld" if keren else ""


class Toekenning(Blok):
    """What an idea got of a budget; amounts as text with two decimals, so that they never lose a cent."""

    bedrag: str
    door: str
    op: date | None = None
    kenmerk: str = ""
    # Only once it was accounted for.
    besteed: str | None = None
    terug: str | None = None


class Geld(Blok):
    """What was set aside, in which year, and how much of it the awards below take together."""

    jaar: int
    bedrag: str
    toegekend: str


class Bron(Blok):
    """A figure or a story, always with origin and date."""

    soort: str
    tekst: str
    herkomst: str
    datum: date
    # The item that rests on it; empty when it stands under the whole plan.
    punt: str = ""
    # By role, never by name.
    verteld_door: str = ""
    cijfer: Cijferblok | None = None

    @property
    def regel(self) -> str:
        return f"{self.tekst} ({self.herkomst}, {self.datum:%d-%m-%Y})"


class Item(Blok):
    """One item of a plan. `spoor` is the same in every version in which the item lives on."""

    spoor: str
    soort: str
    soortnaam: str
    nummer: str
    titel: str
    ouder: str = ""
    thema: str = ""
    stand: str
    reden: str = ""
    velden: tuple[Waarde, ...] = ()
    gebieden: tuple[str, ...] = ()
    herkomst: tuple[str, ...] = ()
    trekker: str = ""
    afspraak: Afspraakblok | None = None
    toekenning: Toekenning | None = None
    # Of a finding: what people said of it. Of a goal: the figure it wants to move. Of a judgment: what was computed.
    herkenningen: tuple[Herkenningblok, ...] = ()
    meting: Metingblok | None = None
    uitvoering: Standblok | None = None
    # Of a judgment too: the figures of the findings under its goal, and what people told there.
    bevindingen: tuple[Bevindingcijfer, ...] = ()
    verhalen: tuple[Bron, ...] = ()

    @property
    def belofte(self) -> Afspraakblok | None:
        """What was promised here. A judgment in a monitor tells of an afspraak that stands, and is counted, in its own plan."""
        return self.afspraak if self.uitvoering is None else None

    @property
    def is_onderbouwd(self) -> bool:
        """Whether it rests on more than the sources under itself."""
        eigen = (self.herkenningen, self.meting, self.uitvoering, self.bevindingen, self.verhalen)
        return any(eigen)


class Sectie(Blok):
    """A part of the text; `itemsoorten` are the kinds of item that stand in it."""

    sleutel: str
    naam: str
    tekst: str
    itemsoorten: tuple[str, ...] = ()


class Bijdrageblok(Blok):
    van: str
    geleverd_op: date | None
    tekst: str = ""


class Akkoord(Blok):
    """Who agreed or signed, in which function, when."""

    wie: str
    functie: str = ""
    op: date
    soort: Literal["instemming", "ondertekening"] = "instemming"


class Telcel(Blok):
    """One number as it was shown; `waarde` the same for a machine. Without a number `tekst` is words, or why there is none."""

    tekst: str
    waarde: str | None = None
    is_reden: bool = False
    voorlopig: bool = False
    # As the report of the period before told it, and what became of it.
    vorige: str = ""
    loop: Literal["", "hoger", "lager", "gelijk"] = ""

    @property
    def trend(self) -> str:
        """“hoger, was 5”; nothing where there is nothing to compare."""
        return f"{self.loop}, was {self.vorige}" if self.loop else ""


class Telregel(Blok):
    naam: str
    cellen: tuple[Telcel, ...]
    samen: bool = False


class Telblok(Blok):
    """A table of numbers of a report, in the section with this key. Small numbers were hidden before it was frozen."""

    deel: str
    titel: str
    kop: str
    koppen: tuple[str, ...]
    regels: tuple[Telregel, ...]
    bron: str
    uitleg: str = ""
    grafiek: Literal["", "staven", "groepen", "warmte"] = ""


class Vaststelling(Blok):
    door: str
    op: date
    kenmerk: str = ""


class Contact(Blok):
    functie: str
    e_mail: str = ""


class Inhoud(Blok):
    """All of it."""

    schema_versie: int = SCHEMA
    gemeente: Benaming
    gebied: Benaming
    gebieden: tuple[Benaming, ...] = ()
    vorm: Benaming
    titel: str
    samenvatting: str = ""
    versie: int
    periode_van: date | None = None
    periode_tot: date | None = None
    peildatum: datetime
    vaststelling: Vaststelling | None = None
    # The college's decision about it, where that came back later: body, day and number.
    besluit: Vaststelling | None = None
    secties: tuple[Sectie, ...] = ()
    velden: tuple[Waarde, ...] = ()
    itemsoorten: tuple[Benaming, ...] = ()
    items: tuple[Item, ...] = ()
    # What the previous version promised, judged when this one was established.
    vorige_afspraken: tuple[Afspraakblok, ...] = ()
    bronnen: tuple[Bron, ...] = ()
    bijdragen: tuple[Bijdrageblok, ...] = ()
    akkoorden: tuple[Akkoord, ...] = ()
    contact: tuple[Contact, ...] = ()
    # Only of an overview of a budget.
    geld: Geld | None = None
    # Only of a report: its numbers, and with which report before it they are compared, or why with none.
    cijfers: tuple[Telblok, ...] = ()
    vergeleken: str = ""

    def opgenomen(self) -> list[Item]:
        return [item for item in self.items if item.stand == "opgenomen"]

    def weggelaten(self) -> list[Item]:
        return [item for item in self.items if item.stand == "weggelaten"]

    def kinderen(self, spoor: str) -> list[Item]:
        return [item for item in self.opgenomen() if item.ouder == spoor]

    def bronnen_van(self, spoor: str) -> list[Bron]:
        """What an item rests on; with an empty `spoor` what stands under the whole plan."""
        return [bron for bron in self.bronnen if bron.punt == spoor]

    @property
    def losse_bronnen(self) -> list[Bron]:
        return self.bronnen_van("")

    def afspraken(self) -> list[Afspraakblok]:
        return [item.belofte for item in self.opgenomen() if item.belofte]


def bevries(inhoud: Inhoud) -> tuple[dict[str, Any], str]:
    """Return the content as JSON, and the sha256 of its canonical text."""
    gegevens: dict[str, Any] = inhoud.model_dump(mode="json")
    return gegevens, sha256_van(gegevens)


def sha256_van(gegevens: dict[str, Any]) -> str:
    tekst = json.dumps(gegevens, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def kern(inhoud: Inhoud) -> dict[str, Any]:
    """What makes one snapshot differ from another: all but the moment."""
    return inhoud.model_dump(mode="json", exclude={"peildatum", "schema_versie"})


def zegel(inhoud: Inhoud) -> str:
    """The same for the same content, whenever it was made: what somebody saw is what they place."""
    return sha256_van(kern(inhoud))


def ontdooi(gegevens: dict[str, Any]) -> Inhoud:
    """Read frozen content of any schema version we ever wrote."""
    return Inhoud.model_validate(gegevens)
