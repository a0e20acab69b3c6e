"""Hints about persons while typing: shown, never in the way, and never kept."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen.models import Deelactie, Signaal
from tests.signalen.hulp import signaal
from tests.signalen.test_melden import ingevuld as van_bewoner
from tests.signalen.test_registratie import _data as opgeschreven
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.openbaar import Grens
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
TEKST = "Mevrouw Jansen belde, 06-12345678, bsn 123456782, j@voorbeeld.example."
URL = reverse("signalen:hint")


def test_names_what_it_sees_and_that_one_may_go_on(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    pagina = client.post(URL, {"tekst": TEKST}).content.decode()

    for woord in (
        "burgerservicenummer",
        "telefoonnummer",
        "e-mailadres",
        "Mevrouw Jansen",
        "gewoon doorgaan",
    ):
        assert woord in pagina
    assert "<html" not in pagina


def test_says_nothing_about_an_ordinary_text(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    assert client.post(URL, {"tekst": "De lamp is stuk sinds 12-11-2026."}).content.strip() == b""


def test_whatever_the_field_is_called(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    assert "06-12345678" in client.post(URL, {"wat_3": "Bel 06-12345678"}).content.decode()


def test_only_by_post_and_only_logged_in(client: Client, concierge: Gebruiker) -> None:
    assert client.post(URL, {"tekst": TEKST}).status_code == 302
    client.force_login(concierge)
    assert client.get(URL, {"tekst": TEKST}).status_code == 405


def test_every_large_text_of_a_signal_has_one(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    for adres in ("/signalen/nieuw/", reverse("signalen:uitzetting", args=[rij.pk])):
        soep = BeautifulSoup(client.get(adres).content, "html.parser")
        vakken = soep.select("main textarea")
        assert vakken
        for vak in vakken:
            assert vak["hx-post"] == URL
            doel = soep.select_one(str(vak["hx-target"]))
            assert doel is not None
            assert doel["aria-live"] == "polite"


def test_without_javascript_it_stands_with_the_form_that_came_back(
    client: Client, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    antwoord = client.post("/signalen/nieuw/", opgeschreven(tekst=TEKST, soort=""))

    assert antwoord.status_code == 422
    assert "lijkt een telefoonnummer" in antwoord.content.decode()


def test_without_javascript_it_is_said_after_saving_without_the_words(
    client: Client, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    antwoord = client.post("/signalen/nieuw/", opgeschreven(tekst=TEKST), follow=True)

    meldingen = [str(melding) for melding in antwoord.context["messages"]]
    assert any("misschien een burgerservicenummer en een telefoonnummer" in tekst for tekst in meldingen)
    assert not any("Jansen" in tekst for tekst in meldingen)
    assert Signaal.objects.count() == 1


def test_saving_is_never_refused_for_it(client: Client, deel: Deelactie, medewerker: Gebruiker) -> None:
    client.force_login(medewerker)
    client.post(reverse("signalen:acceptatie", args=[deel.signaal_id, deel.pk]))

    antwoord = client.post(
        reverse("signalen:gereedmelding", args=[deel.signaal_id, deel.pk]), {"resultaat": TEKST}, follow=True
    )

    assert any("Kijk of dat nodig is" in str(melding) for melding in antwoord.context["messages"])
    deel.afspraak.refresh_from_db()
    assert deel.afspraak.resultaat == TEKST


def test_an_ordinary_text_says_nothing_after_saving(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post("/signalen/nieuw/", opgeschreven(), follow=True)

    assert not any("misschien" in str(melding) for melding in antwoord.context["messages"])


def test_the_hint_takes_few_queries(
    client: Client, concierge: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signaal(concierge, "visbuurt", "wonen")
    client.force_login(concierge)
    client.post(URL, {"tekst": TEKST})

    # The user, and the version of the profile.
    with django_assert_num_queries(2):
        client.post(URL, {"tekst": TEKST})


# --- residents


def test_residents_get_it_too(client: Client, den_helder: Profiel) -> None:
    antwoord = client.post(reverse("melden:hint"), {"tekst": TEKST})

    assert "lijkt een telefoonnummer" in antwoord.content.decode()
    assert antwoord.headers["Cache-Control"] == "no-store"


def test_residents_are_not_refused_for_it(client: Client, den_helder: Profiel) -> None:
    terug = client.post("/melden/", van_bewoner(tekst=TEKST, keuze=""))
    verstuurd = client.post("/melden/", van_bewoner(tekst=TEKST))

    assert "lijkt een telefoonnummer" in terug.content.decode()
    assert verstuurd.status_code == 302


def test_a_program_cannot_ask_without_end(
    client: Client, den_helder: Profiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    krap = Grens(f"proef-{uuid.uuid4()}", hoogstens=1, per=timedelta(days=400))
    monkeypatch.setattr("signalen.views.hint.VRAGEN", krap)
    adres = reverse("melden:hint")

    eerste, tweede = (client.post(adres, {"tekst": TEKST}).content for _ in range(2))

    assert eerste
    assert tweede == b""


def test_a_foreign_site_cannot_ask(den_helder: Profiel) -> None:
    streng = Client(enforce_csrf_checks=True)

    assert streng.post(reverse("melden:hint"), {"tekst": TEKST}).status_code == 403
