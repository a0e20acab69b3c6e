"""Loading a map from a page: the worker reads it, the page tells how far it is and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.cijfers.server import Server
from tests.hulp import leeg_cache, persoon
from tests.wijken.kaarten import BUURTEN, blad, buurten, laad, vierkant
from wijkwerk.cijfers import voortgang
from wijkwerk.cijfers.diensten import ogc
from wijkwerk.huis import acties, tasks
from wijkwerk.huis.acties import kaartinvoer
from wijkwerk.huis.acties.kaartinvoer import Kaartkeuze
from wijkwerk.huis.beheer import kaartinvoer as pagina
from wijkwerk.wijken.geojson import KaartFout
from wijkwerk.wijken.models import Kaartinvoer, Omtrek

pytestmark = pytest.mark.usefixtures("den_helder")
URL = "/beheer/gebieden/kaart/"


@pytest.fixture
def beheerder(client: Client) -> Client:
    leeg_cache()  # how far the load with this number was, in an earlier run on the same server
    client.force_login(persoon("beheerder"))
    return client


def _stuur(client: Client, inhoud: bytes | None = None, **velden: str) -> Any:
    bestand = SimpleUploadedFile("buurten.geojson", buurten() if inhoud is None else inhoud)
    return client.post(f"{URL}bestand/", {"wat": "cbs", "jaar": "2024"} | velden | {"bestand": bestand})


def _vraag(client: Client, **velden: str) -> Any:
    return client.post(f"{URL}dienst/", {"dienst": "pdok", "jaar": "2024"} | velden)


def test_a_file_waits_for_the_worker_and_the_page_tells_what_came_of_it(beheerder: Client) -> None:
    assert "Bestand laden" in beheerder.get(URL).text
    antwoord = _stuur(beheerder)
    invoer = Kaartinvoer.objects.get()
    assert antwoord.url == f"{URL}laden/{invoer.pk}/"
    bezig = beheerder.get(antwoord.url).text
    assert "Wij lezen het bestand" in bezig
    assert "every 3s" in bezig
    assert "Kijk hoe ver het is" in bezig
    assert "Er wordt een kaart geladen" in beheerder.get(URL).text
    tasks.lees_kaart(invoer.pk)
    tasks.lees_kaart(invoer.pk)
    klaar = beheerder.get(antwoord.url).text
    assert "De kaart staat erin" in klaar
    assert "every 3s" not in klaar
    assert set(Omtrek.objects.values_list("code", flat=True)) == set(BUURTEN)
    assert Kaartinvoer.objects.get().inhoud is None
    kaart = beheerder.get(URL).text
    assert "Dit is de kaart van 2024" in kaart
    assert "Er wordt een kaart geladen" not in kaart
    soep = BeautifulSoup(kaart, "html.parser")
    nummers = [tekst.get_text() for tekst in soep.select("svg .ww-gebiedskaart__getal")]
    assert (
        nummers == [str(nummer) for nummer in range(1, len(soep.select(".ww-gebiedskaart + ol a")) + 1)] != []
    )

    weer = _stuur(beheerder)
    tasks.lees_wachtende_kaart()
    assert "Deze omtrekken stonden er al" in beheerder.get(weer.url).text


def test_own_outlines_come_in_by_the_same_page(beheerder: Client) -> None:
    vlak = {"properties": {"naam": "Visbuurt"}, "geometry": {"type": "Polygon", "coordinates": [vierkant(0)]}}
    vreemd = vlak | {"properties": {"naam": "Atlantis"}}
    antwoord = _stuur(beheerder, blad(vlak, vreemd), wat="eigen", jaar="")
    tasks.lees_wachtende_kaart()
    assert Omtrek.objects.get().soort == Omtrek.Soort.EIGEN
    klaar = beheerder.get(antwoord.url).text
    assert "Eigen grenzen" in klaar
    assert "Geen gebied in Wijkwerk heet zo: Atlantis" in klaar


def test_a_wrong_file_is_told_and_changes_nothing(beheerder: Client) -> None:
    laad()
    voor = list(Omtrek.objects.order_by("pk").values_list())
    antwoord = _stuur(beheerder, buurten()[:-100])
    tasks.lees_wachtende_kaart()
    klaar = beheerder.get(antwoord.url).text
    assert "Er is niets veranderd" in klaar
    assert "het bestand is niet heel" in klaar
    assert "Laad een ander bestand" in klaar
    assert "Mislukt" in beheerder.get(URL).text
    assert list(Omtrek.objects.order_by("pk").values_list()) == voor


@pytest.mark.parametrize(
    ("inhoud", "velden", "woord"),
    [
        (b"", {}, "leeg"),
        (b"<html>Onderhoud</html>", {}, "webpagina"),
        (b"PK\x03\x04", {}, "ingepakt"),
        (b"\xff\xfe\x00", {}, "geen GeoJSON"),
        (b"{" + b" " * 2000, {}, "te groot"),
        (None, {"jaar": ""}, "van welk jaar"),
        (None, {"jaar": "x"}, "getal"),
        (None, {"jaar": "1900"}, "2000"),
        (None, {"jaar": "2099"}, "is er nog niet"),
        (None, {"wat": "iets"}, "keuze"),
    ],
)
def test_what_cannot_be_a_map_comes_back_at_its_field(
    beheerder: Client,
    monkeypatch: pytest.MonkeyPatch,
    inhoud: bytes | None,
    velden: dict[str, str],
    woord: str,
) -> None:
    if inhoud is not None and len(inhoud) > 1000:
        monkeypatch.setattr(pagina, "MAX_UPLOAD", 1000)
    antwoord = _stuur(beheerder, inhoud, **velden)
    assert antwoord.status_code == 422
    assert woord in antwoord.text
    assert not Kaartinvoer.objects.exists()


def test_the_service_is_asked_by_the_worker(
    beheerder: Client,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ogc, "MELD_PER", 1)
    assert "Kaart ophalen" in beheerder.get(URL).text
    antwoord = _vraag(beheerder)
    assert server.gevraagd == []
    tijdens: list[str] = []
    server.telt = False
    monkeypatch.setattr(ogc, "_hangt_samen", lambda *_: tijdens.append(beheerder.get(antwoord.url).text))
    tasks.lees_wachtende_kaart()
    assert "Wij halen de kaart op" in tijdens[0]
    assert "Tot nu toe: 4 gebieden" in tijdens[0]
    klaar = beheerder.get(antwoord.url).text
    assert "De kaart staat erin" in klaar
    assert "bij PDOK" in klaar
    assert Omtrek.objects.count() == 4


def test_asking_twice_is_one_load_and_another_is_refused(
    beheerder: Client,
    server: Server,
) -> None:
    assert _vraag(beheerder).url == _vraag(beheerder).url
    for antwoord in (_vraag(beheerder, jaar="2023"), _stuur(beheerder)):
        assert antwoord.status_code == 422
        assert "Er wordt al een kaart geladen" in antwoord.text
    with pytest.raises(KaartFout, match="al een kaart geladen"):
        acties.laad_kaartbestand(keuze=Kaartkeuze(2024, bestand="x"), inhoud=buurten(), door=None)
    assert Kaartinvoer.objects.count() == 1


def test_a_service_that_fails_is_told_and_can_be_asked_again(
    beheerder: Client,
    server: Server,
) -> None:
    server.storing = {"/buurten/": "html"}
    antwoord = _vraag(beheerder)
    tasks.lees_wachtende_kaart()
    assert "Er is niets veranderd" in beheerder.get(antwoord.url).text
    assert "Haal het opnieuw op" in beheerder.get(antwoord.url).text
    assert not Omtrek.objects.exists()
    server.storing = {}
    weer = _vraag(beheerder)
    assert weer.url != antwoord.url
    tasks.lees_wachtende_kaart()
    assert "De kaart staat erin" in beheerder.get(weer.url).text


def test_a_killed_worker_leaves_nothing_and_the_page_says_so(beheerder: Client) -> None:
    antwoord = _stuur(beheerder)
    invoer = Kaartinvoer.objects.get()
    lang = timezone.now() - timedelta(minutes=20)
    Kaartinvoer.objects.update(stand="bezig", begonnen_op=lang)
    voortgang.zet(f"kaart-{invoer.pk}", voortgang.OPHALEN, 3)
    tasks.lees_wachtende_kaart()
    assert Kaartinvoer.objects.get().stand == "bezig"
    with time_machine.travel(timezone.now() + timedelta(minutes=13)):
        tasks.lees_wachtende_kaart()
    gestopt = beheerder.get(antwoord.url).text
    assert "Er is niets veranderd" in gestopt
    assert "onderbroken" in gestopt
    assert Kaartinvoer.objects.get().inhoud is None
    assert not Omtrek.objects.exists()
    assert _stuur(beheerder).status_code == 302


def test_what_a_killed_command_left_stops_nobody_for_long(beheerder: Client) -> None:
    lang = timezone.now() - timedelta(minutes=20)
    Kaartinvoer.objects.create(jaar=2023, dienst="pdok", stand="bezig", op=lang, begonnen_op=lang)
    assert _stuur(beheerder).status_code == 302
    assert Kaartinvoer.objects.get(jaar=2023).stand == "mislukt"


def test_a_mistake_of_ours_is_told_too(beheerder: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(**_: Any) -> None:
        raise RuntimeError("kapot")

    antwoord = _stuur(beheerder)
    monkeypatch.setattr(kaartinvoer, "laad_kaart", stuk)
    with pytest.raises(RuntimeError, match="kapot"):
        tasks.lees_kaart(Kaartinvoer.objects.get().pk)
    assert "Er ging iets mis" in beheerder.get(antwoord.url).text


def test_without_a_service_a_file_is_left(beheerder: Client, settings: Settings) -> None:
    settings.CIJFERDIENSTEN = {}
    assert "Kaart ophalen" not in beheerder.get(URL).text
    assert "geen dienst ingesteld" in beheerder.get(f"{URL}dienst/").text
    assert _vraag(beheerder).status_code == 422


def test_a_map_is_taken_away_and_comes_back(beheerder: Client) -> None:
    assert "geen kaart om weg te halen" in beheerder.get(f"{URL}weg/").text
    laad()
    assert "Een kaart weghalen" in beheerder.get(URL).text
    assert beheerder.post(f"{URL}weg/", {"jaar": "2023"}).status_code == 422
    assert "is weg: 6 omtrekken" in beheerder.post(f"{URL}weg/", {"jaar": "2024"}, follow=True).text
    assert not Omtrek.objects.exists()


def test_the_page_asks_few_questions(
    beheerder: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    antwoord = _stuur(beheerder)
    tasks.lees_wachtende_kaart()
    with django_assert_num_queries(5):
        beheerder.get(antwoord.url)


@pytest.mark.parametrize("rol", ["adviseur", "wijkmanager"])
def test_who_may_not_set_up_the_municipality_has_no_door(client: Client, rol: str) -> None:
    client.force_login(persoon(rol))
    invoer = Kaartinvoer.objects.create(jaar=2024, stand="klaar")
    for adres in ("bestand/", "dienst/", "weg/", f"laden/{invoer.pk}/"):
        assert client.get(URL + adres).status_code == 403
    assert _stuur(client).status_code == 403
    assert _vraag(client).status_code == 403
    assert Kaartinvoer.objects.count() == 1
