"""The pages: who reads them, how many queries they take, and what a report can ask."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gebiedscyclus import acties
from gebiedscyclus.service import rondes_van, sleutels_in_gebruik, stand_van
from tests.gebiedscyclus.hulp import als, dagelijks, op, ronde, stap
from tests.hulp import gebied, persoon
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"
CYCLUS = "gebiedscyclus"


def test_who_decides_reads_all_and_others_read_nothing(den_helder: Profiel) -> None:
    with op(date(2027, 1, 4)):
        dagelijks()
        rij = ronde(CYCLUS, WIJK)
        for rol in ("college", "wethouder", "raadslid"):
            client = als(persoon(rol))
            pagina = client.get("/cyclus/").content.decode()
            assert all(wijk.naam in pagina for wijk in Gebied.objects.actief().filter(niveau="wijk"))
            assert client.get(rij.get_absolute_url()).status_code == 200
            assert client.get(f"{rij.get_absolute_url()}sluiting/").status_code == 403
            assert "Sluit deze ronde" not in client.get(rij.get_absolute_url()).content.decode()
        for rol in ("bewoner", "wijkconcierge"):
            client = als(persoon(rol, gebied=WIJK))
            assert client.get("/cyclus/").status_code == 403
            assert client.get(rij.get_absolute_url()).status_code == 404
            assert client.get(stap(rij, "analyse").get_absolute_url()).status_code == 404
        elders = als(persoon("wijkmanager", gebied="stad-binnen-de-linie"))
        assert elders.get(rij.get_absolute_url()).status_code == 404


def test_the_overview_asks_as_much_for_one_wijk_as_for_all(
    den_helder: Profiel, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with op(date(2027, 1, 4)):
        dagelijks()
        # The menu asks one thing more for who reads plans only when there are any.
        for wie, aantal in ((persoon("wijkmanager", gebied=WIJK), 6), (persoon("college"), 7)):
            client.force_login(wie)
            client.get("/cyclus/")
            with django_assert_num_queries(aantal):
                assert client.get("/cyclus/").status_code == 200


def test_a_plan_and_its_round_lead_to_each_other(den_helder: Profiel) -> None:
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    with op(date(2027, 1, 4)):
        dagelijks()
        rij = ronde(CYCLUS, WIJK)
        acties.start(stap=stap(rij, "analyse"), door=wijkmanager)
        plan = stap(rij, "analyse").plan
        assert plan is not None

        assert rij.get_absolute_url() in als(wijkmanager).get(plan.get_absolute_url()).text
        assert plan.get_absolute_url() in als(wijkmanager).get(rij.get_absolute_url()).text
        # Who contributes to plans and reads no rounds is not sent to one.
        for rol in ("wijkagent", "wijkconcierge"):
            assert (
                rij.get_absolute_url() not in als(persoon(rol, gebied=WIJK)).get(plan.get_absolute_url()).text
            )


def test_a_report_asks_how_every_area_stands(
    den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    with op(date(2027, 1, 4)):
        dagelijks()
        acties.start(stap=stap(ronde(CYCLUS, WIJK), "analyse"), door=wijkmanager)
    with op(date(2027, 8, 1)):
        wijken = list(Gebied.objects.actief().filter(niveau="wijk"))
        with django_assert_num_queries(1):
            standen = stand_van(wijken)
        [stand] = standen[gebied(WIJK).pk]
        assert (stand.klaar, [rij.sleutel for rij in stand.nu]) == (0, ["analyse"])
        assert "analyse" in [rij.sleutel for rij in stand.te_laat]
        assert rondes_van(gebied(WIJK)) == [stand.ronde]
        assert ("cyclus.stappen", "gebiedscyclus.agenda") in sleutels_in_gebruik()
