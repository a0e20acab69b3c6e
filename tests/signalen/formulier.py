"""Fill any form as somebody would who accepts what it proposes, whatever a profile puts in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

# Far enough for the day of a definite answer to move on.
LATER = 400


def vul_in(form: forms.BaseForm) -> dict[str, Any]:
    """Return what a browser would send: what stands in it already, and something valid where nothing does."""
    gegevens = {naam: _waarde(form, naam, veld) for naam, veld in form.fields.items()}
    return {form.add_prefix(naam): waarde for naam, waarde in gegevens.items() if waarde not in (None, "")}


def _waarde(form: forms.BaseForm, naam: str, veld: forms.Field) -> Any:
    staat_er = form[naam].value()
    if isinstance(veld, forms.BooleanField):
        return "on" if staat_er else None
    if isinstance(veld, forms.DateField) and not isinstance(staat_er, date):
        return (timezone.localdate() + timedelta(days=LATER)).isoformat()
    if isinstance(staat_er, date):
        return staat_er.isoformat()
    if staat_er not in (None, "", []):
        return staat_er
    return _verzin(veld)


def _verzin(veld: forms.Field) -> Any:
    if isinstance(veld, forms.ModelChoiceField):
        rijen: Any = veld.queryset
        eerste = [rij.pk for rij in rijen[:1]]
        return eerste if isinstance(veld, forms.ModelMultipleChoiceField) else next(iter(eerste), None)
    if isinstance(veld, forms.ChoiceField):
        keuze = next((waarde for waarde in _keuzes(veld) if waarde not in (None, "")), None)
        return [keuze] if keuze and isinstance(veld, forms.MultipleChoiceField) else keuze
    if isinstance(veld, forms.DecimalField | forms.IntegerField):
        return 3
    if isinstance(veld, forms.EmailField):
        return "iemand@voorbeeld.example"
    return "Zo." if isinstance(veld, forms.CharField) else None


def _keuzes(veld: forms.ChoiceField) -> list[Any]:
    rijen: list[Any] = []
    keuzes: Any = veld.choices
    for waarde, naam in keuzes:
        rijen += [sub for sub, _ in naam] if isinstance(naam, list | tuple) else [waarde]
    return rijen
