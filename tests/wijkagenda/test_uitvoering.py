"""The yearly programme of a multi-year plan: established anew each year, and open to everybody: agreed and done."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import al_vastgesteld, dag, klachten_bij, kort_plan, schrijf
from wijkagenda import acties, service
from wijkagenda.bewaking import herziening_uiterlijk
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "banakkers"


@pytest.fixture
def wijkmanager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.mark.eis("ETL-48")
@pytest.mark.parametrize(("dagen", "laat"), [(400, True), (200, False)])
def test_every_year_anew(client: Client, wijkmanager: Gebruiker, dagen: int, laat: bool) -> None:
    plan = al_vastgesteld("uitvoeringsprogramma", WIJK, wijkmanager, vastgesteld_op=dag(-dagen))
    wethouder = persoon("wijkwethouder", gebied=WIJK)

    assert herziening_uiterlijk(plan) == plus_maanden(dag(-dagen), 12)
    taken = [taak.titel for taak in service.werkvoorraad(wijkmanager)]
    assert ("Nieuwe versie van Uitvoeringsprogramma WOP" in taken) is laat
    client.force_login(wethouder)
    assert ("Te laat opnieuw vastgesteld" in client.get(reverse("wijkagenda:lijst")).text) is laat


@pytest.mark.eis("ETL-48")
def test_everybody_reads_what_was_agreed_and_what_was_done(client: Client, wijkmanager: Gebruiker) -> None:
    wethouder, college = persoon("wijkwethouder", gebied=WIJK), persoon("college")
    al_vastgesteld("wop", WIJK, wijkmanager)
    plan = kort_plan("uitvoeringsprogramma", WIJK, wijkmanager)
    mist = klachten_bij(acties.draag_voor, plan=plan, door=wethouder)
    assert {"Schrijf het deel “Afgesproken”.", "Schrijf het deel “Gedaan”."} <= set(mist)
    schrijf(plan, wijkmanager, afgesproken="Tien bankjes erbij.", gedaan="Acht bankjes staan er.")
    acties.draag_voor(plan=plan, door=wethouder)
    plan = acties.stel_vast(plan=plan, door=college)
    acties.publiceer(plan=plan, bevestigd=set(), door=wijkmanager)

    pagina = client.get(f"/publiek/{WIJK}/").text

    assert "Tien bankjes erbij." in pagina
    assert "Acht bankjes staan er." in pagina
