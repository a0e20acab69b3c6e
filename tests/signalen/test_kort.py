"""The short form for the street, and solving at once with a note (OIJ-17, DHR-50)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from signalen.acties.opgelost import kort_antwoord
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
URL = "/signalen/kort/"


@pytest.fixture
def uitvoerder(oude_ijsselstreek: Profiel) -> Gebruiker:
    return persoon("uitvoerder", gebied="ulft")


def ingevuld(waar: str = "ulft", **anders: str) -> dict[str, str]:
    return {
        "kanaal": "uitvoerder-op-straat",
        "soort": "groen-grijs",
        "tekst": "Een tak hangt over het pad.",
        "gebied": str(gebied(waar).pk),
        "waar": "bij de brug",
    } | anders


@pytest.mark.eis("OIJ-17")
def test_small_matters_are_written_down_and_closed_in_one_step(client: Client, uitvoerder: Gebruiker) -> None:
    client.force_login(uitvoerder)

    antwoord = client.post(URL, ingevuld(opgelost="Tak weggehaald."))

    rij = Signaal.objects.get()
    assert antwoord.status_code == 302
    assert (rij.stand, rij.waar) == ("gesloten", "bij de brug")
    assert rij.houder is not None
    assert rij.houder.is_van(uitvoerder)
    assert rij.antwoorden.get().velden == {"korte-notitie": "Tak weggehaald."}


@pytest.mark.eis("OIJ-17")
def test_sent_twice_it_is_one_signal(client: Client, uitvoerder: Gebruiker) -> None:
    client.force_login(uitvoerder)
    data = ingevuld(opgelost="Tak weggehaald.", client_id="2c1f0f7e-7a54-4a49-9b1a-6f2c2d4b9a10")

    assert [client.post(URL, data).status_code for _ in range(2)] == [302, 302]
    assert Signaal.objects.get().antwoorden.count() == 1


def test_what_is_shielded_is_not_in_the_short_form(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("wijkconcierge", gebied="visbuurt"))

    pagina = client.get(URL).text
    antwoord = client.post(URL, ingevuld("visbuurt", soort="zorg", kanaal="toezichthouder"))

    assert 'value="openbare-ruimte"' in pagina
    assert 'value="zorg"' not in pagina
    assert antwoord.status_code == 422
    assert "Een tak hangt over het pad." in antwoord.text
    assert not Signaal.objects.exists()


def test_a_toezichthouder_tells_in_short_and_solves_nothing(client: Client, den_helder: Profiel) -> None:
    wie = persoon("toezichthouder", partij="toezichthouders-nieuw-den-helder")
    client.force_login(wie)
    data = ingevuld("nieuw-den-helder", soort="openbare-ruimte", kanaal="toezichthouder")

    pagina = client.get(URL).text
    client.post(URL, data | {"opgelost": "Zelf gedaan."})

    assert "Al opgelost?" not in pagina
    assert Signaal.objects.get().stand == "geregistreerd"
    assert f'href="{URL}"' in client.get(reverse("vandaag")).text


def test_where_each_answer_asks_for_more_nothing_is_solved_with_a_note(
    client: Client, helmond: Profiel
) -> None:
    opzichter = persoon("wijkopzichter", gebied="helmond-noord")
    client.force_login(opzichter)

    assert kort_antwoord(helmond, "overig-eenvoudig-fysiek") is None
    assert "Al opgelost?" not in client.get(URL).text


def test_refused_at_the_note_nothing_is_half_saved(
    client: Client, uitvoerder: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(uitvoerder)
    monkeypatch.setattr(
        "signalen.acties.opgelost.kort_antwoord", lambda profiel, soort: ("opgelost", "bestaat-niet")
    )

    antwoord = client.post(URL, ingevuld(opgelost="Tak weggehaald."))

    assert antwoord.status_code == 422
    assert "Tak weggehaald." in antwoord.text
    assert not Signaal.objects.exists()


def test_the_place_of_the_last_one_stands_ready(client: Client, den_helder: Profiel) -> None:
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    signaal(concierge, "sluisdijkbuurt", "openbare-ruimte")
    signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(concierge)

    assert f'<option value="{gebied("visbuurt").pk}" selected' in client.get(URL).text


def test_without_the_right_there_is_no_form(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("raadslid"))

    assert client.get(URL).status_code == 403
