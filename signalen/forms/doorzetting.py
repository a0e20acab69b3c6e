"""Referring a signal, and deciding for a party."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from signalen.acties.uitzetvoorstel import standaard_wat
from signalen.forms.grondslag import ALLEEN_BUITEN, zet_grondslag
from signalen.forms.velden import GezienMixin, StapForm, met_velden
from signalen.models import Deelactie, Signaal
from signalen.verstrekken import zegt_alles
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.formulieren import Datum, GrootTekstvak, Keuzevakjes
from wijkwerk.formulieren import Klacht as FormulierKlacht
from wijkwerk.gebruikers.keuze import HouderKeuze
from wijkwerk.wijken.models import Partij


class VerwijsForm(GezienMixin, StapForm):
    houder = HouderKeuze(label="Naar wie?")
    wat = forms.CharField(label="Wat vraagt u?", max_length=300, widget=GrootTekstvak({"rows": 3}))
    uiterlijk = forms.DateField(label="Klaar op", widget=Datum)

    def __init__(self, *args: Any, signaal: Signaal, tekst_zichtbaar: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zet_gezien(signaal)
        houder = self.fields["houder"]
        assert isinstance(houder, HouderKeuze)
        houder.kies_uit([signaal.gebied])
        houder.help_text = "Buiten de gemeente gaat alleen mee wat daarvoor is vastgelegd."
        self.zet_grondslag(signaal)
        self.fields["wat"].initial = standaard_wat(signaal, tekst_zichtbaar)
        vroegst = plus_werkdagen(timezone.localdate(), 3)
        self.fields["uiterlijk"].initial = max(vroegst, signaal.uiterlijk or vroegst)

    def zet_grondslag(self, signaal: Signaal) -> None:
        if not zegt_alles(signaal):
            zet_grondslag(self, signaal, uitleg=ALLEEN_BUITEN)

    def neem_klachten_over(self, klachten: Iterable[FormulierKlacht]) -> None:
        """Of the one that is asked."""
        super().neem_klachten_over(met_velden(klachten, {"grondslag-0": "grondslag", "wanneer": "uiterlijk"}))


class DoorzetForm(VerwijsForm):
    onderwerp = forms.CharField(
        label="Waar gaat het besluit over?", max_length=200, help_text="Schrijf geen namen van mensen op."
    )
    partijen = forms.ModelMultipleChoiceField(
        label="Welke partijen zijn erbij betrokken?", queryset=Partij.objects.none(), widget=Keuzevakjes
    )
    motivering = forms.CharField(
        label="Waarom is dit besluit nodig?",
        widget=GrootTekstvak({"rows": 4}),
        help_text="Het college leest dit besluit.",
    )
    datum = forms.DateField(label="Datum van het besluit", widget=Datum)

    def __init__(self, *args: Any, signaal: Signaal, vervangt: Deelactie | None, **kwargs: Any) -> None:
        super().__init__(*args, signaal=signaal, **kwargs)
        self.fields["houder"].label = "Wie moet het doen?"
        self.fields["wat"].label = "Wat moet er gebeuren?"
        partijen = self.fields["partijen"]
        assert isinstance(partijen, forms.ModelMultipleChoiceField)
        partijen.queryset = Partij.objects.actief().bij(signaal.gebied).order_by("naam")
        self.fields["onderwerp"].initial = signaal.titel
        self.fields["datum"].initial = timezone.localdate()
        if vervangt is not None:
            self.fields["vervangt"] = forms.IntegerField(widget=forms.HiddenInput, initial=vervangt.pk)
            self.fields["wat"].initial = vervangt.afspraak.wat
            houder = vervangt.afspraak.houder
            if houder is not None and houder.partij is not None:
                self.fields["houder"].initial = f"partij:{houder.partij.pk}"
                self.fields["partijen"].initial = [houder.partij.pk]

    def zet_grondslag(self, signaal: Signaal) -> None:
        """A decision rests on what was declared when the signal was sent."""

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.zet_door`."""
        namen = ("houder", "wat", "uiterlijk", "onderwerp", "motivering", "datum")
        return {naam: self.cleaned_data.get(naam) for naam in namen} | {
            "partijen": list(self.cleaned_data.get("partijen") or ())
        }
