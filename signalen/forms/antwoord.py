"""Answering, extending, telling it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from signalen.acties import Oordeel
from signalen.forms.velden import StapForm, formulierveld
from signalen.meldsysteem.kijk import voorstel_van
from signalen.models import Antwoord, Melder, Signaal, Terugkoppeling
from signalen.regels import gevraagde_velden
from wijkwerk.formulieren import Datum, GrootTekstvak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.regels import Beoordeeld


class AntwoordForm(StapForm):
    """The fields of one kind of answer, those that rules want with it, and the criteria to judge."""

    def __init__(self, *args: Any, signaal: Signaal, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voorstel = voorstel_van(signaal)
        self.profiel = actief_profiel()
        self.soort = soort
        rij = self.profiel.antwoord(soort)
        themas = tuple(signaal.themas)
        self.sleutels: list[str] = []
        for veld in (*rij.velden, *gevraagde_velden(self.profiel, "beantwoorden", signaal.soort, themas)):
            if veld.sleutel not in self.fields:
                self.fields[veld.sleutel] = formulierveld(veld, self.profiel, signaal)
                self.sleutels.append(veld.sleutel)
        self.criteria: list[tuple[str, str]] = []
        for regel in self.profiel.regels_bij(
            "signaal", "beantwoorden", soort_sleutel=signaal.soort, themas=themas
        ):
            if isinstance(regel, Beoordeeld) and regel.als in {"", rij.uitkomst}:
                self._zet_oordeel(regel.oordeel)
        self.fields["soort"] = forms.CharField(widget=forms.HiddenInput, initial=soort)
        self._stel_voor()

    def _stel_voor(self) -> None:
        """What the meldsysteem answered stands in the first field for words; the owner says what it becomes."""
        grote = [veld for veld in self.fields.values() if isinstance(veld.widget, GrootTekstvak)]
        if self.voorstel and grote:
            grote[0].initial = self.voorstel
            grote[0].help_text = "Dit antwoordde het meldsysteem. Pas het aan waar dat nodig is."

    def _zet_oordeel(self, sleutel: str) -> None:
        for criterium in self.profiel.oordeel(sleutel).criteria:
            self.criteria.append((sleutel, criterium.sleutel))
            self.fields[criterium.sleutel] = forms.ChoiceField(
                label=criterium.naam, choices=[("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect
            )

    def velden(self) -> dict[str, Any]:
        return {sleutel: self.cleaned_data.get(sleutel) for sleutel in self.sleutels}

    def oordelen(self) -> list[Oordeel]:
        return [
            Oordeel(oordeel, criterium, ja=self.cleaned_data[criterium] == "ja")
            for oordeel, criterium in self.criteria
            if self.cleaned_data.get(criterium)
        ]


class VerlengForm(StapForm):
    datum = forms.DateField(label="Nieuwe datum voor het definitieve antwoord", widget=Datum)
    reden = forms.CharField(label="Waarom duurt het langer?", widget=GrootTekstvak({"rows": 3}))

    def __init__(self, *args: Any, antwoord: Antwoord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if antwoord.verlengingen:
            keer = "1 keer" if antwoord.verlengingen == 1 else f"{antwoord.verlengingen} keer"
            self.fields["reden"].help_text = f"Dit antwoord is al {keer} uitgesteld."


class TerugkoppelForm(StapForm):
    aan = forms.ChoiceField(label="Aan wie is het antwoord verteld?", widget=forms.RadioSelect)
    wijze = forms.ChoiceField(label="Hoe hoort de melder het?", required=False, widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Toelichting",
        required=False,
        widget=GrootTekstvak({"rows": 2}),
        help_text="Nodig als terugkoppelen niet kan.",
    )

    def __init__(self, *args: Any, nodig: Sequence[str], melder: Melder | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aan, wijze = self.fields["aan"], self.fields["wijze"]
        assert isinstance(aan, forms.ChoiceField)
        assert isinstance(wijze, forms.ChoiceField)
        keuzes = list(Terugkoppeling.Aan.choices)
        if melder is not None and melder.terugkoppeling_gewenst:
            keuzes = [keuze for keuze in keuzes if keuze[0] != Terugkoppeling.Aan.NIET_GEWENST]
        if "overleg" not in nodig:
            keuzes = [keuze for keuze in keuzes if keuze[0] != Terugkoppeling.Aan.OVERLEG]
        aan.choices = keuzes
        aan.initial = nodig[0] if nodig else None
        wijze.choices = [("gesproken", "In een gesprek")]
        if melder is not None and melder.e_mail_kenmerk:
            wijze.choices = [("mail", "Per e-mail: Wijkwerk verstuurt het antwoord"), *wijze.choices]
        wijze.initial = wijze.choices[0][0]
