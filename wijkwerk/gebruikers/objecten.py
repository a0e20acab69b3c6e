"""What profiles may say about the filling of roles."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, velden, woorden
from wijkwerk.profiel.velden import datum, tekst

ROLVERVULLING = Objectsoort(
    naam="rolvervulling",
    stappen=woorden("toewijzen"),
    feiten=woorden("vervanging tijdelijk andere-rol-zelfde-gebied"),
    relaties=woorden("gebieden partijen rollen personen"),
    velden=velden(
        datum("van", "Van"),
        datum("tot", "Tot en met"),
        tekst("overdracht", "Overdracht"),
    ),
    soorten=("rol",),
    doelen={"gebieden": "gebied", "partijen": "partij"},
)

OBJECTEN: tuple[Objectsoort, ...] = (ROLVERVULLING,)
