"""`manage.py invoer`."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

SAM = "e-mail;naam;schoenmaat\nsam@gemeente.example;Sam;43\n"


def invoer(*woorden: str) -> str:
    uit = StringIO()
    call_command("invoer", *woorden, stdout=uit, stderr=uit)
    return uit.getvalue()


@pytest.fixture
def bestand(tmp_path: Path, den_helder: Profiel) -> Path:
    pad = tmp_path / "mensen.csv"
    pad.write_text(SAM, encoding="utf-8")
    return pad


def test_shows_first_and_applies_when_told(bestand: Path) -> None:
    vooraf = invoer("personen", str(bestand))
    assert "rij 2: sam@gemeente.example (nieuw) naam: Sam" in vooraf
    assert "Niet gelezen: schoenmaat." in vooraf
    assert not Gebruiker.objects.exists()

    assert "Ingevoerd." in invoer("personen", str(bestand), "--doen")
    assert Gebruiker.objects.get().naam == "Sam"

    assert "0 nieuw, 0 gewijzigd, 1 ongewijzigd" in invoer("personen", str(bestand), "--doen")


def test_errors_end_it_with_a_clear_word(bestand: Path) -> None:
    bestand.write_text("e-mail;naam\nmis;Sam\n", encoding="utf-8")

    with pytest.raises(CommandError, match="Er is niets ingevoerd"):
        invoer("personen", str(bestand), "--doen")


def test_action_list_needs_a_name_and_a_person(bestand: Path) -> None:
    with pytest.raises(CommandError, match="--lijst NAAM en --door"):
        invoer("acties", str(bestand))


def test_action_list_on_behalf_of_somebody(bestand: Path) -> None:
    door = persoon("beheerder")
    bestand.write_text("nr;wat;wie;uiterlijk;wijk\n1;Bankje;Politie;31-12-2026;Visbuurt\n", encoding="utf-8")

    invoer("acties", str(bestand), "--lijst", "Zomer", "--door", door.email, "--doen")

    assert Afspraak.objects.get().gevraagd_door == door


@pytest.mark.parametrize(
    ("woorden", "fout"),
    [
        (("personen", "bestaat-niet.csv"), "kan niet worden gelezen"),
        (("personen", "{bestand}", "--door", "wie@gemeente.example"), "geen account"),
    ],
)
def test_wrong_words(woorden: tuple[str, ...], fout: str, bestand: Path) -> None:
    with pytest.raises(CommandError, match=fout):
        invoer(*(woord.format(bestand=bestand) for woord in woorden))


def test_without_a_profile_it_says_what_to_do_first(tmp_path: Path, db: None) -> None:
    with pytest.raises(CommandError, match="profiel activeer"):
        invoer("personen", str(tmp_path / "x.csv"))


def test_what_is_no_spreadsheet(bestand: Path) -> None:
    bestand.write_bytes(b"PK kapot")

    with pytest.raises(CommandError, match="niet lezen"):
        invoer("personen", str(bestand))
