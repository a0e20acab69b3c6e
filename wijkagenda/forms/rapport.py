"""A sentence with each promise, where there is something to say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from wijkwerk.formulieren import FormulierMixin, GrootTekstvak

if TYPE_CHECKING:
    from wijkagenda.rapport import Regel


class RapportForm(FormulierMixin, forms.Form):
    toelichting = forms.CharField(
        label="Wat wilt u vooraf zeggen?",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    # Which one the writer has before him.
    nummer = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, regels: Iterable[Regel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sporen = [regel.spoor for regel in regels]
        for regel in regels:
            self.fields[f"zin-{regel.spoor}"] = forms.CharField(
                label=f"Zin bij {regel.afspraak.nummer}",
                required=False,
                max_length=500,
                widget=GrootTekstvak(attrs={"rows": 2}),
            )

    def zin_bij(self, spoor: str) -> forms.BoundField:
        return self[f"zin-{spoor}"]

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.verstuur_rapport`."""
        g = self.cleaned_data
        zinnen = {spoor: g[f"zin-{spoor}"] for spoor in self._sporen if g.get(f"zin-{spoor}")}
        return {"nummer": g["nummer"], "toelichting": g["toelichting"], "zinnen": zinnen}
