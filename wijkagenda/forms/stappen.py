"""Contributions, consent and decisions."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkagenda.forms.velden import JA_NEE, formulierveld
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.profiel import Veld


class RedenForm(FormulierMixin, forms.Form):
    reden = forms.CharField(label="Reden", required=False, widget=GrootTekstvak(attrs={"rows": 3}))


class RapportIntrekForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom trekt u dit in?",
        help_text="Wie het kreeg, leest deze reden. Noem geen namen.",
        widget=GrootTekstvak(attrs={"rows": 3}),
    )


class BijdrageVraagForm(FormulierMixin, forms.Form):
    vraag = forms.CharField(label="Wat vraagt u?", widget=GrootTekstvak(attrs={"rows": 4}))
    uiterlijk = forms.DateField(label="Uiterlijk", widget=Datum())
    cijfers = forms.BooleanField(
        label="Vraag organisaties ook om hun eigen cijfers",
        required=False,
        help_text="Alleen wie hier cijfers mag invoeren krijgt deze vraag, ook wie al om een bijdrage is gevraagd.",
    )

    def __init__(self, *args: Any, met_cijfers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not met_cijfers:
            del self.fields["cijfers"]


class BijdrageForm(FormulierMixin, forms.Form):
    inhoud = forms.CharField(
        label="Wat draagt u bij?", required=False, widget=GrootTekstvak(attrs={"rows": 8})
    )

    geen_cijfers = forms.BooleanField(label="Wij hebben geen nieuwe cijfers", required=False)

    def __init__(self, *args: Any, velden: list[Veld], vraagt_cijfers: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        geen = self.fields.pop("geen_cijfers")
        for veld in velden:
            self.fields[veld.sleutel] = formulierveld(veld, verplicht=False)
        # The step says what is missing, all at once; on the screen these are not free to leave out.
        for los in self.fields.values():
            straks_nodig(los)
        if vraagt_cijfers:
            self.fields["geen_cijfers"] = geen


class AkkoordForm(FormulierMixin, forms.Form):
    akkoord = forms.ChoiceField(label="Bent u akkoord?", choices=JA_NEE, widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        help_text="Nodig als u niet akkoord bent.",
        widget=GrootTekstvak(attrs={"rows": 3}),
    )


class BesluitForm(FormulierMixin, forms.Form):
    orgaan = forms.ChoiceField(label="Wie besloot?", widget=forms.RadioSelect)
    datum = forms.DateField(label="Wanneer?", widget=Datum())
    kenmerk = forms.CharField(label="Kenmerk van het besluit", required=False, max_length=80)
    toelichting = forms.CharField(
        label="Toelichting", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, organen: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgaan = self.fields["orgaan"]
        assert isinstance(orgaan, forms.ChoiceField)
        orgaan.choices = organen


class BesluitnummerForm(FormulierMixin, forms.Form):
    nummer = forms.CharField(label="Nummer van het besluit", max_length=80)
    datum = forms.DateField(label="Datum van het besluit", widget=Datum())
    orgaan = forms.CharField(
        label="Wie besloot?", max_length=200, help_text="Noem het orgaan, geen namen van personen."
    )


class VaststelForm(FormulierMixin, forms.Form):
    datum = forms.DateField(label="Datum van het besluit", widget=Datum())
    kenmerk = forms.CharField(label="Kenmerk van het besluit", required=False, max_length=80)
