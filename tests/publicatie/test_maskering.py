"""What may not be published is found, and what looks like it but is not stays alone."""

from __future__ import annotations

import pytest

from wijkwerk.persoonsgegevens import elfproef
from wijkwerk.publicatie.maskering import zoek


def soorten(tekst: str, **kennis: list[str]) -> list[str]:
    return [bevinding.soort for bevinding in zoek([("Tekst", tekst)], **kennis)]


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Neem contact op met j.jansen@voorbeeld.example.", "e-mail"),
        ("Bel 0223-678901 voor vragen", "telefoon"),
        ("Bel 06 12345678", "telefoon"),
        ("of +31 6 1234 5678", "telefoon"),
        ("Het nummer is 111222333.", "bsn"),
        ("BSN 111 222 333", "bsn"),
        ("Maak over op NL91 ABNA 0417 1643 00", "iban"),
        ("Mevrouw De Vries vroeg om een bankje", "naam"),
        ("dhr. P. van den Berg", "naam"),
        ("Er is overlast bij Dorpsstraat 12", "adres"),
        ("Wie woont op 1781 AB 12", "adres"),
    ],
)
def test_finds_what_identifies_somebody(tekst: str, soort: str) -> None:
    assert soorten(tekst) == [soort]


@pytest.mark.parametrize(
    "tekst",
    [
        "Er is 1.500 euro en 12.000 euro nodig in 2027 en 2028.",
        "In de wijk wonen 123456789 mensen niet, want dat nummer doorstaat de elfproef niet.",
        "De wijkmanager en de heer des huizes spraken elkaar.",
        "Regel DHR-56, kenmerk Z2027/00123, artikel 1.2.3.",
        "De Dorpsstraat wordt opnieuw ingericht.",
        "Van 14.00 tot 16.30 uur op 12-03-2027.",
    ],
)
def test_leaves_ordinary_text_alone(tekst: str) -> None:
    assert soorten(tekst) == []


def test_knows_the_names_of_users() -> None:
    assert soorten("Afgesproken met Noor de Wit.", namen=["Noor de Wit"]) == ["naam"]
    assert soorten("Een witte noor op ijs.", namen=["Noor de Wit"]) == []


def test_one_word_is_no_name() -> None:
    assert soorten("De gemeente betaalt.", namen=["gemeente"]) == []


def test_finds_a_sentence_of_a_closed_part() -> None:
    besloten = "In het besloten deel is gezegd dat de huur van het wijkhuis wordt opgezegd per mei."
    tekst = "Vast staat: de huur van het wijkhuis wordt opgezegd, zo hoorden wij."

    [bevinding] = zoek([("Sectie Opgaven", tekst)], besloten=[besloten])

    assert (bevinding.soort, bevinding.hard, bevinding.waar) == ("besloten", True, "Sectie Opgaven")


def test_a_few_common_words_are_no_quotation() -> None:
    assert (
        soorten("De huur van het wijkhuis is hoog.", besloten=["Over de huur van het huis in de wijk."]) == []
    )


def test_each_thing_is_found_once_per_place() -> None:
    gevonden = zoek([("A", "bel 0223678901, ja 0223678901"), ("B", "0223678901")])

    assert [bevinding.waar for bevinding in gevonden] == ["A", "B"]


@pytest.mark.parametrize(
    ("cijfers", "goed"),
    [("111222333", True), ("123456782", True), ("123456789", False), ("000000000", False), ("1", False)],
)
def test_elfproef(cijfers: str, goed: bool) -> None:
    assert elfproef(cijfers) is goed
