"""HTML to one PDF that is both accessible (PDF/UA-1) and fit to be kept (PDF/A-2a).

WeasyPrint writes one norm per file, so it writes PDF/A-2a, and pikepdf adds the statement of PDF/UA-1. It needs system
libraries that no wheel brings; without them everything else works and this says what to install.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

INSTALLEER = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"

# The statement of PDF/UA-1, with the schema that PDF/A asks of a statement it does not know.
_PDFUA = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class PdfNietMogelijk(Exception):
    """The system libraries of WeasyPrint are missing: the message says which command installs them."""

    def __init__(self) -> None:
        super().__init__(
            f"PDF's maken kan nog niet: er ontbreken systeembibliotheken. Installeer ze met: {INSTALLEER}"
        )


class VreemdeBron(Exception):
    """A document asked for something outside the folders it may read."""


def is_mogelijk() -> bool:
    """Whether this machine can make PDFs."""
    try:
        _weasyprint()
    except PdfNietMogelijk:
        return False
    return True


def html_naar_pdf(html: str, *, stijlen: Sequence[str], mappen: Sequence[Path] = ()) -> bytes:
    """Return the PDF of a whole HTML document (`<html lang>` and `<title>` are required).

    `stijlen` are texts of stylesheets; files are read from `mappen` only, nothing comes from the network. Raises
    PdfNietMogelijk, VreemdeBron, and ValueError for a document without language or title.
    """
    weasyprint = _weasyprint()
    fetcher = _lezer(mappen)
    document = weasyprint.HTML(string=html, base_url="document:/", url_fetcher=fetcher)
    if (
        not document.etree_element.get("lang")
        or not (document.etree_element.findtext(".//title") or "").strip()
    ):
        raise ValueError("A PDF needs a language and a title.")
    try:
        bytes_: bytes = document.write_pdf(
            stylesheets=[weasyprint.CSS(string=stijl, url_fetcher=fetcher) for stijl in stijlen],
            pdf_variant="pdf/a-2a",
            # Compressed, the metadata would not be readable by who archives it; pikepdf compresses the rest again.
            uncompressed_pdf=True,
        )
    except weasyprint.urls.FatalURLFetchingError as fout:
        raise (fout.__cause__ if isinstance(fout.__cause__, VreemdeBron) else fout) from None
    return _voeg_pdfua_toe(bytes_)


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: TID251
    except OSError as fout:
        raise PdfNietMogelijk from fout
    return weasyprint


def _lezer(mappen: Sequence[Path]) -> Any:
    from weasyprint.urls import URLFetcher  # noqa: TID251

    toegestaan = [map_.resolve() for map_ in mappen]

    class Lezer(URLFetcher):  # type: ignore[misc]
        """Reads what stands in the document itself and in our folders; anything else stops the work."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            delen = urlsplit(url)
            pad = Path(unquote(delen.path)).resolve()
            eigen = delen.scheme == "file" and any(pad.is_relative_to(map_) for map_ in toegestaan)
            if delen.scheme != "data" and not eigen:
                raise VreemdeBron(url)
            return super().fetch(url, headers)

    return Lezer(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)


def _voeg_pdfua_toe(bytes_: bytes) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(bytes_)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        voor, einde, na = xmp.rpartition("</rdf:RDF>")
        pdf.Root.Metadata = pdf.make_stream(
            f"{voor}{_PDFUA}{einde}{na}".encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        uit = io.BytesIO()
        pdf.save(
            uit,
            compress_streams=True,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return uit.getvalue()
