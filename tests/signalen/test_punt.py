"""A point on the map at a signal: optional, inside the municipality, and read by nobody who may not read the address."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen import acties, service
from signalen.acties.basis import geef_statusadres
from signalen.forms.punt import lees_punt
from signalen.models import Signaal
from signalen.uitvoer import _signaal
from tests.hulp import gebied
from tests.signalen.hulp import signaal, zet_uit
from tests.wijken.kaarten import laad, midden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Omtrek
from wijkwerk.wijken.punt import Punt

pytestmark = pytest.mark.django_db
NIEUW = "/signalen/nieuw/"


def punt_in(nummer: int) -> Punt:
    """The middle of a square of the made up map."""
    lengte, breedte = midden(nummer)
    return Punt(Decimal(f"{lengte:.6f}"), Decimal(f"{breedte:.6f}"))


VISBUURT, TUINDORP, BUITEN = punt_in(1), punt_in(3), punt_in(9)


def _nieuw(**anders: Any) -> dict[str, Any]:
    basis = {
        "tekst": "De lamp is stuk.",
        "soort": "openbare-ruimte",
        "urgentie": "normaal",
        "kanaal": "telefoon",
    }
    return basis | {"gebied": gebied("visbuurt").pk} | anders


def _wijzig(rij: Signaal, **anders: Any) -> dict[str, Any]:
    return {"soort": rij.soort, "gebied": rij.gebied_id, "urgentie": "hoog", "schaalniveau": "wijk"} | anders


def _url(rij: Signaal) -> str:
    return reverse("signalen:wijziging", args=[rij.pk])


def _lees(client: Client, wie: Gebruiker, rij: Signaal) -> str:
    client.force_login(wie)
    return client.get(rij.get_absolute_url()).content.decode()


def _met_punt(rij: Signaal, punt: Punt = VISBUURT) -> Signaal:
    Signaal.objects.filter(pk=rij.pk).update(lengte=punt.lengte, breedte=punt.breedte)
    rij.refresh_from_db()
    return rij


# --- choosing


def test_without_a_map_no_point_is_asked(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    for adres in (NIEUW, _url(rij)):
        assert "Punt op de kaart" not in client.get(adres).content.decode()


def test_point_of_a_new_signal_is_shown_on_its_page(client: Client, concierge: Gebruiker) -> None:
    laad()
    client.force_login(concierge)

    client.post(NIEUW, _nieuw(punt=str(VISBUURT)))

    rij = Signaal.objects.get()
    assert rij.punt == VISBUURT
    pagina = _lees(client, concierge, rij)
    assert "Kaart met het punt in Visbuurt" in pagina
    assert str(VISBUURT) in pagina
    assert BeautifulSoup(pagina, "html.parser").select_one("circle") is not None


def test_point_may_stay_away(client: Client, concierge: Gebruiker) -> None:
    laad()
    client.force_login(concierge)

    client.post(NIEUW, _nieuw(punt=""))

    rij = Signaal.objects.get()
    assert rij.punt is None
    assert "Op de kaart" not in _lees(client, concierge, rij)


def test_point_is_changed_and_taken_away(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    laad()
    client.force_login(concierge)

    client.post(_url(rij), _wijzig(rij, punt=str(VISBUURT)))
    rij.refresh_from_db()
    gezet = rij.punt
    invoer = BeautifulSoup(client.get(_url(rij)).content, "html.parser").select_one("input[name=punt]")
    client.post(_url(rij), _wijzig(rij, punt=""))
    rij.refresh_from_db()

    assert gezet == VISBUURT
    assert invoer is not None
    assert invoer["value"] == str(VISBUURT)
    assert rij.punt is None


@pytest.mark.parametrize(
    ("punt", "fout"),
    [
        (str(BUITEN), "ligt niet in de gemeente"),
        ("bij de kerk", "breedte en lengte"),
        ("0.00, 0.00", "niet in Nederland"),
    ],
)
def test_wrong_point_is_said_at_the_field(
    client: Client, rij: Signaal, concierge: Gebruiker, punt: str, fout: str
) -> None:
    laad()
    client.force_login(concierge)
    for adres, data in ((NIEUW, _nieuw(punt=punt)), (_url(rij), _wijzig(rij, punt=punt))):
        antwoord = client.post(adres, data)

        soep = BeautifulSoup(antwoord.content, "html.parser")
        invoer = soep.select_one("input[name=punt]")
        assert antwoord.status_code == 422
        assert invoer is not None
        assert invoer["value"] == punt
        assert invoer["aria-invalid"] == "true"
        assert fout in soep.get_text()
    rij.refresh_from_db()
    assert Signaal.objects.count() == 1
    assert (rij.punt, rij.urgentie) == (None, "normaal")


def test_no_way_round_the_map(rij: Signaal, concierge: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="geen kaart"):
        acties.wijzig(signaal=rij, door=concierge, gebieden=[rij.gebied], punt=VISBUURT, met_punt=True)
    laad()
    with pytest.raises(StapGeweigerd, match="niet in de gemeente"):
        acties.wijzig(signaal=rij, door=concierge, gebieden=[rij.gebied], punt=BUITEN, met_punt=True)


def test_point_stays_when_the_map_is_gone(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    _met_punt(rij)
    client.force_login(concierge)

    client.post(_url(rij), _wijzig(rij))

    rij.refresh_from_db()
    assert (rij.punt, rij.urgentie) == (VISBUURT, "hoog")
    assert not Omtrek.objects.exists()
    assert client.get(rij.get_absolute_url()).status_code == 200


def test_another_buurt_is_a_hint_and_nothing_more(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    laad()
    client.force_login(concierge)
    hint = "Het punt op de kaart ligt in Tuindorp, niet in Visbuurt. Klopt het gebied?"

    antwoord = client.post(_url(rij), _wijzig(rij, punt=str(TUINDORP)), follow=True)

    rij.refresh_from_db()
    assert rij.punt == TUINDORP
    assert hint in antwoord.content.decode()
    _met_punt(rij)
    assert "Klopt het gebied?" not in _lees(client, concierge, rij)


@pytest.mark.parametrize(
    "tekst",
    ["52.90500, 4.71500", "52.905,4.715", "4.71500 52.90500", "52,90500; 4,71500", " 52,905 4,715 "],
)
def test_point_is_read_as_other_maps_write_it(tekst: str) -> None:
    assert lees_punt(tekst) == VISBUURT


@pytest.mark.parametrize(
    "tekst", ["52.905", "52.905, 4.715, 3.100", "52, 4", "4.715, 4.715", "91.5000, 200.5000"]
)
def test_what_is_no_point_is_refused(tekst: str) -> None:
    with pytest.raises(forms.ValidationError):
        lees_punt(tekst)


def test_half_a_point_does_not_exist(rij: Signaal) -> None:
    with pytest.raises(IntegrityError, match="signaal_punt_in_nederland"):
        Signaal.objects.filter(pk=rij.pk).update(lengte="4.71")


# --- who reads it


def test_who_sees_only_the_state_sees_no_point(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    laad()
    rij = _met_punt(signaal(concierge, "visbuurt", "zorg", waar="Spoorstraat 4"))

    eigen, ander = _lees(client, concierge, rij), _lees(client, manager, rij)

    assert str(VISBUURT) in eigen
    assert "Spoorstraat 4" in eigen
    assert "Spoorstraat 4" not in ander
    assert str(VISBUURT) not in ander
    assert "<circle" not in ander
    assert 'id="plek"' not in ander


def test_point_stands_in_no_list_file_or_public_page(
    client: Client, rij: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    laad()
    _met_punt(rij)
    adres = geef_statusadres(rij)
    client.force_login(manager)
    bestand = client.get(reverse("signalen:lijst-bestand", args=["csv"])).getvalue().decode()
    lijst = client.get("/signalen/").content.decode()
    client.logout()
    openbaar = client.get(adres.get_absolute_url()).content.decode()

    assert rij.nummer in bestand
    for inhoud in (bestand, lijst, openbaar):
        assert "52.905" not in inhoud
        assert "52,905" not in inhoud


def test_point_leaves_with_the_words(concierge: Gebruiker) -> None:
    rij = zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge)
    _met_punt(rij)
    Signaal.objects.update(stand="gesloten", gesloten_op="2020-01-01T12:00:00Z", gesloten_door=concierge)

    service.ruim_op()

    rij.refresh_from_db()
    assert rij.tekst == ""
    assert rij.punt is None


def test_who_asks_what_is_kept_gets_the_point_too(concierge: Gebruiker) -> None:
    melder = acties.Melderinvoer(hoedanigheid="buur")
    rij = _met_punt(signaal(concierge, "visbuurt", "wonen", melder=melder))

    assert _signaal(Signaal.objects.zichtbaar_voor(concierge).get(pk=rij.pk))["punt_op_de_kaart"] == str(
        VISBUURT
    )


def test_map_costs_the_page_two_questions(
    client: Client,
    concierge: Gebruiker,
    manager: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    laad()
    rij = _met_punt(zet_uit(signaal(concierge, "visbuurt", "wonen"), concierge))
    client.force_login(manager)

    with django_assert_num_queries(15):
        client.get(rij.get_absolute_url())


def test_saving_with_a_point_stays_within_bounds(
    client: Client, concierge: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    laad()
    client.force_login(concierge)

    with django_assert_num_queries(19):
        client.post(NIEUW, _nieuw(punt=str(VISBUURT)))


def test_somebody_from_elsewhere_reads_nothing(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    laad()
    _met_punt(rij)
    client.force_login(vreemde)

    assert client.get(rij.get_absolute_url()).status_code == 404
    assert client.get(_url(rij)).status_code == 404
