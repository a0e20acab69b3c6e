"""Charts with made-up figures, for the page that shows what every part of the screen looks like."""

from __future__ import annotations

from decimal import Decimal

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

BRON = "Verzonnen cijfers."


def voorbeelden() -> list[Grafiek]:
    """One of each kind, with all four kinds of "no number" in it."""
    w = _waarde
    staaf = [
        Staaf("De Waterkant", w("61.5"), nadruk=True),
        Staaf("Gemeente", w("70")),
        Staaf("Nederland", w("72.8", voorlopig=True)),
        Staaf("Het Duin", Waarde(None, "geheim")),
        Staaf("De Kade", w("0")),
    ]
    jaren = ("2012", "2016", "2020", "2022", "2024")
    reeksen = [
        Reeks("De Waterkant", _punten(jaren, ("70", "66.5", "", "61", "61.5"), breuk="2022")),
        Reeks("Gemeente", _punten(jaren, ("74", "73", "72.5", "70.5", "70"), breuk="2022")),
    ]
    vlakken = [
        Kaartvlak("Noord", "M0 0h300v150h-300z", 150, 75, w("12")),
        Kaartvlak("Oost", "M300 0h300v150h-300z", 450, 75, w("31"), nadruk=True),
        Kaartvlak("Zuid", "M0 150h300v150h-300z", 150, 225, w("18", voorlopig=True)),
        Kaartvlak("West", "M300 150h300v150h-300z", 450, 225, Waarde(None, "geheim")),
    ]
    return [
        staven("Ervaart de gezondheid als goed", staaf, eenheid="procent", bron=BRON),
        groepen(
            "Afspraken",
            ("beloofd", "nagekomen"),
            [
                Groep("Noord", (w("12"), w("9"))),
                Groep("Oost", (w("7"), Waarde(None, "nog niet gepubliceerd"))),
            ],
            bron=BRON,
        ),
        lijn("Goede gezondheid door de jaren", reeksen, eenheid="procent", bron=BRON),
        kaart("Signalen per wijk", vlakken, breed=600, hoog=300, eenheid="signalen", bron=BRON),
        *veelvoud("Goede gezondheid per wijk", reeksen, eenheid="procent", bron=BRON),
    ]


def _waarde(getal: str, *, voorlopig: bool = False) -> Waarde:
    return Waarde(Decimal(getal), voorlopig=voorlopig) if getal else Waarde(None, "onbekend")


def _punten(jaren: tuple[str, ...], getallen: tuple[str, ...], *, breuk: str) -> tuple[Punt, ...]:
    return tuple(
        Punt(jaar, _waarde(getal), breuk=jaar == breuk) for jaar, getal in zip(jaren, getallen, strict=True)
    )
