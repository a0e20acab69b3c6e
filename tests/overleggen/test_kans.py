"""The page of a step is for who may take it, whatever the form would say."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from overleggen.models import Agendapunt, Overleg
from tests.hulp import persoon
from tests.overleggen.hulp import begonnen, punt
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def overleg(den_helder: Profiel) -> Overleg:
    """A wijkplatform, which residents attend and do not run."""
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    rij = begonnen("wijkplatform", "nieuw-den-helder", manager)
    punt(rij, manager)
    return rij


@pytest.mark.parametrize(
    "stap", ["wijziging", "verval", "uitnodiging", "opening", "afronding", "nieuwe_deelnemer", "verbetering"]
)
def test_resident_does_not_open_the_steps_of_a_meeting(client: Client, overleg: Overleg, stap: str) -> None:
    bewoner = persoon("bewoner", gebied="nieuw-den-helder")
    client.force_login(bewoner)

    assert client.get(reverse("overleggen:detail", args=[overleg.pk])).status_code == 200
    assert client.get(reverse(f"overleggen:{stap}", args=[overleg.pk])).status_code == 403
    assert Logregel.objects.filter(aard="geweigerd", door=bewoner).count() == 1


@pytest.mark.parametrize("stap", ["agendering", "afvoer", "bespreking", "terugkoppeling", "afspraak"])
def test_resident_does_not_open_the_steps_of_a_point(client: Client, overleg: Overleg, stap: str) -> None:
    client.force_login(persoon("bewoner", gebied="nieuw-den-helder"))

    assert client.get(reverse(f"overleggen:{stap}", args=[Agendapunt.objects.get().pk])).status_code == 403


def test_who_plans_nothing_gets_no_form_to_plan(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("raadslid"))

    assert client.get(reverse("overleggen:nieuw")).status_code == 403
