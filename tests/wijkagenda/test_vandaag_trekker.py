"""The trekker reports from Vandaag: in one click that it runs or is done, with words that it is stuck or later."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, partij
from tests.wijkagenda.plannen import Helmond, helmond_vastgesteld, toezegging
from wijkwerk.afspraken import acties
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
VANDAAG = "/vandaag/"


@pytest.fixture
def h(helmond: Profiel, client: Client) -> Helmond:
    h = helmond_vastgesteld()
    client.force_login(h.wocom)
    return h


@pytest.fixture
def afspraak(h: Helmond) -> Afspraak:
    return toezegging(h)


def klik(client: Client, knop: str) -> str:
    """Send the form of this button on Vandaag as a browser without script does; return the page that follows."""
    soep = BeautifulSoup(client.get(reverse("vandaag")).text, "html.parser")
    [formulier] = [
        form for form in soep.select(".ww-taak form") if str(form.get_text(strip=True)).startswith(f"{knop}:")
    ]
    velden = {str(veld["name"]): str(veld["value"]) for veld in formulier.select("input")}
    antwoord = client.post(str(formulier["action"]), velden, follow=True)
    assert antwoord.redirect_chain == [(VANDAAG, 302)]
    return antwoord.text


def test_runs_in_one_click_and_twice_is_once(client: Client, afspraak: Afspraak, h: Helmond) -> None:
    assert "Bijgewerkt." in klik(client, "Loopt")
    klik(client, "Loopt")

    afspraak.refresh_from_db()
    assert (afspraak.stand, [(r.stand, r.door) for r in afspraak.voortgang.all()]) == (
        "loopt",
        [("loopt", h.wocom)],
    )


def test_done_in_one_click_and_taken_back_in_one(client: Client, afspraak: Afspraak, h: Helmond) -> None:
    assert "Inlooptafel" not in klik(client, "Gereed")
    afspraak.refresh_from_db()
    assert afspraak.stand == "klaar"
    assert "Toch niet klaar" in client.get(afspraak.get_absolute_url()).text

    terug = reverse("afspraken:heropening", args=[afspraak.pk])
    assert client.post(terug).status_code == 302
    afspraak.refresh_from_db()
    assert (afspraak.stand, afspraak.klaar_op) == ("loopt", None)
    assert not Bericht.objects.klaar().filter(soort="afspraak-klaar").exists()

    acties.meld_klaar(afspraak=afspraak, resultaat="", door=h.wocom)
    acties.beoordeel(afspraak=afspraak, nagekomen="ja", toelichting="", door=h.adviseur)
    assert "Toch niet klaar" not in client.get(afspraak.get_absolute_url()).text
    assert "al beoordeeld" in client.post(terug, follow=True).text
    client.force_login(h.adviseur)
    assert client.post(terug).status_code == 403


def test_stuck_or_later_opens_on_the_form(client: Client, afspraak: Afspraak) -> None:
    soep = BeautifulSoup(client.get(reverse("vandaag")).text, "html.parser")
    [link] = [a for a in soep.select(".ww-taak a") if a.get_text().startswith("Knelpunt of later")]

    pagina = client.get(str(link["href"])).text

    assert 'value="knelpunt"' in pagina
    assert "Toelichting" in pagina


def test_where_the_result_must_be_told_the_button_opens_the_form(
    client: Client, h: Helmond, afspraak: Afspraak
) -> None:
    Afspraak.objects.update(stand="vervallen")
    los = acties.maak(
        wat="Bel de school",
        houder=Houder(partij=partij("wocom")),
        uiterlijk=afspraak.uiterlijk,
        bron=gebied("brouwhuis"),
        gebieden=[gebied("brouwhuis")],
        door=h.adviseur,
        toegezegd=True,
    )
    adres = reverse("afspraken:resultaat", args=[los.pk])

    assert f'href="{adres}"' in client.get(reverse("vandaag")).text
    assert client.post(adres, {"resultaat": ""}).status_code == 422


def test_costs_no_more_queries(
    client: Client, afspraak: Afspraak, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(15):
        client.get(reverse("vandaag"))
