"""Beside a figure stands that of the report before: higher, lower or the same, and never what was hidden (R08)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.test import Client

from signalen.models import Signaal
from tests.hulp import persoon
from tests.publicatie.plaatsing import publiceer
from tests.signalen.hulp import signaal
from tests.verantwoording.toneel import KERN, VORIG, adres, als, begin, gehoord, maker
from verantwoording import acties
from verantwoording.models import Raadsrapportage
from verantwoording.verzamelen import inhoud_van
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.inhoud import Telcel
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.weergave import delen

pytestmark = pytest.mark.django_db
EERDER = VORIG - 1


def gehoord_in(jaar: int, door: Gebruiker, keer: int) -> None:
    for nummer in range(keer):
        rij = signaal(door, KERN, "klein-knelpunt", tekst=f"Zin {nummer} van {jaar}.")
        Signaal.objects.filter(pk=rij.pk).update(geregistreerd_op=datetime(jaar, 6, 15, 12, tzinfo=UTC))


def jaar_ervoor(door: Gebruiker) -> Raadsrapportage:
    """The report of the year before, as it was established then."""
    rapport = begin(door)
    Raadsrapportage.objects.filter(pk=rapport.pk).update(van=date(EERDER, 1, 1), tot=date(EERDER, 12, 31))
    rapport.refresh_from_db()
    return acties.stel_vast(rapport=rapport, bevestigd=(), door=door)


def op_de_site(rapport: Raadsrapportage, door: Gebruiker) -> None:
    assert publiceer(als(door), adres("publicatie", rapport.pk)).status_code == 302


def cel(rapport: Raadsrapportage, naam: str = "Schoorl") -> Telcel:
    tabel = next(rij for rij in inhoud_van(rapport).cijfers if rij.titel == "Signalen per gebied")
    return next(rij.cellen[0] for rij in tabel.regels if rij.naam == naam)


@pytest.mark.eis("BER-57")
@pytest.mark.parametrize(
    ("toen", "nu", "verwacht"),
    [(6, 9, "hoger, was 6"), (9, 6, "lager, was 9"), (7, 7, "gelijk, was 7")],
)
def test_each_figure_says_what_became_of_it(bergen: Profiel, toen: int, nu: int, verwacht: str) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    gehoord_in(EERDER, coordinator, toen)
    op_de_site(jaar_ervoor(door), door)
    gehoord_in(VORIG, coordinator, nu)
    rapport = begin(door)

    assert cel(rapport).trend == verwacht
    assert verwacht in als(door).get(rapport.get_absolute_url()).text
    rapport = acties.stel_vast(rapport=rapport, bevestigd=(), door=door)
    op_de_site(rapport, door)
    openbaar = Client().get(Publicatie.objects.geldig().latest("pk").get_absolute_url()).text
    assert verwacht in openbaar
    assert f"in de rapportage over {EERDER}" in openbaar
    papier = "".join(
        render_to_string("pdf/cijfers.html", {"deel": blok})
        for deel in delen(inhoud_van(rapport))
        for blok in deel.cijfers
    )
    assert verwacht in papier


@pytest.mark.parametrize(("toen", "nu"), [(3, 9), (9, 3)])
def test_where_one_of_the_two_is_hidden_nothing_is_said(bergen: Profiel, toen: int, nu: int) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    gehoord_in(EERDER, coordinator, toen)
    op_de_site(jaar_ervoor(door), door)
    gehoord_in(VORIG, coordinator, nu)

    rij = cel(begin(door))

    assert (rij.loop, rij.vorige, rij.trend) == ("", "", "")


def test_what_was_told_under_a_lower_threshold_is_not_told_again(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    gehoord_in(EERDER, coordinator, 9)
    eerder = jaar_ervoor(door)
    op_de_site(eerder, door)
    inhoud = eerder.inhoud
    assert inhoud is not None
    for blok in inhoud["cijfers"]:
        for regel in blok["regels"]:
            for rij in regel["cellen"]:
                if rij["waarde"] == "9":
                    rij |= {"waarde": "2", "tekst": "2"}
    Raadsrapportage.objects.filter(pk=eerder.pk).update(inhoud=inhoud)
    gehoord(coordinator, KERN, "klein-knelpunt", 8)

    assert cel(begin(door)).trend == ""


def test_without_a_report_before_it_says_so(bergen: Profiel) -> None:
    door = maker()
    rapport = begin(door)

    zin = inhoud_van(rapport).vergeleken

    assert zin.startswith("Over de periode hiervoor is geen rapportage vastgesteld.")
    assert zin in als(door).get(rapport.get_absolute_url()).text


def test_what_the_public_never_read_is_not_told_by_comparing(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    gehoord_in(EERDER, coordinator, 6)
    eerder = jaar_ervoor(door)
    gehoord_in(VORIG, coordinator, 9)
    rapport = begin(door)

    assert cel(rapport).trend == ""
    assert f"De rapportage over {EERDER} staat niet op de openbare site." in inhoud_van(rapport).vergeleken
    op_de_site(eerder, door)
    assert cel(rapport).trend == "hoger, was 6"
    acties.trek_in(rapport=eerder, reden="Er stond een fout in.", door=door)
    assert cel(rapport).trend == ""


def test_half_a_year_is_not_compared_with_a_whole_one(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    gehoord_in(EERDER, coordinator, 6)
    eerder = jaar_ervoor(door)
    op_de_site(eerder, door)
    Raadsrapportage.objects.filter(pk=eerder.pk).update(van=date(EERDER, 7, 1))

    rapport = begin(door)

    assert "Dat is niet even lang" in inhoud_van(rapport).vergeleken
    assert cel(rapport).trend == ""
