"""Getting outlines in from a page: a file or a service, and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wijkwerk.cijfers.diensten.kiezen import kaartdiensten
from wijkwerk.cijfers.lezen.bestand import MB
from wijkwerk.cijfers.voortgang import LEZEN, Stap
from wijkwerk.formulieren import FormulierMixin, Getal
from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.acties.kaartinvoer import Kaartkeuze, naam_van_dienst, stap
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.wijken.geojson import KaartFout, kijk_begin
from wijkwerk.wijken.kaartblad import JAREN
from wijkwerk.wijken.models import Kaartinvoer, Omtrek

# The file waits in the database for the worker; a larger one goes through the command line.
MAX_UPLOAD = 30 * MB
CBS, EIGEN = "cbs", "eigen"


def _jaar(*, required: bool, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label="Jaar van de kaart", required=required, min_value=JAREN[0], widget=Getal, help_text=help_text
    )


class _MetJaar(FormulierMixin, forms.Form):
    def clean_jaar(self) -> int | None:
        """The newest map counts everywhere: a year by mistake would count for long."""
        jaar: int | None = self.cleaned_data["jaar"]
        if jaar is not None and jaar > timezone.localdate().year + 1:
            raise forms.ValidationError(f"Een kaart van {jaar} is er nog niet. Vul het jaar van de kaart in.")
        return jaar


class KaartbestandForm(_MetJaar):
    wat = forms.ChoiceField(
        label="Wat staat er op de kaart?",
        choices=[
            (CBS, "Gemeente, wijken of buurten van het CBS"),
            (EIGEN, "De grenzen van onze eigen gebieden"),
        ],
        initial=CBS,
        widget=forms.RadioSelect,
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"GeoJSON in WGS84, van hoogstens {MAX_UPLOAD // MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".geojson,.json"}),
    )
    jaar = _jaar(required=False, help_text="Alleen bij een kaart van het CBS. Zoals 2024.")

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_UPLOAD:
            raise forms.ValidationError(
                f"Dit bestand is te groot. Het mag hoogstens {MAX_UPLOAD // MB} MB zijn. Haal alleen de eigen gemeente op."
            )
        try:
            kijk_begin(bestand.read(4096))
        except KaartFout as fout:
            raise forms.ValidationError(str(fout)) from fout
        bestand.seek(0)
        return bestand

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("wat") == CBS and not schoon.get("jaar") and "jaar" not in self.errors:
            self.add_error("jaar", "Vul in van welk jaar deze kaart is.")
        return schoon

    @property
    def keuze(self) -> Kaartkeuze:
        schoon = self.cleaned_data
        return Kaartkeuze(schoon["jaar"] if schoon["wat"] == CBS else 0, bestand=schoon["bestand"].name)


def _diensten() -> list[tuple[str, str]]:
    """Those that were not switched off."""
    return [(dienst.sleutel, dienst.naam) for dienst in kaartdiensten().values()]


class KaartdienstForm(_MetJaar):
    dienst = forms.ChoiceField(label="Waar halen wij de kaart op?", choices=_diensten)
    jaar = _jaar(required=True, help_text="Zoals 2024. De kaart van dit jaar is er nog niet altijd.")

    @property
    def keuze(self) -> Kaartkeuze:
        return Kaartkeuze(self.cleaned_data["jaar"], self.cleaned_data["dienst"])


@require_http_methods(["GET", "POST"])
@beheer
def kaart_bestand(request: Request) -> HttpResponse:
    """Choose a file with outlines; a worker reads it."""
    gekozen = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = KaartbestandForm(*gekozen)
    if form.is_valid():
        inhoud = form.cleaned_data["bestand"].read()
        if (antwoord := _zet_klaar(request, form, form.keuze, inhoud)) is not None:
            return antwoord
    return render(request, "beheer/kaart_bestand.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@beheer
def kaart_dienst(request: Request) -> HttpResponse:
    """Choose a service; a worker asks it for the outlines of this municipality."""
    form = KaartdienstForm(request.POST or None)
    if form.is_valid() and (antwoord := _zet_klaar(request, form, form.keuze)) is not None:
        return antwoord
    context = {"form": form, "diensten": kaartdiensten().values()}
    return render(request, "beheer/kaart_dienst.html", context, status=422 if form.is_bound else 200)


def _zet_klaar(
    request: Request, form: forms.Form, keuze: Kaartkeuze, inhoud: bytes | None = None
) -> HttpResponse | None:
    try:
        invoer = acties.zet_kaart_klaar(keuze=keuze, door=request.user, inhoud=inhoud)
    except KaartFout as fout:
        form.add_error(None, str(fout))
        return None
    return redirect("beheer:kaart-invoer", invoer.pk)


@require_GET
@beheer
def kaart_invoer(request: Request, pk: int) -> HttpResponse:
    """What came of loading a map, or how far it is."""
    invoer = get_object_or_404(Kaartinvoer.objects.select_related("door").defer("inhoud"), pk=pk)
    hoever = stap(invoer) if invoer.stand == Kaartinvoer.Stand.BEZIG else Stap()
    soorten = [
        {**rij, "naam": Omtrek.Soort(rij["soort"]).label} for rij in invoer.tellingen.get("soorten", [])
    ]
    context = {
        "invoer": invoer,
        "stap": hoever,
        "bezig_met": _bezig_met(invoer, hoever),
        "waarvandaan": naam_van_dienst(invoer.dienst) if invoer.dienst else invoer.bestand,
        "soorten": soorten,
        "is_nieuw": any(rij["nieuw"] or rij["gewijzigd"] for rij in soorten),
        "overgeslagen": sum(rij["overgeslagen"] for rij in soorten),
        "onbekend": [naam for rij in soorten for naam in rij["onbekend"]],
    }
    return render(request, "beheer/kaart_invoer.html", context)


class KaartwegForm(FormulierMixin, forms.Form):
    jaar = forms.TypedChoiceField(label="Welke kaart gaat weg?", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, jaren: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["jaar"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = [(jaar, f"De kaart van {jaar}") for jaar in jaren]


@require_http_methods(["GET", "POST"])
@beheer
def kaart_weg(request: Request) -> HttpResponse:
    """Take the map of a year away: it was of the wrong year, or the next one has fewer areas."""
    jaren = Omtrek.objects.filter(jaar__gt=0).order_by("-jaar").values_list("jaar", flat=True).distinct()
    form = KaartwegForm(request.POST or None, jaren=list(jaren))
    if form.is_valid():
        jaar = form.cleaned_data["jaar"]
        try:
            aantal = acties.haal_kaart_weg(jaar=jaar, door=request.user)
        except KaartFout as fout:
            form.add_error("jaar", str(fout))
        else:
            messages.success(request, f"De kaart van {jaar} is weg: {aantal} omtrekken.")
            return redirect("beheer:gebieden-kaart")
    return render(request, "beheer/kaart_weg.html", {"form": form}, status=422 if form.is_bound else 200)


def _bezig_met(invoer: Kaartinvoer, hoever: Stap) -> str:
    if not invoer.dienst:
        return "Wij lezen het bestand"
    return "Wij zetten de omtrekken op de kaart" if hoever.fase == LEZEN else "Wij halen de kaart op"
