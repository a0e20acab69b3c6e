"""A point that does not belong in a meeting becomes a signal: with an owner, and told to who brought it in."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from overleggen import acties
from overleggen.models import Agendapunt
from signalen.models import Signaal
from tests.hulp import persoon
from tests.overleggen.hulp import begonnen, besproken, gepland
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"


@pytest.fixture
def adviseur(helmond: Profiel) -> Gebruiker:
    return persoon("adviseur-wgw", gebied="brandevoort")


@pytest.fixture
def orgaan(helmond: Profiel) -> Gebruiker:
    return persoon("wijkorgaan", gebied="brandevoort", partij="wijkraad-brandevoort")


@pytest.fixture
def tegel(adviseur: Gebruiker, orgaan: Gebruiker) -> Agendapunt:
    """What the wijkorgaan brought in for the closed part of the wijktafel: a loose tile (R21, S59)."""
    wijktafel = gepland("wijktafel", "brandevoort", adviseur, over=20)
    return acties.draag_aan(overleg=wijktafel, titel=f"Losse tegel {MERK}", door=orgaan)


def _url(punt: Agendapunt) -> str:
    return reverse("overleggen:verwijzing", args=[punt.pk])


@pytest.mark.eis("HEL-81")
def test_small_physical_point_leaves_the_agenda_as_a_signal(
    client: Client, tegel: Agendapunt, adviseur: Gebruiker, orgaan: Gebruiker
) -> None:
    client.force_login(adviseur)
    pagina = client.get(tegel.overleg.get_absolute_url()).content.decode()
    assert _url(tegel) in pagina

    client.post(_url(tegel), {"soort": "eenvoudig-fysiek", "tekst": "Losse tegel bij de school."})

    signaal = Signaal.objects.get()
    tegel.refresh_from_db()
    assert (signaal.soort, signaal.kanaal) == ("eenvoudig-fysiek", "wijktafel")
    assert signaal.gebied == tegel.overleg.gebied
    assert tegel.stand == Agendapunt.Stand.AFGEVOERD
    assert signaal.nummer in tegel.afvoerreden
    assert (tegel.bron_soort, tegel.bron_id) == ("signaal", signaal.pk)
    assert Bericht.objects.filter(soort="agendapunt-afgevoerd", ontvanger=orgaan).count() == 1


def test_words_of_a_closed_part_are_not_taken_along_by_themselves(
    client: Client, tegel: Agendapunt, adviseur: Gebruiker
) -> None:
    client.force_login(adviseur)

    form = client.get(_url(tegel)).context["form"]

    assert not form["tekst"].value()


def test_nothing_happens_by_half(client: Client, tegel: Agendapunt, adviseur: Gebruiker) -> None:
    client.force_login(adviseur)

    for invoer in ({"soort": "", "tekst": "Losse tegel"}, {"soort": "eenvoudig-fysiek", "tekst": "  "}):
        antwoord = client.post(_url(tegel), invoer)
        assert antwoord.status_code == 422
    tegel.refresh_from_db()
    assert tegel.stand == Agendapunt.Stand.AANGEDRAGEN
    assert not Signaal.objects.exists()


def test_twice_is_once(client: Client, tegel: Agendapunt, adviseur: Gebruiker) -> None:
    client.force_login(adviseur)
    invoer = {"soort": "eenvoudig-fysiek", "tekst": "Losse tegel bij de school."}

    client.post(_url(tegel), invoer)

    assert client.post(_url(tegel), invoer).status_code == 404
    assert Signaal.objects.count() == 1


def test_who_does_not_make_the_agenda_refers_nothing(
    client: Client, tegel: Agendapunt, helmond: Profiel
) -> None:
    client.force_login(persoon("vakwethouder"))

    assert client.post(_url(tegel), {"soort": "eenvoudig-fysiek", "tekst": "x"}).status_code in {403, 404}
    assert not Signaal.objects.exists()


def test_discussed_point_is_ended_by_its_outcome(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    rij = besproken(overleg, manager)
    client.force_login(manager)

    assert client.get(_url(rij)).status_code == 404
