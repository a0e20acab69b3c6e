"""Figures that the municipality or a partner counted itself: a row per area, measure and period, for our own areas.

Who makes such a file can mend it, so here whatever is not known is an error, and nothing is skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from wijkwerk.cijfers.catalogus import Catalogus
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.rijen import Oogst, Plek
from wijkwerk.cijfers.lezen.bestand import Tabel
from wijkwerk.cijfers.lezen.getal import GeenGetal, lees_getal, lees_reden
from wijkwerk.cijfers.models import Cijfergebied, Reden
from wijkwerk.cijfers.periode import PeriodeFout, lees_periode
from wijkwerk.wijken.models import Gebied, Gebiedscode

EIGEN = "eigen"
KOPPEN = ("code", "indicator", "periode", "waarde", "reden")
VOORBEELDEN = (
    ("mijn-wijk", "mijn-indicator", "2026", "62,5", ""),
    ("mijn-wijk", "mijn-indicator", "2025", "", "geheim"),
)
MEESTE_RIJEN = 50_000
# Somebody who writes 56.432 may mean 56432 or 56,432: a factor of a thousand is not for us to guess.
_DUIZENDTALLEN = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")


class Fout(ValueError):
    """What is wrong in a row."""


class EigenLezer:
    """Reads one file of own figures.

    `mag`: whether the person may enter figures of an area; `overal`: of everything, so of national measures as well.
    """

    def __init__(
        self,
        catalogus: Catalogus,
        nummers: Callable[[str], int],
        mag: Callable[[Gebied], bool],
        oogst: Oogst,
        *,
        overal: bool,
    ) -> None:
        self.maten = {maat.sleutel: maat for maat in catalogus.in_te_voeren()}
        self.afgeleid = {s for s, maat in catalogus.maten.items() if maat.afgeleid}
        self.landelijk = set(self.maten) - {maat.sleutel for maat in catalogus.in_te_voeren(overal=overal)}
        self.nummers = nummers
        self.mag = mag
        self.oogst = oogst
        self.gebieden = _gebieden()
        self.gekozen: dict[int, Gebied] = {}
        self._paren: set[tuple[int, str, int]] = set()

    def stukken(self, tabel: Tabel) -> Iterator[str]:
        """Lines for COPY. Raises BestandFout with every wrong row, up to a limit."""
        koppen = [kop.casefold() for kop in tabel.koppen]
        if mist := [kop for kop in KOPPEN[:4] if kop not in koppen]:
            raise BestandFout(f"De kolom {mist[0]} ontbreekt. Nodig zijn: {', '.join(KOPPEN)}.")
        self.oogst.onbekende_kolommen = tuple(
            k for k, s in zip(tabel.koppen, koppen, strict=True) if s not in KOPPEN
        )
        plaatsen = [koppen.index(kop) if kop in koppen else None for kop in KOPPEN]
        for nr, rij in tabel.rijen:
            self.oogst.rijen += 1
            if self.oogst.rijen > MEESTE_RIJEN:
                raise BestandFout(
                    f"Dit bestand heeft te veel rijen. Het mogen er hoogstens {MEESTE_RIJEN} zijn."
                )
            cellen = [rij[plaats].strip() if plaats is not None else "" for plaats in plaatsen]
            try:
                yield self._regel(cellen)
            except Fout as fout:
                self.oogst.fout(f"Regel {nr}: {fout}")
        self.oogst.stop_bij_fouten()

    def _regel(self, cellen: Sequence[str]) -> str:
        code, indicator, periode, waarde, reden = cellen
        gebied = self._gebied(code)
        if indicator in self.afgeleid:
            raise Fout(f"{indicator} telt Wijkwerk zelf; dat vult u niet in.")
        if indicator not in self.maten:
            raise Fout(f"'{indicator[:40]}' is geen indicator.")
        if indicator in self.landelijk:
            raise Fout(
                f"{indicator} is een landelijk cijfer. Dat voert alleen iemand in die de cijfers van de hele gemeente "
                "invoert."
            )
        try:
            nummer = lees_periode(periode)
        except PeriodeFout as fout:
            raise Fout(f"'{periode[:40]}' is geen periode. Verwacht: {fout}.") from fout
        getal = lees_waarde(waarde, reden)
        paar = (gebied.pk, indicator, nummer)
        if paar in self._paren:
            raise Fout(f"{code}, {indicator}, {periode} staat er twee keer in.")
        self._paren.add(paar)
        self.oogst.perioden.add(nummer)
        self.oogst.cijfers += 1
        self.gekozen[gebied.pk] = gebied
        plek = self.oogst.gebied(gebied.sleutel, gebied.naam).nummer
        return f"{plek}\t{nummer}\t{getal}\t{self.nummers(indicator)}\n"

    def _gebied(self, code: str) -> Gebied:
        gevonden = self.gebieden.get(code.casefold(), [])
        if len(gevonden) != 1:
            raise Fout(
                f"'{code[:40]}' is geen gebied."
                if not gevonden
                else f"'{code[:40]}' hoort bij meer gebieden. Kies de sleutel."
            )
        if not self.mag(gevonden[0]):
            raise Fout(f"{gevonden[0].naam}: daar mag u geen cijfers invoeren.")
        return gevonden[0]

    def plekken(self) -> list[Plek]:
        """The areas as they are kept, made where they are new."""
        bekend = {rij.gebied_id: rij for rij in Cijfergebied.objects.filter(gebied__in=self.gekozen)}
        nieuw = [
            Cijfergebied(soort=Cijfergebied.Soort.EIGEN, code=gebied.sleutel, naam=gebied.naam, gebied=gebied)
            for pk, gebied in self.gekozen.items()
            if pk not in bekend
        ]
        bekend |= {rij.gebied_id: rij for rij in Cijfergebied.objects.bulk_create(nieuw)}
        return [
            Plek(self.oogst.gebieden[gebied.sleutel].nummer, bekend[pk].pk, "eigen", "")
            for pk, gebied in self.gekozen.items()
        ]


def lees_waarde(waarde: str, reden: str) -> str:
    """A number, or why there is none: exactly one of the two. Raises Fout."""
    if bool(waarde) == bool(reden):
        raise Fout("vul een waarde in, of een reden waarom die er niet is.")
    if reden:
        soort = lees_reden(reden)
        if soort is None:
            raise Fout(
                f"'{reden[:40]}' is geen reden. Kies: geheim, onbekend, nog niet gepubliceerd, niet van toepassing."
            )
        return f"\\N\t{int(soort)}"
    if _DUIZENDTALLEN.fullmatch(waarde):
        zonder = waarde.replace(".", "")
        raise Fout(
            f"in '{waarde[:40]}' staat een punt. Schrijf het getal zonder punten, zoals {zonder[:40]}. "
            "Decimalen staan achter een komma."
        )
    try:
        getal, soort = lees_getal(waarde)
    except GeenGetal as fout:
        raise Fout(f"'{waarde[:40]}' is geen getal.") from fout
    if soort is not Reden.GEEN:
        raise Fout("schrijf bij reden waarom er geen getal is.")
    return f"{getal}\t0"


def _gebieden() -> dict[str, list[Gebied]]:
    """Our areas by key, by name, and by the code of the CBS where that is all the area is."""
    alle = {gebied.pk: gebied for gebied in Gebied.objects.actief()}
    per: dict[str, dict[int, Gebied]] = {}
    for gebied in alle.values():
        per.setdefault(gebied.naam.casefold(), {})[gebied.pk] = gebied
    codes = list(Gebiedscode.objects.filter(gebied__in=alle).values_list("gebied_id", "code"))
    aantal = Counter(pk for pk, _code in codes)
    for pk, code in codes:
        if aantal[pk] == 1:
            per.setdefault(code.casefold(), {})[pk] = alle[pk]
    # A key is only ever of one area.
    return {naam: list(rijen.values()) for naam, rijen in per.items()} | {
        g.sleutel: [g] for g in alle.values()
    }
