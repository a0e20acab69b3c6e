"""Runs a program to its end, and tells what went wrong when it fails."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wijkwerk.opstart.machine import schijf_vol
from wijkwerk.opstart.melding import OpstartFout

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def draai(
    opdracht: Sequence[str | Path], *, env: Mapping[str, str] | None = None, log: Path | None = None
) -> int:
    """Run to its end in the foreground and return the exit code; ends with us, also after kill -9."""
    with contextlib.ExitStack() as stapel:
        uitvoer = stapel.enter_context(log.open("ab")) if log else None
        proces = subprocess.Popen(
            opdracht,
            env=env,
            stdin=subprocess.DEVNULL if log else None,
            stdout=uitvoer,
            stderr=subprocess.STDOUT if log else None,
            preexec_fn=sterf_met_ouder(signal.SIGTERM),
        )
        try:
            return proces.wait()
        except BaseException:
            proces.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                proces.wait(10)
            proces.kill()
            proces.wait()
            raise


def eis(
    opdracht: Sequence[str | Path],
    *,
    wat: str,
    log: Path,
    env: Mapping[str, str] | None = None,
    raad: str = "",
) -> None:
    """Run with the output in `log`; raise OpstartFout with its last lines when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(b"")
    code = draai(opdracht, env=env, log=log)
    if code:
        raise OpstartFout(f"{wat} is niet gelukt (code {code}).{einde_van(log, raad)}")


def einde_van(log: Path, raad: str = "") -> str:
    """Return the last lines of a log and `raad`, or that the disk is full when that is what the lines say."""
    tekst = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    if "No space left on device" in tekst or "Disk quota exceeded" in tekst:
        return f"\n{schijf_vol(log.parent)}"
    regels = [f"    {regel}" for regel in tekst.strip().splitlines()[-12:]]
    return "\n".join(["", f"Het einde van {log}:", *regels, raad])


def sterf_met_ouder(signaal: signal.Signals) -> Callable[[], None]:
    """Return what a child runs between fork and exec, so that it gets `signaal` when we die (Linux)."""
    ouder = os.getpid()

    def vooraf() -> None:
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, int(signaal))
        if os.getppid() != ouder:  # we died between fork and prctl
            os._exit(1)

    return vooraf
