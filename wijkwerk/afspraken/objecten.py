"""What profiles may say about afspraken."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import bedrag, datum, keuze, tekst

AFSPRAAK = Objectsoort(
    naam="afspraak",
    stappen=woorden("maken toezeggen weigeren bijwerken doorzetten afronden"),
    feiten=woorden(
        "doorgezet gevoelig te-laat uit-signaal uit-overleg uit-plan met-gemeente met-bewoners verlengd"
    ),
    relaties=woorden("gebieden partijen bewoners"),
    velden=velden(
        datum("wanneer", "Wanneer"),
        tekst("betrokken-partijen", "Betrokken partijen"),
        datum("datum", "Datum"),
        datum("uiterlijk", "Uiterlijk"),
        keuze("nagekomen", "Nagekomen", "ja", "deels", "nee"),
        tekst("resultaat", "Resultaat"),
        tekst("middelen", "Middelen"),
        bedrag("kosten", "Kosten"),
    ),
    soorten=("signaalsoort", "overlegvorm", "planvorm"),
    doelen={"gebieden": "gebied", "partijen": "partij"},
)

OBJECTEN: tuple[Objectsoort, ...] = (AFSPRAAK,)
