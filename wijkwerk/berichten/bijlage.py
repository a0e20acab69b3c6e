"""A file that goes along with a mail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bijlage:
    """Name, bytes and MIME type."""

    naam: str
    inhoud: bytes
    soort: str
