"""What a report says: per part, per point. The public report is made from the open parts alone.

A shielded point leaves no words in a report, full or public: only that it was there and where it stands.
"""

from __future__ import annotations

from typing import Any

from overleggen.models import Aantekening, Agendapunt, Agendapuntafspraak, Overleg, Overlegdeel
from overleggen.velden import gevraagde_velden
from wijkwerk.profielvelden import getoond

AFGESCHERMD = "Afgeschermd punt"


def maak(overleg: Overleg) -> list[dict[str, Any]]:
    """Return the parts in order, each with its points, from what was written at the meeting."""
    punten = list(overleg.punten.op_agenda().met_gevoelig().voor_pagina())
    for punt in punten:
        punt.overleg = overleg
    afspraken = afspraken_per_punt(punten)
    regels = list(Aantekening.objects.filter(deel__overleg=overleg).order_by("geschreven_op", "pk"))
    return [
        {
            "sleutel": deel.sleutel,
            "naam": deel.naam,
            "toegang": deel.toegang,
            "punten": [
                _punt(punt, afspraken.get(punt.pk, []), [rij for rij in regels if rij.punt_id == punt.pk])
                for punt in punten
                if punt.deel_id == deel.pk
            ],
            "aantekeningen": [
                _aantekening(rij) for rij in regels if rij.punt_id is None and rij.deel_id == deel.pk
            ],
        }
        for deel in overleg.delen.all()
    ]


def openbaar(inhoud: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The open parts, without shielded points and without names of persons."""
    return [
        {**deel, "punten": [_zonder_namen(punt) for punt in deel["punten"] if not punt["afgeschermd"]]}
        for deel in inhoud
        if deel["toegang"] == Overlegdeel.Toegang.OPENBAAR
    ]


def _punt(punt: Agendapunt, afspraken: list[Agendapuntafspraak], regels: list[Aantekening]) -> dict[str, Any]:
    afgeschermd = punt.is_gevoelig
    basis: dict[str, Any] = {"punt": punt.pk, "afgeschermd": afgeschermd, "stand": punt.stand}
    if afgeschermd:
        return basis | {
            "titel": AFGESCHERMD,
            "uitkomst": "",
            "besluit": "",
            "terugkoppeling": "",
            "velden": [],
            "afspraken": [],
            "aantekeningen": [],
        }
    return basis | {
        "titel": punt.titel,
        "uitkomst": punt.uitkomst,
        "besluit": punt.besluit,
        "terugkoppeling": punt.terugkoppeling if punt.terugkoppeling != punt.uitkomst else "",
        "velden": _velden(punt),
        "afspraken": [_afspraak(regel) for regel in afspraken],
        "aantekeningen": [_aantekening(rij) for rij in regels],
    }


def _aantekening(rij: Aantekening) -> dict[str, str]:
    """A line as it was written, without who wrote it or asked it."""
    return {"soort": rij.soort, "tekst": rij.tekst, "antwoord": rij.antwoord}


def _velden(punt: Agendapunt) -> list[dict[str, str]]:
    """What the profile asks at a point, with the label it has now: a report keeps label and value."""
    gevraagd = gevraagde_velden(punt.overleg)
    return [{"naam": naam, "waarde": waarde} for naam, waarde in getoond(gevraagd, punt.velden)]


def _afspraak(regel: Agendapuntafspraak) -> dict[str, str]:
    afspraak = regel.afspraak
    dicht = afspraak.gevoelig != "nee"
    houder = None if dicht else afspraak.houder
    return {
        "wat": "Afgeschermde afspraak" if dicht else afspraak.wat,
        "wie": str(houder) if houder else "",
        "functie": houder.functie() if houder else "",
        "uiterlijk": afspraak.uiterlijk.isoformat(),
    }


def _zonder_namen(punt: dict[str, Any]) -> dict[str, Any]:
    return {**punt, "afspraken": [{**afspraak, "wie": afspraak["functie"]} for afspraak in punt["afspraken"]]}


def afspraken_per_punt(punten: list[Agendapunt]) -> dict[int, list[Agendapuntafspraak]]:
    """The afspraken of all points in one query."""
    per_punt: dict[int, list[Agendapuntafspraak]] = {}
    regels = Agendapuntafspraak.objects.filter(punt__in=[punt.pk for punt in punten]).select_related(
        "afspraak__houder_partij", "afspraak__houder_gebied", "afspraak__houder_persoon"
    )
    for regel in regels.order_by("pk"):
        per_punt.setdefault(regel.punt_id, []).append(regel)
    return per_punt
