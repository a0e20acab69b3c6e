"""What a monitor says of its goals is frozen when it is established: the publication tells that, whatever happened since."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.publicatie.plaatsing import publiceer
from tests.wijkagenda.cijferhulp import laad_jaar
from tests.wijkagenda.monitorhulp import toets
from tests.wijkagenda.plannen import beoordeel_toets, schrijf
from wijkagenda import acties
from wijkagenda.models import Plan, Planitem, Toetsstand
from wijkwerk.afspraken import service as register
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Item, Publicatie, ontdooi

pytestmark = pytest.mark.django_db

TOEN = "van 44 procent in 2024 naar 45 procent in 2025"
LATER = "van 44 procent in 2024 naar 49 procent in 2026"


@pytest.fixture
def vastgesteld(client: Client, bevinding: Planitem, monitor: Plan, manager: Gebruiker) -> Plan:
    laad_jaar(2025, "45")
    client.force_login(manager)
    for item in monitor.items.all():
        beoordeel_toets(client, item, bereikt="nee", uitgevoerd="nee", wijziging_aanpak="Eerder beginnen.")
        acties.neem_op(item=item, door=manager)
    schrijf(monitor, manager)
    plan = acties.stel_vast(plan=monitor, door=manager)
    _daarna(manager)
    return plan


def _daarna(manager: Gebruiker) -> None:
    """Newer figures, and what was promised gets done."""
    laad_jaar(2026, "49")
    afspraak = Afspraak.objects.get(wat="Verkopen")
    partner = persoon("partner", partij="woningstichting")
    register.meld_klaar(afspraak=afspraak, resultaat="Gedaan.", door=partner)


def gepubliceerd(plan: Plan, client: Client) -> Item:
    assert publiceer(client, reverse("wijkagenda:publicatie", args=[plan.pk])).status_code == 302
    inhoud = ontdooi(Publicatie.objects.van(plan).get().inhoud)
    return next(item for item in inhoud.opgenomen() if item.titel == "Meer koopwoningen")


def test_what_is_published_is_what_was_established(
    client: Client, vastgesteld: Plan, manager: Gebruiker
) -> None:
    tekst = client.get(reverse("wijkagenda:stand", args=[vastgesteld.pk])).text
    assert TOEN in tekst
    assert LATER not in tekst
    assert "1 van 2 acties gedaan" in tekst
    assert "Zo stond het toen dit werd vastgesteld" in tekst

    item = gepubliceerd(vastgesteld, client)

    assert item.meting
    assert TOEN in item.meting.woord
    assert item.uitvoering
    assert (item.uitvoering.gedaan, item.uitvoering.van) == (1, 2)


def test_an_edit_page_of_the_item_says_of_when_it_is(
    client: Client, vastgesteld: Plan, manager: Gebruiker
) -> None:
    tekst = client.get(toets(vastgesteld).get_absolute_url()).text

    assert "Zo stond het toen dit werd vastgesteld" in tekst
    assert TOEN in tekst


def test_a_monitor_in_the_making_moves_along(
    client: Client, bevinding: Planitem, monitor: Plan, manager: Gebruiker
) -> None:
    laad_jaar(2026, "49")
    client.force_login(manager)

    tekst = client.get(reverse("wijkagenda:stand", args=[monitor.pk])).text

    assert LATER in tekst
    assert "Zo stond het" not in tekst
    assert not Toetsstand.objects.exists()


def test_what_an_older_release_established_is_kept_once_when_it_is_published(
    client: Client, vastgesteld: Plan, manager: Gebruiker
) -> None:
    Toetsstand.objects.all().delete()
    stand_url = reverse("wijkagenda:stand", args=[vastgesteld.pk])
    voor = client.get(stand_url).text
    assert LATER in voor
    assert "Bij het vaststellen werd dit nog niet bewaard" in voor

    item = gepubliceerd(vastgesteld, client)
    laad_jaar(2027, "50")

    assert item.meting
    assert LATER in item.meting.woord
    client.force_login(manager)
    assert LATER in client.get(stand_url).text
