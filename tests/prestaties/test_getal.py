"""How a quantity reads: nobody makes 10,08 visits, and nobody can have 18 of 10."""

from decimal import Decimal

import pytest

from prestaties.getal import deel, getal, van


@pytest.mark.parametrize(
    ("waarde", "leest"),
    [
        ("10.08", "ongeveer 10"),
        ("33.93", "ongeveer 34"),
        ("0.44", "ongeveer 0,4"),
        ("10.00", "10"),
        ("0", "0"),
        ("1250.5", "ongeveer 1.251"),
    ],
)
def test_a_share_by_days_is_rounded_and_says_so(waarde: str, leest: str) -> None:
    assert deel(Decimal(waarde)) == leest


def test_what_was_agreed_itself_is_never_rounded() -> None:
    assert getal(Decimal("12.50")) == "12,5"


def test_more_than_agreed_does_not_read_as_a_part_of_it() -> None:
    assert van(Decimal(8), Decimal(10)) == "8 van 10"
    assert van(Decimal(10), Decimal(10)) == "10 van 10"
    assert van(Decimal(18), Decimal(10)) == "18 (afgesproken 10)"
