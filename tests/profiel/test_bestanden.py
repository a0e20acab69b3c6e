"""The five, and a sixth that nobody has seen: they load, quickly, and stay as they are."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.profiel.conftest import BESTANDEN, GEMEENTEN, ZESDE
from wijkwerk.profiel import OnbekendeSleutel, Profiel, Selector, Taal, lees, lees_tekst
from wijkwerk.profiel.basis import Rij
from wijkwerk.profiel.tabellen import TABELLEN

elk_bestand = pytest.mark.parametrize("pad", BESTANDEN, ids=lambda pad: pad.stem)


@elk_bestand
def test_every_row_of_the_file_is_in_the_profile(pad: Path, taal: Taal) -> None:
    profiel = lees(pad, taal)

    inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    for tabel in TABELLEN:
        if not tabel.enkel:
            rijen = getattr(profiel, tabel.meervoud)
            assert [rij.eis for rij in rijen] == [
                tuple(rij.get("eis", ())) for rij in inhoud.get(tabel.naam, ())
            ]


@pytest.mark.parametrize("pad", sorted(GEMEENTEN.glob("*.toml")), ids=lambda pad: pad.stem)
def test_every_rule_id_of_a_file_exists(pad: Path) -> None:
    csv = (Path(__file__).parents[2] / "docs" / "eisen.csv").read_text(encoding="utf-8")
    genoemd = set(re.findall(r'"([A-Z]{3}-[0-9]+)"', pad.read_text(encoding="utf-8")))

    assert genoemd
    assert genoemd <= set(re.findall(r"^([A-Z]{3}-[0-9]+);", csv, re.MULTILINE))


@elk_bestand
def test_reading_twice_gives_the_same(pad: Path, taal: Taal) -> None:
    eerste, tweede = lees(pad, taal), lees(pad, taal)

    assert eerste == tweede
    assert hash(eerste) == hash(tweede)


@elk_bestand
def test_reading_takes_less_than_a_second(pad: Path, taal: Taal) -> None:
    lees(pad, taal)
    begin = time.perf_counter()
    lees(pad, taal)

    assert time.perf_counter() - begin < 1


@elk_bestand
def test_every_field_has_a_label(pad: Path, taal: Taal) -> None:
    profiel = lees(pad, taal)
    velden = [veld for regel in profiel.regels for veld in getattr(regel, "velden", ())]
    velden += [veld for antwoord in profiel.antwoorden for veld in antwoord.velden]
    velden += [veld for vorm in profiel.planvormen for item in vorm.items for veld in item.velden]
    velden += [veld for vorm in profiel.planvormen for sectie in vorm.secties for veld in sectie.velden]

    assert all(veld.naam and (veld.keuzes or veld.soort != "keuze") for veld in velden)


@elk_bestand
def test_every_key_finds_its_row(pad: Path, taal: Taal) -> None:
    profiel = lees(pad, taal)
    for tabel in TABELLEN:
        if tabel.enkel or tabel.naam == "regel":
            continue
        for rij in getattr(profiel, tabel.meervoud):
            assert getattr(profiel, tabel.naam)(rij.sleutel) is rij


def test_attributes_carry_the_keys_of_the_file(profiel: Callable[[str], Profiel]) -> None:
    helmond = profiel("helmond")
    wijktafel = helmond.overlegvorm("wijktafel")

    assert wijktafel.frequentie.norm == "hard"
    assert wijktafel.frequentie.per == "24 maanden"
    assert wijktafel.taken.voorzitter == (Selector("rol", "wethouder-wijkbeleid"),)
    assert str(wijktafel.taken.voorzitter[0]) == "rol:wethouder-wijkbeleid"
    assert wijktafel.resultaat == ("plan:wijkactieplan",)
    assert helmond.route("r-kms").is_meldsysteem
    assert helmond.partij("jpt").regie == (Selector("partij", "gemeente-helmond"),)
    assert helmond.bewaren.kleine_aantallen == 5
    assert helmond.gemeente.bron_datum == "2010-06-01"
    assert helmond.gemeente.perioden["college"].maanden == 48


def test_choice_of_a_route_follows_theme_or_discipline(profiel: Callable[[str], Profiel]) -> None:
    route = profiel("helmond").route("r-frontlinie")

    assert route.bestemming(themas=("woonoverlast",)) == (Selector("partij", "woonoverlastteam"),)
    assert route.bestemming() == ()


def test_unknown_key_says_which(ravenburg: Profiel) -> None:
    with pytest.raises(OnbekendeSleutel, match='overlegvorm "wijktafel" staat niet in het profiel'):
        ravenburg.overlegvorm("wijktafel")


def test_nothing_can_be_changed(ravenburg: Profiel) -> None:
    rol = ravenburg.rol("raad")
    with pytest.raises(ValidationError):
        rol.naam = "koning"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        ravenburg.rollen = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        rol.aanname["x"] = "y"  # type: ignore[index]


def test_own_words_and_neutral_words(ravenburg: Profiel) -> None:
    assert ravenburg.term("gebied").meer == "dorpen"
    assert ravenburg.term("bestuurder").enkel == "wethouder"
    assert ravenburg.termen["agenda"].enkel == "dorpsagenda"
    with pytest.raises(OnbekendeSleutel):
        ravenburg.term("bewonersorgan")


def test_names_may_be_left_out(ravenburg: Profiel) -> None:
    assert ravenburg.signaalsoort("idee-dorpsgeld").naam == "Idee voor dorpsgeld"
    assert ravenburg.antwoord("we-zoeken-het-uit").naam == "we zoeken het uit"
    assert ravenburg.termijnen[0].sleutel == "antwoord-binnen-drie-weken"


def test_assumptions_are_open_questions(profiel: Callable[[str], Profiel]) -> None:
    aannames = profiel("helmond").aannames

    assert (
        "gemeente",
        "",
        "perioden",
        "Begin van college- en raadsperiode staat niet in de bron",
    ) in aannames
    assert ("gebied", "warande-stiphout", "") in [aanname[:3] for aanname in aannames]
    assert len(aannames) == 39


def test_keys_include_those_within_rows(profiel: Callable[[str], Profiel]) -> None:
    sleutels = profiel("helmond").sleutels()

    assert ("overlegvorm", "wijktafel") in sleutels
    assert ("planvorm.items", "wijkactieplan.actie") in sleutels
    assert ("overlegvorm.delen", "wijktafel.openbare-afsluiting") in sleutels
    assert ("regel", "actie-smart") in sleutels


@pytest.mark.parametrize(
    ("fase", "van", "tot", "geldt"),
    [
        ("actief", None, None, True),
        ("proef", None, None, True),
        ("voorgenomen", None, None, False),
        ("vervallen", None, None, False),
        ("actief", date(2026, 1, 1), date(2026, 1, 1), True),
        ("actief", date(2026, 1, 2), None, False),
        ("actief", None, date(2025, 12, 31), False),
    ],
)
def test_row_holds_on_a_day(fase: str, van: date | None, tot: date | None, geldt: bool) -> None:
    rij = Rij.model_validate({"fase": fase, "geldig_vanaf": van, "geldig_tot": tot})

    assert rij.geldt_op(date(2026, 1, 1)) is geldt


def test_closed_plan_form_makes_no_new_plans(profiel: Callable[[str], Profiel]) -> None:
    assert not profiel("helmond").planvorm("wijkplan").geldt_op(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("bestand", "aan"),
    [
        ("bergen", "signalen overleggen wijkagenda gebiedscyclus budgetten peilingen participatie"),
        (
            "den-helder",
            "signalen overleggen wijkagenda gebiedscyclus spreekuren initiatieven budgetten participatie prestaties",
        ),
        (
            "etten-leur",
            "signalen overleggen wijkagenda gebiedscyclus initiatieven budgetten peilingen participatie prestaties",
        ),
        ("helmond", "signalen overleggen wijkagenda gebiedscyclus initiatieven budgetten peilingen advies"),
        ("oude-ijsselstreek", "signalen overleggen wijkagenda gebiedscyclus initiatieven budgetten"),
        ("ravenburg", "signalen overleggen wijkagenda spreekuren budgetten peilingen"),
    ],
)
def test_modules_follow_from_tables_and_rights(bestand: str, aan: str, taal: Taal) -> None:
    profiel = lees(next(pad for pad in BESTANDEN if pad.stem == bestand), taal)
    modules = (
        "signalen overleggen wijkagenda gebiedscyclus spreekuren initiatieven budgetten peilingen participatie"
        " prestaties advies"
    )

    assert " ".join(module for module in modules.split() if profiel.heeft(module)) == aan


def test_unknown_module_is_a_mistake_in_code(ravenburg: Profiel) -> None:
    with pytest.raises(ValueError, match="onbekende module"):
        ravenburg.heeft("wijkbudget")


def test_sixth_file_answers_the_checklist(ravenburg: Profiel) -> None:
    assert ravenburg.niveau("buurtschap").onder == ("stadsdeel", "dorp")
    assert ravenburg.gebied("los-veld").onder == "ravenburg"
    assert ravenburg.escalaties == ()
    assert ravenburg.antwoord("we-zoeken-het-uit").eindigt_in == ("misschien", "nee-want")
    assert [str(wie) for wie in ravenburg.budget("dorpsgeld").besluit[2].door] == [
        "peiling:dorpsgeldstemming"
    ]
    assert ravenburg.budget("dorpsgeld").meenemen == 2
    assert [volgt.vorm for volgt in ravenburg.moet_eerst("dorpsagenda")] == ["dorpsvisie"]
    assert ravenburg.antwoorden_voor("vraag") == ravenburg.antwoorden
    assert [antwoord.sleutel for antwoord in ravenburg.antwoorden_voor("schulden")] == [
        "geregeld",
        "nee-want",
    ]


def test_plan_of_the_round_before_is_not_asked_the_first_time(profiel: Callable[[str], Profiel]) -> None:
    """DHR-64: the agenda takes over from the monitor, but the first agenda has none before it."""
    den_helder = profiel("den-helder")

    assert [volgt.vorm for volgt in den_helder.moet_eerst("gebiedsagenda")] == ["gebiedsanalyse"]
    assert [volgt.vorm for volgt in den_helder.moet_eerst("uitvoeringsplan")] == ["gebiedsagenda"]


def test_no_municipality_in_the_code() -> None:
    """No key, value or branch in the code of the language exists for one municipality."""
    code = Path(__file__).parents[2] / "wijkwerk" / "profiel"
    namen = ("helder", "helmond", "etten-leur", "ijsselstreek", "bergen", ZESDE.stem)
    gevonden = [
        (pad.name, naam)
        for pad in code.rglob("*.py")
        for naam in namen
        if re.search(rf"\b{naam}\b", pad.read_text(encoding="utf-8"), re.IGNORECASE)
    ]

    assert gevonden == []


def test_smallest_profile_of_the_manual_is_one(taal: Taal) -> None:
    handleiding = (Path(__file__).parents[2] / "docs" / "profiel.md").read_text(encoding="utf-8")
    tekst = handleiding.split("```toml\n")[1].split("```")[0]

    kleinste = lees_tekst(tekst, taal, bestand="kleinste.toml")

    assert kleinste.niveaus[0].naam == "dorp"
    assert kleinste.termen["gebied"].enkel == "gebied"
    assert not any(
        kleinste.heeft(module) for module in ("signalen", "overleggen", "wijkagenda", "gebiedscyclus")
    )
