"""Journey J10 in Etten-Leur, by a real browser: from what a resident proposes to the next wijkagenda and what it changed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from tests.hulp import activeer, gebied, geef_rol, persoon
from tests.reis import stappen
from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm, Werker
from tests.reis.stappen import op_dag, over
from tests.wijkagenda.plannen import al_vastgesteld, kort_plan
from tests.wijkagenda.test_etten_leur import VOORWAARDEN, beoordeel, onderwerp
from tests.wijkagenda.voorstel.voorstellen import stel_vast
from wijkagenda import acties
from wijkwerk.berichten.termijnen import eerste_werkdag
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.pdf import is_mogelijk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIJK, ANDERE = "banakkers", "centrum-west"
OUD, DOET, VERVALT = "Een bankje bij de vijver", "Een wijkkeuken", "Een tweede speeltuin"
VOORSTEL, WOORDEN = "Een veilige oversteek", "De oversteek bij de school is gevaarlijk."
ONTBREEKT = "De weg ligt er al goed bij."


@pytest.fixture
def script() -> bool:
    """The resident and the raadslid have a phone without JavaScript; at the town hall it runs."""
    return True


@pytest.mark.eis("ETL-07", "ETL-50", "ETL-52", "ETL-53", "ETL-54")
def test_from_a_proposal_to_the_next_wijkagenda(
    aan_het_scherm: AanHetScherm, werker: Werker, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody waits for a test that fills in like a program.
    monkeypatch.setattr("wijkwerk.mensformulier.KORTST", 0)
    activeer("etten-leur")
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    geef_rol(wijkmanager, "wijkmanager", gebied=ANDERE)
    with op_dag(over(-200)):
        vorige = _loopt_al(wijkmanager)
    raadslid, partner = persoon("raad"), persoon("partner", partij="surplus")
    wethouder, college = persoon("wijkwethouder", gebied=WIJK), persoon("college")
    bewoner = aan_het_scherm(None, TELEFOON, met_script=False)
    manager = aan_het_scherm(wijkmanager)

    volgen = _stelt_voor(bewoner)
    plan = _begint(manager)
    _beoordeelt(manager)
    _zet_op_beide(manager)
    bewoner.ga(volgen).ziet("Het staat in een plan")
    _beslist_over_het_wop(manager, plan)
    doener = aan_het_scherm(partner, TELEFOON, met_script=False)
    _bundelt(manager, doener, plan)
    bestuur = aan_het_scherm(wethouder)
    bestuur.menu("Vandaag").klik("Draag voor").klik("Voordragen")
    _stelt_vast(aan_het_scherm(college), manager, plan)
    openbaar = stappen.publiceert(manager, werker, plan)
    _is_openbaar(bewoner, openbaar, vorige)
    _hoort_het(aan_het_scherm(raadslid, TELEFOON, met_script=False), raadslid, werker)
    _verandert(doener, manager, plan)
    # Somebody who was not here before: a browser keeps a public page for a while.
    lezer = aan_het_scherm(None, TELEFOON, met_script=False).ga("/").klik(gebied(WIJK).naam)
    lezer.ziet("Wat is veranderd sinds het is vastgesteld", "Knelpunt", "Er is nog geen keuken.")


def _loopt_al(wijkmanager: Gebruiker) -> str:
    """Half a year ago: the first wijkagenda was published with one promise, that is due by now."""
    agenda = kort_plan("wijkagenda", WIJK, wijkmanager)
    item = onderwerp(agenda, wijkmanager, OUD)
    beoordeel(item, wijkmanager)
    acties.neem_op(item=item, door=wijkmanager)
    agenda.refresh_from_db()
    stel_vast(agenda)
    agenda.refresh_from_db()
    publicatie = acties.publiceer(plan=agenda, bevestigd=set(), door=wijkmanager)
    wop = al_vastgesteld("wop", WIJK, wijkmanager, ("wop-actie", DOET), ("wop-actie", VERVALT))
    wop.items.update(velden={"jaar": timezone.localdate().year})
    return publicatie.get_absolute_url()


def _stelt_voor(bewoner: Bezoeker) -> str:
    """From the public page of the wijk; return the address by which it is followed."""
    bewoner.ga("/").klik(gebied(WIJK).naam).ziet(OUD).klik("Doe een voorstel voor het plan")
    bewoner.klik("Verstuur").fout_bij("Wat wilt u vertellen?", "Wat wilt u vertellen?")
    bewoner.vul("Wat wilt u vertellen?", WOORDEN).klik("Verstuur")
    return urlsplit(str(bewoner.pagina.locator("a.ww-code").get_attribute("href"))).path


def _begint(manager: Bezoeker) -> str:
    """The next wijkagenda; the WOP actions of this year are in it without anybody typing them."""
    manager.menu("Plannen").klik("Voorstellen").klik("Voorstel voor de wijkagenda").ziet(WOORDEN)
    manager.klik("Begin het plan van").klik("Begin").ziet(DOET, VERVALT, OUD)
    return manager.adres()


def _beoordeelt(manager: Bezoeker) -> None:
    """It plays in two wijken; each condition is judged, and with one missing it does not get in."""
    manager.menu("Plannen").klik("Voorstellen").klik("Voorstel voor de wijkagenda")
    manager.klik("Bekijk 20").klik("Verbeter soort, plek of thema").kies("Centrum-West").klik("Opslaan")
    manager.klik("Beoordeel het voorstel").ziet("Centrum-West: nog niet in de maak")
    voorstel = manager.adres()
    manager.klik("Begin het plan van Centrum-West").klik("Begin")
    manager.ga(voorstel)
    _oordeelt(manager, "noodzaak aangetoond", "Nee", ONTBREEKT)
    _oordeelt(manager, "duidelijk wie wat doet", "Ja", "De gemeente.")
    _oordeelt(manager, "besluit van ten minste de gemeente", "Ja", "Het is onze weg.")
    manager.ziet("Zo kan het niet in het plan", ONTBREEKT).ziet_niet("Aan elke voorwaarde is voldaan")
    assert manager.pagina.get_by_role("link", name="Zet in het plan").count() == 0


def _oordeelt(manager: Bezoeker, voorwaarde: str, keuze: str, waarom: str) -> None:
    deel = manager.pagina.get_by_role("group", name=voorwaarde).last
    deel.get_by_role("radio", name=keuze).check()
    deel.get_by_label("Waarom?").fill(waarom)
    manager.klik("Oordeel opslaan", bij=voorwaarde)


def _zet_op_beide(manager: Bezoeker) -> None:
    manager.opent("Ander oordeel")
    _oordeelt(manager, "noodzaak aangetoond", "Ja", "Er zijn twee ongelukken gebeurd.")
    manager.ziet("Aan elke voorwaarde is voldaan").klik("Zet in het plan").klik("Zet in het plan")
    manager.fout_bij("Wat", "Vul “Wat” in").vul("Wat", VOORSTEL).klik("Zet in het plan")
    manager.fout_bij("Wie", "Vul in: Wie").fout_bij("Uiterlijk klaar", "Vul in").ziet("korte termijn is")
    manager.antwoordt("Korte termijn, los van het WOP", "Ja").kies("Wie", "WEL")
    manager.vul("Uiterlijk klaar", str(over(90)))
    manager.klik("Zet in het plan").ziet("Wijkagenda Banakkers", "Wijkagenda Centrum-West")


def _beslist_over_het_wop(manager: Bezoeker, plan: str) -> None:
    """Each WOP action is taken up or dropped, and dropping says why (ETL-52)."""
    manager.ga(plan).klik(VERVALT).klik("Weglaten").klik("Weglaten").fout_bij("Reden", "reden")
    manager.vul("Reden", "Er is geen plek.").klik("Weglaten").ziet("Weggelaten")
    actie = manager.ga(plan).klik(DOET).adres()
    manager.klik("Opnemen").ziet("Dit kan nog niet worden opgenomen")
    for voorwaarde in VOORWAARDEN:
        _oordeelt(manager, voorwaarde.replace("-", " "), "Ja", "Zo staat het in het WOP.")
    manager.klik("Bewerken").kies("Wie", "Surplus").vul("Uiterlijk klaar", str(over(120))).klik("Opslaan")
    manager.ga(actie).klik("Opnemen").ziet("Opgenomen in het plan")
    manager.ga(plan).klik(f"1 {OUD}").klik("Opnemen").ziet("Opgenomen in het plan")


def _bundelt(manager: Bezoeker, partner: Bezoeker, plan: str) -> None:
    """Who is asked answers from Vandaag; what came in by another way the wijkmanager writes down."""
    manager.ga(plan).klik("Bijdragen").vul("Wat vraagt u?", "Wat doet u in deze wijk?")
    manager.vul("Uiterlijk", str(over(14))).klik("Vragen").ziet("Gevraagd")
    partner.menu("Vandaag").klik("Draag bij").vul("Wat draagt u bij?", "Wij koken elke week mee.")
    partner.klik("Bijdrage opslaan").ziet("is binnen")
    manager.ga(plan).klik("Bundelen tot één concept").ziet("van “vakambtenaar”: 0")
    for wie in ("Vakambtenaar", "Wijkvereniging"):
        manager.ga(plan).klik("Bijdragen").klik(wie).ziet("U schrijft voor een ander")
        manager.vul("Wat draagt u bij?", "Dit loopt al.").klik("Bijdrage opslaan").ziet("is binnen")
    manager.ga(plan).klik("Bundelen tot één concept").ziet("Gebundeld")


def _stelt_vast(college: Bezoeker, manager: Bezoeker, plan: str) -> None:
    """Not before of each promise that is due is said whether it was kept (ETL-50)."""
    college.menu("Vandaag").klik("Stel vast").klik("Vaststellen").ziet(
        "kan nog niet worden vastgesteld", "ETL-50"
    )
    manager.ga(plan).klik("Afspraken nagekomen?").klik("Beoordelen", bij=OUD)
    manager.kies("Deels nagekomen").klik("Opslaan")
    manager.fout_bij("Toelichting", "Leg uit").vul(
        "Toelichting", "Het bankje staat er, de prullenbak niet."
    ).klik("Opslaan")
    college.menu("Vandaag").klik("Stel vast").klik("Vaststellen").ziet("Vastgesteld", "door college")


def _is_openbaar(bewoner: Bezoeker, openbaar: str, vorige: str) -> None:
    """What, who, when, status and kept; what was dropped, and why; what stood there before stays as it was."""
    bewoner.ga("/").klik(gebied(WIJK).naam).ziet(DOET, "Surplus Welzijn", VOORSTEL, "Gepland")
    bewoner.ziet("Deels nagekomen", f"{VERVALT}: Er is geen plek.", "Alle vastgestelde versies")
    bewoner.ga(vorige).ziet(OUD, "Er is een nieuwere stand", "Deze tekst staat vast").ziet_niet(VOORSTEL)
    bewoner.klik("Lees de stand van").ziet(VOORSTEL).ziet_niet("Er is een nieuwere stand")
    assert not is_mogelijk() or bewoner.haalt("Download als PDF").startswith(b"%PDF")
    bewoner.pagina.emulate_media(media="print")
    assert bewoner.pagina.locator("h1").is_visible()
    assert not bewoner.pagina.get_by_role("link", name="Download als PDF").is_visible()
    bewoner.pagina.emulate_media(media="screen")


def _verandert(partner: Bezoeker, manager: Bezoeker, plan: str) -> None:
    """The trekker agrees and says how it goes; the wijkmanager lets the public page follow."""
    partner.menu("Vandaag").klik("Toezeggen of weigeren", bij=DOET).klik("Ja, wij doen dit")
    partner.klik("Voortgang melden").kies("Knelpunt").vul("Toelichting", "Er is nog geen keuken.")
    partner.klik("Opslaan").ziet("Er is nog geen keuken.")
    manager.ga(plan).klik("Werk de openbare pagina nu bij").ziet("De openbare pagina is bijgewerkt")


def _hoort_het(raadslid: Bezoeker, wie: Gebruiker, werker: Werker) -> None:
    """In the digest of the next working day, with the way to it."""
    with op_dag(eerste_werkdag(over(1))):
        werker.werk(*stappen.HERINNER)
    [bericht] = [bericht for bericht in mail.outbox if bericht.to == [wie.email]]
    assert gebied(WIJK).naam in str(bericht.body)
    [pad] = re.findall(r"https?://[^/\s]+(/\S+)", str(bericht.body))[:1]
    raadslid.ga(pad).ziet(DOET, VOORSTEL)
