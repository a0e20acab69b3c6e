"""The map of areas: reading it whole or not at all, twice the same, and from CBS areas to own areas."""

from __future__ import annotations

from io import StringIO
from math import cos, pi, sin
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied
from tests.wijken.kaarten import BUURTEN, ZIJDE, blad, buurten, laad, midden, vierkant, vlak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.kaart import omtrekken_van, teken
from wijkwerk.wijken.meetkunde import TeGrillig, dunner, ligt_in
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek

pytestmark = pytest.mark.django_db


def _opdracht(map_: Path, inhoud: bytes, jaar: int = 2024) -> str:
    bestand, uit = map_ / "kaart.geojson", StringIO()
    bestand.write_bytes(inhoud)
    call_command("kaart", "laad", str(bestand), "--jaar", str(jaar), stdout=uit)
    return uit.getvalue()


def _stand() -> list[tuple[object, ...]]:
    return list(Omtrek.objects.order_by("pk").values_list("pk", "code", "jaar", "naam", "water", "vorm"))


def test_map_is_loaded_and_told(den_helder: Profiel, tmp_path: Path) -> None:
    vreemd = vlak(9, "BU07940100", "Elders")
    eigen = [vlak(nummer, *rij) for nummer, rij in enumerate(BUURTEN.items())]

    gezegd = _opdracht(tmp_path, blad(*eigen, vreemd))

    assert "Kaart 2024, buurt: 6 nieuw, 0 gewijzigd, 0 ongewijzigd." in gezegd
    assert "Overgeslagen: 1 van andere gemeenten." in gezegd
    assert set(Omtrek.objects.values_list("code", flat=True)) == set(BUURTEN)
    assert Logregel.objects.get(stap="kaart.laden").gegevens["nieuw"] == 6


def test_same_map_twice_changes_nothing(den_helder: Profiel, tmp_path: Path) -> None:
    _opdracht(tmp_path, buurten())
    voor = _stand()

    gezegd = _opdracht(tmp_path, buurten())

    assert "0 nieuw, 0 gewijzigd, 6 ongewijzigd" in gezegd
    assert _stand() == voor
    assert Logregel.objects.filter(stap="kaart.laden").count() == 1


def test_better_map_changes_only_what_is_better(den_helder: Profiel, tmp_path: Path) -> None:
    _opdracht(tmp_path, buurten())

    gezegd = _opdracht(tmp_path, buurten(BUURTEN | {"BU04000105": "Visbuurt en haven"}))

    assert "0 nieuw, 1 gewijzigd, 5 ongewijzigd" in gezegd
    assert Omtrek.objects.get(code="BU04000105").naam == "Visbuurt en haven"


def _cirkel(punten: int) -> list[list[float]]:
    hoeken = [2 * pi * nummer / punten for nummer in range(punten)]
    ring = [[round(4.75 + 0.01 * cos(hoek), 6), round(52.95 + 0.01 * sin(hoek), 6)] for hoek in hoeken]
    return [*ring, ring[0]]


EEN = vlak(0, "BU04000105", "Visbuurt")
FOUT = {
    "half": (buurten()[:-200], "niet heel"),
    "empty": (b"", "niet heel"),
    "binary": (b"\xff\xfe\x00\x01", "niet heel"),
    "deep": (b"[" * 200_000, "niet heel"),
    "list": (b"[1, 2]", "FeatureCollection"),
    "deep inside": (b'{"a":' * 100_000, "niet heel"),
    "a page": (b"<!doctype html><p>Onderhoud</p>", "webpagina"),
    "a zip": (b"PK\x03\x04" + b"\0" * 100, "ingepakt"),
    "gzip": (b"\x1f\x8b" + b"\0" * 100, "ingepakt"),
    "a geopackage": (b"SQLite format 3\0", "GeoPackage"),
    "a field twice": (buurten().replace(b'"water"', b'"buurtcode"', 1), "veld twee keer"),
    "features that are no list": (b'{"type": "FeatureCollection", "features": {}}', "lijst van gebieden"),
    "brackets without end": (blad(EEN)[:-1] + b', "x": [' + b"[]," * 2_000_001 + b"1]}", "veel te veel"),
    "no areas": (blad(), "geen gebieden"),
    "areas that are none": (b'{"type": "FeatureCollection", "features": [1]}', "geen gebieden"),
    "page of many": (blad(EEN, numberMatched=44), "1 van 44"),
    "page with a next": (blad(EEN, links=[{"rel": "next"}]), "één bladzijde"),
    "rd by name": (blad(EEN, crs={"properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}), "EPSG:28992"),
    "rd by number": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [[[114_000, 553_000]] * 4]}}),
        "niet in Nederland",
    ),
    "latitude first": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [[[52.9, 4.7]] * 4]}}),
        "niet in Nederland",
    ),
    "not a number": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [[[float("nan"), 52.9]] * 4]}}),
        "niet in Nederland",
    ),
    "a word as coordinate": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [[["4,7", 52.9]] * 4]}}),
        "niet te lezen",
    ),
    "infinite": (
        blad(EEN).replace(b"4.7, 52.9", b"1e999, 52.9"),
        "niet in Nederland: inf",
    ),
    "a number of thousands of digits": (
        blad(EEN).replace(b"4.7, 52.9", b"9" * 4000 + b", 52.9"),
        "niet in Nederland: 9999",
    ),
    "digits without end": (blad(EEN).replace(b"4.7, 52.9", b"9" * 5000 + b", 52.9"), "niet heel"),
    "no inside": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [[[4.7, 52.9]] * 4]}}),
        "geen oppervlakte",
    ),
    "crosses itself": (
        blad(
            EEN
            | {
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[4.7, 52.9], [4.71, 52.91], [4.71, 52.9], [4.7, 52.91], [4.7, 52.9]]],
                }
            }
        ),
        "kruist zichzelf",
    ),
    "twice over itself": (
        blad(EEN | {"geometry": {"type": "MultiPolygon", "coordinates": [[vierkant(0)], [vierkant(0)]]}}),
        "kruist zichzelf",
    ),
    "a hole outside": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [vierkant(0), vierkant(5)]}}),
        "kruist zichzelf",
    ),
    "a million points": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [_cirkel(1_000_000)]}}),
        "meer dan 500.000 punten",
    ),
    "not closed": (
        blad(EEN | {"geometry": {"type": "Polygon", "coordinates": [vierkant(0)[:-1]]}}),
        "niet gesloten",
    ),
    "a point": (blad(EEN | {"geometry": {"type": "Point", "coordinates": [4.7, 52.9]}}), "geen vlak"),
    "nothing drawn": (blad(EEN | {"geometry": None}), "geen vlak"),
    "no polygons": (blad(EEN | {"geometry": {"type": "MultiPolygon", "coordinates": []}}), "geen vlak"),
    "code of nobody": (blad(vlak(0, "0400-visbuurt", "Visbuurt")), "geen code van het CBS"),
    "no code": (blad({"properties": {"naam": "Visbuurt"}}), "geen buurtcode"),
    "twice the same": (blad(EEN, EEN), "twee keer"),
    "kinds mixed": (
        blad(
            EEN,
            {"properties": {"wijkcode": "WK040001", "wijknaam": "Wijk 01"}} | {"geometry": EEN["geometry"]},
        ),
        "door elkaar",
    ),
    "another year": (blad(vlak(0, "BU04000105", "Visbuurt", jaar=2023)), "is van 2023"),
    "another municipality": (blad(vlak(0, "BU07940100", "Elders")), "niets van GM0400"),
    "fewer areas than before": (buurten({"BU04000105": "Visbuurt"}), "ontbreken 5 gebieden"),
}


@pytest.mark.parametrize("soort", FOUT)
def test_wrong_file_says_why_and_changes_nothing(den_helder: Profiel, tmp_path: Path, soort: str) -> None:
    _opdracht(tmp_path, buurten())
    voor = _stand()
    inhoud, waarom = FOUT[soort]

    with pytest.raises(CommandError, match=f"{waarom}.* Er is niets veranderd"):
        _opdracht(tmp_path, inhoud)

    assert _stand() == voor


def test_huge_file_is_refused(den_helder: Profiel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wijkwerk.wijken.geojson.MAX_BYTES", 100)

    with pytest.raises(CommandError, match="groter dan 64 MB"):
        _opdracht(tmp_path, buurten())


def test_file_that_is_not_there_is_told(den_helder: Profiel, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("kaart", "laad", str(tmp_path / "weg.geojson"), "--jaar", "2024")


def test_names_of_the_other_sources_are_known(den_helder: Profiel, tmp_path: Path) -> None:
    eigenschappen = {"statcode": "BU04000105", "statnaam": "Visbuurt", "jrstatcode": "2024BU04000105"}

    _opdracht(tmp_path, blad({"properties": eigenschappen, "geometry": EEN["geometry"]}))

    assert Omtrek.objects.get().naam == "Visbuurt"


def test_map_can_be_taken_away(den_helder: Profiel) -> None:
    laad()
    codes = Gebiedscode.objects.count()

    call_command("kaart", "weg", "--jaar", "2024", stdout=StringIO())

    assert not Omtrek.objects.exists()
    assert Gebiedscode.objects.count() == codes
    with pytest.raises(CommandError, match="geen kaart van 2024"):
        call_command("kaart", "weg", "--jaar", "2024", stdout=StringIO())


def test_area_is_the_buurten_of_its_codes(den_helder: Profiel) -> None:
    """Tuindorp is two buurten of the CBS; a wijk that is not on the map itself is made of its buurten."""
    laad()
    omtrekken = omtrekken_van(Gebied.objects.values_list("pk", flat=True))
    assert omtrekken is not None
    tuindorp, nieuw = gebied("tuindorp"), gebied("nieuw-den-helder")

    assert omtrekken.gebied_bij(midden(3), [tuindorp, nieuw]) == [tuindorp]
    assert omtrekken.gebied_bij(midden(4), [tuindorp, nieuw]) == [tuindorp]
    assert omtrekken.gebied_bij(midden(5), [tuindorp, nieuw]) == [nieuw]
    assert omtrekken.gebied_bij(midden(7), [tuindorp, nieuw]) == []


def test_water_is_no_part_of_the_municipality(den_helder: Profiel) -> None:
    laad(blad(EEN, vlak(1, "BU04009997", "Waddenzee", water="JA")))
    stad = gebied("den-helder")
    omtrekken = omtrekken_van([stad.pk])
    assert omtrekken is not None

    assert omtrekken.gebied_bij(midden(0), [stad]) == [stad]
    assert omtrekken.gebied_bij(midden(1), [stad]) == []


def test_code_counts_in_its_own_years(den_helder: Profiel) -> None:
    laad()
    Gebiedscode.objects.filter(gebied=gebied("visbuurt")).update(jaar_tot=2023)

    kaart = teken([gebied("visbuurt"), gebied("tuindorp")])

    assert kaart is not None
    assert kaart.zonder == [gebied("visbuurt")]
    assert [vlak.gebied for vlak in kaart.vlakken] == [gebied("tuindorp")]


def test_drawing_asks_three_questions_or_one(
    den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gebieden = list(Gebied.objects.all())

    with django_assert_num_queries(1):
        assert teken(gebieden) is None
    laad()
    with django_assert_num_queries(3):
        assert teken(gebieden) is not None


def test_drawing_has_north_up_and_west_left(den_helder: Profiel) -> None:
    laad()
    kaart = teken([gebied("sluisdijkbuurt"), gebied("oud-den-helder")])
    assert kaart is not None
    links, rechts = kaart.vlakken

    assert links.x < rechts.x < 1000
    assert links.y == rechts.y == kaart.hoogte // 2
    assert links.breedte == pytest.approx(976 / 3, abs=1)
    west, zuid = kaart.raam.plek(4.7, 52.9)
    oost, noord = kaart.raam.plek(4.7 + 3 * ZIJDE, 52.9 + ZIJDE)
    assert (west, noord, oost, zuid) == (12, 12, 988, kaart.hoogte - 12)


def test_lines_become_thinner_but_stay_where_they_are() -> None:
    ring = [[4.7 + stap / 1000, 52.9 + (stap % 2) / 1_000_000] for stap in range(50)]
    ring += [[4.75, 52.95], [4.7, 52.95], ring[0]]

    dun = dunner(ring, 4)

    assert len(dun) < 8
    assert dun[0] == dun[-1]
    assert ligt_in((4.72, 52.92), [[dun]])
    assert not ligt_in((4.72, 52.89), [[dun]])


def test_a_line_drawn_to_keep_us_busy_is_refused() -> None:
    """Teeth that grow: each time only the last point goes, so that the work would be the square of the points."""
    tanden = [[4.7 + nr / 1e6, 52.9 + (nr % 2) * nr / 1e6] for nr in range(5_000)]
    with pytest.raises(TeGrillig):
        dunner([*tanden, tanden[0]], 0.0001)


def test_hole_is_outside() -> None:
    buiten, gat = (
        vierkant(0),
        [[4.703, 52.903], [4.707, 52.903], [4.707, 52.907], [4.703, 52.907], [4.703, 52.903]],
    )

    assert not ligt_in(midden(0), [[buiten, gat]])
    assert ligt_in((4.701, 52.901), [[buiten, gat]])


def test_just_outside_is_near_enough() -> None:
    vorm = [[vierkant(0)]]

    assert not ligt_in((4.6995, 52.905), vorm)
    assert ligt_in((4.6995, 52.905), vorm, speling=60)
    assert not ligt_in((4.698, 52.905), vorm, speling=60)


def test_profile_names_the_municipality_of_the_map(helmond: Profiel, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"niets van {actief_profiel().gemeente.code}"):
        _opdracht(tmp_path, buurten())
