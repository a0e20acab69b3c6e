"""An initiative and a project, as rules of the profile see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signalen.models import Initiatief, Project
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.wie import PARTIJSOORTEN
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Betekenis, Onderwerp
from wijkwerk.wijken.models import Partij


def _initiatief(onderwerp: Onderwerp) -> Initiatief:
    assert isinstance(onderwerp.ding, Initiatief)
    return onderwerp.ding


def _project(onderwerp: Onderwerp) -> Project:
    assert isinstance(onderwerp.ding, Project)
    return onderwerp.ding


def _partijen(onderwerp: Onderwerp, soort: str = "") -> int:
    pks = getattr(onderwerp.ding, "plek_partijen", [])
    partijen = Partij.objects.filter(pk__in=pks)
    return (partijen.filter(soort=soort) if soort else partijen).count() if pks else 0


PARTIJEN = {
    "partijen": lambda o, per: {"": _partijen(o)},
    **{
        f"partijen.{soort}": lambda o, per, soort=soort: {"": _partijen(o, soort)}  # type: ignore[misc]
        for soort in PARTIJSOORTEN
    },
}


def _afspraken(onderwerp: Onderwerp) -> int:
    soort = onderwerp.ding._meta.model_name
    return Afspraak.objects.filter(bron_soort=soort, bron_id=onderwerp.ding.pk).count()


def _gebieden(onderwerp: Onderwerp) -> int:
    return onderwerp.ding.gebieden.count() if onderwerp.ding.pk else 1  # type: ignore[attr-defined]


def _bewoners(onderwerp: Onderwerp) -> int:
    """How many residents take part: a group counts as one when nobody says how many it is."""
    ding = onderwerp.ding
    aantal = onderwerp.gegevens.get("aantal-bewoners", getattr(ding, "bewoners", None))
    groep = onderwerp.gegevens.get("groep", getattr(ding, "groep", ""))
    return int(aantal or bool(groep) or _van_bewoners(ding))


def _van_bewoners(ding: Any) -> bool:
    """Handed in by a resident, with an account or as melder."""
    initiatief = ding if isinstance(ding, Initiatief) else ding.initiatief
    if initiatief is None:
        return False
    van_account = any(v.rol.kant == "bewoners" for v in initiatief.indiener.vervullingen)
    return van_account or (initiatief.signaal is not None and initiatief.signaal.melder_id is not None)


def _van_bewonersorgaan(onderwerp: Onderwerp) -> bool:
    return any(v.partij_soort == "bewonersorgaan" for v in _initiatief(onderwerp).indiener.vervullingen)


BETEKENIS_INITIATIEF = Betekenis(
    feiten={
        "uitwerking-nodig": lambda o: bool(_initiatief(o).uitwerking_nodig),
        "budget-nodig": lambda o: _initiatief(o).budget_nodig,
        "vergunning-nodig": lambda o: _initiatief(o).vergunning_nodig,
        "van-bewonersorgaan": _van_bewonersorgaan,
        "meer-gebieden": lambda o: _gebieden(o) > 1,
        "te-laat": lambda o: _initiatief(o).is_te_laat,
    },
    relaties={
        **PARTIJEN,
        "bewoners": lambda o, per: {"": _bewoners(o)},
        "disciplines": lambda o, per: {"": 0},
        "gebieden": lambda o, per: {"": _gebieden(o)},
        "indieners": lambda o, per: {"": 1},
        "signalen": lambda o, per: {"": int(_initiatief(o).signaal_id is not None)},
        "afspraken": lambda o, per: {"": _afspraken(o)},
        # Kept on a floor above.
        "budgetaanvragen": lambda o, per: {"": 0},
    },
    velden={
        "titel": lambda o: _initiatief(o).titel,
        "onderwerp": lambda o: _initiatief(o).titel,
        "wat": lambda o: _initiatief(o).omschrijving,
        "voor-wie": lambda o: _initiatief(o).voor_wie,
        "eigenaar": lambda o: _initiatief(o).houder,
        "trekker": lambda o: _initiatief(o).houder,
        "eigen-inbreng": lambda o: _initiatief(o).eigen_inbreng,
        "draagvlak": lambda o: _initiatief(o).draagvlak,
        "ondersteuning": lambda o: _initiatief(o).ondersteuning,
        "kosten": lambda o: _initiatief(o).kosten,
        "gebied": lambda o: _initiatief(o).gebied_id,
        "thema": lambda o: _initiatief(o).themas,
        "prioriteit": lambda o: _initiatief(o).prioriteit,
        "randvoorwaarden": lambda o: _initiatief(o).randvoorwaarden,
        "antwoord": lambda o: _initiatief(o).antwoord,
        "toelichting": lambda o: _initiatief(o).toelichting,
        "besluit": lambda o: Besluit.objects.bij(o.ding).exists(),
    },
    bronnen=lambda o: frozenset({"initiatief", *({"signaal"} if _initiatief(o).signaal_id else ())}),
)

BETEKENIS_PROJECT = Betekenis(
    feiten={
        "uit-initiatief": lambda o: _project(o).initiatief_id is not None,
        "van-gemeente": lambda o: _project(o).initiatief_id is None,
        "participatie-nodig": lambda o: bool(_project(o).belanghebbenden.strip()) or _bewoners(o) > 0,
        "groot": lambda o: o.veld("groot-project") == "ja",
        "meer-gebieden": lambda o: _gebieden(o) > 1,
    },
    relaties={
        **PARTIJEN,
        "bewoners": lambda o, per: {"": _bewoners(o)},
        "belanghebbenden": lambda o, per: {
            "": len(_project(o).belanghebbenden.split("\n")) if _project(o).belanghebbenden.strip() else 0
        },
        "disciplines": lambda o, per: {"": len(_project(o).disciplines)},
        "gebieden": lambda o, per: {"": _gebieden(o)},
        # Meetings are kept on a floor above.
        "overleggen": lambda o, per: {"": 0},
        "afspraken": lambda o, per: {"": _afspraken(o)},
        "teamleden": lambda o, per: {"": _project(o).team.nu().count() if o.ding.pk else 0},
    },
    velden={
        "naam": lambda o: _project(o).naam,
        "onderwerp": lambda o: _project(o).naam,
        "doel": lambda o: _project(o).doel,
        "eigenaar": lambda o: _project(o).houder,
        "projectleider": lambda o: _project(o).houder,
        "opdrachtgever": lambda o: _project(o).opdrachtgever,
        "randvoorwaarden": lambda o: _project(o).randvoorwaarden,
        "planning": lambda o: _project(o).planning,
        "communicatie": lambda o: _project(o).communicatie,
        "budget": lambda o: _project(o).budget,
        "startdatum": lambda o: _project(o).begin,
        "einddatum": lambda o: _project(o).eind,
        "gebied": lambda o: _project(o).gebied_id,
        "thema": lambda o: _project(o).themas,
        "resultaat": lambda o: _project(o).resultaat,
    },
    bronnen=lambda o: frozenset({"initiatief"}) if _project(o).initiatief_id else frozenset(),
)


def _houders(eigenaar: Houder | None, *namen: str) -> dict[str, tuple[Houder, ...]]:
    return dict.fromkeys(namen, (eigenaar,)) if eigenaar else {}


def onderwerp_initiatief(initiatief: Initiatief, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    return Onderwerp(
        object="initiatief",
        soort=initiatief.soort,
        ding=initiatief,
        plek=initiatief.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_INITIATIEF,
        themas=tuple(initiatief.themas),
        gegevens=gegevens or {},
        houders=_houders(initiatief.houder, "eigenaar", "trekker"),
        naam=str(initiatief),
    )


def onderwerp_project(project: Project, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    return Onderwerp(
        object="project",
        soort="",
        ding=project,
        plek=project.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_PROJECT,
        themas=tuple(project.themas),
        gegevens=gegevens or {},
        houders=_houders(project.houder, "eigenaar", "trekker"),
        naam=str(project),
    )
