"""The public page of one gebied."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied as het_gebied
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, OPGAVE, afspraak, inhoud, item
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Benaming, Contact, Standblok

pytestmark = pytest.mark.django_db


@pytest.fixture
def url() -> str:
    return reverse("publiek:gebied", args=["brouwhuis"])


@pytest.mark.eis("ETL-04")
def test_shows_what_who_when_and_whether_it_was_kept(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)

    tekst = client.get(url).text

    for wat in (
        "Vaste inlooptafel",
        "Wijkraad Voorbeeld",
        "15 december 2027",
        "Loopt",
        "Knelpunt",
        "Niet nagekomen",
    ):
        assert wat in tekst
    assert "Nieuwe fontein</strong>: Er is geen geld voor het onderhoud." in tekst


def test_tells_what_changed_since_adoption(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    basis = inhoud()
    later = tuple(
        rij.model_copy(update={"afspraak": afspraak(stand="gereed", stand_woord="Gereed")})
        if rij.spoor == ACTIE
        else rij
        for rij in basis.items
    )
    geplaatst(aard="voortgang", items=later)

    tekst = client.get(url).text

    assert "Wat is veranderd sinds het is vastgesteld" in tekst
    assert "Was: loopt. Nu: gereed." in tekst


def test_without_changes_it_says_so(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    geplaatst(aard="voortgang")

    assert "Er is niets veranderd sinds het is vastgesteld." in client.get(url).text


def test_newer_adoption_replaces_the_older(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, titel="Wijkactieplan Brouwhuis 2025")
    geplaatst(titel="Wijkactieplan Brouwhuis 2027", ding=het_gebied("dierdonk"))

    tekst = client.get(url).text

    assert tekst.index("Wijkactieplan Brouwhuis 2027") < tekst.index("Wijkactieplan Brouwhuis 2025")


def test_what_was_promised_stands_before_what_judges_it(
    client: Client, url: str, adviseur: Gebruiker
) -> None:
    """A judgment tells of an afspraak of its plan: it is counted there, and only there."""
    geplaatst(adviseur, titel="Wijkactieplan Brouwhuis")
    monitor = Benaming(sleutel="monitor", naam="Monitor")
    oordeel = item(uitvoering=Standblok(gedaan=1, van=2), ouder="")
    geplaatst(titel="Monitor Brouwhuis", vorm=monitor, items=(oordeel,), ding=het_gebied("dierdonk"))

    pagina = BeautifulSoup(client.get(url).text, "html.parser")

    plan, daarna = pagina.select("article.ww-plan")
    assert "Wijkactieplan Brouwhuis" in plan.text
    assert plan.select(".ww-cijfers")
    assert "Monitor Brouwhuis" in daarna.text
    assert not daarna.select(".ww-cijfers")


def test_contact_is_a_function(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, contact=(Contact(functie="adviseur wijkgericht werken"),))

    assert "Adviseur wijkgericht werken" in client.get(url).text


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_a_gebied_with_nothing_for_everybody_does_not_exist(
    client: Client, url: str, adviseur: Gebruiker, openbaar: str
) -> None:
    geplaatst(adviseur, openbaar=openbaar)

    assert client.get(url).status_code == 404


def test_unknown_gebied(client: Client, adviseur: Gebruiker) -> None:
    assert client.get(reverse("publiek:gebied", args=["bestaat-niet"])).status_code == 404


def test_number_of_queries_does_not_grow_with_versions_or_actions(
    client: Client, url: str, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    basis = inhoud()
    veel = tuple(item(ACTIE[:-3] + f"{nr:03}", f"1.{nr}", ouder=OPGAVE) for nr in range(100, 140))
    for _ in range(3):
        geplaatst(items=(*basis.items, *veel))
        geplaatst(aard="voortgang", items=(*basis.items, *veel))

    # Active profile, freshness, the rows without their content, the content of the two that are shown.
    with django_assert_num_queries(5):
        client.get(url)


def test_unchanged_costs_two_queries(
    client: Client, url: str, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    geplaatst(adviseur)
    etag = client.get(url).headers["ETag"]
    geplaatst(waar="dierdonk")

    with django_assert_num_queries(2):
        assert client.get(url, headers={"if-none-match": etag}).status_code == 304


def test_how_often_it_was_put_off_and_why(client: Client, url: str, adviseur: Gebruiker) -> None:
    laat = item(
        afspraak=afspraak(uiterlijk=date(2028, 3, 1), uitgesteld=3, reden="De aannemer heeft geen mensen.")
    )
    geplaatst(adviseur, items=(laat,))

    tekst = " ".join(BeautifulSoup(client.get(url).text, "html.parser").get_text(" ").split())

    assert "Voor de derde keer uitgesteld, eerst 15 december 2027" in tekst
    assert "De aannemer heeft geen mensen." in tekst
