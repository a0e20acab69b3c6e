"""A step of a round as rules of the profile see it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils import timezone

from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.objecten import STAP
from overleggen.models import Overleg, Peiling
from wijkagenda.models import Bijdrage, Plan, Planbron
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Betekenis, Onderwerp
from wijkwerk.wijken.models import Partij


def _stap(o: Onderwerp) -> Stap:
    assert isinstance(o.ding, Stap)
    return o.ding


def _vorige_klaar(o: Onderwerp) -> bool:
    """Whether the round before came to its end, and was not closed halfway; a first round has nothing to wait for."""
    vorige = _stap(o).ronde.vorige
    return vorige is None or (not vorige.is_open and not vorige.sluitreden)


def _overleggen(o: Onderwerp) -> int:
    """Meetings held in or below the area since the round began."""
    ronde = _stap(o).ronde
    gehouden = Overleg.objects.geweest().filter(plek_gebieden__overlap=[ronde.gebied_id])
    return gehouden.filter(datum__gte=ronde.begin).count()


def _peilingen(o: Onderwerp) -> int:
    ronde = _stap(o).ronde
    rijen = Peiling.objects.filter(plek_gebieden__overlap=[ronde.gebied_id])
    return rijen.filter(geopend_op__date__gte=ronde.begin).count()


def _plannen(o: Onderwerp) -> int:
    """The plans that the steps of this round established."""
    return Plan.objects.filter(cyclusstappen__ronde=_stap(o).ronde, vastgesteld_op__isnull=False).count()


def _bewoners(o: Onderwerp) -> int:
    """Parties of residents that brought something to the plan of this step."""
    rijen = Bijdrage.objects.geleverd().filter(plan=_stap(o).plan_id)
    return rijen.filter(partij__soort__in=[Partij.Soort.BEWONERSORGAAN, Partij.Soort.BEWONERSGROEP]).count()


def _cijfers(o: Onderwerp) -> int:
    """The figures under the plan of this step."""
    return Planbron.objects.filter(plan=_stap(o).plan_id, soort=Planbron.Soort.CIJFER).count()


def _veld(o: Onderwerp, sleutel: str) -> Any:
    return getattr(_stap(o), sleutel)


def _aantal(o: Onderwerp, per: str | None, *, hoeveel: Any) -> Mapping[str, int]:
    return {"": hoeveel(o)}


BETEKENIS = Betekenis(
    feiten={
        "te-laat": lambda o: _stap(o).is_te_laat(timezone.localdate()),
        "eerste-ronde": lambda o: _stap(o).ronde.vorige_id is None,
        "vorige-afgerond": _vorige_klaar,
    },
    relaties={
        "plannen": partial(_aantal, hoeveel=_plannen),
        "overleggen": partial(_aantal, hoeveel=_overleggen),
        "peilingen": partial(_aantal, hoeveel=_peilingen),
        "gebieden": lambda o, per: {"": 1},
        "bewoners": partial(_aantal, hoeveel=_bewoners),
        "cijfers": partial(_aantal, hoeveel=_cijfers),
    },
    velden={sleutel: partial(_veld, sleutel=sleutel) for sleutel in STAP.velden},
)


def onderwerp(stap: Stap, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    """A step answers to its own key and to that of its cycle."""
    return Onderwerp(
        object="stap",
        soort=stap.sleutel,
        ook_soorten=(stap.ronde.cyclus,),
        ding=stap,
        plek=stap.ronde.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        gegevens=gegevens or {},
        naam=str(stap),
    )


def onderwerp_ronde(ronde: Ronde) -> Onderwerp:
    """No rule names a round; who may is asked of its place."""
    return Onderwerp(
        object="ronde",
        soort=ronde.cyclus,
        ding=ronde,
        plek=ronde.plek(),
        profiel=actief_profiel(),
        betekenis=Betekenis(),
        naam=f"{ronde.naam} {ronde.gebied}",
    )
