"""Choosing, planning, moving and inviting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from overleggen.forms.basis import ProfielveldenForm
from overleggen.models import Overleg
from overleggen.velden import gevraagde_velden
from wijkwerk.formulieren import FormulierMixin, Keuzevakjes
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.velden import Veld
from wijkwerk.wijken.models import Gebied, Locatie

# When a meeting in that part of the day usually begins.
BEGIN = {"ochtend": time(9, 30), "middag": time(14), "avond": time(19, 30)}


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


class PlanningForm(FilterForm):
    """Which part of the planner."""

    wanneer = None  # type: ignore[assignment]  # how Django leaves out a field of the form above
    jaar = forms.TypedChoiceField(label="Jaar", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nu = timezone.localdate().year
        self.fields["jaar"].choices = [(nr, str(nr)) for nr in (nu, nu + 1, nu - 1, nu - 2, nu - 3)]  # type: ignore[attr-defined]


class PlanKeuzeForm(FormulierMixin, forms.Form):
    """Which form of meeting, for which area: the rest of the plan follows from it."""

    vorm = forms.ChoiceField(label="Welk overleg?")
    gebied = forms.ChoiceField(label="Waar?")

    def __init__(self, *args: Any, mogelijk: dict[str, list[Gebied]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        gebieden = {gebied.pk: gebied for rij in mogelijk.values() for gebied in rij}
        self.fields["vorm"].choices = [(vorm, profiel.overlegvorm(vorm).naam) for vorm in mogelijk]  # type: ignore[attr-defined]
        self.fields["gebied"].choices = [  # type: ignore[attr-defined]
            (pk, gebied.naam) for pk, gebied in sorted(gebieden.items(), key=lambda paar: paar[1].naam)
        ]


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
        help_text="Bijvoorbeeld een huiskamer. Alleen als de plek niet in de lijst staat; deze plek komt nooit op een openbare pagina.",
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
        self.initial.setdefault("begin", BEGIN.get(vorm.dagdeel or ""))
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
