"""The door of figures for other apps. A fixed number of queries, whatever the number of areas, measures and periods."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from wijkwerk.cijfers import delen
from wijkwerk.cijfers.catalogus import Breuk, Catalogus, Maat, catalogus
from wijkwerk.cijfers.delen import Blad, Ruw
from wijkwerk.cijfers.klein import is_klein, te_verbergen, verborgen
from wijkwerk.cijfers.models import Cijfergebied, Indicator
from wijkwerk.cijfers.periode import (
    in_woorden,
    in_zelfde_jaar,
    jaar_van,
    lees_periode,
    op_de_as,
    soort_van,
    van_een_soort,
    van_jaar,
)
from wijkwerk.cijfers.rekenaar import Rekenaar, als_waarde
from wijkwerk.cijfers.tellen import tel_registraties
from wijkwerk.cijfers.waarden import Geen, Waarde
from wijkwerk.gebruikers.menu import MenuPunt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

__all__ = [
    "Breuk",
    "Catalogus",
    "Geen",
    "Maat",
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
    "maten_met_cijfers",
    "menu",
    "namen_per_jaar",
    "op_de_as",
    "perioden_van",
    "reeks",
    "rondom",
    "tel_registraties",
    "van_een_soort",
    "van_jaar",
    "vergelijking",
]

# Nederland, in kerncijfers and in health figures.
LAND = ("NL00", "NL01")
# Our own whole municipality, beside that of the CBS.
EIGEN_GEMEENTE = "eigen"
# (id of the area, key of the measure, period)
Sleutel = tuple[int, str, int]


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
    alle = catalogus()
    maten = [alle[sleutel] for sleutel in indicatoren]
    # What may not be told of one area depends on those around it: they are looked at as well.
    samen = list(Gebied.objects.actief()) if any(maat.vanaf for maat in maten) else []
    ook = {gebied.pk: gebied for gebied in [*gebieden, *samen]}
    codes = delen.codes_van(list(ook.values()))
    blad = Blad((code.code for lijst in codes.values() for code in lijst), list(ook))
    wegen = {maat.weeg_met for maat in maten if maat.weeg_met}
    # A month and its year tell of each other too.
    te_lezen = perioden
    if samen and perioden is not None:
        te_lezen = {deel for periode in perioden for deel in in_zelfde_jaar(periode)}
    ruw = delen.cijfers({maat.sleutel for maat in maten}, te_lezen, blad.plekken, altijd=wegen)
    rekenaar = Rekenaar(alle, blad, ruw)
    uit: dict[Sleutel, Waarde] = {}
    for maat in maten:
        gevraagd = perioden if perioden is not None else sorted({p for s, p in ruw if s == maat.sleutel})
        wie = list(ook.values()) if maat.vanaf else gebieden
        welke = {*gevraagd, *(p for s, p in ruw if maat.vanaf and s == maat.sleutel)}
        waarden = {
            (rij.pk, periode): rekenaar.waarde(maat, periode, rij.pk, codes[rij.pk])
            for periode in sorted(welke)
            for rij in wie
        }
        weg = te_verbergen(maat, samen, waarden) if maat.vanaf else frozenset()
        for periode in gevraagd:
            for gebied in gebieden:
                cel = gebied.pk, periode
                waarde = waarden[cel]
                uit[gebied.pk, maat.sleutel, periode] = verborgen(waarde) if cel in weg else waarde
    return uit


def vergelijking(indicator: str, periode: int, gebieden: Sequence[Gebied]) -> Vergelijking:
    """Return these areas beside the municipality and Nederland; at most six queries."""
    maat = catalogus()[indicator]
    waarden = cijfers_van(gebieden, [indicator], [periode])
    om = rondom([indicator], [periode])[indicator, periode]
    rijen = [(gebied, waarden[gebied.pk, indicator, periode]) for gebied in gebieden]
    return Vergelijking(maat, periode, rijen, om.gemeente, om.nederland)


@dataclass(frozen=True)
class Rondom:
    """What an area is compared with, by name."""

    gemeente: Waarde
    nederland: Waarde

    @property
    def waarden(self) -> tuple[Waarde, Waarde]:
        return self.gemeente, self.nederland


def rondom(indicatoren: Collection[str], perioden: Collection[int]) -> dict[tuple[str, int], Rondom]:
    """Return for each measure and period the figures of the municipality and of Nederland; at most three queries."""
    alle = catalogus()
    gemeente = actief_profiel().gemeente.code
    plekken = _plekken([gemeente, *LAND])
    ruw = delen.cijfers(indicatoren, perioden, list(plekken))
    uit: dict[tuple[str, int], Rondom] = {}
    for sleutel in indicatoren:
        for periode in perioden:
            maat = alle[sleutel]
            gevonden = _per_code(maat, periode, plekken, ruw.get((sleutel, periode), {}))
            geen = Waarde(maat, periode, geen=Geen.ONTBREEKT)
            # What the municipality counts or asks itself is of nobody else.
            buiten = Waarde(maat, periode, geen=Geen.NIET_VAN_TOEPASSING) if maat.eigen else geen
            land = next((gevonden[code] for code in LAND if code in gevonden), buiten)
            binnen = EIGEN_GEMEENTE if maat.eigen else gemeente
            samen = gevonden.get(binnen, geen)
            # With the few of a whole municipality its one area that has any is known too.
            uit[sleutel, periode] = Rondom(verborgen(samen) if is_klein(samen) else samen, land)
    return uit


def reeks(indicator: str, gebied: Gebied) -> Reeks:
    """Return a measure through time, oldest first; where there are years, years only. At most four queries."""
    maat = catalogus()[indicator]
    gevonden = {waarde.periode: waarde for waarde in cijfers_van([gebied], [indicator]).values()}
    met_getal = [periode for periode, waarde in gevonden.items() if waarde.getal is not None]
    soort = soort_van(van_een_soort(met_getal or gevonden)[0]) if gevonden else 0
    waarden = [gevonden[periode] for periode in sorted(gevonden) if soort_van(periode) == soort]
    eerste = jaar_van(waarden[0].periode) if waarden else 0
    return Reeks(maat, waarden, tuple(breuk for breuk in maat.breuken if breuk.jaar > eerste))


def _plekken(codes: Collection[str]) -> dict[int, str]:
    """The areas of the sources with these codes, of all divisions, the oldest first; and our own whole municipality."""
    eigen = Q(soort=Cijfergebied.Soort.EIGEN, gebied__ouder=None, gebied__actief_tot=None)
    rijen = list(
        Cijfergebied.objects.filter(Q(code__in=codes) | eigen)
        .order_by("jaar")
        .values_list("pk", "code", "gebied")
    )
    bovenste = [pk for pk, _code, gebied in rijen if gebied]
    plekken = {pk: code for pk, code, gebied in rijen if not gebied}
    # Where nothing lies above several areas, none of them is the whole.
    return plekken | (dict.fromkeys(bovenste, EIGEN_GEMEENTE) if len(bovenste) == 1 else {})


def _per_code(maat: Maat, periode: int, plekken: dict[int, str], ruw: dict[int, Ruw]) -> dict[str, Waarde]:
    # A newer division goes over an older one, but no number never over a number.
    op_volgorde = sorted((pk for pk in plekken if pk in ruw), key=lambda pk: ruw[pk].getal is not None)
    return {plekken[pk]: als_waarde(maat, periode, ruw[pk]) for pk in op_volgorde}
