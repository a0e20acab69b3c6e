"""Start the demo as a user does, look at it, stop it with Ctrl-C: `python3 tests/opstart/demo_proef.py` (standard library only).

Not a pytest test: it takes as long as loading the demo takes, and needs what a user needs, an empty folder.
"""

# ruff: noqa: T201

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="wijkwerk-demo-") as map_:
        for keer in ("eerste keer", "tweede keer, zelfde gegevens"):
            print(f"Demo, {keer}", flush=True)
            fout = _probeer(map_)
            if fout:
                print(f"  {fout}")
                return 1
    return 0


def _probeer(map_: str) -> str:
    """Start, look, stop; return what is wrong, or nothing."""
    begin = time.monotonic()
    demo = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--data", map_],
        cwd=WORTEL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    adres = _wacht_op_adres(demo)
    if not adres:
        return f"de demo startte niet (code {demo.wait()})"
    try:
        with urllib.request.urlopen(adres, timeout=30):
            print(f"  draait na {time.monotonic() - begin:.0f} s op {adres}", flush=True)
    except OSError as fout:
        return f"de voorpagina komt niet: {fout}"
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        code = demo.wait(60)
    over = _over(map_)
    return f"gestopt met code {code}; over: {over}" if code or over else ""


def _wacht_op_adres(demo: "subprocess.Popen[str]") -> str:
    """Return the address that the demo prints, once it has said all; empty when it ended."""
    adres = ""
    for regel in demo.stdout or ():
        print(f"  {regel.rstrip()}")
        adres = next((woord for woord in regel.split() if woord.startswith("http://")), adres)
        if "Ctrl-C stopt alles" in regel:
            return adres
    return ""


def _over(map_: str) -> list[str]:
    """Return the processes that still name the demo's folder."""
    regels = subprocess.run(
        ["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [regel for regel in regels if map_ in regel]


if __name__ == "__main__":
    sys.exit(main())
