"""Sending out and linking: whom, what, before when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from signalen.acties import Deelvraag
from signalen.acties.uitzetvoorstel import leest_iedereen, standaard_dag, standaard_wat
from signalen.forms.grondslag import ALLEEN_BUITEN, verklaring_uit, zet_grondslag
from signalen.forms.velden import GezienMixin, StapForm, formulierveld, met_velden
from signalen.models import Deelactie, Meldsysteem, Signaal, Via
from signalen.regels import gevraagde_velden
from signalen.routes import (
    Bestemming,
    adviseursrollen,
    bestemmingen,
    houder_van_sleutel,
)
from signalen.verstrekken import is_buiten, verstrekking_aan, wat_gaat_mee, zegt_alles
from wijkwerk.formulieren import Datum, GrootTekstvak, straks_nodig
from wijkwerk.formulieren import Klacht as FormulierKlacht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.signalen import Route
from wijkwerk.wijken.models import Partij


class UitzetForm(GezienMixin, StapForm):
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
        self.signaal = signaal
        self.zet_gezien(signaal)
        self.profiel = actief_profiel()
        self.route, self.vervangt = route, vervangt
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
            self._zet_meldsysteem(Meldsysteem.nu())
        alle = tekst_zichtbaar and leest_iedereen(signaal, self.doelen)
        wat = vervangt.afspraak.wat if vervangt else standaard_wat(signaal, alle)
        groepen: list[tuple[str, tuple[str, ...]]] = []
        for nummer, doel in enumerate(self.doelen):
            namen = self._zet_doel(nummer, doel, wat)
            groepen += [] if self.is_enkel else [(doel.naam, namen)]
        if (route.splitsen or self.nog_iemand) and not route.is_balie and not route.is_meldsysteem:
            groepen.append(("Een andere partij", self._zet_ander(wat)))
        self.groepen = groepen
        if signaal.route and route.sleutel != signaal.route:
            self.fields["waarom_anders"] = forms.CharField(
                label="Waarom een andere weg?",
                required=False,
                max_length=500,
                help_text="Dit staat bij het signaal, voor wie ermee werkt.",
                widget=GrootTekstvak({"rows": 2}),
            )
        for veld in gevraagde_velden(self.profiel, "uitzetten", signaal.soort, tuple(signaal.themas)):
            self.fields.setdefault(veld.sleutel, formulierveld(veld, self.profiel, signaal))

    def _zet_meldsysteem(self, systeem: Meldsysteem) -> None:
        """A number for who did it already; and whether the melder agrees to be known there."""
        self.fields["systeemnummer"] = forms.CharField(
            label="Nummer in het meldsysteem",
            max_length=60,
            required=False,
            help_text="Nog geen nummer? Vul het later in. Tot dan staat er dat de melding nog niet is overgedragen."
            if systeem.via == Via.HAND
            else "Wijkwerk draagt de melding zelf over. Vul alleen een nummer in als u dat al deed.",
        )
        melder = self.signaal.melder
        if (
            systeem.geeft_contact_mee
            and systeem.via != Via.HAND
            and melder is not None
            and melder.heeft_contact
        ):
            self.fields["contact_mee"] = forms.BooleanField(
                label="De melder vindt het goed dat e-mailadres en telefoonnummer meegaan",
                required=False,
            )

    def _zet_doel(self, nummer: int, doel: Bestemming, wat: str) -> tuple[str, ...]:
        namen: list[str] = []
        if not self.is_enkel:
            self.fields[f"kies_{nummer}"] = forms.BooleanField(
                label=f"Vraag {doel.naam}", required=False, initial=doel.voorgesteld and not self.nog_iemand
            )
            namen.append(f"kies_{nummer}")
        namen += self._zet_vraag(str(nummer), wat, f"Wat vraagt u van {doel.naam}?")
        if doel.houder:
            self.fields[f"wat_{nummer}"].help_text = wat_gaat_mee(self.signaal, doel.houder)
            if is_buiten(doel.houder) and verstrekking_aan(self.signaal, doel.houder) is None:
                namen += zet_grondslag(self, self.signaal, f"_{nummer}")
        return tuple(namen)

    def _zet_ander(self, wat: str) -> tuple[str, ...]:
        self.fields["ander"] = forms.ModelChoiceField(
            label="Partij",
            queryset=Partij.objects.actief().filter(soort__in=["team", "organisatie"]),
            required=False,
            empty_label="Niemand",
            help_text="Buiten de gemeente gaat alleen mee wat daarvoor is vastgelegd.",
        )
        vraag = self._zet_vraag("ander", wat, "Wat vraagt u?")
        if zegt_alles(self.signaal):
            return ("ander", *vraag)
        return ("ander", *vraag, *zet_grondslag(self, self.signaal, "_ander", ALLEEN_BUITEN))

    def _zet_vraag(self, achter: str, wat: str, label: str) -> tuple[str, ...]:
        nodig = self.is_enkel
        self.fields[f"wat_{achter}"] = forms.CharField(
            label=label, max_length=300, required=nodig, initial=wat, widget=GrootTekstvak({"rows": 3})
        )
        self.fields[f"uiterlijk_{achter}"] = forms.DateField(
            label="Klaar op", required=nodig, initial=standaard_dag(self.signaal), widget=Datum
        )
        # Of who is asked nothing they may stay empty.
        for naam in ("wat", "uiterlijk"):
            straks_nodig(self.fields[f"{naam}_{achter}"])
        return f"wat_{achter}", f"uiterlijk_{achter}"

    def neem_klachten_over(self, klachten: Iterable[FormulierKlacht]) -> None:
        """With one destination the action's words for its fields are the fields here."""
        namen = {"wat": "wat_0", "wanneer": "uiterlijk_0"} if self.is_enkel else {}
        namen |= {
            f"grondslag-{nummer}": f"grondslag_{achter}" for nummer, achter in enumerate(self.gevraagd())
        }
        super().neem_klachten_over(met_velden(klachten, namen))

    def gevraagd(self) -> list[str]:
        """By which name in this form each is known who is asked something."""
        g = self.cleaned_data
        nummers = [str(nummer) for nummer, _ in enumerate(self.doelen)]
        gekozen = [nummer for nummer in nummers if self.is_enkel or g.get(f"kies_{nummer}")]
        return [*gekozen, *(["ander"] if g.get("ander") else [])]

    def delen(self) -> list[Deelvraag]:
        """Return what is asked of whom."""
        rijen = [self._deel(achter) for achter in self.gevraagd()]
        if rijen and self.vervangt is not None:
            discipline = rijen[0].discipline or self.vervangt.discipline
            rijen[0] = replace(rijen[0], discipline=discipline, vervangt=self.vervangt)
        return rijen

    def _deel(self, achter: str) -> Deelvraag:
        g = self.cleaned_data
        doel = None if achter == "ander" else self.doelen[int(achter)]
        houder = doel.houder if doel else Houder(partij=g["ander"])
        assert houder is not None
        return Deelvraag(
            houder,
            g.get(f"wat_{achter}") or "",
            g.get(f"uiterlijk_{achter}"),
            doel.discipline if doel else "",
            verklaring=verklaring_uit(self, f"_{achter}"),
        )

    def velden(self) -> dict[str, Any]:
        gevraagd = gevraagde_velden(self.profiel, "uitzetten", self.signaal.soort, tuple(self.signaal.themas))
        return {
            veld.sleutel: self.cleaned_data[veld.sleutel]
            for veld in gevraagd
            if self.cleaned_data.get(veld.sleutel)
        }


class KoppelForm(GezienMixin, forms.Form):
    """Which adviser, what is asked, before when."""

    hint_adres = "signalen:hint"

    adviseur = forms.ChoiceField(label="Adviseur", widget=forms.RadioSelect)
    wat = forms.CharField(label="Wat vraagt u?", max_length=300, widget=GrootTekstvak({"rows": 3}))
    uiterlijk = forms.DateField(label="Klaar op", widget=Datum)

    def __init__(self, *args: Any, signaal: Signaal, tekst_zichtbaar: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signaal = signaal
        self.zet_gezien(signaal)
        profiel = actief_profiel()
        rollen = adviseursrollen(profiel)
        mensen = personen(tuple(Selector("rol", rol) for rol in rollen), signaal.plek())
        veld = self.fields["adviseur"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            *((f"rol:{rol}", f"{profiel.rol(rol).naam} (wie er beschikbaar is)") for rol in rollen),
            *((f"persoon:{mens.pk}", mens.naam) for mens in mensen),
        ]
        self.fields["wat"].initial = standaard_wat(signaal, tekst_zichtbaar)
        self.fields["uiterlijk"].initial = signaal.uiterlijk

    def gekozen(self) -> Houder:
        houder = houder_van_sleutel(self.cleaned_data["adviseur"], self.signaal.gebied)
        assert houder is not None
        return houder
