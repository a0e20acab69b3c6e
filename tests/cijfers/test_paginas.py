"""The pages: a file goes to the worker, one figure goes in at once, and what came of it is told."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from redis.exceptions import RedisError

from tests.cijfers.hulp import csv, met_eigen_maten
from tests.cijfers.server import Server
from tests.hulp import gebied, leeg_cache, persoon, profieltekst
from wijkwerk.cijfers import acties, service, voortgang
from wijkwerk.cijfers.diensten import odata
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Invoer
from wijkwerk.cijfers.tasks import lees_invoer, lees_wachtende
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.logboek.models import Logregel

pytestmark = pytest.mark.usefixtures("den_helder")
URL = "/beheer/cijfers/"
WIJK = "nieuw-den-helder"
GOED = csv(
    ("WijkenEnBuurten", "AantalInwoners_5", "Nieuws_9"), ("BU04000301", "10", "1"), ("BU04000302", ".", "1")
)


@pytest.fixture
def beheerder(client: Client) -> Client:
    leeg_cache()  # how far the import with this number was, in an earlier run on the same server
    client.force_login(persoon("beheerder"))
    return client


@pytest.fixture
def manager(client: Client) -> Client:
    met_eigen_maten()
    client.force_login(persoon("wijkmanager", gebied=WIJK))
    return client


def _stuur(client: Client, inhoud: str = GOED, **velden: Any) -> Any:
    gegevens = {"formaat": "statline", "jaar": "2024", **velden}
    return client.post(
        f"{URL}bestand/", gegevens | {"bestand": SimpleUploadedFile("cbs.csv", inhoud.encode())}
    )


def test_a_file_waits_for_the_worker_and_the_page_tells_what_came_of_it(beheerder: Client) -> None:
    antwoord = _stuur(beheerder)
    invoer = Invoer.objects.get()
    assert antwoord.url == f"{URL}{invoer.pk}/"
    assert "Wij lezen het bestand" in beheerder.get(antwoord.url).text
    lees_invoer(invoer.pk)
    lees_invoer(invoer.pk)
    pagina = beheerder.get(antwoord.url).text
    assert "2 nieuw" in pagina
    assert "Geheim" in pagina
    assert "Nieuws_9" in pagina
    assert Cijfer.objects.count() == 2
    assert Invoer.objects.get().inhoud is None
    assert invoer.bron in beheerder.get(URL).text


def test_a_wrong_file_is_told_and_changes_nothing(beheerder: Client) -> None:
    antwoord = _stuur(beheerder, GOED.replace("10", "tien"))
    lees_wachtende()
    pagina = beheerder.get(antwoord.url).text
    assert "Er is niets veranderd" in pagina
    assert "tien" in pagina
    assert not Cijfer.objects.exists()


def test_the_sweep_ends_what_was_cut_short(beheerder: Client) -> None:
    _stuur(beheerder)
    Invoer.objects.update(stand="bezig", op=timezone.now() - timedelta(hours=1))
    lees_wachtende()
    assert Invoer.objects.get().stand == "mislukt"


def test_what_waited_long_is_not_dead_when_it_has_begun(beheerder: Client) -> None:
    _stuur(beheerder)
    lang = timezone.now() - timedelta(hours=1)
    Invoer.objects.update(stand="bezig", op=lang, begonnen_op=timezone.now())
    lees_wachtende()
    assert Invoer.objects.get().stand == "bezig"
    # A command may take long, as long as it is heard of.
    Invoer.objects.update(begonnen_op=lang)
    voortgang.zet(Invoer.objects.get().pk, voortgang.LEZEN, 1_000)
    lees_wachtende()
    assert Invoer.objects.get().stand == "bezig"
    with time_machine.travel(timezone.now() + timedelta(minutes=40)):
        lees_wachtende()
    assert Invoer.objects.get().stand == "mislukt"


def test_figures_and_that_they_are_there_go_together(
    beheerder: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*_: Any) -> None:
        raise RuntimeError("kapot")

    _stuur(beheerder)
    with monkeypatch.context() as even:
        even.setattr(acties, "_klaar", stuk)
        with pytest.raises(RuntimeError, match="kapot"):
            lees_invoer(Invoer.objects.get().pk)
    invoer = Invoer.objects.get()
    assert (invoer.stand, invoer.inhoud) == ("mislukt", None)
    assert "Er ging iets mis" in invoer.fout
    assert not Cijfer.objects.exists()


def test_a_nul_in_names_codes_and_errors_is_left_out(beheerder: Client) -> None:
    kop = ("WijkenEnBuurten", "naam", "AantalInwoners_5", "Ni\0euws_9")
    # After the first piece, by which a binary file is known.
    vul = [(f"BU0400{nr:04}", "Wijk", "1", "1") for nr in range(400)]
    rij = ("BU04009301", "Noo\0rd", "1", "1")
    goed = [dict(zip(kop, cellen, strict=True)) for cellen in (rij, ("B\0U", "x", "1", "1"))]
    _stuur(beheerder, json.dumps({"value": goed}))
    lees_wachtende()
    invoer = Invoer.objects.get()
    assert invoer.stand == "klaar", invoer.fout
    assert invoer.tellingen["onbekende_kolommen"] == ["Nieuws_9"]
    assert invoer.tellingen["onbekende_codes"] == {"BU": 1}
    assert Cijfergebied.objects.get().naam == "Noord"
    _stuur(beheerder, csv(kop[:3], *(cellen[:3] for cellen in vul), ("BU04009302", "x", "1\0")))
    lees_wachtende()
    assert "'1' is geen getal" in Invoer.objects.filter(stand="mislukt").get().fout


def test_a_cache_that_is_down_stops_no_import(beheerder: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def weg(*_: Any) -> None:
        raise RedisError

    _stuur(beheerder)
    invoer = Invoer.objects.get()
    monkeypatch.setattr(voortgang, "cache", SimpleNamespace(set=weg, get=weg))
    lees_wachtende()
    assert Invoer.objects.get().stand == "klaar"
    Invoer.objects.update(stand="bezig")
    assert beheerder.get(f"{URL}{invoer.pk}/").status_code == 200


@pytest.mark.parametrize("formaat", ["statline", "eigen"])
def test_imports_wait_for_each_other_before_they_read_anything(beheerder: Client, formaat: str) -> None:
    with CaptureQueriesContext(connection) as vragen:
        if formaat == "statline":
            _stuur(beheerder)
            lees_wachtende()
        else:
            beheerder.post(f"{URL}invullen/", _cijfer(indicator="huishoudens"))
    sql = [vraag["sql"] for vraag in vragen]
    slot = next(nr for nr, tekst in enumerate(sql) if "pg_advisory_xact_lock" in tekst)
    assert slot < min(nr for nr, tekst in enumerate(sql) if "cijfers_indicator" in tekst)


def _vraag(client: Client, **velden: str) -> Any:
    return client.post(f"{URL}dienst/", {"dienst": "statline", "jaar": "2024"} | velden)


def test_a_service_is_asked_by_the_worker_and_the_page_tells_how_far_it_is(
    beheerder: Client, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ophalen bij een dienst" in beheerder.get(URL).text
    antwoord = _vraag(beheerder)
    invoer = Invoer.objects.get()
    assert antwoord.url == f"{URL}{invoer.pk}/"
    assert server.gevraagd == []
    pagina = beheerder.get(antwoord.url).text
    assert "Wij halen de cijfers op" in pagina
    assert "every 3s" in pagina
    tijdens: list[str] = []
    monkeypatch.setattr(odata, "_klopt", lambda *_: tijdens.append(beheerder.get(antwoord.url).text))
    lees_invoer(invoer.pk)
    assert "Wij halen de cijfers op" in tijdens[0]
    pagina = beheerder.get(antwoord.url).text
    assert "10 nieuw" in pagina
    assert "Wat de dienst gaf" in pagina
    assert "127.0.0.1 85984NED" in pagina
    assert "every 3s" not in pagina


def test_asking_twice_at_once_is_one_import(beheerder: Client, server: Server) -> None:
    assert _vraag(beheerder).url == _vraag(beheerder).url
    assert _vraag(beheerder).url != _vraag(beheerder, jaar="2023").url
    assert Invoer.objects.count() == 2


def test_a_service_that_fails_is_told_on_the_page_and_can_be_asked_again(
    beheerder: Client, server: Server
) -> None:
    server.storing = {"/DataProperties": "500"}
    antwoord = _vraag(beheerder)
    lees_wachtende()
    pagina = beheerder.get(antwoord.url).text
    assert "Er is niets veranderd" in pagina
    assert "De dienst van het CBS doet het nu niet (antwoord 500)." in pagina
    assert "Haal het opnieuw op" in pagina
    assert "Mislukt" in beheerder.get(URL).text
    server.storing = {}
    weer = _vraag(beheerder)
    assert weer.url != antwoord.url
    lees_wachtende()
    assert "10 nieuw" in beheerder.get(weer.url).text


@pytest.mark.parametrize(
    ("velden", "woord"),
    [
        ({"jaar": ""}, "van welk jaar"),
        ({"jaar": "2099"}, "kennen wij de tabel van StatLine nog niet"),
        ({"tabel": "85984ned"}, "vijf cijfers"),
        ({"dienst": "pdok", "tabel": "85984NED"}, "geen tabellen"),
        ({"dienst": "onbekend"}, "keuze"),
        ({"dienst": "rivm", "jaar": "x"}, "getal"),
    ],
)
def test_a_wrong_question_comes_back(
    beheerder: Client, server: Server, velden: dict[str, str], woord: str
) -> None:
    antwoord = _vraag(beheerder, **velden)
    assert antwoord.status_code == 422
    assert woord in antwoord.text
    assert not Invoer.objects.exists()


def test_without_services_there_is_nothing_to_ask(beheerder: Client, settings: Settings) -> None:
    settings.CIJFERDIENSTEN = {}
    assert "Ophalen bij een dienst" not in beheerder.get(URL).text
    assert "geen dienst ingesteld" in beheerder.get(f"{URL}dienst/").text
    assert _vraag(beheerder).status_code == 422


def test_who_works_in_one_area_asks_no_service(manager: Client, server: Server) -> None:
    assert "Ophalen bij een dienst" not in manager.get(URL).text
    assert manager.get(f"{URL}dienst/").status_code == 403
    assert _vraag(manager).status_code == 403
    assert not Invoer.objects.exists()


def test_a_form_without_year_or_source_comes_back(beheerder: Client) -> None:
    assert "van welk jaar" in _stuur(beheerder, jaar="").text
    antwoord = _stuur(beheerder, formaat="eigen")
    assert antwoord.status_code == 422
    assert "waar de cijfers vandaan komen" in antwoord.text
    assert not Invoer.objects.exists()


def test_who_works_in_one_area_brings_in_own_figures_only(manager: Client) -> None:
    assert _stuur(manager).status_code == 422
    assert not Invoer.objects.exists()
    assert (
        manager.get(f"{URL}sjabloon/").content.decode("utf-8-sig")
        == "code;indicator;periode;waarde;reden\r\n"
    )


def test_one_sees_the_own_imports_only(manager: Client) -> None:
    ander = Invoer.objects.create(formaat="kwb", bron="Van iemand anders", stand="klaar")
    assert "Van iemand anders" not in manager.get(URL).text
    assert manager.get(f"{URL}{ander.pk}/").status_code == 404


def test_without_the_right_there_is_nothing(client: Client) -> None:
    client.force_login(persoon("adviseur"))
    for adres in ("", "bestand/", "invullen/", "sjabloon/"):
        assert client.get(URL + adres).status_code == 403


def _cijfer(**anders: str) -> dict[str, str]:
    velden = {"indicator": "buurtfeesten", "periode": "2026", "waarde": "1250,5", "reden": ""}
    return velden | {"gebied": str(gebied(WIJK).pk), "bron": "Telling", "peildatum": "2026-03-01"} | anders


def test_one_figure_by_hand(manager: Client) -> None:
    assert manager.post(f"{URL}invullen/", _cijfer()).status_code == 302
    assert Cijfer.objects.get().waarde == 1250.5
    antwoord = manager.post(f"{URL}invullen/", _cijfer(), follow=True)
    assert "stond er al zo" in antwoord.text


def test_a_reason_instead_of_a_figure(manager: Client) -> None:
    manager.post(f"{URL}invullen/", _cijfer(waarde="", reden="geheim"))
    assert Cijfer.objects.get().reden == 1


@pytest.mark.parametrize(
    "anders", [{"waarde": ""}, {"periode": "ooit"}, {"waarde": "veel"}, {"gebied": "0"}, {"bron": ""}]
)
def test_a_wrong_figure_comes_back_with_what_was_typed(manager: Client, anders: dict[str, str]) -> None:
    antwoord = manager.post(f"{URL}invullen/", _cijfer(**anders))
    assert antwoord.status_code == 422
    assert "2026-03-01" in antwoord.text
    assert not Cijfer.objects.exists()


def test_another_area_is_not_to_be_chosen(manager: Client) -> None:
    antwoord = manager.post(f"{URL}invullen/", _cijfer(gebied=str(gebied("visbuurt").pk)))
    assert antwoord.status_code == 422


def test_who_works_in_one_area_chooses_measures_of_the_municipality_only(manager: Client) -> None:
    pagina = manager.get(f"{URL}invullen/").text
    assert 'value="buurtfeesten"' in pagina
    assert 'value="huishoudens"' not in pagina
    assert "huishoudens" not in manager.get(f"{URL}bestand/").text
    assert manager.post(f"{URL}invullen/", _cijfer(indicator="huishoudens")).status_code == 422
    assert not Cijfer.objects.exists()


def test_without_own_measures_the_form_says_so(client: Client) -> None:
    """Of what is counted by itself nothing is filled in."""
    zonder = re.sub(r"(?ms)^\[\[indicator\]\].*?(?=^\[)", "", profieltekst("den-helder"))
    gemeente_acties.activeer(tekst=zonder, bestand="den-helder.toml", door=None)
    client.force_login(persoon("wijkmanager", gebied=WIJK))
    assert "nog geen eigen cijfers om in te vullen" in client.get(f"{URL}invullen/").text


def test_a_partner_enters_its_own_figure_and_no_national_one(client: Client) -> None:
    """Figures come of the municipality and of partners, such as the woningstichting and the police (DHR-56)."""
    met_eigen_maten()
    client.force_login(persoon("partner", partij="woningstichting"))

    assert client.post(f"{URL}invullen/", _cijfer(indicator="huishoudens")).status_code == 422
    assert client.get(f"{URL}dienst/").status_code == 403
    assert client.post(f"{URL}invullen/", _cijfer()).status_code == 302

    assert Cijfer.objects.get().indicator.sleutel == _cijfer()["indicator"]
    # An organisation that may not is refused.
    client.force_login(persoon("zorgmedewerker", partij="zorginstelling"))
    assert client.get(f"{URL}invullen/").status_code == 403


def test_an_own_figure_is_taken_back_with_a_reason_and_stays_with_its_import(manager: Client) -> None:
    voor = Cijfer.objects.count()
    manager.post(f"{URL}invullen/", _cijfer())
    invoer, cijfer = Invoer.objects.get(), Cijfer.objects.get()
    adres = f"{URL}{invoer.pk}/intrekken/"
    sleutel = f"{cijfer.indicator_id}-{cijfer.periode}-{cijfer.plek_id}"
    assert f"{URL}{invoer.pk}/intrekken/" in manager.get(f"{URL}{invoer.pk}/").text
    assert manager.post(adres, {"cijfers": [sleutel], "waarom": ""}).status_code == 422
    assert manager.post(adres, {"cijfers": ["1-2-x"], "waarom": "fout"}).status_code == 422
    assert Cijfer.objects.count() == voor + 1

    manager.post(adres, {"cijfers": [sleutel], "waarom": "Dubbel geteld"})

    assert Cijfer.objects.count() == voor
    assert cijfer.indicator.sleutel not in {m.sleutel for m, _p in service.maten_met_cijfers()}
    pagina = manager.get(f"{URL}{invoer.pk}/").text
    assert "Dubbel geteld" in pagina
    assert Logregel.objects.filter(stap="cijfers.intrekken", reden="Dubbel geteld").count() == 1
    # Twice at once: the second finds nothing.
    assert manager.post(adres, {"cijfers": [sleutel], "waarom": "nog eens"}).status_code == 404


def test_only_the_party_that_entered_it_takes_it_back(manager: Client, client: Client) -> None:
    manager.post(f"{URL}invullen/", _cijfer())
    invoer, cijfer = Invoer.objects.get(), Cijfer.objects.get()
    ander = persoon("wijkmanager", gebied="visbuurt")
    client.force_login(ander)
    assert client.get(f"{URL}{invoer.pk}/intrekken/").status_code == 404
    wie: Any = {"cijfers": [(cijfer.indicator_id, cijfer.periode, cijfer.plek_id)], "waarom": "weg"}
    with pytest.raises(BestandFout):
        acties.trek_in(pk=invoer.pk, door=ander, **wie)
    assert acties.trek_in(pk=invoer.pk, door=persoon("beheerder"), **wie) == 1
