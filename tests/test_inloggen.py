"""Getting in: by e-mail and password, with a second factor for staff and partners where that is asked."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.hulp import persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WACHTWOORD = "correct-paard-batterij"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    """The count of wrong passwords lives in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    wie = persoon("wijkmanager", gebied="nieuw-den-helder")
    wie.set_password(WACHTWOORD)
    wie.save()
    return wie


def inloggen(client: Client, email: str, wachtwoord: str = WACHTWOORD) -> int:
    return client.post(reverse("account_login"), {"login": email, "password": wachtwoord}).status_code


def test_right_password_leads_to_vandaag(client: Client, manager: Gebruiker) -> None:
    antwoord = client.post(reverse("account_login"), {"login": manager.email.upper(), "password": WACHTWOORD})

    assert antwoord.headers["Location"] == reverse("vandaag")


def test_wrong_password_does_not_tell_which_part_was_wrong(client: Client, manager: Gebruiker) -> None:
    fout = client.post(reverse("account_login"), {"login": manager.email, "password": "iets anders 123"})
    onbekend = client.post(
        reverse("account_login"), {"login": "niemand@voorbeeld.example", "password": "iets anders 123"}
    )

    assert fout.status_code == onbekend.status_code != 302
    assert fout.context["form"].non_field_errors() == onbekend.context["form"].non_field_errors()


def test_closed_account_cannot_log_in(client: Client, manager: Gebruiker) -> None:
    Gebruiker.objects.update(is_active=False)

    inloggen(client, manager.email)

    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client: Client, den_helder: Profiel) -> None:
    antwoord = client.post(
        reverse("account_signup"),
        {"email": "x@voorbeeld.example", "password1": WACHTWOORD, "password2": WACHTWOORD},
    )

    assert antwoord.status_code == 200
    assert not Gebruiker.objects.filter(email="x@voorbeeld.example").exists()


def test_not_logged_in_leads_to_the_login_page(client: Client, den_helder: Profiel) -> None:
    assert client.get(reverse("vandaag")).headers["Location"].startswith(reverse("account_login"))


def test_staff_without_second_factor_sets_one_up_first(
    client: Client, manager: Gebruiker, settings: Settings
) -> None:
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client.force_login(manager)

    assert client.get(reverse("vandaag")).headers["Location"] == reverse("mfa_index")


def test_resident_needs_no_second_factor(client: Client, den_helder: Profiel, settings: Settings) -> None:
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client.force_login(persoon("bewoner", gebied="visbuurt"))

    assert client.get(reverse("vandaag")).status_code == 200


def test_session_ends_after_a_working_day(settings: Settings) -> None:
    assert settings.SESSION_COOKIE_AGE <= 9 * 3600
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE


def test_too_many_wrong_passwords_wait(client: Client, manager: Gebruiker) -> None:
    for _ in range(6):
        inloggen(client, manager.email, "fout-wachtwoord-123")

    inloggen(client, manager.email)

    assert "_auth_user_id" not in client.session
