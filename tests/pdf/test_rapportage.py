"""A report with charts as PDF: by somebody else's rules, with words and a table for each drawing."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from tests.pdf.test_pdf import LANG_WOORD, controleer, publicatie
from tests.publicatie.voorbeeld import inhoud
from wijkwerk import pdf
from wijkwerk.publicatie.document import maak_document
from wijkwerk.publicatie.inhoud import Inhoud, Sectie, Telblok, Telcel, Telregel

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not pdf.is_mogelijk(), reason="WeasyPrint's system libraries are missing"),
]
GETALLEN = ("12", "5", "0")
KLEIN, VERBORGEN = Telcel(tekst="minder dan 5", is_reden=True), Telcel(tekst="niet getoond", is_reden=True)


def cel(getal: str) -> Telcel:
    return Telcel(tekst=getal, waarde=getal, voorlopig=getal == "5")


def blok(titel: str, grafiek: str, breed: int = 3, hoog: int = 6) -> Telblok:
    """A number, a provisional one, nothing, a small one and its cover; of every area."""
    cellen = [*map(cel, GETALLEN), KLEIN, VERBORGEN]
    return Telblok.model_validate(
        {
            "deel": "signalen",
            "titel": titel,
            "kop": "Wijk",
            "koppen": [f"Kolom {nr} {'met een lange naam' if nr else ''}" for nr in range(breed)],
            "regels": [
                Telregel(
                    naam=f"Wijk {rij} {LANG_WOORD if rij == 1 else ''}",
                    cellen=tuple(cellen[(rij + nr) % len(cellen)] for nr in range(breed)),
                    samen=rij == hoog - 1,
                )
                for rij in range(hoog)
            ],
            "bron": "Signalen in Wijkwerk.",
            "uitleg": "Wat is afgeschermd telt apart.",
            "grafiek": grafiek,
        }
    )


GRAFIEKEN = ("Signalen per soort", "Spreekuren")
TABELLEN = ("Signalen per buurt en thema", "Hoe lang een antwoord duurt")


def rapport(*, leeg: bool = False) -> Inhoud:
    blokken = (
        blok(GRAFIEKEN[0], "staven", breed=1, hoog=0 if leeg else 8),
        blok(GRAFIEKEN[1], "groepen", hoog=0 if leeg else 5),
        # On its side, over more than one page.
        blok(TABELLEN[0], "warmte", breed=12, hoog=0 if leeg else 90),
        blok(TABELLEN[1], "", hoog=0 if leeg else 6),
    )
    return inhoud(
        items=(),
        bronnen=(),
        bijdragen=(),
        akkoorden=(),
        vorige_afspraken=(),
        secties=(Sectie(sleutel="signalen", naam="Signalen", tekst="Een druk jaar."),),
        titel="Jaarverslag aan de raad 2026",
    ).model_copy(update={"cijfers": blokken})


def test_report_with_charts_passes_pdf_ua_and_pdf_a(tmp_path: Path) -> None:
    bestanden = []
    for naam, wat in (("vol", rapport()), ("leeg", rapport(leeg=True))):
        bestanden.append(tmp_path / f"{naam}.pdf")
        bestanden[-1].write_bytes(maak_document(publicatie(wat)))

    uitslag = controleer(*bestanden)

    assert uitslag.count("PDF/UA-1 OK") == 2, uitslag
    assert uitslag.count("PDF/A-2a OK") == 2, uitslag


def test_each_chart_has_its_words_and_its_table() -> None:
    with pikepdf.open(io.BytesIO(maak_document(publicatie(rapport())))) as bestand:
        dingen = [ding for ding in bestand.objects if isinstance(ding, pikepdf.Dictionary)]
        woorden = [str(ding.Alt) for ding in dingen if str(ding.get("/S")) == "/Figure" and "/Alt" in ding]
        tabellen = [ding for ding in dingen if str(ding.get("/S")) == "/Table"]
    for titel in GRAFIEKEN:
        [alt] = [tekst for tekst in woorden if titel in tekst]
        # What is drawn, in words: the number of an area and what is hidden.
        assert len(alt) > len(titel) + 40, alt
        assert "minder dan 5" in alt
    assert len(tabellen) >= len(GRAFIEKEN) + len(TABELLEN)
