"""What no log may hold: the secret part of an address. Who reads a log must not be able to open what it names."""

from __future__ import annotations

import logging
import re
from collections.abc import MutableMapping
from typing import Any

# Behind these lies something that only the holder of the address may see.
_GEHEIM_PAD = re.compile(
    r"(/(?:volg|mail|aanmelden|inbreng|nieuwsmail|agenda/eigen|account/password/reset/key)/)[^/\s\"'\\]+"
)


def verberg(tekst: str) -> str:
    return _GEHEIM_PAD.sub(r"\1…", tekst)


def verberg_paden(logger: Any, methode: str, velden: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: for everything that we log ourselves."""
    for naam, waarde in velden.items():
        if isinstance(waarde, str):
            velden[naam] = verberg(waarde)
    return velden


class VerbergPaden(logging.Filter):
    """For the access log of the web server, also where it is the page that somebody came from."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, dict):
            for naam, waarde in record.args.items():
                if isinstance(waarde, str):
                    record.args[naam] = verberg(waarde)
        return True
