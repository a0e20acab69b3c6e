"""The forms of the steps of a signal and of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from signalen.acties import Deelvraag, Oordeel
from signalen.acties.opschaling import rollen_van
from signalen.forms.velden import StapForm, formulierveld
from signalen.models import Antwoord, Deelactie, Melder, Signaal, Terugkoppeling
from signalen.regels import gevraagde_velden
from signalen.routes import (
    HOOGTE,
    Bestemming,
    adviseursrollen,
    bestemmingen,
    escalatie_nummer,
    gevoelig_bij_registratie,
    houder_van_sleutel,
)
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, Zoekveld
from wijkwerk.formulieren import Klacht as FormulierKlacht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.profiel.regels import Beoordeeld
from wijkwerk.profiel.rijen.signalen import Route
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Partij


def standaard_wat(signaal: Signaal, tekst_zichtbaar: bool) -> str:
    """What is asked, to begin with: what was said; of a shielded signal only its number."""
    if signaal.gevoelig != "ja" and tekst_zichtbaar:
        return signaal.tekst[:300]
    return f"Signaal {signaal.nummer} oppakken"


class UitzetForm(StapForm):
    """One part per party: whom, what, before when. A route that does not split asks for one."""

    def __init__(
        self,
        *args: Any,
        signaal: Signaal,
        route: Route,
        tekst_zichtbaar: bool,
        vervangt: Deelactie | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.profiel = actief_profiel()
        self.signaal, self.route, self.vervangt = signaal, route, vervangt
        self.doelen = [
            doel for doel in bestemmingen(self.profiel, route, signaal) if doel.houder and not doel.overleg
        ]
        # Once it was sent, one more party may be asked: any that fits.
        self.nog_iemand = vervangt is not None or signaal.stand == Signaal.Stand.UITGEZET
        self.is_enkel = len(self.doelen) == 1 and not route.splitsen and not self.nog_iemand
        self.fields["route"] = forms.CharField(widget=forms.HiddenInput, initial=route.sleutel)
        if vervangt is not None:
            self.fields["vervangt"] = forms.IntegerField(widget=forms.HiddenInput, initial=vervangt.pk)
        if route.is_meldsysteem:
            self.fields["systeemnummer"] = forms.CharField(
                label="Nummer in het meldsysteem",
                max_length=60,
                required=False,
                help_text="Nog geen nummer? Vul het later in. Tot dan staat er dat de melding nog niet is overgedragen.",
            )
        wat = vervangt.afspraak.wat if vervangt else standaard_wat(signaal, tekst_zichtbaar)
        groepen: list[tuple[str, tuple[str, ...]]] = []
        for nummer, doel in enumerate(self.doelen):
            namen = self._zet_doel(nummer, doel, wat)
            groepen += [] if self.is_enkel else [(doel.naam, namen)]
        if (route.splitsen or self.nog_iemand) and not route.is_balie and not route.is_meldsysteem:
            groepen.append(("Een andere partij", self._zet_ander(wat)))
        self.groepen = groepen
        for veld in gevraagde_velden(self.profiel, "uitzetten", signaal.soort, tuple(signaal.themas)):
            self.fields.setdefault(veld.sleutel, formulierveld(veld, self.profiel, signaal))

    def _zet_doel(self, nummer: int, doel: Bestemming, wat: str) -> tuple[str, ...]:
        namen: list[str] = []
        if not self.is_enkel:
            self.fields[f"kies_{nummer}"] = forms.BooleanField(
                label=f"Vraag {doel.naam}", required=False, initial=doel.voorgesteld and not self.nog_iemand
            )
            namen.append(f"kies_{nummer}")
        return (*namen, *self._zet_vraag(str(nummer), wat, f"Wat vraagt u van {doel.naam}?"))

    def _zet_ander(self, wat: str) -> tuple[str, ...]:
        self.fields["ander"] = forms.ModelChoiceField(
            label="Partij",
            queryset=Partij.objects.actief().filter(soort__in=["team", "organisatie"]),
            required=False,
            empty_label="Niemand",
        )
        return ("ander", *self._zet_vraag("ander", wat, "Wat vraagt u?"))

    def _zet_vraag(self, achter: str, wat: str, label: str) -> tuple[str, ...]:
        nodig = self.is_enkel
        self.fields[f"wat_{achter}"] = forms.CharField(
            label=label, max_length=300, required=nodig, initial=wat, widget=GrootTekstvak({"rows": 3})
        )
        self.fields[f"uiterlijk_{achter}"] = forms.DateField(
            label="Klaar op", required=nodig, initial=self._dag(), widget=Datum
        )
        return f"wat_{achter}", f"uiterlijk_{achter}"

    def _dag(self) -> date:
        """The day on which the answer is due, and never sooner than three working days from now."""
        vandaag = timezone.localdate()
        vroegst = plus_werkdagen(vandaag, 3)
        return max(vroegst, self.signaal.uiterlijk) if self.signaal.uiterlijk else plus_werkdagen(vandaag, 10)

    def neem_klachten_over(self, klachten: Iterable[FormulierKlacht]) -> None:
        """With one destination the action's words for its fields are the fields here."""
        namen = {"wat": "wat_0", "wanneer": "uiterlijk_0"} if self.is_enkel else {}
        super().neem_klachten_over(
            replace(klacht, veld=namen.get(klacht.veld, klacht.veld))
            if isinstance(klacht, Klacht)
            else klacht
            for klacht in klachten
        )

    def delen(self) -> list[Deelvraag]:
        """Return what is asked of whom."""
        g = self.cleaned_data
        rijen = [
            self._deel(doel.houder, str(nummer), doel.discipline)
            for nummer, doel in enumerate(self.doelen)
            if doel.houder and (self.is_enkel or g.get(f"kies_{nummer}"))
        ]
        if g.get("ander"):
            rijen.append(self._deel(Houder(partij=g["ander"]), "ander", ""))
        if rijen and self.vervangt is not None:
            eerste = rijen[0]
            rijen[0] = Deelvraag(
                eerste.houder,
                eerste.wat,
                eerste.uiterlijk,
                eerste.discipline or self.vervangt.discipline,
                self.vervangt,
            )
        return rijen

    def _deel(self, houder: Houder, achter: str, discipline: str) -> Deelvraag:
        g = self.cleaned_data
        return Deelvraag(houder, g.get(f"wat_{achter}") or "", g.get(f"uiterlijk_{achter}"), discipline)

    def velden(self) -> dict[str, Any]:
        gevraagd = gevraagde_velden(self.profiel, "uitzetten", self.signaal.soort, tuple(self.signaal.themas))
        return {
            veld.sleutel: self.cleaned_data[veld.sleutel]
            for veld in gevraagd
            if self.cleaned_data.get(veld.sleutel)
        }


class KoppelForm(FormulierMixin, forms.Form):
    """Which adviser, what is asked, before when."""

    adviseur = forms.ChoiceField(label="Adviseur", widget=forms.RadioSelect)
    wat = forms.CharField(label="Wat vraagt u?", max_length=300, widget=GrootTekstvak({"rows": 3}))
    uiterlijk = forms.DateField(label="Klaar op", widget=Datum)

    def __init__(self, *args: Any, signaal: Signaal, tekst_zichtbaar: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        rollen = adviseursrollen(profiel)
        mensen = personen(tuple(Selector("rol", rol) for rol in rollen), signaal.plek())
        veld = self.fields["adviseur"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            *((f"rol:{rol}", f"{profiel.rol(rol).naam} (wie er beschikbaar is)") for rol in rollen),
            *((f"persoon:{mens.pk}", mens.naam) for mens in mensen),
        ]
        self.signaal = signaal
        self.fields["wat"].initial = standaard_wat(signaal, tekst_zichtbaar)
        self.fields["uiterlijk"].initial = signaal.uiterlijk

    def gekozen(self) -> Houder:
        houder = houder_van_sleutel(self.cleaned_data["adviseur"], self.signaal.gebied)
        assert houder is not None
        return houder


class AntwoordForm(StapForm):
    """The fields of one kind of answer, those that rules want with it, and the criteria to judge."""

    def __init__(self, *args: Any, signaal: Signaal, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profiel = actief_profiel()
        self.soort = soort
        rij = self.profiel.antwoord(soort)
        themas = tuple(signaal.themas)
        self.sleutels: list[str] = []
        for veld in (*rij.velden, *gevraagde_velden(self.profiel, "beantwoorden", signaal.soort, themas)):
            if veld.sleutel not in self.fields:
                self.fields[veld.sleutel] = formulierveld(veld, self.profiel, signaal)
                self.sleutels.append(veld.sleutel)
        self.criteria: list[tuple[str, str]] = []
        for regel in self.profiel.regels_bij(
            "signaal", "beantwoorden", soort_sleutel=signaal.soort, themas=themas
        ):
            if isinstance(regel, Beoordeeld) and regel.als in {"", rij.uitkomst}:
                self._zet_oordeel(regel.oordeel)
        self.fields["soort"] = forms.CharField(widget=forms.HiddenInput, initial=soort)

    def _zet_oordeel(self, sleutel: str) -> None:
        for criterium in self.profiel.oordeel(sleutel).criteria:
            self.criteria.append((sleutel, criterium.sleutel))
            self.fields[criterium.sleutel] = forms.ChoiceField(
                label=criterium.naam, choices=[("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect
            )

    def velden(self) -> dict[str, Any]:
        return {sleutel: self.cleaned_data.get(sleutel) for sleutel in self.sleutels}

    def oordelen(self) -> list[Oordeel]:
        return [
            Oordeel(oordeel, criterium, ja=self.cleaned_data[criterium] == "ja")
            for oordeel, criterium in self.criteria
            if self.cleaned_data.get(criterium)
        ]


class VerlengForm(StapForm):
    datum = forms.DateField(label="Nieuwe datum voor het definitieve antwoord", widget=Datum)
    reden = forms.CharField(label="Waarom duurt het langer?", widget=GrootTekstvak({"rows": 3}))

    def __init__(self, *args: Any, antwoord: Antwoord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if antwoord.verlengingen:
            keer = "1 keer" if antwoord.verlengingen == 1 else f"{antwoord.verlengingen} keer"
            self.fields["reden"].help_text = f"Dit antwoord is al {keer} uitgesteld."


class TerugkoppelForm(StapForm):
    aan = forms.ChoiceField(label="Aan wie is het antwoord verteld?", widget=forms.RadioSelect)
    wijze = forms.ChoiceField(label="Hoe hoort de melder het?", required=False, widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Toelichting",
        required=False,
        widget=GrootTekstvak({"rows": 2}),
        help_text="Nodig als terugkoppelen niet kan.",
    )

    def __init__(self, *args: Any, nodig: Sequence[str], melder: Melder | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aan, wijze = self.fields["aan"], self.fields["wijze"]
        assert isinstance(aan, forms.ChoiceField)
        assert isinstance(wijze, forms.ChoiceField)
        keuzes = list(Terugkoppeling.Aan.choices)
        if melder is not None and melder.terugkoppeling_gewenst:
            keuzes = [keuze for keuze in keuzes if keuze[0] != Terugkoppeling.Aan.NIET_GEWENST]
        if "overleg" not in nodig:
            keuzes = [keuze for keuze in keuzes if keuze[0] != Terugkoppeling.Aan.OVERLEG]
        aan.choices = keuzes
        aan.initial = nodig[0] if nodig else None
        wijze.choices = [("gesproken", "In een gesprek")]
        if melder is not None and melder.e_mail_kenmerk:
            wijze.choices = [("mail", "Per e-mail: Wijkwerk verstuurt het antwoord"), *wijze.choices]
        wijze.initial = wijze.choices[0][0]


class OpschaalForm(StapForm):
    naar = forms.ChoiceField(label="Naar welk niveau?", widget=forms.RadioSelect)
    rol = forms.ChoiceField(label="Wie neemt het over?", required=False)
    reden = forms.CharField(label="Waarom is dat nodig?", widget=GrootTekstvak({"rows": 3}))

    def __init__(self, *args: Any, signaal: Signaal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        nu = escalatie_nummer(profiel, signaal.escalatie)
        hoger = [rij for nummer, rij in enumerate(profiel.escalaties) if nummer > nu]
        naar, rol = self.fields["naar"], self.fields["rol"]
        assert isinstance(naar, forms.ChoiceField)
        assert isinstance(rol, forms.ChoiceField)
        naar.choices = [(rij.sleutel, rij.naam) for rij in hoger]
        naar.initial = hoger[0].sleutel if hoger else None
        rollen = [naam for rij in hoger for naam in rollen_van(profiel, rij.sleutel, signaal)]
        rol.choices = [
            ("", "Wie daar als eerste voor is"),
            *((naam, profiel.rol(naam).naam) for naam in dict.fromkeys(rollen)),
        ]
        if len(hoger) > 1:
            self.fields["reden-overslaan"] = forms.CharField(
                label="Slaat u een niveau over? Waarom?", required=False, widget=GrootTekstvak({"rows": 2})
            )


class AfschermForm(StapForm):
    gevoelig = forms.ChoiceField(label="Wie mag dit zien?", widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Reden",
        required=False,
        help_text="Nodig als meer mensen het mogen zien.",
        widget=GrootTekstvak({"rows": 2}),
    )

    NAMEN = {
        "nee": "Iedereen die hier signalen mag zien",
        "beperkt": "Beperkt: wie ermee werkt en wie hier signalen mag zien",
        "ja": "Afgeschermd: alleen wie ermee werkt",
    }

    def __init__(self, *args: Any, signaal: Signaal, mag_lager: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodem = HOOGTE[gevoelig_bij_registratie(actief_profiel(), signaal.soort, signaal.themas)]
        nu = HOOGTE[signaal.gevoelig]
        veld = self.fields["gevoelig"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            (sleutel, naam)
            for sleutel, naam in self.NAMEN.items()
            if HOOGTE[sleutel] > nu or (mag_lager and bodem <= HOOGTE[sleutel] < nu)
        ]


class HerhalingForm(FormulierMixin, forms.Form):
    van = forms.ChoiceField(
        label="Van welk signaal is dit een herhaling?", required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, keuzes: Sequence[Signaal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["van"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            *((str(rij.pk), f"{rij.nummer} {rij.titel}") for rij in keuzes),
            ("", "Geen herhaling"),
        ]


class LeegForm(StapForm):
    """A step that needs no words: only the click, and a place for what is refused."""


class RedenForm(StapForm):
    reden = forms.CharField(label="Waarom?", widget=GrootTekstvak({"rows": 3}))


class KlaarForm(StapForm):
    resultaat = forms.CharField(label="Wat is het resultaat?", widget=GrootTekstvak({"rows": 3}))


class VoortgangForm(FormulierMixin, forms.Form):
    stand = forms.ChoiceField(
        label="Hoe gaat het?",
        choices=[
            (Afspraak.Stand.LOOPT, "Het loopt"),
            (Afspraak.Stand.KNELPUNT, "Er is een knelpunt"),
            (Afspraak.Stand.LATER, "Het wordt later"),
        ],
        widget=forms.RadioSelect,
    )
    tekst = forms.CharField(label="Toelichting", required=False, widget=GrootTekstvak({"rows": 3}))


class FilterForm(FormulierMixin, forms.Form):
    """The filters of the list; all of it stands in the address."""

    zoek = forms.CharField(label="Zoek", required=False, max_length=100, widget=Zoekveld)
    stand = forms.ChoiceField(label="Stand", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    gebied = forms.ChoiceField(label="Gebied", required=False)
    van = forms.ChoiceField(
        label="Van wie",
        required=False,
        choices=[
            ("", "Alles wat ik zie"),
            ("mij", "Waar ik eigenaar van ben"),
            ("gemeld", "Wat ik opschreef"),
        ],
    )

    def __init__(
        self, *args: Any, gebieden: Sequence[tuple[int, str]], gebruiker: Gebruiker, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        self.gebruiker = gebruiker
        self._zet("stand", [("", "Open"), ("te-laat", "Te laat"), ("alle", "Alle"), *Signaal.Stand.choices])
        self._zet(
            "soort", [("", "Alle soorten"), *((rij.sleutel, rij.naam) for rij in profiel.signaalsoorten)]
        )
        self._zet("gebied", [("", "Alle gebieden"), *((str(pk), naam) for pk, naam in gebieden)])

    def _zet(self, naam: str, keuzes: list[Any]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes

    def filter(self, signalen: Any) -> Any:
        """Narrow the signals. Words are looked for only in what is not shielded; numbers always."""
        if not self.is_valid():
            return signalen.open()
        g = self.cleaned_data
        stand = g["stand"]
        if not stand:
            signalen = signalen.open()
        elif stand == "te-laat":
            signalen = signalen.te_laat()
        elif stand != "alle":
            signalen = signalen.filter(stand=stand)
        if g["soort"]:
            signalen = signalen.filter(soort=g["soort"])
        if g["gebied"]:
            signalen = signalen.filter(plek_gebieden__contains=[int(g["gebied"])])
        if g["van"] == "mij":
            signalen = signalen.van_eigenaar(self.gebruiker)
        elif g["van"] == "gemeld":
            signalen = signalen.filter(geregistreerd_door=self.gebruiker)
        return signalen.filter(_zoekvraag(g["zoek"])) if g["zoek"] else signalen


def _zoekvraag(zoek: str) -> Q:
    jaar, streep, nummer = zoek.strip().partition("-")
    if streep and jaar.isdigit() and nummer.isdigit():
        return Q(jaar=int(jaar), volgnummer=int(nummer))
    q = Q()
    for woord in zoek.split():
        q &= Q(tekst__icontains=woord) | Q(waar__icontains=woord)
    return q & Q(gevoelig="nee")
