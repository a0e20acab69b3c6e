"""The plans that hold now as open data: every field at its meaning, and nothing that is not for everybody."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings

from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, OPGAVE, afspraak, inhoud, item
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.opendata import VAN_PLAN, VAN_PUNT
from wijkwerk.publicatie.service import trek_in

pytestmark = pytest.mark.django_db
JSON = "/publiek/brouwhuis/open-data.json"
CSV = "/publiek/brouwhuis/open-data.csv"
ICS = "/publiek/brouwhuis/afspraken.ics"
PAGINA = "/open-data/"
DCAT = "/open-data/catalogus.jsonld"
# What DCAT-AP-NL 3.0 asks of each.
DATASET = {
    "dct:identifier",
    "dct:title",
    "dct:description",
    "dct:publisher",
    "dct:creator",
    "dcat:contactPoint",
}
DATASET |= {"dct:accessRights", "dcat:theme", "dct:language"}
BESTAND = {"dct:title", "dcat:accessURL", "dct:license", "dct:format"}


def _plan(door: Gebruiker | None = None, nummer: int = 1, **anders: Any) -> Publicatie:
    return geplaatst(door, ding=Plan(pk=nummer), **anders)


def _anders(**afspraakvelden: Any) -> tuple[Any, ...]:
    """The items of the example, of which one action stands otherwise."""
    return tuple(
        rij.model_copy(update={"afspraak": afspraak(**afspraakvelden)}) if rij.spoor == ACTIE else rij
        for rij in inhoud().items
    )


def _json(client: Client) -> dict[str, Any]:
    antwoord = client.get(JSON)
    assert antwoord.status_code == 200
    gegevens: dict[str, Any] = antwoord.json()
    return gegevens


def _csv(client: Client) -> list[dict[str, str]]:
    antwoord = client.get(CSV)
    assert antwoord.status_code == 200
    return list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


def test_json_says_what_who_when_and_whether_it_was_kept(client: Client, adviseur: Gebruiker) -> None:
    publicatie = _plan(
        adviseur, items=_anders(nagekomen="deels", uitgesteld=2, stand="gereed", stand_woord="Gereed")
    )

    [plan] = _json(client)["plannen"]

    assert plan["plan"] == "Wijkactieplan Voorbeeldwijk 2027–2028"
    assert plan["publicatie"] == 1
    assert plan["sha256"] == publicatie.inhoud_sha256
    assert plan["vastgesteld_op"] == "2027-03-09"
    assert plan["vorige_afspraken"][1]["nagekomen"] == "nee"
    opgave, actie, _ = plan["punten"]
    assert actie == {
        "id": ACTIE,
        "hoort_bij": OPGAVE,
        "nummer": "1.1",
        "soort": "Actie",
        "titel": "Vaste inlooptafel voor buurtbewoners",
        "wie": "Wijkraad Voorbeeld",
        "uiterlijk": "2027-12-15",
        "eerste_uiterlijk": "2027-12-15",
        "uitgesteld": 2,
        "stand": "gereed",
        "stand_woord": "Gereed",
        "nagekomen": "deels",
        "adres": f"http://127.0.0.1:8000/publiek/brouwhuis/wijkactieplan/punt/{ACTIE}/",
    }
    assert opgave["uiterlijk"] is None
    assert opgave["uitgesteld"] is None


def test_csv_has_a_line_per_item_with_the_same_values(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur)
    [plan] = _json(client)["plannen"]

    regels = _csv(client)

    assert list(regels[0]) == [*VAN_PLAN, *VAN_PUNT]
    for regel, punt in zip(regels, plan["punten"], strict=True):
        for veld in VAN_PLAN:
            assert regel[veld] == str(plan[veld])
        for veld in VAN_PUNT:
            assert regel[veld] == ("" if punt[veld] is None else str(punt[veld]))


def test_addresses_lead_to_pages(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur)
    gegevens = _json(client)
    [plan] = gegevens["plannen"]

    for adres in (gegevens["uitleg"], plan["plan_adres"], *(punt["adres"] for punt in plan["punten"])):
        assert client.get(adres.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_csv_is_no_formula(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur, items=(item(titel="=HYPERLINK(1)", ouder=""),))

    assert _csv(client)[0]["titel"] == "'=HYPERLINK(1)"


def test_last_days_for_the_own_calendar(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur, items=_anders(uiterlijk=date(2028, 2, 1), stand="vervallen", stand_woord="Vervallen"))

    antwoord = client.get(ICS)

    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    weg, tweede = Calendar.from_ical(antwoord.content).walk("VEVENT")
    assert weg.decoded("dtstart") == date(2028, 2, 1)
    assert weg["status"] == "CANCELLED"
    assert tweede.decoded("dtstart") == date(2027, 12, 15)
    assert tweede["summary"] == "Uiterlijk vandaag: Verlichting bij vier achterpaden"
    assert "Woningstichting Voorbeeld\nKnelpunt" in str(tweede["description"])
    assert client.get(str(tweede["url"]).removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_last_day_without_a_day_after_it_is_a_whole_day_too(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur, items=_anders(uiterlijk=date.max))

    antwoord = client.get(ICS)

    assert antwoord.status_code == 200
    verste = Calendar.from_ical(antwoord.content).walk("VEVENT")[0]
    assert (verste.decoded("dtstart"), verste.get("dtend")) == (date.max, None)


def test_newest_state_of_the_plan_that_holds(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur, titel="Plan 2025")
    _plan(nummer=2, titel="Plan 2027")
    _plan(nummer=2, titel="Plan 2027", aard="voortgang", items=_anders(uitgesteld=3))

    [plan] = _json(client)["plannen"]

    assert (plan["plan"], plan["publicatie"]) == ("Plan 2027", 3)
    assert {regel["uitgesteld"] for regel in _csv(client)} == {"", "0", "3"}
    assert "Plan 2025" not in client.get(CSV).content.decode()


def test_left_out_is_not_in_it(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur)

    assert "Nieuwe fontein" not in client.get(CSV).content.decode()
    assert "Nieuwe fontein" not in client.get(JSON).text


def test_withdrawn_is_not_in_it(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur, titel="Plan 2025")
    fout = _plan(nummer=2, titel="Met een fout")
    etag = client.get(JSON).headers["ETag"]
    trek_in(publicatie=fout, reden="Er stond een fout bedrag in.", door=adviseur)

    assert client.get(JSON, headers={"if-none-match": etag}).status_code == 200
    assert [plan["plan"] for plan in _json(client)["plannen"]] == ["Plan 2025"]
    trek_in(publicatie=Publicatie.objects.get(nummer=1), reden="Ook fout.", door=adviseur)
    assert client.get(JSON).status_code == client.get(CSV).status_code == 404
    assert "Brouwhuis" not in client.get(PAGINA).text


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_what_is_not_for_everybody_is_not_in_it(client: Client, adviseur: Gebruiker, openbaar: str) -> None:
    _plan(adviseur, titel="Geheim plan", openbaar=openbaar)
    for adres in (JSON, CSV, ICS):
        assert client.get(adres).status_code == 404
    assert "Brouwhuis" not in client.get(PAGINA).text
    client.force_login(adviseur)
    assert client.get(JSON).status_code == client.get(CSV).status_code == 404

    _plan(nummer=2, titel="Open plan")
    _plan(nummer=2, titel="Geheime stand", aard="voortgang", openbaar=openbaar)

    assert [plan["plan"] for plan in _json(client)["plannen"]] == ["Open plan"]
    assert {regel["plan"] for regel in _csv(client)} == {"Open plan"}
    assert b"SEQUENCE:2" in client.get(ICS).content


def test_report_of_a_meeting_is_no_plan(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)

    assert client.get(JSON).status_code == 404
    assert client.get("/publiek/bestaat-niet/open-data.json").status_code == 404


def test_page_explains_every_field_and_leads_to_the_files(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur)
    geplaatst(waar="dierdonk")

    tekst = client.get(PAGINA).text

    for veld in (*VAN_PLAN, *VAN_PUNT):
        assert f"<code>{veld}</code>" in tekst
    assert f'href="{JSON}"' in tekst
    assert f'href="{CSV}"' in tekst
    assert "Dierdonk" not in tekst
    assert "https://creativecommons.org/publicdomain/zero/1.0/deed.nl" in tekst
    for adres in ("/", "/publiek/brouwhuis/"):
        assert f'href="{PAGINA}"' in client.get(adres).text
    assert "/open-data/" in client.get("/sitemap.xml").text
    assert "Allow: /open-data/" in client.get("/robots.txt").text


def test_page_without_plans_says_so(client: Client, adviseur: Gebruiker) -> None:
    assert "Er is nog geen plan gepubliceerd" in client.get(PAGINA).text


def test_files_may_be_read_by_other_sites_and_name_the_licence(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur)

    for adres, soort in ((JSON, "application/json"), (CSV, "text/csv; charset=utf-8")):
        antwoord = client.get(adres)
        assert antwoord["Content-Type"] == soort
        assert antwoord["Access-Control-Allow-Origin"] == "*"
        assert antwoord["Link"].endswith('rel="license"')
        assert antwoord["Cache-Control"] == "max-age=60, public"
        assert not antwoord.cookies
        assert client.post(adres).status_code == 405


# Active profile, freshness, the rows; of the files also the content.
@pytest.mark.parametrize(("adres", "aantal"), [(JSON, 4), (CSV, 4), (ICS, 4), (PAGINA, 3)])
def test_number_of_queries(
    client: Client,
    adviseur: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
    adres: str,
    aantal: int,
) -> None:
    for nummer in (1, 2):
        _plan(adviseur, nummer)
        _plan(nummer=nummer, aard="voortgang")
    _plan(nummer=3, waar="dierdonk")

    with django_assert_num_queries(aantal):
        antwoord = client.get(adres)
    with django_assert_num_queries(2):
        assert client.get(adres, headers={"if-none-match": antwoord["ETag"]}).status_code == 304


def test_the_catalogue_has_a_dataset_of_each_gebied_with_its_files(
    client: Client, adviseur: Gebruiker, settings: Settings
) -> None:
    settings.SITE_URL = "https://wijken.voorbeeldstad.example"
    _plan(adviseur)
    _plan(persoon("adviseur-wgw", gebied="dierdonk"), 2, waar="dierdonk")

    antwoord = client.get(DCAT)

    assert antwoord.headers["Content-Type"] == "application/ld+json"
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
    gegevens = antwoord.json()
    assert gegevens["dct:publisher"]["@id"] == "https://identifier.overheid.nl/tooi/id/gemeente/gm0794"
    eerste, tweede = gegevens["dcat:dataset"]
    assert [eerste["dct:title"]["@value"], tweede["dct:title"]["@value"]] == [
        "Plannen en afspraken in Brouwhuis",
        "Plannen en afspraken in Dierdonk",
    ]
    assert eerste.keys() >= DATASET
    for bestand in eerste["dcat:distribution"]:
        assert bestand.keys() >= BESTAND
        adres = bestand["dcat:downloadURL"]["@id"]
        assert client.get(adres.removeprefix(settings.SITE_URL)).status_code == 200, adres


def test_the_catalogue_leaves_out_what_is_not_for_everybody(client: Client, adviseur: Gebruiker) -> None:
    _plan(adviseur, openbaar="raad")
    trek_in(publicatie=_plan(adviseur, 2), reden="Er stond een naam in.", door=adviseur)

    assert client.get(DCAT).json()["dcat:dataset"] == []


def test_the_catalogue_costs_the_same_with_more_areas(
    client: Client, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _plan(adviseur)
    client.get(DCAT)
    # The profile, what the page is drawn from, the plans.
    with django_assert_num_queries(3):
        client.get(DCAT)
    _plan(persoon("adviseur-wgw", gebied="dierdonk"), 2, waar="dierdonk")

    with django_assert_num_queries(3):
        client.get(DCAT)
