"""The supervisor, for real: processes that start, end, are stopped and are killed."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wijkwerk.opstart.melding import OpstartFout
from wijkwerk.opstart.omgeving import WORTEL
from wijkwerk.opstart.opdracht import eis
from wijkwerk.opstart.toezicht import Toezicht

# A supervisor with two children that write down their end, and prints their process ids.
PROGRAMMA = """
import sys
from pathlib import Path
from wijkwerk.opstart.toezicht import Toezicht, vang_stopsignalen
map_ = Path(sys.argv[1])
KIND = "trap 'echo $0 >> einde; exit 0' TERM INT; echo klaar > $0; while :; do sleep 0.05; done"
vang_stopsignalen()
try:
    with Toezicht(map_ / "log") as toezicht:
        for naam in ("eerste", "tweede"):
            kind = toezicht.start(naam, ["sh", "-c", f"cd {map_}; {KIND}", naam])
            toezicht.wacht_op((map_ / naam).exists, op=naam)
            print(kind.proces.pid, flush=True)
        toezicht.waak()
except KeyboardInterrupt:
    sys.exit(7)
"""
Opzichter = tuple[subprocess.Popen[str], list[int]]


@pytest.fixture
def opzichter(tmp_path: Path) -> Iterator[Opzichter]:
    proces = subprocess.Popen(
        [sys.executable, "-c", PROGRAMMA, str(tmp_path)],
        cwd=WORTEL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert proces.stdout is not None
    pids = [int(proces.stdout.readline()) for _ in range(2)]
    yield proces, pids
    proces.kill()
    proces.wait()
    proces.stdout.close()


def leeft(pid: int) -> bool:
    """True for a process that runs; a zombie is dead."""
    try:
        staat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return staat != "Z"


def wacht_tot(waar: Callable[[], bool], hoogstens: float = 5) -> bool:
    einde = time.monotonic() + hoogstens
    while not waar() and time.monotonic() < einde:
        time.sleep(0.02)
    return waar()


@pytest.mark.parametrize("signaal", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_signal_stops_children_in_reverse_order(
    opzichter: Opzichter, tmp_path: Path, signaal: signal.Signals
) -> None:
    proces, pids = opzichter

    proces.send_signal(signaal)

    assert proces.wait(10) == 7
    assert not any(leeft(pid) for pid in pids)
    assert (tmp_path / "einde").read_text().split() == ["tweede", "eerste"]


@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux seint kinderen bij de dood van hun ouder")
def test_kill_9_of_the_supervisor_leaves_no_child(opzichter: Opzichter) -> None:
    proces, pids = opzichter

    proces.kill()

    assert wacht_tot(lambda: not any(leeft(pid) for pid in pids))


def test_death_of_a_child_is_named_and_stops_the_others(tmp_path: Path) -> None:
    with Toezicht(tmp_path) as toezicht:
        gezond = toezicht.start("gezond", ["sleep", "60"])
        toezicht.start("ziek", ["sh", "-c", "echo au; exit 3"])

        with pytest.raises(OpstartFout, match=r"ziek is uit zichzelf gestopt \(code 3\)(.|\n)*au"):
            toezicht.waak()

    assert gezond.proces.returncode == -signal.SIGTERM


def test_what_a_child_left_in_its_session_ends_too(tmp_path: Path) -> None:
    with Toezicht(tmp_path) as toezicht:
        toezicht.start("ouder", ["sh", "-c", f"sleep 60 & echo $! > {tmp_path}/pid; wait"])
        toezicht.wacht_op(lambda: bool(_lees(tmp_path / "pid")), op="ouder")

    assert wacht_tot(lambda: not leeft(int(_lees(tmp_path / "pid"))))


def test_a_service_that_never_answers_is_named(tmp_path: Path) -> None:
    with Toezicht(tmp_path) as toezicht:
        toezicht.start("slaper", ["sleep", "60"])

        with pytest.raises(OpstartFout, match="Valkey reageert na 0 seconden nog niet"):
            toezicht.wacht_op(lambda: False, op="Valkey", hoogstens=0.1)


def test_a_failing_step_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(OpstartFout, match=r"Laden is niet gelukt \(code 2\)(.|\n)*kapot(.|\n)*Probeer later"):
        eis(["sh", "-c", "echo kapot; exit 2"], wat="Laden", log=tmp_path / "log", raad="Probeer later.")


def test_a_step_that_finds_the_disk_full_says_just_that(tmp_path: Path) -> None:
    with pytest.raises(OpstartFout, match="vol") as fout:
        eis(
            ["sh", "-c", "echo No space left on device; exit 1"],
            wat="Laden",
            log=tmp_path / "log",
            raad="Ander advies.",
        )

    assert "Ander advies" not in str(fout.value)


def _lees(pad: Path) -> str:
    return pad.read_text().strip() if pad.exists() else ""
