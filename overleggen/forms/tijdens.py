"""What is written at the meeting and after it."""

from __future__ import annotations

from typing import Any

from django import forms

from overleggen.forms.basis import ProfielveldenForm
from overleggen.models import Overleg
from overleggen.velden import gevraagde_feiten, gevraagde_velden
from wijkwerk.formulieren import FormulierMixin, SoortKnoppen
from wijkwerk.gebruikers.keuze import HouderKeuze
from wijkwerk.profielvelden import JA_NEE
from wijkwerk.wijken.models import Gebied


class BespreekForm(ProfielveldenForm):
    """What came of a point. `versie` is the one on this screen."""

    uitkomst = forms.CharField(label="Uitkomst", widget=forms.Textarea(attrs={"rows": 3}))
    besluit = forms.CharField(label="Besluit", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, overleg: Overleg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feiten = gevraagde_feiten(overleg, "bespreken")
        for feit, vraag in self.feiten:
            self.fields[feit] = forms.ChoiceField(
                label=vraag, required=False, choices=JA_NEE, widget=SoortKnoppen
            )
        self.vraag(gevraagde_velden(overleg, "bespreken"))

    def gegevens(self) -> dict[str, Any]:
        return super().gegevens() | {
            feit: self.cleaned_data[feit] for feit, _ in self.feiten if self.cleaned_data[feit]
        }


class TerugkoppelForm(FormulierMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat is het resultaat?",
        help_text="Zo hoorden de aanwezigen het.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AfspraakForm(FormulierMixin, forms.Form):
    wat = forms.CharField(label="Wat wordt er gedaan?", max_length=300)
    houder = HouderKeuze(label="Wie doet het?")
    uiterlijk = forms.DateField(label="Uiterlijk wanneer?")
    toegezegd = forms.BooleanField(
        label="De uitvoerder zit aan tafel en zegt het toe",
        required=False,
        initial=True,
        help_text="Zonder vinkje krijgt de uitvoerder de vraag, en kan die weigeren.",
    )

    breedtes = {"uiterlijk": "kort"}

    def __init__(self, *args: Any, gebied: Gebied, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["houder"]
        assert isinstance(keuze, HouderKeuze)
        keuze.kies_uit([gebied])


class CorrectieForm(FormulierMixin, forms.Form):
    correctie = forms.CharField(label="Wat verbetert u?", widget=forms.Textarea(attrs={"rows": 4}))
