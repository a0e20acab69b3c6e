"""A contribution as rules of the profile see it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils import timezone

from wijkagenda import objecten
from wijkagenda.models import Bijdrage
from wijkagenda.regels.gemeen import BEWONERS
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.regels.service import Betekenis, Onderwerp


def _bijdrage(onderwerp: Onderwerp) -> Bijdrage:
    assert isinstance(onderwerp.ding, Bijdrage)
    return onderwerp.ding


def _van_soort(onderwerp: Onderwerp, *soorten: str) -> bool:
    partij = _bijdrage(onderwerp).partij
    return partij is not None and partij.soort in soorten


def _bijdrageveld(onderwerp: Onderwerp, sleutel: str) -> Any:
    rij = _bijdrage(onderwerp)
    return (
        getattr(rij, sleutel)
        if sleutel in {"inhoud", "vraag", "uiterlijk"}
        else (rij.velden or {}).get(sleutel)
    )


BIJDRAGE = Betekenis(
    feiten={
        "van-bewonersorgaan": lambda o: _van_soort(o, "bewonersorgaan"),
        "van-gemeente": lambda o: _van_soort(o, "gemeente", "team"),
        "van-partner": lambda o: _van_soort(o, "organisatie", "samenwerking"),
        "te-laat": lambda o: _bijdrage(o).uiterlijk < timezone.localdate(),
    },
    relaties={
        "bewoners": lambda o, per: {"": int(_van_soort(o, *BEWONERS) or _bijdrage(o).van == "kant:bewoners")},
        "stukken": lambda o, per: {"": 0},
        "gebieden": lambda o, per: {"": 1},
        "partijen": lambda o, per: {"": int(_bijdrage(o).partij_id is not None)},
    },
    velden={sleutel: partial(_bijdrageveld, sleutel=sleutel) for sleutel in objecten.BIJDRAGE.velden},
)


def onderwerp_bijdrage(bijdrage: Bijdrage, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    plan = bijdrage.plan
    partijen = frozenset({bijdrage.partij_id}) if bijdrage.partij_id else frozenset()
    return Onderwerp(
        object="bijdrage",
        soort=plan.vorm,
        ding=bijdrage,
        plek=Plek(frozenset(plan.plek_gebieden), partijen),
        profiel=plan.profiel,
        betekenis=BIJDRAGE,
        gegevens=gegevens or {},
        naam=str(bijdrage.partij or bijdrage.van),
    )
