"""Moving a meeting; two planners at once; the calendar file; a municipality without meetings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from overleggen import acties, service
from overleggen.acties import VersieVerouderd
from overleggen.models import Overleg
from tests.hulp import persoon, profieltekst
from tests.overleggen.hulp import gepland, punt, uitgenodigd
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Locatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    return uitgenodigd("coordinatieteam", "nieuw-den-helder", manager, over=7, plaats="wijkhuis")


def _gegevens(overleg: Overleg, **anders: Any) -> dict[str, Any]:
    dag = overleg.datum + timedelta(days=1)
    return {"datum": dag.isoformat(), "begin": "11:00", "plaats": "school", "versie": overleg.versie} | anders


def test_invited_people_hear_of_another_day(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    client.force_login(manager)

    antwoord = client.post(reverse("overleggen:wijziging", args=[overleg.pk]), _gegevens(overleg))

    assert antwoord.status_code == 302
    assert Bericht.objects.filter(ontvanger=collega, soort="overleg-uitnodiging").exists()


def test_second_planner_is_told_and_keeps_the_own_input(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    client.force_login(manager)
    url = reverse("overleggen:wijziging", args=[overleg.pk])
    oud = _gegevens(overleg, plaats="bibliotheek")
    client.post(url, _gegevens(overleg))

    antwoord = client.post(url, oud)

    assert antwoord.status_code == 422
    assert "Iemand anders heeft dit net veranderd" in antwoord.text
    assert "bibliotheek" in antwoord.text
    assert "Nu gepland" in antwoord.text
    overleg.refresh_from_db()
    assert overleg.plaats == "school"


def test_stale_version_raises_with_the_present_row(overleg: Overleg, manager: Gebruiker) -> None:
    with pytest.raises(VersieVerouderd) as verouderd:
        acties.wijzig(overleg=overleg, datum=overleg.datum, begin=overleg.begin, versie=0, door=manager)

    assert verouderd.value.huidig == overleg


def test_participant_does_not_move_a_meeting(client: Client, overleg: Overleg) -> None:
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert (
        client.post(reverse("overleggen:wijziging", args=[overleg.pk]), _gegevens(overleg)).status_code == 403
    )


@pytest.mark.eis("DHR-16")
def test_place_differs_per_meeting(den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    huiskamer = gepland("wijkplatform", "nieuw-den-helder", voorzitter, over=3, plaats="huiskamer Zuidstraat")
    locatie = Locatie.objects.create(naam="Wijkhuis", gebied=huiskamer.gebied, openbaar=True)
    wijkhuis = gepland("wijkplatform", "nieuw-den-helder", voorzitter, over=30, locatie=locatie)

    assert (huiskamer.waar, wijkhuis.waar) == ("huiskamer Zuidstraat", "Wijkhuis")


def test_calendar_file_is_valid_and_says_nothing_of_the_agenda(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    punt(overleg, manager, "marktekst")
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    antwoord = client.get(reverse("overleggen:kalender", args=[overleg.pk]))

    assert antwoord.headers["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(antwoord.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == overleg.naam
    assert event.decoded("dtstart") == overleg.moment
    assert b"marktekst" not in antwoord.content


def test_lapsed_meeting_is_cancelled_in_the_calendar(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    acties.laat_vervallen(overleg=overleg, reden="Ziekte", door=manager)
    client.force_login(manager)

    assert b"STATUS:CANCELLED" in client.get(reverse("overleggen:kalender", args=[overleg.pk])).content


def test_municipality_without_meetings_has_no_menu_and_no_pages(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    assert service.menu(manager)
    _zonder_overleggen()
    client.force_login(manager)

    for naam in ("lijst", "planning", "nieuw"):
        assert client.get(reverse(f"overleggen:{naam}")).status_code == 404
    assert service.menu(Gebruiker.objects.get(pk=manager.pk)) == []
    assert list(service.werkvoorraad(manager)) == []


def _zonder_overleggen() -> None:
    """The same municipality a year later: every form has lapsed."""
    tekst = profieltekst("den-helder")
    delen = tekst.split("[[overlegvorm]]")
    gesloten = [
        deel if "fase =" in deel.split("[[")[0] else f'\nfase = "vervallen"{deel}' for deel in delen[1:]
    ]
    gemeente_acties.activeer(
        tekst="[[overlegvorm]]".join([delen[0], *gesloten]).replace(
            'fase = "voorgenomen"', 'fase = "vervallen"'
        ),
        bestand="den-helder.toml",
        door=None,
    )


def test_meeting_keeps_the_profile_it_was_planned_under(den_helder: Profiel, manager: Gebruiker) -> None:
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=3)
    tekst = profieltekst("den-helder").replace("Wijk-coördinatieteamoverleg", "Teamoverleg")
    gemeente_acties.activeer(tekst=tekst, bestand="den-helder.toml", door=None)

    nieuw = gepland("coordinatieteam", "nieuw-den-helder", manager, over=10)

    assert (overleg.vormrij.naam, nieuw.vormrij.naam) == ("Wijk-coördinatieteamoverleg", "Teamoverleg")


def test_form_in_use_is_a_key_in_use(overleg: Overleg) -> None:
    assert service.sleutels_in_gebruik() == {("overlegvorm", "coordinatieteam")}


def test_state_of_a_form_is_that_of_the_latest_one_held(overleg: Overleg, manager: Gebruiker) -> None:
    plek = overleg.plek()
    assert service.stand_van_vorm("coordinatieteam", plek) == "uitgenodigd"
    assert service.stand_van_vorm("wijkplatform", plek) is None
    Overleg.objects.filter(pk=overleg.pk).update(
        stand="gehouden", gehouden_op=overleg.gepland_op, datum=date(2026, 1, 5)
    )
    gepland("coordinatieteam", "nieuw-den-helder", manager, over=20)

    assert service.stand_van_vorm("coordinatieteam", plek) == "gehouden"
