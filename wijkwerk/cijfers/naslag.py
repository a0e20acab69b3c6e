"""Figures for one page: which areas, codes and measures there are is asked once, however often figures are asked of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from wijkwerk.cijfers import delen
from wijkwerk.cijfers.catalogus import Maat, catalogus
from wijkwerk.cijfers.delen import Blad, Cijfers, Ruw, Vraag
from wijkwerk.cijfers.klein import is_klein, te_verbergen, verborgen
from wijkwerk.cijfers.models import Indicator
from wijkwerk.cijfers.periode import in_zelfde_jaar
from wijkwerk.cijfers.rekenaar import Rekenaar, als_waarde
from wijkwerk.cijfers.waarden import Geen, Waarde
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

# Nederland, in kerncijfers and in health figures.
LAND = ("NL00", "NL01")
# Our own whole municipality, beside that of the CBS.
EIGEN_GEMEENTE = "eigen"
# (id of the area, key of the measure, period)
Sleutel = tuple[int, str, int]


@dataclass(frozen=True)
class Rondom:
    """What an area is compared with, by name."""

    gemeente: Waarde
    nederland: Waarde

    @property
    def waarden(self) -> tuple[Waarde, Waarde]:
        return self.gemeente, self.nederland


Omgeving = dict[tuple[str, int], Rondom]


class Naslag:
    """Tells the figures of these areas and measures, and of what lies around them; each time it is asked costs one query.

    A combination without any figure is there as well, with `geen` saying why.
    """

    def __init__(
        self,
        gebieden: Collection[Gebied],
        indicatoren: Collection[str],
        *,
        actief: Collection[Gebied] | None = None,
    ) -> None:
        """Two queries, and one for the measures as soon as a figure is asked.

        `actief`: every area of today, for who has them; else one more where small numbers are hidden. Raises KeyError on
        a measure that is not in the catalogue.
        """
        self._alle = catalogus()
        self._maten = {sleutel: self._alle[sleutel] for sleutel in indicatoren}
        # What may not be told of one area depends on those around it: they are looked at as well.
        met_kleine = any(maat.vanaf for maat in self._maten.values())
        self._samen = list(Gebied.objects.actief() if actief is None else actief) if met_kleine else []
        ook = {gebied.pk: gebied for gebied in [*gebieden, *self._samen]}
        self._codes = delen.codes_van(list(ook.values())) if ook else {}
        self._gemeente = actief_profiel().gemeente.code
        alle_codes = (code.code for lijst in self._codes.values() for code in lijst)
        self._blad = Blad.lees(alle_codes, list(ook), ook_codes=(self._gemeente, *LAND))

    @cached_property
    def _indicatoren(self) -> list[Indicator]:
        wegen = {maat.weeg_met for maat in self._maten.values() if maat.weeg_met}
        return list(Indicator.objects.filter(sleutel__in={*self._maten, *wegen}))

    def van(
        self,
        gebieden: Sequence[Gebied],
        indicatoren: Collection[str],
        perioden: Collection[int] | None = None,
    ) -> dict[Sleutel, Waarde]:
        """The figure of each of these areas, measures and periods; `perioden` None: every period of which there is one."""
        bladen = self._bladen(gebieden)
        ruw = delen.cijfers(self._vragen(indicatoren, perioden, bladen))
        return self._reken(gebieden, indicatoren, perioden, bladen, ruw)

    def rondom(self, indicatoren: Collection[str], perioden: Collection[int]) -> Omgeving:
        """For each measure and period the figures of the municipality and of Nederland."""
        ruw = delen.cijfers([self._vraag_eromheen(indicatoren, perioden)])
        return self._omgeving(indicatoren, perioden, ruw)

    def met_rondom(
        self, gebieden: Sequence[Gebied], indicatoren: Collection[str], perioden: Collection[int]
    ) -> tuple[dict[Sleutel, Waarde], Omgeving]:
        """Both at once, in the one query."""
        bladen = self._bladen(gebieden)
        vragen = self._vragen(indicatoren, perioden, bladen)
        ruw = delen.cijfers([*vragen, self._vraag_eromheen(indicatoren, perioden)])
        return (
            self._reken(gebieden, indicatoren, perioden, bladen, ruw),
            self._omgeving(indicatoren, perioden, ruw),
        )

    # --- areas

    def _bladen(self, gebieden: Sequence[Gebied]) -> dict[bool, Blad]:
        """What these areas are made of, and (True) with those around them, for measures whose small numbers are hidden.

        No more than that: looking for the parts of an area goes past everything on it.
        """
        zelf = {gebied.pk for gebied in gebieden}
        samen = zelf | {gebied.pk for gebied in self._samen}
        return {
            met_kleine: self._blad.voor({code.code for pk in ids for code in self._codes[pk]}, ids)
            for met_kleine, ids in ((False, zelf), (True, samen))
        }

    @cached_property
    def _eromheen(self) -> dict[int, str]:
        """The municipality and Nederland in every division, the oldest first; and our own whole municipality."""
        codes = {self._gemeente, *LAND}
        rijen = sorted(self._blad.rijen, key=lambda rij: rij.jaar)
        plekken = {rij.pk: rij.code for rij in rijen if rij.code in codes and rij.gebied is None}
        bovenste = [rij.pk for rij in rijen if rij.is_bovenste]
        # Where nothing lies above several areas, none of them is the whole.
        return plekken | (dict.fromkeys(bovenste, EIGEN_GEMEENTE) if len(bovenste) == 1 else {})

    # --- figures

    def _vragen(
        self, indicatoren: Collection[str], perioden: Collection[int] | None, bladen: dict[bool, Blad]
    ) -> list[Vraag]:
        gewoon = [sleutel for sleutel in indicatoren if not self._maten[sleutel].vanaf]
        met_kleine = [sleutel for sleutel in indicatoren if self._maten[sleutel].vanaf]
        # A month and its year tell of each other too.
        ruimer = perioden and {deel for periode in perioden for deel in in_zelfde_jaar(periode)}
        return [
            self._vraag(gewoon, perioden, bladen[False].plekken),
            self._vraag(met_kleine, ruimer, bladen[True].plekken),
        ]

    def _vraag(
        self, indicatoren: Collection[str], perioden: Collection[int] | None, plekken: Collection[int]
    ) -> Vraag:
        wegen = {maat.weeg_met for sleutel in indicatoren if (maat := self._maten[sleutel]).weeg_met}
        welke = {*indicatoren, *wegen}
        rijen = [rij for rij in self._indicatoren if rij.sleutel in welke]
        return Vraag(rijen, perioden, plekken, wegen)

    def _vraag_eromheen(self, indicatoren: Collection[str], perioden: Collection[int]) -> Vraag:
        rijen = [rij for rij in self._indicatoren if rij.sleutel in indicatoren]
        return Vraag(rijen, perioden, list(self._eromheen))

    def _reken(
        self,
        gebieden: Sequence[Gebied],
        indicatoren: Collection[str],
        perioden: Collection[int] | None,
        bladen: dict[bool, Blad],
        ruw: Cijfers,
    ) -> dict[Sleutel, Waarde]:
        rekenaars = {met_kleine: Rekenaar(self._alle, blad, ruw) for met_kleine, blad in bladen.items()}
        ook = {gebied.pk: gebied for gebied in [*gebieden, *self._samen]}
        uit: dict[Sleutel, Waarde] = {}
        for sleutel in indicatoren:
            maat = self._maten[sleutel]
            bekend = {periode for ander, periode in ruw if ander == sleutel}
            gevraagd = sorted(bekend) if perioden is None else perioden
            waarden = {
                (rij.pk, periode): rekenaars[bool(maat.vanaf)].waarde(
                    maat, periode, rij.pk, self._codes[rij.pk]
                )
                for periode in sorted({*gevraagd, *bekend} if maat.vanaf else set(gevraagd))
                for rij in (ook.values() if maat.vanaf else gebieden)
            }
            weg = te_verbergen(maat, self._samen, waarden) if maat.vanaf else frozenset()
            for periode in gevraagd:
                for gebied in gebieden:
                    cel = gebied.pk, periode
                    waarde = waarden[cel]
                    uit[gebied.pk, sleutel, periode] = verborgen(waarde) if cel in weg else waarde
        return uit

    def _omgeving(self, indicatoren: Collection[str], perioden: Collection[int], ruw: Cijfers) -> Omgeving:
        uit: Omgeving = {}
        for sleutel in indicatoren:
            maat = self._maten[sleutel]
            for periode in perioden:
                gevonden = self._per_code(maat, periode, ruw.get((sleutel, periode), {}))
                geen = Waarde(maat, periode, geen=Geen.ONTBREEKT)
                # What the municipality counts or asks itself is of nobody else.
                buiten = Waarde(maat, periode, geen=Geen.NIET_VAN_TOEPASSING) if maat.eigen else geen
                land = next((gevonden[code] for code in LAND if code in gevonden), buiten)
                samen = gevonden.get(EIGEN_GEMEENTE if maat.eigen else self._gemeente, geen)
                # With the few of a whole municipality its one area that has any is known too.
                uit[sleutel, periode] = Rondom(verborgen(samen) if is_klein(samen) else samen, land)
        return uit

    def _per_code(self, maat: Maat, periode: int, ruw: dict[int, Ruw]) -> dict[str, Waarde]:
        # A newer division goes over an older one, but no number never over a number.
        op_volgorde = sorted(
            (pk for pk in self._eromheen if pk in ruw), key=lambda pk: ruw[pk].getal is not None
        )
        return {self._eromheen[pk]: als_waarde(maat, periode, ruw[pk]) for pk in op_volgorde}
