"""The quick form of a spreekuur and the subject that entries share."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signalen import acties
from signalen.models import Dossier, Melder, Signaal, Spreekuur
from tests.hulp import gebied
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_rij(concierge: Gebruiker) -> Spreekuur:
    return spreekuur(concierge, "visbuurt")


@pytest.fixture
def door(client: Client, concierge: Gebruiker) -> Client:
    client.force_login(concierge)
    return client


def _invoer(**anders: Any) -> dict[str, Any]:
    basis = {"tekst": "De sporthal moet blijven.", "soort": "wonen", "urgentie": "normaal"}
    return basis | {"gebied": gebied("visbuurt").pk} | anders


def test_a_new_subject_takes_in_this_entry(door: Client, open_rij: Spreekuur) -> None:
    door.post(open_rij.get_absolute_url(), _invoer(nieuw_onderwerp="Plan voor de sporthal"))

    assert Dossier.objects.get().signalen.get().tekst == "De sporthal moet blijven."


def test_same_as_the_one_before_bundles_both(door: Client, open_rij: Spreekuur) -> None:
    door.post(open_rij.get_absolute_url(), _invoer())
    door.post(open_rij.get_absolute_url(), _invoer(onderwerp="vorige"))
    door.post(open_rij.get_absolute_url(), _invoer(onderwerp="vorige"))

    dossier = Dossier.objects.get()
    assert dossier.signalen.count() == 3
    assert str(dossier).startswith("wonen en huurders, Visbuurt, ")


def test_the_subject_stays_chosen_for_the_next(door: Client, open_rij: Spreekuur) -> None:
    pagina = door.post(open_rij.get_absolute_url(), _invoer(nieuw_onderwerp="Sporthal"), follow=True)

    form = pagina.context["form"]
    assert form["onderwerp"].value() == str(Dossier.objects.get().pk)
    assert form["soort"].value() == "wonen"


def test_each_keeps_its_own_melder(door: Client, open_rij: Spreekuur) -> None:
    for nummer in (1, 2):
        contact = {"e_mail": f"buur{nummer}@voorbeeld.example", "terugkoppeling_gewenst": "on"}
        onderwerp = {"onderwerp": "vorige"} if nummer > 1 else {}
        door.post(open_rij.get_absolute_url(), _invoer(**contact, **onderwerp))

    assert Melder.objects.count() == 2
    assert Signaal.objects.values("melder").distinct().count() == 2


def test_a_shielded_entry_stays_out_and_nothing_is_saved(door: Client, open_rij: Spreekuur) -> None:
    door.post(open_rij.get_absolute_url(), _invoer())

    antwoord = door.post(open_rij.get_absolute_url(), _invoer(soort="zorg", gevaar="nee", onderwerp="vorige"))

    assert antwoord.status_code == 422
    assert "anders afgeschermd" in antwoord.content.decode()
    assert (Signaal.objects.count(), Dossier.objects.count()) == (1, 0)


def test_the_first_has_none_before_it(door: Client, open_rij: Spreekuur) -> None:
    antwoord = door.post(open_rij.get_absolute_url(), _invoer(onderwerp="vorige"))

    assert antwoord.status_code == 422
    assert not Signaal.objects.exists()


def test_a_choice_and_a_new_name_are_one_too_many(door: Client, open_rij: Spreekuur) -> None:
    door.post(open_rij.get_absolute_url(), _invoer())

    antwoord = door.post(open_rij.get_absolute_url(), _invoer(onderwerp="vorige", nieuw_onderwerp="Sporthal"))

    assert antwoord.status_code == 422


def test_a_dossier_of_elsewhere_cannot_be_chosen(
    door: Client, open_rij: Spreekuur, vreemde: Gebruiker
) -> None:
    ander = acties.open_dossier(titel="Van elders", gebied=gebied("nieuw-den-helder"), door=vreemde)

    antwoord = door.post(open_rij.get_absolute_url(), _invoer(onderwerp=str(ander.pk)))

    assert antwoord.status_code == 422
    assert "Van elders" not in antwoord.content.decode()


def test_sent_in_twice_opens_no_second_subject(door: Client, open_rij: Spreekuur) -> None:
    invoer = _invoer(nieuw_onderwerp="Sporthal", client_id=str(uuid.uuid4()))

    door.post(open_rij.get_absolute_url(), invoer)
    door.post(open_rij.get_absolute_url(), invoer)

    assert (Signaal.objects.count(), Dossier.objects.count()) == (1, 1)


def test_saving_costs_as_many_queries_after_ten_as_after_one(door: Client, open_rij: Spreekuur) -> None:
    aantallen = []
    for keer in range(12):
        with CaptureQueriesContext(connection) as vragen:
            door.post(open_rij.get_absolute_url(), _invoer(), headers={"hx-request": "true"})
        if keer in {1, 11}:
            aantallen.append(len(vragen))

    assert aantallen[0] == aantallen[1]
    assert aantallen[1] <= 25
