"""Reading a Word document back as a reader meets it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import pairwise

from docx import Document
from docx.document import Document as Woorddocument
from docx.oxml.ns import qn


@dataclass(frozen=True)
class Gelezen:
    document: Woorddocument

    @property
    def tekst(self) -> str:
        """Every word in it, of links and tables too."""
        return "\n".join(
            "".join(deel.text or "" for deel in alinea.iter(qn("w:t")))
            for alinea in self.document.element.body.iter(qn("w:p"))
        )

    @property
    def koppen(self) -> list[tuple[int, str]]:
        return [
            (int(alinea.style.name[-1]), alinea.text)
            for alinea in self.document.paragraphs
            if alinea.style and (alinea.style.name or "").startswith("Heading")
        ]


def lees(bytes_: bytes) -> Gelezen:
    return Gelezen(Document(io.BytesIO(bytes_)))


def keur(gelezen: Gelezen) -> None:
    """What makes it readable for who does not see it: title, language, headings in order, header rows, no empty lines."""
    document = gelezen.document
    assert document.core_properties.title
    assert document.core_properties.language == "nl-NL"
    talen = {taal.get(qn("w:val")) for taal in document.styles.element.iter(qn("w:lang"))}
    assert talen == {"nl-NL"}
    niveaus = [niveau for niveau, _ in gelezen.koppen]
    assert niveaus[0] == 1
    assert niveaus.count(1) == 1
    assert all(na - voor <= 1 for voor, na in pairwise(niveaus)), gelezen.koppen
    body = document.element.body
    leeg = [a for a in body.iterchildren(qn("w:p")) if not "".join(t.text or "" for t in a.iter(qn("w:t")))]
    assert leeg == []
    for tabel in document.tables:
        assert list(tabel.rows[0]._tr.iter(qn("w:tblHeader"))), tabel.rows[0].cells[0].text
        assert tabel._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert list(body.iter(qn("w:drawing"))) == []
    # Every link inside leads somewhere.
    doelen = {punt.get(qn("w:name")) for punt in body.iter(qn("w:bookmarkStart"))}
    ankers = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert ankers <= doelen
