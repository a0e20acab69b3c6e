"""What profiles may say about advice and the standpunt on it."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import datum, getal, keuze, tekst

ADVIES = Objectsoort(
    naam="advies",
    stappen=woorden("aanvragen indienen vervallen"),
    feiten=woorden("gevraagd van-bewonersorgaan formele-inspraak te-laat verdeeld"),
    relaties=woorden("raadplegingen bewoners partijen gebieden disciplines"),
    velden=velden(
        tekst("vraag", "Vraag"),
        tekst("informatie", "Informatie"),
        tekst("project", "Project"),
        datum("uiterlijk", "Uiterlijk"),
        keuze("schaalniveau", "Schaalniveau"),
        tekst("advies", "Advies"),
        tekst("draagvlak", "Draagvlak"),
        tekst("totstandkoming", "Totstandkoming"),
        tekst("meningsverschillen", "Meningsverschillen"),
        getal("reacties", "Aantal reacties"),
    ),
    doelen={"partijen": "partij", "gebieden": "gebied", "raadplegingen": "peiling"},
    keuzes_uit={"schaalniveau": "niveau"},
)

STANDPUNT = Objectsoort(
    naam="standpunt",
    stappen=woorden("innemen"),
    feiten=woorden("wijkt-af formele-inspraak advies-gevraagd advies-verdeeld te-laat"),
    relaties=woorden("adviezen partijen"),
    velden=velden(
        tekst("standpunt", "Standpunt"),
        tekst("aanspreekpunt-gemeente", "Aanspreekpunt bij de gemeente"),
        tekst("alternatief", "Wat wel kan"),
        tekst("vervolg", "Vervolg"),
    ),
    doelen={"adviezen": "advies", "partijen": "partij"},
)

OBJECTEN: tuple[Objectsoort, ...] = (ADVIES, STANDPUNT)
