"""Asking for advice: who may, what the question needs, who is told, reminding, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from adviezen import acties
from adviezen.models import Advies, Adviesonderwerp
from adviezen.service import herinneringen, menu, werkvoorraad
from tests.adviezen.toneel import INHOUD, adres, adviseur, als, dag, klachten, vakambtenaar, vraag, wijkorgaan
from tests.hulp import activeer, gebied, partij, persoon
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def formulier(**anders: Any) -> dict[str, Any]:
    return {
        "gebied": gebied("brouwhuis").pk,
        "titel": "Het nieuwe fietspad",
        "vraag": "Waar kan het pad liggen?",
        "informatie": "De tekeningen staan op de website.",
        "project": "Fietspad Brouwhuis",
        "partijen": [partij("wijkraad-brouwhuis").pk],
        "uiterlijk": dag(42).isoformat(),
        "besluitdatum": dag(90).isoformat(),
        **anders,
    }


@pytest.mark.eis("HEL-22")
def test_asking_gives_each_party_a_question_with_a_last_day(helmond: Profiel, client: Client) -> None:
    lid = wijkorgaan()

    als(client, vakambtenaar()).post(adres("vraag"), formulier())

    advies = Advies.objects.get()
    assert (advies.partij, advies.uiterlijk, advies.stand) == (
        partij("wijkraad-brouwhuis"),
        dag(42),
        "aangevraagd",
    )
    assert Bericht.objects.get(soort="advies-gevraagd").ontvanger == lid
    [taak] = werkvoorraad(lid)
    assert (taak.titel, taak.uiterlijk) == ("Advies geven: Het nieuwe fietspad", dag(42))


@pytest.mark.eis("HEL-22", "HEL-23", "HEL-13")
@pytest.mark.parametrize("veld", ["informatie", "project", "besluitdatum", "uiterlijk"])
def test_a_question_without_what_one_needs_to_know_is_refused(
    helmond: Profiel, client: Client, veld: str
) -> None:
    antwoord = als(client, vakambtenaar()).post(adres("vraag"), formulier(**{veld: ""}))

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error(veld)
    assert "Waar kan het pad liggen?" in antwoord.text
    assert not Adviesonderwerp.objects.exists()


def test_who_prepares_the_policy_may_ask_too_and_hears_what_comes(helmond: Profiel) -> None:
    """The standpunt waits for the officials who take it, not for who asked."""
    vraagt, ambtenaar = adviseur(), vakambtenaar()
    advies = vraag(vraagt).adviezen.get()

    acties.dien_in(advies=advies, inhoud=acties.Inhoud(**INHOUD), door=wijkorgaan())

    assert Bericht.objects.get(soort="advies-ingediend").ontvanger == vraagt
    assert [taak.knop for taak in werkvoorraad(ambtenaar)] == ["Weeg de adviezen"]
    assert list(werkvoorraad(vraagt)) == []


@pytest.mark.parametrize("rol", ["wijkopzichter", "raadslid"])
def test_who_does_not_weigh_advice_asks_none(helmond: Profiel, client: Client, rol: str) -> None:
    waar = "brouwhuis" if rol == "wijkopzichter" else None

    antwoord = als(client, persoon(rol, gebied=waar)).post(adres("vraag"), formulier())

    assert antwoord.status_code == 403
    assert not Advies.objects.exists()


def test_advice_after_the_decision_is_not_asked(helmond: Profiel) -> None:
    assert "Het advies komt dan na het besluit. Kies een eerdere datum." in klachten(
        vraag, vakambtenaar(), besluitdatum=dag(10)
    )


def test_a_party_without_people_here_is_told_at_its_own_address(helmond: Profiel) -> None:
    orgaan = partij("wijkraad-brouwhuis")
    orgaan.e_mail = "wijkraad@voorbeeld.example"
    orgaan.save()

    vraag(vakambtenaar())

    bericht = Bericht.objects.get(soort="advies-gevraagd")
    assert (bericht.adressant_soort, bericht.adressant_id) == ("partij", orgaan.pk)


@pytest.mark.eis("HEL-82")
def test_the_party_is_reminded_and_after_the_term_it_is_not_asked_any_more(helmond: Profiel) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    vraag(ambtenaar, uiterlijk=dag(5))

    [herinnering] = herinneringen(timezone.localdate())
    assert herinnering.ontvanger == lid
    [te_laat] = herinneringen(dag(6))
    assert te_laat.ontvanger == ambtenaar


def test_the_form_proposes_the_term_of_the_profile(helmond: Profiel, client: Client) -> None:
    form = als(client, vakambtenaar()).get(adres("vraag")).context["form"]

    assert form["uiterlijk"].value() is not None


def test_what_was_asked_may_lapse_with_a_reason(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    advies = vraag(ambtenaar).adviezen.get()
    als(client, ambtenaar)

    geweigerd = client.post(adres("verval", advies.pk), {"reden": ""})
    assert geweigerd.status_code == 422
    client.post(adres("verval", advies.pk), {"reden": "Het pad gaat niet door."})

    advies.refresh_from_db()
    assert (advies.stand, advies.vervallen_reden) == ("vervallen", "Het pad gaat niet door.")
    assert list(werkvoorraad(lid)) == []
    assert "Het pad gaat niet door." in als(client, lid).get(advies.get_absolute_url()).text
    assert client.post(adres("verval", advies.pk), {"reden": "Nog eens."}).status_code == 403


def test_another_body_of_residents_does_not_see_the_question(helmond: Profiel, client: Client) -> None:
    over = vraag(vakambtenaar())
    ander = persoon("wijkorgaan", partij=partij("wijkraad-brandevoort"))

    assert als(client, ander).get(over.get_absolute_url()).status_code == 404
    assert client.get(over.adviezen.get().get_absolute_url()).status_code == 404


@pytest.mark.parametrize("naam", ["bergen", "den-helder", "etten-leur", "oude-ijsselstreek"])
def test_without_somebody_who_answers_there_is_no_advice(naam: str, client: Client) -> None:
    activeer(naam)
    wie = persoon("bewoner", gebied=None)

    assert als(client, wie).get(adres("lijst")).status_code == 404
    assert menu(wie) == []


def test_the_zaak_is_for_who_weighs(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    over = vraag(ambtenaar)
    als(client, ambtenaar)

    assert client.post(adres("zaak", over.pk), {"zaak_adres": "http://zaken.example/1"}).status_code == 422
    client.post(adres("zaak", over.pk), {"zaak_adres": "https://zaken.example/1"})

    assert "https://zaken.example/1" in client.get(over.get_absolute_url()).text
    assert "zaken.example" not in als(client, lid).get(over.get_absolute_url()).text
