"""The tables of a profile: their name in the file, their row class, and the word for many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wijkwerk.profiel.basis import Rij
from wijkwerk.profiel.regels import Regel
from wijkwerk.profiel.rijen import geld, gemeente, mensen, overleg, plannen, plekken, signalen, volgen


@dataclass(frozen=True)
class Tabel:
    """One table: `enkel` tables stand once (`[gemeente]`), the others hold rows (`[[rol]]`)."""

    naam: str
    soort: Any  # a row class, or the union of all kinds of rule
    meervoud: str = ""
    verplicht: bool = False

    @property
    def enkel(self) -> bool:
        return not self.meervoud


TABELLEN: tuple[Tabel, ...] = (
    Tabel("gemeente", gemeente.Gemeente, verplicht=True),
    Tabel("termen", gemeente.Termen),
    Tabel("niveau", plekken.Niveau, "niveaus", verplicht=True),
    Tabel("gebied", plekken.Gebied, "gebieden"),
    Tabel("discipline", plekken.Discipline, "disciplines"),
    Tabel("thema", plekken.Thema, "themas"),
    Tabel("kanaal", plekken.Kanaal, "kanalen"),
    Tabel("locatiesoort", plekken.Locatiesoort, "locatiesoorten"),
    Tabel("partij", mensen.Partij, "partijen"),
    Tabel("rol", mensen.Rol, "rollen", verplicht=True),
    Tabel("signaalsoort", signalen.Signaalsoort, "signaalsoorten"),
    Tabel("route", signalen.Route, "routes"),
    Tabel("escalatie", signalen.Escalatie, "escalaties"),
    Tabel("antwoord", signalen.Antwoord, "antwoorden"),
    Tabel("overlegvorm", overleg.Overlegvorm, "overlegvormen"),
    Tabel("planvorm", plannen.Planvorm, "planvormen"),
    Tabel("cyclus", plannen.Cyclus, "cycli"),
    Tabel("peiling", geld.Peiling, "peilingen"),
    Tabel("oordeel", geld.Oordeel, "oordelen"),
    Tabel("budget", geld.Budget, "budgetten"),
    Tabel("termijn", volgen.Termijn, "termijnen"),
    Tabel("dekking", plannen.Dekking, "dekkingen"),
    Tabel("indicator", volgen.Indicator, "indicatoren"),
    Tabel("rapportage", volgen.Rapportage, "rapportages"),
    Tabel("evaluatie", volgen.Evaluatie, "evaluaties"),
    Tabel("participatie", gemeente.Participatie),
    Tabel("bewaren", gemeente.Bewaren, verplicht=True),
    Tabel("regel", Regel, "regels"),
)

# Lists within a row that have keys of their own: they too are named in rules and in the database.
BINNENTABELLEN: tuple[tuple[str, str], ...] = (
    ("planvorm", "secties"),
    ("planvorm", "items"),
    ("overlegvorm", "delen"),
    ("cyclus", "stappen"),
    ("oordeel", "criteria"),
    ("participatie", "protocollen"),
)

Rijen = dict[str, tuple[Rij, ...]]
