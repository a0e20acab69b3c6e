"""The supervisor: starts processes, notices when one ends, stops them in reverse order, leaves none behind.

Three things together keep orphans away: every child has a session of its own, so that what it started can be
ended with it; on Linux the kernel signals a child whose supervisor dies, however it dies (`PR_SET_PDEATHSIG`);
and SIGTERM and SIGHUP unwind the `with` blocks just as Ctrl-C does.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn, Self

from wijkwerk.opstart.gebruiker import Loopwijze
from wijkwerk.opstart.melding import OpstartFout
from wijkwerk.opstart.opdracht import einde_van, sterf_met_ouder

STOPSIGNALEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Kind:
    """A running child. `stopsignaal` asks it to end; after `geduld` seconds it is killed."""

    naam: str
    proces: subprocess.Popen[bytes]
    log: Path
    stopsignaal: signal.Signals = signal.SIGTERM
    geduld: float = 15

    def stop(self) -> None:
        if self.proces.poll() is None:
            self.proces.send_signal(self.stopsignaal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.proces.wait(self.geduld)
        # Whatever is left of its session, and the child itself when it did not listen.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait()


class Toezicht:
    """Use as a context manager: leaving the block, for whatever reason, stops all children."""

    def __init__(self, logmap: Path) -> None:
        self.logmap = logmap
        self.kinderen: list[Kind] = []
        logmap.mkdir(parents=True, exist_ok=True)

    def start(
        self,
        naam: str,
        opdracht: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        stopsignaal: signal.Signals = signal.SIGTERM,
        als: Loopwijze | None = None,
    ) -> Kind:
        """Start `opdracht`; its output goes to `<naam>.log`."""
        als = als or Loopwijze()
        log = self.logmap / f"{naam}.log"
        with log.open("wb") as uitvoer:
            proces = subprocess.Popen(
                als.opdracht(opdracht, stopsignaal),
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=uitvoer,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=sterf_met_ouder(stopsignaal),
            )
        kind = Kind(naam, proces, log, stopsignaal)
        self.kinderen.append(kind)
        return kind

    def controleer(self) -> None:
        """Raise OpstartFout when a child has ended by itself."""
        for kind in self.kinderen:
            code = kind.proces.poll()
            if code is not None:
                raise OpstartFout(
                    f"{kind.naam} is uit zichzelf gestopt (code {code}), daarom stopt alles.{einde_van(kind.log)}"
                )

    def wacht_op(self, klaar: Callable[[], bool], *, op: str, hoogstens: float = 60) -> None:
        """Return when `klaar()` is true; raise OpstartFout when a child ends or it takes too long."""
        einde = time.monotonic() + hoogstens
        while not klaar():
            self.controleer()
            if time.monotonic() > einde:
                raise OpstartFout(
                    f"{op} reageert na {hoogstens:.0f} seconden nog niet. Kijk in {self.logmap}."
                )
            time.sleep(0.05)

    def waak(self, per_ronde: Callable[[], None] = lambda: None) -> NoReturn:
        """Wait until a child ends (OpstartFout) or the user stops (KeyboardInterrupt); look round every second."""
        while True:
            self.controleer()
            per_ronde()
            time.sleep(1)

    def stop(self) -> None:
        """Stop all children, the last started first. Deaf to a second Ctrl-C: this takes seconds at most."""
        oud = {nummer: signal.signal(nummer, signal.SIG_IGN) for nummer in STOPSIGNALEN}
        while self.kinderen:
            self.kinderen.pop().stop()
        for nummer, afhandeling in oud.items():
            signal.signal(nummer, afhandeling)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.stop()


def vang_stopsignalen() -> None:
    """Let SIGTERM and SIGHUP do what Ctrl-C does: raise KeyboardInterrupt, so that `with` blocks clean up."""

    def stop(nummer: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    for nummer in STOPSIGNALEN:
        if nummer != signal.SIGHUP or signal.getsignal(nummer) != signal.SIG_IGN:  # nohup means it
            signal.signal(nummer, stop)
