"""Partners are asked for their own figures, with a day; entering them is the answer (DHR-56)."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.hulp import gebied, persoon
from tests.wijkagenda.cijferhulp import WIJK
from tests.wijkagenda.plannen import dag, kort_plan
from wijkagenda.bewaking import herinneringen
from wijkagenda.models import Bijdrage, Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.cijfers import acties as cijfers
from wijkwerk.cijfers.keuzes import Herkomst
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
MAAT = "teams-te-versterken"


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def stichting(den_helder: Profiel) -> Gebruiker:
    return persoon("partner", partij="woningstichting")


@pytest.fixture
def analyse(manager: Gebruiker) -> Plan:
    return kort_plan("gebiedsanalyse", WIJK, manager)


def vraag(client: Client, plan: Plan, door: Gebruiker, **velden: Any) -> Any:
    client.force_login(door)
    url = reverse("wijkagenda:bijdragen", args=[plan.pk])
    return client.post(url, {"vraag": "Wat ziet u?", "uiterlijk": dag(28).isoformat(), **velden})


def voer_in(door: Gebruiker, waar: str) -> None:
    cijfers.voer_een_in(
        gebied=gebied(waar),
        indicator=MAAT,
        periode=str(timezone.localdate().year - 1),
        waarde="3",
        reden="",
        voorlopig=False,
        herkomst=Herkomst(bron="Eigen telling"),
        door=door,
    )


def van(plan: Plan, sleutel: str = "woningstichting") -> Bijdrage:
    return plan.bijdragen.get(partij__sleutel=sleutel)


def test_a_partner_is_asked_for_figures_and_entering_them_is_the_answer(
    client: Client, analyse: Plan, manager: Gebruiker, stichting: Gebruiker
) -> None:
    assert vraag(client, analyse, manager, cijfers="on").status_code == 302
    assert Bericht.objects.filter(soort="cijfers-gevraagd", ontvanger=stichting).count() == 1

    client.force_login(stichting)
    assert f"Uw cijfers voor {analyse}" in client.get(reverse("vandaag")).text
    pagina = client.get(van(analyse).get_absolute_url()).text
    assert reverse("cijfers:overzicht") in pagina
    # Of another wijk is no answer.
    voer_in(stichting, "stad-binnen-de-linie")
    assert van(analyse).cijfers_op is None
    voer_in(stichting, WIJK)
    rij = van(analyse)
    assert rij.cijfers_op is not None
    # What was asked beside it still waits.
    assert rij.geleverd_op is None
    vandaag = client.get(reverse("vandaag")).text
    assert f"Uw cijfers voor {analyse}" not in vandaag
    assert f"Bijdragen aan {analyse}" in vandaag
    client.force_login(manager)
    assert "Cijfers: ingevoerd op" in client.get(reverse("wijkagenda:bijdragen", args=[analyse.pk])).text


def test_only_who_can_enter_them_is_asked(client: Client, analyse: Plan, manager: Gebruiker) -> None:
    """The police have nobody with an account here, residents enter no figures."""
    vraag(client, analyse, manager, cijfers="on")

    assert analyse.bijdragen.exists()
    assert not analyse.bijdragen.filter(cijfers_gevraagd=True).exists()
    assert not Bericht.objects.filter(soort="cijfers-gevraagd").exists()


def test_who_was_asked_to_contribute_before_can_be_asked_for_figures_once(
    client: Client, analyse: Plan, manager: Gebruiker, stichting: Gebruiker
) -> None:
    vraag(client, analyse, manager)
    assert not van(analyse).cijfers_gevraagd
    for _ in range(2):
        vraag(client, analyse, manager, cijfers="on", uiterlijk=dag(35).isoformat())

    assert (van(analyse).cijfers_gevraagd, van(analyse).uiterlijk) == (True, dag(35))
    assert Bericht.objects.filter(soort="cijfers-gevraagd", ontvanger=stichting).count() == 1
    assert Bericht.objects.filter(soort="bijdrage-gevraagd", ontvanger=stichting).count() == 1


def test_no_new_figures_is_an_answer_too(
    client: Client, analyse: Plan, manager: Gebruiker, stichting: Gebruiker
) -> None:
    vraag(client, analyse, manager, cijfers="on")
    client.force_login(stichting)

    client.post(
        van(analyse).get_absolute_url(), {"inhoud": "Wij tellen pas in het voorjaar.", "geen_cijfers": "on"}
    )

    rij = van(analyse)
    assert rij.geen_cijfers
    assert rij.geleverd_op is not None
    assert "Er zijn geen nieuwe cijfers." in client.get(rij.get_absolute_url()).text


def test_they_are_reminded_until_it_is_there(
    client: Client, analyse: Plan, manager: Gebruiker, stichting: Gebruiker
) -> None:
    vraag(client, analyse, manager, cijfers="on")
    dagen = [dag(nummer) for nummer in range(45)]

    def gemaand() -> list[str]:
        rijen = (rij for een in dagen for rij in herinneringen(een) if rij.ontvanger == stichting)
        return [rij.moment for rij in rijen if rij.titel.startswith("Uw cijfers")]

    momenten = gemaand()
    assert len(set(momenten)) == 3
    with time_machine.travel(plus_werkdagen(timezone.localdate(), 2), tick=False):
        voer_in(stichting, WIJK)
    assert gemaand() == []


def test_where_no_party_enters_figures_the_question_is_not_there(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")
    plan = kort_plan("wijkactieplan", "dierdonk", adviseur)
    client.force_login(adviseur)

    assert "eigen cijfers" not in client.get(reverse("wijkagenda:bijdragen", args=[plan.pk])).text
