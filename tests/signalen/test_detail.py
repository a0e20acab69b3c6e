"""The page of one signal: the one next step per role and state, and how many queries it takes."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from signalen import acties
from signalen.models import Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _lees(client: Client, wie: Gebruiker, rij: Signaal) -> str:
    client.force_login(wie)
    return client.get(rij.get_absolute_url()).content.decode()


def test_new_one_asks_the_manager_for_an_owner(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    assert "Geef dit signaal een eigenaar" in _lees(client, manager, rij)


def test_who_may_not_send_reads_that_it_waits(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "beleidsvraag")

    assert "Wacht op uitzetten" in _lees(client, concierge, rij)


def test_sent_one_waits_for_others(client: Client, uitgezet: Signaal, manager: Gebruiker) -> None:
    assert "Wacht op anderen" in _lees(client, manager, uitgezet)


def test_holder_sees_what_was_asked(client: Client, uitgezet: Signaal, medewerker: Gebruiker) -> None:
    assert "Er is u iets gevraagd" in _lees(client, medewerker, uitgezet)


def test_the_line_of_events_names_each_step(client: Client, uitgezet: Signaal, manager: Gebruiker) -> None:
    pagina = _lees(client, manager, uitgezet)

    assert all(woord in pagina for woord in ("Opgeschreven", "Uitgezet", "Gevraagd om iets te doen"))


def test_contact_data_are_for_who_must_tell(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    melder = acties.Melderinvoer(naam="Buurvrouw", e_mail="b@voorbeeld.example", terugkoppeling_gewenst=True)
    rij = zet_uit(signaal(concierge, "visbuurt", "wonen", melder=melder), concierge)

    assert "Bekijk of verbeter de gegevens" in _lees(client, manager, rij)
    assert "Naam, e-mailadres" not in _lees(client, persoon("wijkmeester", partij="woningstichting"), rij)


def test_elsewhere_it_does_not_exist(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.get(rij.get_absolute_url()).status_code == 404


def test_words_of_the_municipality(client: Client, helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="brouwhuis")
    rij = signaal(opzichter, "brouwhuis", "overig-eenvoudig-fysiek")

    assert "wijkmanager" not in _lees(client, opzichter, rij)


def test_number_of_queries(
    client: Client,
    concierge: Gebruiker,
    manager: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rij = zet_uit(signaal(concierge, "visbuurt", "wonen"), concierge)
    client.force_login(manager)

    with django_assert_num_queries(13):
        client.get(rij.get_absolute_url())
