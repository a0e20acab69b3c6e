"""Public pages kept for a minute: the same for everybody, stale at once when something is placed or withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from redis.exceptions import ConnectionError as RedisWeg

from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.bewaard import STEMPEL
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import trek_in
from wijkwerk.publicatie.views.publiek import wat_geldt

pytestmark = pytest.mark.django_db
ADRES = "/publiek/brouwhuis/"


@pytest.fixture(autouse=True)
def bewaart(settings: Settings, helmond: Any) -> None:
    settings.OPENBARE_PAGINA_SECONDEN = 60
    settings.SITE_URL = "http://testserver"
    # Nothing that another test kept holds.
    cache.set(STEMPEL, uuid4().hex, None)


@pytest.fixture
def wie(helmond: Any) -> Gebruiker:
    return persoon("adviseur-wgw", gebied="brouwhuis")


def test_the_next_visitor_gets_the_same_page_without_the_database(
    wie: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    geplaatst(wie)
    eerste = Client().get(ADRES)

    with django_assert_num_queries(0):
        tweede = Client().get(ADRES)

    assert tweede.content == eerste.content
    for kop in ("ETag", "Cache-Control", "Content-Security-Policy", "Content-Type", "X-Content-Type-Options"):
        assert tweede.headers[kop] == eerste.headers[kop], kop


def test_what_this_process_gave_before_asks_redis_for_the_stamp_only(
    wie: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    rij = geplaatst(wie)
    eerste = [Client().get(ADRES) for _ in range(2)][-1]

    def nee(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("the page itself was asked")

    with monkeypatch.context() as zonder:
        zonder.setattr(cache, "get_many", nee)
        assert Client().get(ADRES).content == eerste.content

    # Another process changes nothing but the stamp: nobody gets the old page.
    trek_in(publicatie=rij, reden="Er stond een naam in.", door=wie)
    cache.set(STEMPEL, uuid4().hex, None)
    assert Client().get(ADRES).content != eerste.content


def test_a_redis_that_began_anew_gets_a_stamp(wie: Gebruiker) -> None:
    geplaatst(wie)
    cache.delete(STEMPEL)

    Client().get(ADRES)

    assert cache.get(STEMPEL)


def test_unchanged_is_said_without_the_database(
    wie: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    geplaatst(wie)
    etag = Client().get(ADRES).headers["ETag"]

    with django_assert_num_queries(0):
        antwoord = Client().get(ADRES, headers={"if-none-match": etag})

    assert (antwoord.status_code, antwoord.content) == (304, b"")


def test_who_is_logged_in_gets_a_page_of_their_own(client: Client, wie: Gebruiker) -> None:
    geplaatst(wie)
    client.force_login(wie)
    eigen = client.get(ADRES)
    assert "no-store" in eigen.headers["Cache-Control"]

    ander = Client().get(ADRES)

    assert "public" in ander.headers["Cache-Control"]
    assert "no-store" in client.get(ADRES).headers["Cache-Control"]


def test_what_is_withdrawn_is_gone_at_once(
    wie: Gebruiker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rij = geplaatst(wie)
    adres = rij.get_absolute_url()
    assert Client().get(adres).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        trek_in(publicatie=rij, reden="Er stond een naam in.", door=wie)

    assert Client().get(adres).status_code == 410
    assert Client().get(ADRES).status_code == 200


def test_what_is_placed_is_there_at_once(
    wie: Gebruiker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    geplaatst(wie)
    Client().get(ADRES)

    with django_capture_on_commit_callbacks(execute=True):
        geplaatst(wie, titel="Wijkactieplan, bijgesteld")

    assert "Wijkactieplan, bijgesteld" in Client().get(ADRES).text


def test_a_page_that_was_made_while_something_was_placed_is_not_kept(
    wie: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    geplaatst(wie)

    def intussen(rijen: list[Publicatie]) -> list[tuple[Publicatie, Publicatie]]:
        cache.set(STEMPEL, uuid4().hex, None)
        return wat_geldt(rijen)

    monkeypatch.setattr("wijkwerk.publicatie.views.publiek.wat_geldt", intussen)
    Client().get(ADRES)

    with CaptureQueriesContext(connection) as vragen:
        Client().get(ADRES)

    assert len(vragen) > 1


def test_what_somebody_searches_is_no_page_of_another(wie: Gebruiker) -> None:
    adres = geplaatst(wie).get_absolute_url()
    gevonden = Client().get("/zoeken/?zoek=inlooptafel").text

    niets = Client().get("/zoeken/?zoek=fonteinkruid").text

    assert adres in gevonden
    assert adres not in niets


def test_under_another_name_of_the_host_nothing_is_kept(wie: Gebruiker) -> None:
    """What such a page says of its own address would be read by everybody else."""
    geplaatst(wie)
    adres = f"{ADRES}wijkactieplan/1/"
    vreemd = Client(headers={"host": "testserver:8443"}).get(adres)
    assert "testserver:8443" in vreemd.text

    assert "testserver:8443" not in Client().get(adres).text


def test_another_way_to_write_an_address_is_not_kept(wie: Gebruiker) -> None:
    geplaatst(wie)
    anders = "/publiek/brouwhuis/wijkactieplan/0000001/"
    assert Client().get(anders).status_code == 200

    with CaptureQueriesContext(connection) as vragen:
        Client().get(anders)

    assert len(vragen) > 1


def test_pages_behind_the_login_are_never_kept(client: Client, wie: Gebruiker) -> None:
    client.force_login(wie)
    assert client.get("/vandaag/").status_code == 200

    assert Client().get("/vandaag/").status_code == 302


def test_without_redis_every_page_is_made_anew(wie: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    geplaatst(wie)

    def weg(*args: Any, **kwargs: Any) -> None:
        raise RedisWeg("weg")

    monkeypatch.setattr(cache, "get_many", weg)
    monkeypatch.setattr(cache, "set", weg)

    assert Client().get(ADRES).status_code == 200
    assert Client().get(ADRES).status_code == 200
