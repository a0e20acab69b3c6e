"""Items of a plan: a form that follows the kind, and what is said about an item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from wijkagenda import velden
from wijkagenda.acties import Itemgegevens
from wijkagenda.forms.velden import JA_NEE, formulierveld
from wijkagenda.keuzes import bevindingen, houder_van, sleutel_van, trekkers
from wijkagenda.models import Plan, Planitem
from wijkagenda.stand import standen
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, Keuzevakjes, straks_nodig
from wijkwerk.formulieren import Klacht as FormulierKlacht
from wijkwerk.profiel import Profiel, Veld
from wijkwerk.profiel.rijen.plannen import Itemsoort
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied, Partij


class ItemForm(FormulierMixin, forms.Form):
    """An item of a kind of the form: its declared fields, and what any item may have."""

    titel = forms.CharField(label="Titel", max_length=300)
    versie = forms.IntegerField(widget=forms.HiddenInput, initial=1, required=False)

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        soort: Itemsoort,
        item: Planitem | None = None,
        vast: bool = False,
        **kwargs: Any,
    ) -> None:
        self.plan, self.soort, self.item = plan, soort, item
        # Of an item with an afspraak, who and when stand in the register.
        self.met_afspraak = vast or (item is not None and item.afspraak_id is not None)
        # What was found out or is judged is nobody's to do.
        self.doet_niemand = soort.aard in {"bevinding", "toets"}
        stand = standen(plan, [item]).get(item.pk) if item is not None and soort.aard == "toets" else None
        if item is not None:
            begin = {f"v-{naam}": waarde for naam, waarde in (stand.voorstel if stand else {}).items()}
            ingevuld = {naam: waarde for naam, waarde in _begin(item).items() if waarde not in (None, "")}
            kwargs["initial"] = _begin(item) | begin | ingevuld | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        eigen = {veld.sleutel: veld for veld in soort.velden}
        titel = velden.titelveld(soort)
        if titel in eigen:
            self.fields["titel"].label = eigen[titel].naam
        self._voeg_ouder_toe()
        later = {veld.sleutel for veld in soort.besluit}
        for veld in velden.eigen_velden(soort, plan.profiel):
            if veld.sleutel in later:
                continue
            self.fields[f"v-{veld.sleutel}"] = formulierveld(veld, verplicht=False)
        for naam, waarom in (stand.waarom if stand else {}).items():
            if f"v-{naam}" in self.fields:
                # A start value, not a judgment: a person makes that.
                self.fields[f"v-{naam}"].help_text = f"Voorgesteld uit de cijfers. {waarom} U oordeelt zelf."
        if not self.met_afspraak and not self.doet_niemand:
            self._voeg_trekker_toe(eigen)
        if soort.aard == "doel":
            self._voeg_bevindingen_toe()
        self._voeg_rest_toe(plan.profiel)
        self._merk_wat_nodig_is()

    def _merk_wat_nodig_is(self) -> None:
        """Fields without which the item cannot be taken up may stay empty now, but are not free."""
        nodig = velden.nodig_bij_opnemen(self.plan.profiel, self.plan.vorm, self.soort.sleutel)
        for naam, veld in self.fields.items():
            if self._sleutel(naam) in nodig:
                straks_nodig(veld)
                veld.help_text = veld.help_text or "Nodig voordat dit in het plan kan."

    def _sleutel(self, naam: str) -> str:
        """What the profile calls this field of the form."""
        namen = {
            "trekker": velden.trekkerveld(self.soort) or "trekker",
            "einddatum": velden.datumveld(self.soort) or velden.EINDDATUM,
        }
        return namen.get(naam, naam.removeprefix("v-"))

    def neem_klachten_over(self, klachten: Iterable[FormulierKlacht]) -> None:
        """A rule names a field as the profile does: the complaint stands at the field of this form that is meant."""
        hier = {self._sleutel(naam): naam for naam in self.fields}
        super().neem_klachten_over(
            replace(klacht, veld=hier[klacht.veld])
            if isinstance(klacht, Klacht) and klacht.veld in hier
            else klacht
            for klacht in klachten
        )

    def _voeg_ouder_toe(self) -> None:
        if self.soort.onder:
            ouders = (
                self.plan.items.niet_weggelaten().filter(soort=self.soort.onder).order_by("volgorde", "pk")
            )
            naam = self.plan.planvorm.item(self.soort.onder).naam
            self.fields["ouder"] = forms.ModelChoiceField(
                label=f"Onder welke {naam.lower()}?", queryset=ouders, empty_label="Kies"
            )

    def _voeg_trekker_toe(self, eigen: dict[str, Veld]) -> None:
        trekker, dag = velden.trekkerveld(self.soort), velden.datumveld(self.soort)
        self.fields["trekker"] = forms.ChoiceField(
            label=eigen[trekker].naam if trekker else "Trekker",
            required=False,
            choices=[("", "Nog niemand"), *trekkers(self.plan)],
            help_text="Wie dit doet. Na het vaststellen staat het als afspraak in het register.",
        )
        self.fields["einddatum"] = forms.DateField(
            label=eigen[dag].naam if dag == velden.EINDDATUM and dag in eigen else "Uiterlijk klaar",
            required=False,
            widget=Datum(),
        )

    def _voeg_bevindingen_toe(self) -> None:
        """What the established analysis found: a goal rests on one or more of these (DHR-57)."""
        keuzes = bevindingen(self.plan)
        if not keuzes:
            return
        gekozen = (
            self.item.herkomsten.filter(object_soort="planitem").values_list("object_id", flat=True)
            if self.item
            else []
        )
        self.fields["bevindingen"] = forms.MultipleChoiceField(
            label="Op welke bevindingen steunt dit?",
            required=False,
            choices=keuzes,
            widget=Keuzevakjes,
            initial=[str(pk) for pk in gekozen],
        )

    def _voeg_rest_toe(self, profiel: Profiel) -> None:
        if profiel.themas:
            themas = [(thema.sleutel, thema.naam) for thema in profiel.themas]
            self.fields["thema"] = forms.ChoiceField(
                label="Thema", required=False, choices=[("", "Geen"), *themas]
            )
        if not self.doet_niemand:
            self.fields["partijen"] = forms.ModelMultipleChoiceField(
                label="Wie doet mee?",
                required=False,
                queryset=Partij.objects.actief().bij(self.plan.gebied),
                widget=Keuzevakjes,
            )
        zelfde = Gebied.objects.actief().filter(niveau=self.plan.gebied.niveau)
        self.fields["gebieden"] = forms.ModelMultipleChoiceField(
            label="Voor welke gebieden?",
            required=False,
            queryset=zelfde,
            widget=Keuzevakjes,
            initial=[self.plan.gebied_id],
            help_text="Speelt het in meer gebieden? Het blijft één onderwerp met één trekker.",
        )

    def gegevens(self) -> Itemgegevens:
        schoon = self.cleaned_data
        los = {naam.removeprefix("v-"): waarde for naam, waarde in schoon.items() if naam.startswith("v-")}
        return Itemgegevens(
            titel=schoon["titel"],
            velden=velden.als_json(los),
            trekker=houder_van(schoon.get("trekker", ""), self.plan),
            einddatum=schoon.get("einddatum"),
            thema=schoon.get("thema", ""),
            gebieden=list(schoon["gebieden"]),
            partijen=list(schoon.get("partijen", ())),
            bevindingen=list(
                Planitem.objects.filter(pk__in=map(int, schoon["bevindingen"])).select_related("plan")
            )
            if "bevindingen" in schoon
            else None,
        )


class NieuwItemForm(EenmaligMixin, ItemForm):
    """An item that is not there yet."""


def _begin(item: Planitem) -> dict[str, Any]:
    return {
        "titel": item.titel,
        "versie": item.versie,
        "ouder": item.ouder_id,
        "trekker": sleutel_van(item.houder),
        "einddatum": item.einddatum,
        "thema": item.thema,
        "partijen": [partij.pk for partij in item.partijen.all()],
        "gebieden": [gebied.pk for gebied in item.gebieden.all()],
        **{f"v-{naam}": waarde for naam, waarde in (item.velden or {}).items()},
    }


class UitkomstForm(FormulierMixin, forms.Form):
    """What came out of a point: the fields that its kind keeps for the decision."""

    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: Planitem, **kwargs: Any) -> None:
        waarden = item.velden or {}
        besluit = item.plan.planvorm.item(item.soort).besluit
        begin = {"versie": item.versie, **{veld.sleutel: waarden.get(veld.sleutel) for veld in besluit}}
        super().__init__(*args, initial=begin, **kwargs)
        for veld in besluit:
            self.fields[veld.sleutel] = formulierveld(veld, verplicht=True)

    def waarden(self) -> dict[str, Any]:
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "versie"}


class HerkomstForm(EenmaligMixin, forms.Form):
    """`keuzes`: sources that rules can name; the text says which post, which paragraph."""

    bron = forms.ChoiceField(label="Nog een herkomst")
    tekst = forms.CharField(
        label="Wat precies?",
        required=False,
        max_length=300,
        help_text="Bijvoorbeeld de post in de begroting.",
    )

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bron = self.fields["bron"]
        assert isinstance(bron, forms.ChoiceField)
        bron.choices = [("", "Kies"), *keuzes]


class OordeelForm(FormulierMixin, forms.Form):
    ja = forms.ChoiceField(label="Voldoet het?", choices=JA_NEE, widget=forms.RadioSelect)
    toelichting = forms.CharField(label="Waarom?", widget=GrootTekstvak(attrs={"rows": 2}))


def oordeelform(sleutel: str, gegevens: Any = None) -> OordeelForm:
    """A form of its own for each condition on the page: a label belongs to one field."""
    return OordeelForm(gegevens, auto_id=f"id_{sleutel}_%s")


class OpneemForm(FormulierMixin, forms.Form):
    """From elsewhere onto a plan: which plan in the making, as which kind of item."""

    keuze = forms.ChoiceField(label="Op welk plan, als wat?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["keuze"]
        assert isinstance(keuze, forms.ChoiceField)
        keuze.choices = keuzes
