"""The PDF of a publication on the public site."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.publicatie.plaatsing import geplaatst
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie import bestand
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import trek_in

pytestmark = pytest.mark.django_db
ADRES = ["brouwhuis", "wijkactieplan", 1]


@pytest.fixture
def url(settings: Settings, tmp_path: Path) -> str:
    settings.MEDIA_ROOT = tmp_path
    return reverse("publiek:pdf", args=ADRES)


@pytest.fixture
def publicatie(adviseur: Gebruiker, url: str, monkeypatch: pytest.MonkeyPatch) -> Publicatie:
    monkeypatch.setattr(bestand, "maak_document", lambda publicatie: b"%PDF-1.7 proef")
    rij = geplaatst(adviseur)
    bestand.bewaar_pdf(rij.pk)
    rij.refresh_from_db()
    return rij


def test_gives_the_file(client: Client, url: str, publicatie: Publicatie) -> None:
    antwoord = client.get(url)

    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.getvalue() == b"%PDF-1.7 proef"
    assert "brouwhuis-wijkactieplan-1.pdf" in antwoord.headers["Content-Disposition"]


def test_unchanged_is_not_sent_again(client: Client, url: str, publicatie: Publicatie) -> None:
    etag = client.get(url).headers["ETag"]

    assert client.get(url, headers={"if-none-match": etag}).status_code == 304


def test_a_cache_between_us_asks_whether_it_still_holds(
    client: Client, url: str, publicatie: Publicatie, adviseur: Gebruiker
) -> None:
    eerst = client.get(url)
    assert set(eerst.headers["Cache-Control"].split(", ")) == {"no-cache", "public"}

    trek_in(publicatie=publicatie, reden="Fout.", door=adviseur)

    vraag = {"if-none-match": eerst.headers["ETag"], "if-modified-since": eerst.headers["Last-Modified"]}
    assert client.get(url, headers=vraag).status_code == 410


def test_before_the_worker_is_ready(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)

    antwoord = client.get(url)

    assert (antwoord.status_code, antwoord.headers["Retry-After"]) == (503, "60")


def test_withdrawn_is_gone(client: Client, url: str, publicatie: Publicatie, adviseur: Gebruiker) -> None:
    trek_in(publicatie=publicatie, reden="Fout.", door=adviseur)

    assert client.get(url).status_code == 410
