"""Figures from the live services: what is asked, what comes in, and that a service that fails changes nothing."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.cijfers.conftest import andere_naar_odata_4, naar_odata_4
from tests.cijfers.hulp import cijfer
from tests.cijfers.server import Server, zip_van
from wijkwerk.cijfers import acties
from wijkwerk.cijfers.diensten import kiezen, odata, verbinding
from wijkwerk.cijfers.diensten.odata import sleutel_van
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.voer_in import Resultaat
from wijkwerk.cijfers.keuzes import Keuzes
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Invoer, Reden

pytestmark = pytest.mark.usefixtures("den_helder")
DIENSTEN = {"statline": 2024, "politie": 2025, "rivm": None, "pdok": 2024, "leefbaarometer": 2024}


def haal(dienst: str, jaar: int | None = 0, *, alles: bool = False, tabel: str = "") -> Resultaat:
    jaar = DIENSTEN[dienst] if jaar == 0 else jaar
    keuzes = Keuzes(dienst, jaar, alles=alles, dienst=dienst, tabel=tabel)
    return acties.laad_dienst(keuzes=keuzes, door=None)[1]


def test_key_figures_of_the_own_municipality_and_of_nederland(server: Server) -> None:
    resultaat = haal("statline")
    assert (resultaat.nieuw, resultaat.oogst.rijen) == (10, 5)
    assert cijfer("GM0400", "inwoners", 202400) == (300, Reden.GEEN)
    assert cijfer("NL00", "inwoners", 202400) == (17942942, Reden.GEEN)
    assert cijfer("BU04000301", "koopwoningen", 202400) == (Decimal("55.5"), Reden.GEEN)
    assert cijfer("BU04000302", "koopwoningen", 202400) == (None, Reden.ONBEKEND)
    assert Cijfergebied.objects.get(code="BU04000301").naam == "Noord"
    assert not Cijfergebied.objects.filter(gemeente="GM0794").exists()
    assert Invoer.objects.get().bestand == "127.0.0.1 85984NED"


def test_figures_one_by_one_of_odata_4_become_the_same(server: Server, settings: Settings) -> None:
    naar_odata_4(server, settings)
    server.per_blad = 4
    resultaat = haal("statline")
    assert cijfer("BU04000301", "koopwoningen", 202400) == (Decimal("55.5"), Reden.GEEN)
    assert cijfer("BU04000302", "koopwoningen", 202400) == (None, Reden.GEHEIM)
    assert cijfer("NL00", "inwoners", 202400) == (17942942, Reden.GEEN)
    assert resultaat.oogst.onbekende_kolommen == ("GeboorteTotaalNieuw_3", "Naam_4")
    assert Cijfergebied.objects.get(code="GM0400").naam == "Den Helder"


@pytest.mark.parametrize("telt", [True, False])
def test_crime_and_health_of_odata_4_become_the_same(server: Server, settings: Settings, telt: bool) -> None:
    server.namen = {code: naam for code, naam in server.namen.items() if code not in {"NL00", "WK040003"}}
    server.telt, server.per_blad = telt, 7
    andere_naar_odata_4(server, settings, "politie")
    haal("politie", 2025)
    assert cijfer("GM0400", "misdrijven", 202500) == (60, Reden.GEEN)
    assert cijfer("BU04000302", "woninginbraken", 202500) == (None, Reden.GEHEIM)
    assert not Cijfer.objects.filter(periode=202400).exists()
    stonden = Cijfer.objects.count()

    del server.namen["BU04000302"]
    andere_naar_odata_4(server, settings, "rivm")
    resultaat = haal("rivm")
    assert resultaat.oogst.perioden == {202200, 202400}
    assert (resultaat.nieuw, resultaat.oogst.anders) == (4, 0)
    assert cijfer("GM0400", "ervaren-gezondheid", 202400)[1] is Reden.GEEN
    assert Cijfer.objects.count() == stonden + 4


@pytest.mark.parametrize(
    ("titel", "sleutel"),
    [
        ("Aantal inwoners", "AantalInwoners"),
        ("0 tot 15 jaar", "k_0Tot15Jaar"),
        ("Personenauto's; totaal", "PersonenautoSTotaal"),
        ("Gemiddelde WOZ-waarde van woningen", "GemiddeldeWOZWaardeVanWoningen"),
        ("Scholen binnen 3 km", "ScholenBinnen3Km"),
        ("", ""),
    ],
)
def test_a_title_becomes_the_key_that_statline_makes_of_it(titel: str, sleutel: str) -> None:
    assert sleutel_van(titel) == sleutel


def test_crime_of_a_year_by_kind_and_withheld_stays_withheld(server: Server) -> None:
    haal("politie", 2025)
    assert cijfer("GM0400", "misdrijven", 202500) == (60, Reden.GEEN)
    assert cijfer("BU04000302", "woninginbraken", 202500) == (None, Reden.GEHEIM)
    assert not Cijfer.objects.filter(periode=202400).exists()
    [vraag, *_] = [v for v in server.gevraagd if "TypedDataSet?" in v]
    assert "9.9.9" not in vraag
    assert "startswith%28Perioden%2C%272025%27%29" in vraag


def test_health_of_adults_in_all_years(server: Server) -> None:
    resultaat = haal("rivm")
    assert resultaat.oogst.perioden == {202200, 202400}
    assert (resultaat.nieuw, resultaat.oogst.anders) == (4, 0)


def test_the_map_gives_figures_of_three_kinds_of_area(server: Server) -> None:
    server.per_blad = 1
    resultaat = haal("pdok")
    assert {gebied.soort for gebied in Cijfergebied.objects.all()} == {"GM", "WK", "BU"}
    assert cijfer("WK040003", "inwoners", 202400) == (300, Reden.GEEN)
    assert cijfer("BU04000301", "koopwoningen", 202400) == (None, Reden.NOG_NIET)
    assert Cijfergebied.objects.get(code="BU04000301").naam == "Noord"
    assert resultaat.oogst.onbekende_kolommen == ("iets_nieuws",)
    assert not Cijfergebied.objects.filter(gemeente="GM0794").exists()


def test_liveability_out_of_a_zip(server: Server) -> None:
    resultaat = haal("leefbaarometer")
    # A score and a class of each.
    assert (resultaat.oogst.rijen, resultaat.nieuw) == (4, 8)
    assert cijfer("BU04000301", "leefbaarheid", 202200) == (Decimal("4.1"), Reden.GEEN)
    assert cijfer("GM0400", "leefbaarheid", 202400) == (Decimal("4"), Reden.GEEN)


@pytest.mark.parametrize("dienst", DIENSTEN)
def test_page_after_page_and_the_same_twice_changes_nothing(server: Server, dienst: str) -> None:
    eerst = haal(dienst)
    stonden = list(Cijfer.objects.order_by("pk").values_list())
    server.per_blad = 3
    weer = haal(dienst)
    assert weer.niets_veranderd
    assert weer.gelijk == eerst.nieuw
    assert list(Cijfer.objects.order_by("pk").values_list()) == stonden


@pytest.mark.parametrize("dienst", DIENSTEN)
def test_of_everybody_when_that_is_asked(server: Server, dienst: str) -> None:
    if dienst == "rivm":
        server.tabellen["50150NED"].append({**server.tabellen["50150NED"][0], "WijkenEnBuurten": "GM0794"})
    haal(dienst, alles=True)
    assert Cijfergebied.objects.filter(gemeente="GM0794").exists()


def test_a_next_page_with_http_and_without_its_port_is_asked_where_the_service_is(server: Server) -> None:
    server.per_blad = 3
    server.poort, poort = 80, server.poort
    assert "127.0.0.1:80/" in server._blad("/", server.tabellen["85984NED"], {})[1]
    assert haal("statline").nieuw == 10
    server.poort = poort


STUKKEN = {
    "statline": "/TypedDataSet",
    "politie": "/TypedDataSet",
    "rivm": "/TypedDataSet",
    "pdok": "/buurten/",
    "leefbaarometer": ".zip",
}
MIS = {
    "500": "doet het nu niet (antwoord 500)",
    "503": "doet het nu niet (antwoord 503)",
    "400": "neemt de vraag niet aan",
    "html": "iets anders (text/html)",
    "hangt op": "antwoordt niet",
    "doorsturen": "ander adres",
    "geen gzip": "brak af",
    "groot": "te groot",
    "bom": "te groot",
}
MIS_JSON = MIS | {
    "half": "half antwoord",
    "afgebroken": "brak af",
    "geen lijst": "niet kennen",
    "lijst": "niet kennen",
    "diep": "half antwoord",
    "eindeloos": "houdt niet op",
    "zelfde": "hetzelfde blad",
    "elders": "kwaad.example",
}


def _niets_veranderd(dienst: str, doe: Callable[[], Any], woord: str) -> None:
    haal(dienst)
    stonden = list(Cijfer.objects.order_by("pk").values_list())
    gebieden = Cijfergebied.objects.count()
    invoeren = Invoer.objects.count()
    doe()
    with pytest.raises(BestandFout) as fout:
        haal(dienst)
    assert woord in str(fout.value)
    assert list(Cijfer.objects.order_by("pk").values_list()) == stonden
    assert Cijfergebied.objects.count() == gebieden
    invoer = Invoer.objects.order_by("-pk")[0]
    assert Invoer.objects.count() == invoeren + 1
    assert (invoer.stand, invoer.inhoud) == ("mislukt", None)
    assert woord in invoer.fout


@pytest.mark.parametrize(
    ("dienst", "storing"),
    [
        (dienst, storing)
        for dienst in DIENSTEN
        for storing in (MIS if dienst == "leefbaarometer" else MIS_JSON)
    ],
)
def test_a_service_that_fails_says_so_and_changes_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch, dienst: str, storing: str
) -> None:
    monkeypatch.setattr(verbinding, "MAX_ANTWOORD", 3_000_000)
    monkeypatch.setattr(verbinding.Ruimte.__init__, "__defaults__", (30, verbinding.MAX_SAMEN))
    woord = MIS_JSON[storing]
    if dienst == "leefbaarometer":
        woord = {"geen gzip": "iets anders", "groot": "iets anders", "bom": "iets anders"}.get(storing, woord)

    def stuk() -> None:
        server.storing = {STUKKEN[dienst]: storing}
        # A count may be refused without harm: then there is none.
        server.telt = False

    _niets_veranderd(dienst, stuk, woord)


def test_a_service_that_is_away(server: Server, settings: Settings) -> None:
    settings.CIJFERDIENSTEN |= {"statline": "http://127.0.0.1:9/odata"}
    with pytest.raises(BestandFout, match="De dienst van het CBS antwoordt niet"):
        haal("statline")
    assert Invoer.objects.get().stand == "mislukt"


@pytest.mark.parametrize("storing", ["500", "html", "half", "afgebroken", "hangt op"])
def test_what_passes_by_itself_is_asked_again(server: Server, storing: str) -> None:
    server.storing, server.keren = {"/TypedDataSet": storing}, 2
    server.telt = False
    assert haal("statline").nieuw == 10


def test_how_long_to_stay_away_is_listened_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    gewacht: list[float] = []
    monkeypatch.setattr("wijkwerk.cijfers.diensten.verbinding.time.sleep", gewacht.append)
    monkeypatch.setattr(verbinding, "PAUZES", (0.0,))
    server.storing, server.keren = {"/DataProperties": "503"}, 1
    haal("statline")
    assert 1 in gewacht


@pytest.mark.parametrize("dienst", ["statline", "politie", "rivm", "pdok"])
@pytest.mark.parametrize("meer", [-1, 1])
def test_fewer_or_more_rows_than_were_promised(server: Server, dienst: str, meer: int) -> None:
    def lieg() -> None:
        server.liegt = meer

    _niets_veranderd(dienst, lieg, "niet heel")


def test_rows_that_stop_at_a_full_page_without_a_count(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kap() -> None:
        monkeypatch.setattr(odata, "BLAD", 5)
        server.telt = False

    _niets_veranderd("statline", kap, "Wij weten niet of dat alles is")


@pytest.mark.parametrize("dienst", ["statline", "politie", "rivm", "pdok"])
@pytest.mark.parametrize("per_blad", [1, 2])
def test_a_short_answer_without_a_count_and_without_a_next_page(
    server: Server, dienst: str, per_blad: int
) -> None:
    """The first page as if that were all: whole JSON, and still not all areas."""

    def kap() -> None:
        server.telt, server.kapt, server.per_blad = False, True, per_blad
        if dienst == "pdok":
            # Both wijken lie in one municipality: the second has no buurt on this page.
            server.lagen["wijken"].append({**server.lagen["wijken"][0], "wijkcode": "WK040004"})
            server.lagen["buurten"].insert(
                per_blad, {**server.lagen["buurten"][0], "buurtcode": "BU04000401"}
            )
            server.lagen["wijken"] = server.lagen["wijken"][::-1][:per_blad]

    _niets_veranderd(dienst, kap, "Wij weten niet of dit alles is")


@pytest.mark.parametrize("dienst", ["statline", "pdok"])
def test_without_a_count_all_areas_are_enough(server: Server, dienst: str) -> None:
    server.telt = False
    assert haal(dienst).nieuw > 0


def test_figures_that_stop_halfway_an_area_in_odata_4(server: Server, settings: Settings) -> None:
    naar_odata_4(server, settings)

    def kap() -> None:
        server.telt, server.kapt, server.per_blad = False, True, 14

    _niets_veranderd("statline", kap, "Wij weten niet of dit alles is")


def test_an_answer_without_a_column_that_the_table_has(server: Server) -> None:
    _niets_veranderd("statline", lambda: server.eigenschappen["85984NED"].append("Mannen_6"), "Mannen_6")


def test_a_cell_that_is_no_text_or_number(server: Server) -> None:
    def stuk() -> None:
        server.tabellen["85984NED"][1] = {**server.tabellen["85984NED"][1], "AantalInwoners_5": {"a": [1]}}

    _niets_veranderd("statline", stuk, "geen getal of tekst")


def test_a_service_that_drips_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.storing = {"/DataProperties": "druppelt"}
    monkeypatch.setattr(acties, "SECONDEN_OPDRACHT", 0.3)
    begin = time.monotonic()
    with pytest.raises(BestandFout, match="te traag"):
        haal("statline")
    assert time.monotonic() - begin < 3


def test_a_table_that_is_not_there_and_a_year_that_is_not_known(server: Server) -> None:
    with pytest.raises(BestandFout, match="404"):
        haal("statline", 2023)
    with pytest.raises(BestandFout, match="Van 2031 kennen wij"):
        haal("statline", 2031)
    with pytest.raises(BestandFout, match="vijf cijfers"):
        haal("statline", 2024, tabel="../../x")
    with pytest.raises(BestandFout, match="van welk jaar"):
        haal("pdok", None)
    server.tabellen["99999NED"] = server.tabellen["85984NED"]
    server.eigenschappen["99999NED"] = server.eigenschappen["85984NED"]
    assert haal("statline", 2031, tabel="99999NED").nieuw == 10


def test_a_table_about_something_else(server: Server) -> None:
    server.eigenschappen["85984NED"] = ["Perioden", "AantalInwoners_5"]
    with pytest.raises(BestandFout, match="gaat niet over wijken en buurten"):
        haal("statline")


def test_figures_twice_in_odata_4_and_too_many_of_them(
    server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    naar_odata_4(server, settings)
    server.tabellen["85984NED"].append(server.tabellen["85984NED"][0])
    with pytest.raises(BestandFout, match="staat twee keer"):
        haal("statline")
    server.tabellen["85984NED"][-1] = {**server.tabellen["85984NED"][0], "Measure": "anders"}
    with pytest.raises(BestandFout, match="anders"):
        haal("statline")
    monkeypatch.setattr(odata, "MAX_WAARNEMINGEN", 3)
    with pytest.raises(BestandFout, match="te veel voor een keer"):
        haal("statline")


ZIP = "open-data-leefbaarometer-meting-2024.zip"
SCORES = "Leefbaarometer-scores {} 2002-2024.csv"
KOP = "{}_code,jaar,lbm\n"


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (b"PK geen zip", "niet te lezen"),
        (b"", "niet te lezen"),
        (zip_van(**{"../../etc/passwd": "x"}), "staan de scores van gemeenten niet"),
        (zip_van(**{SCORES.format("gemeenten"): "a,b\n"}), "gm_code"),
        (zip_van(**{SCORES.format("gemeenten"): KOP.format("gm") + "GM0400,2024\n"}), "te kort"),
        (zip_van(**{SCORES.format("gemeenten"): KOP.format("gm") + 'GM0400,2024,"4'}), "geen goede csv"),
        (zip_van(**{SCORES.format("gemeenten"): b"gm_code,jaar,lbm\n\xff\xff,1,2\n"}), "niet te lezen"),
        (zip_van(**{SCORES.format("gemeenten"): "x" * 2_000_000}), "uitgepakt te groot"),
    ],
)
def test_a_zip_that_is_not_as_it_should_be(
    server: Server, monkeypatch: pytest.MonkeyPatch, inhoud: bytes, woord: str
) -> None:
    from wijkwerk.cijfers.diensten import leefbaarometer

    monkeypatch.setattr(leefbaarometer, "MAX_UITGEPAKT", 1_000_000)
    _niets_veranderd("leefbaarometer", lambda: server.zips.update({ZIP: inhoud}), woord)


def test_an_address_that_is_none_and_a_service_that_is_off(server: Server, settings: Settings) -> None:
    settings.CIJFERDIENSTEN |= {"statline": "file:///etc/passwd"}
    with pytest.raises(BestandFout, match="adres van de dienst"):
        haal("statline")
    settings.CIJFERDIENSTEN |= {"pdok": ""}
    assert "pdok" not in kiezen.diensten()
    with pytest.raises(BestandFout, match="uitgezet"):
        haal("pdok")


def test_the_command_asks_a_service(server: Server) -> None:
    uit = io.StringIO()
    call_command("laad_cijfers", dienst="statline", jaar=2024, stdout=uit)
    assert "10 nieuw" in uit.getvalue()
    call_command("laad_cijfers", dienst="statline", jaar=2024, stdout=uit)
    assert "Niets veranderd" in uit.getvalue()
    server.storing = {"/TypedDataSet": "500"}
    server.telt = False
    with pytest.raises(CommandError, match=r"doet het nu niet.*Er is niets veranderd"):
        call_command("laad_cijfers", dienst="statline", jaar=2024, stdout=uit)
    with pytest.raises(CommandError, match="of --dienst"):
        call_command("laad_cijfers", stdout=uit)
