"""The PDF of a publication, drawn from its frozen content alone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from wijkwerk.gemeente.models import Huisstijl
from wijkwerk.huisstijl import STANDAARD
from wijkwerk.pdf import html_naar_pdf
from wijkwerk.publicatie.inhoud import Inhoud, ontdooi
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.weergave import MEESTE_KOLOMMEN, Deel, delen, tel


def maak_document(publicatie: Publicatie) -> bytes:
    """Return the PDF; raises PdfNietMogelijk when this machine cannot make one."""
    context = document_context(publicatie, ontdooi(publicatie.inhoud))
    html = render_to_string("pdf/plan.html", context)
    stijl = render_to_string("pdf/stijl.css", {"kleur": kleuren()})
    return html_naar_pdf(html, stijlen=[stijl], mappen=[settings.BASE_DIR / "static"])


def document_context(publicatie: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    alle = delen(inhoud)
    return {
        "publicatie": publicatie,
        "inhoud": inhoud,
        "delen": [(deel, _is_breed(deel)) for deel in alle],
        "telling": tel(inhoud.afspraken()),
        "vorige_telling": tel(list(inhoud.vorige_afspraken)),
        "adres": f"{settings.SITE_URL.rstrip('/')}{publicatie.get_absolute_url()}",
    }


def _is_breed(deel: Deel) -> bool:
    """Whether a table in it needs the page on its side."""
    return any(
        tabel.breedte > MEESTE_KOLOMMEN for hoofdstuk in deel.hoofdstukken for tabel in hoofdstuk.tabellen()
    )


def kleuren() -> dict[str, str]:
    """The brand tokens of the municipality, with ours where it set none; keys with underscores for templates."""
    rij = Huisstijl.objects.first()
    tokens = {**STANDAARD, **(rij.kenmerken if rij else {})}
    return {naam.replace("-", "_"): waarde for naam, waarde in tokens.items()}
