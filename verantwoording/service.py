"""What the desk, the clock, the menu and other apps ask of accounting for the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from verantwoording.models import Evaluatie, Raadsrapportage, Verbeterpunt
from verantwoording.termijnen import (
    HERINNER_SCHRIJVERS,
    HERINNER_VOORAF,
    ontbrekende_zinnen,
    openstaand,
)
from verantwoording.terugblik import HERINNER_VOORAF as HERINNER_TERUGBLIK
from verantwoording.terugblik import beurten, vandaag_aan_de_beurt
from verantwoording.verzamelen import gemeentegebied, mag_zin, overal, schrijvers
from verantwoording.zicht import (
    evaluaties,
    evalueert,
    kan_publiceren,
    leest,
    maakt,
    rapportages,
    schrijft,
    ziet_terugblik,
)
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.publicatie.service import Publicatie

__all__ = ["bij_stap", "herinneringen", "menu", "sleutels_in_gebruik", "verwijzing_punt", "werkvoorraad"]


def doet_mee(gebruiker: Gebruiker) -> bool:
    """Who makes it, writes in it or is told of it; and who works for the municipality. No query: every page asks it."""
    if not actief_profiel().heeft("verantwoording"):
        return False
    return gebruiker.is_van_het_huis or any(
        kijk(gebruiker, rij) for rij in rapportages() for kijk in (maakt, schrijft, leest)
    )


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    if not doet_mee(gebruiker):
        return []
    return [MenuPunt("Verantwoording", reverse("verantwoording:lijst"), 58)]


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """Reports and evaluations of the profile that rows refer to."""
    rapporten = Raadsrapportage.objects.order_by().values_list("rapportage", flat=True).distinct()
    gedaan = Evaluatie.objects.exclude(sleutel="").order_by().values_list("sleutel", flat=True).distinct()
    return {("rapportage", rij) for rij in rapporten} | {("evaluatie", rij) for rij in gedaan}


def verwijzing_punt(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """Where an afspraak of a point leads to."""
    punt = Verbeterpunt.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(str(punt), punt.get_absolute_url()) if punt else None


@dataclass(frozen=True)
class BijStap:
    """What carries a step that the profile does as an evaluation; without one where it is planned, for who does it."""

    evaluatie: Verwijzing | None
    plan_url: str


def bij_stap(stap: int, sleutel: str, gebruiker: Gebruiker) -> BijStap | None:
    """For the page of that step: one query; None where this person sees no looking back."""
    if not actief_profiel().heeft("verantwoording") or not ziet_terugblik(gebruiker):
        return None
    rij = Evaluatie.objects.zichtbaar_voor(gebruiker).filter(stap=stap).first()
    if rij is not None:
        return BijStap(Verwijzing(str(rij), rij.get_absolute_url()), "")
    kan = evalueert(gebruiker, sleutel)
    return BijStap(
        None, reverse("verantwoording:evaluatie-nieuw", query={"evaluatie": sleutel}) if kan else ""
    )


# --- Vandaag


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Reports to begin, to write in, to establish and to publish; evaluations to plan and to do."""
    if not gebruiker.vervullingen or not actief_profiel().heeft("verantwoording"):
        return
    if any(maakt(gebruiker, rij) for rij in rapportages()):
        yield from _rapporten(gebruiker)
    if any(schrijft(gebruiker, rij) for rij in rapportages()):
        yield from _zinnen(gebruiker)
    if evalueert(gebruiker):
        yield from _terugblikken(gebruiker)


def _rapporten(gebruiker: Gebruiker) -> Iterator[Taak]:
    plek = Plek()
    vast = []
    for plicht in openstaand():
        if not maakt(gebruiker, plicht.rij):
            continue
        rapport = plicht.rapport
        if rapport is not None and not rapport.is_concept:
            if kan_publiceren(gebruiker, plicht.rij, rapport, plek):
                vast.append((plicht, rapport))
            continue
        # Where nothing is asked for, nobody is reminded to begin.
        if plicht.is_van_voor_de_start or (rapport is None and plicht.periode.uiterlijk is None):
            continue
        yield Taak(
            titel=f"{'Maak' if rapport is None else 'Stel vast'}: {plicht.naam}",
            waar="",
            sinds=rapport.begonnen_op if rapport else plicht.periode.tot,
            uiterlijk=plicht.periode.uiterlijk if plicht.is_hard else None,
            url=plicht.url,
            knop="Begin" if rapport is None else "Bekijk",
        )
    if not vast:
        return
    geplaatst = set(
        Publicatie.objects.geldig()
        .filter(object_soort="raadsrapportage", object_id__in=[rapport.pk for _, rapport in vast])
        .values_list("object_id", flat=True)
    )
    for plicht, rapport in vast:
        if rapport.pk not in geplaatst:
            yield Taak(
                titel=f"Publiceer: {rapport}",
                waar="",
                sinds=rapport.vastgesteld_op,
                uiterlijk=plicht.periode.uiterlijk if plicht.is_hard else None,
                url=reverse("verantwoording:publicatie", args=[rapport.pk]),
                knop="Publiceer",
            )


def _zinnen(gebruiker: Gebruiker) -> Iterator[Taak]:
    for rapport, rij, gebied in ontbrekende_zinnen():
        if mag_zin(gebruiker, rij, gebied):
            yield Taak(
                titel=f"Schrijf over {gebied}: {rapport}",
                waar=gebied.naam,
                sinds=rapport.begonnen_op,
                uiterlijk=rapport.teksten_voor,
                url=reverse("verantwoording:zin", args=[rapport.pk, gebied.pk]),
                knop="Schrijf",
            )


def _terugblikken(gebruiker: Gebruiker) -> Iterator[Taak]:
    for beurt in vandaag_aan_de_beurt():
        if evalueert(gebruiker, beurt.rij.sleutel):
            yield Taak(
                titel=f"Plan: {beurt.rij.naam}",
                waar="",
                sinds=beurt.laatst,
                uiterlijk=beurt.uiterlijk,
                url=beurt.url,
                knop="Plan",
            )
    for rij in Evaluatie.objects.open().order_by("gepland_op", "pk"):
        if evalueert(gebruiker, rij.sleutel):
            yield Taak(
                titel=f"Rond af: {rij}",
                waar="",
                sinds=rij.begonnen_op,
                uiterlijk=rij.gepland_op,
                url=rij.get_absolute_url(),
                knop="Werk bij",
            )


# --- reminders


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Who makes a report that must be there, who still has to write, who looks back: before the day and after it."""
    if not actief_profiel().heeft("verantwoording"):
        return
    yield from _herinner_makers(dag)
    yield from _herinner_schrijvers(dag)
    yield from _herinner_terugblik(dag)
    yield from _herinner_gepland(dag)


def _herinner_makers(dag: date) -> Iterator[Herinnering]:
    gemeente = gemeentegebied()
    for plicht in openstaand(dag):
        uiterlijk = plicht.periode.uiterlijk
        klaar = plicht.rapport is not None and not plicht.rapport.is_concept
        if not plicht.is_hard or uiterlijk is None or klaar or plicht.is_van_voor_de_start:
            continue
        moment, ding = herinnermoment(uiterlijk, HERINNER_VOORAF, dag), plicht.rapport or gemeente
        if moment is None or ding is None:
            continue
        for persoon in personen(plicht.rij.door, Plek()):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=ding,
                moment=f"{plicht.rij.sleutel[:40]}:{moment}",
                uiterlijk=uiterlijk,
                titel=f"Stel vast: {plicht.naam}",
                url=plicht.url,
            )


def _herinner_schrijvers(dag: date) -> Iterator[Herinnering]:
    for rapport, rij, gebied in ontbrekende_zinnen():
        moment = (
            herinnermoment(rapport.teksten_voor, HERINNER_SCHRIJVERS, dag) if rapport.teksten_voor else None
        )
        if moment is None:
            continue
        for persoon in schrijvers(rij, gebied):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=rapport,
                moment=f"zin-{gebied.pk}:{moment}",
                uiterlijk=rapport.teksten_voor,
                titel=f"Schrijf over {gebied}: {rapport}",
                url=reverse("verantwoording:zin", args=[rapport.pk, gebied.pk]),
            )


def _herinner_terugblik(dag: date) -> Iterator[Herinnering]:
    """Each of its days reminds anew: after three years, and again after four (ETL-14)."""
    gemeente = gemeentegebied()
    for beurt in beurten():
        if gemeente is None or not beurt.vraagt(dag):
            continue
        bereikt = [(d, m) for d in beurt.dagen if (m := herinnermoment(d, HERINNER_TERUGBLIK, dag))]
        if not bereikt:
            continue
        uiterlijk, moment = bereikt[-1]
        for persoon in personen(beurt.rij.door, overal()):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=gemeente,
                moment=f"{beurt.rij.sleutel[:40]}:{moment}",
                uiterlijk=uiterlijk,
                titel=f"Plan: {beurt.rij.naam}",
                url=beurt.url,
            )


def _herinner_gepland(dag: date) -> Iterator[Herinnering]:
    rijen = {rij.sleutel: rij for rij in evaluaties()}
    alle_doeners = tuple(dict.fromkeys(selector for rij in rijen.values() for selector in rij.door))
    for evaluatie in Evaluatie.objects.open().order_by("gepland_op", "pk"):
        moment = herinnermoment(evaluatie.gepland_op, HERINNER_TERUGBLIK, dag)
        if moment is None:
            continue
        rij = rijen.get(evaluatie.sleutel)
        for persoon in personen(rij.door if rij else alle_doeners, overal()):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=evaluatie,
                moment=moment,
                uiterlijk=evaluatie.gepland_op,
                titel=f"Rond af: {evaluatie}",
                url=evaluatie.get_absolute_url(),
            )
