"""How long what comes of a form is kept, in the words of the selection list of the municipality."""

from __future__ import annotations

from wijkwerk.profiel.basis import Deel, Positief, Tekst


class Archief(Deel):
    """Without `jaren` it is kept for ever."""

    procestype: Tekst
    resultaat: Tekst = ""
    jaren: Positief | None = None
