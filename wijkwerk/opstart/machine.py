"""Questions about this machine: a free port, room on the disk, the libraries that WeasyPrint needs."""

import ctypes
import errno
import os
import shutil
import socket
import sys
from pathlib import Path

from wijkwerk.opstart.melding import OpstartFout

# What WeasyPrint loads at import, and Debian's package that carries it.
PDF_BIBLIOTHEKEN = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def vrije_poort(gewenst: int, *, pogingen: int = 50) -> int:
    """Return `gewenst`, or the first free port above it on 127.0.0.1."""
    if not 1 <= gewenst <= 65535:
        raise OpstartFout(f"Poort {gewenst} bestaat niet. Kies een getal van 1 tot en met 65535.")
    for poort in range(gewenst, min(gewenst + pogingen, 65536)):
        with socket.socket() as proef:
            # As gunicorn does: a connection that has just closed does not keep the port.
            proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                proef.bind(("127.0.0.1", poort))
            except PermissionError:
                raise OpstartFout(
                    f"Poort {poort} mag alleen root gebruiken. Kies met --poort een getal boven 1024."
                ) from None
            except OSError:
                continue
            return poort
    raise OpstartFout(
        f"Alle poorten van {gewenst} tot {gewenst + pogingen} zijn bezet. Kies een andere met --poort."
    )


def eis_ruimte(map_: Path, *, mb: int) -> None:
    """Raise OpstartFout when the disk of `map_` (or of its first existing parent) has less than `mb` MB free."""
    vrij = vrij_mb(map_)
    if vrij < mb:
        raise OpstartFout(f"{schijf_vol(map_)}\nEr is {vrij} MB vrij en er is {mb} MB nodig.")


def vrij_mb(map_: Path) -> int:
    bestaand = next(pad for pad in (map_, *map_.parents) if pad.exists())
    return shutil.disk_usage(bestaand).free // 1_000_000


def schijf_vol(map_: Path | str) -> str:
    return f"De schijf met {map_} is (bijna) vol. Maak ruimte en start opnieuw; uw gegevens blijven bewaard."


def is_schijf_vol(fout: OSError) -> bool:
    return fout.errno in {errno.ENOSPC, errno.EDQUOT}


def zonder_pdf() -> str:
    """Return what to tell when WeasyPrint cannot load its libraries, or an empty string."""
    if sys.platform == "darwin":
        return "" if _laadbaar("libpango-1.0.0.dylib") else _pdf_tekst("brew install pango")
    pakketten = [pakket for bibliotheek, pakket in PDF_BIBLIOTHEKEN.items() if not _laadbaar(bibliotheek)]
    sudo = "" if os.geteuid() == 0 else "sudo "
    return _pdf_tekst(f"{sudo}apt-get install -y {' '.join(pakketten)}") if pakketten else ""


def _pdf_tekst(opdracht: str) -> str:
    return f"Let op: PDF's maken lukt hier nog niet, al het andere wel. Dit lost het op:\n\n    {opdracht}\n"


def _laadbaar(bibliotheek: str) -> bool:
    try:
        ctypes.CDLL(bibliotheek)
    except OSError:
        return False
    return True
