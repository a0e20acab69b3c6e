"""A proposal that meets the conditions stands on the agenda, and what stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from signalen.acties import meld_zonder_account
from signalen.models import Signaal
from tests.hulp import activeer, gebied, partij, persoon
from tests.wijkagenda.plannen import dag, klachten_bij, kort_plan, noemt
from tests.wijkagenda.voorstel.voorstellen import (
    SOORT,
    VOORWAARDEN,
    WIJK,
    WOORDEN,
    beoordeel,
    neem_op,
    opname_url,
)
from wijkagenda import acties
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import StandVeranderd

pytestmark = pytest.mark.django_db


@pytest.mark.eis("ETL-54")
@pytest.mark.parametrize("mist", VOORWAARDEN)
def test_without_one_of_the_conditions_it_goes_nowhere(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker, mist: str
) -> None:
    beoordeel(voorstel, wijkmanager, mist)

    klachten = klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)

    assert noemt(klachten, "ETL-54")
    assert not agenda.items.exists()


@pytest.mark.eis("ETL-54")
def test_a_condition_that_is_not_met_stops_it(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager, ja=False)

    assert "Hieraan voldoet het niet" in klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)[0]


def test_through_the_page_it_stands_on_the_agenda(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    invoer = {
        "titel": "Een veilige oversteek",
        "trekker": f"partij:{partij('wel').pk}",
        "einddatum": dag(60).isoformat(),
        "v-korte-termijn": "ja",
    }
    assert (
        opname_url(voorstel) in als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    )

    antwoord = als_wijkmanager.post(opname_url(voorstel), invoer, follow=True)

    item = agenda.items.get()
    assert (item.titel, item.stand) == ("Een veilige oversteek", "opgenomen")
    assert [plek.sleutel for plek in item.gebieden.all()] == [WIJK]
    assert {rij.criterium for rij in Beoordeling.objects.bij(item)} == set(VOORWAARDEN)
    assert item.herkomsten.get().soort == "voorstel"
    assert item.get_absolute_url() in antwoord.text
    assert "De indiener heeft nog geen antwoord." in antwoord.text


def test_the_words_of_who_proposed_it_do_not_come_along(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    assert WOORDEN not in als_wijkmanager.get(opname_url(voorstel)).text
    [item] = neem_op(voorstel, wijkmanager)

    assert WOORDEN not in als_wijkmanager.get(agenda.get_absolute_url()).text
    assert WOORDEN not in als_wijkmanager.get(item.get_absolute_url()).text


def test_what_an_item_needs_is_said_in_the_form(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)

    antwoord = als_wijkmanager.post(opname_url(voorstel), {"titel": "Oversteek", "v-korte-termijn": "ja"})

    assert antwoord.status_code == 422
    assert "Oversteek" in antwoord.text
    assert "Vul in: Wie." in antwoord.text
    assert not Planitem.objects.exists()


def test_an_origin_that_a_field_of_the_form_makes_needless_is_asked_there(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)

    antwoord = als_wijkmanager.post(
        opname_url(voorstel),
        {"titel": "Oversteek", "trekker": f"partij:{partij('wel').pk}", "einddatum": dag(30).isoformat()},
    )

    assert antwoord.status_code == 422
    assert "kies dat het korte termijn is" in antwoord.text
    assert not Planitem.objects.exists()


def test_a_plan_that_waits_for_a_decision_takes_nothing_new(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    Plan.objects.update(stand=Plan.Stand.VOORGEDRAGEN)

    assert "ligt klaar voor een besluit" in klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)[0]


def test_a_second_time_is_refused(agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker) -> None:
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)

    with pytest.raises(StandVeranderd):
        neem_op(voorstel, wijkmanager)

    assert agenda.items.count() == 1


def test_who_makes_no_agenda_puts_nothing_on_it(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)

    with pytest.raises(PermissionDenied):
        neem_op(voorstel, persoon("vakambtenaar"))


def test_a_shielded_one_never_goes_onto_a_plan(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    Signaal.objects.update(gevoelig="beperkt")

    klachten = klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)

    assert "Dit is afgeschermd. Het komt nooit op een plan dat anderen lezen." in klachten
    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert WOORDEN not in pagina


# --- at the same moment


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_puts_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    activeer("etten-leur")
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    agenda = kort_plan("wijkagenda", WIJK, wijkmanager)
    voorstel = meld_zonder_account(tekst=WOORDEN, soort=SOORT, gebied=gebied(WIJK))
    beoordeel(voorstel, wijkmanager)
    tegelijk = threading.Barrier(2, timeout=20)
    echt = acties.neem_voorstel_op

    def eerst_samen(**invoer: Any) -> list[Planitem]:
        # Both have opened the form; only now does either take the step.
        tegelijk.wait()
        return echt(**invoer)

    monkeypatch.setattr("wijkagenda.acties.neem_voorstel_op", eerst_samen)
    codes: list[int] = []

    samen(*[lambda: codes.append(_zet_in_plan(wijkmanager, voorstel))] * 2)

    assert sorted(codes) == [302, 422]
    assert agenda.items.count() == 1


def _zet_in_plan(wie: Gebruiker, voorstel: Signaal) -> int:
    client = Client()
    client.force_login(wie)
    invoer = {
        "titel": "Een veilige oversteek",
        "trekker": f"partij:{partij('wel').pk}",
        "einddatum": dag(60).isoformat(),
        "v-korte-termijn": "ja",
    }
    return client.post(opname_url(voorstel), invoer).status_code


def samen(*stappen: Callable[[], None]) -> None:
    """Each in a thread with a connection of its own."""

    def draai(stap: Callable[[], None]) -> None:
        try:
            stap()
        finally:
            connection.close()

    draden = [threading.Thread(target=draai, args=(stap,)) for stap in stappen]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
