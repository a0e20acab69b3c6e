"""What a refused step says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Klacht:
    """One complaint, in Dutch. `veld` is the key of the field it belongs to, if any; `eis` the rule ids."""

    tekst: str
    veld: str = ""
    eis: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.tekst} ({', '.join(self.eis)})" if self.eis else self.tekst


class StapGeweigerd(Exception):
    """A step is refused, with every complaint at once; nothing has changed."""

    def __init__(self, klachten: tuple[Klacht, ...]) -> None:
        self.klachten = klachten
        super().__init__(" ".join(klacht.tekst for klacht in klachten))


class StandVeranderd(StapGeweigerd):
    """The thing is no longer in a state from which this step goes: somebody else was first."""
