"""The standpunt, and telling it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from adviezen.acties.standpunt import Orgaan, Weging
from adviezen.models import Standpunt
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, Keuzevakjes, straks_nodig


class StandpuntForm(FormulierMixin, forms.Form):
    adviezen = forms.MultipleChoiceField(
        label="Deze adviezen zijn gewogen", required=False, widget=Keuzevakjes
    )
    oordeel = forms.ChoiceField(
        label="Volgt de gemeente het advies?",
        required=False,
        choices=Standpunt.Oordeel,
        widget=forms.RadioSelect,
    )
    tekst = forms.CharField(label="Het standpunt", required=False, widget=GrootTekstvak(attrs={"rows": 6}))
    motivering = forms.CharField(
        label="Waarom wijkt u af?",
        help_text="Nodig als u het advies niet of niet helemaal volgt.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )
    alternatief = forms.CharField(
        label="Wat kan wel?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    vervolg = forms.CharField(
        label="Hoe gaat het verder?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    aanspreekpunt = forms.ChoiceField(
        label="Aanspreekpunt bij de gemeente",
        help_text="Bij wie bewoners terechtkunnen met vragen. Dit staat ook op de openbare pagina.",
        required=False,
    )
    aanspreekpunt_e_mail = forms.EmailField(
        label="E-mailadres van het aanspreekpunt",
        help_text="Een algemeen adres, niet dat van een persoon.",
        required=False,
    )
    orgaan = forms.ChoiceField(label="Wie bepaalde het standpunt?", required=False, widget=forms.RadioSelect)
    besloten_op = forms.DateField(label="Wanneer?", required=False, widget=Datum())
    kenmerk = forms.CharField(
        label="Kenmerk van het besluit",
        required=False,
        max_length=80,
        help_text="Nodig als een ander besloot.",
    )
    breedtes = {"besloten_op": "kort"}

    def __init__(
        self,
        *args: Any,
        adviezen: Sequence[tuple[str, str]],
        organen: Sequence[Orgaan],
        functies: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        keuzes = {
            "adviezen": list(adviezen),
            "orgaan": [(orgaan.sleutel, orgaan.naam.capitalize()) for orgaan in organen],
            "aanspreekpunt": [("", "Kies een functie"), *((naam, naam.capitalize()) for naam in functies)],
        }
        for naam, rij in keuzes.items():
            veld = self.fields[naam]
            assert isinstance(veld, forms.ChoiceField)
            veld.choices = rij
        for naam in ("adviezen", "oordeel", "tekst", "orgaan", "besloten_op"):
            straks_nodig(self.fields[naam])

    def weging(self) -> Weging:
        return Weging(**{naam: self.cleaned_data[naam] for naam in Weging.__dataclass_fields__})


class MededelingForm(FormulierMixin, forms.Form):
    anders = forms.CharField(
        label="Hoe vertelde u het aan wie geen bericht krijgt?",
        help_text="Alleen nodig als hierboven iemand staat die geen bericht krijgt.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
