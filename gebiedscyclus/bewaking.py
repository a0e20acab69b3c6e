"""What waits and what falls due: steps, contact that was lost, areas to choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from gebiedscyclus.acties.gemeen import wie_neemt
from gebiedscyclus.acties.rondes import loopt_op_tijd, periode_van
from gebiedscyclus.contact import met_contact, zonder_contact_sinds
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.termijnen import herinner_vooraf, te_laat_naar
from gebiedscyclus.volgorde import huidige
from gebiedscyclus.zicht import leiders, leidt_ergens, lopende_cycli, uitvoerders
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een, is_ergens_een, personen
from wijkwerk.gemeente.service import actief_profiel, in_gebruik_sinds
from wijkwerk.profiel.rijen.plannen import Cyclus

# Working days before the last day, where the profile gives no term of its own.
HERINNER_VOORAF = (10, 2)
# So long before it begins a step comes to Vandaag.
VOORUIT = timedelta(days=14)
# Of an area that ended nobody has anything to do; its rounds stay to be read, and to be closed.
VAN_NU = Q(ronde__gebied__actief_tot=None)
# On Vandaag, at most.
MEESTE_TAKEN = 100


def _neemt_ergens(gebruiker: Gebruiker, rij: Cyclus) -> bool:
    wie = (*leiders(rij), *(wie for stap in rij.stappen for wie in uitvoerders(rij, stap)))
    return is_ergens_een(gebruiker, wie)


def per_ronde(stappen: Iterable[Stap]) -> list[list[Stap]]:
    """The steps of each round together, in their order."""
    groepen: dict[int, list[Stap]] = {}
    for stap in stappen:
        groepen.setdefault(stap.ronde_id, []).append(stap)
    return list(groepen.values())


def _te_kiezen(gebruiker: Gebruiker) -> dict[str, tuple[Cyclus, date]]:
    """Cycles of chosen areas in which this person chooses, with the first day of the period that is on."""
    vandaag, gevonden = timezone.localdate(), {}
    for rij in lopende_cycli():
        if rij.selectie and loopt_op_tijd(rij) is not None and leidt_ergens(gebruiker, rij):
            periode = periode_van(rij, vandaag)
            if periode is not None:
                gevonden[rij.sleutel] = (rij, periode.van)
    return gevonden


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """The steps that are this person's to take, areas without contact, areas to choose. One query, none when it is nowhere theirs."""
    if not gebruiker.vervullingen or not actief_profiel().heeft("gebiedscyclus"):
        return
    cycli = [rij.sleutel for rij in lopende_cycli() if _neemt_ergens(gebruiker, rij)]
    if not cycli:
        return
    vandaag, te_kiezen = timezone.localdate(), _te_kiezen(gebruiker)
    open_ = Q(ronde__cyclus__in=cycli, ronde__gesloten_op=None)
    # A round of this period says that somebody chose.
    for sleutel, (_, van) in te_kiezen.items():
        open_ |= Q(ronde__cyclus=sleutel, ronde__periode_van__gte=van)
    stappen = Stap.objects.zichtbaar_voor(gebruiker).filter(open_, VAN_NU).met_drager()
    gekozen: set[str] = set()
    taken: list[Taak] = []
    for groep in per_ronde(met_contact(stappen)):
        ronde = groep[0].ronde
        if ronde.cyclus in te_kiezen and ronde.periode_van >= te_kiezen[ronde.cyclus][1]:
            gekozen.add(ronde.cyclus)
        taken += _taken(gebruiker, groep, vandaag) if ronde.is_open else []
    yield from sorted(taken, key=lambda taak: taak.volgorde)[:MEESTE_TAKEN]
    for sleutel, (rij, van) in te_kiezen.items():
        if sleutel not in gekozen:
            yield Taak(
                titel=f"{rij.naam}: kies gebieden voor {van.year}",
                waar="",
                sinds=max(van, in_gebruik_sinds()),
                uiterlijk=None,
                url=reverse("cyclus:kiezen", args=[sleutel]),
                knop="Kies",
            )


def _taken(gebruiker: Gebruiker, stappen: list[Stap], vandaag: date) -> Iterator[Taak]:
    ronde = stappen[0].ronde
    for stap in huidige(stappen):
        if not is_een(gebruiker, uitvoerders(ronde.rij, stap.rij), ronde.plek()):
            continue
        sinds = zonder_contact_sinds(stap, vandaag)
        if sinds is not None:
            yield Taak(
                titel=f"Geen contact: {ronde.gebied}",
                waar=ronde.gebied.naam,
                sinds=sinds,
                uiterlijk=None,
                url=stap.get_absolute_url(),
                knop="Bekijk",
            )
            continue
        # A plan that is being made stands on Vandaag by itself; what only has to begin, or to be ended, stands here.
        begint = stap.nu == Stap.Stand.NIET_GESTART
        dag = stap.begin if begint else stap.uiterlijk
        if (stap.drager is None or stap.is_te_laat(vandaag)) and dag is not None and dag <= vandaag + VOORUIT:
            yield Taak(
                titel=f"{stap.naam}: {ronde.gebied}",
                waar=ronde.gebied.naam,
                sinds=stap.begonnen_op or stap.begin,
                uiterlijk=stap.uiterlijk,
                url=stap.get_absolute_url(),
                knop="Begin" if begint else "Bekijk",
            )


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Steps that fall due, to who takes them; late ones also to whom the profile says; areas where contact was lost."""
    if not actief_profiel().heeft("gebiedscyclus"):
        return
    open_ = Stap.objects.filter(
        VAN_NU, ronde__gesloten_op=None, ronde__cyclus__in=[rij.sleutel for rij in lopende_cycli()]
    )
    for groep in per_ronde(met_contact(open_.met_drager())):
        for stap in huidige(groep):
            yield from _van_stap(stap, dag)
            yield from _van_contact(stap, dag)
    yield from _kiezen(dag)


def _van_stap(stap: Stap, dag: date) -> Iterator[Herinnering]:
    frequentie = stap.ronde.rij.frequentie
    if stap.uiterlijk is None or (frequentie is not None and not frequentie.is_hard):
        return
    moment = herinnermoment(stap.uiterlijk, herinner_vooraf(stap, HERINNER_VOORAF), dag)
    if moment is None:
        return
    wie = uitvoerders(stap.ronde.rij, stap.rij)
    if dag > stap.uiterlijk:
        wie = (*wie, *te_laat_naar(stap))
    for persoon in personen(wie, stap.ronde.plek()):
        yield Herinnering(
            ontvanger=persoon,
            soort="herinnering",
            ding=stap,
            moment=moment,
            uiterlijk=stap.uiterlijk,
            titel=str(stap),
            url=stap.get_absolute_url(),
        )


def _van_contact(stap: Stap, dag: date) -> Iterator[Herinnering]:
    sinds = zonder_contact_sinds(stap, dag)
    if sinds is None:
        return
    for persoon in personen(wie_neemt(stap), stap.ronde.plek()):
        yield Herinnering(
            ontvanger=persoon,
            soort="herinnering",
            ding=stap,
            moment=f"contact:{sinds}",
            uiterlijk=None,
            titel=f"Geen contact in {stap.ronde.gebied}",
            url=stap.get_absolute_url(),
        )


def _kiezen(dag: date) -> Iterator[Herinnering]:
    """Nobody chose areas in this period yet: who chooses hears it, about the round that was chosen last."""
    for rij in lopende_cycli():
        periode = periode_van(rij, dag) if rij.selectie else None
        laatste = (
            Ronde.objects.filter(cyclus=rij.sleutel).order_by("-periode_van", "-pk").first()
            if periode
            else None
        )
        if periode is None or laatste is None or laatste.periode_van >= periode.van:
            continue
        for persoon in personen(leiders(rij), laatste.plek()):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=laatste,
                moment=f"kiezen:{periode.van}",
                uiterlijk=None,
                titel=f"{rij.naam}: kies de volgende gebieden",
                url=reverse("cyclus:kiezen", args=[rij.sleutel]),
            )
