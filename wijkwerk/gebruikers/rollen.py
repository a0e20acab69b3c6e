"""A role of the profile as a person fills it: the value that rights, selectors and lists read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Plek:
    """Where a thing lies and whose it is. `gebieden` are ids with those of every area above them."""

    gebieden: frozenset[int] = frozenset()
    partijen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Vervulling:
    """One role of one person, with the ids of the area and the party it is filled for."""

    rol: Rol
    gebied_id: int | None
    partij_id: int | None
    partij_sleutel: str
    partij_soort: str
    # Where the party is at home; of one that is so nowhere in particular (the police) the area this person works in.
    partij_gebieden: frozenset[int]
    disciplines: frozenset[str]
    # For whom or where it is filled, in words.
    plaats: str = ""

    @property
    def is_buiten(self) -> bool:
        """Whether it is filled outside the municipality: for a partner or a body of residents."""
        kant = KANT_VAN_SOORT.get(self.partij_soort, self.rol.kant)
        return kant in {"partner", "bewoners"}

    def van_eigen_partij(self, plek: Plek) -> bool:
        return self.partij_id is not None and self.partij_id in plek.partijen

    def geldt_in(self, plek: Plek) -> bool:
        """Whether this role reaches the thing: everywhere, in its area, or where its party is at home."""
        if self.rol.bereik == "gemeente":
            return True
        if self.rol.bereik == "gebied":
            return self.gebied_id in plek.gebieden
        if self.gebied_id is not None and self.gebied_id not in plek.gebieden:
            return False
        return self.van_eigen_partij(plek) or bool(self.partij_gebieden & plek.gebieden)


def plek_van_indiener(gebruiker: Gebruiker, gebieden: Iterable[int]) -> Plek:
    """Where somebody brings something in, also for the own party: one without areas of its own is at home everywhere."""
    overal = {
        v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None and not v.partij_gebieden
    }
    return Plek(frozenset(gebieden), frozenset(overal))


def vervullingen_van(gebruiker: Gebruiker) -> tuple[Vervulling, ...]:
    """Return the roles in force today, in one query. A role that the profile no longer has gives nothing."""
    if not gebruiker.is_active:
        return ()
    profiel = actief_profiel()
    bekend = {rol.sleutel: rol for rol in profiel.rollen}
    rijen = (
        Roltoewijzing.objects.geldig()
        .filter(gebruiker=gebruiker, rol__in=bekend)
        .values_list(
            "rol", "gebied", "partij", "gebied__naam", "partij__naam", "partij__sleutel", "partij__soort",
            "partij__disciplines",
            ArraySubquery(Gebied.objects.filter(partijen=OuterRef("partij")).values("pk")),
        )
    )  # fmt: skip
    return tuple(_vervulling(bekend[rol], *rij) for rol, *rij in rijen)


def _vervulling(
    rol: Rol,
    gebied: int | None,
    partij: int | None,
    gebiedsnaam: str | None,
    partijnaam: str | None,
    partij_sleutel: str | None,
    partij_soort: str | None,
    disciplines: list[str] | None,
    thuis: list[int],
) -> Vervulling:
    if partij and not thuis and gebied is not None:
        thuis = [gebied]
    return Vervulling(
        rol=rol,
        gebied_id=gebied,
        partij_id=partij,
        partij_sleutel=partij_sleutel or "",
        partij_soort=partij_soort or "",
        partij_gebieden=frozenset(thuis),
        disciplines=frozenset(rol.disciplines) | frozenset(disciplines or ()),
        plaats=gebiedsnaam or partijnaam or "hele gemeente",
    )
