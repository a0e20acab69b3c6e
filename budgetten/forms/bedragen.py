"""The amounts of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from budgetten.acties import Verdeling
from budgetten.forms.aanvraag import geldveld
from budgetten.inwoners import Voorstel
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied, Partij


def jaarveld() -> forms.IntegerField:
    return forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)


class BedragForm(FormulierMixin, forms.Form):
    budget = forms.ChoiceField(label="Welk budget?")
    jaar = jaarveld()
    gebied = forms.ModelChoiceField(
        label="Voor welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    partij = forms.ModelChoiceField(
        label="Voor wie?",
        queryset=Partij.objects.none(),
        required=False,
        empty_label="Voor het hele gebied",
        help_text="Alleen als het geld van één organisatie of orgaan is.",
    )
    bedrag = forms.DecimalField(label="Bedrag (in euro)", max_digits=12, decimal_places=2, min_value=0)
    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=2000, widget=GrootTekstvak(attrs={"rows": 2})
    )
    breedtes = {"jaar": "kort", "bedrag": "kort"}

    def __init__(
        self,
        *args: Any,
        budgetten: Sequence[Budget],
        gebieden: QuerySet[Gebied],
        partijen: QuerySet[Partij],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        budget, gebied, partij = self.fields["budget"], self.fields["gebied"], self.fields["partij"]
        assert isinstance(budget, forms.ChoiceField)
        assert isinstance(gebied, forms.ModelChoiceField)
        assert isinstance(partij, forms.ModelChoiceField)
        budget.choices = [(rij.sleutel, rij.naam) for rij in budgetten]
        gebied.queryset, partij.queryset = gebieden, partijen
        self.fields["jaar"].initial = timezone.localdate().year


class VerdeelForm(FormulierMixin, forms.Form):
    """An amount over areas: one field for the inhabitants of each."""

    totaal = geldveld("Bedrag om te verdelen (in euro)")
    jaar = jaarveld()
    bron = forms.CharField(
        label="Waar komen de aantallen vandaan?",
        help_text="Bijvoorbeeld: CBS, kerncijfers wijken en buurten 2026.",
        required=False,
        max_length=120,
    )
    zonder_cijfer_niet = forms.BooleanField(
        label="Gebieden zonder aantal krijgen geen deel",
        required=False,
        help_text="Zonder dit vinkje verdelen wij pas als van elk gebied het aantal bekend is.",
    )

    def __init__(
        self,
        *args: Any,
        gebieden: Sequence[Gebied],
        bekend: Mapping[int, tuple[int, int]],
        voorstel: Mapping[int, Voorstel],
        **kwargs: Any,
    ) -> None:
        """`bekend`: what somebody confirmed before, as (year, number); a newer figure of the CBS is proposed instead."""
        super().__init__(*args, **kwargs)
        self.waar = {f"inwoners_{rij.pk}": rij for rij in gebieden}
        self.fields["jaar"].initial = timezone.localdate().year
        nieuwer = {pk: rij for pk, rij in voorstel.items() if pk not in bekend or rij.jaar > bekend[pk][0]}
        if herkomst := sorted({rij.herkomst for rij in nieuwer.values()}):
            self.fields["bron"].initial = "; ".join(herkomst)[:120]
        for naam, rij in self.waar.items():
            self.fields[naam] = forms.IntegerField(
                label=f"Inwoners van {rij.naam}",
                required=False,
                min_value=0,
                max_value=10000000,
                initial=nieuwer[rij.pk].aantal if rij.pk in nieuwer else bekend.get(rij.pk, (0, None))[1],
                help_text=f"Voorstel: {nieuwer[rij.pk].herkomst}. Kijk het na." if rij.pk in nieuwer else "",
            )
        self.groepen = (("Aantal inwoners", [*self.waar]),)
        self.breedtes = {"totaal": "kort", "jaar": "kort", **dict.fromkeys(self.waar, "kort")}
        for naam in ("totaal", "bron", *self.waar):
            straks_nodig(self.fields[naam])

    def verdeling(self) -> Verdeling:
        schoon = self.cleaned_data
        return Verdeling(
            totaal=schoon["totaal"] or Decimal(0),
            jaar=schoon["jaar"],
            inwoners={rij: schoon[naam] for naam, rij in self.waar.items()},
            bron=schoon["bron"],
            zonder_cijfer_niet=schoon["zonder_cijfer_niet"],
        )


class VergoedingForm(EenmaligMixin, forms.Form):
    functie = forms.CharField(label="Voor welke functie?", max_length=120, required=False)
    bedrag = forms.DecimalField(label="Bedrag (in euro)", max_digits=10, decimal_places=2, min_value=0)
    van = forms.DateField(label="Van", widget=Datum())
    tot = forms.DateField(label="Tot en met", widget=Datum())
    breedtes = {"bedrag": "kort", "van": "kort", "tot": "kort"}

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if budget.categorieen:
            keuzes = [("", "Kies"), *((naam, hoofdletter(naam)) for naam in budget.categorieen)]
            self.fields["functie"] = forms.ChoiceField(
                label="Voor welke functie?", required=False, choices=keuzes
            )
        straks_nodig(self.fields["functie"])
