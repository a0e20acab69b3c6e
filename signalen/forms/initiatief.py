"""The forms of initiatives, one per step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from signalen.forms.velden import StapForm
from signalen.models import Contactmoment, Initiatief, Klus
from signalen.routes import houder_van_sleutel
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, Keuzevakjes, straks_nodig
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.keuze import HouderKeuze
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Partij


class IdeeVelden(FormulierMixin, forms.Form):
    """What residents say about their idea."""

    hint_adres = "signalen:hint"

    titel = forms.CharField(label="Hoe heet het idee?", max_length=160)
    omschrijving = forms.CharField(label="Wat willen de bewoners doen?", widget=GrootTekstvak({"rows": 5}))
    eigen_inbreng = forms.CharField(
        label="Wat doen bewoners zelf?", required=False, widget=GrootTekstvak({"rows": 3})
    )
    draagvlak = forms.CharField(
        label="Wie in de buurt staat erachter?", required=False, widget=GrootTekstvak({"rows": 2})
    )
    groep = forms.CharField(
        label="Naam van de groep",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: buren van het plein. Schrijf geen namen van mensen op.",
    )
    bewoners = forms.IntegerField(
        label="Hoeveel bewoners doen mee?", required=False, min_value=0, max_value=9999
    )
    voor_wie = forms.CharField(label="Voor wie is het?", max_length=200, required=False)
    waar = forms.CharField(label="Straat of plek", max_length=200, required=False)
    ondersteuning = forms.CharField(
        label="Welke hulp is nodig?", required=False, widget=GrootTekstvak({"rows": 2})
    )
    kosten = forms.DecimalField(
        label="Wat kost het ongeveer (in euro)?",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )

    breedtes = {"bewoners": "kort", "kosten": "kort"}

    def idee(self) -> dict[str, Any]:
        """Return what residents said, by the names of the model."""
        return {naam: self.cleaned_data.get(naam) for naam in IdeeVelden.base_fields if naam in self.fields}

    def plekken(self) -> list[Gebied]:
        """Where it is; nowhere when the form does not ask, for what came from a signal lies where that lies."""
        return []


class SignaalIdeeForm(EenmaligMixin, IdeeVelden):
    """An idea that was said in a signal: it lies where that lies."""


class IndienForm(EenmaligMixin, IdeeVelden):
    gebied = forms.ModelChoiceField(
        label="Waar is het?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    gebieden = forms.ModelMultipleChoiceField(
        label="Ook ergens anders?", queryset=Gebied.objects.none(), required=False, widget=Keuzevakjes
    )

    field_order = ["titel", "omschrijving", "gebied", "gebieden"]

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waar = gebieden_waar(gebruiker, Recht.INITIATIEF_INDIENEN).order_by("naam")
        for naam in ("gebied", "gebieden"):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ModelChoiceField)
            veld.queryset = waar
        een = list(waar[:2])
        if len(een) == 1:
            self.fields["gebied"].initial = een[0].pk
            del self.fields["gebieden"]

    def plekken(self) -> list[Gebied]:
        g = self.cleaned_data
        return [g["gebied"], *(gebied for gebied in g.get("gebieden") or () if gebied != g["gebied"])]


class PersoonOfRol(forms.ChoiceField):
    """A holder by its key. A key that is not offered is let through: the step refuses it, and says why (R03)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gebied: Gebied | None = None

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or str(value).partition(":")[0] in {"rol", "persoon", "partij"}

    def clean(self, value: Any) -> Houder | None:
        sleutel = super().clean(value)
        if not sleutel or self.gebied is None:
            return None
        houder = houder_van_sleutel(sleutel, self.gebied)
        if houder is None:
            raise ValidationError("Kies iemand uit de lijst.", code="invalid_choice")
        return houder


def eigenaarkeuzes(initiatief: Initiatief, gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """Oneself in one's role, the roles that pull initiatives in the area, and the party that handed it in."""
    profiel = actief_profiel()
    rollen = [
        rol
        for rol in profiel.rollen
        if rol.bereik != "partij"
        and (Recht.INITIATIEF_TREKKEN in rol.mag or Recht.AFSPRAAK_BEWAKEN in rol.mag)
        and Recht.INITIATIEF_TREKKEN not in rol.mag_niet
    ]
    keuzes = {f"rol:{rol.sleutel}": hoofdletter(rol.naam) for rol in rollen}
    vervullingen = (*initiatief.indiener.vervullingen, *gebruiker.vervullingen)
    for vervulling in vervullingen:
        if vervulling.partij_id and Recht.INITIATIEF_TREKKEN in vervulling.rol.mag:
            keuzes[f"partij:{vervulling.partij_sleutel}"] = _partijnaam(vervulling.partij_sleutel)
    keuzes[f"persoon:{gebruiker.pk}"] = f"{gebruiker.naam} (uzelf)"
    return list(keuzes.items())


def _partijnaam(sleutel: str) -> str:
    partij = Partij.objects.filter(sleutel=sleutel).first()
    return partij.naam if partij else sleutel


class EigenaarForm(StapForm):
    eigenaar = PersoonOfRol(label="Wie wordt eigenaar?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, initiatief: Initiatief, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["eigenaar"]
        assert isinstance(veld, PersoonOfRol)
        veld.gebied = initiatief.gebied
        veld.choices = eigenaarkeuzes(initiatief, gebruiker)
        if len(veld.choices) and not self.is_bound:
            veld.initial = veld.choices[0][0]


class BehandelForm(EigenaarForm, IdeeVelden):
    """Who takes it up; and who the residents are and what they do, for that is what rules ask about."""

    VRAGEN = ("eigen_inbreng", "draagvlak", "groep", "bewoners")
    field_order = ["eigenaar", *VRAGEN]

    def __init__(self, *args: Any, initiatief: Initiatief, gebruiker: Gebruiker, **kwargs: Any) -> None:
        initial = {naam: getattr(initiatief, naam) for naam in self.VRAGEN}
        super().__init__(*args, initiatief=initiatief, gebruiker=gebruiker, initial=initial, **kwargs)
        for naam in set(IdeeVelden.base_fields) - set(self.VRAGEN):
            del self.fields[naam]


class OverdraagForm(EigenaarForm):
    reden = forms.CharField(label="Waarom gaat het naar een ander?", widget=GrootTekstvak({"rows": 3}))


class UitvoerForm(StapForm):
    budget_nodig = forms.BooleanField(label="Er is geld nodig", required=False)
    vergunning_nodig = forms.BooleanField(label="Er is een vergunning nodig", required=False)


class WeegForm(StapForm):
    besluit = forms.ChoiceField(
        label="Wat is besloten?", choices=Initiatief.Gewogen.choices, widget=forms.RadioSelect
    )
    datum = forms.DateField(label="Datum van het besluit", widget=Datum)
    kenmerk = forms.CharField(label="Nummer van het besluit", max_length=80, required=False)
    prioriteit = forms.CharField(
        label="Prioriteit",
        max_length=80,
        required=False,
        help_text="Bijvoorbeeld: hoog, dit jaar. Nodig bij ja.",
    )
    randvoorwaarden = forms.CharField(
        label="Bestuurlijke randvoorwaarden",
        required=False,
        widget=GrootTekstvak({"rows": 3}),
        help_text="Waar moet de uitwerking binnen blijven? Nodig bij ja.",
    )
    motivering = forms.CharField(
        label="Motivering", required=False, widget=GrootTekstvak({"rows": 3}), help_text="Nodig bij nee."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["datum"].initial = timezone.localdate()
        # Needed with a yes, or with a no: their help texts say when.
        for naam in ("prioriteit", "randvoorwaarden", "motivering"):
            straks_nodig(self.fields[naam])


class AfrondForm(StapForm):
    uitkomst = forms.ChoiceField(
        label="Wat is ervan gekomen?", choices=Initiatief.Uitkomst.choices, widget=forms.RadioSelect
    )
    antwoord = forms.CharField(label="Wat vertelt u de bewoners?", widget=GrootTekstvak({"rows": 4}))
    toelichting = forms.CharField(label="Toelichting", required=False, widget=GrootTekstvak({"rows": 3}))
    verteld = forms.ChoiceField(
        label="Hoe hoorden de bewoners het?", choices=Initiatief.Verteld.choices, widget=forms.RadioSelect
    )
    verteld_toelichting = forms.CharField(
        label="Waarom kon vertellen niet?", required=False, widget=GrootTekstvak({"rows": 2})
    )

    def __init__(self, *args: Any, initiatief: Initiatief, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["verteld_toelichting"])
        profiel = actief_profiel()
        for regel in profiel.regels_bij("initiatief", "afronden", soort_sleutel=initiatief.soort):
            for veld in getattr(regel, "velden", ()):
                if veld.sleutel in self.fields and regel.is_hard:
                    self.fields[veld.sleutel].required = True


class ContactForm(StapForm):
    op = forms.DateField(label="Wanneer?", widget=Datum)
    soort = forms.ChoiceField(label="Hoe?", choices=Contactmoment.Soort.choices, widget=forms.RadioSelect)
    tekst = forms.CharField(
        label="Wat is besproken of afgesproken?",
        widget=GrootTekstvak({"rows": 3}),
        help_text="Schrijf niets op over mensen persoonlijk.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["op"].initial = timezone.localdate()


class KlusForm(EenmaligMixin, StapForm):
    soort = forms.ChoiceField(
        label="Wat voor werk is het?", choices=Klus.Soort.choices, widget=forms.RadioSelect
    )
    houder = HouderKeuze(label="Wie doet het?")
    wat = forms.CharField(label="Wat vraagt u?", max_length=300, widget=GrootTekstvak({"rows": 3}))
    uiterlijk = forms.DateField(label="Klaar op", widget=Datum)

    def __init__(self, *args: Any, gebied: Gebied, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houder = self.fields["houder"]
        assert isinstance(houder, HouderKeuze)
        houder.kies_uit([gebied])
        self.fields["uiterlijk"].initial = plus_werkdagen(timezone.localdate(), 10)
