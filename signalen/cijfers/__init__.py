"""Figures about signals: where what is heard (DHR-25), and how long an answer takes."""

from signalen.cijfers.doorloop import Doorloop, Maat, doorloop
from signalen.cijfers.kaart import Warmtekaart, warmtekaart
from signalen.cijfers.schild import in_woorden, naar_beneden
from signalen.cijfers.warmte import Cel, Stil, Warmtetabel, warmtetabel

__all__ = [
    "Cel",
    "Doorloop",
    "Maat",
    "Stil",
    "Warmtekaart",
    "Warmtetabel",
    "doorloop",
    "in_woorden",
    "naar_beneden",
    "warmtekaart",
    "warmtetabel",
]
