"""The profile: parsed once per version, then free."""

from collections.abc import Iterator

from bench import Vergelijking
from tests.hulp import activeer, profieltekst
from wijkwerk.gemeente.service import actief_profiel, taal
from wijkwerk.profiel import lees_tekst


def vergelijkingen() -> Iterator[Vergelijking]:
    activeer("helmond")
    klein = profieltekst("oude-ijsselstreek")
    groot = profieltekst("den-helder")
    yield Vergelijking(
        "profiel lezen: het grootste naast het kleinste",
        lambda: lees_tekst(klein, taal(), bestand="klein.toml"),
        lambda: lees_tekst(groot, taal(), bestand="groot.toml"),
        4,
    )
    yield Vergelijking(
        "profiel: lezen naast opvragen (b is opvragen)",
        lambda: lees_tekst(groot, taal(), bestand="groot.toml"),
        actief_profiel,
        0.1,
    )
