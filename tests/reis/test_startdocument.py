"""Journey J16 in Bergen, its second half: a project starts with a startdocument, and people hear what was done with
what they said."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from tests.hulp import activeer, persoon
from tests.participatie.toneel import KERN, vereniging
from tests.reis import stappen
from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm, Werker
from tests.reis.stappen import op_dag, over
from tests.wijkagenda.plannen import bundel_als_nodig, kort_plan, schrijf, voeg
from wijkagenda import acties as plannen
from wijkwerk.berichten.termijnen import eerste_werkdag
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.models import Instemming

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROJECT, MOMENT, WAAROVER = "Herinrichting Heereweg", "Bij het eerste ontwerp", "De bomen en de stoep"
INBRENG, UITLEG = "Laat de eik staan.", "De eik blijft, de linde niet."


@pytest.fixture
def script() -> bool:
    """Who advises, decides and takes part has a phone without JavaScript; who leads the project has it."""
    return True


@pytest.mark.eis("BER-33", "BER-38")
def test_from_a_project_to_what_was_done_with_what_people_said(
    aan_het_scherm: AanHetScherm, werker: Werker
) -> None:
    activeer("bergen")
    vereniging()
    leiding, coordinator = persoon("projectleider"), persoon("wijkcoordinator", gebied=KERN)
    bureau, college = persoon("bureau-communicatie"), persoon("college")
    bewoner = persoon("bewoner", gebied=KERN)
    leider = aan_het_scherm(leiding)

    project = _mag_nog_niet_beginnen(leider)
    _startdocument(leiding, coordinator, college)
    leider.ga(project).klik("Start het project").ziet_niet("Dit moet eerst nog").klik("Start")
    leider.ziet("Het project loopt.")

    traject = _zet_op(leider)
    for wie in (coordinator, bureau):
        _adviseert(aan_het_scherm(wie, TELEFOON, met_script=False))
    _besluit(aan_het_scherm(college, TELEFOON, met_script=False))
    mensen = aan_het_scherm(bewoner, TELEFOON, met_script=False)
    _praat_mee(mensen)
    _antwoordt(leider, traject)
    _hoort_het(mensen, bewoner, werker)


def _mag_nog_niet_beginnen(leider: Bezoeker) -> str:
    """Opened, and refused: the page says what comes first, and pressing on changes nothing."""
    leider.menu("Projecten").klik("Open een project").vul("Hoe heet het project?", PROJECT)
    project = leider.kies("Waar is het?", "Schoorl").klik("Open").ziet_kop(PROJECT).adres()
    leider.klik("Start het project").ziet("Dit moet eerst nog", "startdocument", "BER-33")
    leider.klik("Start").ziet("BER-33")
    leider.ga(project).ziet("Project geopend", "Start het project").ziet_niet("Project gestart")
    return project


def _startdocument(leiding: Gebruiker, coordinator: Gebruiker, college: Gebruiker) -> None:
    """With the advice of the wijkcoördinator, established: a given here."""
    plan = kort_plan("startdocument", KERN, leiding)
    velden = {
        "partij": "Vereniging Voorbeeld",
        "rol-vereniging": "een van de deelnemers",
        "trede": "adviseren",
        "wanneer": MOMENT,
        "waarover": WAAROVER,
        "verantwoordelijk-voor-raadplegen": "vereniging",
    }
    plannen.neem_op(item=voeg(plan, "betrokkene", "Vereniging", leiding, velden=velden), door=leiding)
    plannen.vraag_om_akkoord(plan=plan, door=leiding)
    rij = Instemming.objects.bij(plan).get(wie="rol:wijkcoordinator")
    plannen.stem_in(instemming=rij, ding=plan, akkoord=True, toelichting="Zo kan het.", door=coordinator)
    schrijf(plan, leiding)
    bundel_als_nodig(plan, leiding)
    plannen.draag_voor(plan=plan, door=leiding)
    plannen.stel_vast(plan=plan, door=college)


def _zet_op(leider: Bezoeker) -> str:
    """Who takes part, in which role, how much they decide, when and about what; the rung by weighing; advice asked."""
    leider.klik("Begin een participatietraject").staat_in("Naam van het traject", PROJECT)
    leider.klik("Begin dit traject").klik("Voeg iemand toe")
    leider.kies("Partij", "Vereniging Voorbeeld").kies("Rol in dit traject", "Een van de deelnemers")
    leider.kies("Mate van invloed", "Adviseren").vul("Wanneer doen zij mee?", MOMENT)
    leider.vul("Waarover praten zij mee?", WAAROVER).klik("Opslaan").ziet("Vereniging Voorbeeld", MOMENT)
    traject = leider.adres()
    leider.klik("Weeg")
    for nummer in range(3):
        leider.pagina.locator(f"input[name=score_{nummer}][value='1']").check()
        leider.pagina.locator(f"[name=waarom_{nummer}]").fill("Er is veel te kiezen.")
    leider.klik("Weeg").ziet("3 van de 6 punten").klik("Kies deze trede")
    leider.ga(traject).klik("Vraag advies", bij="Vraag advies over dit traject").klik("Vraag advies")
    leider.ziet("Gevraagd. Zij krijgen bericht")
    return traject


def _adviseert(wie: Bezoeker) -> None:
    wie.menu("Vandaag").klik("Geef advies").antwoordt("Past dit traject?", "Ja, zo kan het")
    wie.vul("Uw advies", "Zo kan het.").klik("Geef dit advies").ziet("Uw advies staat bij het traject")


def _besluit(college: Bezoeker) -> None:
    college.menu("Participatie").klik(PROJECT).klik("Leg het besluit vast", bij="Is er besloten")
    college.klik("Stel vast").ziet("Vastgesteld", "Besloten door", "college")


def _praat_mee(bewoner: Bezoeker) -> None:
    """In advance it stands there who takes part, in which role, when and about what."""
    bewoner.menu("Participatie").klik(PROJECT)
    bewoner.ziet("Vereniging Voorbeeld", "Een van de deelnemers", "Adviseren", MOMENT, WAAROVER)
    bewoner.klik("Geef inbreng").klik("Verstuur").fout_bij("Wat wilt u meegeven?", "in")
    bewoner.vul("Wat wilt u meegeven?", INBRENG).klik("Verstuur").ziet("Dank u wel", INBRENG)


def _antwoordt(leider: Bezoeker, traject: str) -> None:
    """Not without saying why."""
    leider.menu("Vandaag").klik("Geef antwoord").ziet(INBRENG)
    assert leider.adres() == traject
    leider.klik("Geef antwoord").antwoordt("Wat is ermee gedaan?", "Voor een deel overgenomen")
    leider.klik("Geef antwoord").fout_bij("Leg uit waarom", "uit")
    leider.vul("Leg uit waarom", UITLEG).klik("Geef antwoord").ziet(UITLEG)


def _hoort_het(bewoner: Bezoeker, wie: Gebruiker, werker: Werker) -> None:
    """By mail, with the way to the answer."""
    mail.outbox.clear()
    with op_dag(eerste_werkdag(over(1))):
        werker.werk(*stappen.HERINNER)
    [bericht] = [bericht for bericht in mail.outbox if bericht.to == [wie.email]]
    assert INBRENG not in str(bericht.body)
    [pad] = re.findall(r"https?://[^/\s]+(/participatie/\S+)", str(bericht.body))[:1]
    bewoner.menu("Vandaag").ga(pad).ziet(INBRENG, "Voor een deel overgenomen", UITLEG)
