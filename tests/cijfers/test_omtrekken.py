"""Outlines from the live service: what comes in, and that a service that fails changes nothing."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.cijfers.server import Server
from tests.cijfers.test_diensten import MIS_JSON
from tests.wijken.kaarten import vierkant
from wijkwerk.cijfers.diensten import ophalen, verbinding
from wijkwerk.huis import acties
from wijkwerk.huis.acties import kaartinvoer
from wijkwerk.huis.acties.kaartinvoer import Kaartkeuze
from wijkwerk.logboek.models import Logregel
from wijkwerk.wijken.geojson import KaartFout
from wijkwerk.wijken.models import Kaartinvoer, Omtrek

pytestmark = pytest.mark.usefixtures("den_helder")


def haal(jaar: int = 2024) -> Kaartinvoer:
    return acties.laad_kaart_van_dienst(keuze=Kaartkeuze(jaar, "pdok"), door=None)


def _stand() -> list[tuple[object, ...]]:
    return list(Omtrek.objects.order_by("pk").values_list("pk", "code", "jaar", "naam", "water", "vorm"))


@pytest.mark.parametrize("filtert", [True, False])
def test_outlines_of_the_own_municipality_of_three_kinds(server: Server, filtert: bool) -> None:
    server.per_blad, server.filtert = 1, filtert
    server.vormen["BU04000301"] = {"type": "Polygon", "coordinates": [vierkant(0)]}
    invoer = haal()
    assert [(rij["soort"], rij["nieuw"]) for rij in invoer.tellingen["soorten"]] == [
        ("GM", 1),
        ("WK", 1),
        ("BU", 2),
    ]
    assert not Omtrek.objects.filter(code="BU07940101").exists()
    rij = Omtrek.objects.get(code="BU04000301")
    assert (rij.naam, rij.jaar, rij.water) == ("Noord", 2024, False)
    assert rij.vorm[0][0][2] == pytest.approx([4.71, 52.91])
    assert Logregel.objects.filter(stap="kaart.laden").count() == 3
    if filtert:
        assert all("gemeentecode=GM0400" in adres for adres in server.gevraagd)


def test_page_after_page_and_the_same_twice_changes_nothing(server: Server) -> None:
    haal()
    voor = _stand()
    server.per_blad = 1
    weer = haal()
    assert sum(rij["nieuw"] + rij["gewijzigd"] for rij in weer.tellingen["soorten"]) == 0
    assert _stand() == voor
    assert Logregel.objects.filter(stap="kaart.laden").count() == 3


def _niets_veranderd(server: Server, woord: str, **anders: Any) -> None:
    """What the service has is loaded; then something is wrong with it."""
    haal()
    voor = _stand()
    for naam, waarde in anders.items():
        setattr(server, naam, waarde)
    with pytest.raises(KaartFout) as fout:
        haal()
    assert woord in str(fout.value)
    assert _stand() == voor
    invoer = Kaartinvoer.objects.order_by("-pk")[0]
    assert (invoer.stand, invoer.inhoud) == ("mislukt", None)
    assert woord in invoer.fout


@pytest.mark.parametrize("storing", MIS_JSON)
@pytest.mark.parametrize("laag", ["/gemeenten/", "/buurten/"])
def test_a_service_that_fails_says_so_and_changes_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch, storing: str, laag: str
) -> None:
    monkeypatch.setattr(verbinding, "MAX_ANTWOORD", 3_000_000)
    monkeypatch.setattr(verbinding.Ruimte.__init__, "__defaults__", (30, verbinding.MAX_SAMEN))
    _niets_veranderd(server, MIS_JSON[storing], storing={laag: storing}, telt=False)


@pytest.mark.parametrize("liegt", [-1, 1])
def test_fewer_or_more_areas_than_were_promised(server: Server, liegt: int) -> None:
    _niets_veranderd(server, "niet heel", liegt=liegt)


def test_the_first_page_as_if_that_were_all(server: Server) -> None:
    server.lagen["wijken"].append({**server.lagen["wijken"][0], "wijkcode": "WK040004"})
    server.lagen["buurten"].insert(2, {**server.lagen["buurten"][0], "buurtcode": "BU04000401"})
    _niets_veranderd(server, "Wij weten niet of dit alles is", telt=False, kapt=True, per_blad=2)


def test_areas_that_were_there_before_are_missed(server: Server) -> None:
    _niets_veranderd(
        server, "ontbreken 1 gebieden", lagen={**server.lagen, "buurten": server.lagen["buurten"][1:]}
    )


def _vorm(*punten: Any, soort: str = "Polygon") -> dict[str, Any]:
    return {"type": soort, "coordinates": [list(punten)]}


VORMEN = {
    "nothing": (None, "geen vlak"),
    "a point": ({"type": "Point", "coordinates": [4.7, 52.9]}, "geen vlak"),
    "rd": (_vorm(*[[114_000, 553_000]] * 4), "niet in Nederland"),
    "latitude first": (_vorm(*[punt[::-1] for punt in vierkant(0)]), "niet in Nederland"),
    "nan": (_vorm(*[[float("nan"), 52.9]] * 4), "niet in Nederland"),
    "inf": (_vorm(*[[float("inf"), 52.9]] * 4), "niet in Nederland"),
    "words": (_vorm(*[["4.7", "52.9"]] * 4), "niet te lezen"),
    "open": (_vorm(*vierkant(0)[:-1]), "niet gesloten"),
    "no inside": (_vorm(*[[4.7, 52.9]] * 4), "geen oppervlakte"),
    "crosses itself": (
        _vorm([4.7, 52.9], [4.71, 52.91], [4.71, 52.9], [4.7, 52.91], [4.7, 52.9]),
        "kruist zichzelf",
    ),
    "deep": ({"type": "Polygon", "coordinates": json.loads("[" * 200 + "]" * 200)}, "niet gesloten"),
}


@pytest.mark.parametrize("soort", VORMEN)
def test_an_outline_that_cannot_be_used_changes_nothing(server: Server, soort: str) -> None:
    vorm, woord = VORMEN[soort]
    _niets_veranderd(server, woord, vormen={"BU04000302": vorm})
    assert "BU04000302" in Kaartinvoer.objects.order_by("-pk")[0].fout


def test_an_area_that_the_service_gives_twice(server: Server) -> None:
    twee = [*server.lagen["buurten"], server.lagen["buurten"][0]]
    _niets_veranderd(server, "twee keer", lagen={**server.lagen, "buurten": twee})


def test_more_than_a_map_can_be(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    haal()
    monkeypatch.setattr(kaartinvoer, "MAX_BYTES", 200)
    _niets_veranderd_weer("geeft te veel")


def _niets_veranderd_weer(woord: str) -> None:
    voor = _stand()
    with pytest.raises(KaartFout, match=woord):
        haal()
    assert _stand() == voor


def test_a_year_without_a_map_and_a_service_that_is_off(server: Server, settings: Settings) -> None:
    server.jaren = {2023, 2024}
    with pytest.raises(KaartFout, match=r"PDOK heeft geen kaart van 2027. Kies een ander jaar"):
        haal(2027)
    with pytest.raises(KaartFout, match="van welk jaar"):
        haal(0)
    settings.CIJFERDIENSTEN |= {"pdok": ""}
    with pytest.raises(KaartFout, match="uitgezet"):
        haal()
    with pytest.raises(CommandError, match="WIJKWERK_DIENST_PDOK"):
        call_command("kaart", "laad", dienst="pdok", jaar=2024, stdout=io.StringIO())
    assert not Omtrek.objects.exists()


def test_the_command_asks_a_service(server: Server) -> None:
    uit = io.StringIO()
    call_command("kaart", "laad", dienst="pdok", jaar=2024, stdout=uit)
    assert "Kaart 2024, buurt: 2 nieuw, 0 gewijzigd, 0 ongewijzigd." in uit.getvalue()
    assert "Gebieden met een omtrek" in uit.getvalue()
    call_command("kaart", "laad", dienst="pdok", jaar=2024, stdout=uit)
    assert "Kaart 2024, buurt: 0 nieuw, 0 gewijzigd, 2 ongewijzigd." in uit.getvalue()
    server.storing = {"/buurten/": "500"}
    with pytest.raises(CommandError, match=r"doet het nu niet.*Er is niets veranderd"):
        call_command("kaart", "laad", dienst="pdok", jaar=2024, stdout=uit)
    with pytest.raises(CommandError, match="of --dienst"):
        call_command("kaart", "laad", jaar=2024, stdout=uit)


def test_a_load_that_was_written_off_meanwhile_changes_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that everybody took for dead comes back with its map."""
    echt_halen = ophalen.haal_omtrekken

    def traag(**alles: Any) -> Any:
        Kaartinvoer.objects.update(stand="mislukt", fout="Het laden is onderbroken.")
        return echt_halen(**alles)

    monkeypatch.setattr(kaartinvoer, "haal_omtrekken", traag)
    with pytest.raises(KaartFout, match="onderbroken"):
        haal()
    assert not Omtrek.objects.exists()
    assert Kaartinvoer.objects.get().stand == "mislukt"
