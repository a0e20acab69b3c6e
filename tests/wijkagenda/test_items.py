"""Items: the form follows the profile, and every step has its page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import partij, persoon
from tests.wijkagenda.plannen import Helmond, kort_plan, neem_actie_op, voeg
from wijkagenda import acties
from wijkagenda.models import Planitem
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Beoordeling, Instemming

pytestmark = pytest.mark.django_db


def adres(naam: str, item: Planitem, *meer: Any) -> str:
    return reverse(f"wijkagenda:{naam}", args=[item.plan_id, item.pk, *meer])


def formulier(h: Helmond, **anders: Any) -> dict[str, Any]:
    return {
        "titel": "Nieuwe actie",
        "versie": 1,
        "ouder": h.opgave.pk,
        "v-resultaat": "Tien bankjes",
        "v-meetbaar": "Tellen",
        "v-middelen": "2.000 euro",
        "trekker": f"partij:{partij('woonpartners').pk}",
        "einddatum": "2027-12-01",
        "gebieden": [h.plan.gebied_id],
        **anders,
    }


def test_form_has_the_fields_of_the_kind(als_adviseur: Client, h: Helmond) -> None:
    tekst = als_adviseur.get(reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "actie"])).text

    for label in (
        "Onder welke opgave?",
        "Resultaat",
        "Hoe meten we het",
        "Partners",
        "Middelen",
        "Trekker",
        "Einde",
    ):
        assert label in tekst


def test_adds_an_item(als_adviseur: Client, h: Helmond) -> None:
    antwoord = als_adviseur.post(reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "actie"]), formulier(h))

    item = h.plan.items.get(titel="Nieuwe actie")
    assert antwoord.headers["Location"] == item.get_absolute_url()
    assert item.velden["resultaat"] == "Tien bankjes"
    assert (str(item.trekker), str(item.uiterlijk), item.nummer) == ("Woonpartners", "2027-12-01", "1.2")


def test_an_action_needs_its_opgave(als_adviseur: Client, h: Helmond) -> None:
    assert (
        als_adviseur.post(
            reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "actie"]), formulier(h, ouder="")
        ).status_code
        == 422
    )


def test_a_kind_that_the_form_does_not_have(als_adviseur: Client, h: Helmond) -> None:
    assert als_adviseur.get(reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "onzin"])).status_code == 404


def test_who_contributes_adds_nothing(client: Client, h: Helmond) -> None:
    client.force_login(h.wijkraad)

    assert (
        client.post(reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "actie"]), formulier(h)).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("gemeente", "rol", "vorm", "waar", "soort", "labels"),
    [
        (
            "bergen",
            "wijkcoordinator",
            "jaaroverzicht",
            "schoorl",
            "plan-of-project",
            ("Onderwerp", "Afdeling", "Fase", "Voorbereiding"),
        ),
        (
            "etten-leur",
            "wijkmanager",
            "wop",
            "banakkers",
            "wop-doel",
            ("Titel", "Effect", "Hoe bewoners meedoen"),
        ),
        (
            "etten-leur",
            "wijkmanager",
            "prestatieafspraken",
            "etten-leur",
            "prestatie",
            ("Wat", "Waarom", "Organisatie", "Hoe"),
        ),
    ],
)
def test_each_municipality_has_its_own_form(
    client: Client,
    db: None,
    gemeente: str,
    rol: str,
    vorm: str,
    waar: str,
    soort: str,
    labels: tuple[str, ...],
) -> None:
    from tests.hulp import activeer

    activeer(gemeente)
    maker = persoon(rol, gebied=waar)
    plan = kort_plan(vorm, waar, maker)
    client.force_login(maker)

    tekst = client.get(reverse("wijkagenda:item_nieuw", args=[plan.pk, soort])).text

    for label in labels:
        assert label in tekst


def test_page_lists_every_complaint(als_adviseur: Client, h: Helmond) -> None:
    tekst = als_adviseur.get(h.actie.get_absolute_url()).text

    assert "Nog niet akkoord: woCom." in tekst
    assert "Beoordeel eerst: bovenop de reguliere inzet." in tekst


def test_change_and_conflict(als_adviseur: Client, h: Helmond) -> None:
    url = adres("item_bewerken", h.actie)

    assert als_adviseur.get(url).status_code == 200
    assert als_adviseur.post(url, formulier(h, titel="Andere titel")).status_code == 302
    h.actie.refresh_from_db()
    assert (h.actie.titel, h.actie.versie) == ("Andere titel", 2)
    antwoord = als_adviseur.post(url, formulier(h, titel="Te laat"))
    assert antwoord.status_code == 409
    assert "Te laat" in antwoord.text
    assert "Andere titel" in antwoord.text


def test_taking_up_through_the_page(als_adviseur: Client, h: Helmond) -> None:
    url = adres("opname", h.actie)
    assert als_adviseur.post(url).status_code == 422
    acties.stem_in(
        instemming=Instemming.objects.bij(h.actie).get(),
        ding=h.actie,
        akkoord=True,
        toelichting="",
        door=h.wocom,
    )
    oordeel = adres("oordeel", h.actie, "additioneel", "bovenop-de-reguliere-inzet")
    assert als_adviseur.post(oordeel, {"ja": "ja", "toelichting": "Er was niets."}).status_code == 302

    assert als_adviseur.post(url).status_code == 302
    h.actie.refresh_from_db()
    assert h.actie.stand == "opgenomen"
    antwoord = als_adviseur.post(url)
    assert antwoord.status_code == 422
    assert "Dit kan niet meer" in antwoord.text


def test_a_judgment_has_an_explanation(als_adviseur: Client, h: Helmond) -> None:
    oordeel = adres("oordeel", h.actie, "additioneel", "bovenop-de-reguliere-inzet")

    assert als_adviseur.post(oordeel, {"ja": "nee", "toelichting": ""}).status_code == 422
    assert not Beoordeling.objects.exists()


def test_no_judgment_that_no_rule_wants(als_adviseur: Client, h: Helmond) -> None:
    assert (
        als_adviseur.post(
            adres("oordeel", h.opgave, "additioneel", "bovenop-de-reguliere-inzet"), {"ja": "ja"}
        ).status_code
        == 404
    )


def test_leaving_out_what_was_in_needs_a_reason(als_adviseur: Client, h: Helmond) -> None:
    neem_actie_op(h)
    url = adres("weglating", h.actie)

    assert als_adviseur.get(url).status_code == 200
    assert als_adviseur.post(url, {"reden": ""}).status_code == 422
    assert als_adviseur.post(url, {"reden": "De zaal is dicht."}).status_code == 302
    h.actie.refresh_from_db()
    assert (h.actie.stand, h.actie.reden) == ("weggelaten", "De zaal is dicht.")


def test_what_was_left_out_can_come_back(als_adviseur: Client, h: Helmond) -> None:
    neem_actie_op(h)
    acties.laat_weg(item=h.actie, reden="Toch niet.", door=h.adviseur)

    als_adviseur.post(adres("opname", h.actie))

    h.actie.refresh_from_db()
    assert (h.actie.stand, h.actie.reden) == ("opgenomen", "")


def test_origin_is_added_and_removed(als_adviseur: Client, h: Helmond) -> None:
    assert (
        als_adviseur.post(adres("herkomst", h.actie), {"bron": "begroting", "tekst": "Post 6.1"}).status_code
        == 302
    )
    herkomst = h.actie.herkomsten.get()
    assert (herkomst.soort, herkomst.tekst) == ("begroting", "Post 6.1")

    als_adviseur.post(adres("herkomst_weg", h.actie, herkomst.pk))

    assert not h.actie.herkomsten.exists()


def test_item_of_another_plan_is_not_here(als_adviseur: Client, h: Helmond) -> None:
    elders = persoon("adviseur-wgw", gebied="dierdonk")
    plan = kort_plan("wijkactieplan", "dierdonk", elders)
    item = voeg(plan, "opgave", "Elders", elders)

    assert als_adviseur.get(item.get_absolute_url()).status_code == 404
    assert als_adviseur.get(reverse("wijkagenda:item", args=[h.plan.pk, item.pk])).status_code == 404


def test_reading_an_item_as_contributor_shows_no_buttons(
    client: Client, h: Helmond, helmond: Profiel
) -> None:
    client.force_login(h.wijkraad)

    tekst = client.get(h.actie.get_absolute_url()).text

    assert "Inlooptafel" in tekst
    assert adres("opname", h.actie) not in tekst
