"""A table that is good, and what it can be wrapped in."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook

from tests.cijfers.hulp import csv

KOP = ("WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_47")
GOED = csv(KOP, ("BU07940101", "100", "55"), ("BU07940102", "0", "."))


def xlsx(*rijen: list[object]) -> bytes:
    boek = Workbook()
    for rij in rijen:
        boek.worksheets[0].append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def zip_van(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(naam, inhoud)
    return uit.getvalue()
