"""What profiles may say about reports and evaluations."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import datum, tekst

RAPPORTAGE = Objectsoort(
    naam="rapportage",
    stappen=woorden("maken schrijven vaststellen heropenen"),
    feiten=woorden("voor-iedereen alle-teksten te-laat"),
    relaties=woorden("gebieden teksten"),
    velden=velden(tekst("inleiding", "Inleiding"), datum("tot", "Laatste dag van de periode")),
    soorten=("rapportage",),
    doelen={"gebieden": "gebied"},
)

EVALUATIE = Objectsoort(
    naam="evaluatie",
    stappen=woorden("plannen afronden"),
    feiten=woorden("met-belasting te-laat"),
    relaties=woorden("punten gebieden verbeterpunten"),
    velden=velden(tekst("uitkomst", "Uitkomst"), tekst("verslag", "Verslag"), datum("datum", "Datum")),
    soorten=("evaluatie",),
    doelen={"gebieden": "gebied"},
)

OBJECTEN: tuple[Objectsoort, ...] = (RAPPORTAGE, EVALUATIE)
