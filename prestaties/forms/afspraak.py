"""What is agreed, with whom, and how much in which buurt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from prestaties.acties import Inhoud
from prestaties.regels import gevraagde_velden
from wijkagenda.models import Planitem
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, FormulierMixin, Getal, GrootTekstvak, straks_nodig
from wijkwerk.profiel.rijen.plekken import Thema
from wijkwerk.wijken.models import Gebied, Partij

# Rows for areas that stand ready, and how many a page may hold.
RIJEN, MEESTE_RIJEN = 4, 60


class Puntkeuze(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Topics of plans, each with its plan."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.plan.titel}: {obj}"


def _tekst(label: str, hulp: str = "", rijen: int = 3, **anders: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hulp,
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": rijen}),
        **anders,
    )


class AfspraakForm(EenmaligMixin, FormulierMixin, forms.Form):
    partij = forms.ModelChoiceField(
        label="Welke organisatie levert dit?",
        queryset=Partij.objects.none(),
        empty_label="Kies een organisatie",
    )
    opdrachtgever = forms.ModelChoiceField(
        label="Wie is de opdrachtgever?", queryset=Partij.objects.none(), empty_label="Kies een opdrachtgever"
    )
    tweede = forms.ModelChoiceField(
        label="Tweede opdrachtgever",
        queryset=Partij.objects.none(),
        required=False,
        empty_label="Er is er één",
        help_text="Maakt u de afspraak samen met een ander? Die tekent dan ook.",
    )
    wat = forms.CharField(
        label="Wat doet de organisatie?", max_length=200, required=False, help_text="In één zin."
    )
    waarom = _tekst("Waarom is dit nodig?", "Wat merken bewoners nu, en wat moet beter worden?")
    wanneer = forms.CharField(
        label="Wanneer?", max_length=300, required=False, help_text="Bijvoorbeeld: elke dinsdag en donderdag."
    )
    hoe = _tekst("Hoe?", "Hoe pakt de organisatie het aan?")
    door_wie = forms.CharField(
        label="Door wie?",
        max_length=200,
        required=False,
        help_text="De functie of het team. Noem geen naam van een medewerker.",
    )
    thema = forms.ChoiceField(label="Bij welk thema uit de signalen hoort het?", required=False)
    planitem = Puntkeuze(
        label="Bij welk onderwerp uit een plan hoort het?",
        queryset=Planitem.objects.none(),
        required=False,
        empty_label="Het staat niet in een plan",
    )
    doelgroep = forms.CharField(label="Voor wie?", max_length=160, required=False)
    begin = forms.DateField(label="Eerste dag", required=False, widget=Datum())
    einde = forms.DateField(label="Laatste dag", required=False, widget=Datum())
    bedrag = forms.DecimalField(
        label="Subsidie (in euro)", max_digits=12, decimal_places=2, min_value=0, required=False
    )
    eenheid = forms.CharField(
        label="Wat telt u?",
        max_length=60,
        required=False,
        help_text="Bijvoorbeeld: uren, bijeenkomsten of gesprekken.",
    )
    rijen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        partijen: QuerySet[Partij],
        opdrachtgevers: QuerySet[Partij],
        gebieden: Iterable[Gebied],
        punten: QuerySet[Planitem],
        themas: Iterable[Thema],
        inzet: Mapping[int, Decimal] | None = None,
        extra: bool = False,
        vast: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._gebieden = {str(rij.pk): rij for rij in gebieden}
        self._kies("partij", partijen)
        self._kies("opdrachtgever", opdrachtgevers)
        self._kies("tweede", opdrachtgevers)
        self._kies("planitem", punten)
        thema = self.fields["thema"]
        assert isinstance(thema, forms.ChoiceField)
        thema.choices = [("", "Geen thema"), *((rij.sleutel, rij.naam) for rij in themas)]
        if vast:
            # With whom it is does not change: that would be another afspraak.
            del self.fields["partij"]
        # What the profile asks is asked when it is put forward; the label says so from the beginning.
        for naam in {"wat", "begin", "einde", "eenheid", *gevraagde_velden()} & set(self.fields):
            straks_nodig(self.fields[naam])
        self._zet_rijen(dict(inzet or {}), extra)

    def _kies(self, naam: str, rijen: QuerySet[Any]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = rijen

    def _zet_rijen(self, inzet: dict[int, Decimal], extra: bool) -> None:
        gestuurd = str(self.data.get("rijen", "")) if self.is_bound else ""
        aantal = int(gestuurd[:3]) if gestuurd.isdecimal() else len(inzet) + RIJEN
        self.aantal = min(max(aantal, RIJEN) + (RIJEN if extra else 0), MEESTE_RIJEN)
        keuzes = [("", "Kies een gebied"), *((pk, rij.naam) for pk, rij in self._gebieden.items())]
        rijen = list(inzet.items())
        for n in range(1, self.aantal + 1):
            waar, hoeveel = rijen[n - 1] if n <= len(rijen) else ("", None)
            self.fields[f"gebied_{n}"] = forms.ChoiceField(
                label=f"Gebied {n}", choices=keuzes, required=False, initial=str(waar)
            )
            self.fields[f"aantal_{n}"] = forms.DecimalField(
                label=f"Hoeveel in gebied {n}?",
                max_digits=10,
                decimal_places=2,
                required=False,
                initial=hoeveel,
                # A field that comes after the others is not given our number box by the mixin.
                widget=Getal(attrs={"inputmode": "decimal"}),
            )
            for naam in (f"gebied_{n}", f"aantal_{n}"):
                straks_nodig(self.fields[naam])
        self.initial["rijen"] = self.aantal
        if self.is_bound and extra:
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["rijen"] = str(self.aantal)
            self.data = data

    @property
    def groepen(self) -> list[tuple[str, list[str]]]:  # type: ignore[override]
        paren = [naam for n in range(1, self.aantal + 1) for naam in (f"gebied_{n}", f"aantal_{n}")]
        return [
            ("Wat en waarom", ["wat", "waarom", "wanneer", "hoe", "door_wie"]),
            ("Waar het bij hoort", ["thema", "planitem", "doelgroep"]),
            ("Wanneer en voor hoeveel geld", ["begin", "einde", "bedrag"]),
            ("Hoeveel in welk gebied", ["eenheid", *paren]),
        ]

    @property
    def breedtes(self) -> dict[str, str]:  # type: ignore[override]
        kort = {"begin": "kort", "einde": "kort", "bedrag": "kort", "eenheid": "kort"}
        paren = {f"{naam}_{n}": "half" for n in range(1, self.aantal + 1) for naam in ("gebied", "aantal")}
        return kort | paren

    def clean(self) -> dict[str, Any]:
        """Each area once, with a number; each number with an area."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        self.inzet: dict[Gebied, Decimal] = {}
        for n in range(1, self.aantal + 1):
            pk, hoeveel = schoon.get(f"gebied_{n}"), schoon.get(f"aantal_{n}")
            if not pk and hoeveel is None:
                continue
            if not pk:
                self.add_error(f"gebied_{n}", "Kies het gebied waar dit voor is.")
            elif hoeveel is None and f"aantal_{n}" not in self.errors:
                self.add_error(f"aantal_{n}", "Vul in hoeveel er in dit gebied wordt geleverd.")
            elif hoeveel is not None and hoeveel <= 0:
                self.add_error(f"aantal_{n}", "Vul een getal in van meer dan nul.")
            elif self._gebieden[pk] in self.inzet:
                self.add_error(f"gebied_{n}", "Dit gebied staat er al bij.")
            elif hoeveel is not None:
                self.inzet[self._gebieden[pk]] = hoeveel
        return schoon

    def opdrachtgevers(self) -> list[Partij]:
        keuzes = (self.cleaned_data.get("opdrachtgever"), self.cleaned_data.get("tweede"))
        return list(dict.fromkeys(rij for rij in keuzes if rij is not None))

    def inhoud(self) -> Inhoud:
        return Inhoud(**{naam: self.cleaned_data[naam] for naam in Inhoud.__dataclass_fields__})
