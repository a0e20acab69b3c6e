"""The toolkit that all staff read, who keeps it, when it is looked at again, and the flow chart."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participatie.models import Traject
from participatie.service import menu
from tests.hulp import persoon
from tests.participatie.toneel import KERN, adres, als, dag, vereniging
from tests.wijkagenda.plannen import al_vastgesteld, kort_plan
from wijkagenda.bewaking import herinneringen, herziening_uiterlijk, werkvoorraad
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
GEMEENTE = "bergen-nh"


@pytest.mark.eis("BER-51")
def test_all_staff_read_the_toolkit_with_who_keeps_it_and_until_when(client: Client, bergen: Profiel) -> None:
    maker = persoon("bureau-communicatie")
    plan = al_vastgesteld("toolkit-communicatie", GEMEENTE, maker)
    plan.secties.create(
        sleutel="instrumenten", tekst="Maak een belanghebbendenanalyse.", gewijzigd_door=maker
    )

    for rol in ("vakspecialist", "management", "projectleider"):
        wie = persoon(rol)
        pagina = als(client, wie).get(adres("toolkit"))
        assert "Maak een belanghebbendenanalyse." in pagina.text
        assert "medewerker Bureau Communicatie" in pagina.text
        assert "Schrijf een nieuwe versie" not in pagina.text
        assert [punt.naam for punt in menu(wie)] == ["Participatie"]
    [eerste, tweede] = pagina.context["paginas"]
    assert eerste.herzien_voor == herziening_uiterlijk(plan)
    assert tweede.plan is None
    assert "Schrijf een nieuwe versie" in als(client, maker).get(adres("toolkit")).text


@pytest.mark.eis("BER-51")
def test_each_part_names_who_keeps_it_and_only_they_write_it(client: Client, bergen: Profiel) -> None:
    maker = persoon("bureau-communicatie")
    [communicatie, participatie] = als(client, maker).get(adres("toolkit")).context["paginas"]
    assert participatie.eigenaar == "wijkcoördinator, medewerker Bureau Communicatie"
    for pagina in (communicatie, participatie):
        assert client.get(pagina.schrijf_url).status_code == 200

    gelezen = als(client, persoon("vakspecialist")).get(adres("toolkit")).context["paginas"]
    assert [pagina.schrijf_url for pagina in gelezen] == ["", ""]


@pytest.mark.eis("BER-51")
def test_its_owner_is_reminded_when_it_must_be_looked_at_again(client: Client, bergen: Profiel) -> None:
    maker = persoon("bureau-communicatie")
    plan = al_vastgesteld("toolkit-communicatie", GEMEENTE, maker, vastgesteld_op=dag(-370))
    uiterlijk = herziening_uiterlijk(plan)
    assert uiterlijk is not None

    assert "Nog na te kijken" in als(client, maker).get(adres("toolkit")).text
    [taak] = [taak for taak in werkvoorraad(maker) if taak.uiterlijk == uiterlijk]
    assert taak.titel == "Nieuwe versie van Toolkit communicatie-instrumenten"
    assert maker in {rij.ontvanger for rij in herinneringen(uiterlijk)}


def test_outside_the_municipality_nobody_reads_it(client: Client, bergen: Profiel) -> None:
    for wie in (
        persoon("bewoner", gebied=KERN),
        persoon("wijkvereniging", partij=vereniging()),
        persoon("college"),
    ):
        assert als(client, wie).get(adres("toolkit")).status_code == 403
        assert als(client, wie).get(adres("stroomschema")).status_code == 403
        assert "Toolkit" not in als(client, wie).get(adres("lijst")).text


def test_without_a_toolkit_there_is_no_such_page(client: Client, etten_leur: Profiel) -> None:
    assert als(client, persoon("vakambtenaar")).get(adres("toolkit")).status_code == 404


def test_a_version_in_the_making_is_not_what_staff_read(client: Client, bergen: Profiel) -> None:
    maker = persoon("bureau-communicatie")
    plan = kort_plan("toolkit-communicatie", GEMEENTE, maker)
    plan.secties.create(sleutel="instrumenten", tekst="Nog niet af.", gewijzigd_door=maker)

    assert "Nog niet af." not in als(client, persoon("vakspecialist")).get(adres("toolkit")).text
    [pagina, _] = als(client, maker).get(adres("toolkit")).context["paginas"]
    assert pagina.schrijf_url == plan.get_absolute_url()


@pytest.mark.eis("BER-41", "BER-51")
def test_the_flow_chart_leads_to_a_rung_and_keeps_nothing(client: Client, bergen: Profiel) -> None:
    als(client, persoon("vakspecialist"))

    voor = client.get(adres("stroomschema"))
    half = client.get(adres("stroomschema"), {"score_0": 2})
    na = client.get(adres("stroomschema"), {"score_0": 2, "score_1": 2, "score_2": 1})

    assert voor.context["voorstel"] is None
    assert half.status_code == 422
    assert na.context["voorstel"].trede == "coproduceren"
    assert "5 van de 6 punten" in na.text
    assert not Traject.objects.exists()
    assert "Begin een traject" not in na.text
    vol = als(client, persoon("projectleider")).get(
        adres("stroomschema"), {"score_0": 0, "score_1": 0, "score_2": 0}
    )
    assert "Begin een traject" in vol.text


def test_the_toolkit_costs_the_same_with_more_pages(client: Client, bergen: Profiel) -> None:
    maker = persoon("bureau-communicatie")
    al_vastgesteld("toolkit-communicatie", GEMEENTE, maker)
    als(client, maker).get(adres("toolkit"))
    with CaptureQueriesContext(connection) as een:
        client.get(adres("toolkit"))
    al_vastgesteld("toolkit-participatie", GEMEENTE, maker)
    with CaptureQueriesContext(connection) as twee:
        client.get(adres("toolkit"))

    assert len(een) == len(twee)
