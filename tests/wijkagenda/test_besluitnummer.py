"""The number of the college's decision comes back: on the plan, and in what is published from then on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from tests.wijkagenda.plannen import (
    Helmond,
    al_vastgesteld,
    dag,
    helmond_gepubliceerd,
    helmond_vastgesteld,
    helmond_voorgedragen,
)
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.document import document_context
from wijkwerk.publicatie.service import Publicatie, ontdooi

pytestmark = pytest.mark.django_db
COLLEGE = "college van burgemeester en wethouders"


def _stuur(client: Client, h: Helmond, **anders: str):  # type: ignore[no-untyped-def]
    client.force_login(h.adviseur)
    gegevens = {"nummer": "BW-2026-118", "datum": dag(0).isoformat(), "orgaan": COLLEGE}
    return client.post(reverse("wijkagenda:besluitnummer", args=[h.plan.pk]), gegevens | anders)


def test_number_stands_on_the_plan_and_in_the_logboek(client: Client, helmond: Profiel) -> None:
    h = helmond_vastgesteld()

    antwoord = _stuur(client, h)

    assert antwoord.status_code == 302
    pagina = client.get(h.plan.get_absolute_url()).text
    assert "BW-2026-118" in pagina
    assert COLLEGE in pagina
    regel = Logregel.objects.stappen().van(h.plan).get(stap="plan.besluitnummer")
    assert regel.gegevens["nummer"] == "BW-2026-118"
    assert Publicatie.objects.count() == 0


def test_what_was_published_keeps_its_words_and_a_new_state_shows_the_number(
    client: Client, helmond: Profiel
) -> None:
    h = helmond_gepubliceerd()
    eerst = Publicatie.objects.get()

    _stuur(client, h)

    nieuw = Publicatie.objects.exclude(pk=eerst.pk).get()
    toen = Publicatie.objects.get(pk=eerst.pk)
    assert (toen.inhoud, toen.inhoud_sha256) == (eerst.inhoud, eerst.inhoud_sha256)
    assert "BW-2026-118" not in client.get(toen.get_absolute_url()).text
    assert "BW-2026-118" in client.get(nieuw.get_absolute_url()).text
    assert "BW-2026-118" in client.get(reverse("publiek:gebied", args=["brouwhuis"])).text
    besluit = document_context(nieuw, ontdooi(nieuw.inhoud))["inhoud"].besluit
    assert (besluit.door, besluit.kenmerk) == (COLLEGE, "BW-2026-118")


def test_twice_the_same_is_refused_another_number_corrects(client: Client, helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    _stuur(client, h)

    again = _stuur(client, h)
    _stuur(client, h, nummer="BW-2026-119")

    assert again.status_code == 422
    assert "al vastgelegd" in again.text
    h.plan.refresh_from_db()
    assert h.plan.besluit_nummer == "BW-2026-119"
    assert Publicatie.objects.count() == 3


@pytest.mark.parametrize(
    ("veld", "waarde", "klacht"),
    [
        ("datum", "2099-01-01", "in de toekomst"),
        ("nummer", "", "aria-invalid"),
        ("orgaan", "", "aria-invalid"),
    ],
)
def test_what_is_wrong_stands_in_the_form(
    client: Client, helmond: Profiel, veld: str, waarde: str, klacht: str
) -> None:
    antwoord = _stuur(client, helmond_vastgesteld(), **{veld: waarde})

    assert antwoord.status_code == 422
    assert klacht in antwoord.text


@pytest.mark.parametrize(
    "anders",
    [
        {"orgaan": "jan.bewoner@privepost.example"},
        {"nummer": "BW-118 jan.bewoner@privepost.example"},
        {"nummer": "BW-118, bel 06-12345678"},
    ],
)
def test_a_private_address_in_it_is_not_published(
    client: Client, helmond: Profiel, anders: dict[str, str]
) -> None:
    h = helmond_gepubliceerd()

    antwoord = _stuur(client, h, **anders)

    assert antwoord.status_code == 422
    h.plan.refresh_from_db()
    assert h.plan.besluit_op is None
    assert Publicatie.objects.count() == 1


def test_who_records_it_need_not_have_the_right_to_publish(client: Client, etten_leur: Profiel) -> None:
    wethouder = persoon("wijkwethouder", gebied="banakkers")
    plan = al_vastgesteld("wijkagenda", "banakkers", wethouder)
    geplaatst(None, waar="banakkers", ding=plan)
    client.force_login(wethouder)
    gegevens = {"nummer": "BW-2026-118", "datum": dag(0).isoformat(), "orgaan": COLLEGE}

    antwoord = client.post(reverse("wijkagenda:besluitnummer", args=[plan.pk]), gegevens)

    assert antwoord.status_code == 302
    nieuw = Publicatie.objects.order_by("-nummer").first()
    assert nieuw is not None
    assert nieuw.inhoud["besluit"]["kenmerk"] == "BW-2026-118"


def test_a_plan_that_is_not_established_has_no_number(client: Client, helmond: Profiel) -> None:
    h = helmond_voorgedragen()

    assert _stuur(client, h).status_code == 422
    h.plan.refresh_from_db()
    assert h.plan.besluit_op is None


def test_who_may_not_put_a_plan_forward_is_refused(client: Client, helmond: Profiel) -> None:
    h = helmond_vastgesteld()
    for wie, status in ((h.wocom, 403), (persoon("bewoner", gebied="brouwhuis"), 404)):
        client.force_login(wie)
        assert client.get(reverse("wijkagenda:besluitnummer", args=[h.plan.pk])).status_code == status
