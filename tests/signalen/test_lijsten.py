"""Lists that somebody kept: the own ones alone, one of them by default, and an address to share."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client

from signalen.acties import lijsten
from signalen.models import BewaardeLijst, Signaal
from tests.hulp import gebied
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
URL = "/signalen/lijsten/"
NIEUW = "/signalen/lijsten/nieuw/"


def _bewaar(door: Gebruiker, naam: str = "Te laat", vraag: str = "stand=te-laat") -> BewaardeLijst:
    return lijsten.bewaar_lijst(naam=naam, vraag=vraag, door=door)


def test_filters_are_kept_under_a_name(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)
    buurt = gebied("visbuurt").pk

    antwoord = client.post(f"{NIEUW}?gebied={buurt}&soort=onzin&pagina=3", {"naam": "Visbuurt"})

    assert antwoord.headers["Location"] == f"/signalen/?gebied={buurt}"
    assert BewaardeLijst.objects.get().naam == "Visbuurt"
    assert f'href="/signalen/?gebied={buurt}">Visbuurt</a>' in client.get("/signalen/").content.decode()


def test_page_tells_what_was_chosen(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)

    pagina = client.get(NIEUW, {"stand": "te-laat", "vanaf": "2026-01-31"}).content.decode()

    assert "Te laat" in pagina
    assert "31-01-2026" in pagina


def test_without_a_name_the_form_comes_back(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert client.post(f"{NIEUW}?stand=te-laat", {"naam": " "}).status_code == 422


def test_the_same_name_replaces(manager: Gebruiker) -> None:
    _bewaar(manager)
    _bewaar(manager, vraag="stand=alle")

    assert BewaardeLijst.objects.get().vraag == "stand=alle"


def test_the_default_opens_by_itself_and_only_then(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    lijst = _bewaar(manager)
    client.force_login(manager)
    client.post(f"{URL}{lijst.pk}/standaard/", {"aan": "ja"})

    assert client.get("/signalen/").headers["Location"] == "/signalen/?stand=te-laat"
    assert client.get("/signalen/?stand=").status_code == 200
    client.post(f"{URL}{lijst.pk}/standaard/", {"aan": "nee"})
    assert client.get("/signalen/").status_code == 200


def test_one_default_at_a_time(manager: Gebruiker) -> None:
    een, twee = _bewaar(manager), _bewaar(manager, naam="Alles")
    lijsten.zet_standaard(lijst=een, door=manager, aan=True)
    lijsten.zet_standaard(lijst=twee, door=manager, aan=True)

    assert list(BewaardeLijst.objects.filter(is_standaard=True)) == [twee]
    with pytest.raises(IntegrityError, match="bewaarde_lijst_een_standaard"):
        BewaardeLijst.objects.update(is_standaard=True)


def test_all_open_signals_can_be_the_default(client: Client, manager: Gebruiker) -> None:
    lijsten.bewaar_lijst(naam="Open", vraag="", door=manager, is_standaard=True)
    client.force_login(manager)

    assert client.get("/signalen/").headers["Location"] == "/signalen/?stand="


def test_a_list_is_thrown_away(client: Client, manager: Gebruiker) -> None:
    lijst = _bewaar(manager)
    client.force_login(manager)

    client.post(f"{URL}{lijst.pk}/verwijdering/")

    assert not BewaardeLijst.objects.exists()
    assert "nog geen lijst bewaard" in client.get(URL).content.decode()


def test_lists_of_another_do_not_exist(client: Client, manager: Gebruiker, concierge: Gebruiker) -> None:
    lijst = _bewaar(concierge, naam="Geheim lijstje")
    client.force_login(manager)

    assert "Geheim lijstje" not in client.get(URL).content.decode()
    assert client.post(f"{URL}{lijst.pk}/verwijdering/").status_code == 404
    assert client.post(f"{URL}{lijst.pk}/standaard/", {"aan": "ja"}).status_code == 404


def test_twenty_is_enough(client: Client, manager: Gebruiker) -> None:
    for nummer in range(lijsten.HOOGSTENS):
        _bewaar(manager, naam=str(nummer))
    client.force_login(manager)

    antwoord = client.post(NIEUW, {"naam": "Nog een"})

    assert antwoord.status_code == 422
    assert "Verwijder er eerst een" in antwoord.content.decode()
    assert "Nog een" in antwoord.content.decode()
