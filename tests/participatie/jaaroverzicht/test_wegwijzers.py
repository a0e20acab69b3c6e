"""What stands in the way of an overview leads to where it is mended, and its task says one time what it is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from participatie import acties
from tests.hulp import gebied
from tests.participatie.jaaroverzicht.overzichten import gepubliceerd, plan_met
from tests.participatie.toneel import KERN, adres, als
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


def test_what_is_missing_is_a_link_to_where_it_is_mended(client: Client, coordinator: Gebruiker) -> None:
    plan, item = plan_met(coordinator, KERN)
    als(client, coordinator)
    for oordeel, zegt, naar in (
        (None, "Toets eerst het belang", adres("toets", plan.pk)),
        (False, "Niet van belang voor", item.get_absolute_url()),
    ):
        if oordeel is not None:
            acties.toets_relevantie(
                item=item, gebied=gebied(KERN), relevant=oordeel, toelichting="Niet hier.", door=coordinator
            )
        assert f'<a href="{naar}">{zegt}' in client.get(plan.get_absolute_url()).text
        assert client.get(naar).status_code == 200


def test_the_button_of_the_task_says_once_what_is_sent(client: Client, coordinator: Gebruiker) -> None:
    plan, _ = gepubliceerd(coordinator)

    vandaag = als(client, coordinator).get(reverse("vandaag")).text

    assert f'Verstuur<span class="ww-verborgen">: {plan}</span>' in vandaag
