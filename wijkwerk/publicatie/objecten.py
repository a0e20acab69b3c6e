"""What profiles may say about publications."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import datum, tekst

PUBLICATIE = Objectsoort(
    naam="publicatie",
    stappen=woorden("plaatsen"),
    feiten=woorden("eerste-versie met-wijzigingen ingetrokken tussentijds"),
    relaties=woorden("gebieden partijen controleurs"),
    velden=velden(
        tekst("titel", "Titel"),
        tekst("samenvatting", "Samenvatting"),
        tekst("wijzigingen", "Wat er is veranderd"),
        datum("datum", "Datum"),
        tekst("controle", "Gecontroleerd op persoonsgegevens door"),
    ),
    soorten=("planvorm", "overlegvorm"),
    doelen={"gebieden": "gebied", "partijen": "partij"},
)

OBJECTEN: tuple[Objectsoort, ...] = (PUBLICATIE,)
