"""What profiles may say about meetings, what is said in them, advice and polls."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, per_soort, velden, woorden
from wijkwerk.profiel.velden import datum, getal, ja_nee, keuze, tekst
from wijkwerk.profiel.wie import PARTIJSOORTEN

OVERLEG = Objectsoort(
    naam="overleg",
    stappen=woorden("plannen uitnodigen houden afronden"),
    feiten=woorden("ingedeeld openbaar vrijgesteld behoefte-gepeild cruciale-afwezig verzet extra"),
    relaties=per_soort("partijen", PARTIJSOORTEN)
    | woorden(
        "gebieden dossiers agendapunten deelnemers disciplines discipline-van-thema afspraken bewoners"
    ),
    velden=velden(
        tekst("doel", "Doel"),
        datum("datum", "Datum"),
        tekst("programma", "Programma"),
        datum("ontvangen-op", "Uitnodiging ontvangen op"),
        tekst("agendapunten", "Agendapunten"),
        tekst("stukken", "Stukken"),
        tekst("voorzitter", "Voorzitter"),
        getal("aanwezigen", "Aantal aanwezigen"),
        ja_nee("doel-bereikt", "Doel bereikt"),
    ),
    soorten=("overlegvorm",),
    doelen={
        "gebieden": "gebied",
        "dossiers": "dossier",
        "agendapunten": "agendapunt",
        "partijen": "partij",
        "afspraken": "afspraak",
    },
    standen=woorden("gepland uitgenodigd gehouden afgerond vervallen"),
)

AGENDAPUNT = Objectsoort(
    naam="agendapunt",
    stappen=woorden("aandragen agenderen bespreken afvoeren"),
    feiten=woorden(
        "uit-plan uit-signaal uit-dossier gevoelig van-bewoners teruggekoppeld besluit-gevraagd openbaar"
    ),
    relaties=woorden("afspraken deelacties disciplines gebieden partijen stukken signalen"),
    velden=velden(
        keuze("doel", "Doel", "informeren", "bespreken", "besluiten", "terugkoppelen"),
        keuze("schaalniveau", "Schaalniveau"),
        tekst("spreker", "Spreker"),
        tekst("stukken", "Stukken"),
        tekst("probleemeigenaar", "Probleemeigenaar"),
        tekst("behandeltraject", "Behandeltraject"),
        tekst("communicatie", "Communicatie"),
        tekst("uitkomst", "Uitkomst"),
        getal("minuten", "Minuten"),
    ),
    soorten=("overlegvorm",),
    doelen={
        "afspraken": "afspraak",
        "deelacties": "deelactie",
        "gebieden": "gebied",
        "partijen": "partij",
        "signalen": "signaal",
    },
    keuzes_uit={"schaalniveau": "niveau"},
)

VERSLAG = Objectsoort(
    naam="verslag",
    stappen=woorden("vaststellen"),
    feiten=woorden("openbaar met-besloten-deel te-laat"),
    relaties=woorden("afspraken agendapunten deelnemers"),
    velden=velden(
        tekst("tekst", "Tekst"),
        tekst("opsteller", "Opsteller"),
        tekst("openbaar-deel", "Openbaar deel"),
        tekst("samenvatting", "Samenvatting"),
        datum("datum", "Datum"),
    ),
    soorten=("overlegvorm",),
    doelen={"afspraken": "afspraak", "agendapunten": "agendapunt"},
)

PEILING = Objectsoort(
    naam="peiling",
    stappen=woorden("openen stemmen sluiten"),
    feiten=woorden("anoniem beslist openbaar te-weinig-deelnemers"),
    relaties=woorden("vragen deelnemers bewoners gebieden"),
    velden=velden(
        tekst("vraag", "Vraag"),
        datum("einddatum", "Einde"),
        tekst("uitkomst", "Uitkomst"),
        tekst("vervolg", "Wat er met de uitkomst gebeurt"),
    ),
    soorten=("peiling",),
    doelen={"gebieden": "gebied"},
    standen=woorden("voorbereid open gesloten"),
)

OBJECTEN: tuple[Objectsoort, ...] = (OVERLEG, AGENDAPUNT, VERSLAG, PEILING)
