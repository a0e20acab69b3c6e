"""All areas and all steps: how far each is, what is late, and where nothing has begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gebiedscyclus.acties.rondes import loopt_op_tijd
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.views.gemeen import eis_kans, module
from gebiedscyclus.zicht import kijkt, leidt_ergens, lopende_cycli, ziet_gebied
from wijkwerk.formaten import hoofdletter
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.plannen import Cyclus
from wijkwerk.wijken.models import Gebied

PER_BLAD = 50
FILTERS = {"": "Alle", "te-laat": "Te laat", "zonder": "Zonder ronde"}


@dataclass(frozen=True)
class Cel:
    """One step of one area; of a step that comes back the turn that counts now."""

    naam: str
    stap: Stap | None
    te_laat: bool


@dataclass(frozen=True)
class Regel:
    gebied: Gebied
    ronde: Ronde | None
    cellen: list[Cel]

    @property
    def te_laat(self) -> bool:
        return any(cel.te_laat for cel in self.cellen)


@dataclass(frozen=True)
class Dekking:
    """Of one step: in how many areas it is done, and how many there are."""

    naam: str
    klaar: int
    aantal: int
    te_laat: int

    @property
    def is_heel(self) -> bool:
        return self.klaar == self.aantal


@require_GET
@module
def overzicht(request: Request) -> HttpResponse:
    eis_kans(request, kijkt(request.user), "cyclus.zien")
    gebieden = list(Gebied.objects.actief().order_by("naam"))
    eigen = {
        rij.sleutel: [
            gebied
            for gebied in gebieden
            if gebied.niveau in rij.niveaus and ziet_gebied(request.user, rij, gebied)
        ]
        for rij in lopende_cycli()
    }
    cycli = [rij for rij in lopende_cycli() if eigen[rij.sleutel]]
    rij = next(
        (rij for rij in cycli if rij.sleutel == request.GET.get("cyclus")), cycli[0] if cycli else None
    )
    if rij is None:
        return render(request, "cyclus/leeg.html")
    rondes = list(
        Ronde.objects.zichtbaar_voor(request.user)
        .filter(cyclus=rij.sleutel, gebied__in=eigen[rij.sleutel])
        .voor_lijst()
    )
    perioden = _perioden(rij, rondes)
    periode = _gekozen(request.GET.get("periode", ""), perioden)
    regels = _regels(rij, eigen[rij.sleutel], _per_gebied(rondes, periode))
    keuze = request.GET.get("stand", "")
    stand = keuze if keuze in FILTERS else ""
    getoond = [regel for regel in regels if _past(regel, stand)]
    context = {
        "rij": rij,
        "cycli": _tabs(request, "cyclus", {c.sleutel: c.naam for c in cycli}, rij.sleutel, {}),
        "perioden": _tabs(
            request,
            "periode",
            {dag.isoformat(): naam for dag, naam in perioden.items()},
            periode.isoformat() if periode else "",
            {"cyclus": rij.sleutel},
        ),
        "filters": _tabs(
            request, "stand", FILTERS, stand, _adres(rij, periode), aantallen=_aantallen(regels)
        ),
        "dekking": _dekking(rij, regels),
        "blad": Paginator(getoond, PER_BLAD).get_page(request.GET.get("page")),
        "stappen": [stap.naam for stap in rij.stappen],
        "woord": _woord(rij),
        "mag_kiezen": leidt_ergens(request.user, rij),
        "kies_url": reverse("cyclus:kiezen", args=[rij.sleutel]),
        "adres": urlencode({**_adres(rij, periode), **({"stand": stand} if stand else {})}),
    }
    return render(request, "cyclus/overzicht.html", context)


def _woord(rij: Cyclus) -> str:
    """What an area of this cycle is called here: the name of its level."""
    namen = {niveau.sleutel: niveau.naam for niveau in actief_profiel().niveaus}
    return " of ".join(namen[niveau] for niveau in rij.niveaus)


def _perioden(rij: Cyclus, rondes: list[Ronde]) -> dict[date, str]:
    """To choose from, where all areas run together; the newest first."""
    frequentie = loopt_op_tijd(rij)
    if frequentie is None or frequentie.anker != "kalender" or rij.selectie:
        return {}
    return {
        ronde.periode_van: ronde.periode
        for ronde in sorted(rondes, key=lambda r: r.periode_van, reverse=True)
    }


def _gekozen(keuze: str, perioden: dict[date, str]) -> date | None:
    """The period of the address, else the newest that has begun."""
    bekend = {dag.isoformat(): dag for dag in perioden}
    if keuze in bekend:
        return bekend[keuze]
    vandaag = timezone.localdate()
    return next((dag for dag in perioden if dag <= vandaag), next(iter(perioden), None))


def _per_gebied(rondes: list[Ronde], periode: date | None) -> dict[int, Ronde]:
    """Of each area the round of the period; without one the oldest that is open, else the last."""
    gevonden: dict[int, Ronde] = {}
    for ronde in rondes:
        if periode is not None and ronde.periode_van != periode:
            continue
        eerder = gevonden.get(ronde.gebied_id)
        # Newest first: an open one goes before one that is closed.
        if eerder is None or (ronde.is_open and not eerder.is_open):
            gevonden[ronde.gebied_id] = ronde
    return gevonden


def _regels(rij: Cyclus, gebieden: list[Gebied], rondes: dict[int, Ronde]) -> list[Regel]:
    vandaag = timezone.localdate()
    per_ronde: dict[int, list[Stap]] = {}
    for stap in Stap.objects.filter(ronde__in=[ronde.pk for ronde in rondes.values()]).met_drager():
        per_ronde.setdefault(stap.ronde_id, []).append(stap)
    regels = []
    for gebied in gebieden:
        ronde = rondes.get(gebied.pk)
        if ronde is None and rij.selectie:
            continue
        stappen = per_ronde.get(ronde.pk, []) if ronde else []
        cellen = [_cel(soort.sleutel, soort.naam, stappen, vandaag) for soort in rij.stappen]
        regels.append(Regel(gebied, ronde, cellen))
    return regels


def _cel(sleutel: str, naam: str, stappen: list[Stap], vandaag: date) -> Cel:
    """The first turn that is not done; when all are, the last."""
    beurten = [stap for stap in stappen if stap.sleutel == sleutel]
    if not beurten:
        return Cel(naam, None, False)
    stap = next((beurt for beurt in beurten if not beurt.is_klaar), beurten[-1])
    if stap.beurt > 1 and stap.nu == Stap.Stand.NIET_GESTART and (stap.begin or date.max) > vandaag:
        # The next turn is not on yet: what counts is the one that was done.
        stap = beurten[beurten.index(stap) - 1]
    return Cel(naam, stap, stap.is_te_laat(vandaag))


def _dekking(rij: Cyclus, regels: list[Regel]) -> list[Dekking]:
    gevonden = []
    for plaats, soort in enumerate(rij.stappen):
        cellen = [regel.cellen[plaats] for regel in regels]
        klaar = sum(cel.stap is not None and cel.stap.is_klaar for cel in cellen)
        gevonden.append(Dekking(soort.naam, klaar, len(cellen), sum(cel.te_laat for cel in cellen)))
    return gevonden


def _past(regel: Regel, stand: str) -> bool:
    return stand == "" or (regel.te_laat if stand == "te-laat" else regel.ronde is None)


def _aantallen(regels: list[Regel]) -> dict[str, int]:
    return {stand: sum(_past(regel, stand) for regel in regels) for stand in FILTERS}


def _adres(rij: Cyclus, periode: date | None) -> dict[str, str]:
    return {"cyclus": rij.sleutel, **({"periode": periode.isoformat()} if periode else {})}


def _tabs(
    request: Request,
    naam: str,
    keuzes: dict[str, str],
    actief: str,
    bij: dict[str, str],
    aantallen: dict[str, int] | None = None,
) -> list[dict[str, object]]:
    return [
        {
            "naam": hoofdletter(woord),
            "url": f"{request.path}?{urlencode({**bij, **({naam: sleutel} if sleutel else {})})}",
            "actief": sleutel == actief,
            "aantal": aantallen[sleutel] if aantallen else None,
        }
        for sleutel, woord in keuzes.items()
    ]
