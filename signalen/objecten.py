"""What profiles may say about spreekuren, signalen and what grows out of them."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, per_soort, velden, woorden
from wijkwerk.profiel.velden import bedrag, datum, getal, ja_nee, keuze, tekst
from wijkwerk.profiel.wie import PARTIJSOORTEN

SPREEKUUR = Objectsoort(
    naam="spreekuur",
    stappen=woorden("plannen houden"),
    feiten=woorden("thema-gekozen openbaar herhaald"),
    relaties=woorden("signalen partijen disciplines discipline-van-thema bezoekers gebieden"),
    velden=velden(
        tekst("doel", "Doel"),
        getal("bezoekers", "Aantal bezoekers"),
        tekst("verslag", "Kort verslag"),
    ),
    soorten=("overlegvorm", "locatiesoort"),
    doelen={"signalen": "signaal", "partijen": "partij", "gebieden": "gebied"},
)

SIGNAAL = Objectsoort(
    naam="signaal",
    stappen=woorden(
        "registreren bevestigen uitzetten koppelen opschalen bundelen beantwoorden verlengen terugkoppelen"
        " sluiten heropenen"
    ),
    feiten=woorden(
        "opgeschaald slaat-niveau-over gevoelig acuut herhaald gebundeld gekoppeld anoniem uit-overleg"
        " terugkoppeling-gewenst te-laat van-bewonersorgaan meer-gebieden meer-disciplines heropend"
        " gedaan toegezegd later uitleg nee verwezen"
    ),
    relaties=woorden(
        "gebieden themas disciplines partijen bewoners deelacties afspraken signalen initiatieven agendapunten"
    ),
    velden=velden(
        tekst("omschrijving", "Omschrijving"),
        tekst("probleemeigenaar", "Probleemeigenaar"),
        tekst("straat", "Straat of plek"),
        tekst("kanaal", "Kanaal"),
        tekst("melder", "Melder"),
        keuze("schaalniveau", "Schaalniveau"),
        keuze("urgentie", "Urgentie", "laag", "normaal", "hoog"),
        tekst("analyse", "Analyse"),
        tekst("oorzaak", "Oorzaak"),
        tekst("gevolgen", "Gevolgen"),
        tekst("advies", "Advies"),
        tekst("disciplines", "Betrokken disciplines"),
        tekst("reden-overslaan", "Reden om een niveau over te slaan"),
        # The answer
        tekst("reden", "Reden"),
        tekst("actie", "Actie"),
        tekst("resultaat", "Resultaat"),
        tekst("naar", "Doorverwezen naar"),
        tekst("uitvoerder", "Wie het doet"),
        datum("streefdatum", "Streefdatum"),
        datum("datum-definitief", "Datum van het definitieve antwoord"),
        datum("uitvoeringsdatum", "Datum van uitvoering"),
        tekst("randvoorwaarden", "Randvoorwaarden"),
        tekst("alternatief", "Wat wel kan"),
        tekst("plan", "Plan"),
        tekst("planning", "Planning"),
        bedrag("kosten", "Kosten"),
        tekst("korte-notitie", "Korte notitie"),
    ),
    soorten=("signaalsoort",),
    doelen={
        "gebieden": "gebied",
        "partijen": "partij",
        "deelacties": "deelactie",
        "afspraken": "afspraak",
        "signalen": "signaal",
        "initiatieven": "initiatief",
        "agendapunten": "agendapunt",
    },
    keuzes_uit={"schaalniveau": "niveau"},
)

DEELACTIE = Objectsoort(
    naam="deelactie",
    stappen=woorden("vragen accepteren weigeren gereedmelden"),
    feiten=woorden("gevoelig te-laat aan-gemeente aan-partner buiten-discipline"),
    relaties=woorden("disciplines partijen gebieden signalen"),
    velden=velden(
        datum("wanneer", "Wanneer"),
        tekst("discipline", "Discipline"),
        tekst("resultaat", "Resultaat"),
        getal("uren", "Uren"),
    ),
    soorten=("signaalsoort", "discipline"),
    doelen={"partijen": "partij", "gebieden": "gebied", "signalen": "signaal"},
)

INITIATIEF = Objectsoort(
    naam="initiatief",
    stappen=woorden("indienen in-behandeling-nemen ter-weging-leggen wegen tot-project-maken afronden"),
    feiten=woorden("uitwerking-nodig budget-nodig van-bewonersorgaan vergunning-nodig meer-gebieden te-laat"),
    relaties=per_soort("partijen", PARTIJSOORTEN)
    | woorden("bewoners disciplines gebieden indieners signalen afspraken budgetaanvragen"),
    velden=velden(
        tekst("titel", "Titel"),
        tekst("voor-wie", "Voor wie"),
        tekst("trekker", "Trekker"),
        tekst("eigen-inbreng", "Eigen inbreng van bewoners"),
        tekst("draagvlak", "Draagvlak"),
        tekst("ondersteuning", "Gevraagde ondersteuning"),
        bedrag("kosten", "Kosten"),
        datum("startdatum", "Begin"),
        tekst("prioriteit", "Prioriteit"),
        tekst("randvoorwaarden", "Randvoorwaarden"),
        tekst("antwoord", "Antwoord"),
        tekst("resultaat", "Resultaat"),
    ),
    soorten=("signaalsoort",),
    doelen={
        "partijen": "partij",
        "gebieden": "gebied",
        "signalen": "signaal",
        "afspraken": "afspraak",
        "budgetaanvragen": "budgetaanvraag",
    },
)

PROJECT = Objectsoort(
    naam="project",
    stappen=woorden("starten bemensen afsluiten"),
    feiten=woorden("uit-initiatief van-gemeente participatie-nodig groot meer-gebieden"),
    relaties=per_soort("partijen", PARTIJSOORTEN)
    | woorden("bewoners belanghebbenden disciplines gebieden overleggen afspraken teamleden"),
    velden=velden(
        tekst("naam", "Naam"),
        tekst("doel", "Doel"),
        tekst("projectleider", "Projectleider"),
        tekst("opdrachtgever", "Opdrachtgever"),
        tekst("belangen", "Belangen"),
        tekst("mate-van-invloed", "Mate van invloed"),
        tekst("bereidheid", "Bereidheid"),
        tekst("vorm", "Vorm"),
        keuze(
            "participatietraject", "Is een participatietraject nodig?", "niet nodig", "aan te raden", "nodig"
        ),
        tekst("participatietraject-waarom", "Waarom wel of geen participatietraject?"),
        tekst("randvoorwaarden", "Randvoorwaarden"),
        tekst("planning", "Planning"),
        bedrag("budget", "Budget"),
        datum("startdatum", "Begin"),
        datum("einddatum", "Einde"),
        tekst("communicatie", "Communicatie"),
        tekst("resultaat", "Resultaat"),
    ),
    doelen={"partijen": "partij", "gebieden": "gebied", "overleggen": "overleg", "afspraken": "afspraak"},
)

DOSSIER = Objectsoort(
    naam="dossier",
    stappen=woorden("openen sluiten"),
    feiten=woorden("advies-gevraagd formele-inspraak besluit-genomen gevoelig"),
    relaties=woorden("signalen adviezen agendapunten gebieden disciplines partijen"),
    velden=velden(
        tekst("vraag", "Vraag"),
        tekst("analyse", "Analyse"),
        tekst("probleemeigenaar", "Probleemeigenaar"),
        ja_nee("openbaar", "Openbaar"),
    ),
    soorten=("signaalsoort",),
    doelen={
        "signalen": "signaal",
        "adviezen": "advies",
        "agendapunten": "agendapunt",
        "gebieden": "gebied",
        "partijen": "partij",
    },
)

OBJECTEN: tuple[Objectsoort, ...] = (SPREEKUUR, SIGNAAL, DEELACTIE, INITIATIEF, PROJECT, DOSSIER)
