"""Figures for the wijken of Den Helder: koopwoningen in three years, of gemeente and Nederland too."""

from __future__ import annotations

from tests.cijfers.hulp import csv, laad
from wijkwerk.wijken.models import Gebied, Gebiedscode

WIJK = "nieuw-den-helder"
KOP = ("WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_47", "Woningvoorraad_35")


def laad_cijfers(eigen: dict[int, str], *, gemeente: str = "54", inwoners: str = "9000") -> None:
    """`eigen`: the percentage of WIJK per year; the other wijken have 54 all the time."""
    wijken = list(Gebied.objects.actief().filter(niveau="wijk"))
    Gebiedscode.objects.all().delete()
    for nummer, wijk in enumerate(wijken, 1):
        Gebiedscode.objects.create(gebied=wijk, code=f"WK0400{nummer:02}")
    for jaar, getal in eigen.items():
        laad_jaar(jaar, getal, gemeente=gemeente, inwoners=inwoners)


def laad_jaar(jaar: int, getal: str, *, gemeente: str = "54", inwoners: str = "9000") -> None:
    wijken = list(Gebied.objects.actief().filter(niveau="wijk"))
    anderen = 9000 * (len(wijken) - 1)
    heel = str(anderen + int(inwoners)) if inwoners.isdecimal() else str(anderen + 9000)
    rijen = [("NL00", "17900000", "57", "100"), ("GM0400", heel, gemeente, "100")]
    for nummer, wijk in enumerate(wijken, 1):
        procent, aantal = (getal, inwoners) if wijk.sleutel == WIJK else ("54", "9000")
        rijen.append((f"WK0400{nummer:02}", aantal, procent, "100"))
    laad(csv(KOP, *rijen), "statline", jaar, alles=True)
