"""The folder with everything that a demo keeps. One process at a time owns it; others may read where it runs."""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from wijkwerk.opstart.melding import OpstartFout

STANDAARD_PROFIEL = "den-helder"
LANGSTE_SOCKETMAP = 80  # a socket's whole path may have 107 bytes


@dataclass(frozen=True)
class Diensten:
    """Where the two servers are."""

    database_url: str
    redis_url: str

    def omgeving(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


@dataclass(frozen=True)
class Draaiend:
    """What a running demo tells to other commands."""

    pid: int
    profiel: str
    servers: Diensten
    adres: str = ""


@dataclass(frozen=True)
class Datamap:
    pad: Path

    @property
    def postgres(self) -> Path:
        return self.pad / "postgres"

    @property
    def log(self) -> Path:
        return self.pad / "log"

    def van(self, profiel: str) -> Path:
        """Return the folder for files of one municipality (mail, media, the clock of beat)."""
        return self.pad / "gemeenten" / profiel

    def laatste_profiel(self) -> str:
        """Return the profile that was last shown here: other commands work on that one."""
        bestand = self.pad / "profiel"
        return bestand.read_text(encoding="utf-8").strip() if bestand.exists() else STANDAARD_PROFIEL

    def onthoud_profiel(self, profiel: str) -> None:
        (self.pad / "profiel").write_text(profiel, encoding="utf-8")

    def draaiend(self) -> Draaiend | None:
        """Return where the owner of this folder runs its services, or None when nobody owns it or it is starting."""
        try:
            staat = json.loads(self._staat.read_text(encoding="utf-8"))
            return Draaiend(**{**staat, "servers": Diensten(**staat["servers"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def meld(self, draaiend: Draaiend) -> None:
        nieuw = self._staat.with_suffix(".nieuw")
        nieuw.write_text(json.dumps(asdict(draaiend), indent=1), encoding="utf-8")
        nieuw.replace(self._staat)

    @contextmanager
    def in_bezit(self) -> Iterator[None]:
        """Own the folder for the body; raise OpstartFout when another process owns it.

        The lock is the kernel's: it ends with the process, whatever the state file still says.
        """
        self.pad.mkdir(parents=True, exist_ok=True)
        with (self.pad / "slot").open("a") as slot:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OpstartFout(self._bezet()) from None
            self._staat.unlink(missing_ok=True)
            try:
                yield
            finally:
                self._staat.unlink(missing_ok=True)

    def is_in_bezit(self) -> bool:
        """True when some process owns the folder now."""
        try:
            with (self.pad / "slot").open("a") as slot:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:
            return False
        return False

    @property
    def _staat(self) -> Path:
        return self.pad / "diensten.json"

    def _bezet(self) -> str:
        ander = self.draaiend()
        wie = f" (proces {ander.pid}{', ' + ander.adres if ander.adres else ''})" if ander else ""
        return f"Wijkwerk draait al op {self.pad}{wie}.\nStop dat eerst met Ctrl-C, of kies een andere map met --data."


@contextmanager
def socketmap(gewenst: Path) -> Iterator[Path]:
    """Give a folder for sockets, closed to others: `gewenst`, or a short one in /tmp when that path is too long."""
    if len(os.fsencode(gewenst)) <= LANGSTE_SOCKETMAP:
        gewenst.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield gewenst
    else:
        with tempfile.TemporaryDirectory(prefix="wijkwerk-", dir="/tmp", ignore_cleanup_errors=True) as kort:
            yield Path(kort)
