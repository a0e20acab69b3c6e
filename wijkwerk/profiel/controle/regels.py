"""Rules and terms: do the steps, kinds, facts and states they name exist?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.invoer import Invoer
from wijkwerk.profiel.regels import Afgeschermd, PasNa, Regel, Samenloop, Verstrekking, VierOgen
from wijkwerk.profiel.rijen.volgen import Termijn
from wijkwerk.profiel.taal import Objectsoort
from wijkwerk.profiel.woordenschat import woordenschat

OBJECT_BIJ_VORM = {"planvorm": "plan", "overlegvorm": "overleg", "peiling": "peiling"}


def controleer_regels(invoer: Invoer) -> None:
    for plaats, regel in invoer.regels():
        fout_in_bij = list(_bij(invoer, regel))
        invoer.meld_bij(plaats, fout_in_bij)
        if regel.object in invoer.taal.objecten:
            invoer.meld_bij(plaats, _voor(invoer, regel.object, regel.voor))
            invoer.meld_bij(plaats, _als(invoer, regel))
        if isinstance(regel, PasNa):
            invoer.meld_bij(plaats, _stand(invoer, regel))
        if isinstance(regel, VierOgen) and regel.object in invoer.taal.objecten:
            invoer.meld_bij(plaats, _na(invoer, regel))
        if isinstance(regel, Samenloop) and regel.object in invoer.taal.objecten:
            invoer.meld_bij(plaats, _op(invoer, regel))
    for plaats, termijn in invoer.van("termijn", Termijn):
        if termijn.object in invoer.taal.objecten:
            invoer.meld_bij(plaats, _termijn(invoer, termijn))


def _bij(invoer: Invoer, regel: Regel) -> Iterator[Klacht]:
    """`object.step`; a shield, and what goes along, name the object only."""
    if isinstance(regel, Verstrekking) and regel.bij != "signaal":
        yield Klacht("bij", '"signaal", zonder stap', f'"{regel.bij}"')
    elif isinstance(regel, Afgeschermd | Verstrekking):
        if regel.bij not in invoer.taal.objecten:
            yield Klacht("bij", "een object van de taal, zonder stap", f'"{regel.bij}"', _objecten(invoer))
    elif regel.object not in invoer.taal.objecten:
        yield Klacht("bij", "object.stap, met een object van de taal", f'"{regel.bij}"', _objecten(invoer))
    elif regel.stap not in invoer.taal.object(regel.object).stappen:
        keuzes = _stappen(invoer.taal.object(regel.object))
        yield Klacht("bij", "object.stap, met een stap van dit object", f'"{regel.bij}"', keuzes)


def _voor(invoer: Invoer, naam: str, voor: Iterable[str]) -> Iterator[Klacht]:
    soort = invoer.taal.object(naam)
    keuzes = tuple(dict.fromkeys(sleutel for tabel in soort.soorten for sleutel in invoer.register[tabel]))
    for nummer, sleutel in enumerate(voor, start=1):
        if not soort.soorten:
            yield Klacht(f"voor[{nummer}]", f"geen voor: {naam} heeft geen soorten", f'"{sleutel}"')
        elif sleutel not in keuzes:
            tabellen = " of ".join(soort.soorten)
            yield Klacht(f"voor[{nummer}]", f"een sleutel uit {tabellen}", f'"{sleutel}"', keuzes)


def _als(invoer: Invoer, regel: Regel) -> Iterator[Klacht]:
    if not regel.als:
        return
    feiten = woordenschat(invoer, regel.object, regel.voor).feiten
    if regel.feit not in feiten:
        yield Klacht("als", "een feit dat dit object kent (of niet en dat feit)", f'"{regel.feit}"', feiten)


def _stand(invoer: Invoer, regel: PasNa) -> Iterator[Klacht]:
    soorten = [naam for tabel, naam in OBJECT_BIJ_VORM.items() if regel.vorm in invoer.register[tabel]]
    standen = {stand for naam in soorten for stand in invoer.taal.object(naam).standen}
    if soorten and regel.stand not in standen:
        yield Klacht(
            "stand", f"een stand van {' of '.join(soorten)}", f'"{regel.stand}"', tuple(sorted(standen))
        )


def _na(invoer: Invoer, regel: VierOgen) -> Iterator[Klacht]:
    soort = invoer.taal.object(regel.object)
    if not soort.gelogd:
        ook = tuple(sorted(naam for naam, ander in invoer.taal.objecten.items() if ander.gelogd))
        yield Klacht("bij", "een object waarvan vier_ogen kan zien wie een stap zette", f'"{regel.bij}"', ook)
        return
    stappen = tuple(sorted(soort.stappen - {regel.stap}))
    for nummer, naam in enumerate(regel.na, start=1):
        if naam not in stappen:
            yield Klacht(f"na[{nummer}]", "een andere stap van dit object", f'"{naam}"', stappen)


def _op(invoer: Invoer, regel: Samenloop) -> Iterator[Klacht]:
    woorden = woordenschat(invoer, regel.object, regel.voor)
    keuzes = tuple(dict.fromkeys((*woorden.velden, *sorted(woorden.object.relaties))))
    for nummer, naam in enumerate(regel.op, start=1):
        if naam not in keuzes:
            yield Klacht(f"op[{nummer}]", "een veld of relatie van dit object", f'"{naam}"', keuzes)


def _termijn(invoer: Invoer, termijn: Termijn) -> Iterator[Klacht]:
    yield from _voor(invoer, termijn.object, termijn.voor)
    for veld in ("vanaf", "vooraf_aan", "tot", "dan"):
        stap = getattr(termijn, veld)
        if stap is not None:
            yield from _stap(invoer, termijn.object, veld, stap)
    if termijn.vanaf_datum is not None:
        velden = woordenschat(invoer, termijn.object, termijn.voor).velden
        data = tuple(veld.sleutel for veld in velden.values() if veld.soort == "datum")
        if termijn.vanaf_datum not in data:
            yield Klacht("vanaf_datum", "een datumveld van dit object", f'"{termijn.vanaf_datum}"', data)


def _stap(invoer: Invoer, object_naam: str, veld: str, stap: str) -> Iterator[Klacht]:
    """A step of the object itself, or `object.step` of another."""
    naam, punt, ander = stap.partition(".")
    if not punt:
        keuzes = tuple(sorted(invoer.taal.object(object_naam).stappen))
        if stap not in keuzes:
            yield Klacht(veld, f"een stap van {object_naam}, of object.stap", f'"{stap}"', keuzes)
    elif naam not in invoer.taal.objecten:
        yield Klacht(veld, "object.stap, met een object van de taal", f'"{stap}"', _objecten(invoer))
    elif ander not in invoer.taal.object(naam).stappen:
        keuzes = _stappen(invoer.taal.object(naam))
        yield Klacht(veld, "object.stap, met een stap van dat object", f'"{stap}"', keuzes)


def _objecten(invoer: Invoer) -> tuple[str, ...]:
    return tuple(sorted(invoer.taal.objecten))


def _stappen(soort: Objectsoort) -> tuple[str, ...]:
    return tuple(f"{soort.naam}.{stap}" for stap in sorted(soort.stappen))
