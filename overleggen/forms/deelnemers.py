"""Who takes part, who was there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from overleggen.aanmelden import Toezegging, toezeggingen
from overleggen.models import Aanmelding, Deelnemer, Overleg
from wijkwerk.formulieren import FormulierMixin, SoortKnoppen
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.profiel import Selector
from wijkwerk.wijken.models import Partij

NIETS = Toezegging()
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


class AanmeldForm(FormulierMixin, forms.Form):
    """The answer to an invitation."""

    komt = forms.ChoiceField(
        label="Komt u?",
        choices=[
            (Aanmelding.Komt.JA, "Ja, ik kom"),
            (Aanmelding.Komt.VERVANGER, "Er komt een vervanger"),
            (Aanmelding.Komt.NEE, "Nee, ik kan niet"),
        ],
        widget=SoortKnoppen,
    )
    toelichting = forms.CharField(
        label="Wie komt er in uw plaats, of wat moet de organisator weten?",
        help_text="Noem een functie, geen naam. Alleen wie het overleg voorbereidt leest dit.",
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, eerder: Aanmelding | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if eerder is not None:
            self.initial.update({"komt": eerder.komt, "toelichting": eerder.toelichting})


class Aanwezigkeuze(forms.ChoiceField):
    """Not known yet is an answer too, so nothing needs to be said about it."""

    widget = SoortKnoppen

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class AanwezigForm(FormulierMixin, forms.Form):
    """One choice per participant; what was answered to the invitation stands there already."""

    def __init__(self, *args: Any, deelnemers: Iterable[Deelnemer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deelnemers = list(deelnemers)
        toegezegd = toezeggingen(self.deelnemers)
        for rij in self.deelnemers:
            hoe = {Deelnemer.Hoe.VERPLICHT: " (niet zonder)", Deelnemer.Hoe.CRUCIAAL: " (cruciaal)"}
            self.fields[f"d{rij.pk}"] = Aanwezigkeuze(
                label=f"{rij.naam}{hoe.get(Deelnemer.Hoe(rij.hoe), '')}",
                choices=Deelnemer.Aanwezig.choices,
                initial=rij.aanwezig or toegezegd.get(rij.pk, NIETS).aanwezig,
            )

    def aanwezig(self) -> dict[int, str]:
        """Only of whom something was said: who writes down one person changes nothing of the others."""
        velden = {rij.pk: f"d{rij.pk}" for rij in self.deelnemers}
        return {pk: self.cleaned_data[veld] for pk, veld in velden.items() if veld in self.data}
