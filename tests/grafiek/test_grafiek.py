"""Charts: numbers drawn to scale, the four kinds of no number apart, words and a table for who does not see the drawing."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk import pdf
from wijkwerk.grafiek import (
    Grafiek,
    Groep,
    Kaartvlak,
    Punt,
    Reeks,
    Staaf,
    Waarde,
    groepen,
    kaart,
    lijn,
    staven,
    veelvoud,
)
from wijkwerk.huis.grafieken import voorbeelden

GEHEIM = Waarde(None, "geheim")


def w(getal: object, *, voorlopig: bool = False) -> Waarde:
    return Waarde(Decimal(str(getal)), voorlopig=voorlopig)


def punten(**waarden: Waarde | tuple[Waarde, bool]) -> tuple[Punt, ...]:
    return tuple(
        Punt(naam[1:], *waarde) if isinstance(waarde, tuple) else Punt(naam[1:], waarde)
        for naam, waarde in waarden.items()
    )


def test_a_value_is_a_number_or_has_a_reason() -> None:
    for getal, reden in ((None, ""), (Decimal(1), "geheim")):
        with pytest.raises(ValueError, match="one of the two"):
            Waarde(getal, reden)


@pytest.mark.parametrize(
    ("getal", "tekst"),
    [
        ("0", "0"),
        ("1234.5", "1.234,5"),
        ("-3.10", "−3,1"),
        ("1000000", "1.000.000"),
        ("0.125", "0,13"),
        ("0.004", "0,004"),
        ("-0.00001", "0"),
    ],
)
def test_numbers_are_written_the_dutch_way(getal: str, tekst: str) -> None:
    assert w(getal).tekst() == tekst


def test_bars_are_to_scale_and_start_at_zero() -> None:
    grafiek = staven("Inwoners", [Staaf("A", w(50)), Staaf("B", w(100)), Staaf("C", w(25))])
    halve, hele, kwart = grafiek.vlakken

    assert halve.x == hele.x == kwart.x
    assert (halve.breed + 1.5) / (hele.breed + 1.5) == pytest.approx(0.5, abs=0.01)
    assert (kwart.breed + 1.5) / (hele.breed + 1.5) == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("namen", [("Gepland", "Bezoekers"), ("Nagekomen", "Nog niet beoordeeld")])
def test_words_beside_the_longest_bar_stay_inside_the_drawing(namen: tuple[str, str]) -> None:
    """Also in DejaVu, the widest of the fonts: a PDF cuts off what sticks out."""
    grafiek = groepen("Spreekuren", namen, [Groep("Noord", (w(12), w(48)))], eenheid="keer")

    for tekst in grafiek.teksten:
        breed = sum(0.32 if teken in " .:" else 0.62 for teken in tekst.tekst) * 15
        assert tekst.x + breed <= grafiek.breed, tekst.tekst


def test_numbers_below_zero_lie_on_the_other_side_of_zero() -> None:
    onder, boven = staven("Groei", [Staaf("A", w(-5)), Staaf("B", w(5))]).vlakken
    assert onder.x + onder.breed < boven.x


def test_zero_secret_missing_and_provisional_are_drawn_and_told_apart() -> None:
    rijen = [
        Staaf("Nul", w(0)),
        Staaf("Geheim", GEHEIM),
        Staaf("Weg", Waarde(None, "onbekend")),
        Staaf("Nu", w(8, voorlopig=True)),
    ]
    grafiek = staven("Vier", rijen, eenheid="procent")

    assert [vlak.soort for vlak in grafiek.vlakken] == ["voorlopig"]
    assert [pad.soort for pad in grafiek.paden] == ["as"]
    assert [rij[1] for rij in grafiek.rijen] == ["0", "geheim", "onbekend", "8 (voorlopig)"]
    assert grafiek.omschrijving == (
        "Staafdiagram. Nul: 0 procent; Geheim: geheim; Weg: onbekend; Nu: 8 procent (voorlopig)."
    )


def test_a_line_has_a_gap_where_a_number_is_missing_and_where_a_series_breaks() -> None:
    rijen = punten(
        _2018=w(1), _2019=w(2), _2020=GEHEIM, _2021=w(3), _2022=w(4), _2023=(w(9), True), _2024=w(8)
    )
    grafiek = lijn("Reeks", [Reeks("A", rijen)], bron="Bron.")
    stukken = [pad.d for pad in grafiek.paden if pad.soort == "doorgetrokken"]

    assert [stuk.count("L") for stuk in stukken] == [1, 1, 1]
    assert len(grafiek.stippen) == 6
    assert [pad.soort for pad in grafiek.paden].count("breuk") == 1
    assert "Vanaf 2023 telt de bron anders" in grafiek.bron
    assert "2020 geheim" in grafiek.omschrijving


def test_four_years_take_four_times_the_room_of_one() -> None:
    jaren = (2012, 2016, 2017)
    [eerste, tweede, derde] = lijn(
        "Tijd", [Reeks("A", tuple(Punt(str(jaar), w(1), op=float(jaar)) for jaar in jaren))]
    ).stippen
    assert tweede.x - eerste.x == pytest.approx(4 * (derde.x - tweede.x))


def test_names_of_periods_never_touch_and_stay_in_the_drawing() -> None:
    jaren = (2012, 2017, 2018, 2019, 2022, 2023, 2024)
    grafiek = lijn("Tijd", [Reeks("A", tuple(Punt(str(jaar), w(1), op=float(jaar)) for jaar in jaren))])
    namen = sorted((tekst.x, tekst.tekst) for tekst in grafiek.teksten if tekst.tekst in map(str, jaren))

    assert namen[-1][1] == "2024"
    assert all(na[0] - voor[0] >= 40 for voor, na in itertools.pairwise(namen))
    assert namen[-1][0] + 20 <= grafiek.breed


def test_lines_are_told_apart_without_colour_and_a_fourth_is_refused() -> None:
    reeksen = [Reeks(naam, punten(_2020=w(n), _2021=w(n + 1))) for n, naam in enumerate("ABCD")]
    grafiek = lijn("Drie", reeksen[:3])

    assert len({stip.vorm for stip in grafiek.stippen}) == 3
    assert {"doorgetrokken", "gestreept", "gestippeld"} <= {pad.soort for pad in grafiek.paden}
    assert [regel.tekst for regel in grafiek.legenda] == ["A", "B", "C"]
    with pytest.raises(ValueError, match="veelvoud"):
        lijn("Vier", reeksen)
    with pytest.raises(ValueError, match="same periods"):
        lijn("Anders", [reeksen[0], Reeks("B", punten(_2019=w(1), _2020=w(1)))])


def test_small_multiples_share_one_scale() -> None:
    klein, groot = (
        Reeks("Klein", punten(_2020=w(1), _2021=w(1))),
        Reeks("Groot", punten(_2020=w(10), _2021=w(10))),
    )
    eerste, tweede = veelvoud("Samen", [klein, groot])
    strepen = [[pad.d for pad in deel.paden if pad.soort == "raster"] for deel in (eerste, tweede)]

    assert strepen[0] == strepen[1] != []
    assert min(stip.y for stip in eerste.stippen) > max(stip.y for stip in tweede.stippen)
    assert (eerste.titel, tweede.titel) == ("Klein", "Groot")
    assert tweede.omschrijving == "Samen, op dezelfde schaal als de andere. Groot: 2020 10, 2021 10."
    assert tweede.rijen == (("2020", "10"), ("2021", "10"))


@given(st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), max_size=40))
def test_a_map_gives_equal_numbers_one_shade_and_more_never_a_lighter_one(getallen: list[int | None]) -> None:
    vlakken = [
        Kaartvlak(str(n), "M0 0h1v1z", 0, 0, GEHEIM if getal is None else w(getal))
        for n, getal in enumerate(getallen)
    ]
    grafiek = kaart("Kaart", vlakken, breed=100, hoog=100)
    trappen = sorted(
        (getal, pad.trap) for getal, pad in zip(getallen, grafiek.paden, strict=True) if getal is not None
    )

    assert all(pad.trap == 0 for getal, pad in zip(getallen, grafiek.paden, strict=True) if getal is None)
    assert [trap for _, trap in trappen] == sorted(trap for _, trap in trappen)
    assert len(dict(trappen)) == len(set(trappen))
    assert all(1 <= trap <= 5 for _, trap in trappen)
    assert len({regel.tekst for regel in grafiek.legenda}) == len(grafiek.legenda)


def test_many_areas_with_the_same_number_do_not_swallow_another() -> None:
    vlakken = [Kaartvlak(str(n), "M0 0h1v1z", 0, 0, w(getal)) for n, getal in enumerate([0, 5, 5, 5, 5])]
    grafiek = kaart("Kaart", vlakken, breed=100, hoog=100)
    assert [pad.trap for pad in grafiek.paden] == [1, 5, 5, 5, 5]
    assert [regel.tekst for regel in grafiek.legenda] == ["1: 0", "5: 5"]


def test_a_map_tells_secret_missing_zero_and_provisional_apart() -> None:
    waarden = (GEHEIM, Waarde(None, "onbekend"), w(0), w(9, voorlopig=True))
    vlakken = [Kaartvlak(str(n), "M0 0h1v1z", 0, 0, waarde) for n, waarde in enumerate(waarden)]
    grafiek = kaart("Kaart", vlakken, breed=100, hoog=100)

    assert [tekst.tekst for tekst in grafiek.teksten] == ["A", "B", "1", "5*"]
    assert [regel.tekst for regel in grafiek.legenda] == [
        "1: 0",
        "5: 9",
        "A: geheim",
        "B: onbekend",
        "*: voorlopig",
    ]


@pytest.mark.parametrize("leeg", [staven("Leeg", []), lijn("Leeg", []), kaart("Leeg", [], breed=1, hoog=1)])
def test_without_figures_the_chart_says_so(leeg: Grafiek) -> None:
    assert leeg.omschrijving == "Er zijn geen cijfers."
    assert "Er zijn geen cijfers." in render_to_string("onderdelen/grafiek.html", {"grafiek": leeg})


@pytest.mark.parametrize("grafiek", voorbeelden(), ids=lambda grafiek: grafiek.titel)
def test_a_drawing_is_well_formed_says_all_its_numbers_and_needs_no_style_or_script(grafiek: Grafiek) -> None:
    html = render_to_string("onderdelen/grafiek.html", {"grafiek": grafiek})
    [svg] = re.findall(r'<svg class="ww-grafiek__tekening.*?</svg>', html, re.DOTALL)
    tekening = ElementTree.fromstring(svg)

    assert tekening[0].tag == "title"
    assert tekening[0].text == f"{grafiek.titel}. {grafiek.omschrijving}"
    assert all(f">{cel}<" in html for rij in grafiek.rijen for cel in rij)
    assert not re.search(r"<style|<script|style=|\son\w+=", html)
    # Dutch notation is for readers: a decimal comma in a coordinate is another coordinate.
    assert not re.search(r'\s(?:x|y|width|height|fill-opacity|stroke-width)="[^"]*,', svg)


def test_names_of_people_who_type_angle_brackets_stay_text() -> None:
    html = render_to_string("onderdelen/grafiek.html", {"grafiek": staven("<b>", [Staaf("<script>", w(1))])})
    assert "<script>" not in html
    assert "&lt;b&gt;" in html


def test_the_same_chart_goes_into_a_pdf_with_its_alternative_text() -> None:
    if not pdf.is_mogelijk():
        pytest.skip("WeasyPrint misses its system libraries")
    delen = "".join(
        render_to_string("onderdelen/grafiek.html", {"grafiek": grafiek, "pdf": True})
        for grafiek in voorbeelden()
    )
    gegevens = pdf.html_naar_pdf(
        f"<html lang=nl><head><title>Grafieken</title></head><body><h1>Grafieken</h1>{delen}</body></html>",
        stijlen=[],
    )
    tekst = gegevens.decode("latin-1")
    assert tekst.count("/Figure") >= len(voorbeelden())
    assert tekst.count("/Alt") >= len(voorbeelden())


def test_a_name_stands_in_its_area_where_it_fits() -> None:
    vlakken = [
        Kaartvlak("Noord", "M0 0h300v150h-300z", 150, 75, Waarde(Decimal(12)), naam_past=True),
        Kaartvlak("Een lange naam", "M300 0h9v9h-9z", 304, 4, Waarde(Decimal(3))),
    ]
    tekening = kaart("Signalen per wijk", vlakken, breed=600, hoog=300)
    assert [tekst.tekst for tekst in tekening.teksten if tekst.soort == "naam"] == ["Noord"]
