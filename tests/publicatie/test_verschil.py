"""What changed since adoption is told in words, gravest first."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publicatie.voorbeeld import ACTIE, OPGAVE, TWEEDE, WEG, afspraak, inhoud, item
from wijkwerk.publicatie.bewijs import (
    Cijferblok,
    Getal,
    Herkenningblok,
    Jaargetal,
    Metingblok,
    Standblok,
)
from wijkwerk.publicatie.inhoud import Afspraakblok, Bron, Inhoud, Item, Waarde, rang
from wijkwerk.publicatie.verschil import VAN_AFSPRAAK, Wijziging, _bronregel, verschil


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


# --- one field at a time, so that no change hides behind another

ANDERS: dict[str, st.SearchStrategy[Any]] = {
    "titel": KORT,
    "ouder": st.sampled_from(["", OPGAVE]),
    "thema": KORT,
    "trekker": KORT,
    "gebieden": st.sampled_from([(), ("Noord",), ("Noord", "Zuid")]),
    "velden": st.sampled_from([(), (Waarde(sleutel="resultaat", label="Resultaat", waarde="Een"),)]),
    "stand": st.sampled_from(["opgenomen", "weggelaten"]),
}
VAN_DE_AFSPRAAK: dict[str, st.SearchStrategy[Any]] = {
    "wat": KORT,
    "wie": KORT,
    "uiterlijk": st.dates(date(2027, 1, 1), date(2027, 1, 3)),
    "reden": KORT,
    "uitleg": KORT,
    "nagekomen": st.sampled_from(["", "ja", "deels", "nee"]),
    "stand": st.sampled_from(["gepland", "loopt", "knelpunt", "later", "gereed", "vervallen"]),
}
TEKSTEN = st.sampled_from(["", "Een wijk.", "Een andere wijk."])


VELDEN = [*ANDERS, *(f"afspraak.{naam}" for naam in VAN_DE_AFSPRAAK), "sectie", "samenvatting"]


@st.composite
def _paren(draw: st.DrawFn, naam: str) -> tuple[Inhoud, Inhoud]:
    """A plan with an item that promises something, and the same plan with this field of it drawn anew, and maybe others."""
    rest = [rij for rij in draw(_inhouden()).items if rij.spoor != ACTIE]
    eerste = item(titel=draw(KORT), trekker=draw(KORT), thema=draw(KORT), afspraak=draw(_afspraken()))
    oud = inhoud(items=(eerste, *rest))
    namen = {naam, *draw(st.sets(st.sampled_from(VELDEN), max_size=2))}
    nieuw: dict[str, Any] = {"items": (_met_andere(draw, eerste, namen), *rest)}
    if "sectie" in namen:
        sectie = oud.secties[0].model_copy(update={"tekst": draw(TEKSTEN)})
        nieuw["secties"] = (sectie, *oud.secties[1:])
    if "samenvatting" in namen:
        nieuw["samenvatting"] = draw(TEKSTEN)
    return oud, oud.model_copy(update=nieuw)


def _met_andere(draw: st.DrawFn, rij: Item, namen: set[str]) -> Item:
    anders = {naam: draw(ANDERS[naam]) for naam in ANDERS if naam in namen}
    blok = rij.afspraak
    if blok is not None:
        van_blok = {
            naam: draw(VAN_DE_AFSPRAAK[naam]) for naam in VAN_DE_AFSPRAAK if f"afspraak.{naam}" in namen
        }
        if "stand" in van_blok:
            van_blok["stand_woord"] = van_blok["stand"].capitalize()
        if van_blok.get("uiterlijk", blok.uiterlijk) > blok.uiterlijk:
            # Who puts off counts one more.
            van_blok["uitgesteld"] = blok.uitgesteld + 1
        anders["afspraak"] = blok.model_copy(update=van_blok)
    return rij.model_copy(update=anders)


def _zegt(wijzigingen: list[Wijziging], spoor: str) -> str:
    return " | ".join(f"{w.soort}: {w.tekst} {w.reden}" for w in wijzigingen if w.spoor == spoor)


@pytest.mark.parametrize("naam", VELDEN)
@given(data=st.data())
@settings(max_examples=40)
def test_a_change_of_one_field_is_told_in_its_words_and_nothing_else_is(
    naam: str, data: st.DataObject
) -> None:
    """What differs for a reader is told with its own item, and of every other item nothing."""
    oud, nieuw = data.draw(_paren(naam))
    wijzigingen = verschil(oud, nieuw)
    voor = {rij.spoor: rij for rij in oud.opgenomen()}
    na = {rij.spoor: rij for rij in nieuw.opgenomen()}

    anders = {
        spoor
        for spoor in voor.keys() | na.keys()
        if spoor not in voor or spoor not in na or _gezien(voor[spoor]) != _gezien(na[spoor])
    }
    assert {w.spoor for w in wijzigingen if w.spoor} == anders
    teksten = (oud.samenvatting, *(rij.tekst for rij in oud.secties))
    straks = (nieuw.samenvatting, *(rij.tekst for rij in nieuw.secties))
    verschillend = sum(was != nu for was, nu in zip(teksten, straks, strict=True))
    assert sum(w.soort == "tekst" for w in wijzigingen) == verschillend
    for spoor in anders:
        _zegt_het(voor.get(spoor), na.get(spoor), _zegt(wijzigingen, spoor))


def _zegt_het(was: Item | None, nu: Item | None, gezegd: str) -> None:
    """Per field that differs the words that belong to it: the old or the new value, the how manieth, the verdict."""
    if was is None or nu is None:
        assert gezegd.startswith("nieuw" if was is None else "weg")
        return
    if was.titel != nu.titel:
        assert f"was “{was.titel}”" in gezegd
    if was.trekker != nu.trekker:
        assert f"nu {nu.trekker or 'niemand'}" in gezegd
    if was.ouder != nu.ouder:
        assert "andere plek" in gezegd
    if was.thema != nu.thema:
        assert "hema: was" in gezegd
    if set(was.gebieden) - {""} != set(nu.gebieden) - {""}:
        assert "ook in: was" in gezegd.replace("Ook in", "ook in")
    if was.afspraak and nu.afspraak:
        _zegt_van_de_afspraak(was.afspraak, nu.afspraak, gezegd)


def _zegt_van_de_afspraak(was: Afspraakblok, nu: Afspraakblok, gezegd: str) -> None:
    vervalt = nu.stand == "vervallen" != was.stand
    if vervalt:
        assert "vervallen: De afspraak is vervallen." in gezegd
        assert nu.reden in gezegd
    if nu.uiterlijk > was.uiterlijk and not vervalt:
        assert "later: Van" in gezegd
        assert nu.reden in gezegd
        assert nu.uitgesteld < 2 or f"Dit is de {rang(nu.uitgesteld)} keer." in gezegd
    if nu.uiterlijk < was.uiterlijk:
        assert "iterlijk: was" in gezegd
    if nu.nagekomen and nu.nagekomen != was.nagekomen:
        woord = {"ja": "is nagekomen", "deels": "is deels nagekomen", "nee": "is niet nagekomen"}[
            nu.nagekomen
        ]
        assert f"{woord}. {nu.uitleg}".strip() in gezegd
    if nu.stand == "knelpunt" != was.stand:
        assert f"knelpunt: Was: {was.stand_woord.lower()}. Nu: knelpunt. {nu.reden}".strip() in gezegd
    if was.wie != nu.wie:
        assert f"nu “{nu.wie or 'leeg'}”" in gezegd


def test_other_words_in_a_section_are_told_without_a_link() -> None:
    oud = inhoud()
    anders = oud.secties[0].model_copy(update={"tekst": "Een andere wijk."})
    leeg = oud.secties[1].model_copy(update={"tekst": ""})
    nieuw = oud.model_copy(update={"secties": (anders, leeg), "samenvatting": oud.samenvatting})

    assert [(w.soort, w.spoor, w.titel, w.tekst) for w in verschil(oud, nieuw)] == [
        ("tekst", "", "Inleiding en wijk", "De tekst is anders."),
        ("tekst", "", "Monitoring", "Dit is eruit."),
    ]


@given(zelfde=_inhouden())
def test_of_what_is_the_same_nothing_is_told(zelfde: Inhoud) -> None:
    assert verschil(zelfde, zelfde) == []


# --- what an item rests on


def _cijfer(getal: str, **anders: Any) -> Cijferblok:
    eigen = Getal(naam="Brouwhuis", getal=getal, eigen=True)
    rest = {"gemeente": Getal(naam="Gemeente", getal="50"), "nederland": Getal(naam="Nederland", getal="57")}
    return Cijferblok(**{"maat": "koop", "naam": "Koop", "periode": "2026", "eigen": eigen} | rest | anders)


def _bron(tekst: str = "Een verhaal.", cijfer: Cijferblok | None = None, punt: str = ACTIE) -> Bron:
    return Bron(
        soort="Verhaal", tekst=tekst, herkomst="Bewoner", datum=date(2027, 1, 1), punt=punt, cijfer=cijfer
    )


GEZEGD = Herkenningblok(groep="bewoner", datum=date(2027, 1, 1), uitkomst="Herkend")
METING = Metingblok(begin=_cijfer("44"), wens="hoger dan 44")


@pytest.mark.parametrize(
    ("anders", "woorden"),
    [
        ({"herkenningen": (GEZEGD,)}, "Herkend door: erbij “bewoner, 01-01-2027: herkend”"),
        ({"meting": METING}, "hoger dan 44"),
        ({"uitvoering": Standblok(gedaan=9, van=12)}, "nu “9 van 12 acties gedaan”"),
    ],
)
def test_what_people_said_what_moves_and_what_was_computed_is_told(
    anders: dict[str, Any], woorden: str
) -> None:
    [wijziging] = verschil(inhoud(), met(ACTIE, **anders))
    [terug] = verschil(met(ACTIE, **anders), inhoud())

    assert (wijziging.soort, wijziging.spoor, terug.spoor) == ("gewijzigd", ACTIE, ACTIE)
    assert woorden in wijziging.tekst


def test_a_figure_that_changed_in_any_number_is_told_with_its_item() -> None:
    oud = inhoud(bronnen=(_bron("Zelfde woorden.", _cijfer("44")),))
    reeks = (Jaargetal(naam="2025", op=2025, getal="45"),)

    for nieuw in (_cijfer("45"), _cijfer("44", reeks=reeks), _cijfer("44", breuken="2025: anders.")):
        anders = verschil(oud, inhoud(bronnen=(_bron("Zelfde woorden.", nieuw),)))
        assert [(w.soort, w.spoor) for w in anders] == [("bron", ACTIE), ("bron", ACTIE)]


BRONNEN = st.lists(
    st.builds(
        _bron, KORT, st.none() | st.sampled_from(["1", "2"]).map(_cijfer), st.sampled_from(["", ACTIE])
    ),
    max_size=3,
)


@given(oud=BRONNEN, nieuw=BRONNEN)
def test_adding_and_taking_away_what_is_told_gives_the_sources_of_now(
    oud: list[Bron], nieuw: list[Bron]
) -> None:
    gezegd = [
        rij.tekst
        for rij in verschil(inhoud(bronnen=tuple(oud)), inhoud(bronnen=tuple(nieuw)))
        if rij.soort == "bron"
    ]
    erbij = Counter(tekst.removeprefix("Erbij: ") for tekst in gezegd if tekst.startswith("Erbij: "))
    weg = Counter(tekst.removeprefix("Weg: ") for tekst in gezegd if tekst.startswith("Weg: "))
    voor, na = (Counter(_bronregel(rij)[1] for rij in rijen) for rijen in (oud, nieuw))

    assert voor + erbij == na + weg
