"""Linking by outline: what lies in an area is proposed with the part that does, what a year changed is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cijfers.hulp import csv
from tests.cijfers.hulp import laad as laad_cijfers
from tests.hulp import gebied, persoon
from tests.wijken.kaarten import ZIJDE, ZUIDWEST, blad, laad, vlak
from wijkwerk.huis.acties import koppel_gebieden, laad_eigen_kaart
from wijkwerk.huis.koppelkaart import Koppelstand, koppelstand
from wijkwerk.huis.koppelvoorstel import Keuze
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import bewaar_kaartblad
from wijkwerk.wijken.geojson import KaartFout
from wijkwerk.wijken.kaartblad import lees_kaartblad
from wijkwerk.wijken.models import Gebiedscode, Omtrek

pytestmark = pytest.mark.django_db
URL = "/beheer/gebieden/kaart/"


def _strook(van: float, tot: float) -> dict[str, Any]:
    """A rectangle over the squares of the map, from one number to another."""
    west, oost = ZUIDWEST[0] + van * ZIJDE, ZUIDWEST[0] + tot * ZIJDE
    zuid, noord = ZUIDWEST[1], ZUIDWEST[1] + ZIJDE
    ring = [[west, zuid], [oost, zuid], [oost, noord], [west, noord], [west, zuid]]
    return {"type": "Polygon", "coordinates": [ring]}


def _eigen(**stroken: tuple[float, float]) -> bytes:
    return blad(
        *(
            {"type": "Feature", "properties": {"naam": naam.replace("_", " ")}, "geometry": _strook(*strook)}
            for naam, strook in stroken.items()
        )
    )


def _buurten(namen: dict[str, str], jaar: int = 2024) -> None:
    inhoud = blad(*(vlak(nummer, *rij) for nummer, rij in enumerate(namen.items())))
    bewaar_kaartblad(blad=lees_kaartblad(inhoud, gemeente="GM0373", jaar=jaar))


NAMEN = {"BU03730100": "Noord", "BU03730101": "Duin", "BU03730102": "Zuid", "BU03730103": "Schoorl"}


def _stand() -> Koppelstand:
    stand = koppelstand()
    assert stand is not None
    return stand


def _keuzes(sleutel: str) -> dict[str, Keuze]:
    rijen = [voorstel for voorstel in _stand().voorstellen if voorstel.gebied == gebied(sleutel)]
    return {keuze.code: keuze for voorstel in rijen for keuze in voorstel.keuzes}


def test_what_lies_in_an_area_is_proposed_with_its_part(bergen: Profiel) -> None:
    _buurten(NAMEN)
    laad_eigen_kaart(inhoud=_eigen(Schoorl=(0, 2.5)), door=None)

    keuzes = _keuzes("schoorl")

    assert keuzes["BU03730100"].reden == "100 procent van de oppervlakte ligt in Schoorl"
    assert keuzes["BU03730100"].zeker
    assert keuzes["BU03730102"].reden == (
        "half in, half uit: 50 procent van de oppervlakte ligt in Schoorl. Kies zelf"
    )
    assert not keuzes["BU03730102"].zeker
    # It only touches the outline, and has another name.
    assert "BU03730103" not in keuzes


def test_a_name_that_lies_elsewhere_is_not_proposed_by_name(bergen: Profiel) -> None:
    _buurten(NAMEN)
    laad_eigen_kaart(inhoud=_eigen(Schoorl=(0, 1)), door=None)

    assert set(_keuzes("schoorl")) == {"BU03730100"}


def test_ninety_four_percent_is_clear_and_half_is_not(bergen: Profiel, client: Client) -> None:
    _buurten(NAMEN)
    laad_eigen_kaart(inhoud=_eigen(Schoorl=(0.06, 1.5)), door=None)
    client.force_login(persoon("beheerder"))

    soep = BeautifulSoup(client.get(URL).content, "html.parser")

    vakken = soep.select("form.ww-formulier input[type=checkbox]")
    assert {vak["value"]: vak.has_attr("checked") for vak in vakken} == {
        "BU03730100": True,
        "BU03730101": False,
    }
    assert "94 procent van de oppervlakte ligt in Schoorl" in soep.get_text()
    assert not Gebiedscode.objects.filter(code__startswith="BU").exists()


def test_a_whole_wijk_stands_for_its_buurten(bergen: Profiel) -> None:
    _buurten(NAMEN)
    wijk = vlak(0, "BU03730100", "Noord")
    wijk["properties"] = {"wijkcode": "WK037301", "wijknaam": "Wijk 01 Kust", "water": "NEE"}
    wijk["geometry"] = _strook(0, 4)
    laad(blad(wijk), "GM0373")
    laad_eigen_kaart(inhoud=_eigen(Schoorl=(0, 4), Groet_Camperduin=(0, 2)), door=None)

    assert set(_keuzes("schoorl")) == {"WK037301"}
    # Of a wijk that lies in it for half each buurt is asked.
    assert set(_keuzes("groet-camperduin")) == {"BU03730100", "BU03730101"}


def test_what_another_area_has_already_is_said_and_not_ticked(bergen: Profiel) -> None:
    _buurten(NAMEN)
    laad_eigen_kaart(inhoud=_eigen(Schoorl=(0, 2)), door=None)
    Gebiedscode.objects.create(gebied=gebied("egmond-binnen"), code="BU03730101")

    keuze = _keuzes("schoorl")["BU03730101"]

    assert keuze.reden.endswith(". Zit al bij Egmond-Binnen")
    assert not keuze.zeker


def test_linked_twice_is_named(bergen: Profiel, client: Client) -> None:
    _buurten(NAMEN)
    for sleutel in ("egmond-binnen", "schoorl"):
        Gebiedscode.objects.create(gebied=gebied(sleutel), code="BU03730101")
    client.force_login(persoon("beheerder"))

    tekst = " ".join(BeautifulSoup(client.get(URL).content, "html.parser").get_text().split())

    assert "Duin: bij Egmond-Binnen en Schoorl" in tekst


def test_a_code_that_a_new_map_has_not_is_followed_by_its_outline(bergen: Profiel, client: Client) -> None:
    """Two buurten became others: their figures of before stay, those of the new year come from the new codes."""
    _buurten(NAMEN)
    Gebiedscode.objects.create(gebied=gebied("schoorl"), code="BU03730100")
    _buurten({"BU03730110": "Noordstrand", **dict(list(NAMEN.items())[1:])}, jaar=2025)
    client.force_login(persoon("beheerder"))

    tekst = " ".join(BeautifulSoup(client.get(URL).content, "html.parser").get_text().split())
    assert (
        "Noord stond op de kaart van 2024, niet op die van 2025. Het ligt nu in Noordstrand (100 procent)."
        in tekst
    )
    assert "Komt in de plaats van Noord (BU03730100)." in tekst
    client.post(URL, {f"gebied-{gebied('schoorl').pk}": ["BU03730110"]})

    rijen = gebied("schoorl").codes.order_by("code").values_list("code", "jaar_van", "jaar_tot")
    assert list(rijen) == [("BU03730100", None, 2024), ("BU03730110", 2025, None)]
    assert not _keuzes("schoorl")


def test_a_border_that_moved_is_said(bergen: Profiel) -> None:
    _buurten(NAMEN)
    Gebiedscode.objects.create(gebied=gebied("schoorl"), code="BU03730100")
    anders = vlak(0, "BU03730100", "Noord")
    anders["geometry"] = _strook(0, 0.8)
    bewaar_kaartblad(blad=lees_kaartblad(blad(anders), gemeente="GM0373", jaar=2025))

    assert [rij.zegt for rij in _stand().veranderd] == ["Noord: de grens is in 2025 een andere dan in 2024."]


def test_years_of_figures_without_the_code_are_said(bergen: Profiel) -> None:
    _buurten(NAMEN)
    Gebiedscode.objects.create(gebied=gebied("schoorl"), code="BU03730103")
    laad_cijfers(csv(("WijkenEnBuurten", "AantalInwoners_5"), ("BU03730100", "10")), "statline", 2022)

    assert [rij.zegt for rij in _stand().veranderd] == ["Deze code komt niet voor in de cijfers van 2022."]


def test_own_outlines_are_read_whole_or_not(bergen: Profiel, tmp_path: Path) -> None:
    bestand = tmp_path / "eigen.geojson"
    bestand.write_bytes(_eigen(Schoorl=(0, 1), Nergens=(1, 2)))
    call_command("kaart", "eigen", str(bestand))
    call_command("kaart", "eigen", str(bestand))
    assert list(Omtrek.objects.values_list("code", "soort")) == [("eigen-schoorl", "eigen")]
    # It is not drawn: it only tells what lies in it.
    assert koppelstand() is None

    for kapot in (
        b"{",
        json.dumps({"type": "FeatureCollection", "features": [{}]}).encode(),
        _eigen(Nergens=(0, 1)),
    ):
        bestand.write_bytes(kapot)
        with pytest.raises(CommandError, match="Er is niets veranderd"):
            call_command("kaart", "eigen", str(bestand))
    with pytest.raises(KaartFout, match="twee keer"):
        laad_eigen_kaart(inhoud=_eigen(Schoorl=(0, 1), schoorl=(1, 2)), door=None)
    assert Omtrek.objects.count() == 1


def test_a_profile_may_name_the_code_itself(den_helder: Profiel) -> None:
    """Those are linked from the start; everything else waits for a person."""
    assert Gebiedscode.objects.filter(gebied__niveau="buurt").count() == sum(
        len(rij.cbs) for rij in den_helder.gebieden if rij.niveau == "buurt"
    )


def test_confirming_twice_changes_nothing(bergen: Profiel) -> None:
    paren = [(gebied("schoorl"), "BU03730100")]
    door = persoon("beheerder")

    assert koppel_gebieden(paren=paren, door=door) == 1
    assert koppel_gebieden(paren=paren, door=door, jaar=2025) == 0
    assert gebied("schoorl").codes.count() == 1
