"""The page of one plan, and the steps that bring it further."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkagenda import acties, velden
from wijkagenda.acties.oordelen import te_beantwoorden
from wijkagenda.acties.publiceren import klachten_over_openbaar
from wijkagenda.acties.vragen import naam_van
from wijkagenda.bewaking_rapport import plichten
from wijkagenda.controle import is_gevuld, ontbrekende_handtekeningen, soorten_in
from wijkagenda.document import archiefstukken, bewaring_van, docx_van_plan, nog_niet
from wijkagenda.forms import RedenForm
from wijkagenda.keuzes import soorten
from wijkagenda.mist import met_plek, toets
from wijkagenda.models import Plan
from wijkagenda.monitor import uit_de_monitor
from wijkagenda.regels import onderwerp
from wijkagenda.smart import onduidelijk
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, mag, met_form, module, zet_stap
from wijkagenda.weergave import itemtabellen, stappen
from wijkwerk.archief import zip_antwoord
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.htmx import Request
from wijkwerk.logboek.models import Logregel
from wijkwerk.publicatie.service import docx_antwoord, zichtbare_van
from wijkwerk.regels.service import Onderwerp, selector_naam
from wijkwerk.zaak import ZaakForm

# Then its text no longer changes.
MET_DOCX = frozenset({Plan.Stand.VOORGEDRAGEN, Plan.Stand.VASTGESTELD, Plan.Stand.VERVANGEN})


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    plan = haal_plan(request, pk, ook_vernietigd=True)
    if plan.vernietigd_op:
        return render(request, "wijkagenda/vernietigd.html", {"plan": plan}, status=410)
    prefetch_related_objects([plan], "secties", "bronnen")
    over = onderwerp(plan)
    bewerkbaar = mag("bewerken", plan, request.user, over)
    in_de_maak = plan.stand in Plan.IN_DE_MAAK
    mist, advies = toets(plan, request.user, over) if in_de_maak else ([], [])
    secties = _secties(plan, over)
    handtekeningen = _handtekeningen(request, plan, over)
    if not plan.planvorm.vaststelling.door and any(rij["mag"] for rij in handtekeningen):
        # The last signature establishes it: then what may not be public can no longer be mended.
        mist += met_plek(plan, klachten_over_openbaar(plan)[0])
    publicaties = list(zichtbare_van(plan, request.user))
    context = {
        "plan": plan,
        "vorm": plan.planvorm,
        "stappen": stappen(plan),
        "mist": mist,
        "adviezen": advies,
        "onduidelijk": onduidelijk(plan, over) if bewerkbaar else [],
        "secties": secties,
        "leeg": [sectie for sectie in secties if not sectie["tekst"]],
        "tabellen": itemtabellen(plan, over),
        "soorten": list(soorten(plan, over)) if bewerkbaar else [],
        "bewerkbaar": bewerkbaar,
        "met_toetsen": bool(plan.planvorm.van_aard("toets")),
        "uit_de_monitor": uit_de_monitor(plan) if in_de_maak else [],
        "met_bevindingen": bool(plan.planvorm.van_aard("bevinding")),
        "mag_zaak": mag("zaak", plan, request.user, over),
        "mag_besluitnummer": mag("besluitnummer", plan, request.user, over),
        "met_docx": plan.stand in MET_DOCX,
        "bewaring": bewaring_van(plan),
        "knoppen": _knoppen(request, plan, over),
        "vragen": te_beantwoorden(plan, request.user, over) if in_de_maak else [],
        "handtekeningen": handtekeningen,
        "bijdragen": [
            {"rij": rij, "naam": rij.partij.naam if rij.partij else naam_van(rij.van, over)}
            for rij in (plan.bijdragen.select_related("partij") if plan.planvorm.bijdragen else ())
        ],
        "publicaties": publicaties,
        "met_archief": any(rij.pdf_sha256 and not rij.is_weg for rij in publicaties),
        **_rapporten(request, plan, over),
        "planvelden": [
            (veld.naam, velden.leesbaar(veld, plan.velden.get(veld.sleutel)))
            for veld in velden.planvelden(plan.profiel, plan.planvorm)
        ],
    }
    return render(request, "wijkagenda/detail.html", context)


@require_GET
@module
def docx(request: Request, pk: int) -> HttpResponse:
    """The plan for a word processor, from the moment it is put forward: what the PDF says or will say."""
    plan = haal_plan(request, pk)
    if plan.stand not in MET_DOCX:
        raise Http404("Een plan gaat als Word-bestand mee zodra het is voorgedragen.")
    return docx_antwoord(docx_van_plan(plan), f"{plan.gebied.sleutel}-{plan.vorm}-{plan.nummer}.docx")


@require_GET
@module
def archief(request: Request, pk: int) -> HttpResponse:
    """What was published of this plan, with archive metadata: what this person may read and nothing else."""
    plan = haal_plan(request, pk)
    stukken = archiefstukken(plan, request.user)
    if not stukken:
        raise Http404("Van dit plan is nog niets gepubliceerd.")
    naam = f"{plan.gebied.sleutel}-{plan.vorm}-{plan.nummer}-archief.zip"
    return zip_antwoord(stukken, naam, nog_niet(plan, request.user))


def _secties(plan: Plan, over: Onderwerp) -> list[dict[str, Any]]:
    rijen = {rij.sleutel: rij for rij in plan.secties.all()}
    geschreven = frozenset(sleutel for sleutel, rij in rijen.items() if rij.tekst.strip())
    return [
        {
            "sleutel": sectie.sleutel,
            "naam": sectie.naam,
            "toelichting": sectie.toelichting,
            "verplicht": sectie.verplicht,
            "tekst": rijen[sectie.sleutel].tekst if sectie.sleutel in rijen else "",
            "gevuld": is_gevuld(sectie, plan, over, geschreven),
            "soorten": soorten_in(sectie, plan.planvorm),
        }
        for sectie in plan.planvorm.secties
    ]


def _knoppen(request: Request, plan: Plan, over: Onderwerp) -> list[dict[str, Any]]:
    """The steps that this person may take now, the likeliest first."""
    vorm = plan.planvorm
    bundelt = plan.stand == Plan.Stand.CONCEPT and (vorm.bijdragen is not None or _regel_bij_bundelen(plan))
    keuzes: list[tuple[str, str, str, bool, bool]] = [
        ("publiceren", "publicatie", "Publiceren", False, plan.gepubliceerd_op is None),
        (
            "vaststellen",
            "vaststelling",
            "Vaststellen",
            False,
            plan.stand == Plan.Stand.VOORGEDRAGEN or not vorm.vaststelling.voordracht,
        ),
        ("bundelen", "bundeling", "Bundelen tot één concept", True, bundelt),
        ("voordragen", "voordracht", "Voordragen", True, not bundelt and vorm.vaststelling.wordt_voorgelegd),
        ("besluiten", "besluit", "Besluit vastleggen", False, bool(vorm.vaststelling.door)),
        ("heropenen", "heropening", "Terug naar concept", False, True),
    ]
    knoppen: list[dict[str, Any]] = [
        {"naam": naam, "url": reverse(f"wijkagenda:{adres}", args=[plan.pk]), "post": post, "soort": "tweede"}
        for stap, adres, naam, post, nu in keuzes
        if nu and mag(stap, plan, request.user, over)
    ]
    if knoppen:
        knoppen[0]["soort"] = "primair"
    return knoppen


def _regel_bij_bundelen(plan: Plan) -> bool:
    return any(
        regel.bij == "plan.bundelen" and regel.gaat_over({plan.vorm}, ()) for regel in plan.profiel.regels
    )


def _handtekeningen(request: Request, plan: Plan, over: Onderwerp) -> list[dict[str, Any]]:
    """Who signs this form, who has, and whether this person may for one of them."""
    wie = plan.planvorm.vaststelling.ondertekening
    ontbreekt = ontbrekende_handtekeningen(plan, plan.planvorm) if wie else []
    tekenbaar = plan.stand in {Plan.Stand.VOORGEDRAGEN, Plan.Stand.VASTGESTELD}
    return [
        {
            "sleutel": str(selector),
            "naam": selector_naam(selector, over),
            "gezet": selector not in ontbreekt,
            "mag": tekenbaar and selector in ontbreekt and is_een(request.user, (selector,), plan.plek()),
        }
        for selector in wie
    ]


def _rapporten(request: Request, plan: Plan, over: Onderwerp) -> dict[str, Any]:
    """What the profile wants told about this plan: what was sent, and what is to be sent when."""
    gevraagd = plichten([plan])
    mag_versturen = bool(gevraagd) and mag("rapporteren", plan, request.user, over)
    rapporten = list(plan.rapporten.voor_lijst()) if gevraagd else []
    return {"plichten": gevraagd, "mag_rapporteren": mag_versturen, "rapporten": rapporten}


@require_http_methods(["GET", "POST"])
@module
def zaak(request: Request, pk: int) -> HttpResponse:
    """Point at the zaak in the zaaksysteem, or no longer."""
    plan = haal_plan(request, pk)
    eis_kans(request, "zaak", plan)
    form = ZaakForm(ingestuurd(request), initial={"zaak_adres": plan.zaak_adres})

    def doe() -> None:
        acties.zet_zaak(plan=plan, adres=form.cleaned_data["zaak_adres"], door=request.user)

    context = {"plan": plan, "titel": "Zaak in het zaaksysteem", "knop": "Opslaan"}
    return met_form(
        request, form, doe, "Opgeslagen.", plan.get_absolute_url(), "wijkagenda/stap.html", context
    )


@require_POST
@module
def bundeling(request: Request, pk: int) -> HttpResponse:
    plan = haal_plan(request, pk)
    gelukt = "Gebundeld. Wie akkoord moet gaan, krijgt bericht."
    return zet_stap(
        request, lambda: acties.bundel(plan=plan, door=request.user), gelukt, plan.get_absolute_url()
    )


@require_POST
@module
def voordracht(request: Request, pk: int) -> HttpResponse:
    plan = haal_plan(request, pk)
    gelukt = "Voorgedragen. Wie besluit of tekent, krijgt bericht."
    return zet_stap(
        request, lambda: acties.draag_voor(plan=plan, door=request.user), gelukt, plan.get_absolute_url()
    )


@require_http_methods(["GET", "POST"])
@module
def heropening(request: Request, pk: int) -> HttpResponse:
    plan = haal_plan(request, pk)
    eis_kans(request, "heropenen", plan)
    form = RedenForm(ingestuurd(request))

    def doe() -> None:
        acties.heropen(plan=plan, reden=form.cleaned_data["reden"], door=request.user)

    context = {
        "plan": plan,
        "titel": "Terug naar concept",
        "uitleg": "Wie al tekende of akkoord gaf voor het hele plan, moet dat opnieuw doen, en een besluit legt u opnieuw vast.",
        "knop": "Terug naar concept",
    }
    return met_form(
        request,
        form,
        doe,
        "Het plan is weer te bewerken.",
        plan.get_absolute_url(),
        "wijkagenda/stap.html",
        context,
    )


@require_GET
@module
def geschiedenis(request: Request, pk: int) -> HttpResponse:
    """Who did what to this plan, newest first."""
    plan = haal_plan(request, pk)
    regels = (
        Logregel.objects.stappen()
        .van(plan)
        .exclude(stap__startswith="bewaren.")
        .select_related("door")
        .reverse()[:200]
    )
    return render(request, "wijkagenda/geschiedenis.html", {"plan": plan, "regels": regels})
