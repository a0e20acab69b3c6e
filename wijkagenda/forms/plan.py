"""Starting a plan, and writing in it."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkagenda import velden
from wijkagenda.forms.velden import formulierveld
from wijkagenda.models import Plan, Planbron
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, SoortKnoppen, straks_nodig
from wijkwerk.wijken.models import Gebied


class StartForm(FormulierMixin, forms.Form):
    """`keuzes` are (vorm, naam, gebieden) that this person may start."""

    plan = forms.ChoiceField(label="Welk plan?", widget=SoortKnoppen)
    gebied = forms.ModelChoiceField(label="Waarvoor?", queryset=Gebied.objects.none(), empty_label="Kies")
    periode_van = forms.DateField(label="Vanaf welke dag geldt het?", widget=Datum())
    vorige_over = forms.BooleanField(
        label="Begin met de tekst en de open punten van de vorige versie, als die er is",
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, vormen: list[tuple[str, str]], gebieden: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze, gebied = self.fields["plan"], self.fields["gebied"]
        assert isinstance(keuze, forms.ChoiceField)
        assert isinstance(gebied, forms.ModelChoiceField)
        keuze.choices = vormen
        gebied.queryset = gebieden


class PlanForm(FormulierMixin, forms.Form):
    """Title, summary, period, and the fields that the profile asks of the plan itself."""

    titel = forms.CharField(label="Titel", max_length=300)
    samenvatting = forms.CharField(
        label="Samenvatting",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 4}),
        help_text="Twee of drie zinnen. Dit staat bovenaan de openbare pagina en op de eerste bladzijde van de PDF.",
    )
    periode_van = forms.DateField(label="Geldt vanaf", widget=Datum())
    periode_tot = forms.DateField(label="Tot en met", required=False, widget=Datum())
    besluit_gepland = forms.DateField(
        label="Wanneer wordt besloten?",
        required=False,
        widget=Datum(),
        help_text="Termijnen voor bijdragen tellen terug vanaf deze dag.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        begin = {
            "titel": plan.titel,
            "samenvatting": plan.samenvatting,
            "periode_van": plan.periode_van,
            "periode_tot": plan.periode_tot,
            "besluit_gepland": plan.besluit_gepland,
            "versie": plan.versie,
            **plan.velden,
        }
        super().__init__(*args, initial=begin, **kwargs)
        for veld in velden.planvelden(plan.profiel, plan.planvorm):
            self.fields[veld.sleutel] = formulierveld(veld, verplicht=False)
            if veld.verplicht:
                straks_nodig(self.fields[veld.sleutel])

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        van, tot = gegevens.get("periode_van"), gegevens.get("periode_tot")
        if van and tot and tot < van:
            self.add_error("periode_tot", "Het einde ligt voor het begin.")
        return gegevens

    def waarden(self) -> dict[str, Any]:
        """What goes into the action; fields of the profile as JSON keeps them."""
        vast = {"titel", "samenvatting", "periode_van", "periode_tot", "besluit_gepland"}
        los = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in vast | {"versie"}}
        return {naam: self.cleaned_data[naam] for naam in vast} | velden.als_json(los)


class SectieForm(FormulierMixin, forms.Form):
    tekst = forms.CharField(
        required=False,
        widget=GrootTekstvak(attrs={"rows": 12}),
        help_text="Schrijf kort en duidelijk. Noem functies en organisaties, geen namen van personen.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, naam: str, **kwargs: Any) -> None:
        """`naam` is that of the section."""
        super().__init__(*args, **kwargs)
        self.fields["tekst"].label = naam


class BronForm(FormulierMixin, forms.Form):
    soort = forms.ChoiceField(label="Wat voor bron?", choices=Planbron.Soort.choices)
    tekst = forms.CharField(
        label="Wat zegt de bron?",
        widget=GrootTekstvak(attrs={"rows": 3}),
        help_text="Geen namen van personen.",
    )
    herkomst = forms.CharField(label="Waar komt het vandaan?", max_length=200)
    datum = forms.DateField(label="Datum of peildatum", widget=Datum())
