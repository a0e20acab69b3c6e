"""Two reports beside each other give no small number away: through the pages on which they are made (R08)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tests.hulp import persoon
from tests.publicatie.plaatsing import publiceer
from tests.verantwoording.toneel import KERN, VORIG, adres, als, begin, gehoord, maker, vastgesteld
from verantwoording import acties
from verantwoording.models import Raadsrapportage
from verantwoording.verzamelen import inhoud_van
from verantwoording.voorheen import beurt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db


def gehoord_in(rapport: Raadsrapportage, naam: str = "Schoorl") -> str:
    tabel = next(rij for rij in inhoud_van(rapport).cijfers if rij.titel == "Signalen per gebied")
    return next(rij.cellen[0].tekst for rij in tabel.regels if rij.naam == naam)


def gepubliceerd(rapport: Raadsrapportage, door: Gebruiker) -> Raadsrapportage:
    client = als(door)
    gezien = client.get(adres("vaststelling", rapport.pk)).context["gezien"]
    assert client.post(adres("vaststelling", rapport.pk), {"gezien": gezien}).status_code == 302
    assert publiceer(client, adres("publicatie", rapport.pk)).status_code == 302
    return Raadsrapportage.objects.get(pk=rapport.pk)


def half_jaar(rapport: Raadsrapportage, van: date, tot: date) -> Raadsrapportage:
    """As if the profile asked it of half a year."""
    Raadsrapportage.objects.filter(pk=rapport.pk).update(van=van, tot=tot)
    return Raadsrapportage.objects.get(pk=rapport.pk)


def test_one_case_more_is_not_seen_in_what_is_published_again(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    gehoord(coordinator, KERN, "klein-knelpunt", 7)
    rapport = gepubliceerd(begin(door), door)
    assert gehoord_in(rapport) == "7"
    acties.trek_in(rapport=rapport, reden="Er kwam nog iets bij.", door=door)
    acties.heropen(rapport=rapport, reden="Er kwam nog iets bij.", door=door)
    gehoord(coordinator, KERN, "klein-knelpunt", 1)

    rapport = gepubliceerd(rapport, door)

    assert gehoord_in(rapport) == "niet getoond"
    openbaar = Client().get(Publicatie.objects.geldig().get().get_absolute_url()).text
    assert "niet getoond" in openbaar


def test_the_year_without_its_half_is_no_small_number(bergen: Profiel) -> None:
    """In the second half three signals were heard: the year says nothing once the first half was published."""
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    gehoord(coordinator, KERN, "klein-knelpunt", 7)
    half = half_jaar(begin(door), date(VORIG, 1, 1), date(VORIG, 6, 30))
    gepubliceerd(half, door)
    # The register is of the day on which one looks: what was heard on 15 June is 7, and 3 came in another half.
    gehoord(coordinator, KERN, "klein-knelpunt", 3)
    Raadsrapportage.objects.filter(pk=half.pk).update(rapportage="half")

    jaar = begin(door)

    assert (jaar.van, jaar.tot) == (date(VORIG, 1, 1), date(VORIG, 12, 31))
    assert gehoord_in(jaar) == "niet getoond"


def test_periods_that_say_nothing_of_each_other_are_whole(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    vroeger = half_jaar(begin(door), date(VORIG - 3, 1, 1), date(VORIG - 3, 12, 31))
    gepubliceerd(vroeger, door)
    gehoord(coordinator, KERN, "klein-knelpunt", 7)

    assert gehoord_in(begin(door)) == "7"


def test_what_was_told_inside_counts_as_well(den_helder: Profiel) -> None:
    """The halves go to some, the year to the council: who reads both may not subtract either."""
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    gehoord(concierge, "visbuurt", "openbare-ruimte", 6)
    inzet = half_jaar(begin(persoon("accountmanager"), "inzet"), date(VORIG, 1, 1), date(VORIG, 6, 30))
    acties.stel_vast(rapport=inzet, bevestigd=(), door=persoon("accountmanager"))
    gehoord(concierge, "visbuurt", "openbare-ruimte", 2)

    raad = vastgesteld(persoon("adviseur"))

    tabel = next(rij for rij in inhoud_van(raad).cijfers if rij.titel == "Signalen per buurt en thema")
    visbuurt = next(rij for rij in tabel.regels if rij.naam == "Visbuurt")
    assert visbuurt.cellen[0].tekst == "niet getoond"
    assert Raadsrapportage.objects.count() == 2


def test_of_two_buurten_of_one_name_nothing_counts_as_known(den_helder: Profiel) -> None:
    """What was told of one of them may be of the other: it is laid beside both, and hides rather than shows."""
    Gebied.objects.filter(sleutel__in=("visbuurt", "tuindorp")).update(naam="Dorp")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    gehoord(concierge, "visbuurt", "openbare-ruimte", 6)
    gehoord(concierge, "tuindorp", "openbare-ruimte", 20)
    inzet = half_jaar(begin(persoon("accountmanager"), "inzet"), date(VORIG, 1, 1), date(VORIG, 6, 30))
    acties.stel_vast(rapport=inzet, bevestigd=(), door=persoon("accountmanager"))
    gehoord(concierge, "visbuurt", "openbare-ruimte", 2)
    gehoord(concierge, "tuindorp", "openbare-ruimte", 20)

    raad = vastgesteld(persoon("adviseur"))

    tabel = next(rij for rij in inhoud_van(raad).cijfers if rij.titel == "Signalen per buurt en thema")
    dorpen = {rij.cellen[0].tekst for rij in tabel.regels if rij.naam == "Dorp"}
    assert "niet getoond" in dorpen
    assert not dorpen & {"6", "8"}
    eerder = beurt(raad, 5).voorheen(tabel.titel, "Dorp", tabel.koppen[0])
    assert not eerder.kent(date(VORIG, 1, 1), date(VORIG, 7, 1), Decimal(20))
    assert eerder.verraadt(date(VORIG, 1, 1), date(VORIG + 1, 1, 1), Decimal(8))
    assert eerder.verraadt(date(VORIG, 1, 1), date(VORIG + 1, 1, 1), Decimal(23))
