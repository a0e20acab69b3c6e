"""Who sees a plan does not therefore get its forms; and what was said in private does not come along onto a plan."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.overleggen.hulp import begonnen, punt
from tests.wijkagenda.plannen import Helmond, dag, helmond_concept, kort_plan
from wijkagenda import acties
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Instemming

pytestmark = pytest.mark.django_db
MERK = "korhoen8842"


@pytest.fixture
def h(helmond: Profiel) -> Helmond:
    return helmond_concept()


@pytest.mark.parametrize("stap", ["bewerken", "heropening", "besluit"])
def test_who_was_asked_to_contribute_does_not_open_the_steps(client: Client, h: Helmond, stap: str) -> None:
    client.force_login(h.wijkraad)

    assert client.get(h.plan.get_absolute_url()).status_code == 200
    assert client.get(reverse(f"wijkagenda:{stap}", args=[h.plan.pk])).status_code == 403
    assert Logregel.objects.filter(aard="geweigerd", door=h.wijkraad, object_id=h.plan.pk).exists()


@pytest.mark.parametrize("stap", ["item_bewerken", "weglating"])
def test_who_was_asked_to_contribute_does_not_open_the_steps_of_an_item(
    client: Client, h: Helmond, stap: str
) -> None:
    client.force_login(h.wijkraad)

    assert client.get(h.actie.get_absolute_url()).status_code == 200
    assert client.get(reverse(f"wijkagenda:{stap}", args=[h.plan.pk, h.actie.pk])).status_code == 403


def test_who_reads_the_sources_adds_none(client: Client, h: Helmond) -> None:
    client.force_login(h.wijkraad)
    adres = reverse("wijkagenda:bronnen", args=[h.plan.pk])

    assert client.get(adres).status_code == 200
    assert client.post(adres, {"soort": ""}).status_code == 403


def test_answer_for_another_party_is_not_even_opened(client: Client, h: Helmond) -> None:
    client.force_login(h.wijkraad)
    gevraagd = Instemming.objects.bij(h.actie).get()

    assert client.get(reverse("wijkagenda:akkoord", args=[h.plan.pk, gevraagd.pk])).status_code == 403


def test_who_does_not_judge_is_refused_before_the_form_is_looked_at(client: Client, h: Helmond) -> None:
    client.force_login(h.wijkraad)
    args = [h.plan.pk, h.actie.pk, "additioneel", "bovenop-de-reguliere-inzet"]

    assert client.post(reverse("wijkagenda:oordeel", args=args), {}).status_code == 403


def test_who_does_not_contribute_is_refused_before_the_form_is_looked_at(client: Client, h: Helmond) -> None:
    acties.vraag_bijdragen(plan=h.plan, uiterlijk=dag(30), vraag="Wat brengt u in?", door=h.adviseur)
    van_ander = h.plan.bijdragen.get(partij__sleutel="wijkraad-brouwhuis")
    client.force_login(h.wocom)

    assert client.get(van_ander.get_absolute_url()).status_code == 200
    assert client.post(van_ander.get_absolute_url(), {}).status_code == 403


def test_point_of_a_closed_part_is_no_source_for_who_may_not_see_it(
    client: Client, etten_leur: Profiel
) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    overleg = begonnen("wijkpartneroverleg", "centrum-west", manager, delen=["wijkcontactmoment"])
    dicht = overleg.delen.get(toegang="professionals")
    velden = {"probleemeigenaar": "x", "behandeltraject": "x", "communicatie": "x"}
    rij = punt(overleg, manager, MERK, deel=dicht, gegevens=velden)
    client.force_login(persoon("bewoner", gebied="centrum-west"))

    antwoord = client.get(reverse("wijkagenda:opnemen", args=["agendapunt", rij.pk]))

    assert antwoord.status_code == 404
    assert MERK not in antwoord.text


def test_wijkmanager_starts_and_edits(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    plan = kort_plan("wop", "centrum-west", manager)
    client.force_login(manager)

    assert client.get(reverse("wijkagenda:nieuw")).status_code == 200
    assert client.get(reverse("wijkagenda:bewerken", args=[plan.pk])).status_code == 200
