"""What was taken up can change afterwards: the rules of taking up are asked again before the plan is established."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    Helmond,
    al_vastgesteld,
    dag,
    klachten_bij,
    kort_plan,
    neem_actie_op,
    noemt,
    schrijf,
    trekker,
    uit,
    voeg,
)
from tests.wijkagenda.test_bergen import KERN, VELDEN, teken_klaar
from tests.wijkagenda.test_bergen import onderwerp as kernonderwerp
from tests.wijkagenda.test_etten_leur import VOORWAARDEN, beoordeel, onderwerp
from wijkagenda import acties
from wijkagenda.acties import Itemgegevens
from wijkagenda.models import Planitem
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Besluit

pytestmark = pytest.mark.django_db
WIJK = "banakkers"


def neem_oordeel_terug(h: Helmond) -> None:
    """Taken up, and then judged to be regular work after all."""
    neem_actie_op(h)
    acties.beoordeel_criterium(
        item=h.actie,
        oordeel="additioneel",
        criterium="bovenop-de-reguliere-inzet",
        ja=False,
        toelichting="Dit doen wij al.",
        door=h.adviseur,
    )


@pytest.mark.eis("HEL-53")
def test_an_action_that_is_regular_work_after_all_stops_the_plan(als_adviseur: Client, h: Helmond) -> None:
    neem_oordeel_terug(h)
    Besluit.objects.create(
        object_soort="plan",
        object_id=h.plan.pk,
        orgaan="overleg:wijktafel",
        datum=dag(-1),
        vastgelegd_door=h.adviseur,
    )

    pagina = als_adviseur.get(h.plan.get_absolute_url()).text
    antwoord = als_adviseur.post(
        reverse("wijkagenda:vaststelling", args=[h.plan.pk]), {"datum": dag(0).isoformat()}
    )

    assert "Niet voldaan: bovenop de reguliere inzet." in pagina
    assert antwoord.status_code == 422
    assert "“1.1 Inlooptafel in het wijkhuis”: Niet voldaan: bovenop de reguliere inzet." in antwoord.text
    h.plan.refresh_from_db()
    assert h.plan.stand == "concept"


def test_such_a_plan_is_not_put_forward_either(h: Helmond) -> None:
    neem_oordeel_terug(h)
    schrijf(h.plan, h.adviseur)
    acties.bundel(plan=h.plan, door=h.adviseur)

    assert noemt(klachten_bij(acties.draag_voor, plan=h.plan, door=h.adviseur), "HEL-53")


@pytest.mark.eis("ETL-34")
def test_a_topic_that_lost_its_origin_stops_the_plan(etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    al_vastgesteld("wop", WIJK, manager)
    agenda = kort_plan("wijkagenda", WIJK, manager)
    item = onderwerp(agenda, manager, velden={"korte-termijn": "nee"}, herkomsten=uit("wop"))
    beoordeel(item, manager)
    acties.neem_op(item=item, door=manager)

    acties.verwijder_herkomst(herkomst=item.herkomsten.get(), door=manager)

    assert noemt(klachten_bij(acties.stel_vast, plan=agenda, door=persoon("college")), "ETL-34")


def opgenomen_onderwerp(client: Client) -> Planitem:
    """A topic of Etten-Leur that was taken up; who wrote it is logged in."""
    manager = persoon("wijkmanager", gebied=WIJK)
    al_vastgesteld("wop", WIJK, manager)
    item = onderwerp(kort_plan("wijkagenda", WIJK, manager), manager)
    beoordeel(item, manager)
    acties.neem_op(item=item, door=manager)
    client.force_login(manager)
    return item


def geweigerd(client: Client, item: Planitem) -> str:
    """What who establishes reads; the plan stays as it was."""
    client.force_login(persoon("college"))
    url = reverse("wijkagenda:vaststelling", args=[item.plan_id])
    antwoord = client.post(url, {"datum": dag(0).isoformat()})
    assert antwoord.status_code == 422
    item.plan.refresh_from_db()
    assert item.plan.stand != "vastgesteld"
    assert item.get_absolute_url() in antwoord.text
    return antwoord.text


@pytest.mark.eis("ETL-37")
def test_a_topic_of_which_it_became_unclear_when_stops_the_plan(client: Client, etten_leur: Profiel) -> None:
    """Who empties the day of a topic that was taken up, does not get it into the agenda."""
    item = opgenomen_onderwerp(client)
    assert item.houder_partij is not None
    gegevens = {
        "titel": item.titel,
        "versie": item.versie,
        "trekker": f"partij:{item.houder_partij.pk}",
        "einddatum": "",
        "v-korte-termijn": "ja",
        "gebieden": [item.plan.gebied_id],
    }
    url = reverse("wijkagenda:item_bewerken", args=[item.plan_id, item.pk])
    assert client.post(url, gegevens).status_code == 302

    assert f"“{item}”: Vul in: Wanneer." in geweigerd(client, item)


@pytest.mark.eis("ETL-54")
@pytest.mark.parametrize("criterium", VOORWAARDEN)
def test_a_topic_that_was_judged_otherwise_stops_the_plan(
    client: Client, etten_leur: Profiel, criterium: str
) -> None:
    item = opgenomen_onderwerp(client)
    url = reverse("wijkagenda:oordeel", args=[item.plan_id, item.pk, "opnemen", criterium])
    assert client.post(url, {"ja": "nee", "toelichting": "Bij nader inzien niet."}).status_code == 302

    assert f"“{item}”: Niet voldaan: " in geweigerd(client, item)


@pytest.mark.eis("BER-42", "BER-43", "BER-44")
def test_a_topic_that_was_emptied_afterwards_is_not_signed(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator)
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    item = kernonderwerp(plan, coordinator, "Zonder geld")
    acties.neem_op(item=item, door=coordinator)
    wethouder, _ = teken_klaar(plan, coordinator, 2)
    acties.heropen(plan=plan, reden="Het geld is er niet.", door=coordinator)
    zonder = Itemgegevens(titel=item.titel, velden={**VELDEN, "budget": ""})
    acties.wijzig(item=item, gegevens=zonder, versie=item.versie, door=coordinator)
    acties.verwijder_herkomst(herkomst=item.herkomsten.get(), door=coordinator)

    klachten = klachten_bij(acties.draag_voor, plan=plan, door=coordinator)

    assert {regel for regel in ("BER-42", "BER-43", "BER-44") if noemt(klachten, regel)} == {
        "BER-42",
        "BER-43",
        "BER-44",
    }
    plan.stand = "voorgedragen"
    plan.save(update_fields=["stand"])
    assert noemt(
        klachten_bij(acties.onderteken, plan=plan, wie="rol:wijkwethouder", door=wethouder), "BER-44"
    )


def test_what_was_taken_up_costs_no_queries_each(
    als_adviseur: Client, h: Helmond, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    neem_oordeel_terug(h)
    url = h.plan.get_absolute_url()
    als_adviseur.get(url)
    with django_assert_num_queries(20):
        als_adviseur.get(url)
    for nummer in range(6):
        voeg(h.plan, "actie", f"Actie {nummer}", h.adviseur, ouder=h.opgave, trekker=trekker("wocom"))
    Planitem.objects.filter(plan=h.plan).update(stand="opgenomen")

    with django_assert_num_queries(20):
        assert "Bij 6 × actie ontbreekt: einde." in als_adviseur.get(url).text
