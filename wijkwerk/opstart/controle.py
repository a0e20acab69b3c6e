"""`manage.py controle`: every check on the code itself, as `.ci/run` does them."""

import os
import sys

from wijkwerk.opstart.melding import stap, zeg
from wijkwerk.opstart.omgeving import WORTEL
from wijkwerk.opstart.opdracht import draai

CONTROLES: dict[str, list[str]] = {
    "ruff (fouten)": ["-m", "ruff", "check", "."],
    "ruff (opmaak)": ["-m", "ruff", "format", "--check", "."],
    "djlint (sjablonen)": ["-m", "djlint", "--lint", "--quiet", "templates"],
    "import-linter (verdiepingen)": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
    "mypy (typen)": ["-m", "mypy", "."],
}


def start(woorden: list[str]) -> int:
    """Run all checks, or those whose name starts with one of `woorden`; return 1 when one of them complains."""
    log = WORTEL / ".wijkwerk" / "log" / "controle.log"
    os.chdir(WORTEL)
    log.parent.mkdir(parents=True, exist_ok=True)
    # The plugin of mypy imports the settings.
    env = {"WIJKWERK_OMGEVING": "test", **os.environ}
    mis = []
    for naam, opdracht in CONTROLES.items():
        if woorden and not naam.startswith(tuple(woorden)):
            continue
        log.write_bytes(b"")
        with stap(naam):
            code = draai([sys.executable, *opdracht], env=env, log=log)
        if code:
            mis.append(naam)
            zeg(log.read_text(encoding="utf-8", errors="replace"))
    zeg(f"\nNiet in orde: {', '.join(mis)}." if mis else "\nAlles in orde.")
    return 1 if mis else 0
