"""The wijkactieplan of Helmond: SMART actions on top of regular effort, contributions, the wijktafel decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import (
    Helmond,
    dag,
    helmond_vastgesteld,
    helmond_voorgedragen,
    houd_overleg,
    klachten_bij,
    kort_plan,
    neem_actie_op,
    noemt,
    schrijf,
    trekker,
    voeg,
)
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Instemming

pytestmark = pytest.mark.django_db


# --- actions (HEL-53)


@pytest.mark.eis("HEL-53")
@pytest.mark.parametrize("mist", ["resultaat", "meetbaar", "middelen"])
def test_an_action_without_a_smart_field_is_not_taken_up(h: Helmond, mist: str) -> None:
    neem_actie_op_zonder = h.actie
    neem_actie_op_zonder.velden = {**h.actie.velden, mist: ""}
    neem_actie_op_zonder.save(update_fields=["velden"])

    klachten = klachten_bij(acties.neem_op, item=neem_actie_op_zonder, door=h.adviseur)

    assert any("HEL-53" in klacht and "Vul in" in klacht for klacht in klachten)


@pytest.mark.eis("HEL-53")
def test_an_action_without_holder_and_day_is_not_taken_up(h: Helmond) -> None:
    kaal = voeg(h.plan, "actie", "Zonder wie en wanneer", h.adviseur, ouder=h.opgave)

    klachten = klachten_bij(acties.neem_op, item=kaal, door=h.adviseur)

    assert {"Vul in: Trekker. (HEL-53)", "Vul in: Einde. (HEL-53)"} <= set(klachten)


@pytest.mark.eis("HEL-53")
def test_the_holder_must_have_agreed(h: Helmond) -> None:
    assert any("woCom" in klacht for klacht in klachten_bij(acties.neem_op, item=h.actie, door=h.adviseur))


@pytest.mark.eis("HEL-53")
def test_only_the_holder_agrees(h: Helmond) -> None:
    rij = Instemming.objects.bij(h.actie).get()

    for ander in (h.adviseur, h.wijkraad):
        with pytest.raises(PermissionDenied):
            acties.stem_in(instemming=rij, ding=h.actie, akkoord=True, toelichting="", door=ander)


@pytest.mark.eis("HEL-53")
def test_what_is_regular_effort_is_not_taken_up(h: Helmond) -> None:
    acties.stem_in(
        instemming=Instemming.objects.bij(h.actie).get(),
        ding=h.actie,
        akkoord=True,
        toelichting="",
        door=h.wocom,
    )
    oordeel: dict[str, Any] = {
        "item": h.actie,
        "oordeel": "additioneel",
        "criterium": "bovenop-de-reguliere-inzet",
        "door": h.adviseur,
    }
    acties.beoordeel_criterium(**oordeel, ja=False, toelichting="Dit doen zij al elk jaar.")

    [klacht] = klachten_bij(acties.neem_op, item=h.actie, door=h.adviseur)
    assert "bovenop de reguliere inzet" in klacht

    acties.beoordeel_criterium(**oordeel, ja=True, toelichting="Er komen twee middagen bij.")
    acties.neem_op(item=h.actie, door=h.adviseur)


@pytest.mark.eis("HEL-53")
def test_a_complete_action_is_taken_up(h: Helmond) -> None:
    neem_actie_op(h)

    h.actie.refresh_from_db()
    assert h.actie.stand == "opgenomen"
    assert h.actie.nummer == "1.1"


@pytest.mark.eis("HEL-53")
def test_another_holder_has_to_agree_anew(h: Helmond) -> None:
    acties.stem_in(
        instemming=Instemming.objects.bij(h.actie).get(),
        ding=h.actie,
        akkoord=True,
        toelichting="",
        door=h.wocom,
    )
    gegevens = acties.Itemgegevens(
        titel=h.actie.titel, velden=h.actie.velden, trekker=trekker("woonpartners"), einddatum=dag(90)
    )
    acties.wijzig(item=h.actie, gegevens=gegevens, versie=1, ouder=h.opgave, door=h.adviseur)
    h.actie.refresh_from_db()

    assert any(
        "Woonpartners" in klacht for klacht in klachten_bij(acties.neem_op, item=h.actie, door=h.adviseur)
    )


@pytest.mark.eis("HEL-54")
def test_actions_that_touch_each_other_give_a_hint(h: Helmond) -> None:
    for item in (h.actie,):
        item.thema = "leefbaarheid"
        item.save(update_fields=["thema"])
    voeg(h.plan, "actie", "Nog een inlooptafel", h.adviseur, ouder=h.opgave, thema="leefbaarheid")
    acties.stem_in(
        instemming=Instemming.objects.bij(h.actie).get(),
        ding=h.actie,
        akkoord=True,
        toelichting="",
        door=h.wocom,
    )
    acties.beoordeel_criterium(
        item=h.actie,
        oordeel="additioneel",
        criterium="bovenop-de-reguliere-inzet",
        ja=True,
        toelichting="Ja.",
        door=h.adviseur,
    )

    uitkomst = acties.neem_op(item=h.actie, door=h.adviseur)

    [advies] = uitkomst.adviezen
    assert "Nog een inlooptafel" in advies.tekst
    assert "HEL-54" in advies.eis


# --- contributions (HEL-55, HEL-58, HEL-64)


@pytest.mark.eis("HEL-55", "HEL-58")
def test_no_bundling_without_the_wijkorgaan(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    plan = kort_plan("wijkactieplan", "brouwhuis", adviseur)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(28), vraag="Wat brengt u in?", door=adviseur)

    assert noemt(klachten_bij(acties.bundel, plan=plan, door=adviseur), "HEL-55")


@pytest.mark.eis("HEL-55")
def test_contributions_are_asked_once_with_a_day(h: Helmond) -> None:
    voor = h.plan.bijdragen.count()

    acties.vraag_bijdragen(plan=h.plan, uiterlijk=dag(30), vraag="Nog eens", door=h.adviseur)

    assert h.plan.bijdragen.count() == voor
    assert set(h.plan.bijdragen.values_list("van", flat=True)) == {
        "soort:bewonersorgaan",
        "rol:professional",
        "rol:vakambtenaar",
    }


@pytest.mark.eis("HEL-55")
def test_the_day_counts_back_from_the_decision(h: Helmond) -> None:
    from wijkagenda.acties.bijdragen import uiterlijk_volgens_vorm

    h.plan.besluit_gepland = date(2027, 3, 29)

    assert uiterlijk_volgens_vorm(h.plan) == date(2027, 3, 1)


@pytest.mark.eis("HEL-58")
def test_a_contribution_says_how_supporters_were_heard(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    wijkraad = persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    plan = kort_plan("wijkactieplan", "brouwhuis", adviseur)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(28), vraag="Wat brengt u in?", door=adviseur)
    bijdrage = plan.bijdragen.get(partij__sleutel="wijkraad-brouwhuis")

    klachten = klachten_bij(
        acties.lever,
        bijdrage=bijdrage,
        inhoud="Wij willen een tafel.",
        velden={"herkomst-achterban": ""},
        door=wijkraad,
    )

    assert noemt(klachten, "HEL-58")


@pytest.mark.eis("HEL-64")
def test_adviseur_writes_no_contribution_for_a_wijkorgaan(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    plan = kort_plan("wijkactieplan", "brouwhuis", adviseur)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(28), vraag="Wat brengt u in?", door=adviseur)
    bijdrage = plan.bijdragen.get(partij__sleutel="wijkraad-brouwhuis")

    klachten = klachten_bij(
        acties.lever,
        bijdrage=bijdrage,
        inhoud="Namens hen.",
        velden={"herkomst-achterban": "x"},
        door=adviseur,
    )

    assert noemt(klachten, "HEL-64")


def test_another_party_brings_in_nothing_for_this_one(h: Helmond) -> None:
    bijdrage = h.plan.bijdragen.get(partij__sleutel="wijkraad-brouwhuis")

    with pytest.raises(PermissionDenied):
        acties.lever(bijdrage=bijdrage, inhoud="Iets anders.", velden={}, door=h.wocom)


@pytest.mark.eis("HEL-58")
def test_no_new_wijkplan(helmond: Profiel) -> None:
    wijkraad = persoon("wijkorgaan", partij="wijkraad-brouwhuis")

    klachten = klachten_bij(
        acties.start, vorm="wijkplan", gebied=gebied("brouwhuis"), periode_van=date(2027, 1, 1), door=wijkraad
    )

    assert noemt(klachten, "HEL-58")


# --- the wijktafel decides (HEL-38, HEL-56)


@pytest.mark.eis("HEL-56")
def test_decision_needs_a_wijktafel_that_was_held(h: Helmond) -> None:
    besluit: dict[str, Any] = {
        "plan": h.plan,
        "orgaan": "overleg:wijktafel",
        "datum": dag(-1),
        "kenmerk": "",
        "toelichting": "",
        "door": h.adviseur,
    }

    assert any("niet gehouden" in klacht for klacht in klachten_bij(acties.leg_besluit_vast, **besluit))
    houd_overleg("wijktafel", h.plan, h.adviseur)

    assert acties.leg_besluit_vast(**besluit).orgaan == "overleg:wijktafel"


@pytest.mark.eis("HEL-56")
def test_without_the_decision_nobody_establishes(h: Helmond) -> None:
    neem_actie_op(h)
    schrijf(h.plan, h.adviseur)
    acties.bundel(plan=h.plan, door=h.adviseur)
    acties.draag_voor(plan=h.plan, door=h.adviseur)

    with pytest.raises(PermissionDenied):
        acties.stel_vast(plan=h.plan, door=h.adviseur)


@pytest.mark.eis("HEL-38", "HEL-56")
def test_the_plan_is_established_as_the_wijktafel_decided(helmond: Profiel) -> None:
    h = helmond_vastgesteld()

    assert (h.plan.stand, h.plan.vastgesteld_door, h.plan.vastgesteld_op) == (
        "vastgesteld",
        "Wijktafel",
        dag(-1),
    )
    assert h.plan.kenmerk == "WT-1"


@pytest.mark.eis("HEL-19")
def test_a_wijkorgaan_establishes_nothing(helmond: Profiel) -> None:
    h = helmond_voorgedragen()

    with pytest.raises(PermissionDenied):
        acties.stel_vast(plan=h.plan, door=h.wijkraad)


@pytest.mark.eis("HEL-56")
def test_after_putting_forward_the_text_is_taken_back_to_sharpen_it(helmond: Profiel) -> None:
    h = helmond_voorgedragen()
    assert klachten_bij(acties.heropen, plan=h.plan, reden="", door=h.adviseur) == ("Geef een reden.",)

    plan = acties.heropen(plan=h.plan, reden="Aangescherpt aan de wijktafel.", door=h.adviseur)
    acties.schrijf_sectie(plan=plan, sleutel="beslispunten", tekst="Aangescherpt.", versie=1, door=h.adviseur)

    assert plan.stand == Plan.Stand.CONCEPT


@pytest.mark.eis("HEL-52")
def test_the_plan_has_its_required_sections(h: Helmond) -> None:
    neem_actie_op(h)
    acties.bundel(plan=h.plan, door=h.adviseur)

    klachten = klachten_bij(acties.draag_voor, plan=h.plan, door=h.adviseur)

    assert klachten == (
        "Schrijf het deel “Discussie- en beslispunten”.",
        "Schrijf het deel “Afspraken over additionele inzet”.",
    )
