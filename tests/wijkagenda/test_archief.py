"""What goes to the archive of a plan: files with MDTO beside them, and how long it is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.hulp import persoon
from tests.mdto import open_zip
from tests.publicatie.plaatsing import geplaatst
from tests.wijkagenda.plannen import Helmond, activeer_met_termijn, helmond_concept, helmond_gepubliceerd
from wijkagenda.document import bewaring_van
from wijkwerk.archief import STANDAARD, bewaring
from wijkwerk.huis.acties import schort_bewaren_op
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.archief import Archief
from wijkwerk.publicatie import bestand
from wijkwerk.publicatie.inhoud import Benaming
from wijkwerk.publicatie.service import Publicatie

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 proef"
NAAM = "brouwhuis-wijkactieplan-1.pdf"


@pytest.fixture
def h(helmond: Profiel, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Helmond:
    """A published plan whose PDF was made."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(bestand, "maak_document", lambda publicatie: PDF)
    h = helmond_gepubliceerd()
    bestand.bewaar_pdf(Publicatie.objects.get().pk)
    return h


def _url(h: Helmond) -> str:
    return reverse("wijkagenda:archief", args=[h.plan.pk])


def test_what_was_published_goes_with_its_metadata(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)

    gelezen = open_zip(client.get(_url(h)))

    assert set(gelezen) == {NAAM, f"{NAAM}.bestand.mdto.xml", f"{NAAM}.informatieobject.mdto.xml"}
    assert gelezen[NAAM] == PDF
    assert hashlib.sha256(PDF).hexdigest() in gelezen[f"{NAAM}.bestand.mdto.xml"].decode()
    over = gelezen[f"{NAAM}.informatieobject.mdto.xml"].decode()
    for tekst in ("Nader te bepalen", "gemeente/gm0794", ">Openbaar<", h.plan.titel):
        assert tekst in over, tekst
    pagina = client.get(h.plan.get_absolute_url()).text
    for tekst in (_url(h), "Blijvend", "aanname"):
        assert tekst in pagina, tekst


def test_a_withdrawn_publication_does_not_go_along(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    client.post(reverse("publicaties:intrekking", args=[Publicatie.objects.get().pk]), {"reden": "Fout."})

    assert client.get(_url(h)).status_code == 404


def test_a_plan_in_the_making_has_no_term_and_no_archive(client: Client, helmond: Profiel) -> None:
    h = helmond_concept()
    client.force_login(h.adviseur)

    assert bewaring_van(h.plan) is None
    assert client.get(_url(h)).status_code == 404


def test_who_does_not_see_the_plan_gets_nothing(client: Client, h: Helmond) -> None:
    client.force_login(persoon("bewoner", gebied="brouwhuis"))

    assert client.get(_url(h)).status_code == 404


@pytest.mark.parametrize(
    ("archief", "tot", "waardering"),
    [
        (None, None, "N"),
        (STANDAARD, None, "B"),
        (Archief(procestype="Overleg", jaren=5), date(2029, 2, 28), "V"),
    ],
)
def test_what_the_profile_does_not_say_is_kept_for_ever(
    archief: Archief | None, tot: date | None, waardering: str
) -> None:
    termijn = bewaring(archief, date(2024, 2, 29))

    assert (termijn.tot, termijn.waardering[0]) == (tot, waardering)
    assert termijn.is_aanname is (archief is None)


def test_a_term_stands_in_the_metadata(client: Client, h: Helmond) -> None:
    activeer_met_termijn()
    client.force_login(h.adviseur)

    over = open_zip(client.get(_url(h)))[f"{NAAM}.informatieobject.mdto.xml"].decode()

    assert "<termijnLooptijd>P10Y</termijnLooptijd>" in over
    assert "Tijdelijk te bewaren" in over
    assert "Beleid uitvoeren" in over


def test_what_holds_without_an_end_has_no_last_day(h: Helmond) -> None:
    activeer_met_termijn()
    h.plan.periode_tot = None

    termijn = bewaring_van(h.plan)

    assert termijn is not None
    assert (termijn.tot, termijn.waardering[0]) == (None, "V")


def test_why_a_term_was_suspended_is_not_in_the_history_of_the_plan(client: Client, h: Helmond) -> None:
    beheerder = persoon("beheerder")
    schort_bewaren_op(ding=h.plan, reden="Bezwaar van de corporatie.", door=beheerder)
    client.force_login(h.wijkraad)

    pagina = client.get(reverse("wijkagenda:geschiedenis", args=[h.plan.pk]))

    assert pagina.status_code == 200
    assert "Bezwaar van de corporatie." not in pagina.text
    assert beheerder.naam not in pagina.text


def test_a_party_gets_only_what_it_may_read(client: Client, h: Helmond) -> None:
    geplaatst(None, ding=h.plan, openbaar="raad", vorm=Benaming(sleutel="advies", naam="Advies"))
    bestand.bewaar_pdf(Publicatie.objects.latest("pk").pk)
    client.force_login(h.wijkraad)

    assert {naam for naam in open_zip(client.get(_url(h))) if naam.endswith(".pdf")} == {NAAM}


def test_public_page_and_sitemap_say_what_the_woo_asks(client: Client, h: Helmond) -> None:
    rij = Publicatie.objects.get()

    pagina = client.get(rij.get_absolute_url()).text
    kaart = ET.fromstring(client.get(reverse("publiek:sitemap")).content)

    for tekst in (
        'name="DCTERMS.creator" content="https://identifier.overheid.nl/tooi/id/gemeente/gm0794"',
        f'name="DCTERMS.title" content="{rij.titel}"',
        'name="DCTERMS.type" content="Wijkactieplan"',
        "c_aab6bfc7",
    ):
        assert tekst.lower() in pagina.lower(), tekst
    diwoo = "{https://standaarden.overheid.nl/diwoo/metadata/}"
    [document] = kaart.iter(f"{diwoo}Document")
    [uitgever] = document.iter(f"{diwoo}publisher")
    assert uitgever.get("resource") == "https://identifier.overheid.nl/tooi/id/gemeente/gm0794"
    assert [titel.text for titel in document.iter(f"{diwoo}officieleTitel")] == [rij.titel]


def test_a_suspended_term_stands_on_the_page_and_in_the_metadata(client: Client, h: Helmond) -> None:
    activeer_met_termijn()
    schort_bewaren_op(ding=h.plan, reden="Bezwaar van de corporatie.", door=persoon("beheerder"))
    client.force_login(h.adviseur)

    over = open_zip(client.get(_url(h)))[f"{NAAM}.informatieobject.mdto.xml"].decode()
    pagina = client.get(h.plan.get_absolute_url()).text

    assert "Bewaartermijn opgeschort" in over
    assert "termijnEinddatum" not in over
    assert "Opgeschort sinds" in pagina
    assert "Bezwaar van de corporatie." not in pagina


def test_the_link_stands_there_only_when_there_is_something(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    voor = client.get(h.plan.get_absolute_url()).text
    client.post(reverse("publicaties:intrekking", args=[Publicatie.objects.get().pk]), {"reden": "Fout."})

    assert _url(h) in voor
    assert _url(h) not in client.get(h.plan.get_absolute_url()).text


def test_a_pdf_that_is_still_made_is_named(client: Client, h: Helmond) -> None:
    later = geplaatst(None, ding=h.plan, vorm=Benaming(sleutel="advies", naam="Advies"))
    client.force_login(h.adviseur)

    with zipfile.ZipFile(io.BytesIO(b"".join(client.get(_url(h))))) as zip_:
        namen, tekst = zip_.namelist(), zip_.read("LEESMIJ.txt").decode()

    assert NAAM in namen
    assert later.bestandsnaam not in namen
    assert f"{later.bestandsnaam}: de PDF wordt nog gemaakt" in tekst
