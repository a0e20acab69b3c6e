"""HTML to an accessible Word document: what the PDF says, to be taken into an advice or worked on in a word processor.

It reads the very HTML that the PDF is drawn from, so both say the same. Real heading styles, lists and tables with a
header row that repeats; title and language in the file; space comes from styles, never from empty paragraphs.
"""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Woorddocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import html as lxml_html

from wijkwerk.rekenblad import zonder_stuurtekens

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TAAL = "nl-NL"
KOPPEN = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4"}
ALINEAS = {"p", "li", "caption", "dt", "dd", *KOPPEN}
DONKER = RGBColor(0x1A, 0x1A, 0x1A)


def html_naar_docx(html: str, *, slot: str) -> bytes:
    """Return the document of a whole HTML page (`<html lang>` and `<title>` are required); `slot` is its last line.

    Raises ValueError for a page without language or title.
    """
    wortel = lxml_html.document_fromstring(zonder_stuurtekens(html))
    titel = " ".join((wortel.findtext(".//title") or "").split())
    if not wortel.get("lang") or not titel:
        raise ValueError("A document needs a language and a title.")
    document = Document()
    _eigenschappen(document, wortel, titel)
    _opmaak(document, liggend=bool(wortel.find_class("breed")))
    _voet(document, titel)
    _Schrijver(document).blokken(wortel.find("body"))
    document.add_paragraph(zonder_stuurtekens(slot))
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _eigenschappen(document: Woorddocument, wortel: Any, titel: str) -> None:
    meta = {rij.get("name"): rij.get("content", "") for rij in wortel.iter("meta") if rij.get("name")}
    feiten = document.core_properties
    feiten.title, feiten.language = titel, TAAL
    feiten.author = feiten.last_modified_by = meta.get("author", "")
    feiten.subject, feiten.comments = meta.get("description", ""), ""
    if meta.get("dcterms.created"):
        moment = datetime.fromisoformat(meta["dcterms.created"]).astimezone(UTC)
        feiten.created = feiten.modified = moment.replace(tzinfo=None)


def _opmaak(document: Woorddocument, *, liggend: bool) -> None:
    """A4, one language, and colours that can be read: those of the template have too little contrast."""
    blad = document.sections[0]
    blad.page_width, blad.page_height = (Mm(297), Mm(210)) if liggend else (Mm(210), Mm(297))
    blad.orientation = WD_ORIENT.LANDSCAPE if liggend else WD_ORIENT.PORTRAIT
    blad.left_margin = blad.right_margin = Mm(22)
    stijlen: Any = document.styles
    for taal in stijlen.element.iter(qn("w:lang")):
        taal.set(qn("w:val"), TAAL)
    for naam in ("Normal", "Caption", *KOPPEN.values()):
        stijl = stijlen[naam]
        stijl.font.name, stijl.font.color.rgb = "Arial", DONKER
        # The theme's font would win over the name.
        vorm = stijl.element.get_or_add_rPr().get_or_add_rFonts()
        for kenmerk in [naam for naam in vorm.attrib if naam.endswith("Theme")]:
            del vorm.attrib[kenmerk]
    stijlen["Normal"].font.size = Pt(11)
    stijlen["Normal"].paragraph_format.space_after = Pt(8)
    stijlen["Caption"].font.size = Pt(10)
    stijlen["Caption"].paragraph_format.keep_with_next = True
    stijlen["Caption"].paragraph_format.space_before = Pt(12)
    for naam, grootte in zip(KOPPEN.values(), (22, 16, 13, 11), strict=True):
        stijlen[naam].font.size = Pt(grootte)


def _voet(document: Woorddocument, titel: str) -> None:
    alinea = document.sections[0].footer.paragraphs[0]
    alinea.add_run(f"{titel}, bladzijde ")
    veld = OxmlElement("w:fldSimple")
    veld.set(qn("w:instr"), "PAGE")
    alinea._p.append(veld)


class _Schrijver:
    """Writes the blocks of a page one after another."""

    def __init__(self, document: Woorddocument) -> None:
        self.document = document
        self.bladwijzers = 0

    def blokken(self, ouder: Any) -> None:
        """Whatever stands in `ouder`; text between blocks becomes a paragraph of its own."""
        self._los(ouder.text)
        for kind in ouder:
            if kind.tag == "table":
                self._tabel(kind)
            elif kind.tag in ALINEAS:
                self._alinea(kind)
            # A drawing has its numbers in the table beside it.
            elif isinstance(kind.tag, str) and kind.tag != "svg":
                self.blokken(kind)
            self._los(kind.tail)

    def _los(self, tekst: str | None) -> None:
        if tekst and tekst.strip():
            self.document.add_paragraph(" ".join(tekst.split()))

    def _alinea(self, element: Any) -> None:
        if not element.text_content().strip():
            return
        stijl = KOPPEN.get(element.tag, "List Bullet" if element.tag == "li" else None)
        alinea = self.document.add_paragraph(style=stijl)
        self._met_bladwijzer(alinea, element)
        _Regel(self.document, alinea).schrijf(element)

    def _met_bladwijzer(self, alinea: Paragraph, element: Any) -> None:
        """What a link inside the document goes to."""
        if not element.get("id"):
            return
        self.bladwijzers += 1
        for soort in ("w:bookmarkStart", "w:bookmarkEnd"):
            punt = OxmlElement(soort)
            punt.set(qn("w:id"), str(self.bladwijzers))
            if soort == "w:bookmarkStart":
                punt.set(qn("w:name"), element.get("id"))
            alinea._p.append(punt)

    def _tabel(self, tabel: Any) -> None:
        kop = [rij for deel in tabel.iter("thead") for rij in deel.iter("tr")]
        rijen = [rij for deel in tabel.iter("tbody") for rij in deel.iter("tr")]
        if not kop:
            self._feiten(rijen)
            return
        onderschrift = tabel.find("caption")
        naam = " ".join(onderschrift.text_content().split()) if onderschrift is not None else ""
        if naam:
            self.document.add_paragraph(naam, style="Caption")
        breedte = max(len(_cellen(rij)) for rij in (*kop, *rijen))
        woord = self.document.add_table(len(kop) + len(rijen), breedte, style="Table Grid")
        _beschrijf(woord._tbl, naam)
        for nummer, (rij, regel) in enumerate(zip((*kop, *rijen), woord._tbl.tr_lst, strict=True)):
            _rijvorm(regel, is_kop=nummer < len(kop))
            for cel, plek in zip(_cellen(rij), regel.tc_lst, strict=False):
                alinea = Paragraph(plek.p_lst[0], woord)
                alinea.paragraph_format.space_after = Pt(2)
                _Regel(self.document, alinea, vet=cel.tag == "th").schrijf(cel)

    def _feiten(self, rijen: list[Any]) -> None:
        """A list of labels and values: no table, which would have no header row."""
        for rij in rijen:
            label, *waarden = _cellen(rij)
            alinea = self.document.add_paragraph()
            _Regel(self.document, alinea, vet=True).schrijf(label)
            alinea.add_run(": ").bold = True
            for waarde in waarden:
                _Regel(self.document, alinea).schrijf(waarde)


class _Regel:
    """Writes what stands in one paragraph: text, bold, breaks, links. Icons stand beside their word, so they go."""

    def __init__(self, document: Woorddocument, alinea: Paragraph, *, vet: bool = False) -> None:
        self.document, self.alinea, self.vet = document, alinea, vet
        # Whether a space may follow: white space in HTML counts once, and not at the start.
        self.na_tekst = False

    def schrijf(self, element: Any) -> None:
        vet = self.vet
        self._tekst(element.text)
        for kind in element:
            if kind.tag == "br":
                self.alinea.add_run().add_break()
                self.na_tekst = False
            elif kind.tag == "a":
                self._link(kind)
            elif isinstance(kind.tag, str) and kind.tag != "svg":
                if kind.tag == "p" and self.na_tekst:
                    self.alinea.add_run().add_break()
                    self.na_tekst = False
                self.vet = vet or kind.tag in {"strong", "b"}
                self.schrijf(kind)
                self.vet = vet
            self._tekst(kind.tail)

    def _tekst(self, tekst: str | None) -> None:
        if not tekst:
            return
        woorden = " ".join(tekst.split())
        if not woorden:
            woorden = " " if self.na_tekst else ""
        else:
            woorden = (" " if tekst[0].isspace() and self.na_tekst else "") + woorden
            woorden += " " if tekst[-1].isspace() else ""
        if woorden:
            self.alinea.add_run(woorden).bold = self.vet or None
            self.na_tekst = not woorden.endswith(" ")

    def _link(self, element: Any) -> None:
        adres, tekst = element.get("href", ""), " ".join(element.text_content().split())
        if not tekst:
            return
        link = OxmlElement("w:hyperlink")
        if adres.startswith("#"):
            link.set(qn("w:anchor"), adres[1:])
        else:
            nummer = self.document.part.relate_to(adres, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), nummer)
        loop = self.alinea.add_run(tekst)
        loop.underline = True
        link.append(deepcopy(loop._r))
        self.alinea._p.replace(loop._r, link)
        self.na_tekst = True


def _cellen(rij: Any) -> list[Any]:
    return [cel for cel in rij if cel.tag in {"th", "td"}]


def _beschrijf(tabel: Any, naam: str) -> None:
    """The name of the table for who does not see it, and that its first row is a header."""
    vorm = tabel.tblPr
    if naam:
        titel = OxmlElement("w:tblCaption")
        titel.set(qn("w:val"), naam)
        vorm.append(titel)
    for blik in vorm.iter(qn("w:tblLook")):
        blik.set(qn("w:firstRow"), "1")
        blik.set(qn("w:firstColumn"), "0")


def _rijvorm(rij: Any, *, is_kop: bool) -> None:
    """A header row comes back on every page; no row breaks over two."""
    vorm = rij.get_or_add_trPr()
    vorm.append(OxmlElement("w:cantSplit"))
    if is_kop:
        vorm.append(OxmlElement("w:tblHeader"))
