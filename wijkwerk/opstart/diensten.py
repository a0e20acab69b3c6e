"""The two servers that Wijkwerk needs: those that the user names, or embedded ones."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wijkwerk.opstart import postgres, valkey
from wijkwerk.opstart.datamap import Datamap, Diensten, Draaiend, socketmap
from wijkwerk.opstart.melding import stap
from wijkwerk.opstart.toezicht import Toezicht


def gegeven(naam: str) -> str:
    """Return DATABASE_URL or REDIS_URL when the user has set it, also as a file (`_FILE`)."""
    bestand = os.environ.get(f"{naam}_FILE")
    return Path(bestand).read_text(encoding="utf-8").strip() if bestand else os.environ.get(naam, "")


def databasenaam(profiel: str) -> str:
    """Return the database of a profile: each municipality its own, so that changing the profile loses nothing."""
    return "wijkwerk_" + "".join(teken if teken.isalnum() else "_" for teken in profiel.lower())


@contextmanager
def voor_demo(
    toezicht: Toezicht, data: Datamap, profiel: str, *, opnieuw: bool = False
) -> Iterator[Diensten]:
    """Start what is not given, on the kept data, and stop it afterwards."""
    with socketmap(data.pad / "sockets") as sockets, toezicht:
        database_url, redis_url = gegeven("DATABASE_URL"), gegeven("REDIS_URL")
        if not database_url:
            with stap("PostgreSQL starten"):
                postgres.start(toezicht, data.postgres, sockets)
                postgres.maak_database(sockets, databasenaam(profiel), opnieuw=opnieuw)
            database_url = postgres.url(sockets, databasenaam(profiel))
        if not redis_url:
            with stap("Valkey starten"):
                valkey.start(toezicht, sockets)
            redis_url = valkey.url(sockets)
        diensten = Diensten(database_url, redis_url)
        data.meld(Draaiend(os.getpid(), profiel, diensten))
        yield diensten


@contextmanager
def voor_proeven() -> Iterator[Diensten]:
    """Start what is not given, fast and on nothing that is kept."""
    database_url, redis_url = gegeven("DATABASE_URL"), gegeven("REDIS_URL")
    with tempfile.TemporaryDirectory(prefix="wijkwerk-test-", ignore_cleanup_errors=True) as tijdelijk:
        map_ = Path(tijdelijk)
        with socketmap(map_ / "sockets") as sockets, Toezicht(map_ / "log") as toezicht:
            if not database_url:
                with stap("PostgreSQL starten"):
                    postgres.start(toezicht, map_ / "postgres", sockets, instellingen=postgres.VLUCHTIG)
                    postgres.maak_database(sockets, "wijkwerk")
                database_url = postgres.url(sockets, "wijkwerk")
            if not redis_url:
                with stap("Redis of Valkey starten"):
                    valkey.start(toezicht, sockets, machine_eerst=True)
                redis_url = valkey.url(sockets)
            yield Diensten(database_url, redis_url)
