"""Planning an evaluation, writing what came of it, and finishing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from verantwoording.acties.evaluatie import Uitkomst
from verantwoording.models import Evaluatie, Evaluatiepunt
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak
from wijkwerk.profiel.rijen.volgen import Evaluatie as Evaluatierij
from wijkwerk.wijken.models import Partij

ZELF = "-"


class PlanForm(FormulierMixin, forms.Form):
    sleutel = forms.ChoiceField(label="Welke terugblik?")
    titel = forms.CharField(
        label="Naam", required=False, max_length=200, help_text="Nodig bij een terugblik van uzelf."
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Kies een soort"), *Evaluatie.Soort.choices],
        help_text="Nodig bij een terugblik van uzelf.",
    )
    gepland_op = forms.DateField(label="Wanneer is hij klaar?", widget=Datum)
    van = forms.DateField(label="Terugkijken vanaf", required=False, widget=Datum)
    tot = forms.DateField(label="Tot en met", required=False, widget=Datum)
    punten = forms.CharField(
        label="Aandachtspunten",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 4}),
        help_text="Op elke regel een punt. Bij een terugblik uit de lijst komen ze erbij.",
    )
    breedtes = {"gepland_op": "kort", "van": "kort", "tot": "kort"}

    def __init__(self, *args: Any, rijen: Sequence[Evaluatierij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["sleutel"]
        assert isinstance(keuze, forms.ChoiceField)
        keuze.choices = [*((rij.sleutel, rij.naam) for rij in rijen), (ZELF, "Een terugblik van uzelf")]

    def gegevens(self) -> dict[str, Any]:
        waarden = dict(self.cleaned_data)
        waarden["sleutel"] = "" if waarden["sleutel"] == ZELF else waarden["sleutel"]
        waarden["punten"] = waarden["punten"].splitlines()
        return waarden


class PuntenForm(FormulierMixin, forms.Form):
    """An outcome for each point, and the hours of each party where those are asked."""

    def __init__(
        self,
        *args: Any,
        punten: Iterable[Evaluatiepunt],
        partijen: Iterable[Partij],
        uren: Mapping[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._punten, self._partijen = list(punten), list(partijen)
        groepen: list[tuple[str, tuple[str, ...]]] = []
        for punt in self._punten:
            namen = (f"oordeel{punt.pk}", f"toelichting{punt.pk}")
            if punt.gemeten:
                label = f"Gemeten, in {punt.eenheid}" if punt.eenheid else "Gemeten"
                self.fields[namen[0]] = forms.DecimalField(
                    label=label, required=False, max_digits=12, decimal_places=2, initial=punt.waarde
                )
                self.breedtes = {**self.breedtes, namen[0]: "kort"}
            else:
                self.fields[namen[0]] = forms.ChoiceField(
                    label="Hoe gaat het?",
                    required=False,
                    choices=[("", "Nog geen oordeel"), *Evaluatiepunt.Oordeel.choices],
                    initial=punt.oordeel,
                )
            self.fields[namen[1]] = forms.CharField(
                label="Toelichting",
                required=False,
                max_length=2000,
                widget=GrootTekstvak(attrs={"rows": 2}),
                initial=punt.toelichting,
            )
            groepen.append((punt.naam, namen))
        for partij in self._partijen:
            naam = f"uren{partij.pk}"
            self.fields[naam] = forms.IntegerField(
                label=partij.naam, required=False, min_value=0, max_value=100_000, initial=uren.get(partij.pk)
            )
            self.breedtes = {**self.breedtes, naam: "kort"}
        if self._partijen:
            groepen.append(
                (
                    "Uren die zij er zelf aan kwijt waren",
                    tuple(f"uren{partij.pk}" for partij in self._partijen),
                )
            )
        self.groepen = groepen

    def uitkomsten(self) -> dict[int, Uitkomst]:
        uit = {}
        for punt in self._punten:
            waarde = self.cleaned_data[f"oordeel{punt.pk}"]
            uit[punt.pk] = Uitkomst(
                oordeel="" if punt.gemeten else waarde,
                waarde=waarde if punt.gemeten else None,
                toelichting=self.cleaned_data[f"toelichting{punt.pk}"],
            )
        return uit

    def uren(self) -> dict[int, int | None]:
        return {partij.pk: self.cleaned_data[f"uren{partij.pk}"] for partij in self._partijen}


class AfrondForm(FormulierMixin, forms.Form):
    uitkomst = forms.CharField(label="Wat kwam eruit?", max_length=8000, widget=GrootTekstvak)
    afgerond_op = forms.DateField(
        label="Wanneer was hij klaar?",
        widget=Datum,
        help_text="Vanaf deze dag telt de tijd tot de volgende keer.",
    )
    verslag = forms.URLField(
        label="Waar staat het verslag?", required=False, max_length=400, assume_scheme="https"
    )
    breedtes = {"afgerond_op": "kort"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["afgerond_op"].initial = timezone.localdate()
