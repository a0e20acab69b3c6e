"""The areas and the people of a large municipality, on top of what a profile brings."""

from __future__ import annotations

from datetime import date

from signalen.models import Signaal
from tests.hulp import activeer
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Partij

PROFIEL = "den-helder"
WIJKEN, BUURTEN = 25, 10
# Of each role so many: together 400.
MENSEN = {
    "wijkmanager": 25,
    "wijkconcierge": 125,
    "vvh": 25,
    "adviseur": 25,
    "teammedewerker": 130,
    "zorgmedewerker": 20,
    "raadslid": 50,
}


def maak() -> None:
    activeer(PROFIEL)
    if not buurten():
        _maak_gebieden()
        _maak_mensen()


def buurten() -> list[Gebied]:
    return list(Gebied.objects.filter(sleutel__startswith="bench-buurt-").order_by("pk"))


def teams() -> list[Partij]:
    return list(Partij.objects.filter(soort__in=["team", "organisatie"]).order_by("pk"))


def _maak_gebieden() -> None:
    stad, wijk, buurt = (rij.sleutel for rij in actief_profiel().niveaus[:3])
    top = Gebied.objects.get(niveau=stad)
    for nummer in range(WIJKEN):
        lijn = _zet(f"bench-wijk-{nummer}", f"Wijk {nummer + 1}", wijk, top)
        for deel in range(BUURTEN):
            _zet(f"bench-buurt-{nummer}-{deel}", f"Buurt {nummer + 1}.{deel + 1}", buurt, lijn)


def _zet(sleutel: str, naam: str, niveau: str, ouder: Gebied) -> Gebied:
    gebied = Gebied.objects.create(sleutel=sleutel, naam=naam, niveau=niveau, ouder=ouder)
    gebied.voorouders = [*ouder.voorouders, gebied.pk]
    gebied.save(update_fields=["voorouders"])
    return gebied


def _maak_mensen() -> None:
    wijken = list(Gebied.objects.filter(sleutel__startswith="bench-wijk-").order_by("pk"))
    partijen, zorg = teams(), Partij.objects.get(sleutel="team-zorg")
    rollen = {rol.sleutel: rol for rol in actief_profiel().rollen}
    for rol, aantal in MENSEN.items():
        for nummer in range(aantal):
            gebruiker = Gebruiker.objects.create(
                email=f"{rol}-{nummer}@bench.example", naam=f"{rol} {nummer}", password="!"
            )
            partij = {"teammedewerker": partijen[nummer % len(partijen)], "zorgmedewerker": zorg}.get(rol)
            Roltoewijzing.objects.create(
                gebruiker=gebruiker,
                rol=rol,
                gebied=wijken[nummer % WIJKEN] if rollen[rol].bereik == "gebied" else None,
                partij=partij,
                van=date(2020, 1, 1),
            )


def mensen(rol: str) -> list[Gebruiker]:
    return list(
        Gebruiker.objects.filter(email__startswith=f"{rol}-", email__endswith="@bench.example").order_by("pk")
    )


def is_vol(aantal: int) -> bool:
    """Whether this database holds this municipality already (an earlier run with --bewaar)."""
    return Signaal.objects.count() >= aantal
