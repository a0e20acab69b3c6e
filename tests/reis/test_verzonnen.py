"""Journey J9 where nobody has been: a municipality that is only a profile goes through its eight steps, to the last one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gebiedscyclus.models import Stap
from gebiedscyclus.tasks import werk_rondes_bij
from tests.gebiedscyclus.hulp import ronde
from tests.gebiedscyclus.test_verzonnen import CYCLUS, DORP, activeer_verzonnen
from tests.hulp import gebied, persoon
from tests.reis.bezoeker import BUREAU, TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm
from tests.reis.stappen import op_dag, over
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEGIN = date(2028, 1, 3)


@pytest.mark.usefixtures("werker")
def test_eight_steps_of_its_own(aan_het_scherm: AanHetScherm, script: bool) -> None:
    """On a phone without JavaScript, and at a desk with it: 48 months, a plan revised at 24, measured twice a year."""
    activeer_verzonnen()
    breedte = BUREAU if script else TELEFOON
    wie, raad = persoon("dorpsverbinder", gebied=DORP), persoon("dorpsraadslid", partij="dorpsraad-hertendal")

    with op_dag(BEGIN):
        werk_rondes_bij()
        verbinder = aan_het_scherm(wie, breedte)
        _verkent(verbinder)
        _luistert(verbinder)
        _stemt(verbinder, aan_het_scherm(raad, breedte))
        _bepaalt_de_koers(verbinder)
        _toetst(verbinder)
        _rondt_af(verbinder, "Doen", "Het plein is klaar.")
    _meet_en_herziet(aan_het_scherm, wie, breedte)
    with op_dag(date(2031, 12, 30)):
        verbinder = aan_het_scherm(wie, breedte)
        _rondt_af(verbinder, "Terugkijken", "Wij doen dit nog eens.")
        _naar_de_ronde(verbinder).ziet("Afgerond", "15 van 15 stappen klaar").ziet_niet("Begin")


def _naar_de_ronde(wie: Bezoeker) -> Bezoeker:
    return wie.menu("Cyclus").klik(gebied(DORP).naam)


def _verkent(wie: Bezoeker) -> None:
    _naar_de_ronde(wie).ziet("Luisteren", "Koers bepalen, herziening 1", "Terugkijken")
    wie.klik("Begin Verkennen").ziet_kop("Verkenning")
    wie.klik("Vaststellen").klik("Vaststellen").ziet("Vastgesteld op")


def _luistert(wie: Bezoeker) -> None:
    _naar_de_ronde(wie).klik("Luisteren").klik("Plan dit")
    wie.vul("Datum", str(over(0))).vul("Begin", "10:00").vul("Andere plek", "Aan tafel").klik(
        "Plan het overleg"
    )
    _houdt(wie)


def _houdt(wie: Bezoeker) -> None:
    wie.klik("Nodig uit").klik("Nodig uit").ziet("Uitgenodigd")
    wie.klik("Begin het overleg")
    for deelnemer in wie.pagina.get_by_role("group").all():
        deelnemer.get_by_role("radio", name="Aanwezig", exact=True).check()
    wie.klik("Begin het overleg")
    wie.klik("Rond af")
    wie.klik("Rond het overleg af")


def _stemt(wie: Bezoeker, raad: Bezoeker) -> None:
    _naar_de_ronde(wie).klik("Stemmen").klik("Plan dit")
    wie.vul("Wat wilt u weten?", "Waar gaat het geld heen?").vul("Antwoorden kan tot en met", str(over(7)))
    wie.vul("Waaruit kan men kiezen?", "Het plein\nDe kerk").klik("Open de peiling").ziet(
        "Waar gaat het geld heen?"
    )
    peiling = wie.adres()
    raad.menu("Vandaag")
    raad.klik("Geef antwoord").vul("Het plein", "3").vul("De kerk", "3")
    raad.klik("Antwoord bewaren").ziet("Verdeel precies 10 punten").vul("Het plein", "7")
    raad.klik("Antwoord bewaren")
    wie.ga(peiling).klik("Sluit de peiling").vul("Wat is de uitkomst?", "Het plein.")
    wie.klik("Sluit de peiling").ziet("Uitkomst", "Het plein.")


def _bepaalt_de_koers(wie: Bezoeker, naam: str = "Koers bepalen") -> None:
    _naar_de_ronde(wie).klik(f"Begin {naam}").ziet_kop("Dorpskoers")
    wie.klik("Vaststellen").klik("Vaststellen").ziet("Vastgesteld op")


def _toetst(wie: Bezoeker) -> None:
    """The criteria of the profile, and what is missing is said at its field."""
    _naar_de_ronde(wie).klik("Begin Toetsen").kies("Ja").vul("Waarom?", "Ook de jongeren zijn gehoord.")
    wie.klik("Oordeel opslaan").klik("Rond af").klik("Rond af")
    wie.fout_bij("Wat heeft u gevonden", "Schrijf op wat u heeft gevonden.")
    wie.vul("Wat heeft u gevonden", "Iedereen is gehoord.").klik("Rond af").ziet("Iedereen is gehoord.")


def _rondt_af(wie: Bezoeker, naam: str, bevinding: str) -> None:
    _naar_de_ronde(wie).klik(naam)
    if wie.pagina.get_by_role("button", name="Begin").count():
        wie.klik("Begin")
    wie.klik("Rond af").vul("Wat heeft u gevonden", bevinding).klik("Rond af").ziet(bevinding, "Vastgesteld")


def _meet_en_herziet(aan_het_scherm: AanHetScherm, wie: Gebruiker, breedte: int) -> None:
    metingen = Stap.objects.filter(ronde=ronde(CYCLUS, DORP), sleutel="meten").order_by("beurt")
    for meting in list(metingen):
        assert meting.uiterlijk is not None
        with op_dag(meting.uiterlijk - timedelta(days=2)):
            verbinder = aan_het_scherm(wie, breedte)
            _rondt_af(verbinder, meting.naam, f"Het gaat goed ({meting.beurt}).")
            if meting.beurt == 5:
                _bepaalt_de_koers(verbinder, "Koers bepalen, herziening 1")
