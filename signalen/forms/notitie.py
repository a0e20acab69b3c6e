"""Writing a beleidsnotitie."""

from __future__ import annotations

from django import forms

from signalen.forms.velden import StapForm
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import GrootTekstvak


class NotitieForm(EenmaligMixin, StapForm):
    titel = forms.CharField(label="Naam van de notitie", max_length=160)
    speelt = forms.CharField(
        label="Wat speelt er?",
        help_text="In uw eigen woorden, zonder namen, adressen en nummers van mensen.",
        widget=GrootTekstvak({"rows": 8}),
    )
    vraag = forms.CharField(
        label="Wat vraagt u van het beleid of het bestuur?", required=False, widget=GrootTekstvak({"rows": 4})
    )
    geen_namen = forms.BooleanField(
        label="Er staan geen namen van mensen in",
        required=False,
        help_text="Alleen nodig als Wijkwerk denkt dat iets een naam is.",
    )
