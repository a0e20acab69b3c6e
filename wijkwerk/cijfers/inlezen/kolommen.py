"""Which column is which measure. What is not known is reported; what is known twice is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.cijfers.catalogus import Catalogus, Maat
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.lezen.formaten import Formaat


@dataclass(frozen=True)
class Koppeling:
    """Places of columns. `maten`: (place, name) of what holds figures; with a dimension the measure depends on the row."""

    code: int
    naam: int | None
    periode: int | None
    dimensie: int | None
    alleen: tuple[tuple[int, str], ...]
    maten: tuple[tuple[int, str], ...]
    per_naam: dict[str, Maat]
    onbekend: tuple[str, ...]
    # Columns that are not read, because which one is meant is not sure.
    dubbel: tuple[str, ...] = ()

    def maat(self, naam: str, dimensie: str) -> Maat | None:
        return self.per_naam.get(f"{naam} {dimensie}" if dimensie else naam)


def koppel(koppen: Sequence[str], formaat: Formaat, catalogus: Catalogus) -> Koppeling:
    """Match the heading of a file. Raises BestandFout when it has no areas or not one known measure."""
    schoon = [formaat.kolomnaam(kop.strip()) for kop in koppen]
    code = _eerste(schoon, formaat.code)
    if code is None:
        raise BestandFout(
            f"Dit lijkt geen bestand van {formaat.naam}: de kolom {' of '.join(formaat.code)} ontbreekt."
        )
    per_naam = catalogus.kolommen(formaat.sleutel)
    namen = {naam.split(" ")[0] for naam in per_naam}
    onzeker = (_onzeker(koppen, schoon) | _verkeerd_nummer(koppen, schoon, formaat)) & namen
    dubbel = tuple(kop.strip() for kop, naam in zip(koppen, schoon, strict=True) if naam in onzeker)
    maten = tuple((plaats, kop) for plaats, kop in enumerate(schoon) if kop in namen - onzeker)
    if not maten and dubbel:
        raise BestandFout(f"{zegt_dubbel(dubbel)} Andere kolommen kennen wij niet.")
    if not maten:
        raise BestandFout(
            f"Dit lijkt geen bestand van {formaat.naam}: geen enkele kolom is bekend. "
            f"Wij zien: {', '.join(koppen[:12])}."
        )
    _niets_dubbel(maten, koppen, per_naam, formaat)
    anders = {*formaat.code, *formaat.naam_van, *formaat.periode, *formaat.alleen, formaat.dimensie}
    bekend = anders | formaat.bekend | namen
    return Koppeling(
        code=code,
        naam=_eerste(schoon, formaat.naam_van),
        periode=_eerste(schoon, formaat.periode),
        dimensie=_eerste(schoon, (formaat.dimensie,)) if formaat.dimensie else None,
        alleen=tuple((schoon.index(kop), waarde) for kop, waarde in formaat.alleen.items() if kop in schoon),
        maten=maten,
        per_naam=per_naam,
        onbekend=tuple(kop.strip() for kop, naam in zip(koppen, schoon, strict=True) if naam not in bekend),
        dubbel=dubbel,
    )


def zegt_dubbel(kolommen: Sequence[str]) -> str:
    return (
        f"Deze kolommen lezen wij niet, want hun naam komt vaker voor: {', '.join(kolommen)}. "
        "Wij weten niet zeker welke het is."
    )


def _onzeker(koppen: Sequence[str], schoon: Sequence[str]) -> set[str]:
    """Names that several columns have that differ only in their number: the number shifts, so it tells nothing."""
    per: dict[str, set[str]] = {}
    for kop, naam in zip(koppen, schoon, strict=True):
        per.setdefault(naam, set()).add(kop.strip())
    return {naam for naam, gezien in per.items() if len(gezien) > 1}


def _verkeerd_nummer(koppen: Sequence[str], schoon: Sequence[str], formaat: Formaat) -> set[str]:
    """Names of which the other column of that name is in the file: part of a table may leave the right one out."""
    nummers = {naam: _nummer(kop) for kop, naam in zip(koppen, schoon, strict=True)}
    fout = set()
    for naam, (anker, afstand, anders) in formaat.volgt.items():
        nummer, begin = nummers.get(naam), nummers.get(anker)
        # A file in which columns have no number says nothing.
        if nummer is not None and nummer != (anders if begin is None else begin + afstand):
            fout.add(naam)
    return fout


def _nummer(kop: str) -> int | None:
    cijfers = kop.strip().rpartition("_")[2]
    return int(cijfers) if cijfers.isdecimal() and len(cijfers) < 4 else None


def _eerste(koppen: Sequence[str], namen: Sequence[str]) -> int | None:
    return next((koppen.index(naam) for naam in namen if naam in koppen), None)


def _niets_dubbel(
    maten: Sequence[tuple[int, str]], koppen: Sequence[str], per_naam: dict[str, Maat], formaat: Formaat
) -> None:
    gezien: dict[str, str] = {}
    for plaats, naam in maten:
        maat = per_naam.get(naam) or per_naam[f"{naam} {formaat.dimensie_anders}"]
        if maat.sleutel in gezien:
            raise BestandFout(
                f"De kolommen {gezien[maat.sleutel]} en {koppen[plaats]} zijn allebei {maat.naam}. Laat er een weg."
            )
        gezien[maat.sleutel] = koppen[plaats]
