"""Telling bodies of residents something."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.db.models import QuerySet

from adviezen.acties.informeren import MAX_BYTES, MB, Bericht
from adviezen.forms.vraag import themakeuzes
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, GrootTekstvak, straks_nodig
from wijkwerk.wijken.models import Gebied, Partij


class InformatieForm(EenmaligMixin, forms.Form):
    """The step says what is missing."""

    gebied = forms.ModelChoiceField(
        label="Voor welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    titel = forms.CharField(label="Waar gaat het over?", max_length=200, required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    tekst = forms.CharField(
        label="Wat vertelt u?",
        help_text="Schrijf geen namen van bewoners op.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 5}),
    )
    link = forms.CharField(
        label="Adres van een stuk of pagina", required=False, max_length=500, widget=forms.URLInput
    )
    bestand = forms.FileField(
        label="Stuk",
        help_text=f"Een PDF van hoogstens {MAX_BYTES // MB} MB.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    partijen = forms.ModelMultipleChoiceField(
        label="Wie informeert u?",
        queryset=Partij.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    voor_datum = forms.DateField(
        label="Datum van het besluit",
        help_text="Dan ziet iedereen of de informatie op tijd kwam.",
        required=False,
        widget=Datum(),
    )
    breedtes = {"voor_datum": "kort"}

    def __init__(
        self,
        *args: Any,
        gebieden: QuerySet[Gebied],
        partijen: QuerySet[Partij],
        met_onderwerp: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        gebied, partij, thema = self.fields["gebied"], self.fields["partijen"], self.fields["thema"]
        assert isinstance(gebied, forms.ModelChoiceField)
        assert isinstance(partij, forms.ModelMultipleChoiceField)
        assert isinstance(thema, forms.ChoiceField)
        gebied.queryset, partij.queryset, thema.choices = gebieden, partijen, themakeuzes()
        for naam in ("titel", "partijen"):
            straks_nodig(self.fields[naam])
        if met_onderwerp:
            for naam in ("gebied", "thema", "voor_datum"):
                del self.fields[naam]

    def bericht(self) -> Bericht:
        schoon = self.cleaned_data
        bestand = schoon["bestand"]
        return Bericht(
            titel=schoon["titel"],
            tekst=schoon["tekst"],
            thema=schoon.get("thema", ""),
            link=schoon["link"],
            # One byte more than may be is enough to see that it is too big.
            stuk=bestand.read(MAX_BYTES + 1) if bestand else None,
            stuk_naam=PurePath(bestand.name).name[:160] if bestand else "",
            voor_datum=schoon.get("voor_datum"),
        )
