"""Correcting kind, place and theme of a signal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from signalen.forms.punt import puntveld
from signalen.models import Signaal
from signalen.zicht import BEHANDELT
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin, Keuzevakjes, SoortKnoppen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


class WijzigForm(FormulierMixin, forms.Form):
    soort = forms.ChoiceField(label="Waar gaat het over?")
    gebied = forms.ModelChoiceField(
        label="Waar speelt het?", queryset=Gebied.objects.none(), empty_label=None
    )
    gebieden = forms.ModelMultipleChoiceField(
        label="Speelt het ook ergens anders?",
        queryset=Gebied.objects.none(),
        required=False,
        widget=Keuzevakjes,
        help_text="Het signaal houdt één eigenaar, in hoeveel gebieden het ook speelt.",
    )
    belevingsgebied = forms.CharField(label="Hoe noemt de bewoner de buurt?", max_length=120, required=False)
    waar = forms.CharField(label="Straat of plek", max_length=200, required=False)
    schaalniveau = forms.ChoiceField(label="Voor wie is het van belang?", required=False)
    urgentie = forms.ChoiceField(
        label="Hoe dringend is het?", choices=Signaal.Urgentie.choices, widget=SoortKnoppen
    )

    def __init__(self, *args: Any, signaal: Signaal, gebruiker: Gebruiker, **kwargs: Any) -> None:
        nu = list(signaal.gebieden.all())
        initial = {
            naam: getattr(signaal, naam)
            for naam in ("soort", "themas", "belevingsgebied", "waar", "schaalniveau", "urgentie")
        }
        initial |= {"gebied": signaal.gebied_id, "gebieden": [g.pk for g in nu if g.pk != signaal.gebied_id]}
        super().__init__(*args, initial=initial, **kwargs)
        profiel, vandaag = actief_profiel(), timezone.localdate()
        keuzes = [
            (rij.sleutel, hoofdletter(rij.naam)) for rij in profiel.signaalsoorten if rij.geldt_op(vandaag)
        ]
        vast = signaal.stand != Signaal.Stand.GEREGISTREERD
        self._zet("soort", [(s, naam) for s, naam in keuzes if not vast or s == signaal.soort])
        self._zet("schaalniveau", [(rij.sleutel, hoofdletter(rij.naam)) for rij in profiel.niveaus])
        mijn = Gebied.objects.none()
        for recht in BEHANDELT:
            mijn = mijn | gebieden_waar(gebruiker, recht)
        waar = Gebied.objects.filter(Q(pk__in=mijn.values("pk")) | Q(pk__in=[g.pk for g in nu])).order_by(
            "naam"
        )
        for naam in ("gebied", "gebieden"):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ModelChoiceField)
            veld.queryset = waar
        if (veld_punt := puntveld(signaal.punt)) is not None:
            self.fields["punt"] = veld_punt
            self.order_fields(["soort", "gebied", "gebieden", "belevingsgebied", "waar", "punt"])
        if profiel.themas:
            self.fields["themas"] = forms.MultipleChoiceField(
                label="Thema's",
                required=False,
                choices=[(rij.sleutel, hoofdletter(rij.naam)) for rij in profiel.themas],
                widget=Keuzevakjes,
            )

    def _zet(self, naam: str, keuzes: list[tuple[str, str]]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.wijzig`."""
        g = self.cleaned_data
        anders = [gebied for gebied in g["gebieden"] if gebied != g["gebied"]]
        namen = ("soort", "belevingsgebied", "waar", "schaalniveau", "urgentie")
        return {naam: g[naam] for naam in namen} | {
            "gebieden": [g["gebied"], *anders],
            "themas": g.get("themas", []),
            "punt": g.get("punt"),
            "met_punt": "punt" in self.fields,
        }
