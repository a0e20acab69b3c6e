"""Every address, for every role, in the own area and in another: the status stands in a table that people read.

After a change that you meant: `WIJKWERK_TOEGANG_BIJ=1 pytest -n0 tests/toegang/test_tabel.py`, and read the difference.
For some addresses only, and much quicker: `WIJKWERK_TOEGANG_BIJ=signalen:dossier,volgen:` (how their names begin).
On the way nobody may read a word of what is shielded or closed (wie_ziet.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest

from tests.toegang import tabel
from tests.toegang.bezoek import Bezoek, als_kolom, ga_langs
from tests.toegang.meelezer import Meelezer
from tests.toegang.rollen import KOLOMMEN, OVERIGE, kolommen
from tests.toegang.toneel.opbouw import Toneel
from tests.toegang.wie_ziet import ALLES, BESLOTEN_VOOR, BESTANDEN_MET_WOORDEN, GEHEIM_VOOR

pytestmark = pytest.mark.django_db
BIJWERKEN = os.environ.get("WIJKWERK_TOEGANG_BIJ", "")
ALLEEN = () if BIJWERKEN in {"", "1"} else tuple(BIJWERKEN.split(","))


@pytest.mark.parametrize(("toneel", "rol"), KOLOMMEN, indirect=["toneel"], scope="package")
def test_role_gets_what_the_table_says(toneel: Toneel, rol: str, meelezer: Meelezer) -> None:
    wie = toneel.kijkers.get(rol)
    elders = wie is not None and toneel.profiel.rol(rol).bereik != "gemeente"

    # What is the same for all: nobody and one who is logged in ask it.
    openbaar = rol in kolommen(toneel.gemeente)[:2]
    bezoeken = ga_langs(toneel, wie, elders=elders, openbaar=openbaar, alleen=ALLEEN)

    gezien = als_kolom(bezoeken)
    if BIJWERKEN:
        tabel.schrijf(toneel.gemeente, rol, gezien, kolommen(toneel.gemeente), ALLEEN)
    anders = tabel.verschil(tabel.lees(toneel.gemeente).kolom(rol, ALLEEN), gezien)
    assert not [*klachten(toneel.gemeente, rol, bezoeken, meelezer), *anders]


@pytest.mark.parametrize(("toneel", "rol"), OVERIGE, indirect=["toneel"], scope="package")
def test_no_other_role_reads_what_is_shielded_or_closed(toneel: Toneel, rol: str, meelezer: Meelezer) -> None:
    bezoeken = ga_langs(toneel, toneel.kijkers[rol], openbaar=False, alleen_geheim=True, alleen=ALLEEN)

    assert not klachten(toneel.gemeente, rol, bezoeken, meelezer)


def klachten(gemeente: str, rol: str, bezoeken: Iterable[Bezoek], meelezer: Meelezer) -> list[str]:
    """Return one line per answer that broke or that let this role read something that is not for it."""
    mag = GEHEIM_VOOR[gemeente].get(rol, frozenset())
    besloten = rol in BESLOTEN_VOOR[gemeente]
    regels = [f"logged: {regel}" for regel in meelezer.neem()]
    for bezoek in bezoeken:
        if bezoek.cel.startswith("500"):
            regels.append(f"breaks: {bezoek}")
        op_scherm = not bezoek.is_bestand or bezoek.rij[0] in BESTANDEN_MET_WOORDEN
        geheim = frozenset() if mag == ALLES and op_scherm else bezoek.geheim - mag
        dicht = frozenset() if besloten and op_scherm else bezoek.besloten
        if geheim or dicht:
            regels.append(f"leaks: {bezoek} {sorted(geheim)} {sorted(dicht)}")
    return regels
