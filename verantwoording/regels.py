"""A report and an evaluation as rules of the profile see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from verantwoording.models import Evaluatie, Raadsrapportage
from verantwoording.verzamelen import INLEIDING, gebieden_van
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.volgen import TEKST_PER_GEBIED
from wijkwerk.regels.service import Betekenis, Onderwerp


def _rapport(o: Onderwerp) -> Raadsrapportage:
    assert isinstance(o.ding, Raadsrapportage)
    return o.ding


def _evaluatie(o: Onderwerp) -> Evaluatie:
    assert isinstance(o.ding, Evaluatie)
    return o.ding


def _gebieden(rapport: Raadsrapportage) -> int:
    rij = rapport.rij
    return len(gebieden_van(rij)) if rij and TEKST_PER_GEBIED in rij.onderdelen else 0


def _teksten(rapport: Raadsrapportage) -> int:
    return rapport.teksten.filter(gebied__isnull=False).count() if rapport.pk else 0


def _inleiding(rapport: Raadsrapportage) -> str:
    tekst = rapport.teksten.filter(onderdeel=INLEIDING).first() if rapport.pk else None
    return tekst.tekst if tekst else ""


def _is_voor_iedereen(rapport: Raadsrapportage) -> bool:
    rij = rapport.rij
    return rij is not None and rij.openbaar == "iedereen"


def _is_te_laat(rapport: Raadsrapportage) -> bool:
    return rapport.uiterlijk is not None and rapport.uiterlijk < timezone.localdate()


BETEKENIS_RAPPORTAGE = Betekenis(
    feiten={
        "voor-iedereen": lambda o: _is_voor_iedereen(_rapport(o)),
        "alle-teksten": lambda o: _teksten(_rapport(o)) >= _gebieden(_rapport(o)),
        "te-laat": lambda o: _is_te_laat(_rapport(o)),
    },
    relaties={
        "gebieden": lambda o, per: {"": _gebieden(_rapport(o))},
        "teksten": lambda o, per: {"": _teksten(_rapport(o))},
    },
    velden={"inleiding": lambda o: _inleiding(_rapport(o)), "tot": lambda o: _rapport(o).tot},
)

BETEKENIS_EVALUATIE = Betekenis(
    feiten={
        "met-belasting": lambda o: _evaluatie(o).met_belasting,
        "te-laat": lambda o: _evaluatie(o).gepland_op < timezone.localdate(),
    },
    relaties={
        "punten": lambda o, per: {"": _evaluatie(o).punten.count() if o.ding.pk else 0},
        "gebieden": lambda o, per: {"": 1},
        "verbeterpunten": lambda o, per: {"": _evaluatie(o).verbeterpunten.count() if o.ding.pk else 0},
    },
    velden={
        "uitkomst": lambda o: _evaluatie(o).uitkomst,
        "verslag": lambda o: _evaluatie(o).verslag,
        "datum": lambda o: _evaluatie(o).afgerond_op,
    },
)


def onderwerp(ding: Raadsrapportage | Evaluatie, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    """A report or an evaluation at a step."""
    is_rapport = isinstance(ding, Raadsrapportage)
    return Onderwerp(
        object="rapportage" if is_rapport else "evaluatie",
        soort=ding.rapportage if isinstance(ding, Raadsrapportage) else ding.sleutel,
        ding=ding,
        plek=ding.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_RAPPORTAGE if is_rapport else BETEKENIS_EVALUATIE,
        gegevens=gegevens or {},
        naam=str(ding),
    )
