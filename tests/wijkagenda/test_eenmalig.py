"""A form of a plan that is sent twice makes one: an item, its origin, a story, what people say of a finding."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.hulp import persoon
from tests.wijkagenda.plannen import al_vastgesteld, dag, kort_plan, voeg
from wijkagenda.models import Herkomst, Plan, Planbron, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def plan(manager: Gebruiker) -> Plan:
    return kort_plan("gebiedsanalyse", WIJK, manager)


@pytest.fixture
def kans(plan: Plan, manager: Gebruiker) -> Planitem:
    return voeg(plan, "kans", "Er wordt veel gebouwd", manager)


@pytest.fixture
def als_manager(client: Client, manager: Gebruiker) -> Client:
    client.force_login(manager)
    return client


def stuur_twee_keer(client: Client, url: str, sleutel: str = "", **gegevens: object) -> None:
    """As a double click does, and then once more as a form of its own."""
    eerst = {**gegevens, "client_id": sleutel or str(uuid.uuid4())}
    for data in (eerst, eerst, {**gegevens, "client_id": str(uuid.uuid4())}):
        antwoord = client.post(url, data)
        assert antwoord.status_code == 302, antwoord.context["form"].errors


def test_an_item(als_manager: Client, plan: Plan) -> None:
    url = reverse("wijkagenda:item_nieuw", args=[plan.pk, "kans"])
    form = als_manager.get(url).context["form"]

    stuur_twee_keer(
        als_manager, url, str(form["client_id"].value()), titel="Er is plek", gebieden=[plan.gebied_id]
    )

    assert [item.titel for item in plan.items.all()] == ["Er is plek", "Er is plek"]


def test_an_origin(als_manager: Client, plan: Plan, kans: Planitem) -> None:
    form = als_manager.get(kans.get_absolute_url()).context["herkomstform"]
    bron = next(sleutel for sleutel, _ in form.fields["bron"].choices if sleutel)
    url = reverse("wijkagenda:herkomst", args=[plan.pk, kans.pk])

    stuur_twee_keer(als_manager, url, str(form["client_id"].value()), bron=bron, tekst="Post 12")

    assert kans.herkomsten.count() == 2


def test_a_story(als_manager: Client, plan: Plan) -> None:
    url = reverse("wijkagenda:bron_verhaal", args=[plan.pk])
    form = als_manager.get(url).context["form"]
    wie = next(sleutel for sleutel, _ in form.fields["verteld_door"].choices if sleutel)

    stuur_twee_keer(
        als_manager, url, tekst="Er is te weinig te doen.", verteld_door=wie, datum=dag(-1).isoformat()
    )

    assert plan.bronnen.count() == 2


def test_what_people_say_of_a_finding(als_manager: Client, plan: Plan, kans: Planitem) -> None:
    url = reverse("wijkagenda:herkenning", args=[plan.pk, kans.pk])
    form = als_manager.get(url).context["form"]
    groep = next(sleutel for sleutel, _ in form.fields["groep"].choices if sleutel)

    stuur_twee_keer(als_manager, url, uitkomst="herkend", groep=groep, datum=dag(-1).isoformat())

    assert kans.herkenningen.count() == 2


def test_what_was_made_by_a_form_is_carried_over_to_the_next_version(etten_leur: Profiel) -> None:
    ambtenaar = persoon("vakambtenaar")
    plan = al_vastgesteld("prestatieafspraken", "etten-leur", ambtenaar, ("prestatie", "Open tafel"))
    item = plan.items.get()
    Planitem.objects.update(client_id=uuid.uuid4())
    Herkomst.objects.create(planitem=item, soort="begroting", tekst="Begroting", client_id=uuid.uuid4())
    Planbron.objects.create(
        plan=plan,
        planitem=item,
        soort=Planbron.Soort.CIJFER,
        tekst="Vier van de tien",
        herkomst="Eigen telling",
        toegevoegd_door=ambtenaar,
        datum=timezone.localdate(),
        client_id=uuid.uuid4(),
    )

    nieuw = kort_plan("prestatieafspraken", "etten-leur", ambtenaar)

    kopie = nieuw.items.get()
    assert kopie.spoor == item.spoor
    assert kopie.herkomsten.get().client_id is None
    assert kopie.bronnen.get().client_id is None
