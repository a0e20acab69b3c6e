"""An afspraak as rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Betekenis, Onderwerp

BETEKENIS = Betekenis(
    feiten={"doorgezet": lambda o: bool(o.gegevens.get("doorgezet"))},
    velden={
        "wat": lambda o: o.ding.wat if isinstance(o.ding, Afspraak) else "",
        "wanneer": lambda o: o.ding.uiterlijk if isinstance(o.ding, Afspraak) else None,
        "wie": lambda o: o.ding.houder if isinstance(o.ding, Afspraak) else None,
    },
)


def onderwerp(afspraak: Afspraak, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    houder = afspraak.houder
    return Onderwerp(
        object="afspraak",
        soort=afspraak.bron_soort,
        ding=afspraak,
        plek=afspraak.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        themas=(afspraak.thema,) if afspraak.thema else (),
        gegevens=gegevens or {},
        houders={"houder": (houder,)} if houder else {},
        naam=afspraak.wat,
    )
