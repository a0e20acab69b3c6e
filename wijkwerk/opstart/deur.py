"""Chooses what `manage.py` does with a command, and makes sure that it can."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from wijkwerk.opstart import controle, demo, diensten, machine, npm, omgeving, proeven
from wijkwerk.opstart.datamap import Datamap
from wijkwerk.opstart.melding import OpstartFout, meld_fout, zeg
from wijkwerk.opstart.toezicht import Toezicht, vang_stopsignalen

UITLEG = """Wijkwerk: signalen, overleggen en wijkagenda's voor gemeenten die wijkgericht werken.

  python3 manage.py demo        alles starten met voorbeeldgegevens (zie ook: demo --help)
  python3 manage.py test        alle tests (verdere woorden gaan naar pytest)
  python3 manage.py controle    stijl, sjablonen, verdiepingen en typen
  python3 manage.py help        alle andere opdrachten

Dat is genoeg: wat nodig is, wordt de eerste keer opgehaald."""

ONTWIKKELING = {"test", "controle", "screenshots", "bench"}
# Commands of Django and of ours that touch no database.
# fmt: off
ZONDER_DIENSTEN = {
    "help", "--help", "-h", "version", "--version", "check", "collectstatic", "diffsettings", "eisen", "findstatic", "makemessages",
    "profiel controleer",
}
# fmt: on


def main(argv: list[str]) -> int:
    """Run `manage.py` and return its exit code."""
    vang_stopsignalen()
    opdracht, argumenten = (argv[1], argv[2:]) if len(argv) > 1 else ("", [])
    try:
        return _voer_uit(opdracht, argumenten)
    except OpstartFout as fout:
        meld_fout(fout)
        return 1
    except KeyboardInterrupt:
        zeg("\nAfgebroken.")
        return 130
    except BrokenPipeError:  # `manage.py profiel toon | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PermissionError as fout:
        meld_fout(
            OpstartFout(
                f"U mag {fout.filename} niet schrijven of lezen. Kies met --data een eigen map, of werk in een eigen kopie."
            )
        )
        return 1
    except OSError as fout:
        if not machine.is_schijf_vol(fout):
            raise
        meld_fout(OpstartFout(machine.schijf_vol(fout.filename or "Wijkwerk")))
        return 1


def _voer_uit(opdracht: str, argumenten: list[str]) -> int:
    if not opdracht:
        zeg(UITLEG)
        return 0
    opties = demo.lees_opties(argumenten) if opdracht == "demo" else None
    omgeving.zorg_voor("ontwikkeling" if opdracht in ONTWIKKELING else "basis")
    npm.zorg_voor()
    if opties:
        return demo.start(opties)
    if opdracht == "test":
        return proeven.start(argumenten)
    if opdracht == "controle":
        return controle.start(argumenten)
    return _django(opdracht)


def _django(opdracht: str) -> int:
    """Run a management command; without a DATABASE_URL on the demo's data, whose servers start when they do not run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwerk.settings")
    eigen = not diensten.gegeven("DATABASE_URL") and "WIJKWERK_OMGEVING" not in os.environ
    with _op_demo_gegevens(opdracht) if eigen else nullcontext():
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    return 0


@contextmanager
def _op_demo_gegevens(opdracht: str) -> Iterator[None]:
    """Set the environment of this process to the demo's, and start its servers when nobody has."""
    data = Datamap(demo.standaard_data())
    profiel = os.environ.get("WIJKWERK_PROFIEL") or data.laatste_profiel()
    if {opdracht, " ".join(sys.argv[1:3])} & ZONDER_DIENSTEN:
        os.environ.update(demo.omgeving(data, profiel, {}))
        yield
    elif data.is_in_bezit():
        draaiend = data.draaiend()
        if draaiend is None:
            raise OpstartFout("Wijkwerk is net aan het starten of stoppen. Probeer het zo nog eens.")
        os.environ.update(demo.omgeving(data, draaiend.profiel, draaiend.servers.omgeving()))
        yield
    else:
        nieuw = not data.postgres.exists()
        with data.in_bezit(), diensten.voor_demo(Toezicht(data.log), data, profiel) as servers:
            os.environ.update(demo.omgeving(data, profiel, servers.omgeving()))
            if nieuw and opdracht != "migrate":
                demo.werk_database_bij(data, dict(os.environ))
            yield
