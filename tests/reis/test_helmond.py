"""Journey d in Helmond, by a real browser: from a question of the wijkorgaan to a published wijkactieplan and its PDF."""

from __future__ import annotations

import pytest

from tests.hulp import activeer, persoon
from tests.reis import stappen
from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm, Werker
from tests.reis.stappen import over

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GEBIED, WIJK = "brouwhuis", "Brouwhuis"
SOORT = "Vraag, verzoek of initiatief van wijkorgaan"
SIGNAAL = f"{SOORT}, {WIJK}"
GEZEGD = "Kan er een vaste plek komen om elkaar te ontmoeten?"
AFSPRAAK = "Inlooptafel in het wijkhuis"
OPGAVE = "Ontmoeten in de wijk"


@pytest.mark.eis("HEL-38", "HEL-53", "HEL-55", "HEL-56", "HEL-58", "HEL-64", "HEL-66", "HEL-67")
def test_from_question_to_wijkactieplan(aan_het_scherm: AanHetScherm, werker: Werker) -> None:
    activeer("helmond")
    adviseur = aan_het_scherm(persoon("adviseur-wgw", gebied=GEBIED)).ziet("Niets wacht op u")
    houder = persoon("professional", partij="wocom")
    wocom = aan_het_scherm(houder, TELEFOON)

    _schrijft_op(aan_het_scherm(persoon("wijkopzichter", gebied=GEBIED), TELEFOON))
    _geeft_een_eigenaar(adviseur)
    stappen.weigert(adviseur.menu("Vandaag"), GEZEGD, "woCom gaat over dit gebouw.")
    _vraagt_een_ander(adviseur)
    stappen.doet(wocom.menu("Vandaag"), GEZEGD, "De zaal kan op woensdag.")
    _antwoordt(aan_het_scherm(persoon("vakambtenaar")))
    _koppelt_terug_en_sluit(adviseur)

    stappen.plant_overleg(adviseur, "Wijktafel", WIJK)
    adviseur.kies("Voor welk gebied is dit van belang?", "Wijk").klik("Zet op de agenda")
    overleg = adviseur.adres()
    stappen.houdt_overleg(adviseur)
    stappen.spreekt_af(adviseur, "Er komt een vaste tafel.", AFSPRAAK, "woCom")
    adviseur.klik("Rond af").ziet("Wijkactieplan is niet vastgesteld").klik("Terug naar de punten")

    plan = _maakt_een_plan(adviseur, wocom)
    _vraagt_bijdragen(
        adviseur, aan_het_scherm(persoon("wijkorgaan", partij="wijkraad-brouwhuis"), TELEFOON), plan
    )
    _stelt_vast(adviseur, plan)
    adviseur.ga(overleg).klik("Rond af").klik("Rond het overleg af").ziet("Afgerond")

    openbaar = stappen.publiceert(adviseur, werker, plan)
    lezer = aan_het_scherm(None, TELEFOON)
    eerst = stappen.leest(lezer, WIJK, openbaar, OPGAVE, AFSPRAAK, "woCom")
    stappen.nieuwe_stand(adviseur, wocom, aan_het_scherm(), plan, openbaar, AFSPRAAK, eerst)

    stappen.herinnert_een_keer(aan_het_scherm, werker, houder, AFSPRAAK)


def _schrijft_op(opzichter: Bezoeker) -> None:
    """There are no spreekuren here: what was heard in the wijk is written down on a phone."""
    opzichter.menu("Signalen").klik("Schrijf een signaal op").ziet(
        "Adviseur wijkgericht werken", "afgeschermd"
    )
    opzichter.kies("Hoe kwam het binnen?", "Wijkorgaan").kies(SOORT).klik("Schrijf op")
    opzichter.fout_bij("Wat wordt er gezegd?", "Wat wordt er gezegd?").vul("Wat wordt er gezegd?", GEZEGD)
    opzichter.klik("Schrijf op").ziet("Opgeschreven als", "Adviseur wijkgericht werken", "Nog niemand")


def _geeft_een_eigenaar(adviseur: Bezoeker) -> None:
    adviseur.menu("Vandaag").klik("Zet uit", bij=SIGNAAL).ziet(GEZEGD)
    adviseur.klik("Zet uit").ziet("Uitgezet. Eigenaar: adviseur wijkgericht werken")


def _vraagt_een_ander(adviseur: Bezoeker) -> None:
    adviseur.menu("Vandaag").klik("Vraag een ander", bij=SIGNAAL)
    adviseur.klik("In plaats van adviseur").kies("Partij", "woCom").klik("Zet uit").ziet(
        "Uitgezet. Eigenaar: woCom"
    )


def _antwoordt(vak: Bezoeker) -> None:
    """“Nu” names who does it and when; without these it is refused, and nothing that was chosen is lost."""
    vak.klik("Geef antwoord", bij=SIGNAAL).ziet("Nu", "Ooit", "Nooit").klik("Nu").kies(
        "Wie het doet", "woCom"
    )
    vak.klik("Geef antwoord").fout_bij("Streefdatum", "Vul in: Streefdatum").ziet_niet("Vul in: Wie het doet")
    vak.vul("Streefdatum", str(over(60))).klik("Geef antwoord").ziet("Antwoord: Nu", "woCom")


def _koppelt_terug_en_sluit(adviseur: Bezoeker) -> None:
    adviseur.menu("Vandaag").klik("Koppel terug", bij=SIGNAAL).kies("In een gesprek").klik("Koppel terug")
    adviseur.ziet("Verteld aan de melder").klik("Sluit").ziet("Gesloten")


def _maakt_een_plan(adviseur: Bezoeker, wocom: Bezoeker) -> str:
    """The afspraak becomes an action under an opgave: SMART, with the trekker's consent, on top of regular effort."""
    afspraak = adviseur.klik(AFSPRAAK).adres()
    adviseur.klik("Neem op in een plan").klik("Wijkactieplan Brouwhuis").klik("Begin").ziet(
        "als opgave"
    ).ziet_niet("als actie")
    plan = adviseur.menu("Plannen").klik("Wijkactieplan Brouwhuis").ziet("Wat mist er nog").adres()
    adviseur.klik("Opgave").vul("Titel", OPGAVE).vul("Toelichting", "Buren kennen elkaar niet.").klik(
        "Opslaan"
    ).klik("Opnemen")
    adviseur.ga(afspraak).klik("Neem op in een plan").kies("als actie").klik("Verder").ziet("woCom")
    actie = adviseur.kies("Onder welke opgave?", OPGAVE).klik("Opslaan").adres()
    adviseur.klik("Opnemen").ziet("Vul in: Resultaat", "Nog niet akkoord: woCom", "Beoordeel eerst")
    adviseur.klik("Bewerken").vul("Resultaat", "Elke woensdag open").vul("Hoe meten we het", "40 middagen")
    adviseur.vul("Middelen", "1.500 euro").klik("Opslaan")
    adviseur.antwoordt("Voldoet het?", "Ja").vul("Waarom?", "Hier was nog niets.").klik("Oordeel opslaan")
    wocom.menu("Vandaag").klik("Antwoord", bij=f"Akkoord met “{AFSPRAAK}”")
    wocom.antwoordt("Bent u akkoord?", "Ja").klik("Antwoord geven").ziet("Uw antwoord is opgeslagen")
    adviseur.ga(actie).klik("Opnemen").ziet("Opgenomen in het plan")
    return plan


def _vraagt_bijdragen(adviseur: Bezoeker, wijkraad: Bezoeker, plan: str) -> None:
    """The adviser asks; only the wijkorgaan itself answers, and tells how its supporters were heard (HEL-58, HEL-64)."""
    adviseur.ga(plan).klik("Bijdragen").vul("Wat vraagt u?", "Wat brengt u in?").vul(
        "Uiterlijk", str(over(14))
    ).klik("Vragen")
    adviseur.klik("Wijkraad Brouwhuis").ziet("De adviseur schrijft geen bijdrage voor een wijkorgaan")
    adviseur.ziet_niet("Bijdrage opslaan")
    wijkraad.menu("Vandaag").klik("Draag bij").vul("Wat draagt u bij?", "Wij willen een tafel.").klik(
        "Bijdrage opslaan"
    )
    wijkraad.fout_bij("Hoe de achterban is gehoord", "Vul in").vul(
        "Hoe de achterban is gehoord", "Een bewonersavond."
    )
    wijkraad.klik("Bijdrage opslaan").ziet("De bijdrage is binnen")


def _stelt_vast(adviseur: Bezoeker, plan: str) -> None:
    """The wijktafel decided; the adviser records it, puts the plan forward and establishes it."""
    for deel in ("Discussie- en beslispunten", "Afspraken over additionele inzet"):
        adviseur.ga(plan).klik(f"Schrijf het deel “{deel}”").vul(deel, "Wij doen dit samen.").klik("Opslaan")
    adviseur.klik("Bundelen tot één concept").klik("Besluit vastleggen").vul("Kenmerk", "WT-1").klik(
        "Vastleggen"
    )
    adviseur.klik("Voordragen").klik("Vaststellen").klik("Vaststellen").ziet("Vastgesteld", "door Wijktafel")
