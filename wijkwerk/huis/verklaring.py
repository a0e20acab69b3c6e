"""The statement of destruction: what was destroyed, on which basis and day, by whose decision; kept for ever."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from wijkwerk.archief import SELECTIELIJST
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.pdf import html_naar_pdf
from wijkwerk.publicatie.document import kleuren
from wijkwerk.regels.models import Vernietigingslijst


def verklaring_context(lijst: Vernietigingslijst) -> dict[str, Any]:
    """What page and PDF both show: the rows in three heaps."""
    regels = list(lijst.regels.select_related("eraf_door"))
    return {
        "lijst": lijst,
        "op_lijst": [rij for rij in regels if not rij.eraf_op and not rij.overgeslagen_op],
        "overgeslagen": [rij for rij in regels if rij.overgeslagen_op],
        "eraf": [rij for rij in regels if rij.eraf_op],
        "selectielijst": SELECTIELIJST,
        "gemeentenaam": actief_profiel().gemeente.naam,
    }


def maak_verklaring(lijst: Vernietigingslijst) -> bytes:
    """Return the PDF; raises PdfNietMogelijk when this machine cannot make one."""
    html = render_to_string("pdf/verklaring.html", verklaring_context(lijst))
    stijl = render_to_string("pdf/stijl.css", {"kleur": kleuren()})
    return html_naar_pdf(html, stijlen=[stijl], mappen=[settings.BASE_DIR / "static"])
