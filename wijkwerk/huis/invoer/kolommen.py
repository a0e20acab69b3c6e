"""The columns of an import: what a cell may hold, and what is said when it holds something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# A text that a spreadsheet would run as a formula when it is ever exported again.
FORMULE = tuple("=+-@\t\r")
TELEFOON = re.compile(r"\+?[0-9][0-9 ()\-]{5,28}")
EXCELFOUTEN = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"})
MAANDEN = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
JA = frozenset({"ja", "j", "x", "1", "waar", "true"})
NEE = frozenset({"nee", "n", "0", "onwaar", "false"})


class CelFout(Exception):
    """A cell that cannot be used: what was expected, and what is allowed."""

    def __init__(self, verwacht: str, toegestaan: Sequence[str] = (), *, kolom: str = "") -> None:
        self.kolom = kolom
        self.verwacht = verwacht
        self.toegestaan = tuple(toegestaan)
        super().__init__(verwacht)


Lezer = Callable[[str], Any]


@dataclass(frozen=True)
class Kolom:
    """A column: its heading, what it is for, and how a cell of it is read."""

    kop: str
    uitleg: str
    lees: Lezer
    verplicht: bool = False
    voorbeeld: str = ""
    # Other headings under which it may come.
    ook: tuple[str, ...] = ()

    @property
    def keuzes(self) -> tuple[str, ...]:
        """Every value that is allowed, when there is a list of them."""
        keuze = self.lees.keuze if isinstance(self.lees, Lijst) else self.lees
        return keuze.namen if isinstance(keuze, Keuze) else ()


def gewoon(woord: str) -> str:
    """Headings and names are compared without regard to capitals, hyphens and spaces."""
    return re.sub(r"[\s_\-]+", " ", woord).strip().casefold()


def lees_cel(kolom: Kolom, cel: str) -> Any:
    """Return the value of a cell, None when it is empty. Raises CelFout."""
    if not cel:
        if kolom.verplicht:
            raise CelFout("een waarde: dit mag niet leeg zijn", kolom.keuzes)
        return None
    if cel in EXCELFOUTEN:
        raise CelFout("een waarde; in het rekenblad staat hier een fout")
    if cel.startswith(FORMULE) and not (kolom.lees is telefoon and TELEFOON.fullmatch(cel)):
        raise CelFout("een waarde, geen formule: begin met een letter of een cijfer")
    if any(ord(teken) < 32 and teken not in "\n\t" for teken in cel):
        raise CelFout("tekst zonder stuurtekens")
    return kolom.lees(cel)


# --- readers


def tekst(max_lengte: int) -> Lezer:
    def lees(cel: str) -> str:
        if len(cel) > max_lengte:
            raise CelFout(f"hoogstens {max_lengte} tekens (nu {len(cel)})")
        return cel

    return lees


def sleutel(cel: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cel) or len(cel) > 80:
        raise CelFout("kleine letters, cijfers en streepjes, bijvoorbeeld team-groen")
    return cel


def e_mail(cel: str) -> str:
    try:
        validate_email(cel)
    except ValidationError:
        raise CelFout("een e-mailadres, bijvoorbeeld naam@voorbeeld.example") from None
    return cel.lower()


def telefoon(cel: str) -> str:
    if not TELEFOON.fullmatch(cel):
        raise CelFout("een telefoonnummer, bijvoorbeeld 0223 123456")
    return cel


def ja_nee(cel: str) -> bool:
    woord = gewoon(cel)
    if woord not in JA | NEE:
        raise CelFout("ja of nee", ("ja", "nee"))
    return woord in JA


def datum(cel: str) -> date:
    """Read 31-12-2027, 31/12/2027, 31 december 2027 or 2027-12-31; a year has four figures."""
    gevonden = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cel)
    if gevonden:
        jaar, maand, dag = (int(deel) for deel in gevonden.groups())
        return _dag(jaar, maand, dag)
    gevonden = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", cel)
    if gevonden:
        dag, maand, jaar = (int(deel) for deel in gevonden.groups())
        return _dag(jaar, maand, dag)
    gevonden = re.fullmatch(r"(\d{1,2}) ([a-z]+)\.? (\d{4})", cel.casefold())
    # "mrt" is how a Dutch spreadsheet shortens maart.
    woord = gevonden[2].replace("mrt", "maa") if gevonden else ""
    if gevonden and woord[:3] in MAANDEN:
        return _dag(int(gevonden[3]), MAANDEN.index(woord[:3]) + 1, int(gevonden[1]))
    raise CelFout("een datum, bijvoorbeeld 31-12-2027")


def _dag(jaar: int, maand: int, dag: int) -> date:
    try:
        gelezen = date(jaar, maand, dag)
    except ValueError:
        raise CelFout("een dag die bestaat, bijvoorbeeld 31-12-2027") from None
    if not 1950 <= jaar <= 2100:
        raise CelFout("een jaar tussen 1950 en 2100")
    return gelezen


class Keuze:
    """One of the things that are known, by key or by name."""

    def __init__(self, wat: str, opties: Iterable[tuple[str, str, Any]]) -> None:
        """`opties` are (key, name, value); `wat` says what they are, with its article: "een rol"."""
        self.wat = wat
        self._bij_sleutel: dict[str, Any] = {}
        self._bij_naam: dict[str, list[tuple[str, Any]]] = {}
        self._namen: dict[str, None] = {}
        for optie in opties:
            self.voeg_toe(*optie)

    def voeg_toe(self, sleutel: str, naam: str, waarde: Any) -> None:
        self._bij_sleutel[sleutel] = waarde
        self._bij_naam.setdefault(gewoon(naam), []).append((sleutel, waarde))
        self._namen[naam] = None

    @property
    def namen(self) -> tuple[str, ...]:
        return tuple(self._namen)

    def zoek(self, cel: str) -> Any:
        """Return what is meant, or None."""
        if cel in self._bij_sleutel:
            return self._bij_sleutel[cel]
        gevonden = self._bij_naam.get(gewoon(cel), [])
        if len(gevonden) > 1:
            raise CelFout(
                f"{self.wat}; deze naam komt vaker voor, kies een sleutel", [s for s, _ in gevonden]
            )
        return gevonden[0][1] if gevonden else None

    def kent(self, cel: str) -> bool:
        return cel in self._bij_sleutel or gewoon(cel) in self._bij_naam

    def __call__(self, cel: str) -> Any:
        gevonden = self.zoek(cel)
        if gevonden is None:
            raise CelFout(f"{self.wat} uit de lijst", self.lijkt_op(cel))
        return gevonden

    def lijkt_op(self, cel: str) -> list[str]:
        """Every name, those that look like this one first."""
        bij_gewoon = {gewoon(naam): naam for naam in self._namen}
        dichtbij = [bij_gewoon[naam] for naam in get_close_matches(gewoon(cel), bij_gewoon, 3)]
        return [*dichtbij, *(naam for naam in self._namen if naam not in dichtbij)]


class Lijst:
    """Several of a Keuze in one cell, with commas or semicolons between them."""

    def __init__(self, keuze: Keuze) -> None:
        self.keuze = keuze

    def __call__(self, cel: str) -> tuple[Any, ...]:
        # A name may hold a comma: then semicolons cut, or the cell is that one name.
        scheiding = r"[;\n]" if re.search(r"[;\n]", cel) or self.keuze.kent(cel) else ","
        delen = [deel.strip() for deel in re.split(scheiding, cel) if deel.strip()]
        return tuple(dict.fromkeys(self.keuze(deel) for deel in delen))
