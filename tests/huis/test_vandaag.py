"""The start page of everybody who logs in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen.models import Overleg
from tests.hulp import persoon
from tests.overleggen.hulp import gepland
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


@pytest.mark.parametrize("rol", ["raadslid", "accountmanager"])
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
