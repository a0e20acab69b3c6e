"""What somebody types in a search field, as PostgreSQL searches for it: the same everywhere."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery

# Shorter words are taken as they are: as beginnings they would be in everything.
BEGIN_VANAF = 3


def zoekopdracht(tekst: str) -> SearchQuery | None:
    """All words, each by its Dutch stem or its beginning; None when there is no word in it.

    Nothing that is typed is an operator: whatever it is, it is no error.
    """
    woorden = re.findall(r"\w+", tekst)
    if not woorden:
        return None
    vraag = " & ".join(f"{woord}:*" if len(woord) >= BEGIN_VANAF else woord for woord in woorden)
    # By stem, or as typed: the stem of a beginning is not always the beginning of the stem (spoor, spoorstraat).
    stam, letterlijk = (SearchQuery(vraag, config=taal, search_type="raw") for taal in ("dutch", "simple"))
    return stam | letterlijk
