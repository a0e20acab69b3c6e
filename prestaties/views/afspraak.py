"""One afspraak: what was agreed, how it stands per buurt, what was delivered, how that was judged, and the next step."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from prestaties import acties
from prestaties.acties.gemeen import mag_beheren, mag_leveren
from prestaties.acties.leveren import gecontroleerd_tot
from prestaties.acties.overeenkomen import sleutel
from prestaties.models import Prestatieafspraak
from prestaties.regels import onderwerp, periode
from prestaties.samenloop import hetzelfde
from prestaties.stand import regels
from prestaties.termijnen import perioden, te_controleren, vernieuwen_voor
from prestaties.views.gemeen import haal, module, themanamen
from signalen.models import Signaal
from signalen.service import bedrag as euro
from wijkagenda.models import Plan
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.htmx import Request
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import bezwaren

Stand = Prestatieafspraak.Stand
# So many deliveries stand on the page, newest first.
MEESTE = 50


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    afspraak, vandaag = haal(request, pk), timezone.localdate()
    beheert = mag_beheren(afspraak, request.user)
    levert = mag_leveren(afspraak, request.user)
    loopt = afspraak.stand == Stand.LOPEND
    open_periode = te_controleren(afspraak)
    context = {
        "afspraak": afspraak,
        "feiten": feiten(request, afspraak),
        "teksten": teksten(afspraak),
        "regels": regels([afspraak], min(vandaag, afspraak.einde)) if afspraak.is_geldend else [],
        "beheert": beheert,
        "levert": levert,
        "mag_leveren": levert and loopt,
        "te_tekenen": acties.te_tekenen(afspraak, request.user),
        "te_controleren": open_periode if acties.mag_oordelen(afspraak, request.user) else None,
        "perioden": perioden(afspraak),
        **_controles(afspraak, request),
        "leveringen": _leveringen(afspraak),
        "vast_tot": gecontroleerd_tot(afspraak),
        "tekenaars": _tekenaars(afspraak),
        "vernieuwen": beheert
        and afspraak.is_geldend
        and afspraak.niet_vernieuwd_op is None
        and not hasattr(afspraak, "opvolger")
        and afspraak.einde <= vernieuwen_voor(vandaag),
        "opvolger": _zichtbaar(request, getattr(afspraak, "opvolger", None)),
        "vorige": _zichtbaar(request, afspraak.vorige),
        **_concept(request, afspraak, beheert),
    }
    return render(request, "prestaties/afspraak.html", context)


def _concept(request: Request, afspraak: Prestatieafspraak, beheert: bool) -> dict[str, Any]:
    """What is missing before it can be put forward, and what the profile advises; only for who draws it up."""
    if not (afspraak.is_concept and beheert):
        return {"klachten": [], "adviezen": [], "stapeling": []}
    hard, advies = bezwaren("overeenkomen", onderwerp(afspraak), request.user)
    return {"klachten": hard, "adviezen": advies, "stapeling": hetzelfde(afspraak, ("gebied", "thema"))}


def _zichtbaar(request: Request, ander: Prestatieafspraak | None) -> Prestatieafspraak | None:
    if ander is None:
        return None
    return Prestatieafspraak.objects.zichtbaar_voor(request.user).filter(pk=ander.pk).first()


def _controles(afspraak: Prestatieafspraak, request: Request) -> dict[str, Any]:
    """The checks, newest first, and the oldest one that waits for this person."""
    vandaag = timezone.localdate()
    oordeelt, levert = acties.mag_oordelen(afspraak, request.user), mag_leveren(afspraak, request.user)
    rijen = list(afspraak.controles.all())
    open_rijen = [rij for rij in rijen if not rij.is_definitief]
    klaar = [rij for rij in open_rijen if rij.reactie_klaar(vandaag)]
    return {
        "controles": [
            {"rij": rij, "wacht": rij in open_rijen and rij not in klaar} for rij in reversed(rijen)
        ],
        "vast_te_stellen": next(iter(klaar), None) if oordeelt else None,
        "te_reageren": next((rij for rij in open_rijen if levert and rij.reactie_op is None), None),
    }


def _leveringen(afspraak: Prestatieafspraak) -> list[Any]:
    return list(afspraak.leveringen.select_related("gebied", "door")[:MEESTE])


def _tekenaars(afspraak: Prestatieafspraak) -> list[dict[str, Any]]:
    """Who has to agree, and whether they did; of a concept that was put forward, and of what holds."""
    if afspraak.voorgelegd_op is None:
        return []
    gegeven = {rij.wie: rij for rij in Instemming.objects.bij(afspraak)}
    return [{"partij": rij, "instemming": gegeven.get(sleutel(rij))} for rij in acties.wie_tekenen(afspraak)]


def feiten(request: Request, afspraak: Prestatieafspraak) -> list[tuple[str, str]]:
    punt = afspraak.planitem
    ziet_plan = (
        punt is not None and Plan.objects.zichtbaar_voor(request.user).filter(pk=punt.plan_id).exists()
    )
    return [
        ("Organisatie", afspraak.partij.naam),
        ("Opdrachtgever", " en ".join(rij.naam for rij in afspraak.opdrachtgevers.all())),
        ("Periode", periode(afspraak)),
        ("Subsidie", euro(afspraak.bedrag)),
        ("Thema", themanamen().get(afspraak.thema, afspraak.thema)),
        ("Signalen over dit thema", _signalen(request, afspraak)),
        ("Hoort bij", f"{punt.plan.titel}: {punt}" if punt and ziet_plan else ""),
        ("Voor wie", afspraak.doelgroep),
    ]


def _signalen(request: Request, afspraak: Prestatieafspraak) -> str:
    """The need (DHR-24): how many signals with this theme came from these areas, of what this person may see."""
    if not afspraak.thema:
        return ""
    gebieden = [rij.gebied_id for rij in afspraak.inzet.all()]
    rijen = Signaal.objects.zichtbaar_voor(request.user).filter(
        themas__contains=[afspraak.thema],
        plek_gebieden__overlap=gebieden,
        geregistreerd_op__date__gte=plus_maanden(afspraak.begin, -12),
    )
    aantal = rijen.count()
    return f"{aantal} sinds een jaar voor het begin" if aantal else ""


def teksten(afspraak: Prestatieafspraak) -> list[tuple[str, str]]:
    rijen = [
        ("Waarom", afspraak.waarom),
        ("Wanneer", afspraak.wanneer),
        ("Hoe", afspraak.hoe),
        ("Door wie", afspraak.door_wie),
    ]
    return [(naam, tekst) for naam, tekst in rijen if tekst]
