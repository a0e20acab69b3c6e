"""Asking money: the fields that every budget has, with those marked that its rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from budgetten.acties import Inhoud
from budgetten.regels import gevraagd, motiveert_buiten_categorie
from budgetten.wie import Namens
from wijkagenda.models import Planitem
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]


def geldveld(label: str, hulp: str = "") -> forms.DecimalField:
    """An amount as the Dutch write it; the action says what is wrong with it."""
    return forms.DecimalField(
        label=label, help_text=hulp, required=False, max_digits=12, decimal_places=2, min_value=0
    )


class Puntkeuze(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Topics of plans, each with its plan."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.plan.titel}: {obj}"


class AanvraagForm(EenmaligMixin, FormulierMixin, forms.Form):
    namens = forms.ChoiceField(label="Wie vraagt dit aan?", widget=forms.RadioSelect)
    gebied = forms.ModelChoiceField(
        label="Voor welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    titel = forms.CharField(label="Wat wilt u doen?", max_length=200, required=False)
    doel = forms.CharField(
        label="Waarvoor is het?",
        help_text="Wat wordt er beter in de buurt? Noem geen namen van andere mensen.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )
    voor_wie = forms.CharField(
        label="Voor wie is het?", required=False, widget=GrootTekstvak(attrs={"rows": 2})
    )
    bedrag = geldveld(
        "Hoeveel geld vraagt u? (in euro)", "Vraagt u geen geld maar hulp of materiaal? Vul dan 0 in."
    )
    eigen_bijdrage = geldveld("Hoeveel betaalt u zelf? (in euro)")
    begroting = forms.CharField(
        label="Hoe is het bedrag opgebouwd?",
        help_text="Eén post per regel. Bijvoorbeeld: tien plantenbakken, 400 euro.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    categorie = forms.ChoiceField(label="Waar is het geld voor?", required=False)
    reden = forms.CharField(
        label="Waarom past het toch bij dit budget?",
        help_text="Alleen nodig als het bij geen van de soorten hoort.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 2}),
    )
    eigen_inbreng = forms.CharField(
        label="Wat doen bewoners zelf?",
        help_text="Wat bewoners doen in ruil voor het geld, of hoe zij meedoen.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    uitvoering_door_bewoners = forms.ChoiceField(
        label="Voeren bewoners het zelf uit?", required=False, choices=JA_NEE, widget=forms.RadioSelect
    )
    draagvlak = forms.CharField(
        label="Wie in de buurt steunt dit?",
        help_text="Bijvoorbeeld hoeveel bewoners meededen aan een avond. Noem geen namen.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 2}),
    )
    planitem = Puntkeuze(
        label="Bij welk onderwerp uit een plan hoort het?",
        queryset=Planitem.objects.none(),
        required=False,
        empty_label="Het staat niet in een plan",
    )
    startdatum = forms.DateField(label="Wanneer begint het?", required=False, widget=Datum())
    einddatum = forms.DateField(label="Wanneer is het klaar?", required=False, widget=Datum())
    breedtes = {"bedrag": "kort", "eigen_bijdrage": "kort", "startdatum": "kort", "einddatum": "kort"}

    def __init__(
        self,
        *args: Any,
        budget: Budget,
        namens: Iterable[Namens],
        gebieden: Sequence[Gebied],
        punten: Any,
        moet_plan: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        wie, gebied, soort = self.fields["namens"], self.fields["gebied"], self.fields["categorie"]
        punt = self.fields["planitem"]
        assert isinstance(wie, forms.ChoiceField)
        assert isinstance(gebied, forms.ModelChoiceField)
        assert isinstance(soort, forms.ChoiceField)
        assert isinstance(punt, forms.ModelChoiceField)
        wie.choices = [(rij.sleutel, rij.naam) for rij in namens]
        gebied.queryset = Gebied.objects.filter(pk__in=[rij.pk for rij in gebieden]).order_by("naam")
        punt.queryset = punten
        soort.choices = _categorieen(budget)
        if len(soort.choices) == 1:
            del self.fields["categorie"]
        if not motiveert_buiten_categorie(budget):
            del self.fields["reden"]
        nodig = {"titel", "doel", "bedrag", *gevraagd(budget, "indienen")}
        if budget.categorieen and "reden" not in self.fields:
            nodig.add("categorie")
        if moet_plan:
            nodig.add("planitem")
            punt.empty_label = "Kies een onderwerp"
        for naam in nodig & set(self.fields):
            straks_nodig(self.fields[naam])

    def inhoud(self) -> Inhoud:
        schoon = {
            naam: self.cleaned_data[naam] for naam in Inhoud.__dataclass_fields__ if naam in self.cleaned_data
        }
        zelf = schoon.get("uitvoering_door_bewoners")
        schoon["uitvoering_door_bewoners"] = {"ja": True, "nee": False}.get(zelf or "")
        return Inhoud(**schoon)


def _categorieen(budget: Budget) -> list[tuple[str, str]]:
    """Also what is excluded: who chooses that reads at once that it cannot be asked here."""
    leeg = (
        "Kies een soort" if budget.categorieen and not motiveert_buiten_categorie(budget) else "Iets anders"
    )
    return [
        ("", leeg),
        *((naam, hoofdletter(naam)) for naam in budget.categorieen),
        *((naam, f"{hoofdletter(naam)} (kan niet uit dit budget)") for naam in budget.uitgesloten),
    ]
