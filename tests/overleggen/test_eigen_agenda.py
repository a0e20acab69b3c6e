"""The own calendar at a secret address: made, renewed and revoked, and what does not stand in it."""

from __future__ import annotations

import re
import tracemalloc
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from overleggen.models import Agendasleutel, Overleg
from tests.hulp import gebied, leeg_cache, persoon
from tests.overleggen.hulp import gepland, punt, uitgenodigd
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actieve_versie_id
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
URL = "/overleggen/eigen-agenda/"
WIJK = "nieuw-den-helder"
MERK = "KWARTELEI"


@pytest.fixture(autouse=True)
def _niemand_probeerde() -> None:
    leeg_cache()


def _manager() -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK, naam="Wim de Wijkmanager")


def _maak(client: Client, wie: Gebruiker) -> str:
    """Make an address through the page, and return its path."""
    client.force_login(wie)
    tekst = client.post(URL, follow=True).text
    gevonden = re.search(r'value="https?://[^/"]+(/agenda/eigen/[^"]+)"', tekst)
    assert gevonden, tekst
    return gevonden[1]


def _lees(adres: str) -> str:
    """As a calendar reads it: without an account."""
    antwoord = Client().get(adres)
    assert antwoord.status_code == 200
    assert isinstance(antwoord, StreamingHttpResponse)
    return antwoord.getvalue().decode().replace("\r\n ", "")


def _events(tekst: str) -> list[Any]:
    return list(Calendar.from_ical(tekst).walk("VEVENT"))


def test_closed_meeting_shows_its_name_and_its_hour_only(client: Client, den_helder: Profiel) -> None:
    manager = _manager()
    overleg = gepland("coordinatieteam", WIJK, manager, over=5, plaats=MERK, onderwerp=MERK, eind=time(11))
    punt(overleg, manager, f"{MERK} punt", toelichting=MERK)

    tekst = _lees(_maak(client, manager))

    [event] = _events(tekst)
    assert str(event["summary"]) == overleg.naam
    assert event.decoded("dtstart") == overleg.moment
    assert "location" not in event
    for woord in (MERK, manager.naam, "wijkagent", "DESCRIPTION", "ATTENDEE"):
        assert woord not in tekst


def test_open_meeting_shows_its_place(client: Client, den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied=WIJK)
    uitgenodigd("wijkplatform", WIJK, voorzitter, over=5, plaats="Buurthuis")

    [event] = _events(_lees(_maak(client, voorzitter)))

    assert str(event["location"]) == "Buurthuis"


def test_only_the_own_meetings_and_only_as_long_as_one_may_know(client: Client, den_helder: Profiel) -> None:
    manager, bewoner = _manager(), persoon("bewoner", gebied=WIJK)
    gepland("coordinatieteam", WIJK, manager, over=5)
    gepland(
        "coordinatieteam",
        "stad-binnen-de-linie",
        persoon("wijkmanager", gebied="stad-binnen-de-linie"),
        over=5,
    )
    van_manager, van_bewoner = _maak(client, manager), _maak(client, bewoner)

    assert len(_events(_lees(van_manager))) == 1
    assert _events(_lees(van_bewoner)) == []
    manager.roltoewijzingen.update(tot=timezone.localdate() - timedelta(days=1))
    Overleg.objects.update(gepland_door=bewoner)
    assert _events(_lees(van_manager)) == []


def test_renewing_and_revoking_shut_the_old_address(client: Client, den_helder: Profiel) -> None:
    manager = _manager()
    een = _maak(client, manager)
    twee = _maak(client, manager)
    assert een != twee
    assert Client().get(een).status_code == 404
    assert Client().get(twee).status_code == 200

    for _keer in range(2):
        assert client.post(reverse("overleggen:eigen_agenda_intrekking")).status_code == 302
    assert Client().get(twee).status_code == 404
    assert Logregel.objects.filter(stap__startswith="agenda.adres").count() == 3


def test_address_is_shown_once_and_kept_as_a_hash(client: Client, den_helder: Profiel) -> None:
    adres = _maak(client, _manager())
    sleutel = adres.split("/")[3]

    assert len(sleutel) >= 43
    assert sleutel not in client.get(URL).text
    rij = Agendasleutel.objects.get()
    assert sleutel not in (rij.merk, str(rij))
    assert not Logregel.objects.filter(gegevens__icontains=sleutel).exists()


def test_account_that_was_closed_has_no_calendar(client: Client, den_helder: Profiel) -> None:
    manager = _manager()
    adres = _maak(client, manager)
    manager.is_active = False
    manager.save(update_fields=["is_active"])

    assert Client().get(adres).status_code == 404


def test_answer_is_not_found_by_others_and_guessing_stops(client: Client, den_helder: Profiel) -> None:
    adres = _maak(client, _manager())
    antwoord = Client().get(adres)
    assert antwoord["X-Robots-Tag"] == "noindex, nofollow"
    assert antwoord["Cache-Control"] == "no-store"
    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert not antwoord.cookies

    standen = [Client().get("/agenda/eigen/geraden/agenda.ics").status_code for _ in range(31)]
    assert (standen[0], standen[-1]) == (404, 429)


def test_page_asks_a_login(client: Client) -> None:
    assert client.get(URL).status_code == 302
    assert client.post(reverse("overleggen:eigen_agenda_intrekking")).status_code == 302


def _veel(manager: Gebruiker, aantal: int) -> None:
    """Meetings as the table keeps them, one a day and some hours."""
    plek = gebied(WIJK)
    Overleg.objects.bulk_create(
        Overleg(
            vorm="coordinatieteam",
            profielversie_id=actieve_versie_id(),
            gebied=plek,
            plek_gebieden=sorted(plek.voorouders),
            datum=date(2027, 1, 1) + timedelta(days=nr // 10),
            begin=time(8 + nr % 10),
            gepland_door=manager,
        )
        for nr in range(aantal)
    )


def test_two_thousand_meetings_stream_in_little_memory(
    client: Client, den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager = _manager()
    adres = _maak(client, manager)
    _veel(manager, 2000)
    _lees(adres)

    antwoord = Client().get(adres)
    assert isinstance(antwoord, StreamingHttpResponse)
    tracemalloc.start()
    aantal = 0
    for deel in antwoord.streaming_content:
        aantal += bytes(deel).count(b"BEGIN:VEVENT")
        if aantal == 400:
            halverwege = tracemalloc.get_traced_memory()[1]
    piek = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert aantal == 2000
    assert piek < halverwege * 1.3
    with django_assert_num_queries(4):
        _lees(adres)
