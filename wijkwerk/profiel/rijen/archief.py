"""How long what comes of a form is kept, in the words of the selection list of the municipality."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wijkwerk.profiel.basis import Deel, Tekst


class Archief(Deel):
    """Without `jaren` it is kept for ever."""

    procestype: Tekst
    resultaat: Tekst = ""
    jaren: Annotated[int, Field(ge=1, le=200)] | None = None
