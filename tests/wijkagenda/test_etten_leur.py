"""The wijkagenda of Etten-Leur: topics under three conditions, WOP actions of the year, kept or not at each adoption."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import (
    al_vastgesteld,
    dag,
    klachten_bij,
    kort_plan,
    noemt,
    schrijf,
    trekker,
    uit,
    voeg,
)
from wijkagenda import acties
from wijkagenda.models import Plan, Planitem
from wijkwerk.afspraken import service as afspraken
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "banakkers"
VOORWAARDEN = ("noodzaak-aangetoond", "duidelijk-wie-wat-doet", "besluit-van-ten-minste-de-gemeente")


@pytest.fixture
def wijkmanager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def wop(wijkmanager: Gebruiker) -> Plan:
    return al_vastgesteld("wop", WIJK, wijkmanager)


@pytest.fixture
def agenda(wop: Plan, wijkmanager: Gebruiker) -> Plan:
    return kort_plan("wijkagenda", WIJK, wijkmanager)


def onderwerp(plan: Plan, door: Gebruiker, titel: str = "Fietspad", **meer: Any) -> Planitem:
    waarden: dict[str, Any] = {
        "velden": {"korte-termijn": "ja"},
        "trekker": trekker("wel"),
        "einddatum": dag(60),
        "gebieden": [plan.gebied],
    }
    return voeg(plan, "onderwerp", titel, door, **(waarden | meer))


def beoordeel(item: Planitem, door: Gebruiker, *behalve: str) -> None:
    for criterium in VOORWAARDEN:
        if criterium not in behalve:
            acties.beoordeel_criterium(
                item=item, oordeel="opnemen", criterium=criterium, ja=True, toelichting="Ja.", door=door
            )


@pytest.mark.eis("ETL-54")
@pytest.mark.parametrize("mist", VOORWAARDEN)
def test_a_topic_needs_all_three_conditions(agenda: Plan, wijkmanager: Gebruiker, mist: str) -> None:
    item = onderwerp(agenda, wijkmanager)
    beoordeel(item, wijkmanager, mist)

    [klacht] = klachten_bij(acties.neem_op, item=item, door=wijkmanager)

    assert "ETL-54" in klacht


@pytest.mark.eis("ETL-37", "ETL-54")
def test_a_topic_with_all_conditions_is_taken_up(agenda: Plan, wijkmanager: Gebruiker) -> None:
    item = onderwerp(agenda, wijkmanager)
    beoordeel(item, wijkmanager)

    acties.neem_op(item=item, door=wijkmanager)

    item.refresh_from_db()
    assert item.stand == "opgenomen"


@pytest.mark.eis("ETL-37")
@pytest.mark.parametrize(("zonder", "woord"), [("trekker", "Wie"), ("einddatum", "Wanneer")])
def test_who_and_when_are_never_unclear(
    agenda: Plan, wijkmanager: Gebruiker, zonder: str, woord: str
) -> None:
    leeg: dict[str, Any] = {zonder: None}
    item = onderwerp(agenda, wijkmanager, **leeg)
    beoordeel(item, wijkmanager)

    assert klachten_bij(acties.neem_op, item=item, door=wijkmanager) == (f"Vul in: {woord}. (ETL-37)",)


@pytest.mark.eis("ETL-34")
def test_a_topic_belongs_to_a_wop_goal_or_is_short_term(agenda: Plan, wijkmanager: Gebruiker) -> None:
    los = onderwerp(agenda, wijkmanager, velden={"korte-termijn": "nee"})
    beoordeel(los, wijkmanager)
    assert noemt(klachten_bij(acties.neem_op, item=los, door=wijkmanager), "ETL-34")

    acties.voeg_herkomst_toe(item=los, afkomst=uit("wop", "Doel 2: veilig")[0], door=wijkmanager)

    acties.neem_op(item=los, door=wijkmanager)


@pytest.mark.eis("ETL-55")
def test_others_propose_and_do_not_write(agenda: Plan) -> None:
    for ander in (persoon("vakambtenaar"), persoon("partner", partij="wel"), persoon("bewoner", gebied=WIJK)):
        with pytest.raises(PermissionDenied):
            onderwerp(agenda, ander)


@pytest.mark.eis("ETL-07")
def test_a_topic_of_more_wijken_has_one_holder(agenda: Plan, wijkmanager: Gebruiker) -> None:
    gebieden = [gebied(WIJK), gebied("centrum-west")]
    item = onderwerp(agenda, wijkmanager, gebieden=gebieden)

    assert {plek.sleutel for plek in item.gebieden.all()} == {WIJK, "centrum-west"}
    assert str(item.trekker) == str(trekker("wel"))


# --- year change (ETL-52)


def wop_met_acties(door: Gebruiker) -> Plan:
    plan = al_vastgesteld("wop", WIJK, door, ("wop-actie", "Dit jaar"), ("wop-actie", "Later"))
    dit_jaar = timezone.localdate().year
    for titel, jaar in (("Dit jaar", dit_jaar), ("Later", dit_jaar + 2)):
        plan.items.filter(titel=titel).update(velden={"jaar": jaar})
    return plan


@pytest.mark.eis("ETL-52")
def test_wop_actions_of_the_year_come_along(wijkmanager: Gebruiker) -> None:
    wop_met_acties(wijkmanager)

    agenda = kort_plan("wijkagenda", WIJK, wijkmanager)

    [item] = agenda.items.all()
    assert (item.titel, item.soort, item.stand) == ("Dit jaar", "onderwerp", "voorgenomen")
    assert item.herkomsten.get().soort == "wop"


def test_a_wijk_without_a_wop_has_a_wijkagenda_too(wijkmanager: Gebruiker) -> None:
    agenda = kort_plan("wijkagenda", WIJK, wijkmanager)

    assert not agenda.items.exists()
    assert onderwerp(agenda, wijkmanager).stand == "voorgenomen"


@pytest.mark.eis("ETL-52")
def test_dropping_a_wop_action_needs_a_reason(wijkmanager: Gebruiker) -> None:
    wop_met_acties(wijkmanager)
    [item] = kort_plan("wijkagenda", WIJK, wijkmanager).items.all()

    assert noemt(klachten_bij(acties.laat_weg, item=item, reden=" ", door=wijkmanager), "ETL-52")
    acties.laat_weg(item=item, reden="De subsidie is niet gekomen.", door=wijkmanager)

    item.refresh_from_db()
    assert (item.stand, item.reden) == ("weggelaten", "De subsidie is niet gekomen.")


@pytest.mark.eis("ETL-52")
def test_a_wop_action_is_never_left_undecided(wijkmanager: Gebruiker) -> None:
    wop_met_acties(wijkmanager)
    agenda = kort_plan("wijkagenda", WIJK, wijkmanager)
    bundel(agenda, wijkmanager)

    klachten = klachten_bij(acties.draag_voor, plan=agenda, door=persoon("wijkwethouder", gebied=WIJK))

    assert "Neem “1 Dit jaar” op, of laat het weg." in klachten


# --- bundling, adoption, kept or not


def bundel(plan: Plan, door: Gebruiker) -> None:
    schrijf(plan, door)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(14), vraag="Wat doet u in deze wijk?", door=door)
    for bijdrage in plan.bijdragen.all():
        acties.lever(bijdrage=bijdrage, inhoud="Dit loopt, en dit zijn wij van plan.", velden={}, door=door)
    acties.bundel(plan=plan, door=door)


@pytest.mark.eis("ETL-43", "ETL-62")
def test_every_partner_is_on_the_map_before_bundling(agenda: Plan, wijkmanager: Gebruiker) -> None:
    persoon("partner", partij="wel")
    persoon("partner", partij="surplus")
    acties.vraag_bijdragen(plan=agenda, uiterlijk=dag(14), vraag="Wat doet u?", door=wijkmanager)
    wel = agenda.bijdragen.get(partij__sleutel="wel")
    acties.lever(bijdrage=wel, inhoud="Wij bouwen.", velden={}, door=wijkmanager)

    klachten = klachten_bij(acties.bundel, plan=agenda, door=wijkmanager)

    assert any("ETL-43" in klacht and "Surplus" in klacht for klacht in klachten)
    assert not any("WEL" in klacht for klacht in klachten)


@pytest.mark.eis("ETL-43")
def test_asking_nobody_does_not_help(agenda: Plan, wijkmanager: Gebruiker) -> None:
    assert noemt(klachten_bij(acties.bundel, plan=agenda, door=wijkmanager), "ETL-43")


def zet_op(agenda: Plan, wijkmanager: Gebruiker, **velden: Any) -> tuple[Planitem, Gebruiker]:
    """One topic on the agenda, put forward by the wijkwethouder; returns the topic and a member of the college."""
    item = onderwerp(agenda, wijkmanager)
    beoordeel(item, wijkmanager)
    acties.neem_op(item=item, door=wijkmanager)
    waarden = {
        "titel": agenda.titel,
        "communicatieparagraaf": "Op de website en in de wijkkrant.",
        "participatieparagraaf": "Bewoners kiezen mee.",
        **velden,
    }
    agenda.refresh_from_db()
    acties.bewerk(plan=agenda, waarden=waarden, versie=agenda.versie, door=wijkmanager)
    bundel(agenda, wijkmanager)
    acties.draag_voor(plan=agenda, door=persoon("wijkwethouder", gebied=WIJK))
    return item, persoon("college")


@pytest.mark.eis("ETL-24", "ETL-62")
def test_wijkwethouder_puts_forward_and_college_establishes(agenda: Plan, wijkmanager: Gebruiker) -> None:
    _, college = zet_op(agenda, wijkmanager)

    with pytest.raises(PermissionDenied):
        acties.stel_vast(plan=agenda, door=wijkmanager)
    assert acties.stel_vast(plan=agenda, door=college).vastgesteld_door == "college"


@pytest.mark.eis("ETL-24")
def test_wijkmanager_does_not_put_forward(agenda: Plan, wijkmanager: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        acties.draag_voor(plan=agenda, door=wijkmanager)


@pytest.mark.eis("ETL-18")
def test_a_plan_has_a_communication_paragraph(agenda: Plan, wijkmanager: Gebruiker) -> None:
    _, college = zet_op(agenda, wijkmanager, communicatieparagraaf="")

    assert noemt(klachten_bij(acties.stel_vast, plan=agenda, door=college), "ETL-18")


@pytest.mark.eis("ETL-04", "ETL-50")
def test_every_promise_that_is_due_is_judged_before_the_next_adoption(
    agenda: Plan, wijkmanager: Gebruiker
) -> None:
    item, college = zet_op(agenda, wijkmanager)
    acties.stel_vast(plan=agenda, door=college)
    item.refresh_from_db()
    afspraak = item.afspraak
    assert afspraak is not None
    afspraak.uiterlijk = dag(-1)
    afspraak.stand = "toegezegd"
    afspraak.save(update_fields=["uiterlijk", "stand"])
    volgende = kort_plan("wijkagenda", WIJK, wijkmanager)
    for oud in volgende.items.all():
        acties.neem_op(item=oud, door=wijkmanager)
    bundel(volgende, wijkmanager)
    acties.draag_voor(plan=volgende, door=persoon("wijkwethouder", gebied=WIJK))

    klachten = klachten_bij(acties.stel_vast, plan=volgende, door=college)
    assert sum("ETL-50" in klacht for klacht in klachten) == 2

    afspraken.beoordeel(
        afspraak=afspraak, nagekomen="nee", toelichting="De aannemer viel uit.", door=wijkmanager
    )
    plan = acties.stel_vast(plan=volgende, door=college)
    agenda.refresh_from_db()
    assert (plan.stand, agenda.stand) == ("vastgesteld", "vervangen")


@pytest.mark.eis("ETL-50")
def test_one_promise_lives_on_in_the_next_version(agenda: Plan, wijkmanager: Gebruiker) -> None:
    item, college = zet_op(agenda, wijkmanager)
    acties.stel_vast(plan=agenda, door=college)
    item.refresh_from_db()

    [verder] = kort_plan("wijkagenda", WIJK, wijkmanager).items.all()

    assert (verder.spoor, verder.afspraak_id) == (item.spoor, item.afspraak_id)


@pytest.mark.eis("ETL-04", "ETL-56")
def test_publication_is_told_to_residents_partners_and_raad(agenda: Plan, wijkmanager: Gebruiker) -> None:
    lezers = {
        persoon("bewoner", gebied=WIJK),
        persoon("raad"),
        persoon("wijkagent", gebied=WIJK, partij="politie"),
    }
    _, college = zet_op(agenda, wijkmanager)
    plan = acties.stel_vast(plan=agenda, door=college)

    acties.publiceer(plan=plan, bevestigd=set(), door=wijkmanager)

    ontvangers = set(Bericht.objects.filter(soort="publicatie-geplaatst").values_list("ontvanger", flat=True))
    assert {lezer.pk for lezer in lezers} <= ontvangers


@pytest.mark.eis("ETL-51")
def test_a_wop_has_a_social_and_a_physical_part(wijkmanager: Gebruiker) -> None:
    plan = kort_plan("wop", WIJK, wijkmanager)

    klachten = klachten_bij(acties.draag_voor, plan=plan, door=persoon("wijkwethouder", gebied=WIJK))

    assert {"Schrijf het deel “Sociaal”.", "Schrijf het deel “Fysiek”."} <= set(klachten)
    assert plan.periode_tot is not None
    assert plan.periode_tot.year == plan.periode_van.year + 3
