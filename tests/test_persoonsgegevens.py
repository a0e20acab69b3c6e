"""What a hint sees, in the forms in which the Dutch write it, and what it leaves alone."""

from __future__ import annotations

import pytest

from wijkwerk.persoonsgegevens import elfproef, vind


def soorten(tekst: str) -> list[str]:
    return [vondst.soort for vondst in vind(tekst)]


@pytest.mark.parametrize(
    "nummer",
    [
        "0612345678",
        "06-12345678",
        "06 12345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+31612345678",
        "+31 6 12345678",
        "+31 (0)6 12345678",
        "0031612345678",
        "0223-123456",
        "(0223) 12 34 56",
        "0223 123 456",
        "010-1234567",
        "010 123 45 67",
        "(010) 1234567",
        "088-1234567",
        "+31 223 123456",
    ],
)
def test_telephone_numbers(nummer: str) -> None:
    assert soorten(f"Bel mij op {nummer}, dat is beter.") == ["telefoon"]
    assert soorten(nummer) == ["telefoon"]
    assert soorten(f"Bel {nummer}.") == ["telefoon"]


@pytest.mark.parametrize("nummer", ["123456782", "123 456 782", "123.456.782", "1234 56 782", "111222333"])
def test_numbers_of_citizens(nummer: str) -> None:
    assert soorten(f"Het nummer is {nummer}.") == ["bsn"]


def test_eight_digits_only_where_somebody_says_what_it_is() -> None:
    assert elfproef("10000008")
    assert soorten("bsn: 10000008") == ["bsn"]
    assert soorten("Nummer 10000008") == []


@pytest.mark.parametrize("adres", ["jan@voorbeeld.example", "j.de-boer+wijk@mail.voorbeeld.example"])
def test_addresses_of_mail(adres: str) -> None:
    [vondst] = vind(f"Mail naar {adres}.")

    assert (vondst.soort, vondst.gevonden) == ("e-mail", adres)


@pytest.mark.parametrize(
    "naam",
    [
        "mevrouw Jansen",
        "Mevrouw J. de Vries",
        "meneer van den Berg",
        "de heer Yilmaz",
        "dhr. Bakker",
        "mw. El Amrani",
        "familie De Boer",
        "buurman Piet",
        "buurvrouw Fatima",
        "mijn naam is Kim Peters",
        "ik heet Sam",
    ],
)
def test_what_looks_like_a_name(naam: str) -> None:
    assert soorten(f"Er is iets met {naam} aan de hand.") == ["naam"]


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Het is bij 1781 AB 12.",
        "Op 12-11-2026 en 12/11/2026 en 2026-11-12 was het zo.",
        "Op 12.11.2026 om 14:30 uur.",
        "In 2025 2026 en 2027.",
        "Zie signaal 2026-0001 en 2026-12345.",
        "Het kost € 1.250,50 of 123.456,78 euro.",
        "Er is 123.456.782,00 euro begroot.",
        "Rekening NL91 ABNA 0417 1643 00 of NL91ABNA0417164300.",
        "Bel 112, 0900-8844 of 0800-1234, of 14 0223.",
        "Lantaarnpaal 123456789 is stuk.",
        "Kenteken 12-AB-34, paal 0612, huisnummer 0101.",
        "De buurman is boos. De buurvrouw ook. Mevrouw wil niet.",
        "Meneer van de overkant en de familie op nummer 4.",
        "Pas 12345678901234 en order 001234567890123.",
        "De zaak van 26-11-2026 12:00:00.",
        "versie 1.2.3.4 en 10.20.30.40",
    ],
)
def test_no_false_alarm(tekst: str) -> None:
    assert vind(tekst) == []


def test_each_thing_once_and_the_heaviest_first() -> None:
    tekst = "Mevrouw Jansen, 06-12345678, bsn 123456782, 06-12345678, j@voorbeeld.example"

    assert soorten(tekst) == ["bsn", "telefoon", "e-mail", "naam"]


def test_a_long_text_takes_no_time() -> None:
    """No pattern backtracks without end."""
    for tekst in ("0" * 4000, "06 " * 1300, "a.b@" * 1000, "mevrouw van de " * 300, "1 2" * 1300):
        assert len(vind(tekst)) < 2000
