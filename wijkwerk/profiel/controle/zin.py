"""Sense: every name exists, but does the file say something that can happen?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wijkwerk.profiel.basis import Gevoelig
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.invoer import Invoer, Plaats
from wijkwerk.profiel.modules import TABEL_BIJ_RECHT
from wijkwerk.profiel.rijen.mensen import Partij, Rol
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.rijen.plannen import Cyclus, Cyclusstap, Planvorm
from wijkwerk.profiel.rijen.plekken import Discipline, Kanaal, Thema
from wijkwerk.profiel.rijen.signalen import Route, Signaalsoort
from wijkwerk.profiel.rijen.volgen import Rapportage
from wijkwerk.profiel.verwijzing import Plek, plekken
from wijkwerk.profiel.wie import KANT_VAN_SOORT, Selector

Genoemd = Iterable[tuple[Plaats, Iterable[Plek]]]

# In which table the form of a step of a cycle is found.
VORM_BIJ_STAP = {
    "plan": ("planvorm",),
    "overleg": ("overlegvorm",),
    "peiling": ("peiling",),
    "toets": ("oordeel", "planvorm"),
    "monitor": ("planvorm", "overlegvorm", "peiling", "oordeel"),
    "uitvoering": ("planvorm", "overlegvorm", "peiling", "oordeel"),
}
MAG_ZONDER_VORM = ("uitvoering", "monitor", "toets")
ZWAARTE: dict[Gevoelig, int] = {"nee": 0, "beperkt": 1, "ja": 2}


def controleer_zin(invoer: Invoer, genoemd: Genoemd) -> None:
    rollen = {rol.sleutel: rol for _, rol in invoer.van("rol", Rol)}
    for plaats, rol in invoer.van("rol", Rol):
        invoer.meld_bij(plaats, _rechten_zonder_module(invoer, rol))
    for plaats, soort in invoer.van("signaalsoort", Signaalsoort):
        invoer.meld_bij(plaats, _signaalsoort(invoer, soort, rollen))
    for plaats, kanaal in invoer.van("kanaal", Kanaal):
        invoer.meld_bij(plaats, _formulier(kanaal, rollen))
    for plaats, overleg in invoer.van("overlegvorm", Overlegvorm):
        invoer.meld_bij(plaats, _uitgesloten(invoer, overleg, rollen))
    for plaats, cyclus in invoer.van("cyclus", Cyclus):
        invoer.meld_bij(plaats, _stappen(invoer, cyclus))
    for plaats, vorm in invoer.van("planvorm", Planvorm):
        invoer.meld_bij(plaats, _neemt_over(invoer, vorm))
    for plaats, rapportage in invoer.van("rapportage", Rapportage):
        invoer.meld_bij(plaats, _te_openbaar(invoer, rapportage))
    _tegenspraak(invoer, rollen, genoemd)


def _rechten_zonder_module(invoer: Invoer, rol: Rol) -> Iterator[Klacht]:
    """A right of something that this municipality does not do."""
    for nummer, recht in enumerate(rol.mag, start=1):
        tabel = "peiling" if recht == "overleg.peilen" else TABEL_BIJ_RECHT.get(recht.partition(".")[0])
        if tabel is not None and not invoer.aanwezig(tabel):
            yield Klacht(
                f"mag[{nummer}]", f"een recht bij wat deze gemeente doet; [{tabel}] ontbreekt", f'"{recht}"'
            )


def _signaalsoort(invoer: Invoer, soort: Signaalsoort, rollen: dict[str, Rol]) -> Iterator[Klacht]:
    if not invoer.register["antwoord"]:
        yield Klacht("antwoorden", "ten minste één [[antwoord]] in dit profiel", "geen")
    thema = {thema.sleutel: thema for _, thema in invoer.van("thema", Thema)}.get(soort.thema or "")
    if thema is not None and ZWAARTE[soort.gevoelig] < ZWAARTE[thema.gevoelig]:
        verwacht = f'ten minste "{thema.gevoelig}", zoals het thema {thema.sleutel}'
        yield Klacht("gevoelig", verwacht, f'"{soort.gevoelig}"')
    elif soort.gevoelig == "nee" and _gaat_naar_zorg(invoer, soort, rollen):
        yield Klacht(
            "gevoelig", f'"beperkt" of "ja", want route {soort.route} gaat naar gevoelig werk', '"nee"'
        )
    if soort.wordt == "initiatief" and not _iemand_mag(rollen, "initiatief."):
        yield Klacht("wordt", "een rol met een recht op initiatieven", '"initiatief"')
    if soort.wordt == "advies" and not _iemand_mag(rollen, "advies."):
        yield Klacht("wordt", "een rol met een recht op adviezen", '"advies"')
    if soort.wordt == "voorstel" and not invoer.aanwezig("planvorm"):
        yield Klacht("wordt", "een [[planvorm]] waar het een voorstel voor is", '"voorstel"')


def _formulier(kanaal: Kanaal, rollen: dict[str, Rol]) -> Iterator[Klacht]:
    """A form for everybody only where a resident, on behalf of nobody else, may bring in signals."""
    bewoners = (rol for rol in rollen.values() if rol.kant == "bewoners" and rol.bereik != "partij")
    if kanaal.formulier and not any("signaal.melden" in rol.mag for rol in bewoners):
        yield Klacht("formulier", "een rol van bewoners in een gebied, die signaal.melden mag", "geen")


def _gaat_naar_zorg(invoer: Invoer, soort: Signaalsoort, rollen: dict[str, Rol]) -> bool:
    """Whether the route only goes to those whose work is sensitive."""
    route = {route.sleutel: route for _, route in invoer.van("route", Route)}.get(soort.route)
    if route is None or not route.naar or route.kiezen:
        return False
    zwaar = {vak.sleutel for _, vak in invoer.van("discipline", Discipline) if vak.gevoelig == "ja"}
    partijen = {partij.sleutel: partij for _, partij in invoer.van("partij", Partij)}

    def gevoelig(wie: Selector) -> bool:
        if wie.soort == "partij" and wie.waarde in partijen:
            partij = partijen[wie.waarde]
            return partij.gevoelig == "ja" or (
                bool(partij.disciplines) and zwaar.issuperset(partij.disciplines)
            )
        if wie.soort == "rol" and wie.waarde in rollen:
            disciplines = rollen[wie.waarde].disciplines
            return bool(disciplines) and zwaar.issuperset(disciplines)
        return wie.soort == "discipline" and wie.waarde in zwaar

    return all(gevoelig(wie) for wie in route.naar)


def _iemand_mag(rollen: dict[str, Rol], begin: str) -> bool:
    return any(recht.startswith(begin) for rol in rollen.values() for recht in rol.mag)


def _uitgesloten(invoer: Invoer, overleg: Overlegvorm, rollen: dict[str, Rol]) -> Iterator[Klacht]:
    """Nobody from an excluded side takes part, let alone takes the chair."""
    if not overleg.uitgesloten:
        return
    soorten = {partij.sleutel: partij.soort for _, partij in invoer.van("partij", Partij)}
    for plek in plekken(overleg):
        if not isinstance(plek.waarde, Selector) or plek.veld.startswith("uitgesloten"):
            continue
        if not _omvat(plek.waarde, rollen, soorten).isdisjoint(overleg.uitgesloten):
            namen = ", ".join(str(wie) for wie in overleg.uitgesloten)
            yield Klacht(plek.veld, f"iemand die niet is uitgesloten ({namen})", f'"{plek.waarde}"')


def _omvat(wie: Selector, rollen: dict[str, Rol], soorten: Mapping[str, str]) -> set[Selector]:
    """The selector itself and the wider ones within which it falls."""
    ruimer = {wie}
    if wie.soort == "rol" and wie.waarde in rollen:
        ruimer.add(Selector("kant", rollen[wie.waarde].kant))
    soort = soorten.get(wie.waarde) if wie.soort == "partij" else wie.waarde if wie.soort == "soort" else None
    if soort in KANT_VAN_SOORT:
        ruimer |= {Selector("soort", soort), Selector("kant", KANT_VAN_SOORT[soort])}
    return ruimer


def _stappen(invoer: Invoer, cyclus: Cyclus) -> Iterator[Klacht]:
    for nummer, stap in enumerate(cyclus.stappen, start=1):
        yield from _stap(invoer, stap, f"stappen[{nummer}].vorm")


def _stap(invoer: Invoer, stap: Cyclusstap, veld: str) -> Iterator[Klacht]:
    """The form of a step is of the kind that the step says."""
    tabellen = VORM_BIJ_STAP[stap.soort]
    keuzes = tuple(sleutel for tabel in tabellen for sleutel in invoer.register[tabel])
    if stap.vorm is None and stap.soort not in MAG_ZONDER_VORM:
        yield Klacht(
            veld, f"een {' of '.join(tabellen)}, want de stap is van soort {stap.soort}", "geen", keuzes
        )
    elif (
        stap.vorm is not None and stap.vorm not in keuzes and invoer.bestaat_ergens(stap.vorm, VORM_BIJ_STAP)
    ):
        verwacht = f"een {' of '.join(tabellen)}, want de stap is van soort {stap.soort}"
        yield Klacht(veld, verwacht, f'"{stap.vorm}"', keuzes)


def _neemt_over(invoer: Invoer, vorm: Planvorm) -> Iterator[Klacht]:
    """What is taken over exists in the plan it comes from."""
    vormen = {ander.sleutel: ander for _, ander in invoer.van("planvorm", Planvorm)}
    for nummer, volgt in enumerate(vorm.volgt_op, start=1):
        if volgt.vorm not in vormen:
            continue
        keuzes = tuple(item.sleutel for item in vormen[volgt.vorm].items)
        for sleutel in volgt.neemt_over:
            if sleutel not in keuzes:
                verwacht = f"een soort item van {volgt.vorm}"
                yield Klacht(f"volgt_op[{nummer}].neemt_over", verwacht, f'"{sleutel}"', keuzes)


def _te_openbaar(invoer: Invoer, rapportage: Rapportage) -> Iterator[Klacht]:
    """A report for everybody has only parts that everybody may read."""
    if rapportage.openbaar != "iedereen":
        return
    delen = invoer.taal.onderdelen
    keuzes = tuple(naam for naam in sorted(delen) if not delen[naam])
    for nummer, naam in enumerate(rapportage.onderdelen, start=1):
        if waarom := delen.get(naam):
            verwacht = (
                f'een onderdeel dat iedereen mag lezen; dit vertelt {waarom}, dus kies openbaar = "niet"'
            )
            yield Klacht(f"onderdelen[{nummer}]", verwacht, f'"{naam}"', keuzes)


def _tegenspraak(invoer: Invoer, rollen: dict[str, Rol], genoemd: Genoemd) -> None:
    """Somebody is named for what `mag_niet` forbids him; that wins, so it could never happen."""
    for plaats, plekken_van_rij in genoemd:
        for plek in plekken_van_rij:
            wie = plek.waarde
            if (
                not plek.geeft
                or not isinstance(wie, Selector)
                or wie.soort != "rol"
                or wie.waarde not in rollen
            ):
                continue
            if plek.geeft in rollen[wie.waarde].mag_niet:
                verwacht = f"een rol die dit mag; {wie.waarde} heeft {plek.geeft} in mag_niet"
                invoer.meld_bij(plaats, [Klacht(plek.veld, verwacht, f'"{wie}"')])
