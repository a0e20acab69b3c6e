"""What changed since adoption is told in words, gravest first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.publicatie.voorbeeld import ACTIE, TWEEDE, WEG, afspraak, inhoud, item
from wijkwerk.publicatie.inhoud import Inhoud
from wijkwerk.publicatie.verschil import verschil


def met(spoor: str, **anders: Any) -> Inhoud:
    """The example with one item changed."""
    basis = inhoud()
    items = tuple(rij.model_copy(update=anders) if rij.spoor == spoor else rij for rij in basis.items)
    return basis.model_copy(update={"items": items})


def test_nothing_changed() -> None:
    assert verschil(inhoud(), inhoud()) == []


@pytest.mark.parametrize(
    ("nieuw", "soort", "tekst"),
    [
        (afspraak(stand="knelpunt", stand_woord="Knelpunt"), "knelpunt", "Was: loopt. Nu: knelpunt."),
        (afspraak(stand="gereed", stand_woord="Gereed"), "stand", "Was: loopt. Nu: gereed."),
        (afspraak(stand="vervallen", stand_woord="Vervallen"), "vervallen", "De afspraak is vervallen."),
        (
            afspraak(nagekomen="deels", uitleg="Minder middagen."),
            "nagekomen",
            "De afspraak is deels nagekomen.",
        ),
        (
            afspraak(uiterlijk=date(2028, 3, 1), uitgesteld=3),
            "later",
            "Van 15 december 2027 naar 1 maart 2028. Dit is de derde keer.",
        ),
    ],
)
def test_each_change_of_a_promise(nieuw: object, soort: str, tekst: str) -> None:
    [wijziging] = verschil(inhoud(), met(ACTIE, afspraak=nieuw))

    assert (wijziging.soort, wijziging.tekst, wijziging.spoor) == (soort, tekst, ACTIE)


@pytest.mark.eis("ETL-04")
def test_an_explanation_goes_along() -> None:
    [wijziging] = verschil(
        inhoud(), met(ACTIE, afspraak=afspraak(nagekomen="nee", uitleg="Geen vrijwilligers."))
    )

    assert wijziging.reden == "Geen vrijwilligers."


def test_new_dropped_and_rewritten() -> None:
    oud = inhoud()
    nieuw = inhoud(
        items=(oud.items[0], item(ACTIE, titel="Andere titel"), item(WEG, "1.3", titel="Nieuwe fontein"))
    )

    soorten = [(w.soort, w.titel) for w in verschil(oud, nieuw)]

    assert soorten == [
        ("weg", "Verlichting bij vier achterpaden"),
        ("nieuw", "Nieuwe fontein"),
        ("gewijzigd", "Andere titel"),
    ]


def test_dropping_tells_the_reason() -> None:
    oud = inhoud()
    weg = item(TWEEDE, "", stand="weggelaten", reden="De eigenaar doet niet mee.")
    nieuw = inhoud(items=(oud.items[0], oud.items[1], weg))

    [wijziging] = verschil(oud, nieuw)

    assert wijziging.reden == "De eigenaar doet niet mee."
