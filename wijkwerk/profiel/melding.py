"""What Pydantic says, in Dutch: one table, so that no English leaks into an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from wijkwerk.profiel.fouten import Klacht

LIJST = 'een lijst, zoals ["a", "b"]'
TABEL = "een tabel, zoals { … }"
DATUM = "een datum zonder aanhalingstekens, zoals 2026-01-31"
GETAL = "een geheel getal"
BEDRAG = "een bedrag, zoals 1500 of 12.50"

# Pydantic's error type → what was expected; {…} is filled from the error's own context.
VERWACHT: Mapping[str, str] = {
    "missing": "deze sleutel; zij is verplicht",
    "extra_forbidden": "een sleutel die deze tabel kent",
    "string_type": "tekst tussen aanhalingstekens",
    "string_too_short": "tekst die niet leeg is",
    "string_too_long": "tekst van hoogstens {max_length} tekens",
    "string_unicode": "leesbare tekst",
    "int_type": GETAL,
    "int_from_float": GETAL,
    "int_parsing": GETAL,
    "int_parsing_size": "een kleiner getal",
    "bool_type": "true of false, zonder aanhalingstekens",
    "date_type": DATUM,
    "date_from_datetime_inexact": DATUM,
    "date_from_datetime_parsing": DATUM,
    "tuple_type": LIJST,
    "list_type": LIJST,
    "too_short": "een lijst met ten minste {min_length} waarde",
    "too_long": "een kortere lijst",
    "dict_type": TABEL,
    "mapping_type": TABEL,
    "model_type": TABEL,
    "model_attributes_type": TABEL,
    "literal_error": "een van de vaste woorden",
    "greater_than_equal": "een getal van ten minste {ge}",
    "less_than_equal": "een getal van hoogstens {le}",
    "is_instance_of": BEDRAG,
    "decimal_type": BEDRAG,
    "decimal_parsing": BEDRAG,
    "finite_number": BEDRAG,
    "decimal_max_digits": "een bedrag van hoogstens {max_digits} cijfers",
    "decimal_whole_digits": "een kleiner bedrag",
    "decimal_max_places": "een bedrag met hoogstens {decimal_places} cijfers achter de komma",
    "union_tag_not_found": "de sleutel soort; zij is verplicht",
    "union_tag_invalid": "een soort regel",
    "recursion_loop": "een eenvoudiger waarde",
}
# A pattern in a type → what it wants.
PATRONEN: Mapping[str, str] = {
    "[a-z0-9]+": "een sleutel van kleine letters, cijfers en streepjes, zoals mijn-sleutel",
    "^GM[0-9]": "een gemeentecode, zoals GM0400",
    "^(GM": "een CBS-code van gemeente, wijk of buurt, zoals WK040003",
    r"^\d{4}": "een jaar, maand of datum, zoals 2018, 2018-06 of 2018-06-01",
}
TOON_TEKENS = 60


def klacht(fout: ErrorDetails, soort: Any, plaats: str) -> Klacht:
    """One error of Pydantic as a complaint; `soort` is the class of the row, `plaats` the key within it."""
    context = fout.get("ctx") or {}
    verwacht, toegestaan = _verwacht(fout["type"], context)
    gevonden = toon(fout["input"]) if fout["type"] not in ("missing", "union_tag_not_found") else ""
    if fout["type"] == "extra_forbidden":
        sleutel = str(fout["loc"][-1])
        return Klacht(plaats, verwacht, f'"{sleutel}"', _sleutels(soort, fout["loc"][:-1]))
    if fout["type"] == "union_tag_invalid":
        gevonden = toon(context.get("tag"))
        plaats = "soort"
    return Klacht(plaats, verwacht, gevonden, toegestaan)


def toon(waarde: object) -> str:
    """A value as it would stand in the file, not too long."""
    if isinstance(waarde, bool):
        return str(waarde).lower()
    if isinstance(waarde, str):
        regel = " ".join(waarde.split())
        return f'"{regel[:TOON_TEKENS]}…"' if len(regel) > TOON_TEKENS else f'"{regel}"'
    if isinstance(waarde, dict):
        return "een tabel"
    if isinstance(waarde, tuple | list):
        return "een lijst"
    tekst = str(waarde)
    return f"{tekst[:TOON_TEKENS]}…" if len(tekst) > TOON_TEKENS else tekst


def _verwacht(soort: str, context: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    if soort == "wijkwerk":
        return str(context["verwacht"]), tuple(context["toegestaan"])
    if soort == "string_pattern_mismatch":
        patroon = str(context["pattern"])
        return next(
            (uitleg for begin, uitleg in PATRONEN.items() if begin in patroon), "een andere waarde"
        ), ()
    zin = re.sub(
        r"\{(\w+)\}", lambda naam: str(context.get(naam[1], "…")), VERWACHT.get(soort, "een andere waarde")
    )
    return zin, tuple(
        re.findall(r"'([^']*)'", str(context.get("expected", context.get("expected_tags", ""))))
    )


def _sleutels(soort: Any, pad: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that the table at this place may have."""
    model = _model(soort, pad)
    if model is None:
        return ()
    return tuple(info.alias or naam for naam, info in model.model_fields.items())


def _model(soort: Any, pad: tuple[int | str, ...]) -> type[BaseModel] | None:
    for deel in pad:
        if isinstance(soort, type) and issubclass(soort, BaseModel):
            velden = soort.model_fields
            info = next((i for n, i in velden.items() if deel in (n, i.alias)), None)
            if info is None:
                return None
            soort = _kern(info.annotation)
        elif get_origin(soort) is tuple or get_origin(soort) is not None:
            soort = _kern(get_args(soort)[0 if isinstance(deel, int) else -1])
    soort = _kern(soort)
    return soort if isinstance(soort, type) and issubclass(soort, BaseModel) else None


def _kern(soort: Any) -> Any:
    """A type without `Annotated` and without `| None`."""
    while get_origin(soort) is Annotated:
        soort = get_args(soort)[0]
    takken = [tak for tak in get_args(soort) if tak is not type(None)]
    if type(None) in get_args(soort) and len(takken) == 1:
        return _kern(takken[0])
    return soort
