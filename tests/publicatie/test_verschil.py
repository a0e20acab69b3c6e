"""What changed since adoption is told in words, gravest first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publicatie.voorbeeld import ACTIE, OPGAVE, TWEEDE, WEG, afspraak, inhoud, item
from wijkwerk.publicatie.inhoud import Afspraakblok, Inhoud, Item, Waarde
from wijkwerk.publicatie.verschil import VAN_AFSPRAAK, verschil


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


KORT = st.sampled_from(["", "Een", "Twee"])


@st.composite
def _afspraken(draw: st.DrawFn) -> Afspraakblok:
    stand = draw(st.sampled_from(["gepland", "loopt", "knelpunt", "later", "gereed", "vervallen"]))
    return afspraak(
        wat=draw(KORT),
        wie=draw(KORT),
        uiterlijk=draw(st.dates(date(2027, 1, 1), date(2027, 1, 3))),
        uitgesteld=draw(st.integers(0, 3)),
        stand=stand,
        stand_woord=stand.capitalize(),
        reden=draw(KORT),
        nagekomen=draw(st.sampled_from(["", "ja", "deels", "nee"])),
        uitleg=draw(KORT),
    )


@st.composite
def _inhouden(draw: st.DrawFn) -> Inhoud:
    items = [
        item(
            spoor,
            titel=draw(KORT),
            ouder=draw(st.sampled_from(["", OPGAVE])),
            thema=draw(KORT),
            stand=draw(st.sampled_from(["opgenomen", "weggelaten"])),
            trekker=draw(KORT),
            gebieden=tuple(draw(st.lists(KORT, max_size=2))),
            velden=tuple(
                Waarde(sleutel=sleutel, label=sleutel, waarde=draw(KORT))
                for sleutel in draw(st.sets(st.sampled_from(["resultaat", "einddatum"])))
            ),
            afspraak=draw(st.none() | _afspraken()),
        )
        for spoor in draw(st.permutations([ACTIE, TWEEDE, WEG]))[: draw(st.integers(0, 3))]
    ]
    return inhoud(items=tuple(items))


def _gezien(item: Item) -> object:
    """What of an item a reader sees; its number moves along with what stands above it."""
    velden = {rij.sleutel: rij.waarde for rij in item.velden if rij.waarde}
    blok = item.afspraak
    if blok is not None:
        velden = {naam: waarde for naam, waarde in velden.items() if naam not in VAN_AFSPRAAK}
    afspraken = blok and blok.model_dump(exclude={"nummer", "eerste_uiterlijk", "uitgesteld"})
    return item.titel, item.ouder, item.thema, item.trekker, set(item.gebieden) - {""}, velden, afspraken


@given(oud=_inhouden(), nieuw=_inhouden())
def test_applying_the_difference_to_the_adopted_version_gives_the_current_one(
    oud: Inhoud, nieuw: Inhoud
) -> None:
    """What is told to be gone goes, what is told to be new or changed is replaced; then nothing differs any more."""
    wijzigingen = verschil(oud, nieuw)
    straks = {rij.spoor: rij for rij in nieuw.opgenomen()}
    stand = {rij.spoor: rij for rij in oud.opgenomen()}
    for wijziging in wijzigingen:
        if wijziging.soort == "weg":
            del stand[wijziging.spoor]
        else:
            stand[wijziging.spoor] = straks[wijziging.spoor]

    assert {spoor: _gezien(rij) for spoor, rij in stand.items()} == {
        spoor: _gezien(rij) for spoor, rij in straks.items()
    }
    assert all(wijziging.tekst for wijziging in wijzigingen)


@given(zelfde=_inhouden())
def test_of_what_is_the_same_nothing_is_told(zelfde: Inhoud) -> None:
    assert verschil(zelfde, zelfde) == []
