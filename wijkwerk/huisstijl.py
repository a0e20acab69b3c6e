"""The brand of a municipality: about twenty colours and sizes that a beheerder sets, checked before they are kept.

The same names and defaults stand in static/css/thema.css, so that a page also looks right without /huisstijl.css.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

STANDAARD: Mapping[str, str] = MappingProxyType(
    {
        "merk": "#0b5a5e",
        "merk-donker": "#073f42",
        "merk-licht": "#e4f0ef",
        "op-merk": "#ffffff",
        "accent": "#e0a030",
        "link": "#0b5a5e",
        "link-nadruk": "#073f42",
        "kop": "#10292b",
        "tekst": "#1d2b2d",
        "tekst-stil": "#51605f",
        "achtergrond": "#ffffff",
        "vlak": "#f6f7f4",
        "lijn": "#d8dedb",
        "kopbalk": "#0b3f43",
        "op-kopbalk": "#ffffff",
        "voet": "#10292b",
        "op-voet": "#eef3f1",
        "focus": "#101010",
        "ronding": "6px",
        "letter": '"Segoe UI", -apple-system, blinkmacsystemfont, roboto, "Noto Sans", "Liberation Sans", arial, sans-serif',
        "logo-hoogte": "2.5rem",
    }
)
MATEN = frozenset({"ronding", "logo-hoogte"})
NAMEN: Mapping[str, str] = MappingProxyType(
    {
        "merk": "Hoofdkleur (knoppen)",
        "merk-donker": "Hoofdkleur, donker (knop onder de muis)",
        "merk-licht": "Hoofdkleur, licht (vlakken)",
        "op-merk": "Tekst op de hoofdkleur",
        "accent": "Accentkleur (lijn onder de kop)",
        "link": "Links",
        "link-nadruk": "Links onder de muis",
        "kop": "Koppen",
        "tekst": "Tekst",
        "tekst-stil": "Rustige tekst",
        "achtergrond": "Achtergrond",
        "vlak": "Rustig vlak",
        "lijn": "Lijnen",
        "kopbalk": "Balk bovenaan",
        "op-kopbalk": "Tekst in de balk bovenaan",
        "voet": "Balk onderaan",
        "op-voet": "Tekst in de balk onderaan",
        "focus": "Rand om wat is gekozen",
        "ronding": "Ronde hoeken",
        "letter": "Lettertypen",
        "logo-hoogte": "Hoogte van het logo",
    }
)

# The calm colour of charts (`wijkwerk.grafiek`), which no municipality chooses.
RUSTIG = "#6f8a8c"
# What stands on what: (front, back, least contrast). WCAG 1.4.3 asks 4.5 for text, 1.4.11 asks 3 for shapes.
_PAREN: tuple[tuple[str, str, float], ...] = (
    ("tekst", "achtergrond", 4.5),
    ("tekst", "vlak", 4.5),
    ("tekst", "merk-licht", 4.5),
    ("tekst-stil", "achtergrond", 4.5),
    ("tekst-stil", "vlak", 4.5),
    ("kop", "achtergrond", 4.5),
    ("kop", "merk-licht", 4.5),
    ("link", "achtergrond", 4.5),
    ("link", "vlak", 4.5),
    ("link-nadruk", "merk-licht", 4.5),
    ("merk", "achtergrond", 4.5),
    ("merk-donker", "merk-licht", 4.5),
    ("op-merk", "merk", 4.5),
    ("op-merk", "merk-donker", 4.5),
    ("op-kopbalk", "kopbalk", 4.5),
    ("op-voet", "voet", 4.5),
    # The shield of an afgeschermd signaal is white on the colour of the headings.
    ("kop", "#ffffff", 4.5),
    ("focus", "achtergrond", 3.0),
    ("achtergrond", RUSTIG, 3.0),
)
# How colours that no municipality chooses are called in a complaint.
_VAST = {"#ffffff": "wit", RUSTIG: "de rustige staven van een grafiek"}
_KLEUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_MAAT = re.compile(r"\d{1,3}(\.\d{1,3})?(px|rem)")
_LETTER = re.compile(r"[A-Za-z0-9 ,\"'_-]{1,300}")


def contrast(kleur1: str, kleur2: str) -> float:
    """Return the WCAG contrast ratio (1 to 21) of two colours written as #rrggbb; ValueError for another notation."""
    licht, donker = sorted((_helderheid(kleur1), _helderheid(kleur2)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def controleer(tokens: Mapping[str, str]) -> tuple[str, ...]:
    """Return all complaints (Dutch, for the beheerder) about these tokens; none means that they may be kept."""
    vorm = [fout for naam, waarde in tokens.items() if (fout := _vormfout(naam, waarde))]
    return tuple(vorm) if vorm else tuple(_te_zwak({**STANDAARD, **tokens}))


def css(tokens: Mapping[str, str]) -> str:
    """Return the text of /huisstijl.css for tokens that differ from the default; ValueError when `controleer` complains."""
    if klachten := controleer(tokens):
        raise ValueError(" ".join(klachten))
    regels = [
        f"  --wijkwerk-{naam}: {tokens[naam]};"
        for naam in STANDAARD
        if tokens.get(naam, STANDAARD[naam]) != STANDAARD[naam]
    ]
    return "\n".join([":root {", *regels, "}", ""])


def _helderheid(kleur: str) -> float:
    if not _KLEUR.fullmatch(kleur):
        raise ValueError(f"Geen kleur als #rrggbb: {kleur!r}")
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (1, 3, 5)]
    rood, groen, blauw = (
        deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen
    )
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def _vormfout(naam: str, waarde: str) -> str:
    if naam not in STANDAARD:
        return f"Wij kennen geen huisstijl-onderdeel “{naam}”."
    if naam == "letter":
        return (
            "" if _LETTER.fullmatch(waarde) else "Lettertypen: gebruik alleen namen, met een komma ertussen."
        )
    if naam in MATEN:
        return (
            "" if _MAAT.fullmatch(waarde) else f"{NAMEN[naam]}: geef een maat in px of rem, bijvoorbeeld 6px."
        )
    return (
        ""
        if _KLEUR.fullmatch(waarde)
        else f"{NAMEN[naam]}: geef een kleur als #rrggbb, bijvoorbeeld #0b5a5e."
    )


def _te_zwak(tokens: Mapping[str, str]) -> list[str]:
    fouten = []
    for voor, achter, minstens in _PAREN:
        verschil = contrast(tokens[voor], tokens.get(achter, achter))
        if verschil < minstens:
            op = f"“{NAMEN[achter]}”" if achter in NAMEN else _VAST[achter]
            getal, norm = (
                f"{waarde:.1f}".replace(".", ",") for waarde in (int(verschil * 10) / 10, minstens)
            )
            fouten.append(
                f"“{NAMEN[voor]}” is slecht te lezen op {op}: het contrast is {getal}, het moet minstens {norm} zijn. Kies een donkerder of lichter kleur."
            )
    return fouten
