"""What the user sees in the terminal: one line per step, and errors without a traceback."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

BREEDTE = 46


class OpstartFout(Exception):
    """Something that the user can solve; the text says how. Ends the command with exit code 1."""


def zeg(tekst: str = "") -> None:
    print(tekst, flush=True)


def seconden(duur: float) -> str:
    """Return a duration the Dutch way: `1,4 s`."""
    return f"{duur:.1f} s".replace(".", ",")


@contextmanager
def stap(tekst: str) -> Iterator[None]:
    """Print `tekst`, and behind it how long the body took; not to stdout, which is for what a command gives."""
    print(f"  {tekst:<{BREEDTE}}", end="", file=sys.stderr, flush=True)
    begin = time.monotonic()
    try:
        yield
    except BaseException:
        print("niet gelukt", file=sys.stderr, flush=True)
        raise
    print(f"{seconden(time.monotonic() - begin):>8}", file=sys.stderr, flush=True)


def meld_fout(fout: OpstartFout) -> None:
    print(f"\n{fout}", file=sys.stderr, flush=True)
