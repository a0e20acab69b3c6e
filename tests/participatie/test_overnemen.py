"""A plan or project that matters to several kernen stands in the overview of each, as one topic."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from participatie import acties
from participatie.models import Relevantie
from tests.hulp import gebied, persoon
from tests.participatie.toneel import KERN, adres, als, klachten
from tests.wijkagenda.plannen import kort_plan, schrijf, voeg
from wijkagenda import acties as plannen
from wijkagenda.models import Plan, Planitem
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db
ZEE = "egmond-aan-zee"
VELDEN = {"afdeling": "Openbare ruimte", "fase": "voorbereiding", "planning": "Najaar"}


@pytest.fixture
def coordinator(bergen: Profiel) -> Gebruiker:
    return persoon("wijkcoordinator", gebied=KERN)


@pytest.fixture
def buur(bergen: Profiel) -> Gebruiker:
    """Who makes the overview of the other kern."""
    return persoon("wijkcoordinator", gebied=ZEE)


def project(coordinator: Gebruiker) -> Planitem:
    plan = kort_plan("jaaroverzicht", KERN, coordinator)
    item = voeg(
        plan,
        "plan-of-project",
        "Fietspad langs de duinen",
        coordinator,
        velden=VELDEN,
        gebieden=[gebied(KERN), gebied(ZEE)],
    )
    plannen.neem_op(item=item, door=coordinator)
    return item


def toets(item: Planitem, waar: str, door: Gebruiker, *, relevant: bool = True) -> Relevantie:
    return acties.toets_relevantie(
        item=item,
        gebied=gebied(waar),
        relevant=relevant,
        toelichting="" if relevant else "Het pad komt hier niet.",
        door=door,
    )


@pytest.mark.eis("BER-47", "BER-26", "ETL-07")
def test_what_matters_to_two_kernen_stands_in_both_overviews(
    client: Client, coordinator: Gebruiker, buur: Gebruiker
) -> None:
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    item = project(coordinator)
    namen = [f"toets-{item.pk}-{gebied(waar).pk}" for waar in (KERN, ZEE)]

    als(client, coordinator).post(adres("toets", item.plan_id), dict.fromkeys(namen, "ja"))

    kopie = daar.items.get()
    assert (kopie.spoor, kopie.titel, kopie.stand) == (item.spoor, item.titel, "opgenomen")
    assert kopie.velden == item.velden | VELDEN
    assert {rij.sleutel for rij in kopie.gebieden.all()} == {KERN, ZEE}
    assert {rij.gebied.sleutel for rij in kopie.relevanties.all()} == {KERN, ZEE}
    assert kopie.herkomsten.get().object_id == item.pk
    bericht = Bericht.objects.get(soort="overzicht-punt-erbij", ontvanger=buur)
    assert bericht.object_id == daar.pk
    assert "Neem eerst over" not in " ".join(klachten(plannen.draag_voor, plan=daar, door=buur))


@pytest.mark.eis("ETL-07")
def test_it_has_one_holder_in_all_of_them(coordinator: Gebruiker, buur: Gebruiker) -> None:
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    item = project(coordinator)
    toets(item, ZEE, coordinator)
    houder = Houder(partij=Partij.objects.earliest("pk"))

    plannen.wijzig(
        item=item,
        gegevens=plannen.Itemgegevens(
            titel=item.titel, velden=VELDEN, trekker=houder, gebieden=list(item.gebieden.all())
        ),
        versie=item.versie,
        door=coordinator,
    )

    assert daar.items.get().trekker == houder


def test_judged_twice_it_stands_there_once(coordinator: Gebruiker, buur: Gebruiker) -> None:
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    item = project(coordinator)

    for waar in (ZEE, KERN, ZEE):
        toets(item, waar, coordinator)

    assert daar.items.count() == 1
    assert Bericht.objects.filter(soort="overzicht-punt-erbij").count() == 1


@pytest.mark.eis("BER-47")
def test_no_from_the_other_kern_holds_in_both(coordinator: Gebruiker, buur: Gebruiker) -> None:
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    item = project(coordinator)
    toets(item, ZEE, coordinator)

    toets(daar.items.get(), ZEE, buur, relevant=False)

    assert [rij.sleutel for rij in item.gebieden.all()] == [KERN]
    assert not item.relevanties.get(gebied=gebied(ZEE)).relevant
    niet = "Niet van belang voor Egmond aan Zee, maar het staat er nog in"
    assert any(klacht.startswith(niet) for klacht in klachten(plannen.draag_voor, plan=daar, door=buur))
    # Left out there it does not come back by itself.
    plannen.laat_weg(item=daar.items.get(), reden="Komt hier niet.", door=buur)
    toets(item, KERN, coordinator)
    assert daar.items.get().stand == "weggelaten"


@pytest.mark.eis("BER-47")
def test_an_overview_that_begins_later_takes_it_over_before_it_goes_on(
    client: Client, coordinator: Gebruiker, buur: Gebruiker
) -> None:
    item = project(coordinator)
    toets(item, ZEE, coordinator)
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    schrijf(daar, buur)
    wacht = "Neem eerst over wat ook hier van belang is: “Fietspad langs de duinen”."
    assert wacht in klachten(plannen.draag_voor, plan=daar, door=buur)
    als(client, buur)
    assert adres("overnemen", daar.pk) in client.get(daar.get_absolute_url()).text
    assert "Fietspad langs de duinen" in client.get(adres("overnemen", daar.pk)).text

    klaar = client.post(adres("overnemen", daar.pk), follow=True)

    assert "Overgenomen." in klaar.text
    assert daar.items.get().spoor == item.spoor
    assert wacht not in klachten(plannen.draag_voor, plan=daar, door=buur)
    assert adres("overnemen", daar.pk) not in client.get(daar.get_absolute_url()).text
    nog_eens = client.post(adres("overnemen", daar.pk))
    assert nog_eens.status_code == 422
    assert "Alles wat hier van belang is staat er al in." in nog_eens.text


def test_what_matters_only_here_goes_nowhere_else(coordinator: Gebruiker, buur: Gebruiker) -> None:
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    item = project(coordinator)

    toets(item, KERN, coordinator)
    toets(item, ZEE, coordinator, relevant=False)

    assert not daar.items.exists()


def test_an_overview_of_another_year_is_left_alone(coordinator: Gebruiker, buur: Gebruiker) -> None:
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    Plan.objects.filter(pk=daar.pk).update(periode_van=daar.periode_van.replace(year=2020))
    item = project(coordinator)

    toets(item, ZEE, coordinator)

    assert not daar.items.exists()


def test_only_who_makes_that_overview_takes_over(
    client: Client, coordinator: Gebruiker, buur: Gebruiker
) -> None:
    toets(project(coordinator), ZEE, coordinator)
    daar = kort_plan("jaaroverzicht", ZEE, buur)

    with pytest.raises(PermissionDenied):
        acties.neem_over(plan=daar, door=persoon("management"))
    assert als(client, persoon("management")).post(adres("overnemen", daar.pk)).status_code == 403
    assert als(client, coordinator).get(adres("overnemen", daar.pk)).status_code == 404
    assert not daar.items.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_over_at_the_same_moment_make_one(bergen: Profiel) -> None:
    coordinator, buur = (persoon("wijkcoordinator", gebied=waar) for waar in (KERN, ZEE))
    toets(project(coordinator), ZEE, coordinator)
    daar = kort_plan("jaaroverzicht", ZEE, buur)
    samen = Barrier(2)

    def neem(_: Any) -> bool:
        samen.wait()
        try:
            acties.neem_over(plan=daar, door=buur)
        except StapGeweigerd:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as draden:
        gelukt = list(draden.map(neem, range(2)))

    assert sorted(gelukt) == [False, True]
    assert daar.items.count() == 1
