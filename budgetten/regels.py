"""A request as rules of the profile see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from budgetten.models import Budgetaanvraag
from budgetten.objecten import BUDGETAANVRAAG
from budgetten.termijnen import is_te_laat
from wijkagenda.models import Bijdrage, Plan
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.regels import Beoordeeld, Regel, Verplicht
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.profiel.wie import PARTIJSOORTEN
from wijkwerk.regels.service import Betekenis, Onderwerp
from wijkwerk.wijken.models import Partij


def _aanvraag(o: Onderwerp) -> Budgetaanvraag:
    assert isinstance(o.ding, Budgetaanvraag)
    return o.ding


def _budget(o: Onderwerp) -> Budget:
    return _aanvraag(o).rij


def buiten_categorie(aanvraag: Budgetaanvraag) -> bool:
    budget = aanvraag.rij
    return bool(budget.categorieen) and aanvraag.categorie not in budget.categorieen


def _boven_maximum(o: Onderwerp) -> bool:
    maximum = _budget(o).maximum
    return maximum is not None and _aanvraag(o).bedrag > maximum


def _eerste_keer(o: Onderwerp) -> bool:
    rij = _aanvraag(o)
    eerder = Budgetaanvraag.objects.filter(budget=rij.budget).exclude(pk=rij.pk)
    van_wie = {"partij": rij.partij_id} if rij.partij_id else {"aanvrager": rij.aanvrager_id}
    return not eerder.filter(**van_wie).exists()


def _veld(o: Onderwerp, sleutel: str) -> Any:
    return getattr(_aanvraag(o), sleutel.replace("-", "_"))


def _partijsoort(o: Onderwerp, soort: str) -> int:
    partij = _aanvraag(o).partij
    return int(partij is not None and soort in {"", partij.soort})


def _per_partijsoort(o: Onderwerp, per: str | None, *, soort: str) -> Mapping[str, int]:
    return {"": _partijsoort(o, soort)}


# --- who asks, as a part: `aanvrager.bijdragen` (HEL-74)


def _bijdragen(partij: Partij | None, gebieden: Iterable[int]) -> int:
    """What this party brought to a plan that runs or is in the making there."""
    if partij is None:
        return 0
    standen = (*Plan.IN_DE_MAAK, Plan.Stand.VASTGESTELD)
    geleverd = Bijdrage.objects.geleverd().filter(partij=partij, plan__stand__in=standen)
    return geleverd.filter(plan__gebied__in=list(gebieden)).count()


def _van_partij(o: Onderwerp) -> Partij | None:
    return o.ding if isinstance(o.ding, Partij) else None


def _aantal(o: Onderwerp, veld: str) -> int:
    partij = _van_partij(o)
    if partij is None:
        return 0
    return len(partij.disciplines) if veld == "disciplines" else int(getattr(partij, veld).count())


AANVRAGER = Betekenis(
    relaties={
        "bijdragen": lambda o, per: {"": _bijdragen(_van_partij(o), o.plek.gebieden)},
        "leden": lambda o, per: {"": _aantal(o, "leden")},
        "gebieden": lambda o, per: {"": _aantal(o, "gebieden")},
        "disciplines": lambda o, per: {"": _aantal(o, "disciplines")},
    }
)


def _delen(o: Onderwerp, soort: str) -> Iterable[Onderwerp]:
    if soort != "aanvrager":
        return ()
    aanvraag = _aanvraag(o)
    return [
        Onderwerp(
            object="partij",
            soort=aanvraag.partij.soort if aanvraag.partij else "",
            ding=aanvraag.partij or aanvraag,
            plek=o.plek,
            profiel=o.profiel,
            betekenis=AANVRAGER,
            naam=aanvraag.van,
        )
    ]


BETEKENIS = Betekenis(
    feiten={
        "buiten-categorie": lambda o: buiten_categorie(_aanvraag(o)),
        "boven-maximum": _boven_maximum,
        "van-bewonersorgaan": lambda o: _partijsoort(o, "bewonersorgaan") == 1,
        "uit-plan": lambda o: bool(_aanvraag(o).planvorm),
        "uit-initiatief": lambda o: hasattr(_aanvraag(o).signaal, "initiatief"),
        "eerste-keer": _eerste_keer,
        "te-laat": lambda o: is_te_laat(_aanvraag(o)),
    },
    relaties={
        "partijen": lambda o, per: {"": _partijsoort(o, "")},
        **{f"partijen.{soort}": partial(_per_partijsoort, soort=soort) for soort in PARTIJSOORTEN},
        "aanvrager": lambda o, per: {"": _partijsoort(o, "")},
        "bewoners": lambda o, per: {"": int(_aanvraag(o).van_bewoner)},
        "gebieden": lambda o, per: {"": 1},
        # A budget with offers comes as text; votes are those of a poll, which is asked elsewhere.
        "offertes": lambda o, per: {"": 0},
        "plannen": lambda o, per: {"": int(bool(_aanvraag(o).planvorm))},
        "stemmen": lambda o, per: {"": 0},
    },
    velden={sleutel: partial(_veld, sleutel=sleutel) for sleutel in BUDGETAANVRAAG.velden},
    onderdelen=_delen,
    bronnen=lambda o: frozenset(
        {naam for naam in (_aanvraag(o).planvorm, "signaal" if _aanvraag(o).signaal_id else "") if naam}
    ),
)


def onderwerp(aanvraag: Budgetaanvraag, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    wie = (
        Houder(partij=aanvraag.partij)
        if aanvraag.partij
        else Houder(persoon=aanvraag.aanvrager)
        if aanvraag.aanvrager
        else None
    )
    houders = (wie,) if wie else ()
    return Onderwerp(
        object="budgetaanvraag",
        soort=aanvraag.budget,
        ding=aanvraag,
        plek=aanvraag.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        gegevens=gegevens or {},
        houders={"indiener": houders, "houder": houders},
        naam=str(aanvraag),
    )


# --- what a form can say beforehand


def regels_bij(budget: Budget, stap: str) -> tuple[Regel, ...]:
    profiel: Profiel = actief_profiel()
    return profiel.regels_bij("budgetaanvraag", stap, soort_sleutel=budget.sleutel)


def gevraagd(budget: Budget, stap: str) -> set[str]:
    """The names of the fields that a rule asks at this step, as the form calls them."""
    return {
        veld.sleutel.replace("-", "_")
        for regel in regels_bij(budget, stap)
        if isinstance(regel, Verplicht) and regel.aard == "hard" and not regel.als
        for veld in regel.velden
    }


def oordelen(budget: Budget) -> list[Beoordeeld]:
    """The judgments without which nothing is awarded (OIJ-30, OIJ-31, ETL-42)."""
    return [regel for regel in regels_bij(budget, "toekennen") if isinstance(regel, Beoordeeld)]


def motiveert_buiten_categorie(budget: Budget) -> bool:
    """Whether the profile lets something else be asked, with a reason (DHR-30)."""
    return any(
        regel.soort == "gemotiveerd" and regel.als == "buiten-categorie"
        for regel in regels_bij(budget, "indienen")
    )
