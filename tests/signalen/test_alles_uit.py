"""Closing a spreekuur: everything on its way in one step, and what cannot go says why."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from signalen import acties
from signalen.acties.uitzetvoorstel import voorstellen
from signalen.models import Signaal, Spreekuur
from tests.hulp import gebied
from tests.signalen.hulp import MERK, signaal, spreekuur
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_rij(concierge: Gebruiker) -> Spreekuur:
    return spreekuur(concierge, "visbuurt")


def _hoor(door: Gebruiker, rij: Spreekuur, soort: str, **velden: Any) -> Signaal:
    return signaal(door, "visbuurt", soort, spreekuur=rij, **velden)


def _sluit(client: Client, rij: Spreekuur, **data: str) -> str:
    url = reverse("signalen:spreekuur-afsluiting", args=[rij.pk])
    antwoord = client.post(url, {"bezoekers": "3", "samenvatting": "Druk."} | data, follow=True)
    return antwoord.content.decode()


@pytest.mark.eis("DHR-07", "DHR-08")
def test_each_goes_its_own_way_in_one_step(client: Client, concierge: Gebruiker, open_rij: Spreekuur) -> None:
    ruimte = _hoor(concierge, open_rij, "openbare-ruimte")
    zorg = _hoor(concierge, open_rij, "zorg")
    client.force_login(concierge)

    _sluit(client, open_rij, uitzetten="on")

    open_rij.refresh_from_db()
    assert open_rij.stand == "gehouden"
    for rij, team in ((ruimte, "wijkbeheer"), (zorg, "team-zorg")):
        rij.refresh_from_db()
        assert rij.stand == "uitgezet"
        assert rij.houder_partij is not None
        assert rij.houder_partij.sleutel == team


@pytest.mark.eis("DHR-09")
def test_what_cannot_go_stays_with_the_reason(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    vraag = _hoor(concierge, open_rij, "beleidsvraag")
    balie = _hoor(concierge, open_rij, "informatie")
    _hoor(concierge, open_rij, "openbare-ruimte")
    client.force_login(concierge)

    pagina = _sluit(client, open_rij, uitzetten="on")

    assert "Dit mag u niet zelf uitzetten. Dat doet: wijkmanager." in pagina
    assert "u geeft zelf antwoord" in pagina
    for rij in (vraag, balie):
        rij.refresh_from_db()
        assert rij.stand == "geregistreerd"


def test_before_closing_one_sees_what_will_go(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    _hoor(concierge, open_rij, "openbare-ruimte")
    _hoor(concierge, open_rij, "beleidsvraag")
    client.force_login(concierge)

    pagina = client.get(reverse("signalen:spreekuur-afsluiting", args=[open_rij.pk])).content.decode()

    assert "Naar team Wijkbeheer" in pagina
    assert "Zet meteen alles uit wat kan (1 signaal)" in pagina


def test_without_the_tick_nothing_goes(client: Client, concierge: Gebruiker, open_rij: Spreekuur) -> None:
    rij = _hoor(concierge, open_rij, "openbare-ruimte")
    client.force_login(concierge)

    pagina = _sluit(client, open_rij)

    rij.refresh_from_db()
    assert rij.stand == "geregistreerd"
    assert "1 van dit spreekuur wacht op een eigenaar" in " ".join(pagina.split())


def test_it_can_be_done_later(client: Client, concierge: Gebruiker, open_rij: Spreekuur) -> None:
    rij = _hoor(concierge, open_rij, "wonen")
    client.force_login(concierge)
    _sluit(client, open_rij)

    antwoord = client.post(reverse("signalen:spreekuur-uitzetting", args=[open_rij.pk]), follow=True)

    rij.refresh_from_db()
    assert rij.stand == "uitgezet"
    assert "Uitgezet: 1 signaal." in antwoord.content.decode()


def test_doing_it_twice_asks_nobody_twice(client: Client, concierge: Gebruiker, open_rij: Spreekuur) -> None:
    _hoor(concierge, open_rij, "wonen")
    client.force_login(concierge)
    url = reverse("signalen:spreekuur-uitzetting", args=[open_rij.pk])

    client.post(url)
    client.post(url)

    assert Afspraak.objects.count() == 1


def test_a_dossier_is_asked_once_for_all_its_signals(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    dossier = acties.open_dossier(titel="Plan sporthal", gebied=gebied("visbuurt"), door=concierge)
    for _ in range(5):
        _hoor(concierge, open_rij, "wonen", dossier=dossier)
    client.force_login(concierge)

    client.post(reverse("signalen:spreekuur-uitzetting", args=[open_rij.pk]))

    assert Afspraak.objects.get().bron_soort == "dossier"
    assert set(Signaal.objects.values_list("stand", flat=True)) == {"uitgezet"}


def test_a_later_signal_joins_the_owner_of_its_dossier(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    dossier = acties.open_dossier(titel="Plan sporthal", gebied=gebied("visbuurt"), door=concierge)
    client.force_login(concierge)
    url = reverse("signalen:spreekuur-uitzetting", args=[open_rij.pk])
    _hoor(concierge, open_rij, "wonen", dossier=dossier)
    client.post(url)
    laat = _hoor(concierge, open_rij, "wonen", dossier=dossier)

    client.post(url)

    laat.refresh_from_db()
    assert (laat.stand, str(laat.houder)) == ("uitgezet", "Woningstichting Den Helder")
    assert Afspraak.objects.count() == 1


def test_a_shielded_one_says_no_word(client: Client, concierge: Gebruiker, open_rij: Spreekuur) -> None:
    _hoor(concierge, open_rij, "zorg", tekst=MERK)
    client.force_login(concierge)

    pagina = client.get(reverse("signalen:spreekuur-uitzetting", args=[open_rij.pk])).content.decode()
    client.post(reverse("signalen:spreekuur-uitzetting", args=[open_rij.pk]))

    assert MERK not in pagina
    assert MERK not in Afspraak.objects.get().wat


def test_another_area_is_not_found(client: Client, open_rij: Spreekuur, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.post(reverse("signalen:spreekuur-uitzetting", args=[open_rij.pk])).status_code == 404


def test_the_proposal_costs_as_many_queries_for_ten_as_for_two(
    concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    aantallen = []
    for keer in range(10):
        _hoor(concierge, open_rij, "openbare-ruimte")
        if keer in {1, 9}:
            with CaptureQueriesContext(connection) as vragen:
                voorstellen(open_rij, concierge)
            aantallen.append(len(vragen))

    assert aantallen == [2, 2]
