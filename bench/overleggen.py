"""Meetings: a small one beside one with sixty points and thirty people, one area beside 250, ten dates beside 2,000."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import Vergelijking
from overleggen import acties
from overleggen.document import maak_document
from overleggen.models import Deelnemer, Overleg, Verslagdocument
from tests.hulp import activeer, gebied, partij, persoon
from tests.overleggen.hulp import begonnen, punt
from wijkwerk import pdf
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actieve_versie_id
from wijkwerk.wijken.models import Gebied

WIJK = "nieuw-den-helder"
GEBIEDEN, DATA = 250, 2000
# Points and participants.
KLEIN, GROOT = (5, 8), (60, 30)
TEKST = "De wijkmanager vertelt wat er is gedaan, en wie wat nog doet. "


def vergelijkingen() -> Iterator[Vergelijking]:
    activeer("den-helder")
    manager = persoon("wijkmanager", gebied=WIJK)
    klein, groot = (_overleg(manager, uur, *maat) for uur, maat in ((9, KLEIN), (13, GROOT)))
    leest = _binnen(manager)
    maat = f"{GROOT[0]} punten en {GROOT[1]} mensen naast {KLEIN[0]} en {KLEIN[1]}"
    for naam, wat, grens in (
        ("detail", "agenda", 6),
        ("deelnemers", "deelnemers", 4),
        ("tijdens", "tijdens", 8),
    ):
        adressen = [reverse(f"overleggen:{naam}", args=[rij.pk]) for rij in (klein, groot)]
        yield Vergelijking(f"{wat}: {maat}", *(_vraag(leest, adres) for adres in adressen), grens)
    yield Vergelijking(
        f"nieuws, één punt anders: {maat}", *(_nieuws(leest, rij) for rij in (klein, groot)), 4
    )
    yield Vergelijking(f"een regel bewaren: {maat}", *(_schrijf(rij, manager) for rij in (klein, groot)), 1.5)
    if pdf.is_mogelijk():
        documenten = [_document(rij, manager) for rij in (klein, groot)]
        yield Vergelijking(f"verslag als PDF: {maat}", *(_maak(rij) for rij in documenten), 8)
    yield from _planning(leest)
    yield from _agenda()


def _binnen(wie: Gebruiker) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def _vraag(client: Client, adres: str) -> Callable[[], object]:
    return lambda: client.get(adres)


def _overleg(manager: Gebruiker, uur: int, punten: int, mensen: int) -> Overleg:
    """Being held: of every point something is written and an afspraak made."""
    overleg = begonnen("coordinatieteam", WIJK, manager, begin=time(uur))
    for nr in range(mensen - overleg.deelnemers.count()):
        acties.voeg_deelnemer_toe(
            overleg=overleg, functie=f"gast {nr}", kant="partner", hoe=Deelnemer.Hoe.DEELNEMER, door=manager
        )
    for nr in range(punten):
        rij = punt(overleg, manager, f"Punt {nr}", toelichting=TEKST * 2)
        acties.teken_aan(onder=rij, tekst=TEKST, door=manager)
        acties.maak_afspraak(
            punt=rij,
            wat=f"Uitzoeken {nr}",
            houder=Houder(partij=partij("wijkbeheer")),
            uiterlijk=timezone.localdate() + timedelta(days=20),
            door=manager,
        )
        rij.refresh_from_db()
        acties.bespreek(punt=rij, uitkomst=TEKST * 4, versie=rij.versie, door=manager)
    return overleg


def _nieuws(client: Client, overleg: Overleg) -> Callable[[], object]:
    """As the page asks every few seconds when somebody else wrote at one point."""
    pagina = client.get(reverse("overleggen:tijdens", args=[overleg.pk])).text
    gezien = [f"{pk}.{merk}" for pk, merk in re.findall(r'name="g" value="(\d+)\.([^"]*)"', pagina)]
    assert len(gezien) >= KLEIN[0], "the page does not say what it shows"
    gezien[0] = gezien[0].partition(".")[0] + ".oud"
    adres = reverse("overleggen:nieuws", args=[overleg.pk])
    return lambda: client.get(adres, {"g": gezien}, headers={"HX-Request": "true"})


def _schrijf(overleg: Overleg, door: Gebruiker) -> Callable[[], object]:
    rij = overleg.punten.first()
    assert rij
    return lambda: acties.teken_aan(onder=rij, tekst=TEKST, door=door)


def _document(overleg: Overleg, door: Gebruiker) -> Verslagdocument:
    acties.rond_af(overleg=overleg, door=door)
    acties.stel_vast(verslag=overleg.verslagen.get(), door=door)
    return Verslagdocument.objects.get(verslag__overleg=overleg, soort="volledig")


def _maak(rij: Verslagdocument) -> Callable[[], object]:
    return lambda: maak_document(rij)


def _planning(leest: Client) -> Iterator[Vergelijking]:
    """Whoever plans for the whole municipality, beside the manager of one wijk."""
    boven = Gebied.objects.get(ouder=None)
    wijken = Gebied.objects.bulk_create(
        Gebied(sleutel=f"wijk-{nr}", naam=f"Wijk {nr}", niveau="wijk", ouder=boven) for nr in range(GEBIEDEN)
    )
    for wijk in wijken:
        wijk.voorouders = [*boven.voorouders, wijk.pk]
    Gebied.objects.bulk_update(wijken, ["voorouders"])
    vandaag, planner = timezone.localdate(), persoon("accountmanager")
    Overleg.objects.bulk_create(
        _rij(wijk, planner, vandaag - timedelta(days=20 * nr), nr) for wijk in wijken for nr in range(1, 9)
    )
    adres = reverse("overleggen:planning")
    allen = _binnen(planner)
    yield Vergelijking(
        f"jaarplanning: {GEBIEDEN} gebieden naast één", _vraag(leest, adres), _vraag(allen, adres), 6
    )


def _rij(waar: Gebied, door: Gebruiker, dag: date, nr: int) -> Overleg:
    """As the table keeps it."""
    return Overleg(
        vorm="coordinatieteam",
        profielversie_id=actieve_versie_id(),
        gebied=waar,
        plek_gebieden=sorted(waar.voorouders),
        datum=dag,
        begin=time(8 + nr % 10),
        gepland_door=door,
    )


def _agenda() -> Iterator[Vergelijking]:
    """The own calendar as a file."""
    adressen = []
    for sleutel, aantal in (("visbuurt", 20), ("tuindorp", DATA)):
        waar = gebied(sleutel)
        wie = persoon("wijkmanager", gebied=sleutel)
        Overleg.objects.bulk_create(
            _rij(waar, wie, timezone.localdate() + timedelta(days=nr // 10), nr) for nr in range(aantal)
        )
        geheim = acties.maak_agendasleutel(door=wie)
        adressen.append(reverse("agenda:eigen", args=[geheim]))
    client = Client()

    def lees(adres: str) -> bytes:
        return b"".join(client.get(adres).streaming_content)  # type: ignore[attr-defined, arg-type]

    yield Vergelijking(
        f"eigen agenda als bestand: {DATA} overleggen naast 20",
        lambda: lees(adressen[0]),
        lambda: lees(adressen[1]),
        100,
    )
