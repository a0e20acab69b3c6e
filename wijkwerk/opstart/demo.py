"""`manage.py demo`: everything that makes a usable product, from nothing, in one terminal."""

import argparse
import os
import shutil
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from wijkwerk.opstart import diensten, machine
from wijkwerk.opstart.datamap import STANDAARD_PROFIEL, Datamap, Draaiend
from wijkwerk.opstart.melding import OpstartFout, seconden, stap, zeg
from wijkwerk.opstart.omgeving import WORTEL
from wijkwerk.opstart.opdracht import draai, eis
from wijkwerk.opstart.toezicht import Toezicht

BIJNA_VOL_MB = 50
GEMEENTEN = WORTEL / "wijkwerk" / "profiel" / "gemeenten"


@dataclass(frozen=True)
class Opties:
    profiel: str
    poort: int
    data: Path
    opnieuw: bool

    @property
    def naam(self) -> str:
        """The profile's short name: also for a file of one's own, given as a path."""
        return Path(self.profiel).stem


def lees_opties(argumenten: list[str]) -> Opties:
    """Read the command line; raise OpstartFout when the profile does not exist."""
    lezer = argparse.ArgumentParser(
        prog="manage.py demo", description="Start Wijkwerk met voorbeeldgegevens. Ctrl-C stopt alles."
    )
    lezer.add_argument(
        "--profiel",
        default=STANDAARD_PROFIEL,
        help="gemeente, of een eigen .toml-bestand (standaard: %(default)s)",
    )
    lezer.add_argument(
        "--poort",
        type=int,
        default=8000,
        help="is die bezet, dan de eerste vrije erboven (standaard: %(default)s)",
    )
    lezer.add_argument(
        "--data",
        type=Path,
        default=standaard_data(),
        help="map waarin alles bewaard blijft (standaard: .wijkwerk)",
    )
    lezer.add_argument(
        "--opnieuw",
        action="store_true",
        help="begin deze gemeente opnieuw: gooi haar voorbeeldgegevens eerst weg",
    )
    gelezen = lezer.parse_args(argumenten)
    bekend = sorted(pad.stem for pad in GEMEENTEN.glob("*.toml"))
    eigen = Path(gelezen.profiel).absolute()
    if gelezen.profiel not in bekend and not eigen.is_file():
        raise OpstartFout(
            f"Het profiel {gelezen.profiel} bestaat niet. Kies uit {', '.join(bekend)}, of noem een eigen bestand."
        )
    profiel = gelezen.profiel if gelezen.profiel in bekend else str(eigen)
    return Opties(profiel, gelezen.poort, gelezen.data.absolute(), gelezen.opnieuw)


def start(opties: Opties) -> int:
    """Run the demo until the user stops it (returns 0) or one of its processes ends (raises OpstartFout)."""
    begin = time.monotonic()
    if opties.opnieuw and diensten.gegeven("DATABASE_URL"):
        raise OpstartFout(
            "--opnieuw wist alleen een database die Wijkwerk zelf heeft gemaakt. Maak die van DATABASE_URL zelf leeg."
        )
    os.chdir(WORTEL)  # where gunicorn and celery look for the code
    zeg(f"Wijkwerk, demo voor {opties.naam}\n")
    if raad := machine.zonder_pdf():
        zeg(raad)
    machine.eis_ruimte(opties.data, mb=300)
    data = Datamap(opties.data)
    try:
        with data.in_bezit():
            _draai(opties, data, begin)
    except KeyboardInterrupt:
        zeg("Wijkwerk is gestopt. Uw gegevens blijven bewaard.")
    return 0


def _draai(opties: Opties, data: Datamap, begin: float) -> None:
    if opties.opnieuw:
        shutil.rmtree(data.van(opties.naam), ignore_errors=True)
    data.van(opties.naam).mkdir(parents=True, exist_ok=True)
    data.onthoud_profiel(opties.naam)
    poort = machine.vrije_poort(opties.poort)
    if poort != opties.poort:
        zeg(f"  Poort {opties.poort} is bezet; het wordt {poort}.")
    adres = f"http://127.0.0.1:{poort}"
    toezicht = Toezicht(data.log)
    try:
        with diensten.voor_demo(toezicht, data, opties.naam, opnieuw=opties.opnieuw) as servers:
            env = omgeving(data, opties.naam, servers.omgeving()) | {"WIJKWERK_URL": adres}
            _vul(opties, data, env)
            _start_processen(toezicht, data.van(opties.naam), env, poort)
            _wacht_op_web(toezicht, adres)
            data.meld(Draaiend(os.getpid(), opties.naam, servers, adres))
            zeg(f"\nKlaar in {seconden(time.monotonic() - begin)}. Open nu  {adres}\n")
            draai(_beheer("demo_accounts"), env=env)
            zeg(
                f"\nMail komt in {data.van(opties.naam) / 'mail'}, logboeken in {data.log}. Ctrl-C stopt alles."
            )
            try:
                toezicht.waak(_schijfwacht(data.pad))
            finally:
                zeg("\nStoppen ...")
    except OSError as fout:
        if machine.is_schijf_vol(fout):
            raise OpstartFout(machine.schijf_vol(data.pad)) from fout
        raise


def _schijfwacht(map_: Path) -> Callable[[], None]:
    """Return a look at the disk that warns once when it fills up, before PostgreSQL has to refuse."""
    gewaarschuwd = False

    def kijk() -> None:
        nonlocal gewaarschuwd
        if not gewaarschuwd and machine.vrij_mb(map_) < BIJNA_VOL_MB:
            gewaarschuwd = True
            zeg(f"\nLet op: {machine.schijf_vol(map_)}")

    return kijk


def standaard_data() -> Path:
    return Path(os.environ.get("WIJKWERK_DEMO_MAP") or WORTEL / ".wijkwerk").absolute()


def omgeving(data: Datamap, profiel: str, servers: Mapping[str, str]) -> dict[str, str]:
    """Return the variables with which Django runs on the demo's data; others that the user has set stay."""
    eigen = {
        "DJANGO_SETTINGS_MODULE": "wijkwerk.settings",
        "WIJKWERK_OMGEVING": "demo",
        "WIJKWERK_PROFIEL": profiel,
        "WIJKWERK_DATA": str(data.van(profiel)),
    }
    return {**os.environ, **eigen, **servers}


def werk_database_bij(data: Datamap, env: dict[str, str]) -> None:
    with stap("Database bijwerken"):
        eis(
            _beheer("migrate", "--no-input"),
            wat="De database bijwerken",
            log=data.log / "migrate.log",
            env=env,
        )


def _vul(opties: Opties, data: Datamap, env: dict[str, str]) -> None:
    werk_database_bij(data, env)
    with stap(f"Voorbeeldgegevens van {opties.naam}"):
        eis(
            _beheer("laad_demo", "--profiel", opties.profiel),
            wat="De voorbeeldgegevens laden",
            log=data.log / "laad_demo.log",
            env=env,
        )


def _start_processen(toezicht: Toezicht, map_: Path, env: dict[str, str], poort: int) -> None:
    def start(naam: str, woorden: str, *paden: Path) -> None:
        toezicht.start(naam, [sys.executable, "-m", *woorden.split(), *paden], env=env)

    web = f"gunicorn wijkwerk.wsgi --bind 127.0.0.1:{poort} --worker-class gthread --workers 1 --threads 8"
    start("web", f"{web} --no-control-socket --graceful-timeout 5")
    start("worker", "celery --app wijkwerk --quiet worker --concurrency 2 --without-gossip --without-mingle")
    start("beat", "celery --app wijkwerk --quiet beat --pidfile= --schedule", map_ / "beat")


def _wacht_op_web(toezicht: Toezicht, adres: str) -> None:
    with stap("Web, worker en klok starten"):
        toezicht.wacht_op(lambda: _is_gezond(adres), op="De webserver")


def _is_gezond(adres: str) -> bool:
    """True when the web server answers, and its database and cache do."""
    try:
        with urllib.request.urlopen(f"{adres}/gezondheid/", timeout=10):  # noqa: S310
            return True
    except OSError:
        return False


def _beheer(*woorden: str) -> list[str]:
    return [sys.executable, str(WORTEL / "manage.py"), *woorden]
