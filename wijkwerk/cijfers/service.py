"""The door of figures for other apps. A fixed number of queries, whatever the number of areas, measures and periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from wijkwerk.cijfers.catalogus import Breuk, Catalogus, Maat, catalogus
from wijkwerk.cijfers.models import Cijfergebied, Indicator
from wijkwerk.cijfers.naslag import Naslag, Omgeving, Rondom, Sleutel
from wijkwerk.cijfers.periode import (
    in_woorden,
    jaar_van,
    lees_periode,
    op_de_as,
    soort_van,
    van_een_soort,
    van_jaar,
)
from wijkwerk.cijfers.tellen import tel_registraties
from wijkwerk.cijfers.waarden import Geen, Waarde
from wijkwerk.cijfers.wie import mag_invoeren
from wijkwerk.gebruikers.menu import MenuPunt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

__all__ = [
    "Breuk",
    "Catalogus",
    "Geen",
    "Maat",
    "Naslag",
    "Reeks",
    "Rondom",
    "Vergelijking",
    "Waarde",
    "catalogus",
    "cijfers_van",
    "in_woorden",
    "jaar_van",
    "kijkt",
    "lees_periode",
    "mag_invoeren",
    "maten_met_cijfers",
    "menu",
    "namen_per_jaar",
    "op_de_as",
    "perioden_van",
    "reeks",
    "reeksen",
    "rondom",
    "tel_registraties",
    "van_een_soort",
    "van_jaar",
    "vergelijking",
]


@dataclass(frozen=True)
class Vergelijking:
    """One measure in one period: each area, the municipality and Nederland."""

    maat: Maat
    periode: int
    gebieden: list[tuple[Gebied, Waarde]]
    gemeente: Waarde
    nederland: Waarde


@dataclass(frozen=True)
class Reeks:
    """One measure of one area through time. `breuken`: do not draw one line over these years."""

    maat: Maat
    waarden: list[Waarde]
    breuken: tuple[Breuk, ...]


def kijkt(gebruiker: Gebruiker) -> bool:
    """Whether this person may look at figures: everybody with a role, no query."""
    return bool(gebruiker.vervullingen)


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    return [MenuPunt("Cijfers", reverse("gebiedscijfers:alle"), 58)] if kijkt(gebruiker) else []


def perioden_van(indicator: str) -> list[int]:
    """The periods of which there are figures, newest first (one query)."""
    perioden = Indicator.objects.filter(sleutel=indicator).values_list("perioden", flat=True).first()
    return sorted(perioden or [], reverse=True)


def maten_met_cijfers() -> list[tuple[Maat, list[int]]]:
    """Every measure that has a number, in the order of the catalogue, with those periods, newest first (one query)."""
    alle = catalogus()
    perioden = dict(Indicator.objects.exclude(met_getal=[]).values_list("sleutel", "met_getal"))
    return [(maat, sorted(perioden[s], reverse=True)) for s, maat in alle.maten.items() if s in perioden]


def namen_per_jaar() -> dict[int, dict[str, str]]:
    """Per division year the areas of the CBS in this municipality of which there are figures: code and name (one query)."""
    rijen = Cijfergebied.objects.filter(gemeente=actief_profiel().gemeente.code, jaar__gt=0).order_by("jaar")
    per_jaar: dict[int, dict[str, str]] = {}
    for jaar, code, naam in rijen.values_list("jaar", "code", "naam"):
        per_jaar.setdefault(jaar, {})[code] = naam
    return per_jaar


def cijfers_van(
    gebieden: Sequence[Gebied], indicatoren: Collection[str], perioden: Collection[int] | None = None
) -> dict[Sleutel, Waarde]:
    """Return the figure of each of these areas, measures and periods; at most four queries.

    Five where small numbers are hidden.

    `perioden` None: every period of which there is a figure. A combination without any figure is there as well, with
    `geen` saying why. Raises KeyError on a measure that is not in the catalogue.
    """
    return Naslag(gebieden, indicatoren).van(gebieden, indicatoren, perioden)


def vergelijking(
    indicator: str, periode: int, gebieden: Sequence[Gebied], *, actief: Collection[Gebied] | None = None
) -> Vergelijking:
    """Return these areas beside the municipality and Nederland; at most four queries.

    `actief`: every area of today, for who has them; else one more where small numbers are hidden.
    """
    naslag = Naslag(gebieden, [indicator], actief=actief)
    waarden, om = naslag.met_rondom(gebieden, [indicator], [periode])
    rijen = [(gebied, waarden[gebied.pk, indicator, periode]) for gebied in gebieden]
    rond = om[indicator, periode]
    return Vergelijking(catalogus()[indicator], periode, rijen, rond.gemeente, rond.nederland)


def rondom(indicatoren: Collection[str], perioden: Collection[int]) -> Omgeving:
    """Return for each measure and period the figures of the municipality and of Nederland; at most three queries."""
    return Naslag([], indicatoren, actief=()).rondom(indicatoren, perioden)


def reeks(indicator: str, gebied: Gebied, naslag: Naslag | None = None) -> Reeks:
    """Return a measure through time, oldest first; where there are years, years only. At most four queries.

    With `naslag` of this area and measure one.
    """
    cijfers = (naslag or Naslag([gebied], [indicator])).van([gebied], [indicator])
    gevonden = {waarde.periode: waarde for waarde in cijfers.values()}
    met_getal = [periode for periode, waarde in gevonden.items() if waarde.getal is not None]
    return _reeks(indicator, gevonden, _van_een_soort(met_getal or list(gevonden), gevonden))


def reeksen(
    indicator: str, gebieden: Sequence[Gebied], *, actief: Collection[Gebied] | None = None
) -> list[tuple[Gebied, Reeks]]:
    """Return a measure through time of each of these areas, all over the same periods; at most four queries.

    `actief`: every area of today, for who has them; else one more where small numbers are hidden.
    """
    per_gebied: dict[int, dict[int, Waarde]] = defaultdict(dict)
    met_getal: set[int] = set()
    for (pk, _maat, periode), waarde in (
        Naslag(gebieden, [indicator], actief=actief).van(gebieden, [indicator]).items()
    ):
        per_gebied[pk][periode] = waarde
        if waarde.getal is not None:
            met_getal.add(periode)
    alle = {periode for gevonden in per_gebied.values() for periode in gevonden}
    perioden = _van_een_soort(list(met_getal or alle), alle)
    return [(gebied, _reeks(indicator, per_gebied[gebied.pk], perioden)) for gebied in gebieden]


def _van_een_soort(met_getal: Sequence[int], gevonden: Collection[int]) -> list[int]:
    """The periods that are drawn, oldest first: where there are years, years only."""
    soort = soort_van(van_een_soort(met_getal)[0]) if met_getal else 0
    return [periode for periode in sorted(gevonden) if soort_van(periode) == soort]


def _reeks(indicator: str, gevonden: Mapping[int, Waarde], perioden: Sequence[int]) -> Reeks:
    maat = catalogus()[indicator]
    eerste = jaar_van(perioden[0]) if perioden else 0
    breuken = tuple(breuk for breuk in maat.breuken if breuk.jaar > eerste)
    waarden = [gevonden.get(periode) or Waarde(maat, periode, geen=Geen.ONTBREEKT) for periode in perioden]
    return Reeks(maat, waarden, breuken)
