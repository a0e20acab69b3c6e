"""`manage.py profiel` from the command line: clear errors, exit code, nothing changed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.hulp import GEMEENTEN, profieltekst
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Profiel


def profiel(*woorden: str) -> tuple[str, str]:
    uit, fout = StringIO(), StringIO()
    call_command("profiel", *woorden, stdout=uit, stderr=fout)
    return uit.getvalue(), fout.getvalue()


def test_controleer_passes_the_five_files() -> None:
    uit, _ = profiel("controleer")

    assert [regel.partition(".")[0] for regel in uit.splitlines()] == list(GEMEENTEN)
    assert uit.count("in orde") == 5
    assert "geen [[regel]] verstrekking" not in uit


def test_controleer_says_when_nothing_can_leave_the_municipality(tmp_path: Path) -> None:
    heel = (Path(__file__).parents[1] / "profiel" / "ravenburg.toml").read_text(encoding="utf-8")
    assert "verstrekking" not in heel
    bestand = tmp_path / "ravenburg.toml"
    bestand.write_text(heel, encoding="utf-8")

    uit, _ = profiel("controleer", str(bestand))

    assert "in orde" in uit
    assert "geen [[regel]] verstrekking" in uit


def test_controleer_names_every_error_and_fails(tmp_path: Path) -> None:
    kapot = tmp_path / "kapot.toml"
    kapot.write_text(
        profieltekst("helmond")
        .replace('"rol:wijkopzichter"', '"rol:wijkopzigter"')
        .replace('kant = "partner"', 'kant = "patner"'),
        encoding="utf-8",
    )
    fout = StringIO()

    with pytest.raises(CommandError, match="Er is niets veranderd"):
        call_command("profiel", "controleer", str(kapot), stdout=StringIO(), stderr=fout)

    assert "kapot.toml" in fout.getvalue()
    assert "wijkopzigter" in fout.getvalue()
    assert "patner" in fout.getvalue()


@pytest.mark.django_db
def test_activeer_a_broken_file_changes_nothing(den_helder: Profiel, tmp_path: Path) -> None:
    kapot = tmp_path / "kapot.toml"
    kapot.write_text("formaat = 1\n[gemeente", encoding="utf-8")

    with pytest.raises(CommandError):
        profiel("activeer", str(kapot))

    assert Profielversie.objects.count() == 1


@pytest.mark.django_db
def test_activeer_twice_changes_nothing(db: None) -> None:
    assert "versie 1" in profiel("activeer", "bergen")[0]
    assert "niets veranderd" in profiel("activeer", "bergen")[0]


@pytest.mark.django_db
def test_vergelijk_lists_differences(den_helder: Profiel, tmp_path: Path) -> None:
    nieuw = tmp_path / "nieuw.toml"
    nieuw.write_text(
        profieltekst("den-helder").replace('naam = "beheerder"', 'naam = "functioneel beheerder"'),
        encoding="utf-8",
    )

    uit, _ = profiel("vergelijk", str(nieuw))

    assert "beheerder" in uit
    assert "functioneel beheerder" in uit


@pytest.mark.django_db
def test_toon_lists_open_questions(den_helder: Profiel) -> None:
    uit, _ = profiel("toon")

    assert "Den Helder (GM0400)" in uit
    assert "De bron noemt geen ontvangstbevestiging" in uit


@pytest.mark.django_db
def test_toon_without_a_profile_says_so(db: None) -> None:
    with pytest.raises(CommandError, match="nog geen gemeenteprofiel"):
        profiel("toon")
