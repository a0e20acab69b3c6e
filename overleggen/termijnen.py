"""Terms of the profile on meetings and reports: whom to remind, as long as it is not done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from overleggen.desk import beurten_van
from overleggen.models import Overleg, Verslag
from overleggen.models.overleg import OverlegQuerySet
from overleggen.peilbeurt import met_frequentie
from overleggen.poort import taakhouders
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.termijnen import TE_LAAT, herinnermoment, uiterlijk
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.volgen import Termijn
from wijkwerk.wijken.models import Gebied


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """What falls due on this day for whoever must do it; when it is late also for whom the term names."""
    for termijn in actief_profiel().termijnen:
        if not termijn.geldt_op(dag):
            continue
        match (termijn.object, termijn.tot):
            case ("overleg", "verslag.vaststellen"):
                yield from _verslag(termijn, dag)
            case ("overleg", "uitnodigen") if termijn.vooraf_aan == "houden":
                yield from _uitnodigen(termijn, dag)
            case ("overleg", "plannen") if termijn.uiterlijk is not None:
                yield from _eerste_keer(termijn, termijn.uiterlijk, dag)
    yield from _peilingen(dag)


def verslag_uiterlijk(overleg: Overleg) -> date | None:
    """The last day on which the report of this meeting is to be established, where the profile has a term (HEL-43)."""
    if overleg.gehouden_op is None or "verslag" not in overleg.vormrij.resultaat:
        return None
    dagen = [
        uiterlijk(termijn, overleg.gehouden_op)
        for termijn in actief_profiel().termijnen
        if (termijn.object, termijn.tot) == ("overleg", "verslag.vaststellen")
        and (not termijn.voor or overleg.vorm in termijn.voor)
        and termijn.geldt_op(timezone.localdate())
    ]
    return min(dagen, default=None)


def _verslag(termijn: Termijn, dag: date) -> Iterator[Herinnering]:
    """A report within so long after the meeting (HEL-43)."""
    klaar = Verslag.objects.vastgesteld().filter(overleg=OuterRef("pk"))
    for overleg in (
        _van_vorm(termijn).geweest().filter(~Exists(klaar), gehouden_op__isnull=False).voor_lijst()
    ):
        if overleg.gehouden_op is None or "verslag" not in overleg.vormrij.resultaat:
            continue
        url = reverse("overleggen:verslag", args=[overleg.pk])
        titel = f"Verslag van {overleg}"
        yield from _maak(
            termijn, overleg, uiterlijk(termijn, overleg.gehouden_op), dag, "verslag", titel, url
        )


def _uitnodigen(termijn: Termijn, dag: date) -> Iterator[Herinnering]:
    """An invitation at least so long before the meeting (BER-24)."""
    for overleg in _van_vorm(termijn).filter(stand=Overleg.Stand.GEPLAND).voor_lijst():
        titel = f"Uitnodigen voor {overleg}"
        yield from _maak(
            termijn,
            overleg,
            uiterlijk(termijn, overleg.datum),
            dag,
            "initiatief",
            titel,
            overleg.get_absolute_url(),
        )


def _eerste_keer(termijn: Termijn, laatste_dag: date, dag: date) -> Iterator[Herinnering]:
    """A form that is to be there in each of its areas from a day on, where nobody planned it (BER-04)."""
    moment = herinnermoment(laatste_dag, termijn.herinner, dag)
    if moment is None:
        return
    profiel = actief_profiel()
    for sleutel in termijn.voor:
        vorm = profiel.overlegvorm(sleutel)
        wie = taakhouders(vorm, "initiatief")
        if moment.endswith(TE_LAAT):
            wie = (*wie, *termijn.te_laat_naar)
        gepland = Overleg.objects.gaat_door().filter(vorm=sleutel).values("gebied")
        for gebied in Gebied.objects.actief().filter(niveau__in=vorm.niveaus).exclude(pk__in=gepland):
            for persoon in personen(wie, Plek(frozenset(gebied.voorouders))):
                yield Herinnering(
                    ontvanger=persoon,
                    soort="herinnering",
                    ding=gebied,
                    moment=f"{termijn.sleutel}:{moment}",
                    uiterlijk=laatste_dag,
                    titel=f"{vorm.naam_in(gebied.naam)} is nog niet gepland",
                    url=reverse("overleggen:planning"),
                )


def _peilingen(dag: date) -> Iterator[Herinnering]:
    """A poll that comes back, for who may open it: as the desk says. Of all its areas one reminder, that hangs on the
    municipality, so that opening it in one of them reminds nobody anew."""
    if not met_frequentie(dag):
        return
    rollen = [
        rol.sleutel
        for rol in actief_profiel().rollen
        if rol.kant == "gemeente" or Recht.OVERLEG_PEILEN in rol.mag
    ]
    wie = Roltoewijzing.objects.geldig().filter(rol__in=rollen).values("gebruiker")
    boven = {gebied.pk: gebied for gebied in Gebied.objects.filter(ouder=None)}
    for persoon in Gebruiker.objects.filter(pk__in=wie, is_active=True).order_by("pk"):
        for beurt in beurten_van(persoon, dag):
            if beurt.moment is not None:
                yield Herinnering(
                    ontvanger=persoon,
                    soort="herinnering",
                    ding=boven[beurt.gebieden[0].voorouders[0]],
                    moment=f"{beurt.rij.sleutel[:40]}:{beurt.moment}",
                    uiterlijk=beurt.uiterlijk,
                    titel=beurt.titel,
                    url=beurt.url,
                )


def _van_vorm(termijn: Termijn) -> OverlegQuerySet:
    overleggen = Overleg.objects.gaat_door()
    return overleggen.filter(vorm__in=termijn.voor) if termijn.voor else overleggen


def _maak(
    termijn: Termijn, overleg: Overleg, laatste_dag: date, dag: date, taak: str, titel: str, url: str
) -> Iterator[Herinnering]:
    moment = herinnermoment(laatste_dag, termijn.herinner, dag)
    if moment is None:
        return
    for persoon in _ontvangers(termijn, overleg, taak, te_laat=moment.endswith(TE_LAAT)):
        yield Herinnering(
            ontvanger=persoon,
            soort="herinnering",
            ding=overleg,
            moment=f"{termijn.sleutel}:{moment}",
            uiterlijk=laatste_dag,
            titel=titel,
            url=url,
        )


def _ontvangers(termijn: Termijn, overleg: Overleg, taak: str, *, te_laat: bool) -> list[Gebruiker]:
    wie = taakhouders(overleg.vormrij, taak)
    if te_laat:
        wie = (*wie, *termijn.te_laat_naar)
    return list(personen(wie, overleg.plek()))
