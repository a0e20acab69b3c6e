"""A publication of long ago is what it was: the files in `kluis/` were made once, by the code of then.

Never make them again: they stand for what lies in the database and the archive of a municipality.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.hulp import gebied
from tests.publicatie.oud import SCHEMA_1
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, afspraak, inhoud
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie import bestand
from wijkwerk.publicatie.inhoud import ontdooi, sha256_van
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.teksten import zoektekst
from wijkwerk.publicatie.verschil import verschil

pytestmark = pytest.mark.django_db
KLUIS = Path(__file__).parent / "kluis"
TOEN = json.loads((KLUIS / "2027.json").read_text())
PDF = (KLUIS / "2027.pdf").read_bytes()
INHOUD_SHA256 = "7a85a5186dcb3ea4750c1eb9cd3ce12100340671590ab2bcd036d97cf13b3a3e"
PDF_SHA256 = "594dbe53be0138a5688f0fb7420e01253b7b39760acf23553b0da20dbe6076fb"


@pytest.fixture
def oude(adviseur: Gebruiker, settings: Settings, tmp_path: Path) -> Publicatie:
    """The row and the file as they were left."""
    settings.MEDIA_ROOT = tmp_path
    naam = f"publicaties/brouwhuis/wijkactieplan-1-{TOEN['pdf_sha256'][:12]}.pdf"
    bestand._schrijf(tmp_path / naam, PDF)
    waar = gebied("brouwhuis")
    moment = datetime.fromisoformat(TOEN["geplaatst_op"])
    return Publicatie.objects.create(
        **TOEN | {"geplaatst_op": moment},
        object_soort="gebied",
        object_id=waar.pk,
        gebied=waar,
        plek_gebieden=waar.voorouders,
        aard="vaststelling",
        openbaar="iedereen",
        geplaatst_door=adviseur,
        pdf=naam,
        pdf_gemaakt_op=moment,
    )


def test_the_vault_holds_what_was_laid_in_it() -> None:
    assert sha256_van(TOEN["inhoud"]) == TOEN["inhoud_sha256"] == INHOUD_SHA256
    assert hashlib.sha256(PDF).hexdigest() == TOEN["pdf_sha256"] == PDF_SHA256


def test_a_year_later_content_and_pdf_are_the_same_bytes(client: Client, oude: Publicatie) -> None:
    with time_machine.travel("2028-03-10T12:00:00+00:00"):
        rij = Publicatie.objects.get(pk=oude.pk)
        antwoord = client.get(reverse("publiek:pdf", args=["brouwhuis", "wijkactieplan", 1]))
        pagina = client.get(rij.get_absolute_url())

    assert sha256_van(rij.inhoud) == INHOUD_SHA256
    assert antwoord.getvalue() == PDF
    assert pagina.status_code == 200
    for tekst in ("Vaste inlooptafel voor buurtbewoners", "WT-2027-1", INHOUD_SHA256, PDF_SHA256):
        assert tekst in pagina.text


def test_the_worker_leaves_it_alone(oude: Publicatie) -> None:
    assert bestand.bewaar_pdf(oude.pk) is False
    assert Path(oude.pdf.path).read_bytes() == PDF


def test_what_changed_since_is_told_against_it(client: Client, oude: Publicatie, adviseur: Gebruiker) -> None:
    nu = inhoud()
    items = tuple(
        rij.model_copy(update={"afspraak": afspraak(stand="gereed", stand_woord="Gereed")})
        if rij.spoor == ACTIE
        else rij
        for rij in nu.items
    )
    nieuw = geplaatst(adviseur, items=items)

    pagina = client.get(nieuw.get_absolute_url()).text

    assert nieuw.nummer == 2
    assert "Was: loopt. Nu: gereed." in pagina
    assert [rij.spoor for rij in verschil(ontdooi(oude.inhoud), ontdooi(nieuw.inhoud))] == [ACTIE]


def test_content_without_the_keys_of_today_can_be_compared() -> None:
    """Stored before there were `reden` and `besluit`."""
    oud = ontdooi(SCHEMA_1)

    assert verschil(oud, oud) == []
    assert {rij.soort for rij in verschil(oud, inhoud())} >= {"nieuw"}


def test_an_installation_of_before_searching_is_filled_by_the_code_of_then() -> None:
    """A migration that reads living code breaks when that changes: this one holds what it needs."""
    module = importlib.import_module("wijkwerk.publicatie.migrations.0002_zoeken")

    for oud in (SCHEMA_1, TOEN["inhoud"]):
        assert module.zoektekst(oud) == zoektekst(ontdooi(oud))
    assert module.zoektekst({"items": [{"titel": " Plein\x02 "}], "velden": None}) == "Plein"
