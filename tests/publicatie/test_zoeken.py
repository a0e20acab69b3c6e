"""Searching on the public site: what holds today and is for everybody, and not a word more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.publicatie.plaatsing import geplaatst
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.openbaar import Grens
from wijkwerk.publicatie.acties import trek_in
from wijkwerk.publicatie.inhoud import Bijdrageblok, Sectie
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.teksten import LANGST
from wijkwerk.publicatie.views.zoeken import met_merken

pytestmark = pytest.mark.django_db
NIETS = "Niets gevonden"


@pytest.fixture
def url() -> str:
    return reverse("publiek:zoeken")


@pytest.fixture(autouse=True)
def _ruim() -> Iterator[None]:
    """All tests come from one address."""
    ruim = Grens(f"proef-{uuid4()}", hoogstens=10_000, per=timedelta(hours=1))
    with patch("wijkwerk.publicatie.views.zoeken.VRAGEN", ruim):
        yield


def _tekst(tekst: str) -> tuple[Sectie, ...]:
    return (Sectie(sleutel="inleiding", naam="Inleiding", tekst=tekst),)


def test_says_what_where_when_and_marks_the_word(client: Client, url: str, adviseur: Gebruiker) -> None:
    rij = geplaatst(adviseur, secties=_tekst("Er komen drie speeltuinen bij."))

    antwoord = client.get(url, {"zoek": "speeltuin"})

    assert antwoord.status_code == 200
    assert "1 keer gevonden" in antwoord.text
    assert f'<a href="{rij.get_absolute_url()}">{rij.titel}</a>' in antwoord.text
    assert "Brouwhuis · Wijkactieplan · Vastgesteld" in antwoord.text
    assert "drie <mark>speeltuinen</mark> bij" in antwoord.text


@pytest.mark.parametrize(
    "zoek", ["achterpad", "VERLICHTING achterpaden", "verlicht", "woningstichting", "bankje", "fontein"]
)
def test_finds_by_stem_or_beginning_all_that_is_read(
    client: Client, url: str, adviseur: Gebruiker, zoek: str
) -> None:
    geplaatst(adviseur)

    assert "1 keer gevonden" in client.get(url, {"zoek": zoek}).text


@pytest.mark.parametrize("zoek", ["fontein kasteel", "opgenomen", "schema", "geheimpje"])
def test_does_not_find_what_nobody_reads(client: Client, url: str, adviseur: Gebruiker, zoek: str) -> None:
    geplaatst(adviseur, bijdragen=(Bijdrageblok(van="Wijkraad", geleverd_op=None, tekst="Een geheimpje."),))

    assert NIETS in client.get(url, {"zoek": zoek}).text


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_finds_nothing_that_is_not_for_everybody(
    client: Client, url: str, adviseur: Gebruiker, openbaar: str
) -> None:
    geplaatst(adviseur, openbaar=openbaar)
    client.force_login(adviseur)

    antwoord = client.get(url, {"zoek": "inlooptafel"})

    assert NIETS in antwoord.text
    assert "Brouwhuis" not in antwoord.text


def test_withdrawn_is_not_found_and_what_it_replaced_is(
    client: Client, url: str, adviseur: Gebruiker
) -> None:
    geplaatst(adviseur, secties=_tekst("Een muziektent."))
    nieuw = geplaatst(adviseur, secties=_tekst("Een klimrek."))
    assert NIETS in client.get(url, {"zoek": "muziektent"}).text

    trek_in(publicatie=nieuw, reden="Er stond een fout in.", door=adviseur)

    assert NIETS in client.get(url, {"zoek": "klimrek"}).text
    assert "1 keer gevonden" in client.get(url, {"zoek": "muziektent"}).text


def test_of_plans_only_the_state_of_the_one_that_was_last_established(
    client: Client, url: str, adviseur: Gebruiker
) -> None:
    geplaatst(adviseur, ding=Plan(pk=1), titel="Eerste plan")
    nieuw = geplaatst(adviseur, ding=Plan(pk=2), titel="Tweede plan")
    geplaatst(ding=Plan(pk=1), titel="Stand van het eerste plan", aard="voortgang")
    assert [rij.titel for rij in Publicatie.objects.actueel()] == ["Tweede plan"]
    geplaatst(ding=Plan(pk=2), titel="Stand van het tweede plan", aard="voortgang")
    # For the council only: for everybody nothing changed.
    geplaatst(adviseur, ding=Plan(pk=3), titel="Derde plan", openbaar="raad")

    tekst = client.get(url, {"zoek": "plan"}).text

    assert "1 keer gevonden" in tekst
    assert "Stand van het tweede plan" in tekst
    trek_in(publicatie=nieuw, reden="Er stond een fout in.", door=adviseur)
    assert [rij.titel for rij in Publicatie.objects.actueel()] == ["Stand van het eerste plan"]


def test_reports_of_two_meetings_both_hold(adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    geplaatst(waar="brouwhuis", ding=adviseur)

    assert Publicatie.objects.actueel().count() == 2


def test_in_one_gebied(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, titel="Plan van Brouwhuis")
    geplaatst(waar="dierdonk", titel="Plan van Dierdonk")

    tekst = client.get(url, {"zoek": "plan", "gebied": "dierdonk"}).text

    assert "1 keer gevonden" in tekst
    assert "Plan van Dierdonk" in tekst
    assert "Plan van Brouwhuis" not in tekst
    assert '<option value="dierdonk" selected>Dierdonk</option>' in tekst
    assert "mierlo-hout" not in tekst


def test_a_title_weighs_more(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(waar="dierdonk", titel="Over fietsen")
    geplaatst(titel="Over de wijk", secties=_tekst("Meer fietsen."))

    tekst = client.get(url, {"zoek": "fietsen"}).text

    assert tekst.index("Over fietsen") < tekst.index("Over de wijk")


@pytest.mark.parametrize("naam", ["publiek:voorpagina", "publiek:gebied"])
def test_the_field_stands_on_the_pages(client: Client, adviseur: Gebruiker, naam: str) -> None:
    geplaatst(adviseur)
    van_gebied = naam == "publiek:gebied"

    tekst = client.get(reverse(naam, args=["brouwhuis"] if van_gebied else [])).text

    assert 'action="/zoeken/"' in tekst
    assert ('<input type="hidden" name="gebied" value="brouwhuis">' in tekst) == van_gebied


@pytest.mark.parametrize(
    "vraag",
    [{}, {"zoek": ""}, {"zoek": "   "}, {"gebied": "brouwhuis"}],
    ids=["nothing", "empty", "spaces", "only where"],
)
def test_without_a_word_there_is_the_field(
    client: Client, url: str, adviseur: Gebruiker, vraag: dict[str, str]
) -> None:
    geplaatst(adviseur)

    antwoord = client.get(url, vraag)

    assert antwoord.status_code == 200
    assert 'type="search"' in antwoord.text
    assert NIETS not in antwoord.text
    assert "keer gevonden" not in antwoord.text


@pytest.mark.parametrize(
    "zoek",
    [
        "???",
        "de het een",
        "' OR 1=1 --",
        "a & | ! <-> :*",
        "\\",
        "_ __ ___",
        "²",
        "e\u0301\u202e",
        "%_",
        "🙂",
    ],
)
def test_odd_words_find_nothing(client: Client, url: str, adviseur: Gebruiker, zoek: str) -> None:
    geplaatst(adviseur)

    antwoord = client.get(url, {"zoek": zoek})

    assert antwoord.status_code == 200
    assert NIETS in antwoord.text


@pytest.mark.parametrize(
    "vraag",
    [
        {"zoek": "a" * 10_000},
        {"zoek": "plan", "gebied": "bestaat-niet"},
    ],
    ids=["too long", "no gebied"],
)
def test_what_cannot_be_searched_is_told_in_the_form(
    client: Client, url: str, adviseur: Gebruiker, vraag: dict[str, str]
) -> None:
    geplaatst(adviseur)

    antwoord = client.get(url, vraag)

    assert antwoord.status_code == 422
    assert "Er klopt nog één ding niet" in antwoord.text
    assert "keer gevonden" not in antwoord.text


def test_text_is_never_html(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, secties=_tekst("<b>Zebra</b> & <script>alert(1)</script> \x02x\x03 zebra"))

    tekst = client.get(url, {"zoek": "zebra <i>"}).text
    assert "<i>" not in tekst
    tekst = client.get(url, {"zoek": "zebra"}).text

    assert "<script>alert" not in tekst
    assert "<b>" not in tekst
    assert tekst.count("<mark>") == tekst.count("</mark>") == tekst.lower().count("<mark>zebra</mark>") == 2


def test_marks() -> None:
    assert met_merken("<a>\n\x02b\x03 & c") == "&lt;a&gt; · <mark>b</mark> &amp; c"


def test_pages(
    client: Client, url: str, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    geplaatst(adviseur)
    for nummer in range(11):
        geplaatst(adviseur, ding=Plan(pk=nummer), titel=f"Verslag {nummer}", aard="vaststelling")
    # One plan holds: the others were replaced. What is not a plan stays.
    for nummer in range(11, 22):
        geplaatst(adviseur, ding=Gebruiker(pk=nummer), titel=f"Verslag {nummer}")

    # Active profile, where something can be found, how much, the page.
    with django_assert_num_queries(4):
        eerste = client.get(url, {"zoek": "inlooptafel", "gebied": "brouwhuis"}).text
    tweede = client.get(url, {"zoek": "inlooptafel", "page": "2"}).text
    for vreemd in ("0", "99", "²", "9" * 5000, "x"):
        assert client.get(url, {"zoek": "inlooptafel", "page": vreemd}).status_code == 200

    assert "13 keer gevonden" in eerste
    assert eerste.count("<h3>") == 10
    assert "zoek=inlooptafel&amp;gebied=brouwhuis&amp;page=2" in eerste
    assert tweede.count("<h3>") == 3
    assert '<ol class="ww-vondsten" start="11">' in tweede


def test_one_result_costs_as_much(
    client: Client, url: str, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    geplaatst(adviseur)

    with django_assert_num_queries(4):
        client.get(url, {"zoek": "inlooptafel"})
    with django_assert_num_queries(2):
        client.get(url)


def test_not_for_search_engines_nor_kept(client: Client, url: str, adviseur: Gebruiker) -> None:
    antwoord = client.get(url, {"zoek": "plan"})

    assert antwoord.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert not antwoord.cookies
    assert client.post(url).status_code == 405


def test_too_many_questions(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    krap = Grens(f"proef-{uuid4()}", hoogstens=1, per=timedelta(days=400))
    with patch("wijkwerk.publicatie.views.zoeken.VRAGEN", krap):
        assert client.get(url, {"zoek": "plan"}).status_code == 200
        antwoord = client.get(url, {"zoek": "inlooptafel"})
        # Opening the page is no question.
        assert client.get(url).status_code == 200

    assert antwoord.status_code == 429
    assert 'value="inlooptafel"' in antwoord.text
    assert "Wacht een uur" in antwoord.text
    assert "keer gevonden" not in antwoord.text


def test_a_text_without_end_can_be_published(client: Client, url: str, adviseur: Gebruiker) -> None:
    lang = " ".join(f"w{nummer:x}" for nummer in range(LANGST // 4))

    geplaatst(adviseur, secties=_tekst(f"Kopje {lang}"))

    assert "1 keer gevonden" in client.get(url, {"zoek": "kopje"}).text


def test_what_is_searched_is_frozen(adviseur: Gebruiker) -> None:
    rij = geplaatst(adviseur)

    with pytest.raises(DatabaseError, match="niet gewijzigd"), transaction.atomic():
        Publicatie.objects.filter(pk=rij.pk).update(zoektekst="iets anders")
