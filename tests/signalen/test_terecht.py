"""Where residents can go, for everybody: when and where, and nothing else of a spreekuur (DHR-48)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signalen import acties
from signalen.models import Spreekuur
from tests.hulp import activeer, gebied, persoon
from tests.signalen.hulp import MERK, signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Locatie

pytestmark = pytest.mark.django_db
URL = "/spreekuren/"


def plan(door: Gebruiker, over: int = 7, **anders: object) -> Spreekuur:
    begin = (timezone.localtime() + timedelta(days=over)).replace(hour=14, minute=0)
    velden = {"soort": "spreekuur", "gebied": gebied("visbuurt"), "plaats": "Op het plein"} | anders
    return acties.plan(door=door, begin=begin, eind=begin + timedelta(hours=2), **velden)  # type: ignore[arg-type]


def buurthuis(**anders: object) -> Locatie:
    velden = {"naam": "Het Anker", "soort": "buurthuis", "adres": "Kade 1", "openbaar": True} | anders
    return Locatie.objects.create(gebied=gebied("visbuurt"), **velden)


@pytest.mark.eis("DHR-48")
def test_everybody_reads_when_and_where_without_an_account(client: Client, concierge: Gebruiker) -> None:
    plan(concierge, plaats="", locatie=buurthuis())

    tekst = client.get(URL).text

    assert "Spreekuur" in tekst
    assert "14:00 uur" in tekst
    assert "Het Anker, Kade 1 (tot 16:00 uur)" in tekst
    assert "Hier kunt u ook terecht" not in tekst
    assert "Visbuurt" in tekst


@pytest.mark.eis("DHR-48")
def test_a_buurthuis_is_there_also_without_a_spreekuur(client: Client, concierge: Gebruiker) -> None:
    buurthuis()

    tekst = client.get(URL).text

    assert "Het Anker (buurthuis), Kade 1" in tekst
    assert "Er staat nu geen spreekuur in de planning" in tekst


@pytest.mark.eis("DHR-16", "DHR-48")
def test_a_place_that_is_not_public_is_nowhere(client: Client, concierge: Gebruiker) -> None:
    dicht = buurthuis(naam="Opvang", adres="Geheimstraat 3", openbaar=False)
    plan(concierge, plaats="", locatie=dicht)

    tekst = client.get(URL).text

    assert "Opvang" not in tekst
    assert "Geheimstraat" not in tekst
    assert "Visbuurt" not in tekst


def test_what_was_said_and_who_was_there_is_not_public(client: Client, concierge: Gebruiker) -> None:
    rij = plan(concierge, over=0, gebied=gebied("visbuurt"))
    Spreekuur.objects.filter(pk=rij.pk).update(
        begin=timezone.now(), eind=timezone.now() + timedelta(hours=1), samenvatting=MERK, bezoekers=17
    )
    rij = acties.open_spreekuur(spreekuur=rij, door=concierge)
    acties.zet_aanwezig(spreekuur=rij, partijen=[], functies=[MERK], door=concierge)
    signaal(concierge, "visbuurt", "openbare-ruimte", tekst=MERK, spreekuur=rij)

    tekst = client.get(URL).text

    assert "Op het plein" in tekst
    assert MERK not in tekst
    assert concierge.naam not in tekst


def test_called_off_is_said_and_the_reason_is_not(client: Client, concierge: Gebruiker) -> None:
    acties.zeg_af(spreekuur=plan(concierge), reden=MERK, door=concierge)

    tekst = client.get(URL).text

    assert "Op het plein" in tekst
    assert "Vervallen" in tekst
    assert MERK not in tekst


def test_past_and_far_ahead_are_left_out(client: Client, concierge: Gebruiker) -> None:
    plan(concierge, over=100, plaats="Ver weg")
    voorbij = plan(concierge, plaats="Geweest")
    Spreekuur.objects.filter(pk=voorbij.pk).update(
        begin=timezone.now() - timedelta(days=1), eind=timezone.now() - timedelta(hours=20)
    )

    tekst = client.get(URL).text

    assert "Ver weg" not in tekst
    assert "Geweest" not in tekst


def test_an_area_shows_what_lies_in_it_and_nothing_else(client: Client, concierge: Gebruiker) -> None:
    plan(concierge)
    elders = persoon("wijkconcierge", gebied="nieuw-den-helder")
    plan(elders, gebied=gebied("nieuw-den-helder"), plaats="Elders")

    tekst = client.get(reverse("terecht:gebied", args=["stad-binnen-de-linie"])).text

    assert "Op het plein" in tekst
    assert "Elders" not in tekst
    assert client.get(reverse("terecht:gebied", args=["bestaat-niet"])).status_code == 404


def test_the_front_page_and_the_sitemap_lead_there(client: Client, concierge: Gebruiker) -> None:
    assert f'href="{URL}"' in client.get("/").text
    assert f"{URL}</loc>" in client.get("/sitemap.xml").text
    assert f"Allow: {URL}" in client.get("/robots.txt").text


def test_a_municipality_without_spreekuren_has_no_such_page(client: Client) -> None:
    activeer("bergen")

    assert client.get(URL).status_code == 404
    assert f'href="{URL}"' not in client.get("/").text


def test_queries_do_not_grow_with_the_rows(
    client: Client, concierge: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    buurthuis()
    for dagen in range(1, 6):
        plan(concierge, over=dagen, thema="wonen" if dagen % 2 else "")

    with django_assert_num_queries(3):
        client.get(URL)
