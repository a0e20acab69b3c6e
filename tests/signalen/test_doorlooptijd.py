"""How long an answer takes: per party, and one's own; never of another person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signalen import acties
from signalen.models import Antwoord, Deelactie, Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
URL = "/signalen/doorlooptijd/"


def _rijen(client: Client) -> dict[str, list[str]]:
    soep = BeautifulSoup(client.get(URL).content, "html.parser")
    return {
        " ".join(rij.th.get_text().split()): [" ".join(td.get_text().split()) for td in rij.select("td")]
        for rij in soep.select("tbody tr")
        if rij.th is not None
    }


def _beantwoord(concierge: Gebruiker, manager: Gebruiker, medewerker: Gebruiker, dagen: int) -> Signaal:
    """Heard so many days ago, sent to Wijkbeheer, done and answered today."""
    rij = zet_uit(signaal(concierge, "visbuurt", "openbare-ruimte"), manager)
    deel = Deelactie.objects.get(signaal=rij)
    acties.meld_klaar(deel=acties.neem_aan(deel=deel, door=medewerker), resultaat="Klaar.", door=medewerker)
    rij.refresh_from_db()
    toen = timezone.now() - timedelta(days=dagen)
    Signaal.objects.filter(pk=rij.pk).update(
        geregistreerd_op=toen, uiterlijk=timezone.localdate() - timedelta(days=dagen - 10)
    )
    Afspraak.objects.filter(deelactie=deel).update(gevraagd_op=toen)
    acties.beantwoord(
        signaal=rij, soort="oplossing", velden={"toelichting": "Hersteld.", "actie": "Gedaan."}, door=manager
    )
    return rij


@pytest.fixture
def beantwoord(concierge: Gebruiker, manager: Gebruiker, medewerker: Gebruiker) -> list[Signaal]:
    return [_beantwoord(concierge, manager, medewerker, dagen) for dagen in (2, 4, 6, 8, 30)]


def test_manager_sees_the_team(client: Client, beantwoord: list[Signaal], manager: Gebruiker) -> None:
    client.force_login(manager)

    assert _rijen(client)["team Wijkbeheer"] == ["5", "6", "80%", "5", "6", "100%"]


def test_everybody_sees_the_own_figures_alone(
    client: Client, beantwoord: list[Signaal], manager: Gebruiker, concierge: Gebruiker, medewerker: Gebruiker
) -> None:
    client.force_login(manager)
    van_manager = _rijen(client)
    client.force_login(concierge)
    van_concierge = _rijen(client)

    assert van_manager["Uw eigen cijfers"][:3] == ["5", "6", "80%"]
    assert van_concierge == {"Uw eigen cijfers": ["0", "–", "–", "0", "–", "–"]}
    namen = " ".join([*van_manager, *van_concierge])
    assert not any(wie.naam in namen for wie in (manager, concierge, medewerker))


def test_somebody_of_the_team_sees_the_own_team(
    client: Client, beantwoord: list[Signaal], medewerker: Gebruiker
) -> None:
    client.force_login(medewerker)

    assert list(_rijen(client)) == ["Uw eigen cijfers", "team Wijkbeheer"]


def test_few_answers_give_no_figure(
    client: Client, concierge: Gebruiker, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    _beantwoord(concierge, manager, medewerker, 3)
    client.force_login(manager)

    assert _rijen(client)["team Wijkbeheer"] == ["minder dan 5", "–", "–"] * 2


def test_shielded_ones_do_not_count(client: Client, beantwoord: list[Signaal], manager: Gebruiker) -> None:
    Signaal.objects.filter(pk=beantwoord[0].pk).update(gevoelig="ja")
    client.force_login(manager)

    assert _rijen(client)["team Wijkbeheer"] == ["minder dan 5", "–", "–"] * 2


def test_only_the_first_answer_counts(client: Client, beantwoord: list[Signaal], manager: Gebruiker) -> None:
    """With the term that held then: an answer keeps it, the signal moves on."""
    eerste = Antwoord.objects.earliest("pk")
    assert eerste.uiterlijk == beantwoord[0].geregistreerd_op.date() + timedelta(days=8)
    Antwoord.objects.filter(pk=eerste.pk).update(vervallen_op=timezone.now())
    Antwoord.objects.create(signaal=beantwoord[0], soort="oplossing", uitkomst="gedaan", gegeven_door=manager)
    client.force_login(manager)

    assert _rijen(client)["team Wijkbeheer"][0] == "5"


def test_another_wijk_counts_nothing(client: Client, beantwoord: list[Signaal], vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert list(_rijen(client)) == ["Uw eigen cijfers"]


def test_query_count_does_not_grow(
    client: Client,
    beantwoord: list[Signaal],
    manager: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(manager)

    with django_assert_num_queries(8):
        client.get(URL)


def test_who_has_no_part_in_signals_sees_only_an_empty_own_row(client: Client, manager: Gebruiker) -> None:
    client.force_login(persoon("raadslid"))

    assert list(_rijen(client)) == ["Uw eigen cijfers"]
