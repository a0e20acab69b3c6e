"""What profiles may say about a participation path."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import bedrag, keuze, tekst

TRAJECT = Objectsoort(
    naam="traject",
    stappen=woorden("starten vaststellen"),
    feiten=woorden("formele-inspraak wijkt-af-van-protocol raakt-meer-gebieden groot"),
    relaties=woorden("betrokkenen bewoners partijen gebieden instrumenten overleggen"),
    velden=velden(
        tekst("doel", "Doel"),
        keuze("trede", "Trede"),
        tekst("weegfactoren", "Weegfactoren"),
        tekst("instrumenten", "Instrumenten"),
        tekst("waarover", "Waarover"),
        tekst("kaders", "Kaders"),
        tekst("terugkoppeling", "Terugkoppeling"),
        bedrag("budget", "Budget"),
    ),
    soorten=("participatie.protocollen",),
    doelen={"partijen": "partij", "gebieden": "gebied", "overleggen": "overleg"},
    keuzes_uit={"trede": "participatie.ladder"},
)

OBJECTEN: tuple[Objectsoort, ...] = (TRAJECT,)
