"""What profiles may say about organisations and areas."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import datum, getal, tekst

PARTIJ = Objectsoort(
    naam="partij",
    stappen=woorden("erkennen"),
    feiten=woorden("gesubsidieerd gevoelig bewoners open-lidmaatschap"),
    relaties=woorden("gebieden leden bestuursleden bijdragen bewoners disciplines"),
    velden=velden(
        tekst("naam", "Naam"),
        tekst("doel", "Doel"),
        tekst("achterban", "Achterban"),
        tekst("statuten", "Statuten"),
        tekst("contactpersoon", "Contactpersoon"),
        getal("leden", "Aantal leden"),
        datum("erkend-op", "Erkend op"),
    ),
    soorten=("partijsoort",),
    doelen={"gebieden": "gebied", "leden": "partij", "bijdragen": "bijdrage"},
)

GEBIED = Objectsoort(
    naam="gebied",
    stappen=woorden("vrijstellen"),
    feiten=woorden("grens-voorlopig met-bewonersorgaan programmagebied"),
    relaties=woorden("partijen overleggen plannen bewoners"),
    velden=velden(
        tekst("vorm", "Vorm"),
        tekst("alternatief", "Wat ervoor in de plaats komt"),
        datum("tot", "Tot en met"),
    ),
    soorten=("niveau", "gebied"),
    doelen={"partijen": "partij", "overleggen": "overleg", "plannen": "plan"},
)

OBJECTEN: tuple[Objectsoort, ...] = (PARTIJ, GEBIED)
