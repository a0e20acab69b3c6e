"""From file to profile: read, check each row, look up what rows name, check what rows say together."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wijkwerk.profiel import melding
from wijkwerk.profiel.basis import Rij
from wijkwerk.profiel.controle import controleer
from wijkwerk.profiel.fouten import Fout, Klacht, ProfielFout
from wijkwerk.profiel.invoer import Invoer, Plaats
from wijkwerk.profiel.oplossen import los_op
from wijkwerk.profiel.profiel import Profiel
from wijkwerk.profiel.regels import REGELKLASSEN
from wijkwerk.profiel.rijen.gemeente import Termen
from wijkwerk.profiel.taal import Taal
from wijkwerk.profiel.tabellen import TABELLEN, Tabel
from wijkwerk.profiel.verwijzing import delen

FORMAAT = 1
ZONDER_SLEUTEL = ("escalatie", "termijn", "dekking", "rapportage")
GROOTSTE = 5_000_000  # bytes; the largest real file is 42 kB


def lees(pad: Path, taal: Taal) -> Profiel:
    """The profile in this file. ProfielFout with every mistake when it is none."""
    try:
        with pad.open("rb") as bestand:
            ruw = bestand.read(GROOTSTE + 1)
    except FileNotFoundError:
        raise _onleesbaar(pad.name, "een bestand dat bestaat", str(pad)) from None
    except IsADirectoryError:
        raise _onleesbaar(pad.name, "een bestand", "een map") from None
    except (OSError, ValueError):
        raise _onleesbaar(pad.name, "een bestand dat te lezen is", str(pad)) from None
    if len(ruw) > GROOTSTE:
        raise _onleesbaar(pad.name, "een bestand van hoogstens 5 MB", "een groter bestand")
    try:
        tekst = ruw.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise _onleesbaar(pad.name, "tekst in UTF-8", f"andere tekens bij byte {fout.start}") from None
    return lees_tekst(tekst, taal, bestand=pad.name)


def lees_tekst(tekst: str, taal: Taal, *, bestand: str) -> Profiel:
    """The profile in this text; `bestand` is what the errors call it."""
    return lees_data(_toml(tekst, bestand), taal, bestand=bestand, tekst=tekst)


def lees_data(ruw: Mapping[str, Any], taal: Taal, *, bestand: str, tekst: str = "") -> Profiel:
    """The profile in this parsed TOML; with the text the errors know their line."""
    data: dict[str, Any] = _bevries(ruw)
    _geef_sleutels(data)
    invoer = Invoer(bestand, taal, regelnummers=_regelnummers(data, tekst))
    invoer.vul_register(data)
    _lees_kop(invoer, data)
    for tabel in TABELLEN:
        _lees_tabel(invoer, tabel, data.get(tabel.naam))
    los_op(invoer)
    controleer(invoer)
    if invoer.fouten:
        raise ProfielFout(tuple(dict.fromkeys(invoer.fouten)))
    return _maak(invoer)


def _onleesbaar(bestand: str, verwacht: str, gevonden: str) -> ProfielFout:
    return ProfielFout((Fout(bestand, verwacht=verwacht, gevonden=gevonden),))


def _toml(tekst: str, bestand: str) -> dict[str, Any]:
    if not tekst.strip():
        raise _onleesbaar(bestand, "een profiel", "een leeg bestand")
    try:
        data = tomllib.loads(tekst, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fout:
        raise _onleesbaar(bestand, *_tomlfout(str(fout), tekst)) from None
    except (ValueError, RecursionError, ArithmeticError):
        raise _onleesbaar(bestand, "geldige TOML", "een waarde die niet te lezen is") from None
    return data


def _tomlfout(melding_toml: str, tekst: str) -> tuple[str, str]:
    """Where the TOML goes wrong, in Dutch."""
    plek = re.search(r"line (\d+), column (\d+)", melding_toml)
    if plek is None:
        return "geldige TOML", "een fout aan het einde van het bestand"
    regel = int(plek[1])
    verwacht = "geldige TOML"
    if "overwrite" in melding_toml or "twice" in melding_toml or "mutate" in melding_toml:
        verwacht = "elke sleutel en tabel één keer"
    regels = tekst.split("\n")
    inhoud = melding.toon(regels[regel - 1].strip()) if regel <= len(regels) else ""
    return verwacht, f"op regel {regel}, kolom {plek[2]}: {inhoud}"


def _bevries(waarde: Any) -> Any:
    """Lists as tuples: what is read can no longer change."""
    if isinstance(waarde, list):
        return tuple(_bevries(element) for element in waarde)
    if isinstance(waarde, dict):
        return {sleutel: _bevries(element) for sleutel, element in waarde.items()}
    return waarde


def _regelnummers(data: dict[str, Any], tekst: str) -> dict[tuple[str, str], int]:
    """On which line each row begins; left out where headers and rows do not match one to one."""
    koppen: dict[str, list[int]] = {}
    for nummer, regel in enumerate(tekst.split("\n"), start=1):
        if kop := re.match(r"\s*\[\[?\s*([a-z]+)\s*\]\]?\s*(#.*)?$", regel):
            koppen.setdefault(kop[1], []).append(nummer)
    nummers: dict[tuple[str, str], int] = {}
    for naam, plekken in koppen.items():
        rijen = data.get(naam)
        labels = (
            [_label(rij, nr) for nr, rij in enumerate(rijen, start=1)] if isinstance(rijen, tuple) else [""]
        )
        if len(labels) == len(plekken):
            nummers |= {(naam, label): plek for label, plek in zip(labels, plekken, strict=True)}
    return nummers


def _label(rij: Any, nummer: int) -> str:
    """What an error calls a row: its key, else its number."""
    sleutel = rij.get("sleutel") if isinstance(rij, dict) else None
    return sleutel if isinstance(sleutel, str) and sleutel else f"rij {nummer}"


def _geef_sleutels(data: dict[str, Any]) -> None:
    """Rows that no other row names may leave out their key: it is made of their name."""
    for tabel in ZONDER_SLEUTEL:
        rijen = data.get(tabel)
        if isinstance(rijen, tuple):
            data[tabel] = tuple(_met_sleutel(rij) for rij in rijen)


def _met_sleutel(rij: Any) -> Any:
    if not isinstance(rij, dict) or "sleutel" in rij or not isinstance(rij.get("naam"), str):
        return rij
    kaal = unicodedata.normalize("NFKD", rij["naam"].lower()).encode("ascii", "ignore").decode()
    sleutel = re.sub(r"[^a-z0-9]+", "-", kaal)[:60].strip("-")
    return {"sleutel": sleutel, **rij}


def _lees_kop(invoer: Invoer, data: dict[str, Any]) -> None:
    formaat = data.get("formaat")
    if type(formaat) is not int or formaat != FORMAAT:
        gevonden = melding.toon(formaat) if "formaat" in data else "geen formaat"
        invoer.fouten.append(
            Fout(invoer.bestand, veld="formaat", verwacht=f"formaat = {FORMAAT}", gevonden=gevonden)
        )
    namen = tuple(tabel.naam for tabel in TABELLEN)
    for naam in data:
        if naam not in (*namen, "formaat"):
            invoer.fouten.append(
                Fout(
                    invoer.bestand,
                    verwacht="een tabel van de profieltaal",
                    gevonden=f'"{naam}"',
                    toegestaan=namen,
                )
            )


def _lees_tabel(invoer: Invoer, tabel: Tabel, data: Any) -> None:
    if data is None or data == ():
        if tabel.verplicht:
            haken = f"[{tabel.naam}]" if tabel.enkel else f"[[{tabel.naam}]]"
            invoer.fouten.append(
                Fout(invoer.bestand, verwacht=f"de tabel {haken}; zij is verplicht", gevonden="niets")
            )
        return
    if tabel.enkel:
        _lees_rij(invoer, tabel, "", data)
    elif not isinstance(data, tuple):
        invoer.meld(
            tabel.naam, "", Klacht("", f"rijen: [[{tabel.naam}]], met dubbele haken", melding.toon(data))
        )
    else:
        for nummer, rij in enumerate(data, start=1):
            _lees_rij(invoer, tabel, _label(rij, nummer), rij)


def _lees_rij(invoer: Invoer, tabel: Tabel, label: str, data: Any) -> None:
    if not isinstance(data, dict):
        invoer.meld(tabel.naam, label, Klacht("", melding.TABEL, melding.toon(data)))
        return
    try:
        rij: Rij = _lezer(tabel.naam).validate_python(data)
    except ValidationError as fout:
        for detail in fout.errors(include_url=False):
            soort, plaats = _plaats(tabel, data, detail["loc"])
            detail["loc"] = detail["loc"][1:] if tabel.naam == "regel" else detail["loc"]
            invoer.meld(tabel.naam, label, melding.klacht(detail, soort, plaats))
        return
    plaats_ = Plaats(tabel.naam, label, rij)
    for pad, deel in delen(rij):
        for klacht in deel.klachten():
            veld = f"{pad}{klacht.veld}".rstrip(".")
            invoer.meld(tabel.naam, label, Klacht(veld, klacht.verwacht, klacht.gevonden, klacht.toegestaan))
    invoer.plaatsen.append(plaats_)


@functools.cache
def _lezer(tabel: str) -> TypeAdapter[Rij]:
    return TypeAdapter(next(rij.soort for rij in TABELLEN if rij.naam == tabel))


def _plaats(tabel: Tabel, data: dict[str, Any], loc: tuple[int | str, ...]) -> tuple[Any, str]:
    """The class that was read and the key within the row, as one writes it: `delen[2].toegang`."""
    soort = tabel.soort
    if tabel.naam == "regel":
        soort = REGELKLASSEN.get(str(data.get("soort")))
        loc = loc[1:]
    if tabel.soort is Termen and loc[:1] == ("woorden",):
        loc = loc[1:]
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
    pad = ""
    for deel in loc:
        pad += f"[{deel + 1}]" if isinstance(deel, int) else f".{deel}"
    return soort, pad.lstrip(".")


def _maak(invoer: Invoer) -> Profiel:
    inhoud: dict[str, Any] = {"termen": Termen.model_validate({})}
    for tabel in TABELLEN:
        rijen = tuple(plaats.rij for plaats in invoer.plaatsen if plaats.tabel == tabel.naam)
        if tabel.enkel and rijen:
            inhoud[tabel.naam] = rijen[0]
        elif not tabel.enkel:
            inhoud[tabel.meervoud] = rijen
    return Profiel(**inhoud)
