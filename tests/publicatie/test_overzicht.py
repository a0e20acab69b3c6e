"""For a raadslid with four minutes: one gebied in short, all of them side by side, and all themes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import DjangoAssertNumQueries
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import gebied, persoon
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, OPGAVE, TWEEDE, WEG, afspraak, item
from tests.scherm.kijken import keur
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.acties import trek_in
from wijkwerk.publicatie.inhoud import Benaming, Item
from wijkwerk.publicatie.models import Publicatie

pytestmark = pytest.mark.django_db
KORT, NAAST, THEMAS = "/publiek/brouwhuis/in-het-kort/", "/vergelijken/", "/themas/"
NU = datetime.fromisoformat("2027-10-01T12:00+02:00")


def _items(eerste: str = "loopt", thema: str = "Zorg & welzijn") -> tuple[Item, ...]:
    """Three promises: one of the given state and due in December, one kept, one stuck, put off and late; and one dropped."""
    return (
        item(
            ACTIE,
            "1.1",
            ouder="",
            thema=thema,
            afspraak=afspraak(stand=eerste, stand_woord=eerste.capitalize()),
        ),
        item(
            TWEEDE,
            "1.2",
            titel="Verlichting",
            ouder="",
            thema="Veiligheid",
            afspraak=afspraak("1.2", stand="gereed", stand_woord="Gereed", nagekomen="ja"),
        ),
        item(
            OPGAVE,
            "1.3",
            titel="Stoep herstellen",
            ouder="",
            afspraak=afspraak(
                "1.3",
                stand="knelpunt",
                stand_woord="Knelpunt",
                uiterlijk=date(2027, 9, 1),
                uitgesteld=2,
                reden="Geen stenen.",
            ),
        ),
        item(WEG, "1.4", titel="Fontein", stand="weggelaten", thema="Water", afspraak=None),
    )


def _tekst(client: Client, url: str) -> str:
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return " ".join(BeautifulSoup(antwoord.text, "html.parser").get_text(" ").split())


def _rij(client: Client, url: str, naam: str) -> list[str]:
    """The cells of one row of a table."""
    for rij in BeautifulSoup(client.get(url).text, "html.parser").select("tbody tr"):
        cellen = [" ".join(cel.get_text(" ").split()) for cel in rij.select("th, td")]
        if cellen[0] == naam:
            return cellen
    raise AssertionError(naam)


@pytest.fixture
def plan(adviseur: Gebruiker) -> Publicatie:
    return geplaatst(adviseur, ding=Plan(pk=1), items=_items())


def test_one_gebied_in_short(client: Client, plan: Publicatie) -> None:
    geplaatst(ding=Plan(pk=1), items=_items("knelpunt"), aard="voortgang")
    overleg = Benaming(sleutel="wijktafel", naam="Wijktafel")
    geplaatst(ding=gebied("dierdonk"), vorm=overleg, titel="Verslag van het wijkoverleg")

    with time_machine.travel(NU):
        tekst = _tekst(client, KORT)

    assert "1 gereed" in tekst
    assert "2 knelpunt" in tekst
    assert "1 nagekomen" in tekst
    assert "Er is een knelpunt 1.1 Vaste inlooptafel" in tekst
    assert tekst.index("1.3 Stoep herstellen") < tekst.index("1.1 Vaste inlooptafel")
    assert "Voor de tweede keer uitgesteld" in tekst
    assert "Verslag van het wijkoverleg" in tekst
    assert "Verlichting" not in tekst


def test_what_is_far_off_is_not_due_and_a_new_day_changes_the_page(client: Client, plan: Publicatie) -> None:
    with time_machine.travel(datetime.fromisoformat("2027-08-01T12:00+02:00")):
        vroeg = client.get(KORT)
        assert "Vaste inlooptafel" not in vroeg.text
        assert "Stoep herstellen" in vroeg.text
        zelfde = client.get(KORT, headers={"if-none-match": vroeg["ETag"]})
        assert zelfde.status_code == 304
    with time_machine.travel(NU):
        later = client.get(KORT, headers={"if-none-match": vroeg["ETag"]})

    assert later.status_code == 200
    assert "Vaste inlooptafel" in later.text


def test_side_by_side(client: Client, plan: Publicatie) -> None:
    geplaatst(waar="dierdonk", ding=Plan(pk=2), items=_items("gereed"))
    geplaatst(waar="brandevoort", ding=Plan(pk=3), items=())
    geplaatst(waar="dierdonk", ding=gebied("dierdonk"), titel="Verslag")

    with time_machine.travel(NU):
        brouwhuis = _rij(client, NAAST, "Brouwhuis")
        dierdonk = _rij(client, NAAST, "Dierdonk")
        brandevoort = _rij(client, NAAST, "Brandevoort")

    # Gereed, loopt, gepland, knelpunt, later, vervallen, te laat, uitgesteld, kept.
    assert brouwhuis[1:10] == ["1", "1", "0", "1", "0", "0", "1", "1", "1, 0, 0"]
    assert dierdonk[1:10] == ["2", "0", "0", "1", "0", "0", "1", "1", "1, 0, 0"]
    assert brandevoort[1] == "geen afspraken met een datum"


def test_all_themes(client: Client, plan: Publicatie) -> None:
    geplaatst(waar="dierdonk", ding=Plan(pk=2), items=_items("gereed"))

    rij = _rij(client, THEMAS, "Zorg & welzijn")

    assert rij[1:3] == ["2", "2"]
    assert rij[3] == "1 gereed, 1 loopt"
    tekst = client.get(THEMAS).text
    assert tekst.index("Veiligheid") < tekst.index("Zorg")
    assert "Water" not in tekst
    assert 'href="/themas/zorg-welzijn/"' in tekst


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_nothing_that_is_not_for_everybody(client: Client, adviseur: Gebruiker, openbaar: str) -> None:
    geplaatst(
        adviseur, ding=Plan(pk=1), openbaar=openbaar, titel="GEHEIM", items=_items(thema="GEHEIM thema")
    )
    client.force_login(persoon("raadslid"))

    assert client.get(KORT).status_code == 404
    for url in (NAAST, THEMAS, "/sitemap.xml"):
        assert "geheim" not in client.get(url).text.lower()


def test_withdrawn_is_gone_at_once(client: Client, adviseur: Gebruiker, plan: Publicatie) -> None:
    trek_in(publicatie=plan, reden="Er stond een fout in.", door=adviseur)

    assert "Er geldt nu geen plan" in client.get(NAAST).text
    assert "Er staat nu geen thema" in client.get(THEMAS).text
    assert "Er geldt nu geen plan" in client.get(KORT).text


def test_before_anything_is_published(client: Client, adviseur: Gebruiker) -> None:
    assert client.get(NAAST).status_code == client.get(THEMAS).status_code == 200
    assert client.get(KORT).status_code == 404


def test_sitemap_names_them(client: Client, plan: Publicatie) -> None:
    kaart = client.get("/sitemap.xml").text

    for pad in (KORT, NAAST, THEMAS, "/themas/zorg-welzijn/", "/themas/veiligheid/"):
        assert f"<loc>http://127.0.0.1:8000{pad}</loc>" in kaart
    assert "/themas/water/" not in kaart


@pytest.mark.parametrize("url", [KORT, NAAST, THEMAS])
def test_number_of_queries(
    client: Client, plan: Publicatie, django_assert_num_queries: DjangoAssertNumQueries, url: str
) -> None:
    for nummer, waar in enumerate(("dierdonk", "brandevoort"), start=2):
        geplaatst(waar=waar, ding=Plan(pk=nummer), items=_items())

    # Active profile, freshness, the rows; the short page reads the content of its plan as well.
    with django_assert_num_queries(4 if url == KORT else 3):
        antwoord = client.get(url)
    with django_assert_num_queries(2):
        assert client.get(url, headers={"if-none-match": antwoord["ETag"]}).status_code == 304


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("breedte", [360, 1280])
def test_from_the_front_page_to_one_gebied(
    chromium: Browser, live_server: LiveServer, plan: Publicatie, breedte: int
) -> None:
    geplaatst(waar="dierdonk", ding=Plan(pk=2), items=_items("gereed"))
    pagina = chromium.new_context(viewport={"width": breedte, "height": 800}).new_page()
    pagina.goto(f"{live_server.url}/")
    klik(pagina.get_by_role("link", name="Per thema"))
    keur(pagina, "themas", "overzicht")
    pagina.goto(f"{live_server.url}/")
    klik(pagina.get_by_role("link", name="Alle wijken naast elkaar"))
    keur(pagina, "naast", "overzicht")
    klik(pagina.get_by_role("link", name="Brouwhuis"))
    keur(pagina, "kort", "overzicht")
    assert pagina.get_by_role("heading", name="Brouwhuis in het kort").is_visible()
