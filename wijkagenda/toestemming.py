"""Who the profile names for a step of a plan: the form gives the right, beside `mag`."""

from __future__ import annotations

from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Toestemming

# Bodies that decide at a table or by a vote; nobody "is" one of these.
ZONDER_PERSOON = frozenset({"overleg", "peiling"})


def personen_van(wie: tuple[Selector, ...]) -> tuple[Selector, ...]:
    return tuple(selector for selector in wie if selector.soort not in ZONDER_PERSOON)


def wie_mag(
    stap: str, vorm: Planvorm, plan: Plan | None = None, *, besloten: bool | None = None
) -> tuple[Selector, ...]:
    """The selectors that a form names for a step; a list tells with `besloten` whether a decision was recorded."""
    vaststelling = vorm.vaststelling
    voordracht = vaststelling.voordracht or vorm.auteur
    match stap:
        case "voordragen":
            return voordracht
        case "besluiten" | "besluitnummer":
            return (*voordracht, *vorm.auteur, *personen_van(vaststelling.door))
        case "vaststellen":
            # Who puts it forward may record what the body decided; a form without a body is
            # the author's own, or that of who signs it.
            if not vaststelling.door:
                return (*voordracht, *personen_van(vaststelling.ondertekening))
            if besloten is None:
                besloten = plan is not None and vastgelegd_besluit(plan, vorm) is not None
            namens = voordracht if besloten else ()
            return (*personen_van(vaststelling.door), *namens)
        case "ondertekenen":
            return vaststelling.ondertekening
        case "publiceren":
            return ()
        case _:
            return vorm.auteur


def toestemming(stap: str, plan: Plan, door: Gebruiker | None = None) -> Toestemming:
    return Toestemming(wie=wie_mag(stap, plan.planvorm, plan))


def alleen_deze(door: Gebruiker) -> Toestemming:
    """For a step that only this person takes here, already found to be the one who is meant."""
    return Toestemming(
        wie=(Selector("eigenaar", ""),), alleen=True, betrokkenen={"eigenaar": frozenset({door.pk})}
    )


def vastgelegd_besluit(plan: Plan, vorm: Planvorm) -> Besluit | None:
    """The latest recorded decision of a body that establishes this form."""
    organen = [str(selector) for selector in vorm.vaststelling.door]
    return Besluit.objects.bij(plan).filter(orgaan__in=organen).order_by("-datum", "-pk").first()
