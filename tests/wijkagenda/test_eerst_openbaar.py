"""What may never be published is said before the plan is established: afterwards the text cannot be mended."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    Helmond,
    al_vastgesteld,
    dag,
    helmond_voorgedragen,
    klachten_bij,
    kort_plan,
)
from tests.wijkagenda.test_bergen import KERN, teken_klaar
from wijkagenda import acties
from wijkagenda.acties import publiceren
from wijkagenda.models import Plan
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
REKENING = "NL91 ABNA 0417 1643 00"


@pytest.fixture
def klaar(client: Client, helmond: Profiel) -> Helmond:
    h = helmond_voorgedragen()
    client.force_login(h.adviseur)
    return h


def schrijf(plan: Plan, samenvatting: str) -> None:
    plan.samenvatting = samenvatting
    plan.save(update_fields=["samenvatting"])


def adres(plan: Plan) -> str:
    return reverse("wijkagenda:vaststelling", args=[plan.pk])


def test_an_account_number_stops_adoption_and_is_said_before(client: Client, klaar: Helmond) -> None:
    schrijf(klaar.plan, f"Geef op {REKENING}.")

    assert "Dit is een rekeningnummer. Haal het weg." in client.get(adres(klaar.plan)).text
    antwoord = client.post(adres(klaar.plan), {"datum": dag(0).isoformat()})

    assert antwoord.status_code == 422
    assert "Dit is een rekeningnummer. Haal het weg." in antwoord.text
    klaar.plan.refresh_from_db()
    assert klaar.plan.stand == Plan.Stand.VOORGEDRAGEN


def test_taken_back_and_mended_it_is_established(client: Client, klaar: Helmond) -> None:
    schrijf(klaar.plan, f"Geef op {REKENING}.")
    acties.heropen(plan=klaar.plan, reden="Er staat een rekeningnummer in.", door=klaar.adviseur)
    schrijf(klaar.plan, "Geef via de website.")
    acties.bundel(plan=klaar.plan, door=klaar.adviseur)
    besluit: dict[str, Any] = {
        "orgaan": "overleg:wijktafel",
        "datum": dag(-1),
        "kenmerk": "WT-2",
        "toelichting": "",
    }
    acties.leg_besluit_vast(plan=klaar.plan, door=klaar.adviseur, **besluit)
    acties.draag_voor(plan=klaar.plan, door=klaar.adviseur)

    assert client.post(adres(klaar.plan), {"datum": dag(0).isoformat()}).status_code == 302


def test_what_may_be_acknowledged_is_advice(client: Client, klaar: Helmond) -> None:
    schrijf(klaar.plan, "Bel de balie: 0492-587777.")

    pagina = client.get(adres(klaar.plan)).text

    assert "Dit lijkt een telefoonnummer." in pagina
    assert "Wat mist er nog" not in pagina
    assert client.post(adres(klaar.plan), {"datum": dag(0).isoformat()}).status_code == 302


def test_who_may_not_establish_is_not_told_what_was_found(client: Client, klaar: Helmond) -> None:
    schrijf(klaar.plan, f"Geef op {REKENING}.")
    client.force_login(klaar.wijkraad)

    assert "rekeningnummer" not in client.get(adres(klaar.plan)).text


def test_nothing_is_said_of_a_form_that_nobody_reads(klaar: Helmond) -> None:
    schrijf(klaar.plan, f"Geef op {REKENING}.")
    vorm = klaar.plan.planvorm.model_copy(update={"openbaar": "niet"})

    with patch.object(Plan, "planvorm", vorm):
        assert publiceren.klachten_over_openbaar(klaar.plan) == ([], [])


def test_the_page_of_the_plan_does_not_look(
    client: Client, klaar: Helmond, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkwerk.publicatie.acties.zoek_met_kennis", verboden)

    assert client.get(klaar.plan.get_absolute_url()).status_code == 200


def verboden(*args: object, **meer: object) -> None:
    raise AssertionError


def test_signatures_that_establish_look_first(client: Client, bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator)
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    wethouder, _ = teken_klaar(plan, coordinator, 3)
    schrijf(plan, f"Geef op {REKENING}.")

    client.force_login(wethouder)
    voor = client.get(plan.get_absolute_url()).text
    assert "Dit is een rekeningnummer. Haal het weg." in voor.partition('id="mist"')[2]
    client.force_login(coordinator)
    assert "rekeningnummer" not in client.get(plan.get_absolute_url()).text.partition('id="mist"')[2]

    [klacht] = klachten_bij(acties.onderteken, plan=plan, wie="rol:wijkwethouder", door=wethouder)

    assert "rekeningnummer" in klacht
