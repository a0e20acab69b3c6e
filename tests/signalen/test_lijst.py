"""The list: filters in the address, search, pages by key, and how many queries it takes."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen import acties, service, tellen, verwijzingen
from signalen.models import Signaal
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
URL = "/signalen/"


def _lees(client: Client, **vraag: str) -> str:
    return client.get(URL, vraag, headers={"hx-request": "true"}).content.decode()


def _nummers(pagina: str) -> list[str]:
    return re.findall(r"<span>(\d{4}-\d{4})</span>", pagina)


def _tellingen(client: Client, **vraag: str) -> dict[str, str]:
    soep = BeautifulSoup(_lees(client, **vraag), "html.parser")
    paren = [a.get_text(" ").split() for a in soep.select('nav[aria-label="Stand"] a:has(span)')]
    return {" ".join(woorden[:-1]): woorden[-1] for woorden in paren}


def test_list_shows_what_is_open_here(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    pagina = _lees(client)

    assert rij.nummer in pagina
    assert "De stoep bij de school ligt los." in pagina


def test_another_wijk_sees_an_empty_list(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert "Geen signalen gevonden" in _lees(client)


def test_filters(client: Client, rij: Signaal, manager: Gebruiker, concierge: Gebruiker) -> None:
    anders = zet_uit(signaal(concierge, "tuindorp", "wonen"), concierge)
    client.force_login(manager)

    assert anders.nummer not in _lees(client, stand="geregistreerd")
    assert rij.nummer not in _lees(client, soort="wonen")
    assert rij.nummer not in _lees(client, gebied=str(gebied("tuindorp").pk))
    assert rij.nummer in _lees(client, zoek="stoep school")
    assert rij.nummer in _lees(client, zoek=rij.nummer)
    assert "Geen signalen gevonden" in _lees(client, zoek="zwembad")


def test_words_are_found_by_stem_and_by_beginning(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(
        concierge, "visbuurt", "openbare-ruimte", tekst="Twee putdeksels liggen scheef.", waar="Spoorstraat"
    )
    client.force_login(manager)

    for zoek in ("putdeksel", "PUTDEK", "spoor", "de putdeksels"):
        assert rij.nummer in _lees(client, zoek=zoek), zoek
    for zoek in ("deksel", "putdeksel recht", "'!&|:*", "de het"):
        assert rij.nummer not in _lees(client, zoek=zoek), zoek


@pytest.mark.eis("DHR-08")
def test_words_of_what_is_shielded_are_found_by_nobody(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    """Not by who sees the state, not by who wrote it: what was said is in no index."""
    rij = signaal(concierge, "visbuurt", "zorg", tekst="De buurvrouw is verward.")
    anders = signaal(concierge, "visbuurt", "wonen", tekst="De trap is stuk.")
    for wie in (concierge, manager):
        client.force_login(wie)
        assert rij.nummer not in _lees(client, zoek="buurvrouw")
        assert rij.nummer in _lees(client, zoek=rij.nummer)
    acties.scherm_af(signaal=anders, gevoelig="ja", reden="Gaat over iemand.", door=manager)

    assert Signaal.objects.annotate(woorden=Cast("zoekvector", TextField())).filter(woorden="").count() == 2
    assert anders.nummer not in _lees(client, zoek="trap")


def test_theme_of_what_is_shielded_is_no_filter_for_who_sees_the_state(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "zorg")
    client.force_login(manager)

    assert rij.nummer in _lees(client, soort="zorg", gevoelig="ja")
    assert rij.nummer not in _lees(client, thema="zorg")
    client.force_login(concierge)
    assert rij.nummer in _lees(client, thema="zorg")


def test_filters_on_owner_channel_and_days(
    client: Client, uitgezet: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    nieuw = signaal(concierge, "visbuurt", "wonen", kanaal="telefoon")
    client.force_login(manager)
    vandaag, morgen = over(0).isoformat(), over(1).isoformat()

    van_team = _lees(client, eigenaar=f"partij-{partij('wijkbeheer').pk}")
    assert (uitgezet.nummer in van_team, nieuw.nummer in van_team) == (True, False)
    van_niemand = _lees(client, eigenaar="geen")
    assert (uitgezet.nummer in van_niemand, nieuw.nummer in van_niemand) == (False, True)
    assert uitgezet.nummer not in _lees(client, kanaal="telefoon")
    assert nieuw.nummer in _lees(client, vanaf=vandaag, tot=vandaag)
    assert nieuw.nummer not in _lees(client, vanaf=morgen)


def test_what_an_address_says_wrong_is_told_and_left_out(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)

    pagina = client.get(URL, {"gebied": "999999", "vanaf": "gisteren", "soort": "wonen"}).content.decode()

    assert "Kies een antwoord uit de lijst." in pagina
    assert rij.nummer not in pagina


@pytest.mark.parametrize("jaar", ["9999", "0026"])
@pytest.mark.parametrize("naam", ["vanaf", "tot"])
def test_a_year_that_cannot_be_is_told(
    client: Client, rij: Signaal, manager: Gebruiker, naam: str, jaar: str
) -> None:
    client.force_login(manager)
    vraag = {naam: f"{jaar}-12-31"}

    assert "Vul een jaar in tussen 1900 en 2100." in client.get(URL, vraag).content.decode()
    assert client.get(reverse("signalen:lijst-bestand", args=["csv"]), vraag).status_code == 200


def test_counts_stand_beside_the_states_under_the_same_filters(
    client: Client, uitgezet: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    signaal(concierge, "visbuurt", "wonen")
    Signaal.objects.filter(pk=uitgezet.pk).update(uiterlijk=over(-1))
    client.force_login(manager)

    assert _tellingen(client) == {"Open": "2", "Te laat": "1", "Nieuw": "1", "Van mij": "0"}
    assert _tellingen(client, soort="wonen")["Open"] == "1"


def test_counting_stops_somewhere(monkeypatch: pytest.MonkeyPatch, rij: Signaal, uitgezet: Signaal) -> None:
    alle = Signaal.objects.all()
    delen = {"is_uitgezet": Q(stand="uitgezet"), "is_nieuw": Q(stand="geregistreerd")}
    assert tellen.tel(alle, delen) == ["1", "1", "0"]
    monkeypatch.setattr(tellen, "HOOGSTENS", 0)

    assert tellen.tel(alle, delen) == ["0+", "1+", "0+"]


def test_pages_go_by_key_and_back(client: Client, manager: Gebruiker, concierge: Gebruiker) -> None:
    rijen = [signaal(concierge, "visbuurt", "wonen") for _ in range(28)]
    client.force_login(manager)

    eerste = _lees(client, soort="wonen")
    tweede = _lees(client, soort="wonen", voor=str(rijen[3].pk))
    terug = _lees(client, soort="wonen", na=str(rijen[2].pk))

    assert eerste.count('class="ww-taak"') == 25
    assert f"?soort=wonen&amp;voor={rijen[3].pk}" in eerste
    assert tweede.count('class="ww-taak"') == 3
    assert f"?soort=wonen&amp;na={rijen[2].pk}" in tweede
    assert _nummers(terug) == _nummers(eerste)
    assert "na=" not in terug


def test_number_of_queries_does_not_grow(
    client: Client,
    manager: Gebruiker,
    concierge: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(6):
        zet_uit(signaal(concierge, "visbuurt", "wonen"), concierge)
    client.force_login(manager)

    with django_assert_num_queries(9):
        pagina = client.get(URL).content.decode()

    assert pagina.count('class="ww-taak"') == 6


def test_small_numbers_are_suppressed(client: Client, etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")
    for _ in range(4):
        signaal(werker, "banakkers", "achter-de-voordeur")
    client.force_login(persoon("wijkmanager", gebied="banakkers"))
    vier = _lees(client)
    signaal(werker, "banakkers", "achter-de-voordeur")

    assert "minder dan" in vier
    assert "minder dan" not in _lees(client)


def test_who_has_nothing_to_do_with_signals_has_no_menu(client: Client, den_helder: Profiel) -> None:
    assert list(service.menu(persoon("raadslid"))) == []


def test_key_in_use_cannot_be_dropped(rij: Signaal) -> None:
    assert {("signaalsoort", "openbare-ruimte"), ("route", "wijkbeheer"), ("kanaal", "toezichthouder")} <= (
        service.sleutels_in_gebruik()
    )


def test_reference_from_elsewhere_is_for_who_sees_it(
    rij: Signaal, manager: Gebruiker, vreemde: Gebruiker
) -> None:
    gezien = verwijzingen.verwijzing(rij.pk, manager)

    assert gezien is not None
    assert gezien.url == reverse("signalen:detail", args=[rij.pk])
    assert verwijzingen.verwijzing(rij.pk, vreemde) is None
