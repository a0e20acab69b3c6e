"""Getting in: by e-mail and password, with a second factor for staff and partners where that is asked."""

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tests.hulp import leeg_cache, persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WACHTWOORD = "correct-paard-batterij"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    """The count of wrong passwords lives in the cache, which outlives a test."""
    leeg_cache()


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


# --- the session is over while somebody works


def _naar_login(pagina: str, achter: str = "") -> str:
    return f"{reverse('account_login')}?next={pagina}{achter}"


@pytest.mark.parametrize("methode", ["get", "post"])
def test_a_part_of_a_page_becomes_the_whole_login_page_and_comes_back(
    client: Client, den_helder: Profiel, methode: str
) -> None:
    waar = f"{reverse('signalen:lijst')}?stand=open"
    kop = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{waar}"}

    antwoord = getattr(client, methode)(reverse("signalen:hint"), headers=kop)

    assert antwoord.status_code == 401
    assert antwoord.content == b""
    quoted = f"{reverse('signalen:lijst')}%3Fstand%3Dopen"
    assert antwoord["HX-Redirect"] == _naar_login(quoted, "&verlopen=1" if methode == "post" else "")


@pytest.mark.parametrize("van", ["https://elders.example/x/", "", "http://["])
def test_another_site_is_no_page_to_come_back_to(client: Client, den_helder: Profiel, van: str) -> None:
    antwoord = client.post(reverse("signalen:nieuw"), headers={"HX-Request": "true", "HX-Current-URL": van})
    gewoon = client.post(reverse("signalen:nieuw"), headers={"Referer": van})

    assert antwoord["HX-Redirect"] == gewoon["Location"] == _naar_login(reverse("vandaag"), "&verlopen=1")


def test_who_sent_a_form_reads_that_it_was_not_saved_and_returns_to_its_page(
    client: Client, manager: Gebruiker
) -> None:
    waar = reverse("signalen:nieuw")

    login = client.post(waar, {"tekst": "x"}, headers={"Referer": f"http://testserver{waar}"}, follow=True)
    verder = client.post(
        reverse("account_login"),
        {"login": manager.email, "password": WACHTWOORD, "next": login.context["redirect_field_value"]},
    )

    assert "is niet opgeslagen" in login.text
    assert verder["Location"] == waar
    assert "is niet opgeslagen" not in client.get(reverse("account_login")).text


def test_without_a_second_factor_a_part_of_a_page_leads_there_as_a_whole_page(
    client: Client, manager: Gebruiker, settings: Settings
) -> None:
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client.force_login(manager)

    antwoord = client.get(reverse("signalen:lijst"), headers={"HX-Request": "true"})

    assert (antwoord.status_code, antwoord["HX-Redirect"]) == (401, reverse("mfa_index"))


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


def test_a_locked_account_locks_out_no_colleague_behind_the_same_address(
    client: Client, manager: Gebruiker
) -> None:
    for _ in range(120):
        inloggen(client, "verstrooid@voorbeeld.example", "fout-wachtwoord-123")

    assert inloggen(client, manager.email) == 302


def test_typing_errors_of_a_whole_office_lock_out_nobody(client: Client, manager: Gebruiker) -> None:
    for nummer in range(12):
        inloggen(client, f"collega-{nummer}@voorbeeld.example", "fout-wachtwoord-123")

    assert inloggen(client, manager.email) == 302


def test_logging_in_itself_is_not_counted_per_address(client: Client, manager: Gebruiker) -> None:
    for _ in range(40):
        inloggen(client, manager.email, "")

    assert inloggen(client, manager.email) == 302


def test_guessing_from_one_address_at_many_accounts_waits(
    client: Client, manager: Gebruiker, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "5/5m/key,3/m/ip"}
    for nummer in range(3):
        inloggen(client, f"collega-{nummer}@voorbeeld.example", "fout-wachtwoord-123")

    assert inloggen(client, manager.email) == 200
    assert "_auth_user_id" not in client.session


def test_a_whole_office_chooses_its_first_password(client: Client, den_helder: Profiel) -> None:
    vraag = reverse("account_reset_password")
    for nummer in range(25):
        assert client.post(vraag, {"email": f"collega-{nummer}@voorbeeld.example"}).status_code == 302


def test_asking_a_password_again_and_again_waits(client: Client, den_helder: Profiel) -> None:
    vraag = reverse("account_reset_password")
    for _ in range(5):
        client.post(vraag, {"email": "collega@voorbeeld.example"})

    antwoord = client.post(vraag, {"email": "collega@voorbeeld.example"})

    assert antwoord.status_code == 429
    assert "Wacht een paar minuten" in antwoord.text


@pytest.mark.parametrize(
    ("proxies", "kop", "adres"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "", "10.0.0.1"),
    ],
    ids=[
        "nobody-is-trusted",
        "one-proxy",
        "a-forged-address-before-it",
        "two-proxies",
        "not-through-the-proxy",
    ],
)
def test_only_our_own_proxies_say_where_somebody_comes_from(
    rf: RequestFactory, settings: Settings, proxies: int, kop: str, adres: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    koppen = {"x-forwarded-for": kop} if kop else {}

    assert get_adapter().get_client_ip(rf.post("/", headers=koppen, REMOTE_ADDR="10.0.0.1")) == adres


@pytest.mark.parametrize(
    "pad",
    ["/account/confirm-email/", "/account/confirm-email/oud/", "/account/inactive/", "/account/signup/"],
)
def test_pages_of_allauth_speak_our_dutch(client: Client, den_helder: Profiel, pad: str) -> None:
    pagina = client.get(pad).text.lower()

    assert "de beheerder van wijkwerk" in pagina


def test_who_is_locked_out_reads_how_long(client: Client, manager: Gebruiker) -> None:
    for _ in range(6):
        antwoord = client.post(
            reverse("account_login"), {"login": manager.email, "password": "fout-wachtwoord-123"}
        )

    assert "Wacht vijf minuten" in antwoord.text
