"""The import itself: everything of a file, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from wijkwerk.cijfers.catalogus import Catalogus, Maat, catalogus
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen import klaarzet
from wijkwerk.cijfers.inlezen.eigen import EigenLezer
from wijkwerk.cijfers.inlezen.nakijken import kijk_na
from wijkwerk.cijfers.inlezen.rijen import Lezer, Oogst, Plek, Vraag, gemeente_van, jaren
from wijkwerk.cijfers.lezen.bestand import Tabel
from wijkwerk.cijfers.models import Cijfergebied, Indicator, Invoer
from wijkwerk.cijfers.periode import in_woorden
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Resultaat:
    """What an import did."""

    oogst: Oogst
    nieuw: int
    gewijzigd: int
    gelijk: int
    # Numbers, zeros, and each kind of "no number".
    soorten: dict[str, int]
    waarschuwingen: list[str] = field(default_factory=list)

    @property
    def niets_veranderd(self) -> bool:
        return not self.nieuw and not self.gewijzigd

    def tellingen(self) -> dict[str, Any]:
        """As it is kept with the import."""
        oogst = self.oogst
        return {
            "rijen": oogst.rijen,
            "cijfers": self.nieuw + self.gewijzigd + self.gelijk,
            "nieuw": self.nieuw,
            "gewijzigd": self.gewijzigd,
            "gelijk": self.gelijk,
            "gebieden": len(oogst.gebieden),
            "perioden": sorted(oogst.perioden),
            "elders": oogst.elders,
            "anders": oogst.anders,
            "soorten": self.soorten,
            "onbekende_kolommen": list(oogst.onbekende_kolommen),
            "onbekende_codes": dict(oogst.onbekende_codes.most_common(100)),
        }


class _Nummers:
    """Numbers of measures in the database, made when they are first needed."""

    def __init__(self) -> None:
        self._bekend = dict(Indicator.objects.values_list("sleutel", "id"))

    def maak(self, sleutels: list[str]) -> None:
        nieuw = [sleutel for sleutel in sleutels if sleutel not in self._bekend]
        Indicator.objects.bulk_create([Indicator(sleutel=s) for s in nieuw], ignore_conflicts=True)
        if nieuw:
            self._bekend = dict(Indicator.objects.values_list("sleutel", "id"))

    def __call__(self, sleutel: str) -> int:
        return self._bekend[sleutel]

    def maten(self, alle: Catalogus) -> dict[int, Maat]:
        return {nummer: alle[sleutel] for sleutel, nummer in self._bekend.items() if sleutel in alle}


@transaction.atomic
def voer_in(
    *,
    tabel: Tabel,
    vraag: Vraag,
    invoer: Invoer,
    indeling: int | None = None,
    voorlopig: bool = False,
    meld: Callable[[int], None] = lambda _rijen: None,
) -> Resultaat:
    """Read a table into figures; `meld` hears how many rows were read. Raises BestandFout: then nothing changed.

    `indeling`: of which year the areas are; without it the newest year in the file.
    """
    klaarzet.om_beurten()
    alle = catalogus()
    nummers = _Nummers()
    nummers.maak([maat.sleutel for maat in alle.kolommen(vraag.formaat.sleutel).values()])
    oogst = Oogst()
    lezer = Lezer(vraag, alle, nummers, oogst)
    klaarzet.maak()
    klaarzet.kopieer(klaarzet.KOPIEER, _met_melding(lezer.stukken(tabel), oogst, meld))
    jaar = indeling or max(jaren(oogst), default=0)
    # A connection that copies answers no queries meanwhile.
    _zet_plekken(_plekken(oogst, jaar))
    zegt = kijk_na(vraag, oogst, nummers.maten(alle), jaar)
    return _voeg_samen(oogst, invoer, voorlopig, zegt)


@transaction.atomic
def voer_eigen_in(
    *,
    tabel: Tabel,
    invoer: Invoer,
    mag: Callable[[Gebied], bool],
    overal: bool,
    voorlopig: bool = False,
) -> Resultaat:
    """Read a table of own figures. Raises BestandFout: then nothing changed.

    Without `overal` national measures are refused, and so is replacing what another person entered.
    """
    klaarzet.om_beurten()
    alle = catalogus()
    nummers = _Nummers()
    nummers.maak([maat.sleutel for maat in alle.in_te_voeren()])
    oogst = Oogst()
    lezer = EigenLezer(alle, nummers, mag, oogst, overal=overal)
    klaarzet.maak()
    klaarzet.kopieer(klaarzet.KOPIEER, lezer.stukken(tabel))
    if not oogst.cijfers:
        raise BestandFout("In dit bestand staat geen enkel cijfer.")
    _zet_plekken(lezer.plekken())
    klaarzet.tel()
    if not overal:
        _niet_van_een_ander(invoer, voorlopig)
    return _voeg_samen(oogst, invoer, voorlopig, [])


def _niet_van_een_ander(invoer: Invoer, voorlopig: bool) -> None:
    for naam, maat, periode in klaarzet.vraag(klaarzet.VAN_EEN_ANDER, (invoer.door_id, voorlopig)):
        raise BestandFout(
            f"{naam}, {maat}, {in_woorden(periode)}: dit cijfer is door iemand anders ingevoerd. "
            "Alleen die persoon kan het wijzigen, of iemand die de cijfers van de hele gemeente invoert."
        )


def _voeg_samen(oogst: Oogst, invoer: Invoer, voorlopig: bool, zegt: list[str]) -> Resultaat:
    soorten = klaarzet.soorten()
    nieuw, gewijzigd, blijft = klaarzet.voeg_samen(invoer.pk, voorlopig)
    if blijft:
        zegt = [
            *zegt,
            f"Van {blijft} cijfers heeft dit bestand geen getal, maar een ander bestand wel. Dat getal blijft staan.",
        ]
    klaarzet.doe(klaarzet.PERIODEN)
    gelijk = sum(soorten.values()) - nieuw - gewijzigd
    klaarzet.doe(klaarzet.RUIM_OP)
    return Resultaat(oogst, nieuw, gewijzigd, gelijk, soorten, zegt)


def _met_melding(stukken: Iterator[str], oogst: Oogst, meld: Callable[[int], None]) -> Iterator[str]:
    gemeld = -1
    for stuk in stukken:
        # Pieces come per measure: a hundred of them of the same rows.
        if oogst.rijen != gemeld:
            gemeld = oogst.rijen
            meld(gemeld)
        yield stuk


def _zet_plekken(plekken: Iterable[Plek]) -> None:
    """Tell where the areas of the file are kept, and which lie together."""
    groepen: dict[tuple[str, str], int] = {}
    regels = [
        f"{plek.nummer}\t{plek.pk}\t{groepen.setdefault((plek.soort, plek.gemeente), len(groepen))}\n"
        for plek in plekken
    ]
    klaarzet.kopieer(klaarzet.KOPIEER_PLEK, regels)
    klaarzet.kopieer(
        klaarzet.KOPIEER_GROEP,
        [f"{nummer}\t{soort}\t{gemeente}\n" for (soort, gemeente), nummer in groepen.items()],
    )


def _plekken(oogst: Oogst, jaar: int) -> Iterator[Plek]:
    """Make the areas that are new, name those that had no name, and tell their numbers."""
    bekend = {rij.code: rij for rij in Cijfergebied.objects.filter(jaar=jaar, code__in=oogst.gebieden.keys())}
    nieuw = [
        Cijfergebied(
            code=gezien.code,
            jaar=jaar,
            naam=gezien.naam,
            soort=gezien.code[:2],
            gemeente=gemeente_van(gezien.code),
        )
        for gezien in oogst.gebieden.values()
        if gezien.code not in bekend
    ]
    bekend |= {rij.code: rij for rij in Cijfergebied.objects.bulk_create(nieuw)}
    genoemd = []
    for code, gezien in oogst.gebieden.items():
        if gezien.naam and not bekend[code].naam:
            bekend[code].naam = gezien.naam
            genoemd.append(bekend[code])
    Cijfergebied.objects.bulk_update(genoemd, ["naam"])
    for code, gezien in oogst.gebieden.items():
        rij = bekend[code]
        yield Plek(gezien.nummer, rij.pk, rij.soort, rij.gemeente)
