"""What profiles may say about the steps of a cycle and figures."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import datum, getal, tekst

STAP = Objectsoort(
    naam="stap",
    stappen=woorden("starten afronden"),
    feiten=woorden("te-laat eerste-ronde vorige-afgerond"),
    relaties=woorden("plannen overleggen peilingen gebieden bewoners cijfers"),
    velden=velden(
        tekst("bevindingen", "Bevindingen"),
        tekst("vervolg", "Vervolg"),
        datum("einddatum", "Einde"),
    ),
    soorten=("cyclus", "cyclus.stappen"),
    doelen={"plannen": "plan", "overleggen": "overleg", "peilingen": "peiling", "gebieden": "gebied"},
)

CIJFERS = Objectsoort(
    naam="cijfers",
    stappen=woorden("invoeren"),
    feiten=woorden("voorlopig geheim kleine-aantallen afgeleid"),
    relaties=woorden("gebieden"),
    velden=velden(
        tekst("bron", "Bron"),
        datum("peildatum", "Peildatum"),
        tekst("periode", "Periode"),
        getal("waarde", "Waarde"),
        tekst("reden", "Reden dat het cijfer ontbreekt"),
    ),
    soorten=("indicator",),
    doelen={"gebieden": "gebied"},
)

OBJECTEN: tuple[Objectsoort, ...] = (STAP, CIJFERS)
