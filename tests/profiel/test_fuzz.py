"""Whatever one does to a file: it is a profile, or it gives Dutch errors. Never another exception."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiel.conftest import BESTANDEN
from wijkwerk.profiel import ProfielFout, Taal, lees_tekst
from wijkwerk.profiel.lezen import lees_data

TEKSTEN = [pad.read_text(encoding="utf-8") for pad in BESTANDEN]
GEGEVENS = [tomllib.loads(tekst, parse_float=Decimal) for tekst in TEKSTEN]
ENGELS = re.compile(
    r"\b(input|should|must|value|error|string|integer|required|expected|object at|field|list|dict)\b", re.I
)

rustig = settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
woorden = st.sampled_from(
    [
        "",
        "nee",
        "ja",
        "jaar",
        "gebied",
        "rol:",
        "rol:x",
        "kant:bewoners",
        "iedereen",
        "plan",
        "item.x",
        "a.b.c",
        "\x00",
        "é",
    ]
)
waarden = st.recursive(
    st.none().map(lambda _: "")
    | woorden
    | st.text(max_size=8)
    | st.integers()
    | st.booleans()
    | st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal("1e400"), Decimal("0.125")])
    | st.sampled_from([date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), time(12)]),
    lambda kind: (
        st.lists(kind, max_size=3) | st.dictionaries(woorden | st.text(max_size=6), kind, max_size=3)
    ),
    max_leaves=6,
)


def _plekken(data: Any, pad: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    kinderen = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [
        plek for sleutel, kind in kinderen for plek in ((*pad, sleutel), *_plekken(kind, (*pad, sleutel)))
    ]


PLEKKEN = [_plekken(data) for data in GEGEVENS]


def _controleer(fout: ProfielFout) -> None:
    assert fout.fouten
    for een in fout.fouten:
        assert een.verwacht
        assert not ENGELS.search(een.verwacht), str(een)
        assert "andere waarde" not in een.verwacht, str(een)
        assert "\n" not in een.verwacht
        assert str(een).startswith("x.toml")


def _verander(inhoud: Any, plek: tuple[Any, ...], actie: str, waarde: Any, sleutel: str) -> None:
    """Put a value there, give it another key, or let it stand twice."""
    *pad, laatste = plek
    houder = inhoud
    for deel in pad:
        houder = houder[deel]
    if actie == "waarde":
        houder[laatste] = waarde
    elif actie == "sleutel":
        houder[sleutel] = houder.pop(laatste)
    else:
        houder.append(deepcopy(houder[laatste]))


veranderingen = st.tuples(
    st.sampled_from(["waarde", "sleutel", "dubbel"]), waarden, woorden | st.text(max_size=6)
)


@rustig
@given(nummer=st.integers(0, len(GEGEVENS) - 1), data=st.data(), keer=st.integers(1, 3))
def test_any_value_anywhere(taal: Taal, nummer: int, data: st.DataObject, keer: int) -> None:
    inhoud = deepcopy(GEGEVENS[nummer])
    for plek in data.draw(st.lists(st.sampled_from(PLEKKEN[nummer]), min_size=keer, max_size=keer)):
        actie, waarde, sleutel = data.draw(veranderingen)
        with suppress(KeyError, IndexError, TypeError, AttributeError):  # what does not fit this place
            _verander(inhoud, plek, actie, waarde, sleutel)
    try:
        lees_data(inhoud, taal, bestand="x.toml")
    except ProfielFout as fout:
        _controleer(fout)


@rustig
@given(nummer=st.integers(0, len(TEKSTEN) - 1), data=st.data())
def test_any_edit_of_the_text(taal: Taal, nummer: int, data: st.DataObject) -> None:
    tekst = TEKSTEN[nummer]
    plek = data.draw(st.integers(0, len(tekst) - 1))
    weg = data.draw(st.integers(0, 40))
    erbij = data.draw(st.text(alphabet="[]{}=\"'\n.,#abcz0-9\\", max_size=6))
    try:
        lees_tekst(tekst[:plek] + erbij + tekst[plek + weg :], taal, bestand="x.toml")
    except ProfielFout as fout:
        _controleer(fout)


@rustig
@given(tekst=st.text(max_size=200))
def test_any_text(taal: Taal, tekst: str) -> None:
    try:
        lees_tekst(tekst, taal, bestand="x.toml")
    except ProfielFout as fout:
        _controleer(fout)
