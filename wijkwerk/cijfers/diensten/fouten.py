"""What can go wrong with a service, in words for whoever waits for it."""

from __future__ import annotations

from wijkwerk.cijfers.fouten import BestandFout


class DienstFout(BestandFout):
    """The service gave nothing that can be used. Nothing was changed."""


class Onderbroken(DienstFout):
    """This may pass by itself: ask again."""

    def __init__(self, tekst: str, wacht: int = 0) -> None:
        super().__init__(tekst)
        # Seconds that the service asks to stay away.
        self.wacht = wacht


class Geweigerd(DienstFout):
    """The service answered with this status, and will do so again."""

    def __init__(self, tekst: str, status: int) -> None:
        super().__init__(tekst)
        self.status = status
