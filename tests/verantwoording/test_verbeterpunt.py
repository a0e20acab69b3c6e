"""Points that are to become better: owner, day, state, progress, and the yearly report on them (BER-37)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, persoon
from tests.verantwoording.toneel import KERN, adres, als, maker
from verantwoording import acties
from verantwoording.models import Raadsrapportage, Verbeterpunt
from verantwoording.rapportage import verbeterpunten
from verantwoording.verzamelen import inhoud_van, vraag_voor
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
STRAKS = timezone.localdate() + timedelta(days=60)


def punt(door: Gebruiker, titel: str = "Afspraken komen in de beleidscyclus") -> Verbeterpunt:
    houder = Houder(rol="management", gebied=gebied("bergen-nh"))
    return acties.maak_punt(
        titel=titel, houder=houder, uiterlijk=STRAKS, herkomst="Nota wijkgericht werken", door=door
    )


def test_a_point_sent_twice_is_one(bergen: Profiel) -> None:
    client = als(maker())
    data = {
        "titel": "Wijkcoördinator krijgt volmachten",
        "herkomst": "Verbeterpunt 2 van de nota",
        "houder": f"rol:management:{gebied('bergen-nh').pk}",
        "uiterlijk": STRAKS.isoformat(),
        "client_id": str(uuid.uuid4()),
    }

    eerste, tweede = (client.post(adres("verbeterpunt-nieuw"), data) for _ in range(2))

    assert eerste["Location"] == tweede["Location"] == Verbeterpunt.objects.get().get_absolute_url()


@pytest.mark.eis("BER-37")
def test_points_have_an_owner_and_a_state_and_are_reported_on(bergen: Profiel) -> None:
    """From writing one down to the page and the yearly "Stand van de verbeterpunten" on the public site."""
    management, door = persoon("management"), maker()
    client = als(door)
    client.post(
        adres("verbeterpunt-nieuw"),
        {
            "titel": "Wijkcoördinator krijgt volmachten",
            "omschrijving": "Met een mandaat voor kleine opdrachten.",
            "herkomst": "Verbeterpunt 2 van de nota",
            "houder": f"rol:management:{gebied('bergen-nh').pk}",
            "uiterlijk": STRAKS.isoformat(),
        },
    )
    rij = Verbeterpunt.objects.get()
    assert rij.afspraak is not None
    afspraken.zeg_toe(afspraak=rij.afspraak, door=management)
    rij.afspraak.refresh_from_db()
    afspraken.werk_bij(
        afspraak=rij.afspraak, stand="loopt", tekst="Het mandaat ligt bij het college.", door=management
    )

    lijst = als(management).get(adres("verbeterpunten")).content.decode()
    assert "Het mandaat ligt bij het college." in lijst
    client.post(adres("nieuw"), {"rapportage": "verbeterpunten"})
    rapport = Raadsrapportage.objects.get()
    Verbeterpunt.objects.update(gemaakt_op=timezone.now() - timedelta(days=500))
    rapport = acties.stel_vast(rapport=rapport, bevestigd=(), door=door)
    acties.publiceer(rapport=rapport, bevestigd=(), door=door)

    openbaar = als(persoon("raad")).get(Publicatie.objects.get().get_absolute_url()).content.decode()
    assert "Wijkcoördinator krijgt volmachten" in openbaar
    assert "Het mandaat ligt bij het college." in openbaar
    assert "Management" in openbaar


def test_the_owner_finds_it_among_what_was_asked(bergen: Profiel) -> None:
    management = persoon("management")
    rij = punt(maker())

    assert [taak.titel for taak in afspraken.werkvoorraad(management)] == [rij.titel]


def test_a_point_says_where_it_comes_from(bergen: Profiel) -> None:
    houder = Houder(rol="management", gebied=gebied("bergen-nh"))
    with pytest.raises(StapGeweigerd, match="waar dit punt vandaan komt"):
        acties.maak_punt(titel="Beter", houder=houder, uiterlijk=STRAKS, door=maker())


def test_only_who_reports_on_them_adds_one(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)

    assert als(coordinator).get(adres("verbeterpunt-nieuw")).status_code == 403
    with pytest.raises(PermissionDenied):
        punt(coordinator)


def test_residents_do_not_see_the_list(bergen: Profiel) -> None:
    rij = punt(maker())
    bewoner = persoon("bewoner", gebied=KERN)

    assert als(bewoner).get(adres("verbeterpunten")).status_code == 404
    assert als(bewoner).get(rij.get_absolute_url()).status_code == 404


def test_a_report_tells_only_of_points_that_were_there_then(bergen: Profiel) -> None:
    door = maker()
    punt(door)
    rapport = acties.maak(rapportage="verbeterpunten", door=door)
    soort = rapport.rij
    assert soort is not None

    assert verbeterpunten(vraag_voor(rapport, soort))[0].regels == ()
    assert inhoud_van(rapport).titel.startswith("Stand van de verbeterpunten")
    assert rapport.tot == date(timezone.localdate().year - 1, 12, 31)


def test_numbers_run_on(bergen: Profiel) -> None:
    door = maker()

    assert [punt(door, f"Punt {n}").nummer for n in (1, 2, 3)] == [1, 2, 3]


def test_the_list_costs_the_same_for_one_and_for_four(
    bergen: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    door = maker()
    client = als(door)
    for keer in (1, 3):
        for n in range(keer):
            punt(door, f"Punt {n}")
        client.get(adres("verbeterpunten"))
        with django_assert_num_queries(5):
            client.get(adres("verbeterpunten"))
