"""What a refused step says."""

from __future__ import annotations

from dataclasses import dataclass


def noem_regels(eis: tuple[str, ...]) -> str:
    """The ids of rules for who reads a complaint: all when there are few, else the first two and how many more."""
    if len(eis) <= 3:
        return ", ".join(eis)
    return f"{eis[0]}, {eis[1]} en {len(eis) - 2} andere"


@dataclass(frozen=True)
class Klacht:
    """One complaint, in Dutch. `veld` is the key of the field it belongs to, if any; `eis` the rule ids.

    `url` is the page on which it is mended, when the app that complains has one of its own.
    """

    tekst: str
    veld: str = ""
    eis: tuple[str, ...] = ()
    url: str = ""

    def __str__(self) -> str:
        return f"{self.tekst} ({noem_regels(self.eis)})" if self.eis else self.tekst


class StapGeweigerd(Exception):
    """A step is refused, with every complaint at once; nothing has changed."""

    def __init__(self, klachten: tuple[Klacht, ...]) -> None:
        self.klachten = klachten
        super().__init__(" ".join(klacht.tekst for klacht in klachten))


class StandVeranderd(StapGeweigerd):
    """The thing is no longer in a state from which this step goes: somebody else was first."""
