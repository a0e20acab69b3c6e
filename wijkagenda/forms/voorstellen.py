"""Proposals: bringing one in, and what becomes of it on the plans."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from wijkagenda.forms.items import ItemForm
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak, Keuzevakjes, SoortKnoppen
from wijkwerk.profiel.rijen.signalen import Signaalsoort
from wijkwerk.wijken.models import Gebied


class VoorstelForm(FormulierMixin, forms.Form):
    """What somebody with an account proposes, and where. Which kind is asked only where there are more."""

    soort = forms.ChoiceField(label="Wat voor voorstel is het?", widget=SoortKnoppen)
    tekst = forms.CharField(
        label="Wat stelt u voor?",
        max_length=4000,
        widget=GrootTekstvak({"rows": 6}),
        help_text="Schrijf ook op waarom het nodig is, en wie er iets aan kan doen. Noem geen namen van andere mensen.",
    )
    gebieden = forms.ModelMultipleChoiceField(
        label="Waar gaat het over?",
        queryset=Gebied.objects.none(),
        widget=Keuzevakjes,
        help_text="Speelt het op meer plekken? Zet een vinkje bij allemaal. Het blijft één voorstel.",
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, soorten: Sequence[Signaalsoort], gebieden: Sequence[Gebied], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        soort, waar = self.fields["soort"], self.fields["gebieden"]
        assert isinstance(soort, forms.ChoiceField)
        assert isinstance(waar, forms.ModelMultipleChoiceField)
        soort.choices = [(rij.sleutel, rij.naam) for rij in soorten]
        if len(soorten) == 1:
            soort.initial, soort.required = soorten[0].sleutel, False
            soort.widget = forms.HiddenInput()
        waar.queryset = Gebied.objects.filter(pk__in=[gebied.pk for gebied in gebieden]).order_by("naam")
        if len(gebieden) == 1:
            waar.initial = [gebieden[0].pk]
        self.fields["client_id"].initial = uuid.uuid4

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.dien_in`."""
        schoon = self.cleaned_data
        return {
            "soort": schoon["soort"] or self.fields["soort"].initial,
            "tekst": schoon["tekst"],
            "gebieden": list(schoon["gebieden"]),
            "client_id": schoon["client_id"],
        }


class VoorstelItemForm(ItemForm):
    """The topic as it will stand on every plan; its areas are those of the proposal."""

    def __init__(self, *args: Any, gebieden: Sequence[Gebied], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waar = gebieden
        del self.fields["gebieden"]
        self.fields[
            "titel"
        ].help_text = "In uw eigen, openbare woorden. De woorden van de indiener blijven bij het voorstel."

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        return {**schoon, "gebieden": self.waar}
