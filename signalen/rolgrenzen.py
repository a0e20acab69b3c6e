"""The borders of a role: what its holder may not lead, join or be asked, with the reason in words (DHR-14, DHR-46, DHR-66)."""

from __future__ import annotations

from collections.abc import Sequence

from signalen.models import Klus
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag, verbod
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.wijken.models import Gebied

# Which right a kind of work is; the other kinds are for everybody.
RECHT_VAN_KLUS = {
    Klus.Soort.MEEDOEN: Recht.PROJECT_MEEDOEN,
    Klus.Soort.LEIDEN: Recht.PROJECT_LEIDEN,
    Klus.Soort.VOORBEREIDEN: Recht.BELEID_VOORBEREIDEN,
    Klus.Soort.ADVISEREN: Recht.BELEID_ADVISEREN,
}
WOORDEN = {
    Recht.PROJECT_LEIDEN: "een project leiden",
    Recht.PROJECT_MEEDOEN: "meewerken in een projectteam",
    Recht.BELEID_VOORBEREIDEN: "beleid voorbereiden",
    Recht.BELEID_ADVISEREN: "inhoudelijk adviseren",
    Recht.INITIATIEF_TREKKEN: "een initiatief trekken",
}


def verboden_door(profiel: Profiel, wie: Houder | Gebruiker, recht: Recht, plek: Plek) -> Rol | None:
    """Return the role that forbids this to this holder or person there, if any: `mag_niet` wins."""
    persoon = wie if isinstance(wie, Gebruiker) else wie.persoon
    if persoon is not None:
        verbiedt = verbod(persoon, recht, plek)
        return verbiedt.rol if verbiedt else None
    if isinstance(wie, Houder) and wie.rol and recht in profiel.rol(wie.rol).mag_niet:
        return profiel.rol(wie.rol)
    return None


def grens(profiel: Profiel, wie: Houder | Gebruiker, recht: Recht, plek: Plek) -> str:
    """Return why this holder may not do this there, in words; nothing when the role allows it."""
    rol = verboden_door(profiel, wie, recht, plek)
    if rol is None:
        return ""
    return f"Een {rol.naam} mag hier niet {WOORDEN[recht]}, ook niet met een andere rol."


def leiders(profiel: Profiel) -> list[Rol]:
    """Return the roles that lead projects; where the profile names none, those of the municipality that may."""
    rollen = [rol for rol in profiel.rollen if Recht.PROJECT_LEIDEN in rol.mag]
    return rollen or [
        rol for rol in profiel.rollen if rol.kant == "gemeente" and Recht.PROJECT_LEIDEN not in rol.mag_niet
    ]


def kan_leiden(profiel: Profiel, wie: Houder, plek: Plek) -> bool:
    """Whether this is a role or a person that may lead a project there."""
    if wie.rol:
        return wie.rol in {rol.sleutel for rol in leiders(profiel)}
    if wie.persoon is None:
        return False
    if any(Recht.PROJECT_LEIDEN in rol.mag for rol in profiel.rollen):
        return mag(wie.persoon, Recht.PROJECT_LEIDEN, plek)
    namen = {rol.sleutel for rol in leiders(profiel)}
    return any(v.rol.sleutel in namen and v.geldt_in(plek) for v in wie.persoon.vervullingen)


def regelt_locaties(profiel: Profiel) -> str:
    """The role that arranges the places of meetings here; empty where the profile names none."""
    wie = (wie for vorm in profiel.overlegvormen for wie in vorm.taken.logistiek)
    return next((selector.waarde for selector in wie if selector.soort == "rol"), "")


def begin_leider(door: Gebruiker, gebieden: Sequence[Gebied]) -> Houder:
    """Who leads what this person opens there: the person self when that may, else the first role that leads."""
    profiel = actief_profiel()
    zelf = Houder(persoon=door)
    if kan_leiden(profiel, zelf, Plek(frozenset(pk for gebied in gebieden for pk in gebied.voorouders))):
        return zelf
    rol = next((rol for rol in leiders(profiel) if rol.bereik != "partij"), None)
    return Houder(rol=rol.sleutel, gebied=gebieden[0]) if rol else zelf
