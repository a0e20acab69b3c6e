"""Bringing in points and making the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from overleggen.forms.basis import ProfielveldenForm
from overleggen.models import Agendapunt, Overleg, Overlegdeel
from overleggen.velden import gevraagde_velden, vraagt_schaal
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin, SoortKnoppen, straks_nodig
from wijkwerk.gemeente.service import actief_profiel


class InbrengForm(EenmaligMixin, forms.Form):
    """A point of one's own: what everybody who takes part can bring in."""

    titel = forms.CharField(label="Waar gaat het over?", max_length=200)
    toelichting = forms.CharField(
        label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    doel = forms.ChoiceField(
        label="Wat wilt u bereiken?",
        choices=Agendapunt.Doel.choices,
        initial=Agendapunt.Doel.BESPREKEN,
        widget=SoortKnoppen,
    )
    deel = forms.ModelChoiceField(Overlegdeel.objects.none(), label="In welk deel?", empty_label=None)
    dossier = forms.BooleanField(label="Dit is een dossier dat we uitgebreid bespreken", required=False)

    def __init__(self, *args: Any, delen: list[Overlegdeel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies_deel(self, delen)


class AgendeerForm(ProfielveldenForm):
    """What must be known of a point before it is on the agenda of this form."""

    titel = forms.CharField(
        label="Zo staat het op de agenda",
        max_length=200,
        help_text="Een bewoner schreef dit. De agenda is openbaar: noem geen namen.",
    )
    doel = forms.ChoiceField(label="Doel", choices=Agendapunt.Doel.choices, widget=SoortKnoppen)
    deel = forms.ModelChoiceField(Overlegdeel.objects.none(), label="In welk deel?", empty_label=None)
    schaalniveau = forms.ChoiceField(label="Voor welk gebied is dit van belang?", required=False)

    def __init__(
        self, *args: Any, overleg: Overleg, delen: list[Overlegdeel], van_bewoner: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not van_bewoner:
            del self.fields["titel"]
        kies_deel(self, delen)
        if vraagt_schaal(overleg):
            niveaus = [(niveau.sleutel, hoofdletter(niveau.naam)) for niveau in overleg.profiel.niveaus]
            self.fields["schaalniveau"].choices = [("", "Maak een keuze"), *niveaus]  # type: ignore[attr-defined]
            straks_nodig(self.fields["schaalniveau"])
        else:
            del self.fields["schaalniveau"]
        self.vraag(gevraagde_velden(overleg, "agenderen"))

    def keuze(self) -> dict[str, Any]:
        namen = ("titel", "doel", "deel", "schaalniveau")
        return {naam: self.cleaned_data[naam] for naam in namen if naam in self.cleaned_data} | {
            "gegevens": self.gegevens()
        }


class AfvoerForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom gaat dit punt van de agenda?",
        required=False,
        help_text="Wie het punt aandroeg leest dit. Bijvoorbeeld: al beantwoord, of verwezen naar iemand anders.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, punt: Agendapunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if punt.stand != Agendapunt.Stand.BESPROKEN:
            straks_nodig(self.fields["reden"])


class SignaalForm(FormulierMixin, forms.Form):
    """A point becomes a signal. Of a closed part no words are taken along unless somebody writes them."""

    soort = forms.ChoiceField(label="Wat voor signaal is het?")
    tekst = forms.CharField(
        label="Wat is er aan de hand?",
        max_length=4000,
        help_text="Wie het signaal behandelt leest dit. Noem geen namen van bewoners.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, punt: Agendapunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vandaag = timezone.localdate()
        soorten = [rij for rij in actief_profiel().signaalsoorten if rij.geldt_op(vandaag)]
        self.fields["soort"].choices = [("", "Maak een keuze"), *((rij.sleutel, rij.naam) for rij in soorten)]  # type: ignore[attr-defined]
        if punt.deel.is_openbaar:
            self.fields["tekst"].initial = "\n\n".join(
                deel for deel in (punt.titel, punt.toelichting) if deel
            )


class BijOverlegForm(FormulierMixin, forms.Form):
    """Put something that exists on the agenda of a meeting that comes."""

    overleg = forms.ChoiceField(label="Op de agenda van", widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Wat moet er besproken worden?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, overleggen: Iterable[Overleg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["overleg"].choices = [(overleg.pk, str(overleg)) for overleg in overleggen]  # type: ignore[attr-defined]


class OverdrachtForm(FormulierMixin, forms.Form):
    """To which part of which coming meeting a point goes, why, and what may be said of it there."""

    deel = forms.ChoiceField(label="Naar welk overleg?", widget=forms.RadioSelect)
    titel = forms.CharField(
        label="Waar gaat het over?",
        max_length=200,
        required=False,
        help_text="Horen daar meer mensen het dan hier? Schrijf het dan zo, dat zij het mogen lezen.",
    )
    reden = forms.CharField(
        label="Waarom geeft u het door?",
        help_text="Dit lezen alleen de mensen van dit overleg.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, delen: Iterable[Overlegdeel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delen = {str(deel.pk): deel for deel in delen}
        self.fields["deel"].choices = [  # type: ignore[attr-defined]
            (pk, f"{deel.overleg}: {deel.naam} ({deel.get_toegang_display().lower()})")
            for pk, deel in self.delen.items()
        ]

    def keuze(self) -> dict[str, Any]:
        deel = self.delen[self.cleaned_data["deel"]]
        return {
            "deel": deel,
            "naar": deel.overleg,
            "titel": self.cleaned_data["titel"],
            "reden": self.cleaned_data["reden"],
        }


class VoorstelForm(FormulierMixin, forms.Form):
    """Take or leave: the keys of the proposals that are taken."""

    kies = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Kies ten minste één punt."}
    )

    def __init__(self, *args: Any, sleutels: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kies"].choices = [(sleutel, sleutel) for sleutel in sleutels]  # type: ignore[attr-defined]


def kies_deel(form: forms.Form, delen: list[Overlegdeel]) -> None:
    """Offer the parts; with one part there is nothing to choose."""
    if len(delen) == 1:
        del form.fields["deel"]
        return
    veld = form.fields["deel"]
    veld.queryset = Overlegdeel.objects.filter(pk__in=[deel.pk for deel in delen])  # type: ignore[attr-defined]
    veld.label_from_instance = lambda deel: f"{deel.naam} ({deel.get_toegang_display().lower()})"  # type: ignore[attr-defined]
    veld.initial = veld.initial or delen[0]
