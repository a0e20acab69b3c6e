"""A participation path as rules of the profile see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from overleggen.models import Agendapunt
from participatie.models import Betrokkene, Traject
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.gemeente import Participatie
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.service import Betekenis, Onderwerp


def instellingen() -> Participatie:
    """What the profile says of participation; nothing where it has no such table."""
    return actief_profiel().participatie or Participatie()


def _traject(o: Onderwerp) -> Traject:
    assert isinstance(o.ding, Traject)
    return o.ding


def _rijen(o: Onderwerp) -> list[Betrokkene]:
    traject = _traject(o)
    return list(traject.betrokkenen.select_related("partij")) if traject.pk else []


def _van_bewoners(rij: Betrokkene) -> bool:
    return rij.partij is not None and KANT_VAN_SOORT.get(rij.partij.soort) == "bewoners"


def gewogen(traject: Traject) -> dict[str, int]:
    """The factors of the profile that were judged, with their score."""
    if traject.pk is None:
        return {}
    factoren = instellingen().weegfactoren
    return {rij.factor: rij.score for rij in traject.scores.all() if rij.factor in factoren}


def _alles_gewogen(o: Onderwerp) -> list[str]:
    scores, factoren = gewogen(_traject(o)), instellingen().weegfactoren
    return list(factoren) if all(factor in scores for factor in factoren) else []


def _wijkt_af_van_protocol(o: Onderwerp) -> bool:
    traject = _traject(o)
    return traject.pk is not None and traject.protocolstappen.exclude(overgeslagen="").exists()


def _overleggen(o: Onderwerp) -> int:
    traject = _traject(o)
    if not traject.bron_soort:
        return 0
    punten = Agendapunt.objects.filter(bron_soort=traject.bron_soort, bron_id=traject.bron_id)
    return punten.values("overleg").distinct().count()


BETEKENIS = Betekenis(
    feiten={
        "formele-inspraak": lambda o: _traject(o).formele_inspraak,
        "wijkt-af-van-protocol": _wijkt_af_van_protocol,
        # An area with others below it.
        "raakt-meer-gebieden": lambda o: _traject(o).gebied.kinderen.exists(),
        "groot": lambda o: _traject(o).groot,
    },
    relaties={
        "betrokkenen": lambda o, per: {"": len(_rijen(o))},
        "bewoners": lambda o, per: {"": sum(map(_van_bewoners, _rijen(o)))},
        "partijen": lambda o, per: {"": sum(rij.partij_id is not None for rij in _rijen(o))},
        "gebieden": lambda o, per: {"": 1},
        "instrumenten": lambda o, per: {"": len(_traject(o).instrumenten)},
        "overleggen": lambda o, per: {"": _overleggen(o)},
    },
    velden={
        "doel": lambda o: _traject(o).doel,
        "trede": lambda o: _traject(o).trede,
        "weegfactoren": _alles_gewogen,
        "instrumenten": lambda o: _traject(o).instrumenten,
        "waarover": lambda o: _traject(o).waarover,
        "kaders": lambda o: _traject(o).kaders,
        "terugkoppeling": lambda o: _traject(o).terugkoppeling,
        "budget": lambda o: _traject(o).budget,
    },
)


def onderwerp(traject: Traject, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    return Onderwerp(
        object="traject",
        soort=traject.protocol,
        ding=traject,
        plek=traject.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        gegevens=gegevens or {},
        naam=str(traject),
    )
