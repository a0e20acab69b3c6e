"""Points for discussion and decision: put with the plan, their outcome recorded before it is established."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    Helmond,
    dag,
    houd_overleg,
    klachten_bij,
    neem_actie_op,
    schrijf,
    trekker,
    voeg,
)
from wijkagenda import acties
from wijkagenda.acties import Itemgegevens, Tekstconflict
from wijkagenda.models import Plan, Planitem
from wijkwerk.publicatie.models import Publicatie

ONBESLIST = "Leg vast wat er uitkwam bij “{}”."


@pytest.fixture
def punt(h: Helmond) -> Planitem:
    """A point for decision in a plan that has everything else."""
    neem_actie_op(h)
    punt = voeg(
        h.plan,
        "beslispunt",
        "Komt er een schoolstraat?",
        h.adviseur,
        velden={"toelichting": "Zie de cijfers."},
    )
    acties.neem_op(item=punt, door=h.adviseur)
    schrijf(h.plan, h.adviseur)
    acties.bundel(plan=h.plan, door=h.adviseur)
    punt.refresh_from_db()
    return punt


def leg_voor(h: Helmond) -> Plan:
    """The wijktafel was held and decided on the plan as a whole."""
    houd_overleg("wijktafel", h.plan, h.adviseur)
    acties.leg_besluit_vast(
        plan=h.plan, orgaan="overleg:wijktafel", datum=dag(-1), kenmerk="", toelichting="", door=h.adviseur
    )
    return acties.draag_voor(plan=h.plan, door=h.adviseur)


def adres(punt: Planitem) -> str:
    return reverse("wijkagenda:uitkomst", args=[punt.plan_id, punt.pk])


@pytest.mark.eis("HEL-55")
def test_the_bundled_concept_has_the_points_for_discussion_and_decision(
    als_adviseur: Client, h: Helmond, punt: Planitem
) -> None:
    h.plan.refresh_from_db()

    pagina = als_adviseur.get(h.plan.get_absolute_url()).text

    assert h.plan.stand == Plan.Stand.GEBUNDELD
    assert "<h2>Beslispunt</h2>" in pagina
    assert "Komt er een schoolstraat?" in pagina


def test_a_point_is_put_forward_open_and_the_plan_not_established_before_its_outcome(
    als_adviseur: Client, h: Helmond, punt: Planitem
) -> None:
    plan = leg_voor(h)
    assert klachten_bij(acties.stel_vast, plan=plan, door=h.adviseur) == (ONBESLIST.format(punt),)
    pagina = als_adviseur.get(plan.get_absolute_url()).text
    assert ONBESLIST.format(punt) in pagina
    assert adres(punt) in pagina
    assert "nog open" in pagina

    antwoord = als_adviseur.post(
        adres(punt), {"versie": punt.versie, "uitkomst": "Ja, een proef van een jaar."}
    )

    assert antwoord.status_code == 302
    assert acties.stel_vast(plan=plan, door=h.adviseur).stand == Plan.Stand.VASTGESTELD


def test_the_outcome_stands_in_what_is_published(h: Helmond, punt: Planitem) -> None:
    plan = leg_voor(h)
    acties.leg_uitkomst_vast(
        item=punt, waarden={"uitkomst": "Ja, een proef."}, versie=punt.versie, door=h.adviseur
    )
    plan = acties.stel_vast(plan=plan, door=h.adviseur)

    acties.publiceer(plan=plan, bevestigd=set(), door=h.adviseur)

    [item] = [i for i in Publicatie.objects.get().inhoud["items"] if i["soort"] == "beslispunt"]
    assert {"sleutel": "uitkomst", "label": "Uitkomst", "waarde": "Ja, een proef."} in item["velden"]


def test_an_empty_outcome_is_refused_at_its_field(als_adviseur: Client, punt: Planitem) -> None:
    antwoord = als_adviseur.post(adres(punt), {"versie": punt.versie, "uitkomst": "  "})

    assert antwoord.status_code == 422
    assert "uitkomst" in antwoord.context["form"].errors


def test_two_who_record_at_once_both_keep_their_text(
    als_adviseur: Client, h: Helmond, punt: Planitem
) -> None:
    eerder = punt.versie
    acties.leg_uitkomst_vast(item=punt, waarden={"uitkomst": "Ja."}, versie=eerder, door=h.adviseur)

    antwoord = als_adviseur.post(adres(punt), {"versie": eerder, "uitkomst": "Nee."})

    assert antwoord.status_code == 409
    assert "Ja." in antwoord.text
    assert "Nee." in antwoord.text
    with pytest.raises(Tekstconflict):
        acties.leg_uitkomst_vast(item=punt, waarden={"uitkomst": "Nee."}, versie=eerder, door=h.adviseur)


def test_who_does_not_record_decisions_is_refused(client: Client, h: Helmond, punt: Planitem) -> None:
    client.force_login(h.wocom)
    assert client.get(adres(punt)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.leg_uitkomst_vast(item=punt, waarden={"uitkomst": "Ja."}, versie=punt.versie, door=h.wocom)
    client.force_login(persoon("adviseur-wgw", gebied="dierdonk"))

    assert client.get(adres(punt)).status_code == 404


def test_once_established_the_outcome_stands(h: Helmond, punt: Planitem) -> None:
    plan = leg_voor(h)
    punt = acties.leg_uitkomst_vast(
        item=punt, waarden={"uitkomst": "Ja."}, versie=punt.versie, door=h.adviseur
    )
    acties.stel_vast(plan=plan, door=h.adviseur)

    klachten = klachten_bij(
        acties.leg_uitkomst_vast,
        item=punt,
        waarden={"uitkomst": "Toch niet."},
        versie=punt.versie,
        door=h.adviseur,
    )

    assert klachten == ("Dit plan staat vast.",)


def test_a_kind_without_outcome_has_no_such_page(als_adviseur: Client, h: Helmond, punt: Planitem) -> None:
    assert als_adviseur.get(adres(h.opgave)).status_code == 404


def test_the_page_of_a_point_leads_to_its_outcome(als_adviseur: Client, punt: Planitem) -> None:
    pagina = als_adviseur.get(punt.get_absolute_url()).text

    assert adres(punt) in pagina
    assert "Uitkomst vastleggen" in pagina
    bewerken = als_adviseur.get(reverse("wijkagenda:item_bewerken", args=[punt.plan_id, punt.pk])).text
    assert 'name="v-uitkomst"' not in bewerken


def test_the_next_version_begins_without_what_was_decided(h: Helmond, punt: Planitem) -> None:
    plan = leg_voor(h)
    acties.leg_uitkomst_vast(item=punt, waarden={"uitkomst": "Ja."}, versie=punt.versie, door=h.adviseur)
    plan = acties.stel_vast(plan=plan, door=h.adviseur)

    nieuw = acties.start(
        vorm=plan.vorm, gebied=plan.gebied, periode_van=date(dag(0).year + 1, 1, 1), door=h.adviseur
    )

    assert set(nieuw.items.values_list("soort", flat=True)) == {"opgave", "actie"}


def test_a_point_that_somebody_still_carries_begins_without_its_decision(h: Helmond, punt: Planitem) -> None:
    acties.heropen(plan=h.plan, reden="Er komt een trekker bij.", door=h.adviseur)
    acties.wijzig(
        item=punt,
        gegevens=Itemgegevens(titel=punt.titel, trekker=trekker("wocom"), einddatum=dag(90)),
        versie=punt.versie,
        door=h.adviseur,
    )
    acties.bundel(plan=h.plan, door=h.adviseur)
    punt.refresh_from_db()
    plan = leg_voor(h)
    acties.leg_uitkomst_vast(item=punt, waarden={"uitkomst": "Ja."}, versie=punt.versie, door=h.adviseur)
    plan = acties.stel_vast(plan=plan, door=h.adviseur)

    nieuw = acties.start(
        vorm=plan.vorm, gebied=plan.gebied, periode_van=date(dag(0).year + 1, 1, 1), door=h.adviseur
    )

    weer = nieuw.items.get(soort="beslispunt")
    assert weer.afspraak_id is not None
    assert "uitkomst" not in weer.velden
