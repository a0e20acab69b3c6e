"""The Python environment: `.venv`, from the hashed lists in requirements/."""

import hashlib
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from wijkwerk.opstart.machine import eis_ruimte
from wijkwerk.opstart.melding import OpstartFout, stap
from wijkwerk.opstart.opdracht import eis

WORTEL = Path(__file__).resolve().parents[2]
VENV = WORTEL / ".venv"
STEMPEL = (
    VENV / "wijkwerk.json"
)  # which lists were installed; without it the environment is not ours to change
LOG = WORTEL / ".wijkwerk" / "log" / "installatie.log"
Soort = Literal["basis", "ontwikkeling"]
# What must be importable before a command of this kind can start.
NODIG: dict[Soort, tuple[str, ...]] = {
    "basis": ("django",),
    "ontwikkeling": ("django", "pytest", "xdist", "mypy"),
}
RUIMTE_MB: dict[Soort, int] = {"basis": 600, "ontwikkeling": 1200}
RAAD = "Klopt de internetverbinding? Start daarna opnieuw: wat al binnen is, blijft."


def zorg_voor(soort: Soort) -> None:
    """Return when this process can import what `soort` needs; else install and go on as the Python of `.venv`.

    An active environment that somebody else made (a container, uv, an IDE) is used as it is.
    """
    in_venv = Path(sys.prefix) == VENV
    if not _is_bij(soort):
        if sys.prefix != sys.base_prefix and not (in_venv and STEMPEL.exists()) and _kan_importeren(soort):
            return
        _maak(soort)
    if not in_venv:
        python = str(_python())
        os.execv(python, [python, *sys.argv])  # noqa: S606


def _is_bij(soort: Soort) -> bool:
    """True when `.venv` holds the lists of `soort` as they are now, for a Python that is still there."""
    try:
        stempel = json.loads(STEMPEL.read_text())
    except (OSError, ValueError):
        return False
    return bool(
        stempel.get(soort) == _vingerafdruk(soort) and stempel.get("python") == os.path.realpath(_python())
    )


def _maak(soort: Soort) -> None:
    if VENV.is_symlink():
        # Making it anew would empty what lies behind the link, which others may be using.
        raise OpstartFout(
            f"`.venv` is een verwijzing naar {VENV.resolve()}. Die omgeving past niet bij deze versie, en Wijkwerk maakt haar niet leeg.\n"
            "Haal de verwijzing weg (rm .venv), of zet de omgeving aan die u wilt gebruiken, en start opnieuw."
        )
    eis_ruimte(VENV, mb=RUIMTE_MB[soort])
    if importlib.util.find_spec("ensurepip") is None and not shutil.which("uv"):
        versie = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise OpstartFout(
            f"Python kan hier geen eigen omgeving maken. Dit lost het op (Debian, Ubuntu):\n\n    sudo apt-get install -y python{versie}-venv\n"
        )
    with stap("Python-omgeving (.venv) maken"):
        _maak_leeg()
    with stap("Pakketten ophalen (alleen de eerste keer)"):
        installeer(WORTEL / "requirements" / f"{soort}.txt", python=_python())
    # The development list contains the other one.
    lijsten: tuple[Soort, ...] = ("basis",) if soort == "basis" else ("basis", "ontwikkeling")
    _schrijf_stempel({lijst: _vingerafdruk(lijst) for lijst in lijsten})


def _maak_leeg() -> None:
    """Make `.venv`, or keep one of ours that still works. From here on it is unfinished until it has its stamp."""
    if (
        STEMPEL.exists()
        and _python().exists()
        and (_uv() or next(VENV.glob("lib/python*/site-packages/pip"), None))
    ):
        _schrijf_stempel({})
        return
    basis = getattr(sys, "_base_executable", sys.executable)
    uv, doel = _uv(), str(VENV)
    maak = (
        [uv, "venv", "--quiet", "--clear", "--python", basis, doel]
        if uv
        else [basis, "-m", "venv", "--clear", doel]
    )
    eis(maak, wat="De Python-omgeving maken", log=LOG, env=schone_omgeving())
    _schrijf_stempel({})


def installeer(lijst: Path, *, python: Path, in_map: Path | None = None) -> None:
    """Install a hashed list into the environment of `python`, or with it into a folder."""
    uv, met = _uv(), str(python)
    pip = [uv, "pip", "install", "--python", met] if uv else [met, "-m", "pip", "install", "--no-input"]
    opdracht = [*pip, "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(lijst)]
    if in_map:
        opdracht += ["--target", str(in_map)]
    eis(opdracht, wat="De pakketten ophalen", log=LOG, env=schone_omgeving(), raad=RAAD)


def schone_omgeving() -> dict[str, str]:
    """Return the variables for installers: no prompts, and a cache also for who has no home."""
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_PYTHON_DOWNLOADS": "never"}
    env.pop("VIRTUAL_ENV", None)
    if not os.access(Path.home(), os.W_OK):
        env["UV_CACHE_DIR"] = env["npm_config_cache"] = str(
            Path(tempfile.gettempdir()) / f"wijkwerk-cache-{os.geteuid()}"
        )
    return env


def _kan_importeren(soort: Soort) -> bool:
    return all(importlib.util.find_spec(naam) for naam in NODIG[soort])


def _python() -> Path:
    return VENV / "bin" / "python"


def _uv() -> str:
    return shutil.which("uv") or ""


def _vingerafdruk(soort: Soort) -> str:
    return hashlib.sha256((WORTEL / "requirements" / f"{soort}.txt").read_bytes()).hexdigest()


def _schrijf_stempel(lijsten: dict[Soort, str]) -> None:
    STEMPEL.write_text(json.dumps({"python": os.path.realpath(_python()), **lijsten}, indent=1))
