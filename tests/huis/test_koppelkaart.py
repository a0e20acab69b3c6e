"""Linking the map and the own areas: proposed by name, confirmed by who may set up the municipality."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, persoon
from tests.wijken.kaarten import blad, laad, vlak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis.koppelkaart import koppelstand
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebiedscode

pytestmark = pytest.mark.django_db
URL = "/beheer/gebieden/kaart/"


@pytest.fixture
def beheerder(bergen: Profiel, client: Client) -> Gebruiker:
    """The profile of Bergen knows no code but that of the municipality."""
    wie = persoon("beheerder")
    client.force_login(wie)
    return wie


def _laad_bergen() -> None:
    namen = {
        "BU03730501": "Schoorl",
        "BU03730601": "Egmond Binnen",
        "BU03730701": "Groet",
        "BU03730801": "Egmond aan Zee",
        "BU03730802": "egmond  aan zee",
    }
    laad(blad(*(vlak(nummer, *rij) for nummer, rij in enumerate(namen.items()))), "GM0373")


def test_without_a_map_the_page_says_how_to_get_one(beheerder: Gebruiker, client: Client) -> None:
    pagina = client.get(URL).content.decode()

    assert "Er is nog geen kaart" in pagina
    assert "Bestand laden" in pagina


def test_same_name_is_proposed_and_the_rest_is_named(beheerder: Gebruiker, client: Client) -> None:
    _laad_bergen()

    soep = BeautifulSoup(client.get(URL).content, "html.parser")

    voorstellen = [" ".join(vak.get_text().split()) for vak in soep.select("form.ww-formulier label")]
    assert voorstellen == [
        "Egmond Binnen (BU03730601): zelfde naam",
        "Schoorl (BU03730501): zelfde naam",
    ]
    assert len(soep.select("form.ww-formulier input[checked]")) == 2
    zonder = [link.get_text() for link in soep.select("main ul a")]
    # Two on the map are called Egmond aan Zee: then a person chooses.
    assert "Egmond aan Zee" in zonder
    assert "Groet/Camperduin" in zonder
    assert Gebiedscode.objects.filter(code__startswith="BU").count() == 0


def test_confirmed_ones_are_linked_once(beheerder: Gebruiker, client: Client) -> None:
    _laad_bergen()
    keuze = {f"gebied-{gebied('schoorl').pk}": ["BU03730501"]}

    client.post(URL, keuze)
    nog_eens = client.post(URL, keuze)

    assert list(gebied("schoorl").codes.values_list("code", flat=True)) == ["BU03730501"]
    assert not gebied("egmond-binnen").codes.exists()
    assert nog_eens.status_code == 422
    assert Logregel.objects.filter(stap="gebied.koppelen", door=beheerder).count() == 1


def test_what_was_not_proposed_is_refused(beheerder: Gebruiker, client: Client) -> None:
    _laad_bergen()

    antwoord = client.post(URL, {f"gebied-{gebied('schoorl').pk}": ["BU03730601"]})

    assert antwoord.status_code == 422
    assert not gebied("schoorl").codes.exists()


def test_codes_typed_at_the_area_count_too(beheerder: Gebruiker, client: Client) -> None:
    """An area can be several buurten, of any name."""
    _laad_bergen()
    rij = gebied("egmond-aan-zee")
    vraag = {"naam": rij.naam, "niveau": rij.niveau, "ouder": rij.ouder_id or "", "grens": rij.grens}

    client.post(f"/beheer/gebieden/{rij.pk}/", vraag | {"codes": "BU03730801, BU03730802, BU03739999"})

    stand = koppelstand()
    assert stand is not None
    assert rij not in stand.zonder
    assert (rij, "BU03739999") in stand.onbekend
    assert [naam for _code, naam in stand.los] == ["Egmond Binnen", "Groet", "Schoorl"]


def test_only_who_may_set_up_the_municipality(bergen: Profiel, client: Client) -> None:
    _laad_bergen()
    client.force_login(persoon())

    assert client.get(URL).status_code == 403
    assert client.post(URL, {f"gebied-{gebied('schoorl').pk}": ["BU03730501"]}).status_code == 403
    assert not gebied("schoorl").codes.exists()


def test_how_it_stands_is_five_questions(
    bergen: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _laad_bergen()

    with django_assert_num_queries(5):
        assert koppelstand() is not None


def test_what_is_linked_can_be_seen_on_a_map(beheerder: Gebruiker, client: Client) -> None:
    _laad_bergen()
    assert not BeautifulSoup(client.get(URL).content, "html.parser").select("main svg[role=img]")
    client.post(URL, {f"gebied-{gebied('schoorl').pk}": ["BU03730501"]})

    [tekening] = BeautifulSoup(client.get(URL).content, "html.parser").select("main svg[role=img]")
    assert tekening["aria-label"] == "Kaart met Schoorl"
