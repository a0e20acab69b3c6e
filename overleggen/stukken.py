"""Which files may be papers, known by what is in them and not by what they say they are."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

MB = 1024 * 1024
MAX_BYTES = 10 * MB

# Ending -> MIME type, and what such a file starts with.
SOORTEN: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK\x03\x04"),
    "odt": ("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04"),
    "odp": ("application/vnd.oasis.opendocument.presentation", b"PK\x03\x04"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
}
MACROS = "vbaProject.bin"
NIET_LEESBAAR = (
    "Dit bestand kunnen wij niet bewaren. Kies een pdf, tekst, rekenblad, presentatie of afbeelding."
)


class StukFout(ValueError):
    """The message is Dutch, for whoever chose the file."""


@dataclass(frozen=True)
class Bestand:
    """A file that may be kept; `soort` is a key of SOORTEN."""

    inhoud: bytes
    soort: str


def lees(naam: str, ruw: bytes) -> Bestand:
    """Return the file; raises StukFout when it is too big, empty, of another kind, or holds macros."""
    soort = naam.rpartition(".")[2].lower().replace("jpeg", "jpg")
    if len(ruw) > MAX_BYTES:
        raise StukFout(f"Dit bestand is te groot. Het mag hoogstens {MAX_BYTES // MB} MB zijn.")
    if soort not in SOORTEN or not ruw.startswith(SOORTEN[soort][1]):
        raise StukFout(NIET_LEESBAAR)
    if ruw.startswith(b"PK") and _heeft_macros(ruw):
        raise StukFout("In dit bestand zit een programma (macro). Bewaar het zonder, of als pdf.")
    return Bestand(ruw, soort)


def _heeft_macros(ruw: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(ruw)) as archief:
            return any(naam.endswith(MACROS) or naam.startswith("Basic/") for naam in archief.namelist())
    except zipfile.BadZipFile as fout:
        raise StukFout(NIET_LEESBAAR) from fout
