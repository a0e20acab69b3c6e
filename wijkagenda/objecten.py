"""What profiles may say about plans, their items and what people bring to them."""

from __future__ import annotations

from wijkwerk.profiel.taal import Objectsoort, per_soort, velden, woorden
from wijkwerk.profiel.velden import bedrag, datum, getal, ja_nee, keuze, tekst
from wijkwerk.profiel.wie import PARTIJSOORTEN

PLAN = Objectsoort(
    naam="plan",
    gelogd=True,
    stappen=woorden("starten bewerken bundelen voordragen vaststellen ondertekenen publiceren"),
    feiten=woorden(
        "afspraak-verlopen tussentijds eerste-keer wijkt-af te-laat formele-inspraak volgt-op-ander-plan"
    ),
    relaties=per_soort("bijdragen", PARTIJSOORTEN)
    | per_soort("partijen", PARTIJSOORTEN)
    | per_soort("bronnen", ("cijfers", "verhalen", "signalen", "adviezen", "peilingen", "waarnemingen"))
    | woorden("bewoners afspraken voorstellen adviezen gebieden disciplines overleggen budgetten"),
    velden=velden(
        tekst("titel", "Titel"),
        tekst("inleiding", "Inleiding"),
        tekst("samenvatting", "Samenvatting"),
        tekst("communicatieparagraaf", "Communicatieparagraaf"),
        tekst("participatieparagraaf", "Participatieparagraaf"),
        tekst("financiele-paragraaf", "Financiële paragraaf"),
        tekst("belangen", "Belangen"),
        tekst("mate-van-invloed", "Mate van invloed"),
        tekst("bereidheid", "Bereidheid"),
        tekst("vorm", "Vorm van participatie"),
        keuze(
            "participatietraject", "Is een participatietraject nodig?", "niet nodig", "aan te raden", "nodig"
        ),
        tekst("participatietraject-waarom", "Waarom wel of geen participatietraject?"),
    ),
    soorten=("planvorm",),
    doelen={
        "bijdragen": "bijdrage",
        "partijen": "partij",
        "afspraken": "afspraak",
        "voorstellen": "voorstel",
        "adviezen": "advies",
        "gebieden": "gebied",
        "overleggen": "overleg",
    },
    standen=woorden(
        "concept in-bijdrage gebundeld voorgedragen vastgesteld ondertekend gepubliceerd vervangen verlopen"
    ),
)

PLANITEM = Objectsoort(
    naam="planitem",
    stappen=woorden("opnemen wijzigen weglaten afronden"),
    feiten=woorden(
        "korte-termijn uit-vorig-plan uit-voorstel meer-gebieden gevoelig budget-nodig te-laat niet-opgepakt"
    ),
    relaties=per_soort("partijen", PARTIJSOORTEN)
    | woorden("afspraken gebieden bewoners signalen disciplines cijfers verhalen themas"),
    velden=velden(
        tekst("titel", "Titel"),
        tekst("waar", "Waar"),
        tekst("hoe", "Hoe"),
        tekst("waarover", "Waarover"),
        tekst("gebieden", "Gebieden"),
        tekst("vraag", "Vraag"),
        tekst("aanbod", "Aanbod"),
        tekst("effect", "Effect"),
        tekst("resultaat", "Resultaat"),
        tekst("meetbaar", "Hoe meten we het"),
        tekst("bevinding", "Bevinding"),
        getal("prioriteit", "Prioriteit"),
        tekst("trekker", "Trekker"),
        tekst("regisseur", "Regisseur"),
        tekst("partij", "Partij"),
        tekst("partners", "Partners"),
        tekst("organisatie", "Organisatie"),
        tekst("afdeling", "Afdeling"),
        tekst("verantwoordelijke", "Verantwoordelijke"),
        tekst("middelen", "Middelen"),
        bedrag("budget", "Budget"),
        bedrag("kosten", "Kosten"),
        tekst("dekking", "Dekking"),
        getal("hoeveelheid", "Hoeveelheid"),
        getal("jaar", "Jaar"),
        tekst("planning", "Planning"),
        datum("startdatum", "Begin"),
        datum("einddatum", "Einde"),
        tekst("fase", "Fase"),
        tekst("randvoorwaarden", "Randvoorwaarden"),
        tekst("risicos", "Risico's"),
        tekst("participatie", "Participatie"),
        keuze("trede", "Trede"),
        tekst("rol-vereniging", "Rol van de vereniging"),
        tekst("verantwoordelijk-voor-raadplegen", "Verantwoordelijk voor raadplegen"),
        tekst("meedoen-bewoners", "Hoe bewoners meedoen"),
        tekst("eigen-inbreng", "Eigen inbreng van bewoners"),
        tekst("communicatie", "Communicatie"),
        ja_nee("bereikt", "Bereikt"),
        ja_nee("uitgevoerd", "Uitgevoerd"),
        keuze("nagekomen", "Nagekomen", "ja", "deels", "nee"),
        tekst("wijziging-aanpak", "Wijziging van de aanpak"),
        tekst("uitkomst", "Uitkomst"),
    ),
    soorten=("planvorm", "planvorm.items"),
    doelen={"partijen": "partij", "afspraken": "afspraak", "gebieden": "gebied", "signalen": "signaal"},
    keuzes_uit={"trede": "participatie.ladder"},
)

VOORSTEL = Objectsoort(
    naam="voorstel",
    stappen=woorden("indienen opnemen afwijzen"),
    feiten=woorden("van-bewoners van-bewonersorgaan uit-signaal meer-gebieden budget-nodig"),
    relaties=woorden("gebieden bewoners partijen signalen"),
    velden=velden(
        tekst("titel", "Titel"),
        tekst("eigen-inbreng", "Eigen inbreng van bewoners"),
        tekst("draagvlak", "Draagvlak"),
        tekst("noodzaak", "Noodzaak"),
        bedrag("kosten", "Kosten"),
    ),
    soorten=("planvorm",),
    doelen={"gebieden": "gebied", "partijen": "partij", "signalen": "signaal"},
)

BIJDRAGE = Objectsoort(
    naam="bijdrage",
    gelogd=True,
    stappen=woorden("vragen leveren"),
    feiten=woorden("van-bewonersorgaan van-gemeente van-partner te-laat"),
    relaties=woorden("bewoners stukken gebieden partijen"),
    velden=velden(
        tekst("inhoud", "Inhoud"),
        tekst("vraag", "Vraag"),
        tekst("herkomst-achterban", "Hoe de achterban is gehoord"),
        tekst("draagvlak", "Draagvlak"),
        tekst("meningsverschillen", "Meningsverschillen"),
        tekst("lopend", "Wat al loopt"),
        tekst("voorgenomen", "Wat is voorgenomen"),
        tekst("middelen", "Middelen"),
        tekst("eigen-verantwoordelijkheid", "Wat wij onze eigen verantwoordelijkheid vinden"),
        tekst("verwachting", "Wat wij van de anderen verwachten"),
        datum("uiterlijk", "Uiterlijk"),
    ),
    soorten=("planvorm", "overlegvorm"),
    doelen={"gebieden": "gebied", "partijen": "partij"},
)

OBJECTEN: tuple[Objectsoort, ...] = (PLAN, PLANITEM, VOORSTEL, BIJDRAGE)
