"""Bundling: into which dossier, and with which other signals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from signalen.forms.velden import GezienMixin, StapForm, met_velden
from signalen.models import Dossier, Signaal
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, Keuzevakjes, Zoekveld
from wijkwerk.formulieren import Klacht as FormulierKlacht
from wijkwerk.gebruikers.keuze import HouderKeuze
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import regels as regelsoorten
from wijkwerk.wijken.models import Gebied

NIEUW = "nieuw"


def signaalkeuzes(signalen: Iterable[Signaal]) -> list[tuple[str, str]]:
    """Signals as boxes to tick: number and place, and how it begins where the words may be read."""
    from signalen.kijk import als_regel

    regels = [als_regel(signaal) for signaal in signalen]
    return [
        (str(regel.pk), f"{regel.nummer} {regel.gebied}{': ' if regel.kop else ''}{regel.kop}")
        for regel in regels
    ]


class BundelForm(StapForm):
    dossier = forms.ChoiceField(label="Bij welk dossier hoort dit?", widget=forms.RadioSelect)
    titel = forms.CharField(
        label="Hoe heet het nieuwe dossier?",
        max_length=160,
        required=False,
        help_text="Alleen bij een nieuw dossier. Schrijf geen namen van mensen op.",
    )

    def __init__(
        self, *args: Any, dossiers: Sequence[Dossier], lijkt_op: Sequence[Signaal], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dossiers = {str(dossier.pk): dossier for dossier in dossiers}
        self.lijkt_op = {str(signaal.pk): signaal for signaal in lijkt_op}
        veld = self.fields["dossier"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            *((sleutel, str(dossier)) for sleutel, dossier in self.dossiers.items()),
            (NIEUW, "Een nieuw dossier"),
        ]
        if not dossiers:
            veld.initial = NIEUW
        if lijkt_op:
            self.fields["signalen"] = forms.MultipleChoiceField(
                label="Welke signalen zeggen hetzelfde?",
                required=False,
                choices=signaalkeuzes(lijkt_op),
                widget=Keuzevakjes,
            )

    def gekozen(self) -> Dossier | None:
        """The dossier that was there already; None for a new one."""
        return self.dossiers.get(self.cleaned_data.get("dossier") or "")

    def anderen(self) -> list[Signaal]:
        return [self.lijkt_op[pk] for pk in self.cleaned_data.get("signalen") or ()]


class ZoekSignalenForm(FormulierMixin, forms.Form):
    zoek = forms.CharField(label="Zoek op woord of nummer", required=False, max_length=100, widget=Zoekveld)


class ToevoegForm(FormulierMixin, forms.Form):
    signalen = forms.MultipleChoiceField(label="Welke signalen horen hierbij?", widget=Keuzevakjes)

    def __init__(self, *args: Any, kandidaten: Sequence[Signaal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kandidaten = {str(signaal.pk): signaal for signaal in kandidaten}
        veld = self.fields["signalen"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = signaalkeuzes(kandidaten)

    def gekozen(self) -> list[Signaal]:
        return [self.kandidaten[pk] for pk in self.cleaned_data["signalen"]]


class DossierForm(StapForm):
    titel = forms.CharField(label="Naam", max_length=160, help_text="Schrijf geen namen van mensen op.")
    vraag = forms.CharField(
        label="Wat is de vraag of het vraagstuk?", required=False, widget=GrootTekstvak({"rows": 3})
    )
    soort = forms.ChoiceField(label="Wat voor vraagstuk is het?", required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    analyse = forms.CharField(
        label="Analyse",
        help_text="Wat is er aan de hand, en wie heeft er belang bij? Schrijf geen namen van mensen op.",
        required=False,
        widget=GrootTekstvak({"rows": 4}),
    )
    probleemeigenaar = forms.CharField(
        label="Wie is de probleemeigenaar?",
        help_text="Een functie, afdeling of organisatie.",
        required=False,
        max_length=160,
    )
    besluitdatum = forms.DateField(label="Wanneer valt het besluit?", required=False, widget=Datum)
    breedtes = {"besluitdatum": "kort"}

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        velden = ("titel", "vraag", "soort", "thema")
        begin = {naam: getattr(dossier, naam) for naam in velden} | dossier.velden
        super().__init__(*args, initial=begin, **kwargs)
        profiel = actief_profiel()
        for naam, leeg, rijen in (
            ("soort", "Geen bepaalde soort", profiel.signaalsoorten),
            ("thema", "Geen bepaald thema", profiel.themas),
        ):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ChoiceField)
            veld.choices = [("", leeg), *((rij.sleutel, rij.naam) for rij in rijen)]


class NieuwDossierForm(EenmaligMixin, DossierForm):
    """A question that no signal started with."""

    gebied = forms.ModelChoiceField(
        label="Voor welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    field_order = ["titel", "gebied"]

    def __init__(self, *args: Any, gebieden: QuerySet[Gebied], **kwargs: Any) -> None:
        super().__init__(*args, dossier=Dossier(), **kwargs)
        gebied = self.fields["gebied"]
        assert isinstance(gebied, forms.ModelChoiceField)
        gebied.queryset = gebieden


class DossierUitzetForm(GezienMixin, StapForm):
    """Whom, what, before when: once for all signals of the dossier."""

    houder = HouderKeuze(label="Wie pakt dit op?")
    wat = forms.CharField(label="Wat vraagt u?", max_length=300, widget=GrootTekstvak({"rows": 3}))
    uiterlijk = forms.DateField(label="Klaar op", widget=Datum)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zet_gezien(dossier)
        houder = self.fields["houder"]
        assert isinstance(houder, HouderKeuze)
        houder.kies_uit([dossier.gebied])
        self.fields["wat"].initial = dossier.vraag[:300] or str(dossier)
        self.fields["uiterlijk"].initial = plus_werkdagen(timezone.localdate(), 10)

    def clean_houder(self) -> Any:
        houder = self.cleaned_data["houder"]
        if houder is None:
            raise forms.ValidationError("Kies wie dit oppakt.")
        return houder

    def neem_klachten_over(self, klachten: Iterable[FormulierKlacht]) -> None:
        """What the action calls `wanneer` is the day of this form."""
        super().neem_klachten_over(met_velden(klachten, {"wanneer": "uiterlijk"}))


class SluitDossierForm(StapForm):
    """Closing; and, where the profile wants the outcome told to somebody, to whom it was."""

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        themas = (dossier.thema,) if dossier.thema else ()
        regels = profiel.regels_bij("dossier", "sluiten", soort_sleutel=dossier.soort, themas=themas)
        aan = [wie for regel in regels if isinstance(regel, regelsoorten.Teruggekoppeld) for wie in regel.aan]
        if aan:
            self.fields["verteld_aan"] = forms.MultipleChoiceField(
                label="Aan wie is de uitkomst verteld?",
                required=False,
                choices=[(str(wie), wie_in_woorden(wie.soort, wie.waarde)) for wie in dict.fromkeys(aan)],
                widget=Keuzevakjes,
            )


def wie_in_woorden(soort: str, waarde: str) -> str:
    """How a selector reads as a choice."""
    profiel = actief_profiel()
    namen = {
        "indiener": "Wie het inbracht",
        "soort:bewonersorgaan": f"Het {profiel.term('bewonersorgaan').enkel}",
    }
    sleutel = f"{soort}:{waarde}" if waarde else soort
    if soort == "rol":
        return profiel.rol(waarde).naam.capitalize()
    if soort == "partij":
        return profiel.partij(waarde).naam
    return namen.get(sleutel, (waarde or soort).capitalize())
