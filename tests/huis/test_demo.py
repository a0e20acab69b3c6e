"""The demo of every municipality: made through the actions, so it obeys the profile; loading twice changes nothing."""

import pytest

from overleggen.models import Overleg
from signalen.models import Signaal
from tests.hulp import GEMEENTEN, activeer
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Roltoewijzing
from wijkwerk.huis.demo.laden import laad
from wijkwerk.huis.demo.mensen import accounts
from wijkwerk.logboek.models import Logregel

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_municipality_comes_alive(gemeente: str) -> None:
    profiel = activeer(gemeente)

    geladen = laad()

    assert geladen is not None
    assert Signaal.objects.filter(stand="gesloten").count() >= 3
    assert Signaal.objects.exclude(stand="gesloten").count() >= 3
    assert Overleg.objects.filter(stand="afgerond").exists()
    assert Plan.objects.filter(stand="vastgesteld").exists()
    assert {account.rol for account in accounts()} >= {
        rol.naam for rol in profiel.rollen if rol.bereik == "gemeente"
    }
    assert not Bericht.objects.klaar().exists()
    assert_obviously_invented()
    assert_life_lies_behind_us()
    assert laad() is None


def assert_obviously_invented() -> None:
    mensen = {toewijzing.gebruiker for toewijzing in Roltoewijzing.objects.select_related("gebruiker")}
    assert all("Voorbeeld" in persoon.naam and persoon.email.endswith(".example") for persoon in mensen)


def assert_life_lies_behind_us() -> None:
    """Each step stands in the logboek at its own moment."""
    momenten = Logregel.objects.filter(stap="signaal.registreren").order_by("op").values_list("op", flat=True)
    assert len(momenten) == Signaal.objects.count()
    assert (momenten[len(momenten) - 1] - momenten[0]).days > 60
