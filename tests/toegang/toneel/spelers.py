"""Who plays: people who make things and are never looked with, and people who look and never made anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied

from tests.hulp import persoon
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied, Partij

T = TypeVar("T")


def partijen_voor(rol: Rol, gebied: Gebied) -> list[Partij]:
    """The parties where this role works, those of the area first."""
    partijen = list(Partij.objects.actief().prefetch_related("gebieden").order_by("pk"))
    if rol.partijen:
        return [partij for partij in partijen if partij.sleutel in rol.partijen]
    if "signaal.zien-gevoelig" in rol.mag:
        return [partij for partij in partijen if partij.gevoelig == "ja"]
    van_kant = [p for p in partijen if KANT_VAN_SOORT[p.soort] == rol.kant and p.soort != "gemeente"]
    # Where another role has its own people is not where this one shows most.
    van_ander = {sleutel for ander in actief_profiel().rollen for sleutel in ander.partijen}
    return sorted(van_kant, key=lambda partij: (_afstand(partij, gebied), partij.sleutel in van_ander))


def _afstand(partij: Partij, gebied: Gebied) -> int:
    """Here, in a village of this area, everywhere, elsewhere."""
    thuis = list(partij.gebieden.all())
    if not thuis:
        return 2
    if any(plek.pk in gebied.voorouders for plek in thuis):
        return 0
    return 1 if any(gebied.pk in plek.voorouders for plek in thuis) else 3


def maak_speler(rol: Rol, gebied: Gebied, partij: Partij | None = None) -> Gebruiker:
    """Somebody who fills this role as far as it reaches: everywhere, in this area, or for a party."""
    if rol.bereik == "gemeente":
        return persoon(rol.sleutel)
    if rol.bereik == "gebied":
        return persoon(rol.sleutel, gebied=gebied)
    partij = partij or next(iter(partijen_voor(rol, gebied)), None)
    # Somebody of an organisation that works everywhere has an area of his own, as the wijkagent of the police.
    werkt_hier = rol.kant == "partner" and partij is not None and not partij.gebieden.exists()
    return persoon(rol.sleutel, partij=partij, gebied=gebied if werkt_hier else None)


class Spelers:
    """The makers of one area. `doe` takes a step with the first of them who may."""

    def __init__(self, profiel: Profiel, gebied: Gebied, niet: Iterable[Gebruiker] = ()) -> None:
        self.profiel = profiel
        self.gebied = gebied
        # Those who only look; a holder that is a role or a party means them as well.
        self._kijkers = frozenset(kijker.pk for kijker in niet)
        # Who may do most goes first: fewer refusals to sit through.
        rollen = sorted(profiel.rollen, key=lambda rol: (rol.bereik == "gemeente", -len(rol.mag)))
        self.mensen = [maak_speler(rol, gebied) for rol in rollen]
        self._laatst: dict[Callable[..., Any], Gebruiker] = {}

    def doe(self, actie: Callable[..., T], *, eerst: Iterable[Gebruiker | None] = (), **gegevens: Any) -> T:
        """Take the step; an AssertionError with every refusal when nobody may. Nobody (None) takes none."""
        weigeringen: list[str] = []
        vorige = self._laatst.get(actie)
        for mens in dict.fromkeys([*filter(None, eerst), *([vorige] if vorige else []), *self.mensen]):
            try:
                uitkomst = actie(door=mens, **gegevens)
            except (PermissionDenied, StapGeweigerd) as geweigerd:
                weigeringen.append(f"{mens}: {geweigerd}")
                continue
            if not eerst:
                self._laatst[actie] = mens
            return uitkomst
        redenen = "\n  ".join(sorted(weigeringen, key=lambda regel: "niet het recht" in regel))
        raise AssertionError(f"Nobody may {actie.__module__}.{actie.__name__}:\n  {redenen}")

    def probeer(self, actie: Callable[..., T], **gegevens: Any) -> T | None:
        """The same for a step that not every profile knows."""
        try:
            return self.doe(actie, **gegevens)
        except AssertionError:
            return None

    def van(self, houder: Houder | None) -> list[Gebruiker]:
        """Somebody of this holder, made when there was none."""
        if houder is None:
            return []
        bekend = [mens for mens in houder.personen() if mens.pk not in self._kijkers]
        if bekend:
            return bekend
        if houder.partij is not None:
            return [self._van_partij(houder.partij)]
        return [persoon(houder.rol, gebied=houder.gebied)]

    def _van_partij(self, partij: Partij) -> Gebruiker:
        def past(rol: Rol) -> tuple[bool, bool, bool]:
            return (
                rol.bereik != "partij" or (bool(rol.partijen) and partij.sleutel not in rol.partijen),
                partij.sleutel not in rol.partijen,
                rol.kant != KANT_VAN_SOORT[partij.soort],
            )

        return maak_speler(min(self.profiel.rollen, key=past), self.gebied, partij)
