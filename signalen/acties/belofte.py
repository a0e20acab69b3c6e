"""What an answer promises becomes an Afspraak: who does it, before when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from signalen.models import Antwoord, Dossier, Signaal
from signalen.verstrekken import leg_vast, mag_lezen
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker

# The kind of answer that makes an afspraak.
TOEGEZEGD = "toegezegd"


@dataclass
class Samen:
    """One promise for several answers (to a dossier, to a repeat): made with the first of them, shared by the rest."""

    bron: Dossier | Signaal
    afspraak: Afspraak | None = None


def beloof(
    antwoord: Antwoord,
    uitvoerder: Houder | None,
    velden: Mapping[str, Any],
    door: Gebruiker,
    samen: Samen | None = None,
) -> None:
    """Record the promise of an answer that makes one; inside the caller's transaction."""
    dag = velden.get("streefdatum")
    if antwoord.uitkomst != TOEGEZEGD or uitvoerder is None or not isinstance(dag, date):
        return
    signaal = antwoord.signaal
    afspraak = samen.afspraak if samen else None
    if afspraak is None:
        bron = samen.bron if samen else signaal
        afspraak = afspraken.maak(
            wat=_wat(bron, uitvoerder),
            houder=uitvoerder,
            uiterlijk=dag,
            bron=bron,
            gebieden=signaal.gebieden.all(),
            door=door,
            gevoelig=signaal.gevoelig,
            thema=signaal.themas[0] if signaal.themas else "",
        )
    if samen is not None:
        samen.afspraak = afspraak
    leg_vast(signaal, [uitvoerder], door)
    antwoord.afspraak = afspraak
    antwoord.save(update_fields=["afspraak"])


def beloofd(signaal: Signaal, tekst: str) -> str:
    """What a promise about these words is called."""
    return f"{signaal.nummer}: {tekst}"[:300]


def _wat(bron: Signaal | Dossier, uitvoerder: Houder) -> str:
    """What is to be done; of what is shielded, or may not go to this one, only which one it is."""
    if isinstance(bron, Dossier):
        return str(bron)[:300]
    if bron.gevoelig == "nee" and mag_lezen(bron, uitvoerder):
        return beloofd(bron, bron.tekst)
    return f"Signaal {bron.nummer} uitvoeren"
