"""Hearing, deciding, ticking a step, being done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from participatie.acties.besluit import Orgaan
from participatie.regels import instellingen
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig


class VraagForm(FormulierMixin, forms.Form):
    uiterlijk = forms.DateField(label="Advies uiterlijk op", required=False, widget=Datum())
    breedtes = {"uiterlijk": "kort"}


class RaadForm(FormulierMixin, forms.Form):
    akkoord = forms.ChoiceField(
        label="Past dit traject?",
        choices=[("ja", "Ja, zo kan het"), ("nee", "Nee, ik adviseer iets anders")],
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(label="Uw advies", required=False, widget=GrootTekstvak(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["toelichting"])


class BesluitForm(FormulierMixin, forms.Form):
    orgaan = forms.ChoiceField(label="Wie besloot?", required=False, widget=forms.RadioSelect)
    besloten_op = forms.DateField(label="Wanneer?", required=False, widget=Datum())
    kenmerk = forms.CharField(
        label="Kenmerk van het besluit",
        help_text="Nodig als een ander besloot.",
        max_length=80,
        required=False,
    )
    breedtes = {"besloten_op": "kort"}

    def __init__(self, *args: Any, organen: Sequence[Orgaan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["orgaan"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [(orgaan.sleutel, hoofdletter(orgaan.naam)) for orgaan in organen]
        for naam in ("orgaan", "besloten_op"):
            straks_nodig(self.fields[naam])


class ProtocolForm(FormulierMixin, forms.Form):
    protocol = forms.ChoiceField(label="Protocol", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["protocol"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            *((rij.sleutel, hoofdletter(rij.naam)) for rij in instellingen().protocollen),
            ("", "Geen protocol: dit traject is maatwerk"),
        ]


class StapForm(FormulierMixin, forms.Form):
    gedaan_op = forms.DateField(label="Gedaan op", required=False, widget=Datum())
    overgeslagen = forms.CharField(
        label="Of: waarom slaat u deze stap over?",
        help_text="Maak de datum dan leeg.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 2}),
    )
    breedtes = {"gedaan_op": "kort"}


class AfrondForm(FormulierMixin, forms.Form):
    resultaat = forms.CharField(
        label="Wat is het resultaat?",
        help_text="Wie meedeed leest dit.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["resultaat"])
