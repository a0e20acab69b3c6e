"""From bundling to adoption, signing and judging, through the pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    Helmond,
    al_vastgesteld,
    dag,
    helmond_concept,
    helmond_vastgesteld,
    helmond_voorgedragen,
    houd_overleg,
    kort_plan,
    neem_actie_op,
    schrijf,
)
from tests.wijkagenda.test_bergen import KERN, teken_klaar
from wijkagenda.models import Plan
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Besluit

pytestmark = pytest.mark.django_db


def adres(naam: str, plan: Plan) -> str:
    return reverse(f"wijkagenda:{naam}", args=[plan.pk])


def test_the_whole_way_through_the_pages(client: Client, helmond: Profiel) -> None:
    h = helmond_concept()
    neem_actie_op(h)
    schrijf(h.plan, h.adviseur)
    client.force_login(h.adviseur)
    houd_overleg("wijktafel", h.plan, h.adviseur)
    besluit = {"orgaan": "overleg:wijktafel", "datum": dag(-1).isoformat(), "kenmerk": "WT-7"}

    assert client.post(adres("bundeling", h.plan)).status_code == 302
    assert client.post(adres("besluit", h.plan), besluit).status_code == 302
    assert client.post(adres("voordracht", h.plan)).status_code == 302
    assert client.get(adres("vaststelling", h.plan)).status_code == 200
    assert client.post(adres("vaststelling", h.plan), {"datum": dag(0).isoformat()}).status_code == 302

    h.plan.refresh_from_db()
    assert (h.plan.stand, h.plan.kenmerk, h.plan.vastgesteld_op) == ("vastgesteld", "WT-7", dag(-1))


def test_a_step_too_early_says_why_and_changes_nothing(als_adviseur: Client, h: Helmond) -> None:
    antwoord = als_adviseur.post(adres("voordracht", h.plan), follow=True)

    assert "Bundel eerst de bijdragen" in antwoord.text
    h.plan.refresh_from_db()
    assert h.plan.stand == Plan.Stand.CONCEPT


def test_adoption_shows_every_complaint(als_adviseur: Client, h: Helmond) -> None:
    Besluit.objects.create(
        object_soort="plan",
        object_id=h.plan.pk,
        orgaan="overleg:wijktafel",
        datum=dag(-1),
        vastgelegd_door=h.adviseur,
    )

    antwoord = als_adviseur.post(adres("vaststelling", h.plan), {"datum": dag(0).isoformat()})

    assert antwoord.status_code == 422
    for klacht in (
        "Bundel eerst",
        "Eerst voordragen door",
        "Schrijf het deel",
        "Neem “1 Ontmoeten in de wijk” op",
    ):
        assert klacht in antwoord.text


def test_a_day_in_the_future_is_no_decision(als_adviseur: Client, h: Helmond) -> None:
    houd_overleg("wijktafel", h.plan, h.adviseur)
    besluit = {"orgaan": "overleg:wijktafel", "datum": dag(3).isoformat()}

    antwoord = als_adviseur.post(adres("besluit", h.plan), besluit)

    assert antwoord.status_code == 422
    assert "in de toekomst" in antwoord.text


def test_the_same_decision_stands_there_once(als_adviseur: Client, h: Helmond) -> None:
    houd_overleg("wijktafel", h.plan, h.adviseur)
    besluit = {"orgaan": "overleg:wijktafel", "datum": dag(-1).isoformat(), "kenmerk": "WT-2"}
    assert als_adviseur.post(adres("besluit", h.plan), besluit).status_code == 302

    antwoord = als_adviseur.post(adres("besluit", h.plan), besluit)

    assert antwoord.status_code == 422
    assert "Dit besluit is al vastgelegd." in antwoord.text
    assert als_adviseur.post(adres("besluit", h.plan), besluit | {"kenmerk": "WT-3"}).status_code == 302
    assert Besluit.objects.bij(h.plan).count() == 2


@pytest.mark.parametrize("naam", ["bundeling", "voordracht", "heropening", "besluit", "vaststelling"])
def test_contributors_take_no_steps(client: Client, helmond: Profiel, naam: str) -> None:
    h = helmond_voorgedragen()
    client.force_login(h.wijkraad)

    gegevens = {"orgaan": "overleg:wijktafel", "datum": dag(-1).isoformat(), "reden": "x"}

    assert client.post(adres(naam, h.plan), gegevens).status_code == 403
    h.plan.refresh_from_db()
    assert h.plan.stand == Plan.Stand.VOORGEDRAGEN


def test_taking_back_with_a_reason(client: Client, helmond: Profiel) -> None:
    h = helmond_voorgedragen()
    client.force_login(h.adviseur)

    assert client.post(adres("heropening", h.plan), {"reden": ""}).status_code == 422
    assert client.post(adres("heropening", h.plan), {"reden": "Aanscherpen."}).status_code == 302
    assert "Aanscherpen." in client.get(adres("geschiedenis", h.plan)).text


@pytest.mark.eis("BER-42")
def test_signing_through_the_page(client: Client, bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator)
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    wethouder, vertegenwoordiger = teken_klaar(plan, coordinator, 3)

    client.force_login(wethouder)
    assert "Ondertekenen" in client.get(plan.get_absolute_url()).text
    client.post(adres("ondertekening", plan), {"wie": "rol:wijkwethouder"})
    client.force_login(vertegenwoordiger)
    client.post(adres("ondertekening", plan), {"wie": "rol:vertegenwoordiger"})

    plan.refresh_from_db()
    assert plan.stand == Plan.Stand.VASTGESTELD


@pytest.mark.eis("BER-21")
def test_due_promises_are_listed_to_be_judged(client: Client, helmond: Profiel) -> None:
    h = helmond_vastgesteld()
    assert h.actie.afspraak is not None
    h.actie.afspraak.uiterlijk = dag(-2)
    h.actie.afspraak.save(update_fields=["uiterlijk"])
    client.force_login(h.adviseur)

    tekst = client.get(adres("nagekomen", h.plan)).text

    assert reverse("afspraken:oordeel", args=[h.actie.afspraak.pk]) in tekst


def test_one_who_comes_second_is_told(client: Client, helmond: Profiel) -> None:
    h = helmond_vastgesteld()
    client.force_login(h.adviseur)

    antwoord = client.post(adres("vaststelling", h.plan), {"datum": dag(0).isoformat()})

    assert antwoord.status_code in {403, 422}
