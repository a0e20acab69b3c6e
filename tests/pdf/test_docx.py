"""The Word document: the words of the PDF, with real headings, lists and tables."""

from __future__ import annotations

import time

import pytest
from docx.oxml.ns import qn

from tests.docx_lezen import keur, lees
from tests.pdf.test_pdf import lang_plan, publicatie
from tests.publicatie.voorbeeld import inhoud
from wijkwerk.docx import html_naar_docx
from wijkwerk.publicatie.document import docx_van

HTML = '<html lang="nl"><head><title>Proef</title></head><body>{}</body></html>'


def _lees(body: str) -> str:
    return lees(html_naar_docx(HTML.format(body), slot="Slot.")).tekst


@pytest.mark.django_db
def test_a_plan_reads_well_without_seeing_it() -> None:
    gelezen = lees(docx_van(publicatie(lang_plan())))

    keur(gelezen)
    assert gelezen.koppen[0] == (1, "Wijkactieplan Voorbeeldwijk 2027–2028")
    assert (2, "In het kort") in gelezen.koppen
    assert (2, "Akkoord en ondertekening") in gelezen.koppen
    for tekst in ("Actie nummer 69 met een titel", "WT-2027-1", "Vaste inlooptafel", "Knelpunt", "Nagekomen"):
        assert tekst in gelezen.tekst


@pytest.mark.django_db
def test_an_empty_plan_reads_well_too() -> None:
    keur(lees(docx_van(publicatie(inhoud(items=(), secties=(), bronnen=(), samenvatting="")))))


@pytest.mark.django_db
def test_two_hundred_actions_take_no_two_seconds() -> None:
    basis = lang_plan()
    acties = [item for item in basis.items if item.soort == "actie"]
    veel = tuple(
        rij.model_copy(update={"spoor": f"{nr:036}", "nummer": f"1.{nr}"})
        for nr, rij in enumerate((acties * 4)[:200])
    )
    rij = publicatie(basis.model_copy(update={"items": (basis.items[0], *veel)}))
    docx_van(rij)

    begin = time.process_time()
    docx_van(rij)

    assert time.process_time() - begin < 2


def test_white_space_counts_once_and_breaks_stay() -> None:
    tekst = _lees(
        "<h1>Kop</h1><p>Een  <strong>vet</strong>\n woord, <a href='https://a.example'>hier</a> dus.<br>Regel</p>"
    )

    assert "Een vet woord, hier dus.Regel" in tekst


def test_a_table_without_header_row_becomes_lines() -> None:
    body = "<h1>K</h1><table><tbody><tr><th>Wie</th><td>Wijkraad</td></tr></tbody></table>"
    gelezen = lees(html_naar_docx(HTML.format(body), slot="Slot."))

    assert gelezen.document.tables == []
    assert "Wie: Wijkraad" in gelezen.tekst


def test_a_link_to_the_outside_keeps_its_address() -> None:
    document = lees(
        html_naar_docx(HTML.format('<h1>K</h1><p><a href="https://a.example/x">x</a></p>'), slot="S")
    ).document
    [link] = document.element.body.iter(qn("w:hyperlink"))

    assert document.part.rels[link.get(qn("r:id"))].target_ref == "https://a.example/x"


def test_a_page_without_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        html_naar_docx("<html><head><title>x</title></head><body></body></html>", slot="")


def test_a_sign_that_xml_does_not_know_does_not_stop_the_document() -> None:
    body = "<h1>K\x02op</h1><p>ge\x08plakt\ufffe</p>"

    assert "geplakt" in lees(html_naar_docx(HTML.format(body), slot="Sl\x02ot.")).tekst
