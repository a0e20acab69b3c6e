"""What other apps, the desk and the clock ask of meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from overleggen import peilen, zicht
from overleggen.aanmelden import link_voor_genodigde
from overleggen.acties.inbreng import ruim_inbreng_op
from overleggen.desk import werkvoorraad
from overleggen.geteld import overleggen_van
from overleggen.inbreng import berichtvelden_van_inbreng, link_voor_inbrenger
from overleggen.models import (
    Afwijking,
    Agendapunt,
    Agendapuntafspraak,
    Overleg,
    Overlegdeel,
    Peiling,
    Verslag,
)
from overleggen.models.agendapunt import AgendapuntQuerySet
from overleggen.overlegmail import berichtvelden, bijlagen
from overleggen.peilen import geldige_stand
from overleggen.publiek import aankondigingen
from overleggen.rapportage import keren_per_partij
from overleggen.regels import vrijstelling
from overleggen.termijnen import herinneringen
from overleggen.verslagtekst import openbaar
from overleggen.zicht import BRONNEN, afspraakkring
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

__all__ = [
    "BRONNEN",
    "Vermelding",
    "afspraakkring",
    "agenda_bij",
    "berichtvelden",
    "berichtvelden_van_inbreng",
    "bijlagen",
    "gedekt",
    "herinneringen",
    "keren_per_partij",
    "link_voor_genodigde",
    "link_voor_inbrenger",
    "mailstap_herkomst",
    "menu",
    "openbaar_verslag",
    "openbare_agenda",
    "overleggen_van",
    "peiling_url",
    "peilingen_over",
    "ruim_inbreng_op",
    "sleutels_in_gebruik",
    "stand_van_vorm",
    "verloop",
    "verwijzing",
    "verwijzing_agendapunt",
    "vrijstelling",
    "werkvoorraad",
]

RECHTEN = (
    Recht.OVERLEG_PLANNEN,
    Recht.OVERLEG_AGENDEREN,
    Recht.OVERLEG_DEELNEMEN,
    Recht.OVERLEG_VOORZITTEN,
    Recht.OVERLEG_VERSLAAN,
)


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    """Nothing where the municipality has no meetings, or for somebody who has no part in them."""
    profiel = actief_profiel()
    if not profiel.heeft("overleggen"):
        return []
    if any(heeft_ergens(gebruiker, recht) for recht in RECHTEN) or _heeft_taak(gebruiker):
        return [MenuPunt(profiel.term("overleg").meer.capitalize(), reverse("overleggen:lijst"), 30)]
    return []


def _heeft_taak(gebruiker: Gebruiker) -> bool:
    """Whether any form names this person for a task, wherever the own roles hold."""
    gebieden = frozenset(v.gebied_id for v in gebruiker.vervullingen if v.gebied_id is not None)
    plek = Plek(gebieden.union(*(v.partij_gebieden for v in gebruiker.vervullingen)))
    return any(
        is_een(
            gebruiker,
            (*vorm.taken.voorzitter, *vorm.taken.initiatief, *vorm.taken.verslag, *vorm.deelnemers),
            plek,
        )
        for vorm in actief_profiel().overlegvormen
        if not vorm.is_spreekuur
    )


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    vormen = Overleg.objects.values_list("vorm").union(Afwijking.objects.values_list("vorm"))
    peilingen = Peiling.objects.values_list("vorm", flat=True).distinct()
    return {("overlegvorm", vorm) for (vorm,) in vormen} | {("peiling", vorm) for vorm in peilingen}


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """What a reference to a meeting looks like for somebody who may know of it."""
    overleg = Overleg.objects.zichtbaar_voor(gebruiker).voor_lijst().filter(pk=pk).first()
    return Verwijzing(str(overleg), overleg.get_absolute_url()) if overleg else None


def mailstap_herkomst(afspraak: Afspraak, wie: Gebruiker | None) -> str | None:
    """Where an afspraak comes from, for its holder in a mail: the meeting, for who may know of it."""
    bekend = verwijzing(afspraak.bron_id, wie) if wie is not None else None
    return bekend.titel if bekend else ""


def verwijzing_agendapunt(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    punt = _punten(gebruiker).filter(pk=pk).first()
    return Verwijzing(_titel(punt), punt.get_absolute_url()) if punt else None


def gedekt(sleutels: frozenset[str], sinds: date | None) -> set[int]:
    """The areas where a meeting of one of these forms was held, since that day if there is one."""
    overleggen = Overleg.objects.geweest().filter(vorm__in=sleutels)
    if sinds is not None:
        overleggen = overleggen.filter(datum__gte=sinds)
    return set(overleggen.order_by().values_list("gebied", flat=True))


def stand_van_vorm(vorm: str, plek: Plek) -> str | None:
    """The state of the latest meeting of that form that holds here; one that was held goes before one that is planned.
    Of a poll that of the latest that still counts."""
    overleggen = Overleg.objects.gaat_door().filter(vorm=vorm, gebied__in=plek.gebieden)
    laatste = overleggen.geweest().first() or overleggen.order_by("-datum", "-pk").first()
    return laatste.stand if laatste else geldige_stand(vorm, plek)


@dataclass(frozen=True)
class Vermelding:
    """That a thing was, or will be, spoken of in a meeting."""

    overleg: Overleg
    titel: str
    url: str
    stand: str
    woord: str
    uitkomst: str
    doorgeschoven: int


def agenda_bij(soort: str, pk: int, gebruiker: Gebruiker) -> list[Vermelding]:
    """Every meeting that speaks of this thing, as far as this person may see those points; oldest first."""
    q = Q(bron_soort=soort, bron_id=pk)
    if soort == "afspraak":
        q |= Q(pk__in=Agendapuntafspraak.objects.filter(afspraak=pk).values("punt"))
    return _vermeldingen(Agendapunt.objects.filter(q), gebruiker)


def peiling_url(soort: str, pk: int, gebied: Gebied, gebruiker: Gebruiker) -> str:
    """Where a poll about this thing begins, for who may open one in its area; no query."""
    if not actief_profiel().heeft("peilingen") or not peilen.mogelijk(gebruiker, [gebied]):
        return ""
    return reverse("overleggen:peiling_nieuw", query={"gebied": gebied.pk, "bron": f"{soort}-{pk}"})


def peilingen_over(soort: str, pk: int, gebruiker: Gebruiker) -> list[Peiling]:
    """The polls that ask about this thing and that this person may see; no query where there are no polls."""
    if not actief_profiel().heeft("peilingen"):
        return []
    return list(Peiling.objects.zichtbaar_voor(gebruiker).over(soort, pk).voor_lijst())


# A matter that moved on more often than this has another problem.
VERSTE = 50


def verloop(punt: Agendapunt, gebruiker: Gebruiker) -> list[Vermelding]:
    """Every meeting that spoke of this matter or will, before and after this point, as far as the reader may see it."""
    keten = {punt.pk}
    vroeger = punt.doorgeschoven_van_id
    while vroeger is not None and len(keten) < VERSTE:
        keten.add(vroeger)
        rij = Agendapunt.objects.filter(pk=vroeger).values_list("doorgeschoven_van", flat=True)
        vroeger = rij.first()
    rand = {punt.pk}
    while rand and len(keten) < VERSTE:
        rand = set(Agendapunt.objects.filter(doorgeschoven_van__in=rand).values_list("pk", flat=True)) - keten
        keten |= rand
    return _vermeldingen(Agendapunt.objects.filter(pk__in=keten), gebruiker)


def _vermeldingen(alle: AgendapuntQuerySet, gebruiker: Gebruiker) -> list[Vermelding]:
    punten = alle.zichtbaar_voor(gebruiker).select_related("overleg__gebied", "deel")
    punten = punten.order_by("overleg__datum", "overleg__begin", "pk")
    return [
        Vermelding(
            overleg=punt.overleg,
            titel=_titel(punt),
            url=punt.get_absolute_url(),
            stand=punt.beeld,
            woord=punt.get_stand_display(),
            uitkomst="" if _afgeschermd(punt) else punt.uitkomst,
            doorgeschoven=punt.doorgeschoven,
        )
        for punt in punten.als_lijst_met_schild(gebruiker)
    ]


def openbare_agenda(gebied: Gebied, van: date, tot: date) -> Iterator[dict[str, Any]]:
    """Coming meetings as residents may know of them, for the publication that freezes them (see `publiek`)."""
    for rij in aankondigingen(gebied, van=van, tot=tot):
        if not rij.vervallen:
            yield {
                "naam": rij.vorm,
                "gebied": rij.gebied.naam,
                "datum": rij.datum.isoformat(),
                "begin": rij.begin.isoformat("minutes") if rij.begin else "",
                "eind": rij.eind.isoformat("minutes") if rij.eind else "",
                "waar": rij.waar,
                "openbare_delen": [deel.naam for deel in rij.delen],
            }


def openbaar_verslag(verslag: Verslag) -> list[dict[str, Any]]:
    """The public report, with whatever became shielded since it was made left out."""
    nu_dicht = set(
        Agendapunt.objects.filter(zicht.gevoelig_q(), overleg=verslag.overleg_id).values_list("pk", flat=True)
    )
    return [
        {**deel, "punten": [punt for punt in deel["punten"] if punt["punt"] not in nu_dicht]}
        for deel in openbaar(verslag.inhoud)
        if deel["toegang"] == Overlegdeel.Toegang.OPENBAAR
    ]


def _punten(gebruiker: Gebruiker) -> Any:
    return (
        Agendapunt.objects.zichtbaar_voor(gebruiker)
        .met_schild(gebruiker)
        .select_related("overleg__gebied", "deel")
    )


def _afgeschermd(punt: Agendapunt) -> bool:
    return punt.afgeschermd


def _titel(punt: Agendapunt) -> str:
    return "Afgeschermd punt" if _afgeschermd(punt) else punt.titel
