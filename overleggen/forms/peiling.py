"""Opening a poll, answering it in the way of its kind, and closing it."""

from __future__ import annotations

from typing import Any

from django import forms

from overleggen.models import Peiling, Peilingantwoord
from overleggen.peilen import JA, NEE
from wijkwerk.formulieren import FormulierMixin, Keuzevakjes
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.geld import Peiling as Peilingrij
from wijkwerk.wijken.models import Gebied

ONDERDELEN = {
    "stemmen": ("Waaruit kan men kiezen?", "Elke keuze op een eigen regel, ten minste twee."),
    "vragen": ("Welke vragen?", "Elke vraag op een eigen regel."),
    "behoefte": ("Waaruit kan men kiezen?", "Elke keuze op een eigen regel. Leeg: ja of nee."),
}


class PeilingKeuzeForm(FormulierMixin, forms.Form):
    """Which poll, in which area."""

    vorm = forms.ChoiceField(label="Welke peiling?")
    gebied = forms.ChoiceField(label="Waar?")
    # What it is asked about travels along in the address.
    bron = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, mogelijk: dict[str, list[Gebied]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        gebieden = {gebied.pk: gebied for rij in mogelijk.values() for gebied in rij}
        self.fields["vorm"].choices = [(vorm, profiel.peiling(vorm).naam) for vorm in mogelijk]  # type: ignore[attr-defined]
        self.fields["gebied"].choices = [  # type: ignore[attr-defined]
            (pk, gebied.naam) for pk, gebied in sorted(gebieden.items(), key=lambda paar: paar[1].naam)
        ]


class PeilingForm(FormulierMixin, forms.Form):
    vraag = forms.CharField(label="Wat wilt u weten?", max_length=300)
    toelichting = forms.CharField(
        label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    onderdelen = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 5}))
    einddatum = forms.DateField(label="Antwoorden kan tot en met")

    breedtes = {"einddatum": "kort"}

    def __init__(self, *args: Any, rij: Peilingrij, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rij.soort not in ONDERDELEN:
            del self.fields["onderdelen"]
            return
        self.fields["onderdelen"].label, self.fields["onderdelen"].help_text = ONDERDELEN[rij.soort]

    def clean_onderdelen(self) -> list[str]:
        return [regel.strip() for regel in self.cleaned_data["onderdelen"].splitlines() if regel.strip()]


class AntwoordForm(FormulierMixin, forms.Form):
    """What can be answered follows from the kind of poll; what was answered before stands in it."""

    toelichting = forms.CharField(
        label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, peiling: Peiling, eerder: Peilingantwoord | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.peiling, self.soort = peiling, peiling.rij.soort
        waarden = eerder.waarden if eerder else {}
        if eerder:
            self.initial["toelichting"] = eerder.toelichting
        getattr(self, f"_vraag_{self.soort}")(waarden)
        self.order_fields([naam for naam in self.fields if naam != "toelichting"])

    def _vraag_reacties(self, waarden: dict[str, Any]) -> None:
        self.fields["toelichting"].label = "Uw reactie"
        self.fields["toelichting"].required = True

    def _vraag_behoefte(self, waarden: dict[str, Any]) -> None:
        gekozen = waarden.get("gekozen", [])
        if self.peiling.onderdelen:
            self.fields["gekozen"] = forms.MultipleChoiceField(
                label=self.peiling.vraag,
                choices=[(keuze, keuze) for keuze in self.peiling.onderdelen],
                widget=Keuzevakjes,
                required=False,
                initial=gekozen,
            )
            return
        self.fields["gekozen"] = forms.ChoiceField(
            label=self.peiling.vraag,
            choices=[(JA, "Ja"), (NEE, "Nee")],
            widget=forms.RadioSelect,
            initial=gekozen[0] if gekozen else None,
        )

    def _vraag_vragen(self, waarden: dict[str, Any]) -> None:
        antwoorden = waarden.get("antwoorden", {})
        for nummer, vraag in enumerate(self.peiling.onderdelen):
            self.fields[f"vraag_{nummer}"] = forms.CharField(
                label=vraag,
                required=False,
                initial=antwoorden.get(vraag, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _vraag_stemmen(self, waarden: dict[str, Any]) -> None:
        punten, aantal = waarden.get("punten", {}), self.peiling.rij.punten
        if aantal is None:
            eerder = next(
                (nummer for nummer, deel in enumerate(self.peiling.onderdelen) if punten.get(deel)), None
            )
            self.fields["keuze_0"] = forms.TypedChoiceField(
                label=self.peiling.vraag,
                choices=list(enumerate(self.peiling.onderdelen)),
                coerce=int,
                widget=forms.RadioSelect,
                initial=eerder,
            )
            return
        for nummer, keuze in enumerate(self.peiling.onderdelen):
            self.fields[f"keuze_{nummer}"] = forms.IntegerField(
                label=keuze, min_value=0, max_value=aantal, required=False, initial=punten.get(keuze, 0)
            )

    def keuze(self) -> dict[str, Any]:
        """The answer as it is kept."""
        gegevens, delen = self.cleaned_data, self.peiling.onderdelen
        match self.soort:
            case "behoefte":
                gekozen = gegevens["gekozen"]
                return {"gekozen": gekozen if isinstance(gekozen, list) else [gekozen]}
            case "vragen":
                return {
                    "antwoorden": {deel: gegevens[f"vraag_{nummer}"] for nummer, deel in enumerate(delen)}
                }
            case "stemmen" if self.peiling.rij.punten is None:
                return {"punten": {delen[gegevens["keuze_0"]]: 1}}
            case "stemmen":
                punten = {deel: gegevens[f"keuze_{nummer}"] or 0 for nummer, deel in enumerate(delen)}
                return {"punten": {deel: aantal for deel, aantal in punten.items() if aantal}}
        return {}


class SluitForm(FormulierMixin, forms.Form):
    uitkomst = forms.CharField(label="Wat is de uitkomst?", widget=forms.Textarea(attrs={"rows": 3}))
    vervolg = forms.CharField(
        label="Wat gebeurt ermee?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
