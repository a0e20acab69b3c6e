"""Entering a signal: at the open spreekuur in seconds, or afterwards with all there is to say."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from signalen import acties
from signalen.acties.registratie import kanalen_in
from signalen.forms.punt import puntveld
from signalen.forms.velden import MetSchild, SchildKnoppen, SchildVakjes, formulierveld, keuzes_van
from signalen.models import Signaal, Spreekuur
from signalen.regels import gevraagde_velden
from signalen.routes import bestemmingen, gevoelig_bij_registratie, houder_van_sleutel, verwachte_route
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak, Keuzevakjes, SoortKnoppen
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.signalen import Signaalsoort
from wijkwerk.wijken.models import Gebied


def gebieden_voor(gebruiker: Gebruiker) -> QuerySet[Gebied]:
    """Where this person may bring in a signal, for others or as a resident."""
    waar = gebieden_waar(gebruiker, Recht.SIGNAAL_REGISTREREN)
    return (waar | gebieden_waar(gebruiker, Recht.SIGNAAL_MELDEN)).order_by("naam")


def _enige(gebieden: QuerySet[Gebied]) -> int | None:
    """Who works in one area need not choose it."""
    pks = list(gebieden.values_list("pk", flat=True)[:2])
    return pks[0] if len(pks) == 1 else None


def soortkeuze(profiel: Profiel, soort: Signaalsoort, kanaal: str) -> tuple[str, SafeString]:
    """A kind as a button: its name, where it goes, and whether it is shielded."""
    route = verwachte_route(profiel, soort.sleutel, kanaal)
    gevoelig = gevoelig_bij_registratie(profiel, soort.sleutel)
    slot = {"ja": " · afgeschermd", "beperkt": " · beperkt zichtbaar"}.get(gevoelig, "")
    return soort.sleutel, format_html(
        '<span>{}<br><span class="ww-klein">{}{}</span></span>', hoofdletter(soort.naam), route.naam, slot
    )


class RegistratieForm(FormulierMixin, forms.Form):
    """What is said, and as little else as needed. Fields that a kind asks for appear when that kind is sent in."""

    tekst = forms.CharField(
        label="Wat wordt er gezegd?",
        max_length=4000,
        widget=GrootTekstvak({"rows": 4}),
        help_text="In de woorden van de bewoner. Schrijf geen namen op.",
    )
    soort = forms.ChoiceField(label="Waar gaat het over?", widget=SchildKnoppen)
    gevaar = forms.ChoiceField(
        label="Is er nu gevaar?", choices=[("nee", "Nee"), ("ja", "Ja, nu")], widget=SoortKnoppen
    )
    gebied = forms.ModelChoiceField(
        label="Waar speelt het?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    urgentie = forms.ChoiceField(
        label="Hoe dringend is het?",
        choices=Signaal.Urgentie.choices,
        initial=Signaal.Urgentie.NORMAAL,
        widget=SoortKnoppen,
    )
    waar = forms.CharField(label="Straat of plek", max_length=200, required=False)
    hoedanigheid = forms.CharField(
        label="Wie vertelde het?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: huurder, ouder, winkelier.",
    )
    terugkoppeling_gewenst = forms.BooleanField(label="Wil horen wat er gebeurt", required=False)
    naam = forms.CharField(label="Naam", max_length=120, required=False)
    e_mail = forms.EmailField(label="E-mailadres", required=False)
    telefoon = forms.CharField(label="Telefoonnummer", max_length=30, required=False)
    gevoelig = forms.ChoiceField(
        label="Extra afschermen",
        required=False,
        choices=[
            ("", "Zoals bij deze soort hoort"),
            ("beperkt", "Beperkt zichtbaar"),
            ("ja", "Helemaal afschermen"),
        ],
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    autocomplete = {"naam": "off", "e_mail": "off", "telefoon": "off"}
    hint_adres = "signalen:hint"
    # Whether a map stands in it, where there is one: not where it must be quick.
    met_punt = True
    breedtes = {"naam": "half", "e_mail": "half", "telefoon": "half"}
    # Shown at once; the rest folds out.
    VOORAAN = ("tekst", "soort", "gevaar", "gebied", "urgentie")
    MELDER = ("hoedanigheid", "terugkoppeling_gewenst", "naam", "e_mail", "telefoon")
    MEER = ("waar", "punt", "themas", "gevoelig", "belevingsgebied", "gebieden")

    def __init__(
        self,
        *args: Any,
        gebruiker: Gebruiker,
        spreekuur: Spreekuur | None = None,
        volgende: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if volgende:
            # The next visitor is there already: straight to the words, with and without JavaScript.
            self.fields["tekst"].widget.attrs |= {"autofocus": True, "data-focus": ""}
        self.gebruiker = gebruiker
        self.profiel = actief_profiel()
        self.spreekuur = spreekuur
        kanaal = spreekuur.soort if spreekuur else ""
        soorten = [rij for rij in self.profiel.signaalsoorten if rij.geldt_op(timezone.localdate())]
        self._keuze("soort").choices = [soortkeuze(self.profiel, rij, kanaal) for rij in soorten]
        gebied = self.fields["gebied"]
        assert isinstance(gebied, forms.ModelChoiceField)
        gebied.queryset = gebieden_voor(gebruiker)
        gebied.initial = spreekuur.gebied_id if spreekuur else _enige(gebied.queryset)
        self.fields["client_id"].initial = uuid.uuid4
        self._zet_gevaar(soorten)
        if self.profiel.themas:
            self.fields["themas"] = forms.MultipleChoiceField(
                label="Thema's",
                required=False,
                choices=[(rij.sleutel, rij.naam) for rij in self.profiel.themas],
                widget=SchildVakjes,
            )
        self._zet_schild(soorten)
        if spreekuur is None:
            self._zet_buiten_spreekuur(gebied.queryset)
        self._zet_extra()

    def _keuze(self, naam: str) -> forms.ChoiceField:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        return veld

    def _zet_gevaar(self, soorten: list[Signaalsoort]) -> None:
        """Asked only where a kind is shielded: first safety, then the form."""
        schild = [rij.naam for rij in soorten if gevoelig_bij_registratie(self.profiel, rij.sleutel) == "ja"]
        if schild:
            self.fields["gevaar"].help_text = f"Alleen bij: {', '.join(schild)}."
        else:
            del self.fields["gevaar"]

    def _zet_schild(self, soorten: list[Signaalsoort]) -> None:
        """Mark what shields, so that the page asks about danger, and keeps on a device, only what it should."""
        hoogtes: dict[str, dict[str, str]] = {
            "soort": {rij.sleutel: gevoelig_bij_registratie(self.profiel, rij.sleutel) for rij in soorten},
            "themas": {rij.sleutel: rij.gevoelig for rij in self.profiel.themas},
        }
        for naam, hoogte in hoogtes.items():
            if naam in self.fields:
                widget = self.fields[naam].widget
                assert isinstance(widget, MetSchild)
                widget.schild = {sleutel: schild for sleutel, schild in hoogte.items() if schild != "nee"}

    def _zet_buiten_spreekuur(self, gebieden: QuerySet[Gebied]) -> None:
        if self.met_punt and (punt := puntveld()) is not None:
            self.fields["punt"] = punt
        self.fields["kanaal"] = forms.ChoiceField(
            label="Hoe kwam het binnen?", choices=[("", "Kies"), *kanalen_in(self.profiel).items()]
        )
        self.fields["gebieden"] = forms.ModelMultipleChoiceField(
            label="Speelt het ook ergens anders?", queryset=gebieden, required=False, widget=Keuzevakjes
        )
        self.fields["belevingsgebied"] = forms.CharField(
            label="Hoe noemt de bewoner de buurt?", max_length=120, required=False
        )

    def _zet_extra(self) -> None:
        """The fields that rules of the profile want for the kind that was sent in."""
        soort = str(self.data.get(self.add_prefix("soort"), "")) if self.is_bound else ""
        self.gevraagd = []
        if soort not in {sleutel for sleutel, _ in self._keuze("soort").choices}:  # type: ignore[misc,union-attr]
            return
        for veld in gevraagde_velden(self.profiel, "registreren", soort):
            if veld.sleutel == "eigenaar":
                self._zet_eigenaar(soort)
            elif veld.sleutel not in self.fields:
                self.fields[veld.sleutel] = formulierveld(veld, self.profiel)
                self.gevraagd.append(veld.sleutel)

    def _zet_eigenaar(self, soort: str) -> None:
        pk = str(self.data.get(self.add_prefix("gebied"), ""))
        gebied = Gebied.objects.filter(pk=int(pk[:18])).first() if pk.isdecimal() else None
        if gebied is None:
            return
        leeg = Signaal(soort=soort, gebied=gebied)
        doelen = bestemmingen(self.profiel, verwachte_route(self.profiel, soort), leeg)
        keuzes = dict(keuzes_van(doelen))
        for wie in (wie for rij in self.profiel.escalaties for wie in rij.wie):
            houder = houder_van_sleutel(str(wie), gebied)
            if houder is not None:
                keuzes.setdefault(str(wie), str(houder))
        self.fields["eigenaar"] = forms.ChoiceField(
            label="Wie pakt dit op?", choices=list(keuzes.items()), widget=forms.RadioSelect
        )

    def full_clean(self) -> None:
        """Fields that only some kinds need are checked in `clean` or by the action; their labels do not say "vrij"."""
        soms = [self.fields[naam] for naam in ("gevaar", "eigenaar", *self.gevraagd) if naam in self.fields]
        for veld in soms:
            veld.required = False
        super().full_clean()
        for veld in soms:
            veld.required = True

    # --- groups for the template

    @property
    def vooraan(self) -> list[forms.BoundField]:
        return [
            self[naam]
            for naam in ("kanaal", *self.VOORAAN, "eigenaar", *self.gevraagd)
            if naam in self.fields
        ]

    @property
    def over_onderwerp(self) -> list[forms.BoundField]:
        """What it shares with others; only where many come one after the other (`SnelForm`)."""
        return []

    @property
    def over_melder(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.MELDER if naam in self.fields]

    @property
    def meer(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.MEER if naam in self.fields]

    @property
    def melder_open(self) -> bool:
        return any(veld.errors or veld.value() for veld in self.over_melder)

    @property
    def meer_open(self) -> bool:
        return any(self[naam].errors for naam in self.MEER if naam in self.fields)

    # --- what it says

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        soort = gegevens.get("soort")
        if soort and "gevaar" in self.fields and not gegevens.get("gevaar"):
            zwaar = gevoelig_bij_registratie(self.profiel, soort, gegevens.get("themas") or ())
            if zwaar == "ja":
                self.add_error("gevaar", "Beantwoord eerst: is er nu gevaar?")
        return gegevens

    @property
    def is_acuut(self) -> bool:
        """There is danger now for somebody: nothing of this form may be kept."""
        if not self.is_bound or self.data.get(self.add_prefix("gevaar")) != "ja":
            return False
        soort = str(self.data.get(self.add_prefix("soort"), ""))
        bekend = {rij.sleutel for rij in self.profiel.signaalsoorten}
        return soort not in bekend or gevoelig_bij_registratie(self.profiel, soort) == "ja"

    def eigenaar(self) -> Houder | None:
        sleutel = self.cleaned_data.get("eigenaar") or ""
        return houder_van_sleutel(sleutel, self.cleaned_data["gebied"]) if sleutel else None

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.registreer`."""
        g = self.cleaned_data
        gebieden = [g["gebied"], *(gebied for gebied in g.get("gebieden") or () if gebied != g["gebied"])]
        return {
            "tekst": g["tekst"],
            "soort": g["soort"],
            "gebieden": gebieden,
            "kanaal": g.get("kanaal", ""),
            "spreekuur": self.spreekuur,
            "themas": g.get("themas") or (),
            "urgentie": g["urgentie"],
            "gevoelig": g.get("gevoelig") or "nee",
            "belevingsgebied": g.get("belevingsgebied", ""),
            "waar": g["waar"],
            "punt": g.get("punt"),
            "melder": acties.Melderinvoer(
                hoedanigheid=g["hoedanigheid"],
                naam=g["naam"],
                e_mail=g["e_mail"],
                telefoon=g["telefoon"],
                terugkoppeling_gewenst=g["terugkoppeling_gewenst"],
            ),
            "eigenaar": self.eigenaar(),
            "velden": {sleutel: g.get(sleutel, "") for sleutel in self.gevraagd},
            "client_id": g.get("client_id"),
            "herhaling_van": self.eerder(),
        }

    def eerder(self) -> Signaal | None:
        """The earlier signal that says the same, chosen from what `verwachting` showed."""
        pk = str(self.data.get("herhaling_van", ""))
        zichtbaar = Signaal.objects.zichtbaar_voor(self.gebruiker)
        return zichtbaar.filter(pk=int(pk[:18])).first() if pk.isdecimal() else None

    def registreer(self, door: Gebruiker) -> Signaal:
        """Take the step; raises as the action does."""
        return acties.registreer(door=door, **self.invoer())
