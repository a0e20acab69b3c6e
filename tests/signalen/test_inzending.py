"""What comes in from the queue of a device: once, refused with the reasons, and never by somebody else."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signalen import acties
from signalen.models import Signaal, Spreekuur
from tests.hulp import activeer, gebied, persoon
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_rij(concierge: Gebruiker) -> Spreekuur:
    return spreekuur(concierge, "visbuurt")


@pytest.fixture
def url(open_rij: Spreekuur) -> str:
    return reverse("signalen:spreekuur-wachtrij", args=[open_rij.pk])


def _invoer(**anders: Any) -> dict[str, Any]:
    basis = {"tekst": "De lamp is stuk.", "soort": "openbare-ruimte", "urgentie": "normaal"}
    return basis | {"gebied": gebied("visbuurt").pk, "client_id": str(uuid.uuid4())} | anders


def test_it_becomes_a_signal_of_that_spreekuur(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur, url: str
) -> None:
    client.force_login(concierge)

    antwoord = client.post(url, _invoer())

    rij = Signaal.objects.get()
    assert (antwoord.status_code, antwoord.json()["nummer"]) == (201, rij.nummer)
    assert (rij.spreekuur, rij.geregistreerd_door) == (open_rij, concierge)


def test_the_second_send_is_the_first(client: Client, concierge: Gebruiker, url: str) -> None:
    client.force_login(concierge)
    invoer = _invoer()

    eerst, weer = client.post(url, invoer), client.post(url, invoer)

    assert eerst.json() == weer.json()
    assert Signaal.objects.count() == 1


def test_without_login_it_says_so_and_keeps_nothing(client: Client, url: str) -> None:
    assert client.get(reverse("signalen:wachtrij")).status_code == 401
    assert client.post(url, _invoer()).status_code == 401
    assert not Signaal.objects.exists()


def test_who_asks_hears_who_is_logged_in(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.get(reverse("signalen:wachtrij"))

    assert antwoord.json()["wie"] == str(concierge.pk)
    assert "no-store" in antwoord["Cache-Control"]


def test_without_a_token_it_is_refused(concierge: Gebruiker, url: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(concierge)
    invoer = _invoer()
    assert client.post(url, invoer).status_code == 403

    token = client.get(reverse("signalen:wachtrij")).json()["csrf"]

    assert client.post(url, invoer, headers={"X-CSRFToken": token}).status_code == 201


def test_a_spreekuur_of_elsewhere_does_not_exist(client: Client, vreemde: Gebruiker, url: str) -> None:
    client.force_login(vreemde)

    antwoord = client.post(url, _invoer())

    assert antwoord.status_code == 404
    assert antwoord.json()["klachten"]


def test_who_only_takes_part_registers_nothing(client: Client, url: str) -> None:
    client.force_login(persoon("wijkagent", gebied="visbuurt", partij="politie"))

    assert client.post(url, _invoer()).status_code in {403, 404, 422}
    assert not Signaal.objects.exists()


def test_complaints_come_as_sentences(client: Client, concierge: Gebruiker, url: str) -> None:
    client.force_login(concierge)

    antwoord = client.post(url, _invoer(tekst="", soort="bestaat-niet"))

    assert antwoord.status_code == 422
    assert len(antwoord.json()["klachten"]) == 2


def test_without_its_own_mark_nothing_is_taken_in(client: Client, concierge: Gebruiker, url: str) -> None:
    """Without it a second send would be a second signal."""
    client.force_login(concierge)

    assert client.post(url, _invoer(client_id="")).status_code == 400
    assert not Signaal.objects.exists()


def test_the_mark_of_another_is_refused(
    client: Client, concierge: Gebruiker, url: str, manager: Gebruiker
) -> None:
    invoer = _invoer()
    for wie, status in ((concierge, 201), (manager, 422)):
        client.force_login(wie)
        assert client.post(url, invoer).status_code == status

    assert Signaal.objects.get().geregistreerd_door == concierge


@pytest.mark.parametrize(("dagen", "status"), [(0, 201), (6, 201), (8, 422)])
def test_a_closed_spreekuur_takes_in_for_a_week(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur, url: str, dagen: int, status: int
) -> None:
    acties.houd(spreekuur=open_rij, bezoekers=1, samenvatting="", door=concierge)
    toen = timezone.now() - timedelta(days=dagen)
    Spreekuur.objects.update(begin=toen - timedelta(hours=2), eind=toen)
    client.force_login(concierge)

    assert client.post(url, _invoer()).status_code == status


def test_one_that_was_called_off_takes_in_nothing(client: Client, concierge: Gebruiker) -> None:
    rij = spreekuur(concierge, "visbuurt", open_=False)
    acties.zeg_af(spreekuur=rij, reden="Ziek.", door=concierge)
    client.force_login(concierge)

    assert client.post(reverse("signalen:spreekuur-wachtrij", args=[rij.pk]), _invoer()).status_code == 422


def test_a_closed_one_takes_in_nothing_by_its_page(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    acties.houd(spreekuur=open_rij, bezoekers=1, samenvatting="", door=concierge)
    client.force_login(concierge)

    client.post(open_rij.get_absolute_url(), _invoer())

    assert not Signaal.objects.exists()


def test_the_shell_is_about_nobody(client: Client, concierge: Gebruiker, open_rij: Spreekuur) -> None:
    client.force_login(concierge)
    acties.open_dossier(titel="Merkteken-7731", gebied=gebied("visbuurt"), door=concierge)
    client.post(open_rij.get_absolute_url(), _invoer(tekst="Merkteken-7731"))

    antwoord = client.get(reverse("signalen:spreekuur-schil", args=[open_rij.pk]))

    schil = antwoord.content.decode()
    assert "Wat wordt er gezegd?" in schil
    for woord in (
        "Merkteken-7731",
        concierge.naam,
        concierge.email,
        "csrfmiddlewaretoken",
        "e_mail",
        "telefoon",
    ):
        assert woord not in schil


def test_there_is_no_shell_of_one_that_is_not_open(client: Client, concierge: Gebruiker) -> None:
    rij = spreekuur(concierge, "visbuurt", open_=False)
    client.force_login(concierge)

    assert client.get(reverse("signalen:spreekuur-schil", args=[rij.pk])).status_code == 404


def test_the_service_worker_names_files_and_nobody(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.get(reverse("signalen:spreekuur-dienst"))

    script = antwoord.content.decode()
    assert antwoord["Content-Type"] == "text/javascript; charset=utf-8"
    assert "css/stijl.css" in script
    assert concierge.naam not in script


def test_danger_now_leads_on_from_the_quick_form(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    """By htmx the whole page must change, not a part of the form."""
    client.force_login(concierge)

    antwoord = client.post(
        open_rij.get_absolute_url(), _invoer(soort="zorg", gevaar="ja"), headers={"hx-request": "true"}
    )

    assert antwoord["HX-Redirect"].startswith(reverse("signalen:nood"))
    assert not Signaal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twice_at_the_same_moment_is_once() -> None:
    activeer("den-helder")
    wie = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    rij = spreekuur(wie, "visbuurt")
    gegevens: dict[str, Any] = {
        "tekst": "De lamp is stuk.",
        "soort": "openbare-ruimte",
        "gebieden": [gebied("visbuurt")],
        "client_id": uuid.uuid4(),
    }
    samen = threading.Barrier(2)
    nummers: list[str] = []

    def stuur() -> None:
        samen.wait()
        try:
            nummers.append(acties.registreer_snel(spreekuur=rij, door=wie, **gegevens).nummer)
        finally:
            connection.close()

    draden = [threading.Thread(target=stuur) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert nummers == [Signaal.objects.get().nummer] * 2
