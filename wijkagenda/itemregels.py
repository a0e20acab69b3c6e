"""The rules at planitem.opnemen for many items at once: their number costs no queries.

They are asked when an item is taken up, and again when the plan is established: in between an item can still be changed,
lose its origin, or be judged otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import cast

from wijkagenda.models import Planitem
from wijkagenda.regels.gemeen import ELK_ITEM
from wijkwerk.profiel.regels import Beoordeeld, Ingestemd, Regel
from wijkwerk.regels.models import Beoordeling, Instemming
from wijkwerk.regels.service import Klacht, Onderwerp, houder_sleutel
from wijkwerk.regels.soorten import SOORTEN

# Kinds of check that need nothing but the item itself.
OP_ITEM = frozenset({"verplicht", "bron", "minstens", "hoogstens", "schaal"})

Oordelen = dict[tuple[int, str, str], bool]
Standen = dict[tuple[int, str], str]


def bezwaren_van_items(over: Onderwerp, standen: Collection[str]) -> list[tuple[Planitem, Klacht]]:
    """Return what the hard rules at planitem.opnemen say of each item of this plan that is in one of these states.

    Rules about who takes the step, or about what somebody says at that step, are not asked again.
    """
    te_vragen = [
        (regel, ding)
        for ding in over.onderdelen(ELK_ITEM)
        if cast("Planitem", ding.ding).stand in standen
        for regel in _regels(ding)
    ]
    oordelen = _oordelen({ding.ding.pk for regel, ding in te_vragen if isinstance(regel, Beoordeeld)})
    akkoorden = _akkoorden({ding.ding.pk for regel, ding in te_vragen if isinstance(regel, Ingestemd)})
    # Two rules can lack the same: that is said once, for both.
    een_keer: dict[tuple[Planitem, str], Klacht] = {}
    for regel, ding in te_vragen:
        for klacht in _klachten(regel, ding, oordelen, akkoorden):
            sleutel = (cast("Planitem", ding.ding), klacht.tekst)
            eerder = een_keer.get(sleutel)
            eis = tuple(dict.fromkeys((*eerder.eis, *klacht.eis))) if eerder else klacht.eis
            een_keer[sleutel] = replace(klacht, eis=eis)
    return [(item, klacht) for (item, _), klacht in een_keer.items()]


def klachten_van_opgenomen(over: Onderwerp) -> list[Klacht]:
    """What items that were taken up lack by now, each with the item it is about (HEL-53, ETL-34, ETL-54, BER-44)."""
    return [
        Klacht(f"“{item}”: {klacht.tekst}", f"item-{item.pk}", klacht.eis)
        for item, klacht in bezwaren_van_items(over, {Planitem.Stand.OPGENOMEN})
    ]


def _regels(ding: Onderwerp) -> list[Regel]:
    soorten = (ding.soort, *ding.ook_soorten)
    regels = ding.profiel.regels_bij("planitem", "opnemen", soort_sleutel=soorten, themas=ding.themas)
    return [regel for regel in regels if regel.aard == "hard" and (not regel.als or ding.feit(regel.als))]


def _oordelen(pks: Collection[int]) -> Oordelen:
    rijen = Beoordeling.objects.filter(object_soort="planitem", object_id__in=pks)
    return {(rij.object_id, rij.oordeel, rij.criterium): rij.ja for rij in rijen}


def _akkoorden(pks: Collection[int]) -> Standen:
    rijen = Instemming.objects.filter(object_soort="planitem", object_id__in=pks)
    return {(rij.object_id, rij.wie): rij.stand for rij in rijen}


def _klachten(regel: Regel, ding: Onderwerp, oordelen: Oordelen, akkoorden: Standen) -> Iterator[Klacht]:
    pk = ding.ding.pk
    if isinstance(regel, Beoordeeld):
        for criterium in ding.profiel.oordeel(regel.oordeel).criteria:
            ja = oordelen.get((pk, regel.oordeel, criterium.sleutel))
            if not ja:
                wat = "Beoordeel" if ja is None else "Niet voldaan"
                yield Klacht(f"{wat}: {criterium.naam}.", f"oordeel-{criterium.sleutel}", regel.eis)
    elif isinstance(regel, Ingestemd):
        for houder in ding.houders.get("trekker", ()):
            if akkoorden.get((pk, houder_sleutel(houder))) != Instemming.Stand.AKKOORD:
                yield Klacht("De trekker is nog niet akkoord.", "instemming", regel.eis)
    elif regel.soort in OP_ITEM:
        yield from SOORTEN[regel.soort](regel, ding, None)
