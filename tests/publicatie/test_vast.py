"""What machines ask for: sitemap, robots.txt, security.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.publicatie.plaatsing import geplaatst
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


def test_sitemap_lists_what_is_for_everybody(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    geplaatst(waar="dierdonk", openbaar="raad")

    antwoord = client.get("/sitemap.xml")

    adressen = [
        rij.text or "" for rij in ElementTree.fromstring(antwoord.content).iter() if rij.tag.endswith("loc")
    ]
    assert [adres.removeprefix("http://127.0.0.1:8000") for adres in adressen] == [
        "/",
        "/melden/",
        "/agenda/",
        "/publiek/brouwhuis/",
        "/publiek/brouwhuis/in-het-kort/",
        "/publiek/brouwhuis/wijkactieplan/1/",
    ]


def test_robots_names_the_sitemap(client: Client, adviseur: Gebruiker) -> None:
    tekst = client.get("/robots.txt").text

    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in tekst
    assert "Disallow: /" in tekst


def test_security_txt_is_valid_and_expires_within_a_year(client: Client, adviseur: Gebruiker) -> None:
    antwoord = client.get("/.well-known/security.txt")

    velden = dict(regel.split(": ", 1) for regel in antwoord.text.strip().splitlines())
    vervalt = datetime.strptime(velden["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert velden["Contact"].startswith(("mailto:", "https://"))
    assert timedelta(0) < vervalt - datetime.now(UTC) < timedelta(days=365)
    assert antwoord.headers["Content-Type"] == "text/plain; charset=utf-8"
