"""The Atom feed: what was published, what it came instead of, and nothing that is not for everybody."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied as het_gebied
from tests.publicatie.plaatsing import geplaatst
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import trek_in

pytestmark = pytest.mark.django_db
NS = {"a": "http://www.w3.org/2005/Atom"}
ALLES = "/publiek/nieuws.atom"
WIJK = "/publiek/brouwhuis/nieuws.atom"


def _stukken(client: Client, adres: str) -> list[tuple[str, str]]:
    """Title and summary of each entry, in order."""
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [
        (stuk.findtext("a:title", "", NS), stuk.findtext("a:summary", "", NS))
        for stuk in ElementTree.fromstring(antwoord.text).findall("a:entry", NS)
    ]


def test_tells_what_was_published_and_what_it_replaced(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, titel="Plan 2025")
    geplaatst(aard="voortgang", titel="Plan 2025")
    geplaatst(titel="Plan <2027>")

    derde, tweede, eerste = _stukken(client, WIJK)

    assert [derde[0], tweede[0], eerste[0]] == ["Plan <2027>", "Stand van zaken: Plan 2025", "Plan 2025"]
    assert "in plaats van" not in eerste[1]
    oud = reverse("publiek:publicatie", args=["brouwhuis", "wijkactieplan", 1])
    assert f'{oud}">nummer 1: Plan 2025</a>' in tweede[1]
    assert "nummer 2: Plan 2025</a>" in derde[1]


def test_what_people_typed_is_no_html_in_a_reader(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, titel="<b>Dik</b>")
    geplaatst()

    assert "&lt;b&gt;Dik&lt;/b&gt;" in _stukken(client, WIJK)[0][1]


def test_a_sign_that_no_xml_may_hold_breaks_nothing(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, titel="Plan\x1b 2027")

    assert _stukken(client, WIJK)[0][0] == "Plan 2027"


def test_entry_leads_to_the_page(client: Client, adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)

    [stuk] = ElementTree.fromstring(client.get(WIJK).text).findall("a:entry", NS)

    link = stuk.find("a:link", NS)
    assert link is not None
    assert link.attrib["href"].endswith(publicatie.get_absolute_url())
    assert client.get(publicatie.get_absolute_url()).status_code == 200


def test_report_of_another_meeting_replaces_nothing(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    geplaatst(ding=het_gebied("dierdonk"))

    assert all("in plaats van" not in wat for _, wat in _stukken(client, WIJK))


def test_withdrawn_says_so_first_with_the_reason_and_no_longer_what_stood_there(
    client: Client, adviseur: Gebruiker
) -> None:
    eerste = geplaatst(adviseur, titel="Met een fout")
    etag = client.get(WIJK).headers["ETag"]
    geplaatst(titel="Zonder fout")
    trek_in(publicatie=eerste, reden="Er stond een fout bedrag in.", door=adviseur)

    antwoord = client.get(WIJK, headers={"if-none-match": etag})
    weg, over = _stukken(client, WIJK)

    assert antwoord.status_code == 200
    assert weg[0] == "Ingetrokken: Wijkactieplan Brouwhuis, nummer 1"
    assert "Er stond een fout bedrag in." in weg[1]
    assert "in plaats van" not in over[1]
    assert "Met een fout" not in antwoord.text
    assert adviseur.naam not in antwoord.text


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_what_is_not_for_everybody_is_not_in_it(client: Client, adviseur: Gebruiker, openbaar: str) -> None:
    geplaatst(adviseur, titel="Geheim plan", openbaar=openbaar)
    assert client.get(WIJK).status_code == 404
    geplaatst(titel="Open plan")

    for adres in (WIJK, ALLES):
        [(titel, wat)] = _stukken(client, adres)
        assert titel == "Open plan"
        assert "in plaats van" not in wat
        assert "Geheim" not in client.get(adres).text


def test_whole_municipality_or_one_gebied(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, titel="Plan Brouwhuis")
    geplaatst(waar="dierdonk", titel="Plan Dierdonk")

    assert [titel for titel, _ in _stukken(client, ALLES)] == ["Plan Dierdonk", "Plan Brouwhuis"]
    assert [titel for titel, _ in _stukken(client, WIJK)] == ["Plan Brouwhuis"]


def test_without_publications_the_municipality_has_an_empty_feed(client: Client, adviseur: Gebruiker) -> None:
    assert _stukken(client, ALLES) == []
    assert client.get("/publiek/bestaat-niet/nieuws.atom").status_code == 404


def test_pages_name_their_feed(client: Client, adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)

    for pagina, feed in (("/", ALLES), ("/publiek/brouwhuis/", WIJK)):
        tekst = client.get(pagina).text
        assert 'rel="alternate"' in tekst
        assert f'<a href="{feed}">' in tekst
    assert f'href="{WIJK}"' in client.get(publicatie.get_absolute_url()).text


@pytest.mark.parametrize("adres", [ALLES, WIJK])
def test_number_of_queries(
    client: Client, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries, adres: str
) -> None:
    for waar in ("brouwhuis", "brouwhuis", "dierdonk"):
        geplaatst(waar=waar)

    # Active profile, freshness, the rows.
    with django_assert_num_queries(3):
        antwoord = client.get(adres)
    assert antwoord["Cache-Control"] == "max-age=60, public"
    with django_assert_num_queries(2):
        assert client.get(adres, headers={"if-none-match": antwoord["ETag"]}).status_code == 304
