"""Marks: words that occur nowhere else, so that a page shows whether it leaks.

A mark is a family and the text it stands in: `zilvermeeuw7731tekst` is what was said in a shielded signal.
"""

from __future__ import annotations

import re

# Every text of a shielded signal, of its parts and its answer.
GEHEIM = "zilvermeeuw7731"
# Every text in a closed part of a meeting.
BESLOTEN = "korhoen8842"
# Stands in the same texts: a search for it repeats no mark.
ZOEKWOORD = "steenuil"

_MERK = re.compile(rf"({GEHEIM}|{BESLOTEN})([a-z]*)")
# A calendar file breaks long lines; what was cut is put together before looking.
_VOUW = re.compile(r"\r?\n[ \t]")


def merk(familie: str, naam: str) -> str:
    """Return the text that carries a mark, with the word that can be searched for."""
    return f"{familie}{naam} {ZOEKWOORD}"


def merken_in(tekst: str, familie: str) -> frozenset[str]:
    """Return which texts of this family show up."""
    tekst = tekst.lower()
    if "begin:vcalendar" in tekst:
        tekst = _VOUW.sub("", tekst)
    if familie not in tekst:  # most pages
        return frozenset()
    return frozenset(naam for soort, naam in _MERK.findall(tekst) if soort == familie)
