"""Amounts and judgments: for who checks, the organisation, the opdrachtgevers, the college; for no other partner."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prestaties import acties
from prestaties.models import Prestatieafspraak
from prestaties.service import menu, werkvoorraad
from tests.hulp import gebied, persoon
from tests.prestaties.toneel import Plaats, concept, lever, lopend, oordeel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
# Per page, whatever stands on it; the session and the person among them.
QUERIES = {"overzicht": 15, "lijst": 9, "afspraak": 17}


def ziet(wie: Gebruiker) -> bool:
    return Prestatieafspraak.objects.zichtbaar_voor(wie).exists()


def test_who_reads_an_agreed_one(den_helder: Profiel, client: Client) -> None:
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        oordeel(plaats, afspraak)
        wel = [
            plaats.controleur,
            plaats.leverancier,
            persoon("college"),
            persoon("wethouder"),
            persoon("wijkmanager", gebied=gebied("visbuurt").ouder),
        ]
        niet = [
            persoon("wijkmeester", partij="woningstichting"),
            persoon("partner", partij="zorginstelling"),
            persoon("wijkagent", partij="politie"),
            persoon("platformvoorzitter", gebied="visbuurt"),
            persoon("bewoner", gebied="visbuurt"),
            persoon("raadslid"),
            persoon("beheerder"),
            persoon("wijkmanager", gebied="nieuw-den-helder"),
        ]
        for wie in wel:
            client.force_login(wie)
            assert "20.000" in client.get(afspraak.get_absolute_url()).text, wie
        for wie in niet:
            client.force_login(wie)
            assert client.get(afspraak.get_absolute_url()).status_code == 404, wie
            adres = reverse("prestaties:rekenblad", args=["csv"])
            antwoord = client.get(adres)
            inhoud = antwoord.content.decode() if antwoord.status_code == 200 else ""
            assert "Huisbezoeken" not in inhoud, wie


def test_a_concept_is_for_who_draws_it_up(den_helder: Profiel) -> None:
    plaats = Plaats.helder()
    afspraak, college = concept(plaats), persoon("college")
    assert ziet(plaats.controleur)
    assert not ziet(plaats.leverancier)
    assert not ziet(college)
    acties.leg_voor(afspraak=afspraak, door=plaats.controleur)
    assert ziet(plaats.leverancier)
    assert not ziet(college)


def test_an_opdrachtgever_reads_and_does_not_report_or_judge(etten_leur: Profiel, client: Client) -> None:
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        afspraak = lopend(Plaats.leur())
        client.force_login(persoon("partner", partij="wel"))
        assert client.get(afspraak.get_absolute_url()).status_code == 200
        for adres in ("levering", "controle"):
            assert client.get(reverse(f"prestaties:{adres}", args=[afspraak.pk])).status_code == 403
        client.force_login(persoon("partner", partij="onderwijs"))
        assert client.get(afspraak.get_absolute_url()).status_code == 404


def test_who_has_nothing_to_look_for_has_no_menu(den_helder: Profiel, client: Client) -> None:
    bewoner = persoon("bewoner", gebied="visbuurt")
    client.force_login(bewoner)
    assert menu(bewoner) == []
    assert client.get(reverse("prestaties:overzicht")).status_code == 403
    assert [punt.naam for punt in menu(persoon("partner", partij="opbouwwerk"))] == ["Prestatieafspraken"]


def test_a_municipality_without_this_has_no_page(helmond: Profiel, client: Client) -> None:
    client.force_login(persoon("wijkopzichter"))
    assert client.get(reverse("prestaties:overzicht")).status_code == 404


def test_the_pages_ask_as_many_questions_for_one_as_for_many(den_helder: Profiel, client: Client) -> None:
    plaats = Plaats.helder()
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        for n in range(4):
            afspraak = lopend(plaats, wat=f"Spreekuur {n}")
            lever(plaats, afspraak, "visbuurt", 2, date(2026, 3, 9))
            oordeel(plaats, afspraak)
            acties.leg_voor(afspraak=concept(plaats, wat=f"Inloop {n}"), door=plaats.controleur)
            adressen = {
                reverse("prestaties:overzicht"): QUERIES["overzicht"],
                reverse("prestaties:lijst"): QUERIES["lijst"],
                afspraak.get_absolute_url(): QUERIES["afspraak"],
            }
            client.force_login(plaats.controleur)
            for adres, aantal in adressen.items():
                with CaptureQueriesContext(connection) as vragen:
                    assert client.get(adres).status_code == 200
                assert (adres, n, len(vragen)) == (adres, n, aantal)
            for wie, aantal in ((plaats.controleur, 5), (plaats.leverancier, 6)):
                with CaptureQueriesContext(connection) as vragen:
                    taken = list(werkvoorraad(Gebruiker.objects.get(pk=wie.pk)))
                assert taken
                # One to fetch the person, one for the roles.
                assert (wie.naam, n, len(vragen)) == (wie.naam, n, aantal + 2)


def test_one_that_begins_on_a_leap_day_has_a_page(den_helder: Profiel, client: Client) -> None:
    with time_machine.travel("2028-01-10T10:00+01:00", tick=False):
        plaats = Plaats.helder()
        afspraak = concept(plaats, begin=date(2028, 2, 29), einde=date(2028, 12, 31))
        client.force_login(plaats.controleur)

        assert client.get(afspraak.get_absolute_url()).status_code == 200
