"""One signal on one page: what was said, whose it is, until when, what was answered, and the one next step."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from signalen import volgende
from signalen.acties import mag_bundelen, nog_terug_te_koppelen
from signalen.acties.antwoordvelden import antwoordsoorten
from signalen.acties.basis import van_dossier
from signalen.forms import stappen as formulieren
from signalen.forms.antwoord import AntwoordForm, TerugkoppelForm
from signalen.forms.uitzetting import KoppelForm, UitzetForm
from signalen.gelijkenis import lijkt_op
from signalen.kijk import bekijk
from signalen.kijkwaarden import Gelijk, Kijk
from signalen.models import Antwoord, Deelactie, Initiatief, Signaal, overdracht_van
from signalen.routes import waarom_route
from signalen.vandaag_initiatieven import heeft_initiatief, wacht_op_initiatief
from signalen.views.hulp import haal, module
from signalen.views.kansen import andere_stappen
from signalen.zicht import toont_tekst
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage


@dataclass(frozen=True)
class Volgende:
    """The one next step: a form that posts to its own page, or buttons, or only words."""

    titel: str
    url: str = ""
    knop: str = ""
    form: forms.BaseForm | None = None
    keuzes: tuple[tuple[str, str], ...] = ()
    uitleg: str = ""


@require_GET
@module("signalen")
def detail(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    delen = list(signaal.delen.voor_lijst())
    antwoord = signaal.antwoorden.geldend().first()
    _merk(signaal, delen, antwoord)
    kijk = bekijk(signaal, request.user, delen, antwoord)
    if kijk.leest_afgeschermd:
        noteer_inzage(door=request.user, ding=signaal)
    context = {
        "kijk": kijk,
        "regel": kijk.regel,
        "soort": signaal.soort,
        "volgende": _volgende(request, signaal, delen, antwoord),
        "stappen": andere_stappen(request, signaal, antwoord),
        "initiatief": _van_dit_signaal(request, signaal),
        "lijkt_op": _lijkt_op(request, signaal, kijk),
        "bundel_url": _bundel_url(request, signaal),
    }
    return render(request, "signalen/detail.html", context)


def _merk(signaal: Signaal, delen: list[Deelactie], antwoord: Antwoord | None) -> None:
    """Set what `volgende.volgende` reads, from rows that are here already."""
    vervangen = {deel.vervangt_id for deel in delen}
    geweigerd = [deel for deel in delen if deel.afspraak.stand == "geweigerd" and deel.pk not in vervangen]
    merken = {
        "wacht_op_deel": any(deel.afspraak.is_open for deel in delen) or _wacht_op_dossier(signaal),
        "is_geweigerd": bool(geweigerd),
        "is_later": antwoord is not None and antwoord.is_later,
        "definitief_op": antwoord.datum_definitief if antwoord is not None and antwoord.is_later else None,
        "antwoord_nu": antwoord,
    }
    for naam, waarde in merken.items():
        setattr(signaal, naam, waarde)


def _wacht_op_dossier(signaal: Signaal) -> bool:
    return signaal.dossier_id is not None and van_dossier(signaal.dossier_id).open().exists()


def _lijkt_op(request: Request, signaal: Signaal, kijk: Kijk) -> list[Gelijk]:
    """Earlier ones about the same, for who may link them."""
    if signaal.herhaling_van_id or kijk.gevoelig == "ja" or not toont_tekst(signaal) or kijk.is_deelhouder:
        return []
    return lijkt_op(
        request.user,
        gebied=signaal.gebied,
        soort=signaal.soort,
        themas=signaal.themas,
        tekst=signaal.tekst,
        voor=signaal.pk,
    )


def _van_dit_signaal(request: Request, signaal: Signaal) -> Initiatief | None:
    """What it became, for who sees that."""
    if not heeft_initiatief(signaal):
        return None
    return Initiatief.objects.zichtbaar_voor(request.user).filter(signaal=signaal).first()


def _bundel_url(request: Request, signaal: Signaal) -> str:
    kan = signaal.dossier_id is None and mag_bundelen(signaal, request.user)
    return _url("bundeling", signaal) if kan else ""


# --- the next step


def _volgende(
    request: Request, signaal: Signaal, delen: list[Deelactie], antwoord: Antwoord | None
) -> Volgende | None:
    eigen = _eigen_deel(request, signaal, delen)
    if eigen is not None:
        return eigen
    stap = volgende.volgende(signaal, request.user)
    if stap is None:
        return _wacht(signaal, antwoord)
    naam, knop = stap
    return _MAKERS[naam](request, signaal, _url(naam, signaal), knop)


def _url(naam: str, signaal: Signaal) -> str:
    return reverse(f"signalen:{naam}", args=[signaal.pk])


def _eigen_deel(request: Request, signaal: Signaal, delen: list[Deelactie]) -> Volgende | None:
    """A part of one's own goes first: it is asked of nobody else."""
    for deel in delen:
        houder = deel.afspraak.houder
        if (
            deel.afspraak.is_open
            and houder is not None
            and houder.is_van(request.user)
            and deel.afspraak.gevraagd_door_id
        ):
            gevraagd = deel.afspraak.stand == "gevraagd"
            titel = "Er is u iets gevraagd" if gevraagd else "U doet dit"
            keuze = "Neem aan of weiger" if gevraagd else "Meld hoe het gaat"
            return Volgende(titel, keuzes=((keuze, deel.get_absolute_url()),), uitleg=deel.afspraak.wat)
    return None


def _wacht(signaal: Signaal, antwoord: Antwoord | None) -> Volgende | None:
    if wacht_op_initiatief(signaal) and not signaal.is_gesloten:
        return Volgende(
            "Loopt als initiatief",
            uitleg="Is bekend hoe het verder gaat, dan krijgt ook dit signaal een antwoord.",
        )
    match signaal.stand:
        case Signaal.Stand.GEREGISTREERD if volgende.wacht_op_eerste(signaal):
            return Volgende(
                "Wacht op het eerste signaal",
                uitleg="Dit is een herhaling. Is er een antwoord op het eerste, dan kunt u dat hier overnemen.",
            )
        case Signaal.Stand.GEREGISTREERD:
            return Volgende(
                "Wacht op uitzetten", uitleg="Wie dit signaal mag uitzetten, ziet het op de pagina Vandaag."
            )
        case Signaal.Stand.UITGEZET if overdracht_van(signaal):
            return _wacht_op_systeem(signaal)
        case Signaal.Stand.UITGEZET:
            return Volgende(
                "Wacht op anderen",
                uitleg="Als de gevraagde delen klaar zijn, kan het antwoord worden gegeven.",
            )
        case _ if antwoord is not None and antwoord.is_later:
            return Volgende(
                "Wacht op het definitieve antwoord", uitleg="Tot die tijd blijft dit signaal open."
            )
        case Signaal.Stand.GESLOTEN:
            return None
        case _:
            return Volgende("Wacht op terugkoppeling")


def _wacht_op_systeem(signaal: Signaal) -> Volgende:
    overdracht = overdracht_van(signaal)
    if overdracht and overdracht.afgehandeld_op:
        return Volgende(
            "Wacht op het antwoord",
            uitleg="De melding is klaar in het meldsysteem. Wie antwoord geeft, ziet dat op de pagina Vandaag.",
        )
    return Volgende(
        "Wacht op het meldsysteem", uitleg="Als de melding daar klaar is, kan het antwoord worden gegeven."
    )


def _uitzetting(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    route = actief_profiel().route(signaal.route)
    if getattr(signaal, "is_geweigerd", False):
        return Volgende(
            "Vraag een ander",
            keuzes=tuple(
                (f"In plaats van {naam}", f"{url}?vervangt={pk}") for pk, naam in _geweigerd(signaal)
            ),
            uitleg="Een deel is niet aangenomen. Kies wie het wel doet.",
        )
    form = UitzetForm(signaal=signaal, route=route, tekst_zichtbaar=toont_tekst(signaal))
    reden = waarom_route(actief_profiel(), route, signaal)
    uitleg = f"Voorgesteld, want {reden}." if reden else ""
    return Volgende(f"Geef dit signaal een eigenaar: {route.naam}", url, knop, form, uitleg=uitleg)


def _geweigerd(signaal: Signaal) -> list[tuple[int, str]]:
    rijen = signaal.delen.blokkeert().filter(afspraak__stand="geweigerd").voor_lijst()
    return [(deel.pk, str(deel.afspraak.houder)) for deel in rijen]


def _koppeling(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    form = KoppelForm(signaal=signaal, tekst_zichtbaar=toont_tekst(signaal))
    return Volgende("Koppel deze vraag aan een adviseur", url, knop, form)


def _antwoord(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    soorten = antwoordsoorten(signaal, getattr(signaal, "antwoord_nu", None))
    if len(soorten) == 1:
        return Volgende(soorten[0].naam, url, knop, AntwoordForm(signaal=signaal, soort=soorten[0].sleutel))
    keuzes = tuple((soort.naam, f"{url}?soort={soort.sleutel}") for soort in soorten)
    return Volgende("Geef antwoord", keuzes=keuzes, uitleg="Kies wat voor antwoord het is.")


def _oplossing(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    soorten = [
        soort for soort in actief_profiel().antwoorden_voor(signaal.soort) if soort.uitkomst != "later"
    ]
    keuzes = tuple((soort.naam, f"{url}?soort={soort.sleutel}") for soort in soorten)
    return Volgende(
        "Geef meteen antwoord en sluit af", keuzes=keuzes, uitleg="Kies wat voor antwoord het is."
    )


def _terugkoppeling(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    form = TerugkoppelForm(nodig=nog_terug_te_koppelen(signaal), melder=signaal.melder)
    return Volgende("Vertel het antwoord", url, knop, form)


def _sluiting(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    return Volgende(
        "Sluit dit signaal",
        url,
        knop,
        formulieren.LeegForm(),
        uitleg="Er is een eigenaar, een antwoord en het is verteld.",
    )


def _overdracht(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    overdracht = overdracht_van(signaal)
    assert overdracht is not None
    uitleg = overdracht.reden or "Meld dit in het meldsysteem. Vul daarna in welk nummer de melding kreeg."
    return Volgende(overdracht.get_stand_display(), keuzes=((knop, url),), uitleg=uitleg)


def _overname(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    uitleg = "Op het eerste signaal is een antwoord gegeven. Past het ook hier?"
    anders = ("Geef een ander antwoord", reverse("signalen:antwoord", args=[signaal.pk]))
    return Volgende("Neem het antwoord over", keuzes=((knop, url), anders), uitleg=uitleg)


def _initiatief(request: Request, signaal: Signaal, url: str, knop: str) -> Volgende:
    return Volgende(
        "Dit is een idee van bewoners",
        keuzes=((knop, url),),
        uitleg="Als initiatief krijgt het een eigenaar die met de bewoners optrekt, tot er een oplossing of een antwoord is.",
    )


_MAKERS = {
    "initiatief": _initiatief,
    "overname": _overname,
    "overdracht": _overdracht,
    "uitzetting": _uitzetting,
    "koppeling": _koppeling,
    "antwoord": _antwoord,
    "oplossing": _oplossing,
    "terugkoppeling": _terugkoppeling,
    "sluiting": _sluiting,
}
