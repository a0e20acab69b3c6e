"""Writing in a plan: sections, title, sources. Two who write at once both keep their text."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.wijkagenda.plannen import Helmond
from wijkagenda import acties
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def sectie_url(h: Helmond) -> str:
    return reverse("wijkagenda:sectie", args=[h.plan.pk, "inleiding"])


def test_saves_a_section(als_adviseur: Client, sectie_url: str, h: Helmond) -> None:
    antwoord = als_adviseur.post(sectie_url, {"tekst": "Een wijk met 4.000 inwoners.", "versie": 0})

    assert antwoord.status_code == 302
    assert h.plan.secties.get(sleutel="inleiding").tekst == "Een wijk met 4.000 inwoners."
    assert "Een wijk met 4.000 inwoners." in als_adviseur.get(sectie_url).text


def test_a_conflict_shows_both_texts(als_adviseur: Client, sectie_url: str, h: Helmond) -> None:
    acties.schrijf_sectie(plan=h.plan, sleutel="inleiding", tekst="Van een ander.", versie=0, door=h.adviseur)

    antwoord = als_adviseur.post(sectie_url, {"tekst": "Van mij.", "versie": 0})

    assert antwoord.status_code == 409
    assert "Van een ander." in antwoord.text
    assert "Van mij." in antwoord.text
    assert h.plan.secties.get().tekst == "Van een ander."


def test_after_looking_one_may_save_again(als_adviseur: Client, sectie_url: str, h: Helmond) -> None:
    acties.schrijf_sectie(plan=h.plan, sleutel="inleiding", tekst="Van een ander.", versie=0, door=h.adviseur)

    als_adviseur.post(sectie_url, {"tekst": "Samengevoegd.", "versie": 1})

    assert h.plan.secties.get().tekst == "Samengevoegd."


def test_a_section_that_the_form_does_not_have(als_adviseur: Client, h: Helmond) -> None:
    assert als_adviseur.get(reverse("wijkagenda:sectie", args=[h.plan.pk, "onzin"])).status_code == 404


@pytest.mark.parametrize("wie", ["wijkraad", "wocom"])
def test_who_contributes_does_not_write(client: Client, sectie_url: str, h: Helmond, wie: str) -> None:
    client.force_login(getattr(h, wie))

    assert client.post(sectie_url, {"tekst": "x", "versie": 0}).status_code == 403
    assert not h.plan.secties.exists()


def test_established_text_cannot_be_changed(client: Client, helmond: Profiel) -> None:
    from tests.wijkagenda.plannen import helmond_vastgesteld

    h = helmond_vastgesteld()
    client.force_login(h.adviseur)
    url = reverse("wijkagenda:sectie", args=[h.plan.pk, "beslispunten"])

    antwoord = client.post(url, {"tekst": "Anders.", "versie": 1})

    assert antwoord.status_code == 422
    assert "Dit kan niet meer" in antwoord.text


# --- title, summary, period


@pytest.fixture
def bewerk_url(h: Helmond) -> str:
    return reverse("wijkagenda:bewerken", args=[h.plan.pk])


def test_saves_title_and_summary(als_adviseur: Client, bewerk_url: str, h: Helmond) -> None:
    gegevens = {
        "titel": "Samen in Brouwhuis",
        "samenvatting": "Kort.",
        "periode_van": "2027-01-01",
        "versie": 1,
    }

    assert als_adviseur.post(bewerk_url, gegevens).status_code == 302
    h.plan.refresh_from_db()
    assert (h.plan.titel, h.plan.versie) == ("Samen in Brouwhuis", 2)
    assert als_adviseur.post(bewerk_url, gegevens).status_code == 409


def test_period_runs_forward(als_adviseur: Client, bewerk_url: str, h: Helmond) -> None:
    gegevens = {"titel": "x", "periode_van": "2027-01-01", "periode_tot": "2026-01-01", "versie": 1}

    antwoord = als_adviseur.post(bewerk_url, gegevens)

    assert antwoord.status_code == 422
    assert "Het einde ligt voor het begin." in antwoord.text


@pytest.mark.eis("ETL-18")
def test_form_asks_what_a_rule_wants(client: Client, etten_leur: Profiel) -> None:
    from tests.hulp import persoon
    from tests.wijkagenda.plannen import kort_plan

    wijkmanager = persoon("wijkmanager", gebied="banakkers")
    plan = kort_plan("wop", "banakkers", wijkmanager)
    client.force_login(wijkmanager)

    assert "Communicatieparagraaf" in client.get(reverse("wijkagenda:bewerken", args=[plan.pk])).text


# --- figures and stories


@pytest.mark.eis("DHR-56")
def test_a_source_has_origin_and_date(als_adviseur: Client, h: Helmond) -> None:
    url = reverse("wijkagenda:bronnen", args=[h.plan.pk])

    assert als_adviseur.post(url, {"soort": "cijfers", "tekst": "62 procent"}).status_code == 422
    antwoord = als_adviseur.post(
        url, {"soort": "cijfers", "tekst": "62 procent", "herkomst": "Monitor", "datum": "2026-10-01"}
    )

    assert antwoord.status_code == 302
    bron = h.plan.bronnen.get()
    assert "62 procent" in als_adviseur.get(url).text
    als_adviseur.post(reverse("wijkagenda:bron_weg", args=[h.plan.pk, bron.pk]))
    assert not h.plan.bronnen.exists()
    assert als_adviseur.post(reverse("wijkagenda:bron_weg", args=[h.plan.pk, bron.pk])).status_code == 404
