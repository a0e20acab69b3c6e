"""What profiles may say about asking money of a budget."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, per_soort, velden, woorden
from wijkwerk.profiel.velden import bedrag, datum, ja_nee, tekst
from wijkwerk.profiel.wie import PARTIJSOORTEN

BUDGETAANVRAAG = Objectsoort(
    naam="budgetaanvraag",
    stappen=woorden("indienen toekennen verantwoorden"),
    feiten=woorden(
        "buiten-categorie boven-maximum van-bewonersorgaan uit-plan uit-initiatief eerste-keer te-laat"
    ),
    relaties=per_soort("partijen", PARTIJSOORTEN)
    | woorden("aanvrager bewoners gebieden offertes plannen stemmen"),
    velden=velden(
        tekst("titel", "Titel"),
        tekst("doel", "Doel"),
        tekst("voor-wie", "Voor wie"),
        bedrag("bedrag", "Bedrag"),
        bedrag("eigen-bijdrage", "Eigen bijdrage"),
        tekst("begroting", "Begroting"),
        tekst("categorie", "Categorie"),
        tekst("eigen-inbreng", "Eigen inbreng van bewoners"),
        ja_nee("uitvoering-door-bewoners", "Bewoners voeren het zelf uit"),
        tekst("draagvlak", "Draagvlak"),
        datum("startdatum", "Begin"),
        datum("einddatum", "Einde"),
        bedrag("toegekend", "Toegekend bedrag"),
        bedrag("besteed", "Besteed bedrag"),
        tekst("verantwoording", "Verantwoording"),
        tekst("resultaat", "Resultaat"),
    ),
    soorten=("budget",),
    doelen={"aanvrager": "partij", "gebieden": "gebied", "partijen": "partij", "plannen": "plan"},
)

OBJECTEN: tuple[Objectsoort, ...] = (BUDGETAANVRAAG,)
