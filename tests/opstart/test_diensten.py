"""The embedded servers, for real: as whoever runs the tests, and for root as somebody else."""

import os
import pwd
import subprocess
import time
from pathlib import Path

import pytest

from wijkwerk.opstart import gebruiker, postgres, valkey
from wijkwerk.opstart.datamap import Datamap, Diensten, Draaiend, socketmap
from wijkwerk.opstart.diensten import databasenaam
from wijkwerk.opstart.melding import OpstartFout
from wijkwerk.opstart.toezicht import Toezicht

NIEMAND = pwd.getpwnam("nobody")
ALS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="alleen root kan een ander worden")
WIJZEN = [
    pytest.param(None, id="as_we_are"),
    pytest.param(
        gebruiker.als_ander(NIEMAND.pw_uid, NIEMAND.pw_gid, met_toegang=True),
        id="really_nobody",
        marks=ALS_ROOT,
    ),
]


@pytest.fixture
def bin_() -> Path:
    return postgres.binaries()


@pytest.mark.parametrize("wijze", WIJZEN)
def test_postgres_starts_keeps_its_data_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bin_: Path, wijze: gebruiker.Loopwijze | None
) -> None:
    if wijze is not None:
        if not gebruiker.kan(wijze):
            pytest.skip("root mag hier niet een ander met toegang worden")
        monkeypatch.setattr(postgres, "gewone_gebruiker", lambda: wijze)
    gegevens = tmp_path / "pg"
    with socketmap(tmp_path / "s") as sockets:
        with Toezicht(tmp_path / "log") as toezicht:
            postgres.start(toezicht, gegevens, sockets, instellingen=postgres.VLUCHTIG)
            postgres.maak_database(sockets, "wijk")
            assert (gegevens / "postmaster.pid").exists()
        assert not (gegevens / "postmaster.pid").exists()

        with Toezicht(tmp_path / "log") as toezicht:
            postgres.start(toezicht, gegevens, sockets, instellingen=postgres.VLUCHTIG)
            assert "wijk" in postgres._psql(sockets, "SELECT datname FROM pg_database")
            assert postgres._psql(sockets, "SELECT lower('ÉÉN')") == "één"


def test_valkey_answers_on_its_socket(tmp_path: Path) -> None:
    with socketmap(tmp_path / "s") as sockets, Toezicht(tmp_path / "log") as toezicht:
        valkey.start(toezicht, sockets)

        assert valkey.url(sockets) == f"unix://{sockets}/valkey.sock?db=0"
        assert (sockets / "valkey.sock").stat().st_mode & 0o077 == 0


def test_a_pid_file_of_a_dead_server_is_removed(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n")  # this process is no PostgreSQL

    postgres._wacht_op_vorige(tmp_path)

    assert not (tmp_path / "postmaster.pid").exists()


def test_a_server_that_runs_on_the_data_is_named(tmp_path: Path) -> None:
    ander = subprocess.Popen(
        ["sh", "-c", "echo > $2/draait; while :; do sleep 0.1; done", "postgres", "-D", str(tmp_path)]
    )
    while not (tmp_path / "draait").exists():
        time.sleep(0.01)
    (tmp_path / "postmaster.pid").write_text(f"{ander.pid}\n")

    with pytest.raises(OpstartFout, match=f"Er draait nog een PostgreSQL \\(proces {ander.pid}\\)"):
        postgres._wacht_op_vorige(tmp_path, hoogstens=0.2)

    ander.kill()
    ander.wait()


def test_data_of_another_version_are_refused(tmp_path: Path, bin_: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("9\n")

    with pytest.raises(OpstartFout, match="zijn van PostgreSQL 9"):
        postgres._eis_versie(bin_, tmp_path)


def test_a_second_demo_on_the_same_data_hears_where_the_first_runs(tmp_path: Path) -> None:
    data = Datamap(tmp_path)
    draaiend = Draaiend(4711, "helmond", Diensten("postgres://x", "unix://y"), "http://127.0.0.1:8003")
    with data.in_bezit():
        data.meld(draaiend)

        assert data.is_in_bezit()
        assert data.draaiend() == draaiend
        with (
            pytest.raises(OpstartFout, match=r"draait al op .* \(proces 4711, http://127.0.0.1:8003\)"),
            data.in_bezit(),
        ):
            pass

    assert not data.is_in_bezit()
    assert data.draaiend() is None


def test_a_long_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    with socketmap(tmp_path / ("x" * 100)) as sockets:
        assert len(str(sockets / ".s.PGSQL.5432.lock")) < 107
        assert sockets.stat().st_mode & 0o077 == 0

    assert not sockets.exists()


def test_each_municipality_has_a_database_of_its_own() -> None:
    assert databasenaam("den-helder") == "wijkwerk_den_helder"
    assert databasenaam('x"; drop') == "wijkwerk_x___drop"
