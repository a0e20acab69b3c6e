"""Which roles stand in the table of which municipality."""

from __future__ import annotations

import tomllib

from tests.hulp import profieltekst
from tests.toegang.toneel.opbouw import PLEKKEN

ANONIEM = "anoniem"
# Den Helder exhaustively. Of the others the roles whose side, reach and rights together do not occur there.
GEKOZEN = {
    # Guards for the whole municipality; takes part for an organisation in one area; speaks for a body of residents.
    "bergen": ("wijkcoordinator", "management", "agendalid", "vertegenwoordiger"),
    # Publishes and counts; partners who see signals, register them in an area, or see what is shielded.
    "etten-leur": ("wijkmanager", "partner", "opbouwwerker", "vroegsignaleerder"),
    # Prepares without leading; a resident body that chairs; a front line that sees what is shielded.
    "helmond": ("adviseur-wgw", "wijkopzichter", "wijkorgaan", "frontlinie"),
    # Solves without seeing; partners of a team, with and without what is shielded; who counts until it is his.
    "oude-ijsselstreek": (
        "uitvoerder",
        "generalist-zorg-welzijn",
        "teamlid",
        "gebiedsregisseur",
        "belangenorganisatie",
    ),
}


def alle_rollen(gemeente: str) -> tuple[str, ...]:
    return tuple(str(rol["sleutel"]) for rol in tomllib.loads(profieltekst(gemeente))["rol"])


def kolommen(gemeente: str) -> tuple[str, ...]:
    return ANONIEM, *GEKOZEN.get(gemeente, alle_rollen(gemeente))


# (municipality, role) of every column.
KOLOMMEN = [(gemeente, rol) for gemeente in PLEKKEN for rol in kolommen(gemeente)]
# Of the municipalities with shielded signals whoever has no column: there only the marks are looked for.
OVERIGE = [
    (gemeente, rol)
    for gemeente in ("etten-leur", "helmond", "oude-ijsselstreek")
    for rol in alle_rollen(gemeente)
    if rol not in GEKOZEN[gemeente]
]
