"""May this step be taken? One place for right, state, excluded side, baseline complaints and rules of the profile."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from overleggen import regels, stroom
from overleggen.models import Agendapunt, Overleg, Verslag
from overleggen.zicht import is_deelnemer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.regels.service import (
    Klacht,
    Onderwerp,
    Stroom,
    Toestemming,
    Uitkomst,
    eis_recht,
    eis_stap,
    mag_stap,
)

__all__ = [
    "eis",
    "eis_kans",
    "eis_kant",
    "is_uitgesloten",
    "mag",
    "mag_inbrengen",
    "mag_inbrengen_met_recht",
    "stroom",
    "taakhouders",
    "toestemming",
]

DEELNEMER = Selector("deelnemer")

Ding = Overleg | Agendapunt | Verslag


def taakhouders(vorm: Overlegvorm, taak: str) -> tuple[Selector, ...]:
    """Who has a task of this form; without anybody it is the initiator's (HEL-48)."""
    genoemd: tuple[Selector, ...] = getattr(vorm.taken, taak)
    return genoemd or vorm.taken.initiatief


def toestemming(object: str, stap: str, vorm: Overlegvorm) -> Toestemming:  # noqa: A002 - the word of the profile
    """Whom the form names for a step, beside who has the right."""
    namen = [selector for taak in stroom.TAAK[object, stap] for selector in taakhouders(vorm, taak)]
    return Toestemming(wie=tuple(dict.fromkeys(namen)))


def is_uitgesloten(gebruiker: Gebruiker, vorm: Overlegvorm, plek: Plek) -> bool:
    """Whether this person stands on a side that this form keeps out (DHR-33)."""
    return is_een(gebruiker, vorm.uitgesloten, plek)


def mag(ding: Ding, stap: str, gebruiker: Gebruiker) -> bool:
    """Whether to show the button: state and right, without the rules (those speak when it is pressed). No query."""
    tabel, onderwerp, overleg = _delen(ding, None)
    if ding.stand not in tabel[stap].van or is_uitgesloten(gebruiker, overleg.vormrij, overleg.plek()):
        return False
    return mag_stap(tabel[stap], onderwerp, gebruiker, toestemming(tabel.object, stap, overleg.vormrij))


def eis_kans(ding: Ding, stap: str, gebruiker: Gebruiker) -> None:
    """Raise PermissionDenied for who may not take this step from any state: before a page shows its form."""
    tabel, onderwerp, overleg = _delen(ding, None)
    eis_kant(gebruiker, overleg)
    eis_recht(tabel[stap], onderwerp, gebruiker, toestemming(tabel.object, stap, overleg.vormrij))


def eis_kant(gebruiker: Gebruiker, overleg: Overleg) -> None:
    """Raise PermissionDenied for somebody on a side that this form keeps out."""
    if is_uitgesloten(gebruiker, overleg.vormrij, overleg.plek()):
        raise PermissionDenied("Bij dit overleg hoort uw kant niet.")


def mag_inbrengen(overleg: Overleg, gebruiker: Gebruiker) -> bool:
    """Whether this person may bring in points: by right, by task, or because of taking part (DHR-27, DHR-35)."""
    if is_uitgesloten(gebruiker, overleg.vormrij, overleg.plek()):
        return False
    return mag_inbrengen_met_recht(overleg, gebruiker) or is_deelnemer(overleg, gebruiker)


def mag_inbrengen_met_recht(overleg: Overleg, gebruiker: Gebruiker) -> bool:
    """The same without looking who takes part; no query."""
    if is_uitgesloten(gebruiker, overleg.vormrij, overleg.plek()):
        return False
    wie = toestemming("agendapunt", "aandragen", overleg.vormrij)
    return mag_stap(stroom.AGENDAPUNT["aandragen"], regels.onderwerp_overleg(overleg), gebruiker, wie)


def eis(
    ding: Ding,
    stap: str,
    door: Gebruiker | None,
    *,
    stand: str | None = None,
    gegevens: regels.Waarden | None = None,
    ook: Iterable[Klacht] = (),
    deelnemer_mag: bool = False,
) -> Uitkomst:
    """Check a step in full before anything is written.

    Raises PermissionDenied, StandVeranderd, or StapGeweigerd with every complaint at once.
    """
    tabel, onderwerp, overleg = _delen(ding, gegevens)
    if door is not None:
        eis_kant(door, overleg)
    wie = toestemming(tabel.object, stap, overleg.vormrij)
    if deelnemer_mag and door is not None and is_deelnemer(overleg, door):
        wie = Toestemming(wie=(*wie.wie, DEELNEMER), betrokkenen={DEELNEMER.soort: frozenset({door.pk})})
    return eis_stap(
        tabel[stap], onderwerp, door, stand=ding.stand if stand is None else stand, toestemming=wie, ook=ook
    )


def _delen(ding: Ding, gegevens: regels.Waarden | None) -> tuple[Stroom, Onderwerp, Overleg]:
    if isinstance(ding, Overleg):
        return stroom.OVERLEG, regels.onderwerp_overleg(ding, gegevens), ding
    if isinstance(ding, Agendapunt):
        return stroom.AGENDAPUNT, regels.onderwerp_agendapunt(ding, gegevens), ding.overleg
    return stroom.VERSLAG, regels.onderwerp_verslag(ding, gegevens), ding.overleg
