"""The words a profile may use: what the apps declare about their objects, and the rights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wijkwerk.profiel.velden import Veld

# Origins a `bron` may name that are neither a planvorm nor an object of ours.
HERKOMSTEN = ("begroting", "coalitieakkoord", "beleid", "wet")


@dataclass(frozen=True)
class Objectsoort:
    """One kind of thing, with the words that rules and terms may use for it.

    `soorten`: the tables whose keys `voor` may name (`signaalsoort`, `planvorm.items`, …).
    `doelen`: relation → the object it leads to, so that `relation.field` can be checked.
    `standen`: the states that `pas_na` may name.
    `gelogd`: each of its steps stands in the logboek on the thing itself, so that `vier_ogen` can look there.
    `keuzes_uit`: field → list of the profile that holds its choices (`participatie.ladder`).
    """

    naam: str
    stappen: frozenset[str]
    feiten: frozenset[str] = frozenset()
    relaties: frozenset[str] = frozenset()
    velden: Mapping[str, Veld] = field(default_factory=dict)
    soorten: tuple[str, ...] = ()
    doelen: Mapping[str, str] = field(default_factory=dict)
    standen: frozenset[str] = frozenset()
    keuzes_uit: Mapping[str, str] = field(default_factory=dict)
    gelogd: bool = False


@dataclass(frozen=True)
class Taal:
    """Everything a profile may name besides its own keys."""

    objecten: Mapping[str, Objectsoort]
    rechten: frozenset[str]
    herkomsten: tuple[str, ...] = HERKOMSTEN
    # The parts that a report may have, each with why it may not be public; an empty reason means that it may.
    onderdelen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def van(
        cls,
        objecten: Iterable[Objectsoort],
        rechten: Iterable[str],
        onderdelen: Mapping[str, str] | None = None,
    ) -> Taal:
        """Build it from the declarations of the apps; two of the same name is a mistake in code."""
        op_naam: dict[str, Objectsoort] = {}
        for soort in objecten:
            if soort.naam in op_naam:
                raise ValueError(f"object {soort.naam} is declared twice")
            op_naam[soort.naam] = soort
        return cls(op_naam, frozenset(rechten), onderdelen=onderdelen or {})

    @property
    def besloten_onderdelen(self) -> frozenset[str]:
        return frozenset(naam for naam, waarom in self.onderdelen.items() if waarom)

    def object(self, naam: str) -> Objectsoort:
        """The object with this name; one without any words when the language does not know it."""
        return self.objecten.get(naam) or Objectsoort(naam, frozenset())


def woorden(tekst: str) -> frozenset[str]:
    """The words of a sentence: short way to declare steps, facts and relations."""
    return frozenset(tekst.split())


# Fields that every object has: what, who, when, where, why.
ALGEMEEN = (
    Veld(sleutel="wat", naam="Wat"),
    Veld(sleutel="wie", naam="Wie"),
    Veld(sleutel="wanneer", naam="Wanneer"),
    Veld(sleutel="waarom", naam="Waarom"),
    Veld(sleutel="locatie", naam="Locatie"),
    Veld(sleutel="eigenaar", naam="Eigenaar"),
    Veld(sleutel="contact", naam="Contact"),
    Veld(sleutel="gebied", naam="Gebied"),
    Veld(sleutel="thema", naam="Thema"),
    Veld(sleutel="doelgroep", naam="Doelgroep"),
    Veld(sleutel="onderwerp", naam="Onderwerp"),
    Veld(sleutel="toelichting", naam="Toelichting"),
    Veld(sleutel="motivering", naam="Motivering"),
    Veld(sleutel="herkomst", naam="Herkomst"),
    Veld(sleutel="besluit", naam="Besluit"),
    Veld(sleutel="besluitdatum", naam="Datum van het besluit", soort="datum"),
    Veld(sleutel="evaluatie", naam="Evaluatie"),
)


def velden(*lijst: Veld) -> dict[str, Veld]:
    """A vocabulary of fields by key: what every object has, and what this one adds."""
    eigen = {veld.sleutel: veld for veld in lijst}
    return eigen | {veld.sleutel: veld for veld in ALGEMEEN if veld.sleutel not in eigen}


def per_soort(relatie: str, soorten: Iterable[str]) -> frozenset[str]:
    """A relation and its narrowings: `bijdragen`, `bijdragen.bewonersorgaan`, …"""
    return frozenset({relatie, *(f"{relatie}.{soort}" for soort in soorten)})
