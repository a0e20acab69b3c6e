"""How often a promise was put off, and why, on the page of the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.wijkagenda.plannen import Helmond, helmond_gepubliceerd
from wijkwerk.afspraken import acties as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def h(helmond: Profiel) -> Helmond:
    return helmond_gepubliceerd()


def _verzet(h: Helmond, *redenen: str) -> None:
    for reden in redenen:
        h.actie.refresh_from_db()
        afspraak = h.actie.afspraak
        assert afspraak is not None
        later = afspraak.uiterlijk + timedelta(days=30)
        afspraken.verzet(afspraak=afspraak, uiterlijk=later, reden=reden, door=h.adviseur)


def test_says_how_often_and_the_last_reason(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    assert "uitgesteld" not in client.get(h.plan.get_absolute_url()).text

    _verzet(h, "Ziek.", "Vakantie.", "Het wijkhuis is dicht.")

    tekst = client.get(h.plan.get_absolute_url()).text
    assert "Voor de derde keer uitgesteld: Het wijkhuis is dicht." in tekst
    assert "Ziek." not in tekst


def test_of_a_shielded_promise_no_reason(client: Client, h: Helmond) -> None:
    _verzet(h, "Het wijkhuis is dicht.")
    Afspraak.objects.update(gevoelig="ja")
    client.force_login(h.adviseur)

    assert "Het wijkhuis is dicht." not in client.get(h.plan.get_absolute_url()).text


def test_costs_two_queries_however_many(
    client: Client, h: Helmond, django_assert_num_queries: DjangoAssertNumQueries
) -> None:

    client.force_login(h.adviseur)
    client.get(h.plan.get_absolute_url())
    with CaptureQueriesContext(connection) as voor:
        client.get(h.plan.get_absolute_url())
    _verzet(h, "Ziek.")

    with django_assert_num_queries(len(voor) + 2):
        client.get(h.plan.get_absolute_url())
