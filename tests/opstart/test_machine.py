"""What the start says about this machine."""

import errno
import shutil
import socket
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from wijkwerk.opstart import demo, deur, machine
from wijkwerk.opstart.melding import OpstartFout


class Schijf(NamedTuple):
    total: int
    used: int
    free: int


def test_a_taken_port_gives_the_next_free_one() -> None:
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]

        assert machine.vrije_poort(poort) > poort


def test_a_free_port_is_taken_as_asked() -> None:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        poort = proef.getsockname()[1]

    assert machine.vrije_poort(poort) == poort


@pytest.mark.parametrize("poort", [0, -1, 70000])
def test_a_port_that_cannot_be_is_refused(poort: int) -> None:
    with pytest.raises(OpstartFout, match="bestaat niet"):
        machine.vrije_poort(poort)


def test_a_full_disk_is_said_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda pad: Schijf(10**10, 10**10, 7_000_000))

    with pytest.raises(OpstartFout, match=r"\(bijna\) vol(.|\n)*7 MB vrij en er is 300 MB nodig"):
        machine.eis_ruimte(tmp_path / "bestaat" / "nog" / "niet", mb=300)


def test_a_disk_that_fills_on_the_way_gives_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def vol(opdracht: str, argumenten: list[str]) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "/data/x")

    monkeypatch.setattr(deur, "vang_stopsignalen", lambda: None)
    monkeypatch.setattr(deur, "_voer_uit", vol)

    assert deur.main(["manage.py", "demo"]) == 1
    assert "De schijf met /data/x is (bijna) vol." in capsys.readouterr().err


def test_missing_pdf_libraries_come_with_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine, "_laadbaar", lambda naam: naam == "libpango-1.0.so.0")

    raad = machine.zonder_pdf()

    assert "apt-get install -y libpangoft2-1.0-0 libharfbuzz-subset0" in raad


def test_an_unknown_municipality_is_answered_with_the_known_ones() -> None:
    with pytest.raises(OpstartFout, match=r"zandvoort bestaat niet. Kies uit .*den-helder.*helmond"):
        demo.lees_opties(["--profiel", "zandvoort"])


def test_a_profile_file_of_ones_own_is_welcome(tmp_path: Path) -> None:
    eigen = tmp_path / "zesde.toml"
    eigen.write_text("")

    assert demo.lees_opties(["--profiel", str(eigen)]).naam == "zesde"
