"""The kinds of file there are: which column holds what. They differ in names only, so there is one reader for all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# Areas as the CBS codes them; Amsterdam has letters.
CODE = re.compile(r"NL\d{2}|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}")
_NUMMER = re.compile(r"_\d+$")


def zonder_nummer(kop: str) -> str:
    """StatLine numbers its columns, and the numbers shift from year to year."""
    return _NUMMER.sub("", kop)


def zoals_het_is(kop: str) -> str:
    return kop


@dataclass(frozen=True)
class Formaat:
    """One kind of file. Names of columns are as `kolomnaam` leaves them."""

    sleutel: str
    naam: str
    bron: str
    code: tuple[str, ...]
    naam_van: tuple[str, ...] = ()
    # The column with the period; without one the whole file is of the year that is asked.
    periode: tuple[str, ...] = ()
    # A column that makes several measures of one: its value is put behind the name. Absent: `dimensie_anders`.
    dimensie: str = ""
    dimensie_anders: str = ""
    # Rows count where these columns, when they are there, hold these values.
    alleen: Mapping[str, str] = field(default_factory=dict)
    # Names that the full table has twice: the one that is meant comes so far behind another column, and has this number
    # where that column is not in the file.
    volgt: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    # What is no figure and needs no mention.
    bekend: frozenset[str] = frozenset()
    kolomnaam: Callable[[str], str] = zoals_het_is
    # How `null` of JSON reads as a cell.
    json_leeg: str = ""
    # Sum twelve months to a year.
    maanden: bool = False
    # A column without one number in all rows is not published yet.
    leeg_is_nog_niet: bool = False


FORMATEN: dict[str, Formaat] = {
    formaat.sleutel: formaat
    for formaat in (
        Formaat(
            sleutel="statline",
            naam="CBS StatLine, kerncijfers wijken en buurten (csv of JSON)",
            bron="CBS, kerncijfers wijken en buurten",
            code=("WijkenEnBuurten", "Codering"),
            naam_van=("naam", "Title"),
            # Where people come from, and not where their parents were born.
            volgt={
                "Nederland": ("Verweduwd", 1, 17),
                "EuropaExclusiefNederland": ("Verweduwd", 2, 18),
                "BuitenEuropa": ("Verweduwd", 3, 19),
            },
            bekend=frozenset({"ID", "Gemeentenaam", "SoortRegio", "Codering", "gemeentecode", "wijkcode"}),
            kolomnaam=zonder_nummer,
            leeg_is_nog_niet=True,
        ),
        Formaat(
            sleutel="kwb",
            naam="CBS, kwb-bestand (xlsx)",
            bron="CBS, kerncijfers wijken en buurten",
            code=("gwb_code_10", "gwb_code"),
            naam_van=("regio",),
            bekend=frozenset({"gwb_code_8", "gwb_code", "gm_naam", "recs", "ind_wbi"}),
            leeg_is_nog_niet=True,
        ),
        Formaat(
            sleutel="pdok",
            naam="CBS wijk- en buurtkaart van PDOK (GeoJSON)",
            bron="CBS, wijk- en buurtkaart",
            code=("buurtcode", "wijkcode", "gemeentecode"),
            naam_van=("buurtnaam", "wijknaam", "gemeentenaam"),
            bekend=frozenset({"water", "wijkcode", "gemeentecode", "wijknaam", "gemeentenaam", "fid", "id"}),
        ),
        Formaat(
            sleutel="politie",
            naam="Politie, geregistreerde misdrijven (47022NED)",
            bron="Politie, via het CBS (47022NED)",
            code=("WijkenEnBuurten",),
            naam_van=("naam",),
            periode=("Perioden", "jaar"),
            dimensie="SoortMisdrijf",
            dimensie_anders="0.0.0",
            bekend=frozenset({"ID", "SoortRegio"}),
            kolomnaam=zonder_nummer,
            json_leeg=".",
            maanden=True,
        ),
        Formaat(
            sleutel="rivm",
            naam="RIVM, gezondheid per wijk en buurt (50150NED)",
            bron="GGD'en, CBS en RIVM, gezondheidsmonitor (50150NED)",
            code=("WijkenEnBuurten",),
            naam_van=("naam",),
            periode=("Perioden", "jaar"),
            alleen={"Leeftijd": "20300", "Marges": "MW00000"},
            bekend=frozenset({"ID", "SoortRegio", "Gemeentenaam", "Codering"}),
            kolomnaam=zonder_nummer,
        ),
        Formaat(
            sleutel="leefbaarometer",
            naam="Leefbaarometer (csv)",
            bron="Leefbaarometer",
            code=("bu_code", "wk_code", "gm_code"),
            naam_van=("bu_naam", "wk_naam", "gm_naam"),
            periode=("jaar",),
            bekend=frozenset({"versie"}),
        ),
        Formaat(
            sleutel="reeks",
            naam="Kerncijfers per gemeente, meer jaren (csv)",
            bron="CBS, kerncijfers wijken en buurten",
            code=("gemeentecode",),
            naam_van=("gemeentenaam",),
            periode=("jaar",),
        ),
    )
}
