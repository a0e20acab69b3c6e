"""The forms of projects, one per step."""

from __future__ import annotations

from typing import Any

from django import forms

from signalen.forms.initiatief import PersoonOfRol
from signalen.forms.velden import StapForm
from signalen.models import Project
from signalen.rolgrenzen import leiders
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, GrootTekstvak, Keuzevakjes
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.velden import Veld
from wijkwerk.profielvelden import bewaar, formulierveld
from wijkwerk.wijken.models import Gebied


def leiderkeuzes(profiel: Profiel, gebied: Gebied) -> list[tuple[str, str]]:
    """The people who lead projects there by name, and their roles."""
    rollen = leiders(profiel)
    selectoren = tuple(Selector("rol", rol.sleutel) for rol in rollen)
    mensen = personen(selectoren, Plek(frozenset(gebied.voorouders))).order_by("naam")
    return [
        *((f"persoon:{mens.pk}", mens.naam) for mens in mensen),
        *(
            (f"rol:{rol.sleutel}", f"{hoofdletter(rol.naam)} (wie er beschikbaar is)")
            for rol in rollen
            if rol.bereik != "partij"
        ),
    ]


class LeiderForm(StapForm):
    projectleider = PersoonOfRol(label="Wie leidt het project?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, gebied: Gebied, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["projectleider"]
        assert isinstance(veld, PersoonOfRol)
        veld.gebied = gebied
        veld.choices = leiderkeuzes(actief_profiel(), gebied)


class WordtProjectForm(EenmaligMixin, LeiderForm):
    naam = forms.CharField(label="Hoe heet het project?", max_length=160)

    field_order = ["naam", "projectleider"]


class OverdraagProjectForm(LeiderForm):
    reden = forms.CharField(label="Waarom gaat een ander het leiden?", widget=GrootTekstvak({"rows": 3}))


class OpenForm(EenmaligMixin, StapForm):
    """A project of the municipality itself: where, under which name; the leader is oneself, or chosen later."""

    naam = forms.CharField(label="Hoe heet het project?", max_length=160)
    doel = forms.CharField(label="Wat is het doel?", widget=GrootTekstvak({"rows": 3}), required=False)
    gebied = forms.ModelChoiceField(
        label="Waar is het?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    gebieden = forms.ModelMultipleChoiceField(
        label="Ook ergens anders?", queryset=Gebied.objects.none(), required=False, widget=Keuzevakjes
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waar = gebieden_waar(gebruiker, Recht.PROJECT_LEIDEN) | gebieden_waar(
            gebruiker, Recht.AFSPRAAK_BEWAKEN
        )
        for naam in ("gebied", "gebieden"):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ModelChoiceField)
            veld.queryset = waar.order_by("naam")

    def plekken(self) -> list[Gebied]:
        g = self.cleaned_data
        if not g.get("gebied"):
            return []
        return [g["gebied"], *(gebied for gebied in g.get("gebieden") or () if gebied != g["gebied"])]


# Fields of the profile that the project keeps in columns of its own.
EIGEN = frozenset(
    {"naam", "doel", "opdrachtgever", "randvoorwaarden", "planning", "communicatie", "budget", "startdatum",
     "einddatum", "projectleider", "gebied", "thema", "eigenaar", "onderwerp", "resultaat"}
)  # fmt: skip


def gevraagde_velden(profiel: Profiel, project: Project) -> list[Veld]:
    """Return the fields that rules want before it starts, and that have no column: the intake (ETL-19)."""
    velden: dict[str, Veld] = {}
    for regel in profiel.regels_bij("project", "starten", soort_sleutel="", themas=tuple(project.themas)):
        for veld in getattr(regel, "velden", ()):
            if veld.sleutel not in EIGEN:
                velden.setdefault(veld.sleutel, veld)
    return list(velden.values())


class ProjectForm(StapForm):
    """All that is known about a project."""

    naam = forms.CharField(label="Naam", max_length=160)
    doel = forms.CharField(label="Doel", required=False, widget=GrootTekstvak({"rows": 3}))
    opdrachtgever = forms.CharField(label="Opdrachtgever", max_length=160, required=False)
    groep = forms.CharField(label="Groep bewoners die meemaakt", max_length=120, required=False)
    bewoners = forms.IntegerField(
        label="Hoeveel bewoners doen mee?", required=False, min_value=0, max_value=9999
    )
    belanghebbenden = forms.CharField(
        label="Wie hebben er belang bij?",
        required=False,
        widget=GrootTekstvak({"rows": 3}),
        help_text="Groepen en organisaties, elk op een eigen regel. Geen namen van mensen.",
    )
    randvoorwaarden = forms.CharField(
        label="Randvoorwaarden", required=False, widget=GrootTekstvak({"rows": 3})
    )
    planning = forms.CharField(label="Planning", required=False, widget=GrootTekstvak({"rows": 3}))
    communicatie = forms.CharField(
        label="Hoe horen mensen ervan?", required=False, widget=GrootTekstvak({"rows": 3})
    )
    budget = forms.DecimalField(
        label="Budget (in euro)", required=False, min_value=0, max_digits=12, decimal_places=2
    )
    begin = forms.DateField(label="Begin", required=False, widget=Datum)
    eind = forms.DateField(label="Einde", required=False, widget=Datum)

    breedtes = {"bewoners": "kort", "budget": "kort", "begin": "half", "eind": "half"}

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        namen = [*self.base_fields, "disciplines", "themas", "instrumenten"]
        super().__init__(*args, initial={naam: getattr(project, naam) for naam in namen}, **kwargs)
        profiel = actief_profiel()
        instrumenten = profiel.participatie.instrumenten if profiel.participatie else ()
        for naam, label, keuzes in (
            # One that the profile dropped stays as long as it is chosen.
            (
                "instrumenten",
                "Hoe doen mensen mee?",
                {woord: woord for woord in (*instrumenten, *project.instrumenten)},
            ),
            ("disciplines", "Betrokken vakgebieden", {rij.sleutel: rij.naam for rij in profiel.disciplines}),
            ("themas", "Thema's", {rij.sleutel: rij.naam for rij in profiel.themas}),
        ):
            if keuzes:
                self.fields[naam] = forms.MultipleChoiceField(
                    label=label,
                    required=False,
                    choices=[(sleutel, hoofdletter(woord)) for sleutel, woord in keuzes.items()],
                    widget=Keuzevakjes,
                )
        self.gevraagd = gevraagde_velden(profiel, project)
        for veld in self.gevraagd:
            self.fields[veld.sleutel] = formulierveld(veld, verplicht=False)
            self.fields[veld.sleutel].initial = project.velden.get(veld.sleutel)

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.wijzig_project`."""
        extra = {veld.sleutel for veld in self.gevraagd}
        velden = {naam: w for naam, w in self.cleaned_data.items() if naam not in extra}
        return velden | {"extra": bewaar(self.gevraagd, self.cleaned_data)}


class InschattingForm(EenmaligMixin, StapForm):
    tekst = forms.CharField(
        label="Wat verwacht u van de wijk?",
        max_length=4000,
        widget=GrootTekstvak({"rows": 5}),
        help_text="Hoe zullen mensen reageren, en waarop moet het team letten? Geen namen van mensen.",
    )


class TeamForm(StapForm):
    gebruiker = forms.ModelChoiceField(
        label="Wie komt erbij?", queryset=Gebruiker.objects.none(), empty_label="Kies iemand"
    )
    taak = forms.CharField(label="Waarvoor?", max_length=120, required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["gebruiker"]
        assert isinstance(veld, forms.ModelChoiceField)
        # Who may not join is offered as well: the refusal says why (DHR-46).
        rollen = [
            Selector("rol", rol.sleutel)
            for rol in actief_profiel().rollen
            if rol.kant in {"gemeente", "partner"} or Recht.PROJECT_MEEDOEN in rol.mag
        ]
        veld.queryset = personen(tuple(rollen), project.plek()).order_by("naam")


class AfsluitForm(StapForm):
    resultaat = forms.CharField(label="Wat is het resultaat?", widget=GrootTekstvak({"rows": 4}))
