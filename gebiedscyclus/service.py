"""What other apps, the desk, the clock and a report ask of the cycles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from gebiedscyclus.acties import begin_terugblik, sluit_terugblik, stap_voor, volg_drager, werk_rondes_bij
from gebiedscyclus.bewaking import herinneringen, per_ronde, werkvoorraad
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.volgorde import huidige, ontbrak
from gebiedscyclus.zicht import kijkt
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied

__all__ = [
    "Stand",
    "begin_terugblik",
    "herinneringen",
    "kijkt",
    "menu",
    "rondes_van",
    "sleutels_in_gebruik",
    "sluit_terugblik",
    "stand_van",
    "stap_voor",
    "stappen_met_plan",
    "verwijzing",
    "verwijzing_stap",
    "volg_drager",
    "werk_rondes_bij",
    "werkvoorraad",
]


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    return [MenuPunt("Cyclus", reverse("cyclus:overzicht"), 52)] if kijkt(gebruiker) else []


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """Cycles and steps that rows refer to."""
    cycli = {("cyclus", rij) for rij in Ronde.objects.order_by().values_list("cyclus", flat=True).distinct()}
    stappen = Stap.objects.order_by().values_list("ronde__cyclus", "sleutel").distinct()
    return cycli | {("cyclus.stappen", f"{cyclus}.{sleutel}") for cyclus, sleutel in stappen}


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """What a reference to a round looks like for somebody who may see it."""
    ronde = Ronde.objects.zichtbaar_voor(gebruiker).select_related("gebied").filter(pk=pk).first()
    return Verwijzing(str(ronde), ronde.get_absolute_url()) if ronde else None


def verwijzing_stap(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    stap = Stap.objects.zichtbaar_voor(gebruiker).select_related("ronde__gebied").filter(pk=pk).first()
    return Verwijzing(str(stap), stap.get_absolute_url()) if stap else None


@dataclass(frozen=True)
class Stand:
    """How one round stands: for a report. No names of people, no findings."""

    ronde: Ronde
    stappen: list[Stap]
    klaar: int
    te_laat: list[Stap]
    nu: list[Stap]
    ontbrak: list[Stap]


def rondes_van(gebied: Gebied, cyclus: str = "") -> list[Ronde]:
    """Every round of an area (of one cycle), the newest first. Who may read them is up to the caller."""
    rijen = Ronde.objects.filter(gebied=gebied, **({"cyclus": cyclus} if cyclus else {}))
    return list(rijen.select_related("gebied", "vorige").order_by("-periode_van", "-pk"))


def stappen_met_plan(plan: int, gebruiker: Gebruiker) -> list[Stap]:
    """The steps that this plan carries, of the rounds that this person reads: one query, none for who reads no rounds."""
    if not kijkt(gebruiker):
        return []
    return list(Stap.objects.zichtbaar_voor(gebruiker).filter(plan=plan).met_drager())


def stand_van(gebieden: Iterable[Gebied], dag: date | None = None) -> dict[int, list[Stand]]:
    """Of each area the rounds that are open or whose period holds this day (one query): {id of the area: rounds}."""
    op = dag or timezone.localdate()
    pks = [gebied.pk for gebied in gebieden]
    stappen = Stap.objects.filter(ronde__gebied__in=pks, ronde__periode_van__lte=op)
    gevonden: dict[int, list[Stand]] = {pk: [] for pk in pks}
    for groep in per_ronde(stappen.met_drager()):
        ronde = groep[0].ronde
        loopt = ronde.is_open or (ronde.periode_tot or date.max) >= op
        if loopt:
            gevonden[ronde.gebied_id].append(
                Stand(
                    ronde=ronde,
                    stappen=groep,
                    klaar=sum(stap.is_klaar for stap in groep),
                    te_laat=[stap for stap in groep if stap.is_te_laat(op)],
                    nu=huidige(groep) if ronde.is_open else [],
                    ontbrak=ontbrak(groep) if ronde.sluitreden else [],
                )
            )
    return gevonden
