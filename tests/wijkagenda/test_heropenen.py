"""A plan that was taken back: what was signed, agreed to or decided before no longer counts, and is asked again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import al_vastgesteld, helmond_voorgedragen, klachten_bij, kort_plan, noemt
from tests.wijkagenda.test_bergen import KERN, teken_klaar
from tests.wijkagenda.test_den_helder import WIJK, draag_agenda_voor, stem_in_met, vul_agenda
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Besluit, Instemming

pytestmark = pytest.mark.django_db


def adres(naam: str, plan: Plan) -> str:
    return reverse(f"wijkagenda:{naam}", args=[plan.pk])


def haal_terug(client: Client, plan: Plan, door: Gebruiker) -> str:
    """Take it back through its page; returns what that page said first."""
    client.force_login(door)
    tekst = client.get(adres("heropening", plan)).text
    assert client.post(adres("heropening", plan), {"reden": "Aanscherpen."}).status_code == 302
    return tekst


def test_a_signature_under_the_text_before_is_asked_again(client: Client, bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator)
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    wethouder, vertegenwoordiger = teken_klaar(plan, coordinator, 3)
    acties.onderteken(plan=plan, wie="rol:wijkwethouder", door=wethouder)

    assert "moet dat opnieuw doen" in haal_terug(client, plan, coordinator)
    acties.bundel(plan=plan, door=coordinator)
    acties.draag_voor(plan=plan, door=coordinator)

    client.force_login(vertegenwoordiger)
    client.post(adres("ondertekening", plan), {"wie": "rol:vertegenwoordiger"})
    plan.refresh_from_db()
    assert plan.stand == Plan.Stand.VOORGEDRAGEN
    client.force_login(wethouder)
    client.post(adres("ondertekening", plan), {"wie": "rol:wijkwethouder"})
    plan.refresh_from_db()
    assert plan.stand == Plan.Stand.VASTGESTELD
    assert Logregel.objects.van(plan).filter(stap="plan.ondertekenen", door=wethouder).count() == 2


@pytest.mark.eis("DHR-61")
def test_consent_with_the_whole_plan_is_asked_again(client: Client, den_helder: Profiel) -> None:
    wijkmanager, college = persoon("wijkmanager", gebied=WIJK), persoon("college")
    al_vastgesteld("gebiedsanalyse", WIJK, wijkmanager)
    plan = kort_plan("gebiedsagenda", WIJK, wijkmanager)
    vul_agenda(plan, wijkmanager)
    draag_agenda_voor(plan, wijkmanager)
    stem_in_met(plan, "woningstichting")

    haal_terug(client, plan, wijkmanager)
    acties.bundel(plan=plan, door=wijkmanager)
    acties.draag_voor(plan=plan, door=wijkmanager)

    assert noemt(klachten_bij(acties.stel_vast, plan=plan, door=college), "DHR-61")
    gevraagd = Bericht.objects.filter(soort="instemming-gevraagd", object_soort="plan", object_id=plan.pk)
    stem_in_met(plan, "woningstichting")
    assert acties.stel_vast(plan=plan, door=college).stand == Plan.Stand.VASTGESTELD
    regel = Logregel.objects.van(plan).get(stap="plan.heropenen")
    assert regel.gegevens["instemmingen"] == ["partij:woningstichting"]
    assert gevraagd.count() == 1


@pytest.mark.eis("HEL-56")
def test_a_decision_on_the_text_before_is_recorded_again(client: Client, helmond: Profiel) -> None:
    h = helmond_voorgedragen()

    haal_terug(client, h.plan, h.adviseur)
    acties.bundel(plan=h.plan, door=h.adviseur)
    acties.draag_voor(plan=h.plan, door=h.adviseur)

    assert not Besluit.objects.bij(h.plan).exists()
    assert "Leg eerst het besluit vast" in client.get(h.plan.get_absolute_url()).text
    regel = Logregel.objects.van(h.plan).get(stap="plan.heropenen")
    assert [rij[0] for rij in regel.gegevens["besluiten"]] == ["overleg:wijktafel"]


def test_consent_with_an_item_holds_while_the_item_stays_as_it_is(client: Client, helmond: Profiel) -> None:
    h = helmond_voorgedragen()

    haal_terug(client, h.plan, h.adviseur)

    assert Instemming.objects.bij(h.actie).get().stand == Instemming.Stand.AKKOORD


def test_who_decides_or_signs_hears_every_time_it_is_put_forward(client: Client, bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator)
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    wethouder = persoon("wijkwethouder", gebied=KERN)
    teken_klaar(plan, coordinator, 3)
    gehoord = Bericht.objects.filter(soort="plan-voorgedragen", object_id=plan.pk, ontvanger=wethouder)
    assert gehoord.count() == 1

    haal_terug(client, plan, coordinator)
    acties.bundel(plan=plan, door=coordinator)
    acties.draag_voor(plan=plan, door=coordinator)

    assert gehoord.count() == 2
