"""What is written down about a path, and who takes part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from participatie.acties.maken import Inhoud
from participatie.models import Betrokkene, Traject
from participatie.regels import instellingen
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak, Keuzevakjes, straks_nodig
from wijkwerk.wijken.models import Gebied, Partij

Keuzes = list[tuple[str, str]]


def keuzes(woorden: tuple[str, ...], nu: str = "", leeg: str = "Nog niet bekend") -> Keuzes:
    """The words of the profile as choices; what was chosen before stays one, also when the profile dropped it."""
    alle = [*woorden, *([nu] if nu and nu not in woorden else [])]
    return [("", leeg), *((woord, hoofdletter(woord)) for woord in alle)]


class TrajectForm(FormulierMixin, forms.Form):
    titel = forms.CharField(label="Naam van het traject", max_length=200, required=False)
    doel = forms.CharField(
        label="Wat wilt u met participatie bereiken?",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    waarover = forms.CharField(
        label="Waarover kunnen mensen meepraten?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    kaders = forms.CharField(
        label="Wat staat al vast?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    terugkoppeling = forms.CharField(
        label="Hoe en wanneer horen mensen wat er met hun inbreng is gedaan?",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    instrumenten = forms.MultipleChoiceField(label="Hoe doen mensen mee?", required=False, widget=Keuzevakjes)
    budget = forms.DecimalField(
        label="Budget voor participatie", required=False, min_value=0, max_digits=12, decimal_places=2
    )
    groot = forms.BooleanField(label="Dit is een groot project", required=False)
    formele_inspraak = forms.BooleanField(label="Er hoort een formele inspraakprocedure bij", required=False)
    breedtes = {"budget": "kort"}

    def __init__(self, *args: Any, gekozen: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alle = dict.fromkeys([*instellingen().instrumenten, *gekozen])
        veld = self.fields["instrumenten"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = [(woord, hoofdletter(woord)) for woord in alle]
        if not alle:
            del self.fields["instrumenten"]
        straks_nodig(self.fields["titel"])

    def inhoud(self) -> Inhoud:
        schoon = {**self.cleaned_data, "instrumenten": tuple(self.cleaned_data.get("instrumenten", ()))}
        return Inhoud(**{naam: schoon[naam] for naam in Inhoud.__dataclass_fields__})


def begin_van(traject: Traject) -> dict[str, Any]:
    return {naam: getattr(traject, naam) for naam in Inhoud.__dataclass_fields__}


class NieuwForm(EenmaligMixin, TrajectForm):
    gebied = forms.ModelChoiceField(
        label="Voor welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    field_order = ["gebied", "titel"]

    def __init__(self, *args: Any, gebieden: QuerySet[Gebied], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gebied = self.fields["gebied"]
        assert isinstance(gebied, forms.ModelChoiceField)
        gebied.queryset = gebieden


class BetrokkeneForm(FormulierMixin, forms.Form):
    """What is not known yet may stay open until the decision."""

    partij = forms.ModelChoiceField(
        label="Partij", queryset=Partij.objects.none(), required=False, empty_label="Een groep, geen partij"
    )
    groep = forms.CharField(
        label="Of een groep",
        help_text="Bijvoorbeeld: omwonenden, ondernemers in de straat. Geen namen van mensen.",
        max_length=160,
        required=False,
    )
    rol = forms.ChoiceField(label="Rol in dit traject", required=False)
    trede = forms.ChoiceField(label="Mate van invloed", required=False)
    moment = forms.CharField(
        label="Wanneer doen zij mee?",
        help_text="Bijvoorbeeld: bij het eerste ontwerp, in maart.",
        max_length=200,
        required=False,
    )
    waarover = forms.CharField(
        label="Waarover praten zij mee?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    raadpleegt = forms.ChoiceField(
        label="Wie vraagt hun achterban?",
        required=False,
        choices=[("", "Nog niet bekend"), *Betrokkene.Raadpleegt.choices],
    )

    def __init__(
        self, *args: Any, partijen: QuerySet[Partij], rol: str = "", trede: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        partij = self.fields["partij"]
        assert isinstance(partij, forms.ModelChoiceField)
        partij.queryset = partijen
        for naam, woorden, nu in (
            ("rol", instellingen().rollen, rol),
            ("trede", instellingen().ladder, trede),
        ):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ChoiceField)
            veld.choices = keuzes(woorden, nu)
            if len(veld.choices) == 1:
                del self.fields[naam]
