"""The fields that rules of the profile ask at a step: they stand in the form of that step, and in `velden` of the row."""

from __future__ import annotations

from collections.abc import Iterable

from overleggen.models import Overleg
from wijkwerk.profiel.regels import Schaal, Verplicht
from wijkwerk.profiel.velden import Veld

# Fields that a form has by itself, wherever they are asked.
EIGEN = {
    "agendapunt": frozenset(
        {"onderwerp", "doel", "toelichting", "thema", "schaalniveau", "uitkomst", "besluit"}
    ),
    "overleg": frozenset({"doel", "datum", "locatie", "gebied", "agendapunten"}),
}
# Facts that only a person can tell, and how to ask.
VRAGEN = {"uit-plan": "Hoort dit punt bij een plan of agenda van dit gebied?"}
STAPPEN = ("agenderen", "bespreken")


def gevraagde_velden(overleg: Overleg, *stappen: str, object: str = "agendapunt") -> list[Veld]:  # noqa: A002
    """Return each field that a `verplicht` rule asks at these steps, once, the form's own left out."""
    velden: dict[str, Veld] = {}
    for regel in _verplicht(overleg, object, stappen or STAPPEN):
        for veld in regel.gevraagd:
            if "." not in veld.sleutel and veld.sleutel not in EIGEN[object]:
                velden.setdefault(veld.sleutel, veld)
    return list(velden.values())


def gevraagde_feiten(overleg: Overleg, *stappen: str) -> list[tuple[str, str]]:
    """Return (fact, question) for the facts on which those rules depend and that somebody must tell."""
    feiten = {
        regel.feit: VRAGEN[regel.feit]
        for regel in _verplicht(overleg, "agendapunt", stappen)
        if regel.feit in VRAGEN
    }
    return list(feiten.items())


def vraagt_schaal(overleg: Overleg) -> bool:
    """Whether the form guards its agenda by scale."""
    regels = overleg.profiel.regels_bij("agendapunt", "agenderen", soort_sleutel=overleg.vorm)
    return any(isinstance(regel, Schaal) for regel in regels)


def _verplicht(overleg: Overleg, object: str, stappen: Iterable[str]) -> list[Verplicht]:  # noqa: A002
    return [
        regel
        for stap in stappen
        for regel in overleg.profiel.regels_bij(object, stap, soort_sleutel=overleg.vorm)
        if isinstance(regel, Verplicht)
    ]
