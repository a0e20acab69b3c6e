"""A budget belongs to a programme and has a first day; one that is only an idea cannot be asked for."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from budgetten.models import Budgetaanvraag
from tests.budgetten.test_aanvragen import formulier
from tests.budgetten.toneel import adres, als
from tests.hulp import activeer, persoon, profieltekst
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("OIJ-34")
def test_the_buurtbudget_is_part_of_dorpskracht_and_begins_on_its_day(
    oude_ijsselstreek: Profiel, client: Client
) -> None:
    vroeg = date(2012, 1, 1)
    regisseur = persoon("gebiedsregisseur", gebied="ulft", van=vroeg)
    als(client, regisseur)

    for dag, status in ((date(2012, 12, 31), 404), (date(2013, 1, 2), 200)):
        moment = datetime.combine(dag, time(10), tzinfo=timezone.get_current_timezone())
        with time_machine.travel(moment, tick=False):
            client.force_login(regisseur)
            assert client.get(adres("nieuw", "buurtbudget")).status_code == status, dag

    client.force_login(regisseur)
    pagina = client.get(adres("nieuw", "buurtbudget")).text
    assert "Dorpskracht" in pagina
    assert "1 januari 2013" in pagina


@pytest.mark.eis("ETL-67")
def test_a_voucher_is_an_idea_until_the_profile_says_otherwise(db: None, client: Client) -> None:
    activeer("etten-leur")
    als(client, persoon("bewoner", gebied="banakkers"))
    url = adres("nieuw", "voucher")
    assert client.get(url).status_code == 404
    assert client.post(url, formulier("banakkers", bedrag="50")).status_code == 404
    assert "Voucher voor bewoners" not in client.get(adres("kies")).text

    besloten = profieltekst("etten-leur").replace(
        'verdeling = "aanvraag"\nfase = "voorgenomen"\neis = ["ETL-67"]',
        'verdeling = "aanvraag"\nhouder = ["kant:gemeente"]\nbeheer = ["rol:wijkmanager"]\n'
        'besluit = [{ door = ["rol:college"] }]\neis = ["ETL-67"]',
    )
    gemeente_acties.activeer(tekst=besloten, bestand="etten-leur.toml", door=None)

    als(client, persoon("bewoner", gebied="banakkers"))
    assert "Voucher voor bewoners" in client.get(adres("kies")).text
    assert client.post(url, formulier("banakkers", bedrag="50")).status_code == 302
    assert Budgetaanvraag.objects.get().budget == "voucher"
