"""Answering, extending, telling it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from signalen.acties import Oordeel
from signalen.forms.velden import StapForm, formulierveld
from signalen.meldsysteem.kijk import voorstel_van
from signalen.models import Antwoord, Melder, Signaal, Terugkoppeling
from signalen.regels import gevraagde_velden
from wijkwerk.formulieren import Datum, GrootTekstvak
from wijkwerk.formulieren import Klacht as FormulierKlacht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.regels import Beoordeeld
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import Klacht


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
        self.criteria: dict[str, tuple[str, str]] = {}
        self.geoordeeld = {(rij.oordeel, rij.criterium): rij.ja for rij in Beoordeling.objects.bij(signaal)}
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
        """Each criterion, as it was judged before; an answer may have a field of the same name (Bergen: planning)."""
        oordeel = self.profiel.oordeel(sleutel)
        for criterium in oordeel.criteria:
            naam = f"oordeel-{criterium.sleutel}"
            eerder = self.geoordeeld.get((sleutel, criterium.sleutel))
            self.criteria[naam] = (sleutel, criterium.sleutel)
            self.fields[naam] = forms.ChoiceField(
                label=f"{oordeel.naam}: {criterium.naam}",
                choices=[("ja", "Ja"), ("nee", "Nee")],
                initial=None if eerder is None else "ja" if eerder else "nee",
                widget=forms.RadioSelect,
            )

    def neem_klachten_over(self, klachten: Iterable[FormulierKlacht]) -> None:
        """A rule names the criterion: the complaint stands at its field."""
        namen = {criterium: naam for naam, (_, criterium) in self.criteria.items()}
        super().neem_klachten_over(
            replace(klacht, veld=namen[klacht.veld])
            if isinstance(klacht, Klacht) and klacht.veld in namen and klacht.veld not in self.sleutels
            else klacht
            for klacht in klachten
        )

    def velden(self) -> dict[str, Any]:
        return {sleutel: self.cleaned_data.get(sleutel) for sleutel in self.sleutels}

    def oordelen(self) -> list[Oordeel]:
        """What is judged now; what was judged the same before keeps who did, and why."""
        gekozen = {wat: self.cleaned_data.get(naam) for naam, wat in self.criteria.items()}
        return [
            Oordeel(*wat, ja=keuze == "ja")
            for wat, keuze in gekozen.items()
            if keuze and self.geoordeeld.get(wat) is not (keuze == "ja")
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
