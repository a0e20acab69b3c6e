"""Bringing in a file, and entering one figure."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkwerk.cijfers.catalogus import Catalogus
from wijkwerk.cijfers.diensten.fouten import DienstFout
from wijkwerk.cijfers.diensten.kiezen import diensten
from wijkwerk.cijfers.inlezen.eigen import EIGEN
from wijkwerk.cijfers.keuzes import Herkomst, Keuzes
from wijkwerk.cijfers.lezen.bestand import MB
from wijkwerk.cijfers.lezen.formaten import FORMATEN
from wijkwerk.cijfers.models import Reden
from wijkwerk.cijfers.periode import EERSTE_JAAR, LAATSTE_JAAR
from wijkwerk.formulieren import Datum, FormulierMixin, Getal, Keuzevakjes
from wijkwerk.wijken.models import Gebied

# The file waits in the database for the worker; longer ones go through the command line.
MAX_BYTES = 30 * MB
EIGEN_NAAM = "Eigen cijfers, in ons formaat (csv of xlsx)"
REDENEN = {
    "geheim": Reden.GEHEIM,
    "onbekend": Reden.ONBEKEND,
    "nog niet gepubliceerd": Reden.NOG_NIET,
    "niet van toepassing": Reden.NIET_VAN_TOEPASSING,
}


def _indeling() -> forms.IntegerField:
    return forms.IntegerField(
        label="Jaar van de wijken en buurten",
        required=False,
        min_value=EERSTE_JAAR,
        max_value=LAATSTE_JAAR,
        widget=Getal,
        help_text="Vult u niets in, dan is dat het nieuwste jaar van de cijfers.",
    )


def _voorlopig() -> forms.BooleanField:
    return forms.BooleanField(
        label="Deze cijfers zijn voorlopig",
        required=False,
        help_text="De bron kan ze nog veranderen.",
    )


class BestandForm(FormulierMixin, forms.Form):
    formaat = forms.ChoiceField(label="Wat voor bestand is het?")
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"Een .csv, .xlsx of .json van hoogstens {MAX_BYTES // MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json,.geojson"}),
    )
    jaar = forms.IntegerField(
        label="Jaar",
        required=False,
        min_value=EERSTE_JAAR,
        max_value=LAATSTE_JAAR,
        widget=Getal,
        help_text="Van welk jaar de cijfers zijn, als dat niet in het bestand staat.",
    )
    indeling = _indeling()
    bron = forms.CharField(
        label="Bron",
        required=False,
        max_length=200,
        help_text="Alleen bij eigen cijfers: waar ze vandaan komen, bijvoorbeeld Burgerpeiling 2026.",
    )
    peildatum = forms.DateField(
        label="Peildatum",
        required=False,
        widget=Datum,
        help_text="Alleen bij eigen cijfers: van welke dag ze zijn.",
    )
    voorlopig = _voorlopig()

    def __init__(self, *args: Any, overal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(EIGEN, EIGEN_NAAM)]
        if overal:
            keuzes += [(formaat.sleutel, formaat.naam) for formaat in FORMATEN.values()]
        else:
            del self.fields["jaar"], self.fields["indeling"]
        self.fields["formaat"].choices = keuzes  # type: ignore[attr-defined]

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(
                f"Dit bestand is te groot. Het mag hoogstens {MAX_BYTES // MB} MB zijn."
            )
        return bestand

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        formaat = schoon.get("formaat")
        if formaat == EIGEN and not schoon.get("bron"):
            self.add_error("bron", "Schrijf op waar de cijfers vandaan komen.")
        if formaat in FORMATEN and not FORMATEN[formaat].periode and not schoon.get("jaar"):
            self.add_error("jaar", "In zo'n bestand staat geen jaar. Vul in van welk jaar de cijfers zijn.")
        return schoon

    @property
    def keuzes(self) -> Keuzes:
        schoon = self.cleaned_data
        return Keuzes(schoon["formaat"], schoon.get("jaar"), schoon.get("indeling"), schoon["voorlopig"])


class DienstForm(FormulierMixin, forms.Form):
    dienst = forms.ChoiceField(label="Waar halen wij de cijfers op?")
    jaar = forms.IntegerField(
        label="Jaar",
        required=False,
        min_value=EERSTE_JAAR,
        max_value=LAATSTE_JAAR,
        widget=Getal,
        help_text="Van welk jaar u de cijfers wilt. Bij het RIVM mag dit leeg blijven: dan komen alle jaren.",
    )
    indeling = _indeling()
    tabel = forms.CharField(
        label="Nummer van de tabel",
        required=False,
        max_length=8,
        help_text="Alleen bij StatLine, en alleen als de tabel een andere is dan wij kennen. Zoals 85984NED.",
    )
    voorlopig = _voorlopig()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dienst"].choices = [(d.sleutel, d.naam) for d in diensten().values()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        dienst = diensten().get(schoon.get("dienst", ""))
        if dienst is None or "jaar" in self.errors:
            return schoon
        if schoon.get("jaar") is None and not dienst.alle_jaren:
            self.add_error("jaar", "Vul in van welk jaar u de cijfers wilt.")
        elif "tabel" not in self.errors:
            if schoon.get("tabel") and not dienst.is_statline:
                self.add_error("tabel", "Deze dienst heeft geen tabellen. Laat dit leeg.")
                return schoon
            try:
                dienst.tabel_van(schoon.get("jaar"), schoon.get("tabel", ""))
            except DienstFout as fout:
                self.add_error("tabel", str(fout))
        return schoon

    @property
    def keuzes(self) -> Keuzes:
        schoon = self.cleaned_data
        return Keuzes(
            diensten()[schoon["dienst"]].formaat,
            schoon.get("jaar"),
            schoon.get("indeling"),
            schoon["voorlopig"],
            dienst=schoon["dienst"],
            tabel=schoon.get("tabel", ""),
        )


class CijferForm(FormulierMixin, forms.Form):
    indicator = forms.ChoiceField(label="Welk cijfer?")
    gebied = forms.ModelChoiceField(
        label="Gebied", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    periode = forms.CharField(
        label="Periode",
        max_length=10,
        help_text="Een jaar (2026), een maand (2026-03) of een kwartaal (2026-K2).",
    )
    waarde = forms.CharField(
        label="Waarde",
        required=False,
        max_length=30,
        widget=Getal,
        help_text="Zonder punten, zoals 56432. Decimalen staan achter een komma. Nul is ook een waarde.",
    )
    reden = forms.ChoiceField(
        label="Waarom is er geen waarde?",
        required=False,
        choices=[
            ("", "Er is een waarde"),
            *((woord, Reden(reden).label) for woord, reden in REDENEN.items()),
        ],
    )
    bron = forms.CharField(label="Bron", max_length=200, help_text="Bijvoorbeeld: Burgerpeiling 2026.")
    peildatum = forms.DateField(label="Peildatum", widget=Datum, help_text="Van welke dag het cijfer is.")
    voorlopig = forms.BooleanField(label="Dit cijfer is voorlopig", required=False)

    def __init__(
        self, *args: Any, gebieden: list[Gebied], catalogus: Catalogus, overal: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        maten = catalogus.in_te_voeren(overal=overal)
        eigen = [(m.sleutel, _met_eenheid(m.naam, m.eenheid)) for m in maten if m.eigen]
        landelijk = [(m.sleutel, _met_eenheid(m.naam, m.eenheid)) for m in maten if not m.eigen]
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een cijfer"),
            *([("Van de gemeente", eigen)] if eigen else []),
            *([("Landelijk", landelijk)] if landelijk else []),
        ]
        if not maten:
            self.fields["indicator"].help_text = "De gemeente heeft nog geen eigen cijfers om in te vullen."
        self.fields["gebied"].queryset = Gebied.objects.filter(  # type: ignore[attr-defined]
            pk__in=[gebied.pk for gebied in gebieden]
        )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if bool(schoon.get("waarde")) == bool(schoon.get("reden")) and "waarde" not in self.errors:
            self.add_error("waarde", "Vul een waarde in, of kies waarom die er niet is.")
        return schoon

    @property
    def herkomst(self) -> Herkomst:
        return Herkomst(self.cleaned_data["bron"], self.cleaned_data["peildatum"])


class IntrekForm(FormulierMixin, forms.Form):
    """Which figures of one import are taken back, and why."""

    cijfers = forms.MultipleChoiceField(
        label="Welke cijfers trekt u in?",
        widget=Keuzevakjes,
        help_text="Ze staan daarna nergens meer. Wat ervoor stond, komt niet terug.",
    )
    waarom = forms.CharField(
        label="Waarom?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit blijft bij de invoer staan. Schrijf geen namen op.",
    )

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cijfers"].choices = keuzes  # type: ignore[attr-defined]

    @property
    def gekozen(self) -> list[tuple[int, int, int]]:
        """Measure, period and area of each; the choices are ours, so they are whole."""
        return [
            (int(maat), int(periode), int(plek))
            for maat, periode, plek in (keuze.split("-") for keuze in self.cleaned_data["cijfers"])
        ]


def _met_eenheid(naam: str, eenheid: str) -> str:
    return f"{naam} ({eenheid})" if eenheid and eenheid not in naam else naam
