"""Small made-up files of figures, and the import of them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.hulp import GEDEELD, profieltekst
from wijkwerk.cijfers.acties import laad_bestand
from wijkwerk.cijfers.inlezen.voer_in import Resultaat
from wijkwerk.cijfers.keuzes import Keuzes
from wijkwerk.cijfers.models import Cijfer, Reden
from wijkwerk.gemeente import acties as gemeente_acties

GEGEVENS = GEDEELD / "gegevens"


def echt(naam: str) -> Path:
    """A real file of the shared data; the test is skipped where it is not."""
    if not (GEGEVENS / naam).exists():
        pytest.skip(f"{naam} of the shared data is not here")
    return GEGEVENS / naam


def laad(
    inhoud: str | bytes | Path,
    formaat: str,
    jaar: int | None = None,
    *,
    alles: bool = True,
    voorlopig: bool = False,
    indeling: int | None = None,
) -> Resultaat:
    if isinstance(inhoud, Path):
        inhoud = inhoud.read_bytes()
    bestand = io.BytesIO(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    keuzes = Keuzes(formaat, jaar, indeling, voorlopig, alles)
    return laad_bestand(bestand=bestand, naam="proef", keuzes=keuzes, door=None)[1]


def csv(*rijen: Iterable[str]) -> str:
    return "".join(";".join(rij) + "\n" for rij in rijen)


def cijfer(code: str, maat: str, periode: int) -> tuple[Any, Reden]:
    rij = Cijfer.objects.get(plek__code=code, indicator__sleutel=maat, periode=periode)
    return rij.waarde, Reden(rij.reden)


def met_eigen_maten() -> None:
    """Den Helder with two measures of its own that people enter: a count and a share."""
    rijen = "".join(
        f'\n[[indicator]]\nsleutel = "{sleutel}"\nnaam = "{sleutel}"\neenheid = "{eenheid}"\n'
        for sleutel, eenheid in (("buurtfeesten", "feesten"), ("tevreden", "procent"))
    )
    gemeente_acties.activeer(tekst=profieltekst("den-helder") + rijen, bestand="den-helder.toml", door=None)
