"""A prestatieafspraak, and a check on it, as rules of the profile see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format

from prestaties.models import Prestatieafspraak, Prestatiecontrole
from prestaties.samenloop import hetzelfde
from prestaties.termijnen import is_te_laat
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.regels import Beoordeeld, Verplicht
from wijkwerk.profiel.rijen.geld import Oordeel
from wijkwerk.regels.service import Betekenis, Onderwerp


def _afspraak(o: Onderwerp) -> Prestatieafspraak:
    if isinstance(o.ding, Prestatiecontrole):
        return o.ding.afspraak
    assert isinstance(o.ding, Prestatieafspraak)
    return o.ding


def _van_controle(veld: str) -> Callable[[Onderwerp], Any]:
    return lambda o: getattr(o.ding, veld) if isinstance(o.ding, Prestatiecontrole) else ""


def _gebieden(o: Onderwerp) -> list[str]:
    return [rij.gebied.naam for rij in _afspraak(o).inzet.all()]


def _eerste_keer(o: Onderwerp) -> bool:
    rij = _afspraak(o)
    return not Prestatieafspraak.objects.geldend().filter(partij=rij.partij_id).exclude(pk=rij.pk).exists()


def _van_partij(o: Onderwerp) -> int:
    return Afspraak.objects.open().filter(houder_partij=_afspraak(o).partij_id).count()


def periode(afspraak: Prestatieafspraak) -> str:
    return f"{date_format(afspraak.begin)} tot en met {date_format(afspraak.einde)}"


def _bronnen(o: Onderwerp) -> frozenset[str]:
    """What of the area it answers (DHR-24): a topic of a plan, or the theme of signals."""
    rij = _afspraak(o)
    uit = [rij.planitem.plan.vorm] if rij.planitem else []
    return frozenset([*uit, *(["signaal"] if rij.thema else [])])


BETEKENIS = Betekenis(
    feiten={
        "gesubsidieerd": lambda o: _afspraak(o).partij.gesubsidieerd,
        "geleverd": lambda o: o.veld("oordeel") == Prestatiecontrole.Oordeel.GELEVERD,
        "niet-geleverd": lambda o: o.veld("oordeel") == Prestatiecontrole.Oordeel.NIET,
        "te-laat": lambda o: is_te_laat(_afspraak(o)),
        "eerste-keer": _eerste_keer,
    },
    relaties={
        "leveringen": lambda o, per: {"": _afspraak(o).leveringen.filter(ingetrokken_op=None).count()},
        "gebieden": lambda o, per: {"": len(_gebieden(o))},
        "partijen": lambda o, per: {"": 1},
        "opdrachtgevers": lambda o, per: {"": _afspraak(o).opdrachtgevers.count()},
        "afspraken": lambda o, per: {"": _van_partij(o)},
    },
    velden={
        "wat": lambda o: _afspraak(o).wat,
        "prestatie": lambda o: _afspraak(o).wat,
        "waarom": lambda o: _afspraak(o).waarom,
        "wanneer": lambda o: _afspraak(o).wanneer,
        "hoe": lambda o: _afspraak(o).hoe,
        "wie": lambda o: _afspraak(o).door_wie,
        "organisatie": lambda o: _afspraak(o).partij.naam,
        "gebied": _gebieden,
        "thema": lambda o: _afspraak(o).thema,
        "doelgroep": lambda o: _afspraak(o).doelgroep,
        "hoeveelheid": lambda o: _afspraak(o).hoeveelheid or None,
        "periode": lambda o: periode(_afspraak(o)),
        "bedrag": lambda o: _afspraak(o).bedrag,
        "levering": _van_controle("levering"),
        "oordeel": _van_controle("oordeel"),
        "vervolg": _van_controle("vervolg"),
        "verantwoording": lambda o: _afspraak(o).slot,
    },
    bronnen=_bronnen,
    samenloop=lambda o, op, dagen: [f"{ander.partij}: {ander}" for ander in hetzelfde(_afspraak(o), op)],
)


def onderwerp(
    ding: Prestatieafspraak | Prestatiecontrole, gegevens: Mapping[str, Any] | None = None
) -> Onderwerp:
    afspraak = ding.afspraak if isinstance(ding, Prestatiecontrole) else ding
    houders = (Houder(partij=afspraak.partij),)
    return Onderwerp(
        object="prestatie",
        soort=afspraak.planitem.plan.vorm if afspraak.planitem else "",
        ding=ding,
        plek=afspraak.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        themas=(afspraak.thema,) if afspraak.thema else (),
        gegevens=gegevens or {},
        houders={"houder": houders, "trekker": houders},
        naam=str(ding),
    )


def gevraagde_oordelen() -> list[Oordeel]:
    """The judgments whose criteria a check goes through (ETL-68)."""
    profiel = actief_profiel()
    rijen = profiel.regels_bij("prestatie", "controleren", soort_sleutel="")
    return [profiel.oordeel(regel.oordeel) for regel in rijen if isinstance(regel, Beoordeeld)]


def gevraagde_velden() -> set[str]:
    """The fields that the profile asks before an afspraak can be agreed, as the form calls them."""
    namen = {"prestatie": "wat", "periode": "begin", "wie": "door_wie", "hoeveelheid": "eenheid"}
    rijen = actief_profiel().regels_bij("prestatie", "overeenkomen", soort_sleutel="")
    return {
        namen.get(veld.sleutel, veld.sleutel)
        for regel in rijen
        if isinstance(regel, Verplicht) and regel.aard == "hard" and not regel.als
        for veld in regel.velden
    }
