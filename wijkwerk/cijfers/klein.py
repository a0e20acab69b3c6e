"""Which figures are too small to show, and which would give those away by subtraction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from wijkwerk.cijfers.afgeleid import in_elkaar
from wijkwerk.cijfers.catalogus import Maat
from wijkwerk.cijfers.periode import jaar_van, samenstellingen
from wijkwerk.cijfers.verbergen import Groep, verberg
from wijkwerk.cijfers.waarden import Geen, Waarde
from wijkwerk.wijken.models import Gebied

# (id of the area, period)
Cel = tuple[int, int]


def te_verbergen(maat: Maat, gebieden: Sequence[Gebied], waarden: Mapping[Cel, Waarde]) -> frozenset[Cel]:
    """Where (area, period) this is too little to show, and where it would give that away by subtraction."""
    te_klein = {cel for cel, waarde in waarden.items() if is_klein(waarde)}
    # What people count here has `vanaf` only when it is a number of things: that adds up, even if we do not add it.
    if not te_klein or (maat.telt_op != "som" and not maat.eigen):
        return frozenset(te_klein)
    getallen = {cel: waarde.getal for cel, waarde in waarden.items() if waarde.getal is not None}
    return frozenset(verberg(getallen, te_klein, _groepen(gebieden, waarden), maat.vanaf))


def _groepen(gebieden: Sequence[Gebied], cellen: Collection[Cel]) -> list[Groep[Cel]]:
    """What adds up: areas in each period, and of each area the periods of a year that is told in parts as well."""
    perioden = {periode for _pk, periode in cellen}
    groepen = [groep for periode in sorted(perioden) for groep in in_elkaar(gebieden, periode)]
    for jaar in sorted({jaar_van(periode) for periode in perioden if periode % 100}):
        for geheel, stukken in samenstellingen(jaar):
            groepen += [
                Groep((pk, geheel), tuple((pk, stuk) for stuk in stukken))
                for pk in sorted({pk for pk, _periode in cellen})
            ]
    return groepen


def is_klein(waarde: Waarde) -> bool:
    return waarde.getal is not None and 0 < waarde.getal < waarde.maat.vanaf


def verborgen(waarde: Waarde) -> Waarde:
    return replace(waarde, getal=None, geen=Geen.KLEIN, voorlopig=False, uitleg="")
