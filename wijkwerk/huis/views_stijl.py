"""The living style page (/stijl/): every component with invented data. Only where the demo or a developer looks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wijkwerk import formulieren
from wijkwerk.htmx import Request, render_page_or_partial
from wijkwerk.huis.grafieken import voorbeelden

_PAGINAS = {"onderdelen": "Onderdelen", "werk": "Werkpagina", "publiek": "Publieke pagina"}
_SOORTEN = [
    ("schoon", "Schoon en heel"),
    ("groen", "Groen en spelen"),
    ("veilig", "Veilig"),
    ("verkeer", "Verkeer"),
    ("zorg", "Zorg en welzijn"),
    ("idee", "Idee van een bewoner"),
]


class VoorbeeldFormulier(formulieren.FormulierMixin, forms.Form):
    wat = forms.CharField(
        label="Wat wordt er gezegd?",
        max_length=400,
        widget=formulieren.GrootTekstvak,
        help_text="In de woorden van de bewoner. Schrijf geen namen op.",
    )
    soort = forms.ChoiceField(label="Waar gaat het over?", choices=_SOORTEN, widget=formulieren.SoortKnoppen)
    gebied = forms.ChoiceField(
        label="Gebied", choices=[("", "Kies een gebied"), ("oost", "Oosterbuurt"), ("haven", "Havenkwartier")]
    )
    uiterlijk = forms.DateField(
        label="Uiterlijk", required=False, help_text="De dag waarop er een antwoord moet zijn."
    )
    aantal = forms.IntegerField(label="Hoeveel mensen vertelden dit?", min_value=1, required=False)
    urgentie = forms.ChoiceField(
        label="Hoe snel?",
        choices=[("nu", "Nu: er is gevaar"), ("week", "Deze week"), ("later", "Kan later")],
        widget=forms.RadioSelect,
    )
    naam = forms.CharField(label="Naam", required=False)
    e_mail = forms.EmailField(label="E-mailadres", required=False)
    kanalen = forms.MultipleChoiceField(
        label="Hoe mogen wij iets laten weten?",
        choices=[("mail", "Per e-mail"), ("tel", "Telefonisch"), ("langs", "Bij het volgende spreekuur")],
        widget=formulieren.Keuzevakjes,
        required=False,
    )
    foto = forms.FileField(label="Foto", required=False)
    akkoord = forms.BooleanField(label="De bewoner weet dat wij dit bewaren")

    groepen = [("Wie vertelde dit?", ("naam", "e_mail", "kanalen"))]
    autocomplete = {"naam": "off", "e_mail": "off"}


class VoorbeeldFilter(formulieren.FormulierMixin, forms.Form):
    zoek = forms.CharField(label="Zoek", required=False, widget=formulieren.Zoekveld)
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten"), *_SOORTEN])
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alles wat open is"), ("nieuw", "Nieuw"), ("loopt", "Loopt")],
    )


@login_not_required
def stijl(request: HttpRequest) -> HttpResponse:
    """Show one of the example pages; 404 in production, 422 for the form with errors."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    pagina = request.GET.get("toon", "onderdelen")
    if pagina not in _PAGINAS:
        raise Http404
    fout = request.method == "POST" or "fout" in request.GET
    form = (
        VoorbeeldFormulier({"e_mail": "bewoner@", "uiterlijk": "31-02-2027", "aantal": "veel"})
        if fout
        else VoorbeeldFormulier()
    )
    context = {
        **_gegevens(timezone.localtime()),
        "form": form,
        "grafieken": voorbeelden(),
        "filter": VoorbeeldFilter(request.GET),
        "tabs": _tabs(request, pagina),
    }
    deel = "formulier" if request.method == "POST" else "resultaten"
    status = 422 if fout else 200
    sjabloon = f"onderdelen/voorbeeld_{pagina}.html"
    return render_page_or_partial(cast("Request", request), sjabloon, context, partial=deel, status=status)


def _tabs(request: HttpRequest, pagina: str) -> list[dict[str, Any]]:
    return [
        {"naam": naam, "url": f"{request.path}?toon={sleutel}", "actief": sleutel == pagina, "aantal": None}
        for sleutel, naam in _PAGINAS.items()
    ]


def _gegevens(nu: datetime) -> dict[str, Any]:
    vandaag = nu.date()

    def dag(n: int) -> Any:
        return vandaag + timedelta(days=n)

    taak = {
        "url": "#taak",
        "stap_url": "#stap",
        "soort": "",
        "afgeschermd": False,
        "stand": "",
        "knoppen": (),
    }
    afspraak = {"url": "#afspraak", "stap": "", "stap_url": "", "nagekomen": "", "toelichting": ""}
    return {
        "nu": nu,
        "vandaag": vandaag,
        "over_drie": dag(3),
        "te_laat": dag(-5),
        "later": dag(40),
        "afspraakmoment": nu.replace(hour=14, minute=30) + timedelta(days=2),
        "standen": [
            "nieuw",
            "gevraagd",
            "toegezegd",
            "loopt",
            "knelpunt",
            "later",
            "klaar",
            "vervallen",
            "deels",
            "nee",
            "concept",
            "vastgesteld",
            "eigen-stand",
        ],
        "taken_laat": [
            {
                **taak,
                "wat": "Losliggende tegels bij de school",
                "waar": "Oosterbuurt",
                "sinds": nu - timedelta(days=19),
                "uiterlijk": dag(-5),
                "stap": "Geef antwoord",
            },
            {
                **taak,
                "wat": "Signaal zorg",
                "waar": "Havenkwartier",
                "sinds": nu - timedelta(days=8),
                "uiterlijk": dag(-1),
                "stap": "Bekijk",
                "afgeschermd": True,
            },
        ],
        "taken_week": [
            {
                **taak,
                "wat": "Bewoners willen een bankje bij het water",
                "waar": "Oosterbuurt",
                "sinds": nu - timedelta(days=2),
                "uiterlijk": dag(0),
                "stap": "Kies een eigenaar",
            },
            {
                **taak,
                "wat": "Verslag van de wijktafel van november",
                "waar": "Centrum",
                "sinds": nu - timedelta(days=3),
                "uiterlijk": dag(4),
                "stap": "Maak af",
            },
        ],
        "afspraken": [
            {
                **afspraak,
                "wat": "Stoep bij de school herstellen",
                "houder": "Team Openbare ruimte",
                "uiterlijk": dag(9),
                "stand": "loopt",
                "stap": "Werk bij",
                "stap_url": "#s",
            },
            {
                **afspraak,
                "wat": "Extra lamp in het achterpad",
                "houder": "Woningstichting De Werf",
                "uiterlijk": dag(-2),
                "stand": "knelpunt",
                "toelichting": "De levering is twee weken later.",
            },
            {
                **afspraak,
                "wat": "Speelplek schoonmaken met bewoners",
                "houder": "Buurtvereniging Oost",
                "uiterlijk": dag(-20),
                "stand": "klaar",
                "nagekomen": "ja",
            },
        ],
        "feiten": [
            ("Gebied", "Oosterbuurt"),
            ("Eigenaar", "Team Openbare ruimte"),
            ("Gezegd op", "het spreekuur in De Draai"),
            ("Urgentie", "Deze week"),
            ("Leeg", ""),
        ],
        "gebeurtenissen": [
            {
                "op": nu - timedelta(days=19),
                "wat": "Signaal opgeschreven",
                "wie": "Sam Voorbeeld, wijkconciërge",
                "icoon": "signaal",
            },
            {
                "op": nu - timedelta(days=18),
                "wat": "Gevraagd aan Team Openbare ruimte",
                "wie": "Noor Voorbeeld",
                "icoon": "doorsturen",
            },
            {
                "op": nu - timedelta(hours=3),
                "wat": "Toegezegd",
                "wie": "Team Openbare ruimte",
                "toelichting": "Wij leggen de tegels volgende week recht.",
                "icoon": "check",
            },
        ],
        "cijfers": [
            {"getal": 12, "wat": "open signalen", "url": "#", "toon": ""},
            {"getal": 3, "wat": "te laat", "url": "#", "toon": "fout"},
            {"getal": "87%", "wat": "afspraken nagekomen", "url": "", "toon": "goed"},
            {"getal": 4, "wat": "wachten op anderen", "url": "", "toon": "neutraal"},
        ],
        "rijen": [
            ("Speeltuin opknappen", "Team Openbare ruimte", "loopt", dag(30), 4500),
            ("Kennismaken met nieuwe buren", "Buurtvereniging Oost", "gepland", dag(60), 250),
            ("Oversteek veiliger maken", "Team Verkeer", "knelpunt", dag(-3), 12800),
        ],
        "klachten": [
            {
                "veld": "uiterlijk",
                "tekst": "Vul een datum in: een toezegging heeft een einddatum.",
                "eis": ("VB-01",),
            },
            {"veld": "", "tekst": "De partij heeft nog niet ingestemd.", "eis": ("VB-02", "VB-03")},
        ],
        "pagina": Paginator(range(120), 25).get_page(2),
    }
