"""How often a promise was put off, and why, on the page of the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.wijkagenda.plannen import Helmond, helmond_gepubliceerd, klachten_bij, toezegging
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


def test_what_happened_meanwhile_counts(h: Helmond) -> None:
    """A page that was opened before does not decide on what it showed."""
    eerder = toezegging(h)
    _verzet(h, "Ziek.")
    dag = eerder.uiterlijk + timedelta(days=1)

    assert klachten_bij(
        afspraken.werk_bij, afspraak=eerder, stand="later", tekst="Druk.", verwacht=dag, door=h.wocom
    ) == ("De nieuwe datum ligt na de oude.",)
    assert klachten_bij(afspraken.verzet, afspraak=eerder, uiterlijk=dag, reden="Druk.", door=h.adviseur) == (
        "De nieuwe datum ligt na de oude.",
    )

    klaar = afspraken.meld_klaar(afspraak=eerder, resultaat="", door=h.wocom)
    afspraken.beoordeel(
        afspraak=Afspraak.objects.get(pk=klaar.pk), nagekomen="ja", toelichting="", door=h.adviseur
    )
    assert klachten_bij(afspraken.heropen, afspraak=klaar, door=h.wocom) == (
        "Er is al beoordeeld of de afspraak is nagekomen.",
    )
