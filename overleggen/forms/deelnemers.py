"""Who takes part, who was there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from overleggen.models import Deelnemer, Overleg
from wijkwerk.formulieren import FormulierMixin, SoortKnoppen
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.profiel import Selector
from wijkwerk.wijken.models import Partij

KANTEN = [
    ("", "Maak een keuze"),
    ("gemeente", "Gemeente"),
    ("bestuur", "Bestuur"),
    ("partner", "Partners"),
    ("bewoners", "Bewoners"),
]


class DeelnemerForm(FormulierMixin, forms.Form):
    partij = forms.ModelChoiceField(
        Partij.objects.none(), label="Organisatie", required=False, empty_label="Geen"
    )
    persoon = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Persoon", required=False, empty_label="Geen"
    )
    rol = forms.ChoiceField(label="Rol", required=False)
    functie = forms.CharField(
        label="Gast, met functie",
        required=False,
        max_length=120,
        help_text="Bijvoorbeeld: directeur basisschool. Geen naam.",
    )
    kant = forms.ChoiceField(label="De gast komt namens", required=False, choices=KANTEN)
    hoe = forms.ChoiceField(
        label="Hoe neemt deze deelnemer deel?",
        choices=[(Deelnemer.Hoe.DEELNEMER, "Deelnemer"), (Deelnemer.Hoe.UITGENODIGD, "Uitgenodigd")],
        initial=Deelnemer.Hoe.DEELNEMER,
        widget=SoortKnoppen,
    )

    groepen = [("Wie komt erbij? Vul één van deze in.", ("partij", "persoon", "rol", "functie", "kant"))]

    def __init__(self, *args: Any, overleg: Overleg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = Partij.objects.actief()  # type: ignore[attr-defined]
        hier = Roltoewijzing.objects.geldig().filter(Q(gebied=None) | Q(gebied__in=overleg.plek_gebieden))
        self.fields["persoon"].queryset = Gebruiker.objects.filter(pk__in=hier.values("gebruiker"))  # type: ignore[attr-defined]
        rollen = [(rol.sleutel, rol.naam) for rol in overleg.profiel.rollen]
        self.fields["rol"].choices = [("", "Geen"), *rollen]  # type: ignore[attr-defined]

    def keuze(self) -> dict[str, Any]:
        """What the action wants."""
        rol = self.cleaned_data["rol"]
        namen = ("partij", "persoon", "functie", "kant", "hoe")
        return {naam: self.cleaned_data[naam] for naam in namen} | {
            "selector": Selector("rol", rol) if rol else None
        }


class Aanwezigkeuze(forms.ChoiceField):
    """Not known yet is an answer too, so nothing needs to be said about it."""

    widget = SoortKnoppen

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class AanwezigForm(FormulierMixin, forms.Form):
    """One choice per participant."""

    def __init__(self, *args: Any, deelnemers: Iterable[Deelnemer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deelnemers = list(deelnemers)
        for rij in self.deelnemers:
            hoe = {Deelnemer.Hoe.VERPLICHT: " (niet zonder)", Deelnemer.Hoe.CRUCIAAL: " (cruciaal)"}
            self.fields[f"d{rij.pk}"] = Aanwezigkeuze(
                label=f"{rij.naam}{hoe.get(Deelnemer.Hoe(rij.hoe), '')}",
                choices=Deelnemer.Aanwezig.choices,
                initial=rij.aanwezig,
            )

    def aanwezig(self) -> dict[int, str]:
        """Only of whom something was said: who writes down one person changes nothing of the others."""
        velden = {rij.pk: f"d{rij.pk}" for rij in self.deelnemers}
        return {pk: self.cleaned_data[veld] for pk, veld in velden.items() if veld in self.data}
