"""Every address, for every role, in the own area and in another: the status stands in a table that people read.

After a change that you meant: `WIJKWERK_TOEGANG_BIJ=1 pytest -n0 tests/toegang/test_tabel.py`, and read the difference.
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
from tests.toegang.wie_ziet import ALLES, BESLOTEN_VOOR, GEHEIM_VOOR

pytestmark = pytest.mark.django_db
BIJWERKEN = bool(os.environ.get("WIJKWERK_TOEGANG_BIJ"))


@pytest.mark.parametrize(("toneel", "rol"), KOLOMMEN, indirect=["toneel"], scope="package")
def test_role_gets_what_the_table_says(toneel: Toneel, rol: str, meelezer: Meelezer) -> None:
    wie = toneel.kijkers.get(rol)
    elders = wie is not None and toneel.profiel.rol(rol).bereik != "gemeente"

    bezoeken = ga_langs(toneel, wie, elders=elders)

    gezien = als_kolom(bezoeken)
    if BIJWERKEN:
        tabel.schrijf(toneel.gemeente, rol, gezien, kolommen(toneel.gemeente))
    anders = tabel.verschil(tabel.lees(toneel.gemeente).kolom(rol), gezien)
    assert not anders, f"{toneel.gemeente}, {rol}: {len(anders)} cells differ from the table\n" + "\n".join(
        anders
    )
    assert not [bezoek for bezoek in bezoeken if bezoek.cel.startswith("500")]
    assert not lekken(toneel.gemeente, rol, bezoeken)
    assert not meelezer.gevonden


@pytest.mark.parametrize(("toneel", "rol"), OVERIGE, indirect=["toneel"], scope="package")
def test_no_other_role_reads_what_is_shielded_or_closed(toneel: Toneel, rol: str, meelezer: Meelezer) -> None:
    bezoeken = ga_langs(toneel, toneel.kijkers[rol], alleen_geheim=True)

    assert not [bezoek for bezoek in bezoeken if bezoek.cel.startswith("500")]
    assert not lekken(toneel.gemeente, rol, bezoeken)
    assert not meelezer.gevonden


def lekken(gemeente: str, rol: str, bezoeken: Iterable[Bezoek]) -> list[str]:
    """Return one line per answer in which this role read something that is not for it."""
    mag = GEHEIM_VOOR[gemeente].get(rol, frozenset())
    besloten = rol in BESLOTEN_VOOR[gemeente]
    regels = []
    for bezoek in bezoeken:
        geheim = frozenset() if mag == ALLES else bezoek.geheim - mag
        dicht = frozenset() if besloten else bezoek.besloten
        if geheim or dicht:
            regels.append(f"{bezoek}: {sorted(geheim)} {sorted(dicht)}")
    return regels
