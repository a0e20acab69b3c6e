"""Giving advice: asked and unasked, what it must show, by whom, and who reads it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from adviezen import acties, service
from adviezen.models import Advies
from adviezen.service import werkvoorraad
from tests.adviezen.toneel import INHOUD, adres, als, geef, klachten, neem_in, vakambtenaar, vraag, wijkorgaan
from tests.hulp import gebied, partij, persoon
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def formulier(**anders: Any) -> dict[str, Any]:
    return {
        "tekst": "Leg het pad aan de noordkant.",
        "schaalniveau": "wijk",
        "draagvlak": "De meeste bewoners.",
        "totstandkoming": "Een bewonersavond.",
        "eensgezind": "on",
        "raadplegingen": "openbare vergadering, 40 bewoners\nenquête, 120 antwoorden",
        **anders,
    }


def ongevraagd(**anders: Any) -> dict[str, Any]:
    waar = {"gebied": gebied("brouwhuis").pk, "titel": "Het lege schoolgebouw"}
    return formulier(**{"namens": f"partij-{partij('wijkraad-brouwhuis').pk}", **waar, **anders})


def test_who_was_asked_gives_it_on_the_page_of_the_question(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    advies = vraag(ambtenaar).adviezen.get()

    als(client, lid).post(advies.get_absolute_url(), formulier())

    advies.refresh_from_db()
    assert (advies.stand, advies.ingediend_door) == ("ingediend", lid)
    assert advies.raadplegingen == ["openbare vergadering, 40 bewoners", "enquête, 120 antwoorden"]
    assert Bericht.objects.get(soort="advies-ingediend").ontvanger == ambtenaar
    assert Bericht.objects.get(soort="advies-gevraagd").stand == "ingetrokken"
    assert "Geef dit advies" not in client.get(advies.get_absolute_url()).text


@pytest.mark.eis("HEL-26")
@pytest.mark.parametrize("veld", ["draagvlak", "totstandkoming", "eensgezind"])
def test_advice_of_a_body_shows_support_origin_and_differences(
    helmond: Profiel, client: Client, veld: str
) -> None:
    antwoord = als(client, wijkorgaan()).post(adres("nieuw"), ongevraagd(**{veld: ""}))

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error("meningsverschillen" if veld == "eensgezind" else veld)
    assert not Advies.objects.exists()


@pytest.mark.eis("HEL-26")
def test_differences_are_written_down_or_said_to_be_none(helmond: Profiel, client: Client) -> None:
    lid = wijkorgaan()
    als(client, lid).post(
        adres("nieuw"), ongevraagd(eensgezind="", meningsverschillen="De winkeliers willen het niet.")
    )

    advies = Advies.objects.get()
    assert "De winkeliers willen het niet." in als(client, vakambtenaar()).get(advies.get_absolute_url()).text
    assert "niet allebei" in klachten(geef, lid, meningsverschillen="Toch wel.")[0]


@pytest.mark.eis("HEL-24")
def test_the_scale_is_compulsory(helmond: Profiel, client: Client) -> None:
    antwoord = als(client, wijkorgaan()).post(adres("nieuw"), ongevraagd(schaalniveau=""))

    assert antwoord.context["form"].has_error("schaalniveau")


@pytest.mark.eis("HEL-21")
def test_a_body_advises_on_anything_with_or_without_a_theme(helmond: Profiel, client: Client) -> None:
    als(client, wijkorgaan())

    for thema in ("", *(rij.sleutel for rij in helmond.themas)):
        client.post(adres("nieuw"), ongevraagd(thema=thema, titel=f"Over {thema}"))

    assert Advies.objects.count() == len(helmond.themas) + 1


@pytest.mark.eis("HEL-18", "HEL-20")
def test_a_resident_and_an_association_advise_too(helmond: Profiel, client: Client) -> None:
    bewoner = persoon("bewoner", gebied="brouwhuis", naam="Sam de Tester")
    vereniging = persoon("bewonersorganisatie", partij="wijkraad-brouwhuis")

    als(client, bewoner).post(adres("nieuw"), ongevraagd(namens="bewoner", schaalniveau="straat"))
    als(client, vereniging).post(adres("nieuw"), ongevraagd())

    assert [advies.ingediend_door for advies in Advies.objects.order_by("pk")] == [bewoner, vereniging]


def test_advice_of_a_resident_names_nobody(helmond: Profiel, client: Client) -> None:
    bewoner = persoon("bewoner", gebied="brouwhuis", naam="Sam de Tester")
    advies = geef(bewoner)

    pagina = als(client, vakambtenaar()).get(advies.get_absolute_url()).text

    assert "Advies van een bewoner" in pagina
    assert "Sam de Tester" not in pagina
    assert bewoner.email not in pagina


def test_a_resident_does_not_read_the_advice_of_another(helmond: Profiel, client: Client) -> None:
    advies = geef(persoon("bewoner", gebied="brouwhuis"))

    als(client, persoon("bewoner", gebied="brouwhuis"))

    assert client.get(advies.get_absolute_url()).status_code == 404
    assert client.get(advies.onderwerp.get_absolute_url()).status_code == 404


def test_nobody_advises_for_a_party_of_another(helmond: Profiel) -> None:
    with pytest.raises(PermissionDenied):
        geef(persoon("bewoner", gebied="brouwhuis"), over=None, partij=partij("wijkraad-brouwhuis"))


def test_an_official_gives_no_advice(helmond: Profiel, client: Client) -> None:
    advies = vraag(vakambtenaar()).adviezen.get()

    als(client, vakambtenaar())

    assert client.get(adres("nieuw")).status_code == 403
    assert client.post(advies.get_absolute_url(), formulier()).status_code == 403


def test_giving_twice_keeps_the_first(helmond: Profiel, client: Client) -> None:
    lid = wijkorgaan()
    advies = vraag(vakambtenaar()).adviezen.get()
    als(client, lid).post(advies.get_absolute_url(), formulier())

    antwoord = client.post(advies.get_absolute_url(), formulier(tekst="Toch liever niet."))

    assert antwoord.status_code == 422
    advies.refresh_from_db()
    assert advies.tekst == "Leg het pad aan de noordkant."


def test_unasked_advice_waits_for_the_officials_until_one_takes_it(helmond: Profiel, client: Client) -> None:
    over = geef(wijkorgaan()).onderwerp
    een, ander = vakambtenaar(), vakambtenaar()
    assert [taak.titel for taak in werkvoorraad(ander)] == ["Standpunt over: Het lege schoolgebouw"]

    als(client, een).post(adres("behandeling", over.pk))

    assert [taak.knop for taak in werkvoorraad(een)] == ["Weeg de adviezen"]
    assert list(werkvoorraad(ander)) == []


def test_vandaag_costs_the_same_for_more_subjects(
    helmond: Profiel, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    list(werkvoorraad(ambtenaar))
    geef(lid)
    with CaptureQueriesContext(connection) as een:
        assert len(list(werkvoorraad(ambtenaar))) == 1
    for _ in range(4):
        geef(lid)
        acties.dien_in(advies=vraag(ambtenaar).adviezen.get(), inhoud=acties.Inhoud(**INHOUD), door=lid)
    neem_in(geef(lid).onderwerp, ambtenaar)

    with django_assert_num_queries(len(een)):
        assert len(list(werkvoorraad(ambtenaar))) == 10

    monkeypatch.setattr(service, "MEESTE_TAKEN", 3)
    assert len(list(werkvoorraad(ambtenaar))) == 3


def test_the_list_costs_the_same_for_more_rows(
    helmond: Profiel, client: Client, django_assert_num_queries: Any
) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    for _ in range(3):
        geef(lid)
    als(client, ambtenaar).get(adres("lijst"))

    with django_assert_num_queries(AANTAL):
        antwoord = client.get(adres("lijst"))

    assert antwoord.text.count("Het lege schoolgebouw") == 3


AANTAL = 7
