"""Which parts of the product a municipality uses: what its tables and rights say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wijkwerk.profiel.basis import Rij

if TYPE_CHECKING:
    from wijkwerk.profiel.profiel import Profiel

# Rights that mean nothing without this table.
TABEL_BIJ_RECHT = {
    "signaal": "signaalsoort",
    "overleg": "overlegvorm",
    "plan": "planvorm",
    "budget": "budget",
    "participatie": "participatie",
}


def heeft(profiel: Profiel, module: str) -> bool:
    """Whether this module is on; ValueError for a word that is no module."""
    try:
        return MODULES[module](profiel)
    except KeyError:
        raise ValueError(f"onbekende module {module}") from None


def _loopt(rijen: tuple[Rij, ...]) -> bool:
    return any(rij.fase in ("actief", "proef") for rij in rijen)


def _recht(profiel: Profiel, *begin: str) -> bool:
    """Whether some role holds a right that starts so."""
    return any(
        recht.startswith(begin)
        for rol in profiel.rollen
        if rol.fase in ("actief", "proef")
        for recht in rol.mag
    )


def _signalen(profiel: Profiel) -> bool:
    return _loopt(profiel.signaalsoorten) and _recht(profiel, "signaal.")


def _overleggen(profiel: Profiel) -> bool:
    return _loopt(profiel.overlegvormen) and (
        _recht(profiel, "overleg.") or any(vorm.taken.initiatief for vorm in profiel.overlegvormen)
    )


def _wijkagenda(profiel: Profiel) -> bool:
    return _loopt(profiel.planvormen) and (
        _recht(profiel, "plan.") or any(vorm.auteur for vorm in profiel.planvormen)
    )


def _spreekuren(profiel: Profiel) -> bool:
    spreekuren = tuple(vorm for vorm in profiel.overlegvormen if vorm.is_spreekuur)
    return _signalen(profiel) and _loopt(spreekuren)


def _budgetten(profiel: Profiel) -> bool:
    return _loopt(profiel.budgetten) and (
        _recht(profiel, "budget.") or any(budget.besluit for budget in profiel.budgetten)
    )


def _advies(profiel: Profiel) -> bool:
    """Advice to which nobody would answer is not asked for: both rights are filled."""
    return _recht(profiel, "advies.geven") and _recht(profiel, "advies.standpunt")


def _participatie(profiel: Profiel) -> bool:
    return profiel.participatie is not None and _recht(profiel, "participatie.")


def _verantwoording(profiel: Profiel) -> bool:
    """A report about one plan stands beside that plan, and needs no pages of its own."""
    eigen = tuple(rij for rij in profiel.rapportages if rij.onderdelen and not rij.na_vaststelling)
    return _loopt(eigen) or _loopt(profiel.evaluaties)


MODULES: dict[str, Callable[[Profiel], bool]] = {
    "signalen": _signalen,
    "overleggen": _overleggen,
    "wijkagenda": _wijkagenda,
    "gebiedscyclus": lambda profiel: _loopt(profiel.cycli),
    "spreekuren": _spreekuren,
    "formulier": lambda profiel: _signalen(profiel) and profiel.formulierkanaal is not None,
    "initiatieven": lambda profiel: _recht(profiel, "initiatief."),
    "projecten": lambda profiel: _recht(profiel, "project."),
    "doorzetten": lambda profiel: _recht(profiel, "afspraak.doorzetten"),
    "budgetten": _budgetten,
    "peilingen": lambda profiel: _loopt(profiel.peilingen),
    "participatie": _participatie,
    "prestaties": lambda profiel: _recht(profiel, "prestatie."),
    "advies": _advies,
    "verantwoording": _verantwoording,
}
