"""The PDF of a publication, drawn from its frozen content alone; and the same for a word processor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format

from wijkwerk.docx import MIME, html_naar_docx
from wijkwerk.gemeente.models import Huisstijl
from wijkwerk.grafiek import Palet
from wijkwerk.huisstijl import STANDAARD
from wijkwerk.pdf import html_naar_pdf
from wijkwerk.publicatie.inhoud import Inhoud, ontdooi
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.weergave import MEESTE_KOLOMMEN, Deel, delen, tel


def maak_document(publicatie: Publicatie) -> bytes:
    """Return the PDF; raises PdfNietMogelijk when this machine cannot make one."""
    html = _html(publicatie, ontdooi(publicatie.inhoud))
    stijl = render_to_string("pdf/stijl.css", {"kleur": kleuren()})
    return html_naar_pdf(html, stijlen=[stijl], mappen=[settings.BASE_DIR / "static"])


def docx_van(publicatie: Publicatie) -> bytes:
    """Return the same for a word processor."""
    slot = "Dit is een kopie om mee te werken. Wat is gepubliceerd, staat in de PDF"
    if publicatie.pdf_sha256:
        slot += f" met controlegetal (SHA-256) {publicatie.pdf_sha256}"
    return html_naar_docx(_html(publicatie, ontdooi(publicatie.inhoud)), slot=f"{slot}.")


def docx_van_inhoud(inhoud: Inhoud, *, voordracht: str = "") -> bytes:
    """The same of what is not published, or not yet: `voordracht` says so on the first page."""
    aard = Publicatie.Aard.VOORTGANG if inhoud.vaststelling else Publicatie.Aard.VASTSTELLING
    nu = Publicatie(geplaatst_op=inhoud.peildatum, aard=aard, nummer=0)
    slot = (
        f"Dit is een kopie om mee te werken, zoals het plan was op {date_format(inhoud.peildatum, 'j F Y')}."
    )
    return html_naar_docx(_html(nu, inhoud, voordracht), slot=slot)


def docx_antwoord(bytes_: bytes, naam: str) -> HttpResponse:
    """A file that is for this reader alone."""
    antwoord = HttpResponse(bytes_, content_type=MIME)
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


def _html(publicatie: Publicatie, inhoud: Inhoud, voordracht: str = "") -> str:
    context = document_context(publicatie, inhoud) | {"voordracht": voordracht}
    return render_to_string("pdf/plan.html", context)


def document_context(publicatie: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    alle = delen(inhoud, palet())
    return {
        "publicatie": publicatie,
        "inhoud": inhoud,
        "delen": [(deel, _is_breed(deel)) for deel in alle],
        "telling": tel(inhoud.afspraken()),
        "vorige_telling": tel(list(inhoud.vorige_afspraken)),
        "adres": f"{settings.SITE_URL.rstrip('/')}{publicatie.get_absolute_url()}"
        if publicatie.nummer
        else "",
    }


def _is_breed(deel: Deel) -> bool:
    """Whether a table in it needs the page on its side."""
    if any(blok.grafiek is None and blok.breedte > MEESTE_KOLOMMEN + 2 for blok in deel.cijfers):
        return True
    return any(
        tabel.breedte > MEESTE_KOLOMMEN for hoofdstuk in deel.hoofdstukken for tabel in hoofdstuk.tabellen()
    )


def palet() -> Palet:
    """The same for the drawings in it."""
    return Palet.van_huisstijl({naam.replace("_", "-"): waarde for naam, waarde in kleuren().items()})


def kleuren() -> dict[str, str]:
    """The brand tokens of the municipality, with ours where it set none; keys with underscores for templates."""
    rij = Huisstijl.objects.first()
    tokens = {**STANDAARD, **(rij.kenmerken if rij else {})}
    return {naam.replace("-", "_"): waarde for naam, waarde in tokens.items()}
