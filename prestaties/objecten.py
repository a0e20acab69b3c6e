"""What profiles may say about what organisations promise to deliver."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import bedrag, getal, keuze, tekst

PRESTATIE = Objectsoort(
    naam="prestatie",
    stappen=woorden("overeenkomen leveren controleren"),
    feiten=woorden("gesubsidieerd geleverd niet-geleverd te-laat eerste-keer"),
    relaties=woorden("leveringen gebieden partijen opdrachtgevers afspraken"),
    velden=velden(
        tekst("prestatie", "Prestatie"),
        tekst("hoe", "Hoe"),
        tekst("organisatie", "Organisatie"),
        getal("hoeveelheid", "Hoeveelheid"),
        tekst("periode", "Periode"),
        bedrag("bedrag", "Bedrag"),
        tekst("levering", "Levering"),
        keuze("oordeel", "Oordeel", "geleverd", "deels geleverd", "niet geleverd"),
        tekst("vervolg", "Vervolg"),
        tekst("verantwoording", "Verantwoording"),
    ),
    soorten=("planvorm",),
    doelen={
        "gebieden": "gebied",
        "partijen": "partij",
        "opdrachtgevers": "partij",
        "afspraken": "afspraak",
    },
)

OBJECTEN: tuple[Objectsoort, ...] = (PRESTATIE,)
