"""Contributions and consent through their pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import Helmond, dag, helmond_gepubliceerd, helmond_vastgesteld, kort_plan
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Instemming

pytestmark = pytest.mark.django_db


@pytest.fixture
def vers(helmond: Profiel) -> tuple[Plan, Gebruiker, Gebruiker]:
    """A plan in which nobody was asked yet, who makes it, and somebody of the wijkraad."""
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")
    return (
        kort_plan("wijkactieplan", "dierdonk", adviseur),
        adviseur,
        persoon("wijkorgaan", partij="wijkraad-dierdonk"),
    )


@pytest.mark.eis("HEL-55")
def test_asking_tells_everybody_whom_the_form_names(
    client: Client, vers: tuple[Plan, Gebruiker, Gebruiker]
) -> None:
    plan, adviseur, wijkraad = vers
    client.force_login(adviseur)
    url = reverse("wijkagenda:bijdragen", args=[plan.pk])

    assert "Er is nog niemand gevraagd" in client.get(url).text
    assert (
        client.post(url, {"vraag": "Wat brengt u in?", "uiterlijk": dag(28).isoformat()}).status_code == 302
    )

    assert Bericht.objects.filter(soort="bijdrage-gevraagd", ontvanger=wijkraad).exists()
    assert "Wijkraad" in client.get(url).text


def test_a_day_in_the_past_is_refused(client: Client, vers: tuple[Plan, Gebruiker, Gebruiker]) -> None:
    plan, adviseur, _ = vers
    client.force_login(adviseur)

    antwoord = client.post(
        reverse("wijkagenda:bijdragen", args=[plan.pk]), {"vraag": "x", "uiterlijk": dag(-1).isoformat()}
    )

    assert antwoord.status_code == 422
    assert not plan.bijdragen.exists()


@pytest.mark.eis("HEL-58")
def test_bringing_in_through_the_page(client: Client, vers: tuple[Plan, Gebruiker, Gebruiker]) -> None:
    plan, adviseur, wijkraad = vers
    client.force_login(adviseur)
    client.post(
        reverse("wijkagenda:bijdragen", args=[plan.pk]), {"vraag": "Wat?", "uiterlijk": dag(28).isoformat()}
    )
    bijdrage = plan.bijdragen.get(partij__sleutel="wijkraad-dierdonk")
    client.force_login(wijkraad)
    url = bijdrage.get_absolute_url()

    assert "Hoe de achterban is gehoord" in client.get(url).text
    assert client.post(url, {"inhoud": "Een tafel.", "herkomst-achterban": ""}).status_code == 422
    assert (
        client.post(url, {"inhoud": "Een tafel.", "herkomst-achterban": "Bewonersavond"}).status_code == 302
    )
    bijdrage.refresh_from_db()
    assert (bijdrage.inhoud, bijdrage.geleverd_door) == ("Een tafel.", wijkraad)


def test_who_types_for_another_is_warned(als_adviseur: Client, h: Helmond) -> None:
    bijdrage = h.plan.bijdragen.filter(geleverd_op=None).first()
    assert bijdrage is not None

    assert "U schrijft voor een ander" in als_adviseur.get(bijdrage.get_absolute_url()).text


# --- consent


@pytest.mark.eis("HEL-53")
def test_agreeing_through_the_page(client: Client, h: Helmond) -> None:
    rij = Instemming.objects.bij(h.actie).get()
    client.force_login(h.wocom)
    url = reverse("wijkagenda:akkoord", args=[h.plan.pk, rij.pk])

    assert client.get(url).status_code == 200
    assert client.post(url, {"akkoord": "nee", "toelichting": ""}).status_code == 422
    assert client.post(url, {"akkoord": "ja"}).status_code == 302
    rij.refresh_from_db()
    assert (rij.stand, rij.door) == ("akkoord", h.wocom)


def test_an_answer_that_was_given_stays(client: Client, h: Helmond) -> None:
    rij = Instemming.objects.bij(h.actie).get()
    client.force_login(h.wocom)
    url = reverse("wijkagenda:akkoord", args=[h.plan.pk, rij.pk])
    client.post(url, {"akkoord": "ja"})

    antwoord = client.post(url, {"akkoord": "nee", "toelichting": "Toch niet."})

    assert antwoord.status_code == 422
    assert "Hierop is al geantwoord." in antwoord.text
    rij.refresh_from_db()
    assert (rij.stand, rij.toelichting) == ("akkoord", "")


def test_who_did_not_agree_can_be_asked_again(client: Client, h: Helmond) -> None:
    def antwoord(**velden: str) -> int:
        client.force_login(h.wocom)
        rij = Instemming.objects.bij(h.actie).get()
        return client.post(reverse("wijkagenda:akkoord", args=[h.plan.pk, rij.pk]), velden).status_code

    assert antwoord(akkoord="nee", toelichting="Eerst praten.") == 302
    client.force_login(h.adviseur)
    url = reverse("wijkagenda:akkoorden", args=[h.plan.pk])
    assert "opnieuw wie niet akkoord was" in client.get(url).text

    client.post(url)

    assert Instemming.objects.bij(h.actie).get().stand == Instemming.Stand.GEVRAAGD
    assert antwoord(akkoord="ja") == 302


@pytest.mark.parametrize("breng", [helmond_vastgesteld, helmond_gepubliceerd])
def test_consent_does_not_change_under_an_established_plan(
    client: Client, helmond: Profiel, breng: Callable[[], Helmond]
) -> None:
    h = breng()
    rij = Instemming.objects.bij(h.actie).get()
    open_ = Instemming.objects.create(object_soort="planitem", object_id=h.opgave.pk, wie=rij.wie)
    client.force_login(h.wocom)

    for vraag, stand in ((rij, "akkoord"), (open_, "gevraagd")):
        url = reverse("wijkagenda:akkoord", args=[h.plan.pk, vraag.pk])
        for antwoord in (client.get(url), client.post(url, {"akkoord": "nee", "toelichting": "Toch niet."})):
            assert "Dit plan is al vastgesteld. Uw antwoord kan niet meer veranderen." in antwoord.text
            assert 'name="akkoord"' not in antwoord.text
        vraag.refresh_from_db()
        assert (vraag.stand, vraag.toelichting) == (stand, "")


def test_somebody_else_cannot_answer(client: Client, h: Helmond) -> None:
    rij = Instemming.objects.bij(h.actie).get()
    client.force_login(h.adviseur)

    assert (
        client.post(reverse("wijkagenda:akkoord", args=[h.plan.pk, rij.pk]), {"akkoord": "ja"}).status_code
        == 403
    )


def test_overview_of_consent(als_adviseur: Client, h: Helmond) -> None:
    url = reverse("wijkagenda:akkoorden", args=[h.plan.pk])

    assert "woCom" in als_adviseur.get(url).text
    assert als_adviseur.post(url).status_code == 302
    assert Instemming.objects.bij(h.actie).count() == 1


def test_consent_of_another_plan_is_not_here(als_adviseur: Client, h: Helmond) -> None:
    elders = persoon("adviseur-wgw", gebied="dierdonk")
    ander = kort_plan("wijkactieplan", "dierdonk", elders)
    rij = Instemming.objects.create(object_soort="plan", object_id=ander.pk, wie="partij:wocom")

    assert als_adviseur.get(reverse("wijkagenda:akkoord", args=[h.plan.pk, rij.pk])).status_code == 404


@pytest.mark.eis("HEL-64")
def test_who_may_not_write_for_a_wijkorgaan_gets_no_form(als_adviseur: Client, h: Helmond) -> None:
    bijdrage = h.plan.bijdragen.get(partij__sleutel="wijkraad-brouwhuis")

    pagina = als_adviseur.get(bijdrage.get_absolute_url()).text
    geweigerd = als_adviseur.post(bijdrage.get_absolute_url(), {"inhoud": "Zij willen iets anders."})

    assert "De adviseur schrijft geen bijdrage voor een wijkorgaan" in pagina
    assert "Bijdrage opslaan" not in pagina
    assert geweigerd.status_code == 422
    bijdrage.refresh_from_db()
    assert bijdrage.inhoud != "Zij willen iets anders."


def test_a_field_is_asked_only_of_whom_it_is_about(client: Client, h: Helmond) -> None:
    client.force_login(h.wocom)
    van_wocom = h.plan.bijdragen.get(partij__sleutel="wocom")
    assert "achterban" not in client.get(van_wocom.get_absolute_url()).text

    client.force_login(h.wijkraad)
    van_wijkraad = h.plan.bijdragen.get(partij__sleutel="wijkraad-brouwhuis")
    pagina = client.get(van_wijkraad.get_absolute_url()).text
    assert "Hoe de achterban is gehoord" in pagina
    assert "niet verplicht" not in pagina
