"""The start page of everybody who logs in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from overleggen.models import Overleg
from signalen.service import menu
from tests.hulp import geef_rol, persoon
from tests.overleggen.hulp import gepland
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.huis import views
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def vandaag(client: Client, rol: str, gebied: str | None = None) -> str:
    client.force_login(persoon(rol, gebied=gebied))
    return client.get(reverse("vandaag")).text


def test_nothing_to_do_is_said_once(client: Client, den_helder: Profiel) -> None:
    assert vandaag(client, "raadslid").count("Niets wacht op u") == 1


def test_who_holds_a_spreekuur_finds_one_from_here(client: Client, den_helder: Profiel) -> None:
    pagina = vandaag(client, "wijkconcierge", gebied="nieuw-den-helder")

    assert f'href="{reverse("signalen:spreekuur-planning")}"' in pagina


def test_who_only_writes_down_starts_with_a_signaal(client: Client, etten_leur: Profiel) -> None:
    pagina = vandaag(client, "opbouwwerker", gebied="banakkers")

    assert f'href="{reverse("signalen:nieuw")}"' in pagina


@pytest.mark.parametrize("rol", ["raadslid", "wethouder"])
def test_who_writes_nothing_down_is_led_to_what_is_public(
    client: Client, den_helder: Profiel, rol: str
) -> None:
    pagina = vandaag(client, rol)

    assert f'href="{reverse("publiek:voorpagina")}"' in pagina.split("Niets wacht op u")[1]
    assert reverse("signalen:spreekuur-planning") not in pagina
    assert reverse("signalen:nieuw") not in pagina


def test_a_meeting_that_was_never_held_is_a_task_and_does_not_come_soon(
    client: Client, den_helder: Profiel
) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    client.force_login(manager)
    assert "Binnenkort" in client.get(reverse("vandaag")).text

    Overleg.objects.update(datum=timezone.localdate() - timedelta(days=20))
    pagina = client.get(reverse("vandaag")).text

    assert "Binnenkort" not in pagina
    assert overleg.get_absolute_url() in pagina


def test_number_of_queries_is_the_same_however_much_waits(
    client: Client, den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """For a manager of an area, of whom every module asks something."""
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    client.force_login(manager)
    for wachtend in (1, 6):
        for dag in range(wachtend):
            zet_uit(signaal(concierge, "nieuw-den-helder", "wonen"), manager)
            signaal(concierge, "nieuw-den-helder", "wonen")
            gepland("coordinatieteam", "nieuw-den-helder", manager, over=wachtend + dag)
        with django_assert_num_queries(17):
            pagina = client.get(reverse("vandaag")).text
        assert pagina.count(">Zet uit<") >= wachtend


def test_more_than_anybody_does_is_said_to_be_more(
    client: Client, den_helder: Profiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    for _ in range(2):
        signaal(concierge, "nieuw-den-helder", "wonen")
    assert "Ten minste" not in vandaag(client, "wijkmanager", gebied="nieuw-den-helder")
    monkeypatch.setattr(views, "VOL", 2)

    assert "Ten minste" in vandaag(client, "wijkmanager", gebied="nieuw-den-helder")


def test_shows_where_somebody_fills_a_role(client: Client, den_helder: Profiel) -> None:
    agent = persoon("wijkagent", partij="politie")
    geef_rol(agent, "wijkmanager", gebied="nieuw-den-helder")
    geef_rol(agent, "raadslid")
    client.force_login(agent)

    pagina = client.get(reverse("vandaag")).text

    for regel in ("wijkagent, Politie", "wijkmanager, Nieuw Den Helder", "raadslid, hele gemeente"):
        assert regel.casefold() in pagina.casefold()


def test_the_menu_names_everything_once(oude_ijsselstreek: Profiel) -> None:
    for rol in oude_ijsselstreek.rollen:
        namen = [punt.naam for punt in menu(persoon(rol.sleutel))]
        assert len(namen) == len(set(namen))


def test_takes_at_most_seventeen_queries_for_whoever_it_is(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    zet_uit(signaal(concierge, "nieuw-den-helder", "wonen"), manager)
    gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    for rol in den_helder.rollen:
        waar = "nieuw-den-helder" if rol.bereik == "gebied" else None
        client.force_login(
            persoon(rol.sleutel, gebied=waar, partij="politie" if rol.bereik == "partij" else None)
        )
        with CaptureQueriesContext(connection) as vragen:
            client.get(reverse("vandaag"))
        assert len(vragen) <= 17, rol.sleutel
