"""Figures and stories under a finding, what people say of it, and the figure that a goal moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from wijkagenda.models import Doelmeting, Herkenning
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak

Keuzes = Sequence[tuple[str, str]]
HELE_PLAN = ("", "Het hele plan")


def _zet(veld: forms.Field, keuzes: Sequence[Any]) -> None:
    assert isinstance(veld, forms.ChoiceField)
    veld.choices = list(keuzes)


class CijferForm(FormulierMixin, forms.Form):
    """`perioden` are (key, words), the newest first; without a choice the newest that has a number is taken."""

    maat = forms.ChoiceField(label="Welk cijfer?")
    periode = forms.ChoiceField(
        label="Van wanneer?", required=False, help_text="Laat dit staan voor het nieuwste cijfer."
    )
    bij = forms.ChoiceField(label="Waar hoort dit bij?", required=False)

    def __init__(
        self, *args: Any, maten: Sequence[Any], perioden: Keuzes, bij: Keuzes, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _zet(self.fields["maat"], [("", "Kies"), *maten])
        _zet(self.fields["periode"], [("", "Het nieuwste"), *perioden])
        _zet(self.fields["bij"], [HELE_PLAN, *bij])


class VerhaalForm(EenmaligMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat is er verteld?",
        widget=GrootTekstvak(attrs={"rows": 5}),
        help_text="Geen namen, telefoonnummers of adressen. Ook niet van wie het vertelde.",
    )
    verteld_door = forms.ChoiceField(label="Wie vertelde het?")
    datum = forms.DateField(label="Wanneer?", widget=Datum())
    bij = forms.ChoiceField(label="Waar hoort dit bij?", required=False)

    def __init__(self, *args: Any, vertellers: Sequence[str], bij: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _zet(self.fields["verteld_door"], [("", "Kies"), *((naam, naam.capitalize()) for naam in vertellers)])
        _zet(self.fields["bij"], [HELE_PLAN, *bij])
        self.fields["datum"].initial = timezone.localdate


class VergelijkForm(FormulierMixin, forms.Form):
    maat = forms.ChoiceField(label="Cijfer")

    def __init__(self, *args: Any, maten: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _zet(self.fields["maat"], maten)


class HerkenningForm(EenmaligMixin, forms.Form):
    """`plekken`: meetings and surveys of late, as (kind:id, name)."""

    uitkomst = forms.ChoiceField(
        label="Herkennen zij dit?", choices=Herkenning.Uitkomst.choices, widget=forms.RadioSelect
    )
    groep = forms.ChoiceField(label="Wie hebt u het gevraagd?")
    datum = forms.DateField(label="Wanneer?", widget=Datum())
    plek = forms.ChoiceField(label="Bij welke bijeenkomst of peiling?", required=False)
    aanvulling = forms.CharField(
        label="Wat vullen zij aan, of wat herkennen zij niet?",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
        help_text="Geen namen van personen.",
    )

    def __init__(self, *args: Any, groepen: Sequence[str], plekken: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _zet(self.fields["groep"], [("", "Kies"), *((naam, naam.capitalize()) for naam in groepen)])
        _zet(self.fields["plek"], [("", "Geen van deze"), *plekken])
        self.fields["datum"].initial = timezone.localdate


class MetingForm(FormulierMixin, forms.Form):
    maat = forms.ChoiceField(label="Welk cijfer wil dit doel veranderen?")
    periode = forms.ChoiceField(
        label="Waar begint het?", required=False, help_text="Laat dit staan voor het nieuwste cijfer."
    )
    wens = forms.ChoiceField(
        label="Waar moet het heen?", choices=Doelmeting.Wens.choices, widget=forms.RadioSelect
    )
    streef = forms.DecimalField(
        label="Tot welk getal?",
        required=False,
        localize=True,
        max_digits=18,
        decimal_places=4,
        help_text="Mag leeg blijven. Dan telt alleen of het de goede kant op gaat.",
    )

    def __init__(self, *args: Any, maten: Sequence[Any], perioden: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _zet(self.fields["maat"], [("", "Kies"), *maten])
        _zet(self.fields["periode"], [("", "Het nieuwste"), *perioden])
