"""What people say, what was done with it, and the notes of who watches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from participatie.models import Trajectinbreng
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.wijken.models import Partij


class InbrengForm(EenmaligMixin, forms.Form):
    """Who takes part only says it; staff also write down of whom it comes."""

    namens = forms.ChoiceField(label="Namens wie zegt u dit?", required=False, widget=forms.RadioSelect)
    tekst = forms.CharField(
        label="Wat wilt u meegeven?", required=False, widget=GrootTekstvak(attrs={"rows": 5})
    )
    partij = forms.ModelChoiceField(
        label="Van welke partij?",
        queryset=Partij.objects.none(),
        required=False,
        empty_label="Geen partij",
    )
    bron = forms.CharField(
        label="Of van wie?",
        help_text="Een rol of groep, zoals bewoner of ondernemer. Geen naam.",
        max_length=120,
        required=False,
    )
    ontvangen_op = forms.DateField(label="Wanneer gezegd?", required=False, widget=Datum())
    breedtes = {"ontvangen_op": "kort"}
    hint_adres = "signalen:hint"

    def __init__(
        self,
        *args: Any,
        schrijft_op: bool,
        partijen: QuerySet[Partij],
        stemmen: tuple[Partij | None, str] = (None, ""),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        partij_zelf, rol = stemmen
        if partij_zelf and rol:
            namens = self.fields["namens"]
            assert isinstance(namens, forms.ChoiceField)
            namens.choices = [("partij", f"Namens {partij_zelf}. Leden lezen mee."), ("zelf", f"Als {rol}")]
            straks_nodig(namens)
        else:
            del self.fields["namens"]
        straks_nodig(self.fields["tekst"])
        if not schrijft_op:
            for naam in ("partij", "bron", "ontvangen_op"):
                del self.fields[naam]
            return
        self.fields["tekst"].label = "Wat is er gezegd?"
        partij = self.fields["partij"]
        assert isinstance(partij, forms.ModelChoiceField)
        partij.queryset = partijen


class VerwerkForm(FormulierMixin, forms.Form):
    verwerking = forms.ChoiceField(
        label="Wat is ermee gedaan?",
        choices=Trajectinbreng.Verwerking.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    uitleg = forms.CharField(
        label="Leg uit waarom",
        help_text="Wie dit inbracht leest uw uitleg.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )
    anders = forms.CharField(
        label="Hoe vertelde u het?",
        help_text="Nodig als een bericht hen niet bereikt.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, bereikbaar: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("verwerking", "uitleg", "anders"):
            straks_nodig(self.fields[naam])
        if bereikbaar:
            del self.fields["anders"]


class NotitieForm(EenmaligMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat ziet u in dit traject?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    hint_adres = "signalen:hint"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["tekst"])
