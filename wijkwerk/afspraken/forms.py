"""The forms of an afspraak, one per step."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.formulieren import FormulierMixin, straks_nodig


class FilterForm(FormulierMixin, forms.Form):
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Open"), ("te-laat", "Te laat"), ("alle", "Alle"), *Afspraak.Stand.choices],
    )
    van = forms.ChoiceField(
        label="Van wie",
        required=False,
        choices=[("", "Van mij of mijn organisatie"), ("alle", "Alles wat ik mag zien")],
    )


class WeigerForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom kunt u dit niet doen?",
        help_text="Wie het vroeg krijgt uw reden te lezen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BijwerkForm(FormulierMixin, forms.Form):
    stand = forms.ChoiceField(
        label="Hoe gaat het?",
        choices=[
            (Afspraak.Stand.LOOPT, "Het loopt"),
            (Afspraak.Stand.KNELPUNT, "Er is een knelpunt"),
            (Afspraak.Stand.LATER, "Het wordt later"),
        ],
        widget=forms.RadioSelect,
    )
    tekst = forms.CharField(
        label="Toelichting",
        required=False,
        help_text="Bij een knelpunt of uitstel is een toelichting nodig.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    verwacht = forms.DateField(
        label="Wordt het later: wanneer is het dan klaar?",
        required=False,
        help_text="Wie het vroeg beslist of dit de nieuwe datum wordt.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class KlaarForm(FormulierMixin, forms.Form):
    """Whether the result must be told depends on where the afspraak came from: the step says so."""

    resultaat = forms.CharField(
        label="Wat is het resultaat?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["resultaat"])


class VerzetForm(FormulierMixin, forms.Form):
    uiterlijk = forms.DateField(
        label="Nieuwe datum", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reden = forms.CharField(label="Waarom wordt het later?", widget=forms.Textarea(attrs={"rows": 2}))


class VervalForm(FormulierMixin, forms.Form):
    reden = forms.CharField(label="Waarom vervalt de afspraak?", widget=forms.Textarea(attrs={"rows": 2}))


class BeoordeelForm(FormulierMixin, forms.Form):
    nagekomen = forms.ChoiceField(
        label="Is de afspraak nagekomen?", choices=Afspraak.Nagekomen.choices, widget=forms.RadioSelect
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        help_text="Nodig als de afspraak niet of maar deels is nagekomen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
