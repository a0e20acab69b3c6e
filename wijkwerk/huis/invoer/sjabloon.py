"""The empty file to fill in: headings, one example row, and (xlsx) what each column is for."""

from __future__ import annotations

import csv
import io

from wijkwerk.huis.invoer.soort import Invoersoort


def maak(soort: Invoersoort, vorm: str) -> bytes:
    """Return the file in one of `rekenblad.VORMEN`."""
    return _xlsx(soort) if vorm == "xlsx" else _csv(soort)


def _csv(soort: Invoersoort) -> bytes:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([kolom.kop for kolom in soort.kolommen])
    schrijver.writerow([kolom.voorbeeld for kolom in soort.kolommen])
    # With the mark by which a Dutch spreadsheet knows that it is UTF-8.
    return uit.getvalue().encode("utf-8-sig")


def _xlsx(soort: Invoersoort) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    boek = Workbook()
    # The library makes the first sheet itself.
    blad = boek.worksheets[0]
    blad.title = soort.naam
    blad.append([kolom.kop for kolom in soort.kolommen])
    blad.append([kolom.voorbeeld for kolom in soort.kolommen])
    uitleg = boek.create_sheet("Uitleg")
    uitleg.append(["kolom", "nodig", "wat u invult", "kies uit"])
    for kolom in soort.kolommen:
        nodig = "ja" if kolom.verplicht else "nee"
        uitleg.append([kolom.kop, nodig, kolom.uitleg, ", ".join(kolom.keuzes)])
    for vel in (blad, uitleg):
        vel.freeze_panes = "A2"
        for nr in range(1, vel.max_column + 1):
            vel.cell(1, nr).font = Font(bold=True)
            vel.column_dimensions[get_column_letter(nr)].width = 28
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()
