"""An afspraak as rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.service import Betekenis, Onderwerp


def _afspraak(onderwerp: Onderwerp) -> Afspraak:
    assert isinstance(onderwerp.ding, Afspraak)
    return onderwerp.ding


def _kant(onderwerp: Onderwerp) -> str:
    """The side on which the holder stands."""
    houder = _afspraak(onderwerp).houder
    if houder is None:
        return ""
    if houder.partij is not None:
        return KANT_VAN_SOORT[houder.partij.soort]
    if houder.rol:
        return onderwerp.profiel.rol(houder.rol).kant
    assert houder.persoon is not None
    return houder.persoon.vervullingen[0].rol.kant if houder.persoon.vervullingen else ""


BETEKENIS = Betekenis(
    feiten={
        "doorgezet": lambda o: bool(o.gegevens.get("doorgezet")),
        "gevoelig": lambda o: _afspraak(o).gevoelig != "nee",
        "te-laat": lambda o: _afspraak(o).is_te_laat,
        "uit-signaal": lambda o: _afspraak(o).bron_soort == "signaal",
        "uit-overleg": lambda o: _afspraak(o).bron_soort in {"overleg", "agendapunt"},
        "uit-plan": lambda o: _afspraak(o).bron_soort in {"plan", "planitem"},
        "met-gemeente": lambda o: _kant(o) == "gemeente",
        "met-bewoners": lambda o: _kant(o) == "bewoners",
        "verlengd": lambda o: _afspraak(o).uitgesteld > 0,
    },
    relaties={
        "gebieden": lambda o, per: {"": _afspraak(o).gebieden.count() if o.ding.pk else 0},
        "partijen": lambda o, per: {"": int(_afspraak(o).houder_partij_id is not None)},
        "bewoners": lambda o, per: {"": int(_kant(o) == "bewoners")},
    },
    velden={
        "wat": lambda o: _afspraak(o).wat,
        "wie": lambda o: _afspraak(o).houder,
        "wanneer": lambda o: _afspraak(o).uiterlijk,
        "datum": lambda o: _afspraak(o).uiterlijk,
        "uiterlijk": lambda o: _afspraak(o).uiterlijk,
        "nagekomen": lambda o: _afspraak(o).nagekomen,
        "resultaat": lambda o: _afspraak(o).resultaat,
    },
)


def onderwerp(afspraak: Afspraak, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    houder = afspraak.houder
    return Onderwerp(
        object="afspraak",
        soort=afspraak.bron_vorm,
        ding=afspraak,
        plek=afspraak.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        themas=(afspraak.thema,) if afspraak.thema else (),
        gegevens=gegevens or {},
        houders={"houder": (houder,)} if houder else {},
        naam=afspraak.wat,
    )
