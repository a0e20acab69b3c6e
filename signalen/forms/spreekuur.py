"""The forms of a spreekuur."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from signalen.acties import ritme as acties
from signalen.acties.spreekuur import gebieden_met_spreekuur, spreekuurvormen
from signalen.instanties import genodigd, instanties
from signalen.models import Spreekuur
from signalen.ritmes import Ritmeregel
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import (
    Datum,
    FormulierMixin,
    GrootTekstvak,
    Keuzevakjes,
    SoortKnoppen,
    Tijd,
    straks_nodig,
)
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Locatie, Partij


class PlanForm(EenmaligMixin, forms.Form):
    soort = forms.ChoiceField(label="Soort", widget=SoortKnoppen)
    gebied = forms.ModelChoiceField(
        label="Waar", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    locatie = forms.ModelChoiceField(
        label="Locatie", queryset=Locatie.objects.none(), required=False, empty_label="Een andere plek"
    )
    plaats = forms.CharField(
        label="Andere plek",
        max_length=160,
        required=False,
        help_text="Als de locatie niet in de lijst staat.",
    )
    thema = forms.ChoiceField(label="Thema", required=False)
    dag = forms.DateField(label="Dag", widget=Datum)
    van = forms.TimeField(label="Van", widget=Tijd)
    tot = forms.TimeField(label="Tot", widget=Tijd)

    breedtes = {"dag": "half", "van": "kort", "tot": "kort"}

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        vormen = spreekuurvormen(profiel)
        gebieden = gebieden_met_spreekuur(gebruiker)
        self._queryset("gebied", gebieden)
        self._queryset("locatie", Locatie.objects.filter(gebied__in=gebieden).select_related("gebied"))
        self._keuzes("soort", [(vorm.sleutel, vorm.naam) for vorm in vormen])
        self.fields["soort"].initial = vormen[0].sleutel if vormen else None
        self._keuzes("thema", [("", "Geen"), *((rij.sleutel, rij.naam) for rij in profiel.themas)])
        nu = timezone.localtime()
        self.fields["dag"].initial = nu.date()
        self.fields["van"].initial = nu.replace(minute=0).time()
        tot = (nu + timedelta(hours=2)).replace(minute=0)
        # Late in the evening it ends the same day.
        self.fields["tot"].initial = tot.time() if tot.date() == nu.date() else time(23, 59)

    def _queryset(self, naam: str, rijen: Any) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = rijen

    def _keuzes(self, naam: str, keuzes: list[tuple[str, str]]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.plan`."""
        g = self.cleaned_data
        return {
            "soort": g["soort"],
            "gebied": g["gebied"],
            "locatie": g["locatie"],
            "plaats": "" if g["locatie"] else g["plaats"],
            "thema": g["thema"],
            "begin": _moment(g["dag"], g["van"]),
            "eind": _moment(g["dag"], g["tot"]),
        }


def _moment(dag: Any, tijd: time) -> datetime:
    return timezone.make_aware(datetime.combine(dag, tijd))


class AanwezigForm(FormulierMixin, forms.Form):
    """Who is there: the parties that the form invites, and functions in free text (DHR-20)."""

    partijen = forms.ModelMultipleChoiceField(
        label="Organisaties en teams", queryset=Partij.objects.none(), required=False, widget=Keuzevakjes
    )
    functies = forms.CharField(
        label="Anderen",
        required=False,
        help_text="Functies, met een komma ertussen: wijkagent, wijkverpleegkundige.",
    )

    def __init__(self, *args: Any, spreekuur: Spreekuur, **kwargs: Any) -> None:
        aanwezig = list(spreekuur.aanwezig.select_related("partij"))
        kwargs.setdefault(
            "initial",
            {
                "partijen": [rij.partij_id for rij in aanwezig if rij.partij_id],
                "functies": ", ".join(rij.functie for rij in aanwezig if rij.functie),
            },
        )
        super().__init__(*args, **kwargs)
        veld = self.fields["partijen"]
        assert isinstance(veld, forms.ModelMultipleChoiceField)
        veld.queryset = Partij.objects.actief().filter(soort__in=["organisatie", "team"])

    def functielijst(self) -> list[str]:
        return [
            functie.strip()[:120] for functie in self.cleaned_data["functies"].split(",") if functie.strip()
        ]


class AfsluitForm(FormulierMixin, forms.Form):
    bezoekers = forms.IntegerField(label="Hoeveel mensen kwamen er?", min_value=0, max_value=5000)
    samenvatting = forms.CharField(
        label="Waar ging het over?", required=False, widget=GrootTekstvak, help_text="Schrijf geen namen op."
    )

    uitzetten = forms.BooleanField(label="", required=False, initial=True)

    breedtes = {"bezoekers": "kort"}

    def __init__(self, *args: Any, te_doen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signalen = "1 signaal" if te_doen == 1 else f"{te_doen} signalen"
        self.fields["uitzetten"].label = f"Zet meteen alles uit wat kan ({signalen})"
        if not te_doen:
            del self.fields["uitzetten"]

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.houd`."""
        return {naam: self.cleaned_data[naam] for naam in ("bezoekers", "samenvatting")}


class RitmeForm(EenmaligMixin, forms.Form):
    """How often from now on."""

    DOOR, ANDERS, STOP = "door", "anders", "stop"

    besluit = forms.ChoiceField(label="Wat besluit u?", widget=SoortKnoppen)
    keer = forms.IntegerField(label="Hoeveel keer", min_value=1, max_value=31, required=False)
    per = forms.ChoiceField(label="Per", required=False, choices=[(per, per) for per in acties.PERIODEN])
    toelichting = forms.CharField(
        label="Waarom",
        required=False,
        max_length=2000,
        widget=GrootTekstvak({"rows": 3}),
        help_text="Verplicht als u stopt.",
    )

    breedtes = {"keer": "kort", "per": "kort"}

    def __init__(self, *args: Any, regel: Ritmeregel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regel = regel
        door = [(self.DOOR, f"Ga zo door ({regel.in_woorden})")] if regel.keer else []
        self.fields["besluit"].choices = [  # type: ignore[attr-defined]
            *door,
            (self.ANDERS, "Kies hoe vaak"),
            (self.STOP, "Stop hier"),
        ]
        self.fields["besluit"].initial = self.ANDERS
        self.fields["keer"].initial = regel.keer or 1
        self.fields["per"].initial = regel.per if regel.per in acties.PERIODEN else "maand"
        for naam in ("keer", "per"):
            straks_nodig(self.fields[naam])

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("besluit") == self.ANDERS and not gegevens.get("keer") and "keer" not in self.errors:
            self.add_error("keer", "Vul in hoe vaak.")
        return gegevens

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.zet_ritme`."""
        g = self.cleaned_data
        hoe_vaak = {
            self.DOOR: (self.regel.keer, self.regel.per),
            self.ANDERS: (g["keer"], g["per"]),
            self.STOP: (0, ""),
        }
        keer, per = hoe_vaak[g["besluit"]]
        return {"keer": keer, "per": per, "toelichting": g["toelichting"]}


class UitnodigForm(FormulierMixin, forms.Form):
    """Whom the theme needs, each with the reason, and anybody else."""

    voorgesteld = forms.MultipleChoiceField(
        label="Wie hoort bij dit thema", required=False, widget=Keuzevakjes
    )
    anderen = forms.ModelMultipleChoiceField(
        label="Andere organisaties en teams",
        queryset=Partij.objects.none(),
        required=False,
        widget=Keuzevakjes,
    )

    def __init__(self, *args: Any, spreekuur: Spreekuur, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        al = [partij.pk for partij in genodigd(spreekuur)]
        nodig = instanties(spreekuur.thema, spreekuur.gebied) if spreekuur.thema else []
        self.nodig = {str(rij.partij.pk): rij.partij for rij in nodig if rij.partij.pk not in al}
        if self.nodig:
            veld = self.fields["voorgesteld"]
            assert isinstance(veld, forms.MultipleChoiceField)
            veld.choices = [
                (str(rij.partij.pk), f"{rij.partij} ({rij.reden})")
                for rij in nodig
                if str(rij.partij.pk) in self.nodig
            ]
            veld.initial = list(self.nodig)
        else:
            del self.fields["voorgesteld"]
        partijen = Partij.objects.actief().bij(spreekuur.gebied).filter(soort__in=["organisatie", "team"])
        anderen = self.fields["anderen"]
        assert isinstance(anderen, forms.ModelMultipleChoiceField)
        anderen.queryset = partijen.exclude(pk__in=[*al, *map(int, self.nodig)])

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if not gegevens.get("voorgesteld") and not gegevens.get("anderen") and not self.errors:
            self.add_error(None, "Kies wie u uitnodigt.")
        return gegevens

    def partijen(self) -> list[Partij]:
        g = self.cleaned_data
        return [*(self.nodig[pk] for pk in g.get("voorgesteld") or ()), *g["anderen"]]
