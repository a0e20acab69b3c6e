"""Periods, each with one before it that is as long."""

from __future__ import annotations

from datetime import date

import pytest

from signalen.periode import keuzes, lees

VANDAAG = date(2027, 5, 12)


@pytest.mark.parametrize(
    ("sleutel", "nu", "vorig"),
    [
        ("4w", ("2027-04-15", "2027-05-12"), ("2027-03-18", "2027-04-14")),
        ("2027-k1", ("2027-01-01", "2027-03-31"), ("2026-10-01", "2026-12-31")),
        # Still running: the first 42 days of each.
        ("2027-k2", ("2027-04-01", "2027-05-12"), ("2027-01-01", "2027-02-11")),
        ("2026", ("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
        ("2027", ("2027-01-01", "2027-05-12"), ("2026-01-01", "2026-05-12")),
        ("onzin", ("2027-02-11", "2027-05-12"), ("2026-11-12", "2027-02-10")),
    ],
)
def test_period_and_the_one_before(sleutel: str, nu: tuple[str, str], vorig: tuple[str, str]) -> None:
    periode = lees(sleutel, VANDAAG)

    assert (periode.nu.begin.isoformat(), periode.nu.eind.isoformat()) == nu
    assert (periode.vorig.begin.isoformat(), periode.vorig.eind.isoformat()) == vorig


def test_days_are_dutch_days() -> None:
    """Summer time begins in this quarter: its first and last midnight differ an hour (R30)."""
    van, tot = lees("2027-k1", VANDAAG).nu.grenzen

    assert (van.utcoffset(), tot.utcoffset()) != (None, None)
    assert van.isoformat() == "2027-01-01T00:00:00+01:00"
    assert tot.isoformat() == "2027-04-01T00:00:00+02:00"


def test_every_choice_can_be_read() -> None:
    for _groep, paren in keuzes(VANDAAG):
        for sleutel, naam in paren:
            assert lees(sleutel, VANDAAG).naam == naam
