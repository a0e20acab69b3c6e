"""Each item of the yearly overview is judged for each area."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from participatie import acties
from participatie.models import Relevantie
from tests.hulp import gebied, persoon
from tests.participatie.jaaroverzicht.overzichten import VELDEN, plan_met
from tests.participatie.toneel import KERN, adres, als, klachten
from tests.wijkagenda.plannen import al_vastgesteld, bundel_als_nodig, kort_plan, voeg
from wijkagenda import acties as plannen
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.models import Planitem
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


@pytest.mark.eis("BER-47")
def test_each_item_is_judged_for_each_area_before_the_overview_goes_on(
    client: Client, coordinator: Gebruiker
) -> None:
    plan, item = plan_met(coordinator, KERN, "egmond-aan-zee")
    eerst = klachten(plannen.draag_voor, plan=plan, door=coordinator)
    assert eerst == ["Toets eerst het belang voor de gebieden (2 keer): “Riolering Heereweg”."]
    als(client, coordinator)
    hier, daar = (f"toets-{item.pk}-{gebied(naam).pk}" for naam in (KERN, "egmond-aan-zee"))

    zonder = client.post(adres("toets", plan.pk), {hier: "ja", daar: "nee"})
    assert zonder.status_code == 422
    assert zonder.context["form"].has_error(f"{daar}-waarom")
    client.post(adres("toets", plan.pk), {hier: "ja", daar: "nee", f"{daar}-waarom": "Daar ligt geen riool."})

    gegeven = {rij.gebied.sleutel: (rij.relevant, rij.toelichting) for rij in Relevantie.objects.all()}
    assert gegeven == {KERN: (True, ""), "egmond-aan-zee": (False, "Daar ligt geen riool.")}
    assert [rij.sleutel for rij in item.gebieden.all()] == [KERN]
    assert plannen.draag_voor(plan=plan, door=coordinator).stand == "voorgedragen"


@pytest.mark.eis("BER-30")
@pytest.mark.parametrize("fase", ["niet", "nog niet"])
def test_what_is_not_or_not_yet_taken_up_says_why(client: Client, coordinator: Gebruiker, fase: str) -> None:
    plan = kort_plan("jaaroverzicht", KERN, coordinator)
    item = voeg(
        plan,
        "plan-of-project",
        "Riolering Heereweg",
        coordinator,
        velden=VELDEN | {"fase": fase},
        gebieden=[gebied(KERN)],
    )
    naar = reverse("wijkagenda:opname", args=[plan.pk, item.pk])
    als(client, coordinator)

    geweigerd = client.post(naar)
    item.refresh_from_db()
    assert item.stand == Planitem.Stand.VOORGENOMEN
    assert geweigerd.status_code == 422
    assert "waarom niet of nog niet" in " ".join(map(str, geweigerd.context["klachten"])).lower()

    item.velden = {**item.velden, "waarom-niet": "Het geld is er pas volgend jaar."}
    item.save(update_fields=["velden"])
    client.post(naar)
    item.refresh_from_db()
    assert item.stand == Planitem.Stand.OPGENOMEN
    bundel_als_nodig(plan, coordinator)
    blok = maak_inhoud(plan).opgenomen()[0]
    assert "Het geld is er pas volgend jaar." in [veld.waarde for veld in blok.velden]


@pytest.mark.eis("BER-47")
def test_a_judgment_can_be_changed_while_the_overview_is_made(coordinator: Gebruiker) -> None:
    _, item = plan_met(coordinator, KERN)
    hier = gebied(KERN)
    toets: dict[str, Any] = {"item": item, "gebied": hier, "door": coordinator}
    acties.toets_relevantie(relevant=False, toelichting="Toch niet.", **toets)
    assert not item.gebieden.exists()

    acties.toets_relevantie(relevant=True, toelichting="", **toets)

    assert item.gebieden.get() == hier
    assert Relevantie.objects.get().relevant


@pytest.mark.eis("BER-47")
def test_an_area_that_was_judged_no_does_not_come_back_unseen(coordinator: Gebruiker) -> None:
    plan, item = plan_met(coordinator, KERN, "egmond-aan-zee")
    daar = gebied("egmond-aan-zee")
    toets: dict[str, Any] = {"item": item, "door": coordinator}
    acties.toets_relevantie(gebied=gebied(KERN), relevant=True, toelichting="", **toets)
    acties.toets_relevantie(gebied=daar, relevant=False, toelichting="Geen riool.", **toets)

    item.gebieden.add(daar)

    assert klachten(plannen.draag_voor, plan=plan, door=coordinator) == [
        "Toets eerst het belang voor de gebieden (1 keer): “Riolering Heereweg”."
    ]


@pytest.mark.eis("BER-47")
def test_what_does_not_matter_here_or_names_no_area_does_not_go_on(coordinator: Gebruiker) -> None:
    plan, item = plan_met(coordinator, KERN)
    acties.toets_relevantie(
        item=item, gebied=gebied(KERN), relevant=False, toelichting="Toch niet.", door=coordinator
    )
    hier_niet = klachten(plannen.draag_voor, plan=plan, door=coordinator)
    Relevantie.objects.all().delete()
    zonder = klachten(plannen.draag_voor, plan=plan, door=coordinator)

    leeg = "“1 Riolering Heereweg”: Vul in: Gebieden. (BER-31, BER-47)"
    assert hier_niet == [
        leeg,
        f"Niet van belang voor {gebied(KERN)}, maar het staat er nog in: “Riolering Heereweg”.",
    ]
    assert zonder == [
        leeg,
        "Zet erbij voor welke gebieden dit van belang is: “Riolering Heereweg”.",
    ]


def test_who_does_not_make_the_overview_judges_nothing(client: Client, coordinator: Gebruiker) -> None:
    plan, item = plan_met(coordinator, KERN)
    elders = persoon("wijkcoordinator", gebied="egmond-aan-zee")

    assert als(client, elders).get(adres("toets", plan.pk)).status_code == 404
    assert als(client, persoon("management")).get(adres("toets", plan.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.toets_relevantie(
            item=item, gebied=gebied(KERN), relevant=True, toelichting="", door=persoon("management")
        )


def test_an_area_that_the_item_does_not_name_is_not_judged(coordinator: Gebruiker) -> None:
    _, item = plan_met(coordinator, KERN)

    assert klachten(
        acties.toets_relevantie,
        item=item,
        gebied=gebied("egmond-aan-zee"),
        relevant=True,
        toelichting="",
        door=coordinator,
    ) == ["Dit punt noemt dit gebied niet."]


def test_other_plans_ask_no_such_judgment(coordinator: Gebruiker, client: Client) -> None:
    plan = al_vastgesteld("kernovereenkomst", KERN, coordinator)

    assert als(client, coordinator).get(adres("toets", plan.pk)).status_code == 404
