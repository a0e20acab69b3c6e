"""What a chart is made of: a few shapes, words, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Wide enough to read on a phone without the letters shrinking away; the page decides how wide it becomes.
BREED = 400
REGEL = 19
# How much of the colour each shade of a map takes: words in the text colour stay readable on all of them.
DEKKING = (1, 0.08, 0.17, 0.26, 0.35, 0.45)
LETTERS_PER_REGEL = 44


@dataclass(frozen=True)
class Palet:
    """Colours of the chart. On a page a style sheet goes before them; a PDF knows only these.

    Each fill has 3:1 with the background (WCAG 1.4.11); what a colour says also stands in words or in a form.
    """

    merk: str = "#0b5a5e"
    rustig: str = "#6f8a8c"
    tekst: str = "#1d2b2d"
    stil: str = "#51605f"
    lijn: str = "#b9c3bf"
    achtergrond: str = "#ffffff"

    @classmethod
    def van_huisstijl(cls, kleuren: Mapping[str, str]) -> Palet:
        """Take the brand of the municipality; names as in `wijkwerk.huisstijl`."""
        return cls(
            merk=kleuren["merk"],
            tekst=kleuren["tekst"],
            stil=kleuren["tekst-stil"],
            achtergrond=kleuren["achtergrond"],
        )


@dataclass(frozen=True)
class Tekst:
    x: float
    y: float
    tekst: str
    anker: str = "start"
    soort: str = "gewoon"


@dataclass(frozen=True)
class Vlak:
    """A rectangle. `soort`: merk, rustig, voorlopig (a dashed outline, not filled)."""

    x: float
    y: float
    breed: float
    hoog: float
    soort: str = "rustig"


@dataclass(frozen=True)
class Pad:
    """A line or an outline; `trap` 1 to 5 is a shade of a map, 0 has no number."""

    d: str
    soort: str = "lijn"
    trap: int = 0
    nadruk: bool = False

    @property
    def dekking(self) -> float:
        return DEKKING[self.trap]


@dataclass(frozen=True)
class Stip:
    """A point on a line. `vorm` tells lines apart without colour: rond, vierkant, ruit; open when provisional."""

    x: float
    y: float
    vorm: str = "rond"
    soort: str = "merk"
    open: bool = False

    @property
    def d(self) -> str:
        """The outline, as a path."""
        x, y, r = self.x, self.y, 4.0
        if self.vorm == "vierkant":
            return f"M{x - r:.1f} {y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}z"
        if self.vorm == "ruit":
            return f"M{x:.1f} {y - r - 1.5:.1f}L{x + r + 1.5:.1f} {y:.1f}L{x:.1f} {y + r + 1.5:.1f}L{x - r - 1.5:.1f} {y:.1f}z"
        return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"


@dataclass(frozen=True)
class Legenda:
    """What a mark means: a shade of the map (`trap`) or the point of a line (`stip`)."""

    tekst: str
    trap: int | None = None
    stip: Stip | None = None

    @property
    def dekking(self) -> float:
        return DEKKING[self.trap or 0]


@dataclass(frozen=True)
class Grafiek:
    """One chart, drawn: shapes in units of a drawing `breed` wide and `hoog` high.

    `omschrijving` is the text alternative (the whole message, for who does not see it), `bron` where the numbers come from
    and of when; `koppen` and `rijen` are the same numbers as a table, its first column the heading of each row.
    """

    titel: str
    omschrijving: str
    hoog: float
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    bron: str = ""
    breed: float = BREED
    paden: tuple[Pad, ...] = ()
    vlakken: tuple[Vlak, ...] = ()
    stippen: tuple[Stip, ...] = ()
    teksten: tuple[Tekst, ...] = ()
    legenda: tuple[Legenda, ...] = ()
    palet: Palet = field(default_factory=Palet)


def regels(tekst: str, letters: int = LETTERS_PER_REGEL) -> list[str]:
    """Break a name on spaces into lines that fit; one long word stays whole."""
    uit = [""]
    for woord in tekst.split():
        if uit[-1] and len(uit[-1]) + 1 + len(woord) > letters:
            uit.append(woord)
        else:
            uit[-1] = f"{uit[-1]} {woord}".strip()
    return uit
