"""What the page of a running meeting shows: the points with their minutes, afspraken, forms and marks."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from overleggen import poort, zicht
from overleggen.forms import AantekeningForm, AanwezigForm, BespreekForm
from overleggen.klok import maak_klok, merk, minuten_van, stempel
from overleggen.models import Aantekening, Agendapunt, Agendapuntafspraak, Overleg, Verslag
from overleggen.verslagtekst import afspraken_per_punt
from overleggen.views.overleg import per_deel, regels_van
from signalen import service as signalen
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.htmx import Request

Rij = dict[str, Any]


def beeld(request: Request, overleg: Overleg, kan: dict[str, bool], *, nu: str = "") -> dict[str, Any]:
    """Everything that changes while the meeting runs, as this person may see it; a fixed number of queries.

    `kan`: the steps of the meeting itself, as the head of the page has them. `nu`: the stempel, when it was asked already.
    """
    # Before the rest is read: what is written in between is then new the next time.
    nu = nu or stempel(overleg)
    rijen = [rij for rij in regels_van(request, overleg) if rij["punt"].is_op_agenda]
    klok = maak_klok(overleg, [rij["punt"] for rij in rijen])
    # When everything was spoken of the last point stays open: what was agreed there is still to be written down.
    lopend = klok.nu or klok.volgende or (rijen[-1]["punt"] if rijen else None)
    aantekeningen = _aantekeningen(overleg)
    vul_aan(request, overleg, rijen, aantekeningen)
    for nummer, rij in enumerate(rijen, start=1):
        rij |= {
            "nummer": nummer,
            "nu": rij["punt"] == klok.nu,
            "open": rij["punt"] == lopend,
            "minuten": minuten_van(rij["punt"]),
        }
        rij["merk"] = _merk(rij)
    schrijft = any(rij["schrijft"] for rij in rijen) or _schrijft(overleg, kan)
    titels = {rij["punt"].pk: rij["titel"] for rij in rijen}
    nummers = {rij["punt"].pk: rij["nummer"] for rij in rijen}
    zichtbaar = set(zicht.delen_voor(overleg, request.user))
    delen = per_deel(overleg, rijen)
    for deel in delen:
        dit = deel["deel"]
        ziet = dit in zichtbaar
        deel["schrijft"] = schrijft and ziet and overleg.is_gehouden
        deel["aantekeningen"] = [
            rij for rij in aantekeningen if rij.punt_id is None and rij.deel_id == dit.pk and ziet
        ]
        deel["form"] = aantekenform(f"deel-{dit.pk}", openbaar=dit.is_openbaar) if deel["schrijft"] else None
    deelnemers = list(overleg.deelnemers.all())
    return {
        "delen": [deel for deel in delen if deel["rijen"] or deel["deel"] in zichtbaar],
        "rijen": rijen,
        "klok": klok,
        "nu_titel": titels.get(klok.nu.pk, "") if klok.nu else "",
        "volgende_titel": titels.get(klok.volgende.pk, "") if klok.volgende else "",
        "volgende_nummer": nummers.get(klok.volgende.pk) if klok.volgende else None,
        "kan_leiden": schrijft and overleg.is_gehouden,
        "kan_tijden": any(rij["kan"]["ordenen"] for rij in rijen),
        "open_punten": sum(rij["punt"].stand == Agendapunt.Stand.GEAGENDEERD for rij in rijen),
        "aanwezig": sum(rij.is_erbij for rij in deelnemers),
        "deelnemers": deelnemers,
        "aanwezigform": AanwezigForm(deelnemers=deelnemers, auto_id="id_erbij_%s")
        if kan["aanwezig"] and overleg.is_gehouden
        else None,
        "stempel": nu,
    }


def _schrijft(overleg: Overleg, kan: dict[str, bool]) -> bool:
    """Who writes down attendance keeps the minutes: the same task and right."""
    return overleg.is_gehouden and kan["aanwezig"]


def _aantekeningen(overleg: Overleg) -> list[Aantekening]:
    return list(Aantekening.objects.filter(deel__overleg=overleg).order_by("geschreven_op", "pk"))


def vul_aan(request: Request, overleg: Overleg, rijen: list[Rij], aantekeningen: list[Aantekening]) -> None:
    """Add to each point its afspraken (as far as visible), its lines, and the forms to write; three queries for all."""
    per_punt = afspraken_per_punt([rij["punt"] for rij in rijen])
    ids = [regel.afspraak_id for regels in per_punt.values() for regel in regels]
    zichtbaar = (
        set(Afspraak.objects.zichtbaar_voor(request.user).filter(pk__in=ids).values_list("pk", flat=True))
        if ids
        else set()
    )
    antwoorden = _te_beantwoorden(request, overleg, rijen)
    vast = _vast_te_stellen(request, rijen) if overleg.is_gehouden else set()
    for rij in rijen:
        punt, dicht = rij["punt"], rij["afgeschermd"]
        rij["afspraken"] = (
            [] if dicht else [_afspraakregel(regel, zichtbaar) for regel in per_punt.get(punt.pk, [])]
        )
        rij["aantekeningen"] = [] if dicht else [regel for regel in aantekeningen if regel.punt_id == punt.pk]
        schrijft = rij["kan"]["bespreken"] and overleg.is_gehouden
        rij["schrijft"] = schrijft
        rij["form"] = bespreekform(punt) if schrijft and not dicht else None
        rij["aantekenform"] = (
            aantekenform(f"punt-{punt.pk}", openbaar=punt.deel.is_openbaar)
            if schrijft and not dicht and punt.gevoelig == "nee"
            else None
        )
        rij["antwoord_url"] = antwoorden.get(punt.pk, "")
        rij["stelt_vast"] = schrijft and punt.pk in vast


def _te_beantwoorden(request: Request, overleg: Overleg, rijen: list[Rij]) -> dict[int, str]:
    """The points about a signal that this person may answer here, where the profile lets them; one query."""
    punten = {
        rij["punt"].bron_id: rij["punt"]
        for rij in rijen
        if rij["punt"].bron_soort == "signaal" and not rij["afgeschermd"] and overleg.is_gehouden
    }
    hier = reverse("overleggen:tijdens", args=[overleg.pk])
    return {
        punten[
            pk
        ].pk: f"{reverse('signalen:antwoord', args=[pk])}?{urlencode({'terug': f'{hier}#punt-{punten[pk].pk}'})}"
        for pk in signalen.te_beantwoorden(list(punten), request.user)
    }


def _vast_te_stellen(request: Request, rijen: list[Rij]) -> set[int]:
    """The points about a report that is a concept, and that this person may establish; one query when there are any."""
    punten = {
        rij["punt"].bron_id: rij["punt"] for rij in rijen if rij["punt"].bron_soort == Agendapunt.VERSLAG
    }
    if not punten:
        return set()
    concepten = Verslag.objects.filter(overleg__in=punten, stand=Verslag.Stand.CONCEPT)
    return {
        punten[verslag.overleg_id].pk
        for verslag in concepten.select_related("overleg__gebied")
        if poort.mag(verslag, "vaststellen", request.user)
    }


def _afspraakregel(regel: Agendapuntafspraak, zichtbaar: set[int]) -> dict[str, Any]:
    """Shielded afspraken show only to who sees them in the register."""
    afspraak = regel.afspraak
    open_ = afspraak.gevoelig == "nee" or afspraak.pk in zichtbaar
    url = reverse("afspraken:detail", args=[afspraak.pk]) if afspraak.pk in zichtbaar else ""
    return {"afspraak": afspraak, "wat": afspraak.wat if open_ else "Afgeschermde afspraak", "url": url}


def _merk(rij: Rij) -> str:
    """Differs when what this person sees of the point does; the page sends it back to ask what is new."""
    punt = rij["punt"]
    regels = [(regel.pk, regel.versie) for regel in rij["aantekeningen"]]
    afspraken = [(regel["afspraak"].pk, regel["wat"], regel["afspraak"].stand) for regel in rij["afspraken"]]
    zelf = (
        punt.versie,
        punt.stand,
        rij["titel"],
        rij["afgeschermd"],
        rij["nu"],
        rij["minuten"],
        rij["nummer"],
    )
    return merk((zelf, regels, afspraken, rij["kan"], rij["antwoord_url"], rij["stelt_vast"]))[:6]


def bespreekform(punt: Agendapunt, data: Any = None) -> BespreekForm:
    begin = {"uitkomst": punt.uitkomst, "besluit": punt.besluit, "versie": punt.versie, **punt.velden}
    return BespreekForm(data, overleg=punt.overleg, initial=begin, auto_id=f"id_{punt.pk}_%s")


def aantekenform(waar: str, *, openbaar: bool, data: Any = None) -> AantekeningForm:
    """`waar` keeps the ids of many of these forms on one page apart."""
    return AantekeningForm(
        data, openbaar=openbaar, initial={"client_id": uuid.uuid4()}, auto_id=f"id_regel_{waar}_%s"
    )
