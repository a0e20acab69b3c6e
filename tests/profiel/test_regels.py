"""Which rules hold where, and how their names are understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from wijkwerk.profiel import Profiel
from wijkwerk.profiel.regels import REGELKLASSEN, Hoogstens, Minstens, Verplicht
from wijkwerk.profiel.woordenschat import meervouden, noemt

Lees = Callable[[str], Profiel]
NU = date(2026, 11, 1)


def test_rules_of_a_step_for_a_kind(profiel: Lees) -> None:
    regels = profiel("den-helder").regels_bij("plan", "vaststellen", soort_sleutel="gebiedsagenda", op=NU)

    assert [regel.soort for regel in regels] == ["bron", "verplicht", "minstens", "minstens", "ingestemd"]


def test_a_spreekuur_says_when_it_asks_for_a_decision(profiel: Lees) -> None:
    """Nothing said is what the product proposes."""
    aanleiding = profiel("den-helder").overlegvorm("spreekuur").aanleiding

    assert (aanleiding.leeg, aanleiding.thema, aanleiding.dagen) == (6, 5, 90)


def test_rule_for_all_kinds_holds_for_each(profiel: Lees) -> None:
    den_helder = profiel("den-helder")

    assert den_helder.regels_bij("project", "starten", soort_sleutel="", op=NU)
    assert den_helder.regels_bij("project", "starten", soort_sleutel="wat-dan-ook", op=NU)


def test_thing_may_be_of_two_kinds_at_once(profiel: Lees) -> None:
    """An item is of its plan form and of its kind of item: rules may name either."""
    regels = profiel("helmond").regels_bij(
        "planitem", "opnemen", soort_sleutel=("wijkactieplan", "actie"), op=NU
    )

    assert [regel.sleutel for regel in regels] == [
        "actie-smart",
        "actie-trekker",
        "actie-additioneel",
        "acties-afstemmen",
    ]


def test_themes_narrow_a_rule(profiel: Lees) -> None:
    helmond = profiel("helmond")

    def sleutels(*themas: str) -> list[str]:
        regels = helmond.regels_bij(
            "agendapunt", "agenderen", soort_sleutel="uitvoeringsnetwerk", themas=themas, op=NU
        )
        return [regel.sleutel for regel in regels]

    assert sleutels("onderhoud", "veiligheid") == ["fysiek-op-agenda"]
    assert sleutels("veiligheid") == []


def test_rule_that_is_only_planned_does_not_hold(profiel: Lees) -> None:
    """HEL-74 waits for a decision: fase = voorgenomen."""
    helmond = profiel("helmond")

    assert any(regel.sleutel == "wijkbudget-bijdrage" for regel in helmond.regels)
    assert helmond.regels_bij("budgetaanvraag", "toekennen", soort_sleutel="wijkbudget", op=NU) == ()


def test_rule_holds_between_its_dates(ravenburg: Profiel) -> None:
    def bron(dag: date) -> int:
        regels = ravenburg.regels_bij("planitem", "opnemen", soort_sleutel="dorpsagenda", op=dag)
        return sum(regel.soort == "bron" for regel in regels)

    assert [
        bron(date(2024, 12, 31)),
        bron(date(2025, 1, 1)),
        bron(date(2027, 12, 31)),
        bron(date(2028, 1, 1)),
    ] == [
        0,
        1,
        1,
        0,
    ]


def test_shield_of_a_kind(profiel: Lees) -> None:
    etten_leur = profiel("etten-leur")
    [regel] = etten_leur.afscherming("achter-de-voordeur")

    assert (regel.toont, [str(wie) for wie in regel.wie]) == (
        "aantal",
        ["kant:bestuur", "kant:bewoners", "rol:wijkmanager"],
    )
    assert etten_leur.afscherming("vraag") == ()


def test_fact_and_its_negation(profiel: Lees) -> None:
    [regel] = profiel("oude-ijsselstreek").afscherming("zorg-welzijn")

    assert (regel.als, regel.feit, regel.ontkend) == ("niet opgeschaald", "opgeschaald", True)


def test_relation_of_two_parts_gets_the_keys_of_its_items(profiel: Lees, ravenburg: Profiel) -> None:
    wat = [regel.wat for regel in profiel("den-helder").regels if isinstance(regel, Minstens)]

    assert "doel.resultaat" in wat
    assert "doel.prestatie" in wat
    assert "item.partijen" in wat
    assert "bronnen.cijfers" in wat
    assert [regel.wat for regel in ravenburg.regels if isinstance(regel, Minstens)] == [
        "klus.klusdag",
        "item.bewoners",
    ]
    assert [regel.wat for regel in ravenburg.regels if isinstance(regel, Hoogstens)] == [
        "klus",
        "aanvrager.bijdragen",
        "agendapunten",
    ]


def test_field_of_two_parts_has_the_label_of_the_field(profiel: Lees) -> None:
    velden = [
        (veld.sleutel, veld.naam, veld.soort)
        for regel in profiel("etten-leur").regels
        if isinstance(regel, Verplicht) and regel.sleutel == "nagekomen"
        for veld in regel.velden
    ]

    assert velden == [
        ("afspraken.nagekomen", "Nagekomen", "keuze"),
        ("afspraken.toelichting", "Toelichting", "tekst"),
    ]


def test_field_that_the_item_declares_goes_before_the_general_word(profiel: Lees) -> None:
    bergen = profiel("bergen")
    [regel] = [r for r in bergen.regels if isinstance(r, Verplicht) and r.sleutel == "relevant-voor"]
    [fase] = [veld for veld in regel.velden if veld.sleutel == "fase"]

    assert fase.keuzes == ("voorbereiding", "uitvoering", "nog niet", "niet")


def test_choices_come_from_elsewhere_in_the_profile(profiel: Lees) -> None:
    """BER-49: the rung is one of the ladder of this municipality."""
    bergen = profiel("bergen")
    [regel] = [r for r in bergen.regels if isinstance(r, Verplicht) and r.sleutel == "trede-gekozen"]

    assert bergen.participatie is not None
    assert regel.velden[0].keuzes == bergen.participatie.ladder


@pytest.mark.parametrize(
    ("enkel", "meer"),
    [
        ("resultaat", "resultaten"),
        ("prestatie", "prestaties"),
        ("doel", "doelen"),
        ("actie", "acties"),
        ("opgave", "opgaven"),
        ("maatregel", "maatregelen"),
        ("plan", "plannen"),
        ("brief", "brieven"),
        ("prijs", "prijzen"),
        ("mogelijkheid", "mogelijkheden"),
        ("wop-doel", "wop-doelen"),
    ],
)
def test_ordinary_plural(enkel: str, meer: str) -> None:
    assert meer in meervouden(enkel)
    assert noemt(enkel, enkel)
    assert not noemt(f"{meer}x", enkel)


def test_every_kind_of_rule_has_its_class() -> None:
    assert sorted(REGELKLASSEN) == sorted(
        [
            "verplicht",
            "minstens",
            "hoogstens",
            "beoordeeld",
            "ingestemd",
            "gehoord",
            "besloten",
            "pas_na",
            "nooit_door",
            "vier_ogen",
            "schaal",
            "bron",
            "samenloop",
            "gemotiveerd",
            "teruggekoppeld",
            "meldt",
            "afgeschermd",
            "verstrekking",
        ]
    )
