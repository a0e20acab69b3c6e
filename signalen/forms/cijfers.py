"""What the figures are about: area, level, period. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from signalen import periode
from signalen.gebieden import bovenste, onder
from signalen.periode import Periode
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


class PeriodeForm(FormulierMixin, forms.Form):
    """An area and a period. What the address says wrong is left out: a shared link never ends in an error."""

    gebied = forms.ChoiceField(label="Gebied", required=False)
    periode = forms.ChoiceField(label="Periode", required=False)

    def __init__(self, vraag: QueryDict, *, gebieden: Sequence[Gebied]) -> None:
        super().__init__({"periode": periode.STANDAARD} | vraag.dict())
        self.gebieden = gebieden
        self.fields["gebied"].label = actief_profiel().term("gebied").enkel.capitalize()
        self.zet("gebied", [("", "Alle gebieden"), *((str(gebied.pk), gebied.naam) for gebied in gebieden)])
        self.zet("periode", periode.keuzes(timezone.localdate()))
        self.full_clean()

    def zet(self, naam: str, keuzes: list[Any]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes

    def gekozen(self, naam: str) -> str:
        return str(self.cleaned_data.get(naam) or "")

    @property
    def titel(self) -> str:
        """The chosen area, or the one in which all others lie."""
        top = [self.gekozen_gebied] if self.gekozen_gebied else bovenste(self.gebieden)
        return str(top[0]) if len(top) == 1 else "Alle gebieden"

    @property
    def gekozen_gebied(self) -> Gebied | None:
        pk = self.gekozen("gebied")
        return next((gebied for gebied in self.gebieden if str(gebied.pk) == pk), None)

    @property
    def gekozen_periode(self) -> Periode:
        return periode.lees(self.gekozen("periode"), timezone.localdate())


class WarmteForm(PeriodeForm):
    """The same, with the level of the rows and what stands above the columns."""

    niveau = forms.ChoiceField(label="Tel per", required=False)
    per = forms.ChoiceField(label="Verdeeld naar", required=False)
    # Which column the map shows: chosen at the map, and kept when the rest changes.
    kleur = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    field_order = ("gebied", "niveau", "per", "periode")

    def __init__(self, vraag: QueryDict, *, gebieden: Sequence[Gebied]) -> None:
        super().__init__(vraag, gebieden=gebieden)
        profiel = actief_profiel()
        binnen = {gebied.niveau for gebied in onder(self.gebieden, self.gekozen_gebied)}
        niveaus = [(rij.sleutel, rij.naam) for rij in profiel.niveaus if rij.sleutel in binnen]
        self.zet("niveau", [("", "Eén laag lager"), *niveaus])
        soort = ("soort", "Soort")
        self.zet("per", [("", "Thema"), soort] if profiel.themas else [soort])
        self.full_clean()

    @property
    def gekozen_per(self) -> str:
        return self.gekozen("per") or ("thema" if actief_profiel().themas else "soort")
