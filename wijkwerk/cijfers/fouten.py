"""What can be wrong with a file as a whole."""

from __future__ import annotations


class BestandFout(Exception):
    """This file cannot be used; the text says what is wrong and what to do, in Dutch. Nothing was changed."""
