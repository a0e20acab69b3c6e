"""Levels: which stands under which, areas in their place, and who reaches what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.invoer import Invoer, Plaats
from wijkwerk.profiel.rijen.mensen import Partij, Rol
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.rijen.plannen import Dekking, Planvorm
from wijkwerk.profiel.rijen.plekken import Gebied, Niveau
from wijkwerk.profiel.wie import KANT_VAN_SOORT, Selector


@dataclass(frozen=True)
class Bereik:
    """Who reaches which level: enough of the file to answer that."""

    boven: dict[str, frozenset[str]]
    rollen: tuple[Rol, ...]
    partijen: dict[str, Partij]
    vormen: dict[str, Overlegvorm]

    def rol_haalt(self, rol: Rol, niveau: str) -> bool:
        """Whether somebody with this role may act for an area of this level."""
        if rol.fase == "vervallen":
            return False
        hoogte = {niveau, *self.boven.get(niveau, ())}
        return rol.bereik != "gebied" or not rol.niveaus or not hoogte.isdisjoint(rol.niveaus)

    def haalt(self, wie: Selector, niveau: str) -> bool:
        """Whether anybody can be this selector for an area of this level."""
        if wie.soort == "overleg":
            vorm = self.vormen.get(wie.waarde)
            hoogte = {niveau, *self.boven.get(niveau, ())}
            return vorm is None or (vorm.fase != "vervallen" and not hoogte.isdisjoint(vorm.niveaus))
        rollen = self._rollen(wie)
        return rollen is None or any(self.rol_haalt(rol, niveau) for rol in rollen)

    def _rollen(self, wie: Selector) -> list[Rol] | None:
        """The roles whose people can be meant; None when that is for the day itself to tell."""
        match wie.soort:
            case "rol":
                return [rol for rol in self.rollen if rol.sleutel == wie.waarde] or None
            case "kant":
                return [rol for rol in self.rollen if rol.kant == wie.waarde]
            case "discipline":
                return [rol for rol in self.rollen if wie.waarde in rol.disciplines] or None
            case "soort":
                return [rol for rol in self.rollen if self._werkt_bij_soort(rol, wie.waarde)]
            case "partij":
                soort = self.partijen[wie.waarde].soort if wie.waarde in self.partijen else ""
                return [
                    rol
                    for rol in self.rollen
                    if wie.waarde in rol.partijen or (not rol.partijen and _past(rol, soort))
                ]
        return None

    def _werkt_bij_soort(self, rol: Rol, soort: str) -> bool:
        eigen = {self.partijen[sleutel].soort for sleutel in rol.partijen if sleutel in self.partijen}
        return soort in eigen if rol.partijen else _past(rol, soort)


def _past(rol: Rol, soort: str) -> bool:
    """Whether people of this role may belong to an organisation of this kind (teams and unions: any side)."""
    return soort in ("team", "samenwerking") or rol.kant in (KANT_VAN_SOORT.get(soort), "bestuur")


def maak_bereik(invoer: Invoer) -> Bereik:
    niveaus = {niveau.sleutel: niveau.onder for _, niveau in invoer.van("niveau", Niveau)}
    return Bereik(
        boven={sleutel: frozenset(_voorouders(sleutel, niveaus)) for sleutel in niveaus},
        rollen=tuple(rol for _, rol in invoer.van("rol", Rol)),
        partijen={partij.sleutel: partij for _, partij in invoer.van("partij", Partij)},
        vormen={vorm.sleutel: vorm for _, vorm in invoer.van("overlegvorm", Overlegvorm)},
    )


def controleer_niveaus(invoer: Invoer, bereik: Bereik) -> None:
    gebieden = {gebied.sleutel: gebied for _, gebied in invoer.van("gebied", Gebied)}
    for plaats, gebied in invoer.van("gebied", Gebied):
        if invoer.in_kring.isdisjoint({("gebied", gebied.sleutel), ("niveau", gebied.niveau)}):
            invoer.meld_bij(plaats, _gebied(gebied, gebieden, bereik))
    for plaats, overleg in invoer.van("overlegvorm", Overlegvorm):
        invoer.meld_bij(plaats, _plekken_van_overleg(overleg, gebieden))
    for plaats, vorm in invoer.van("planvorm", Planvorm):
        for niveau in vorm.niveaus:
            _onbereikbaar(invoer, plaats, vorm, niveau, bereik)
    for plaats, dekking in invoer.van("dekking", Dekking):
        invoer.meld_bij(plaats, _dekking(invoer, dekking, bereik))


def _voorouders(niveau: str, niveaus: dict[str, tuple[str, ...]]) -> set[str]:
    gezien: set[str] = set()
    wacht = list(niveaus.get(niveau, ()))
    while wacht:
        boven = wacht.pop()
        if boven not in gezien:
            gezien.add(boven)
            wacht += niveaus.get(boven, ())
    return gezien


def _gebied(gebied: Gebied, gebieden: dict[str, Gebied], bereik: Bereik) -> Iterator[Klacht]:
    """A gebied stands under one of a higher level; it may skip levels."""
    boven = gebieden.get(gebied.onder or "")
    hoger = bereik.boven.get(gebied.niveau)
    if boven is not None and hoger is not None and boven.niveau in bereik.boven and boven.niveau not in hoger:
        yield Klacht(
            "onder",
            f"een gebied van een hoger niveau dan {gebied.niveau}",
            f'"{gebied.onder}" (niveau {boven.niveau})',
            tuple(sorted(hoger)),
        )


def _plekken_van_overleg(overleg: Overlegvorm, gebieden: dict[str, Gebied]) -> Iterator[Klacht]:
    """A form that is only held in some areas has their level."""
    for nummer, sleutel in enumerate(overleg.gebieden, start=1):
        gebied = gebieden.get(sleutel)
        if gebied is not None and gebied.niveau not in overleg.niveaus:
            niveaus = " of ".join(overleg.niveaus)
            yield Klacht(
                f"gebieden[{nummer}]",
                f"een gebied van niveau {niveaus}",
                f'"{sleutel}" (niveau {gebied.niveau})',
            )


def _onbereikbaar(invoer: Invoer, plaats: Plaats, vorm: Planvorm, niveau: str, bereik: Bereik) -> None:
    """A body that may establish something nobody of it can reach."""
    for veld in ("door", "ondertekening"):
        wie = getattr(vorm.vaststelling, veld)
        if wie and niveau in bereik.boven and not any(bereik.haalt(een, niveau) for een in wie):
            gevonden = _opsomming(wie)
            klacht = Klacht(f"vaststelling.{veld}", f"iemand die niveau {niveau} bereikt", gevonden)
            invoer.meld_bij(plaats, [klacht])


def _dekking(invoer: Invoer, dekking: Dekking, bereik: Bereik) -> Iterator[Klacht]:
    """What every area must have can be had at that level."""
    overleg = {vorm.sleutel: vorm.niveaus for _, vorm in invoer.van("overlegvorm", Overlegvorm)}
    plan = {vorm.sleutel: vorm.niveaus for _, vorm in invoer.van("planvorm", Planvorm)}
    niveaus_van = {**overleg, **plan}
    rollen = {rol.sleutel: rol for rol in bereik.rollen}
    if any(wat not in niveaus_van and wat not in rollen for wat in dekking.wat):
        return
    for niveau in dekking.niveaus:
        kan = any(
            niveau in niveaus_van[wat] if wat in niveaus_van else bereik.rol_haalt(rollen[wat], niveau)
            for wat in dekking.wat
        )
        if not kan and niveau in bereik.boven:
            yield Klacht(
                "niveaus", f"een niveau waarop {' of '.join(dekking.wat)} er kan zijn", f'"{niveau}"'
            )


def _opsomming(wie: Iterable[Selector]) -> str:
    return ", ".join(f'"{een}"' for een in wie)
