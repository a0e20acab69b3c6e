"""A plan as a file for a word processor, to go with the advice to who decides."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format

from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.models import Plan
from wijkwerk.publicatie.service import docx_van_inhoud


def docx_van_plan(plan: Plan) -> bytes:
    """Return it as it is now: the words that a publication would freeze, so functions and no names."""
    voordracht = ""
    if plan.vastgesteld_op is None:
        voordracht = "Nog niet vastgesteld"
        if plan.voorgedragen_op:
            dag = date_format(timezone.localdate(plan.voorgedragen_op), "j F Y")
            voordracht = f"Voorgedragen op {dag}, nog niet vastgesteld"
    return docx_van_inhoud(maak_inhoud(plan), voordracht=voordracht)
