"""An area about which a decision is taken, as rules of the profile see it (`gebied.vrijstellen`)."""

from __future__ import annotations

from typing import cast

from overleggen.models import Afwijking, Overleg
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Betekenis, Onderwerp
from wijkwerk.wijken.models import Gebied, Partij


def _rij(o: Onderwerp) -> Afwijking:
    return cast("Afwijking", o.ding)


def _bewonersorganen(o: Onderwerp) -> int:
    return Partij.objects.actief().filter(soort=Partij.Soort.BEWONERSORGAAN, gebieden=_rij(o).gebied).count()


BETEKENIS_GEBIED = Betekenis(
    feiten={
        "grens-voorlopig": lambda o: _rij(o).gebied.grens == Gebied.Grens.VOORLOPIG,
        "met-bewonersorgaan": lambda o: _bewonersorganen(o) > 0,
        # Whether the municipality has its own programme there is said at the step.
        "programmagebied": lambda o: o.gegevens.get("programmagebied") in {True, "ja"},
    },
    relaties={
        "partijen": lambda o, per: {"": _rij(o).gebied.partijen.count()},
        "overleggen": lambda o, per: {"": Overleg.objects.gaat_door().filter(gebied=_rij(o).gebied).count()},
        "plannen": lambda o, per: {"": 0},
        "bewoners": lambda o, per: {"": 0},
    },
    velden={
        "vorm": lambda o: actief_profiel().overlegvorm(_rij(o).vorm).naam,
        "alternatief": lambda o: _rij(o).alternatief,
        "tot": lambda o: _rij(o).tot,
    },
)


def onderwerp_afwijking(rij: Afwijking) -> Onderwerp:
    return Onderwerp(
        object="gebied",
        soort=rij.gebied.niveau,
        ook_soorten=(rij.gebied.sleutel,),
        ding=rij,
        plek=rij.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_GEBIED,
        gegevens={"reden": rij.reden},
        naam=rij.naam,
    )
