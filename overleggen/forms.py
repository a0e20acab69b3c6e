"""The forms of meetings, one per step; fields that rules of the profile ask at a step stand in its form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from overleggen.models import Agendapunt, Deelnemer, Overleg, Overlegdeel
from overleggen.velden import gevraagde_feiten, gevraagde_velden, vraagt_schaal
from wijkwerk.formulieren import FormulierMixin, Keuzevakjes, SoortKnoppen
from wijkwerk.gebruikers.keuze import HouderKeuze
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.velden import Veld
from wijkwerk.profielvelden import JA_NEE, bewaar, formuliervelden
from wijkwerk.wijken.models import Gebied, Locatie, Partij

KANTEN = [
    ("", "Maak een keuze"),
    ("gemeente", "Gemeente"),
    ("bestuur", "Bestuur"),
    ("partner", "Partners"),
    ("bewoners", "Bewoners"),
]


class ProfielveldenForm(FormulierMixin, forms.Form):
    """A form with fields of the profile; `gegevens()` gives those as they are kept."""

    profielvelden: list[Veld]

    def vraag(self, velden: Iterable[Veld]) -> None:
        """Add these fields. Whether one must be filled says the rule, so that all complaints come at once."""
        self.profielvelden = list(velden)
        self.fields.update(formuliervelden(self.profielvelden, verplicht=False))

    def gegevens(self) -> dict[str, Any]:
        return bewaar(self.profielvelden, self.cleaned_data)


class FilterForm(FormulierMixin, forms.Form):
    wanneer = forms.ChoiceField(
        label="Wanneer",
        required=False,
        choices=[("", "Nog te houden"), ("geweest", "Gehouden"), ("vervallen", "Vervallen")],
    )
    vorm = forms.ChoiceField(label="Soort", required=False)
    gebied = forms.ModelChoiceField(Gebied.objects.none(), label="Gebied", required=False, empty_label="Alle")

    def __init__(
        self, *args: Any, gebieden: QuerySet[Gebied], vormen: Iterable[Overlegvorm], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vorm"].choices = [("", "Alle"), *((vorm.sleutel, vorm.naam) for vorm in vormen)]  # type: ignore[attr-defined]
        self.fields["gebied"].queryset = gebieden  # type: ignore[attr-defined]
        self.fields["gebied"].label = actief_profiel().term("gebied").enkel.capitalize()


class PlanKeuzeForm(FormulierMixin, forms.Form):
    """Which form of meeting, for which area: the rest of the plan follows from it."""

    vorm = forms.ChoiceField(label="Welk overleg?")
    gebied = forms.ChoiceField(label="Voor welk gebied?")

    def __init__(self, *args: Any, mogelijk: dict[str, list[Gebied]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        gebieden = {gebied.pk: gebied for rij in mogelijk.values() for gebied in rij}
        self.fields["vorm"].choices = [(vorm, profiel.overlegvorm(vorm).naam) for vorm in mogelijk]  # type: ignore[attr-defined]
        self.fields["gebied"].choices = [  # type: ignore[attr-defined]
            (pk, gebied.naam) for pk, gebied in sorted(gebieden.items(), key=lambda paar: paar[1].naam)
        ]
        self.fields["gebied"].label = f"Voor welk {profiel.term('gebied').enkel}?"


class TijdForm(FormulierMixin, forms.Form):
    """Day, time and place."""

    datum = forms.DateField(label="Datum")
    begin = forms.TimeField(label="Begin")
    eind = forms.TimeField(label="Einde", required=False)
    locatie = forms.ModelChoiceField(
        Locatie.objects.none(), label="Locatie", required=False, empty_label="Geen vaste locatie"
    )
    plaats = forms.CharField(
        label="Andere plek",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld een huiskamer. Alleen invullen als de plek niet in de lijst staat.",
    )
    onderwerp = forms.CharField(label="Onderwerp", required=False, max_length=200)

    breedtes = {"datum": "kort", "begin": "kort", "eind": "kort"}

    def __init__(self, *args: Any, gebied: Gebied, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dichtbij = Q(gebied__voorouders__contains=[gebied.pk]) | Q(gebied__in=gebied.voorouders)
        self.fields["locatie"].queryset = Locatie.objects.filter(dichtbij).select_related("gebied")  # type: ignore[attr-defined]


class PlanForm(TijdForm, ProfielveldenForm):
    delen = forms.MultipleChoiceField(label="Welke delen horen erbij?", required=False, widget=Keuzevakjes)

    field_order = ["datum", "begin", "eind", "locatie", "plaats", "onderwerp", "delen"]

    def __init__(self, *args: Any, vorm: Overlegvorm, velden: Iterable[Veld], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(deel.sleutel, deel.naam) for deel in vorm.delen if deel.optioneel]
        if keuzes:
            self.fields["delen"].choices = keuzes  # type: ignore[attr-defined]
        else:
            del self.fields["delen"]
        self.vraag(velden)


class WijzigForm(TijdForm):
    versie = forms.IntegerField(widget=forms.HiddenInput)


class UitnodigForm(ProfielveldenForm):
    def __init__(self, *args: Any, overleg: Overleg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vraag(gevraagde_velden(overleg, "uitnodigen", object="overleg"))


class RedenForm(FormulierMixin, forms.Form):
    reden = forms.CharField(label="Waarom?", widget=forms.Textarea(attrs={"rows": 3}))


class AfvoerForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom gaat dit punt van de agenda?",
        required=False,
        help_text="Wie het punt aandroeg leest dit. Bijvoorbeeld: al beantwoord, of verwezen naar iemand anders.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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


class AanwezigForm(FormulierMixin, forms.Form):
    """One choice per participant."""

    def __init__(self, *args: Any, deelnemers: Iterable[Deelnemer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deelnemers = list(deelnemers)
        for rij in self.deelnemers:
            hoe = {Deelnemer.Hoe.VERPLICHT: " (niet zonder)", Deelnemer.Hoe.CRUCIAAL: " (cruciaal)"}
            self.fields[f"d{rij.pk}"] = forms.ChoiceField(
                label=f"{rij.naam}{hoe.get(Deelnemer.Hoe(rij.hoe), '')}",
                required=False,
                choices=Deelnemer.Aanwezig.choices,
                widget=SoortKnoppen,
                initial=rij.aanwezig,
            )

    def aanwezig(self) -> dict[int, str]:
        return {rij.pk: self.cleaned_data[f"d{rij.pk}"] for rij in self.deelnemers}


class InbrengForm(FormulierMixin, forms.Form):
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

    doel = forms.ChoiceField(label="Doel", choices=Agendapunt.Doel.choices, widget=SoortKnoppen)
    deel = forms.ModelChoiceField(Overlegdeel.objects.none(), label="In welk deel?", empty_label=None)
    schaalniveau = forms.ChoiceField(label="Voor welk gebied is dit van belang?", required=False)

    def __init__(self, *args: Any, overleg: Overleg, delen: list[Overlegdeel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies_deel(self, delen)
        if vraagt_schaal(overleg):
            niveaus = [(niveau.sleutel, niveau.naam.capitalize()) for niveau in overleg.profiel.niveaus]
            self.fields["schaalniveau"].choices = [("", "Maak een keuze"), *niveaus]  # type: ignore[attr-defined]
        else:
            del self.fields["schaalniveau"]
        self.vraag(gevraagde_velden(overleg, "agenderen"))

    def keuze(self) -> dict[str, Any]:
        namen = ("doel", "deel", "schaalniveau")
        return {naam: self.cleaned_data[naam] for naam in namen if naam in self.cleaned_data} | {
            "gegevens": self.gegevens()
        }


def kies_deel(form: forms.Form, delen: list[Overlegdeel]) -> None:
    """Offer the parts; with one part there is nothing to choose."""
    if len(delen) == 1:
        del form.fields["deel"]
        return
    veld = form.fields["deel"]
    veld.queryset = Overlegdeel.objects.filter(pk__in=[deel.pk for deel in delen])  # type: ignore[attr-defined]
    veld.label_from_instance = lambda deel: f"{deel.naam} ({deel.get_toegang_display().lower()})"  # type: ignore[attr-defined]
    veld.initial = veld.initial or delen[0]


class BespreekForm(ProfielveldenForm):
    """What came of a point. `versie` is the one on this screen."""

    uitkomst = forms.CharField(label="Uitkomst", widget=forms.Textarea(attrs={"rows": 3}))
    besluit = forms.CharField(label="Besluit", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, overleg: Overleg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feiten = gevraagde_feiten(overleg, "bespreken")
        for feit, vraag in self.feiten:
            self.fields[feit] = forms.ChoiceField(
                label=vraag, required=False, choices=JA_NEE, widget=SoortKnoppen
            )
        self.vraag(gevraagde_velden(overleg, "bespreken"))

    def gegevens(self) -> dict[str, Any]:
        return super().gegevens() | {
            feit: self.cleaned_data[feit] for feit, _ in self.feiten if self.cleaned_data[feit]
        }


class TerugkoppelForm(FormulierMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat is het resultaat?",
        help_text="Zo hoorden de aanwezigen het.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AfspraakForm(FormulierMixin, forms.Form):
    wat = forms.CharField(label="Wat wordt er gedaan?", max_length=300)
    houder = HouderKeuze(label="Wie doet het?")
    uiterlijk = forms.DateField(label="Uiterlijk wanneer?")
    toegezegd = forms.BooleanField(
        label="De uitvoerder zit aan tafel en zegt het toe",
        required=False,
        initial=True,
        help_text="Zonder vinkje krijgt de uitvoerder de vraag, en kan die weigeren.",
    )

    breedtes = {"uiterlijk": "kort"}

    def __init__(self, *args: Any, gebied: Gebied, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["houder"]
        assert isinstance(keuze, HouderKeuze)
        keuze.kies_uit([gebied])


class CorrectieForm(FormulierMixin, forms.Form):
    correctie = forms.CharField(label="Wat verbetert u?", widget=forms.Textarea(attrs={"rows": 4}))


class BijOverlegForm(FormulierMixin, forms.Form):
    """Put something that exists on the agenda of a meeting that comes."""

    overleg = forms.ChoiceField(label="Op de agenda van", widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Wat moet er besproken worden?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, overleggen: Iterable[Overleg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["overleg"].choices = [(overleg.pk, str(overleg)) for overleg in overleggen]  # type: ignore[attr-defined]


class VoorstelForm(FormulierMixin, forms.Form):
    """Take or leave: the keys of the proposals that are taken."""

    kies = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Kies ten minste één punt."}
    )

    def __init__(self, *args: Any, sleutels: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kies"].choices = [(sleutel, sleutel) for sleutel in sleutels]  # type: ignore[attr-defined]
