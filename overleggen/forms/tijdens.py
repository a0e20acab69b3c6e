"""What is written at the meeting and after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from overleggen.forms.basis import ProfielveldenForm
from overleggen.models import Aantekening, Agendapunt, Overleg
from overleggen.velden import gevraagde_feiten, gevraagde_velden
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import FormulierMixin, SoortKnoppen, straks_nodig
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


class VaststelForm(BespreekForm):
    """The report of the last time is established, with remarks or without."""

    uitkomst = forms.CharField(
        label="Opmerkingen bij het verslag",
        required=False,
        help_text="Dit staat straks in het verslag van dit overleg. Het oude verslag verandert er niet door.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    besluit = None  # type: ignore[assignment]
    versie = None  # type: ignore[assignment]


class AantekeningForm(FormulierMixin, forms.Form):
    """One line of the minutes. In an open part it may be a question of a resident, without a name."""

    tekst = forms.CharField(label="Nieuwe aantekening", widget=forms.Textarea(attrs={"rows": 2}))
    soort = forms.ChoiceField(
        label="Wat is het?",
        choices=Aantekening.Soort.choices,
        initial=Aantekening.Soort.AANTEKENING,
        widget=SoortKnoppen,
    )
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, openbaar: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not openbaar:
            del self.fields["soort"]

    def keuze(self) -> dict[str, Any]:
        return {
            "tekst": self.cleaned_data["tekst"],
            "soort": self.cleaned_data.get("soort") or Aantekening.Soort.AANTEKENING,
            "client_id": self.cleaned_data["client_id"],
        }


class HerschrijfForm(FormulierMixin, forms.Form):
    """A line put right, and the answer that a resident got."""

    tekst = forms.CharField(
        label="Tekst",
        required=False,
        help_text="Maakt u het veld leeg, dan gaat de aantekening weg.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    antwoord = forms.CharField(
        label="Antwoord in het overleg", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, aantekening: Aantekening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if aantekening.is_vraag:
            self.fields["tekst"].label = "Vraag"
            self.fields["tekst"].help_text = "Zonder naam. Maakt u het veld leeg, dan gaat de vraag weg."
        else:
            del self.fields["antwoord"]


class TijdenForm(FormulierMixin, forms.Form):
    """The planned minutes of every point."""

    def __init__(
        self, *args: Any, punten: Iterable[tuple[Agendapunt, str, int | None]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for punt, titel, minuten in punten:
            self.fields[f"p{punt.pk}"] = forms.IntegerField(
                label=titel, required=False, min_value=1, max_value=600, initial=minuten
            )
            self.breedtes = {**self.breedtes, f"p{punt.pk}": "kort"}

    def minuten(self) -> dict[int, int | None]:
        return {int(naam[1:]): waarde for naam, waarde in self.cleaned_data.items()}


class TerugkoppelForm(FormulierMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat is het resultaat?",
        help_text="Zo hoorden de aanwezigen het.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AfspraakForm(EenmaligMixin, forms.Form):
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
    """What was wrong; and, when there is a public report, what everybody reads of it."""

    correctie = forms.CharField(label="Wat verbetert u?", widget=forms.Textarea(attrs={"rows": 4}))
    openbaar = forms.CharField(
        label="Wat leest iedereen daarover?",
        required=False,
        help_text="Bovenaan het openbare verslag: wat er veranderd is en waarom. Noem geen namen, en niets uit een "
        "besloten deel.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, heeft_openbaar: bool, gepubliceerd: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not heeft_openbaar:
            del self.fields["openbaar"]
        elif gepubliceerd:
            straks_nodig(self.fields["openbaar"])
