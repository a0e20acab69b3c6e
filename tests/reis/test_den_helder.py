"""Journey d in Den Helder, by a real browser: from a spreekuur in a buurt to a published plan and its PDF."""

from __future__ import annotations

import pytest
from django.core import mail

from tests.hulp import activeer, persoon
from tests.reis import stappen
from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm, Werker
from tests.reis.stappen import over

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIJK, BUURT = "stad-binnen-de-linie", "Visbuurt"
SOORT = "operationeel openbare ruimte"
SIGNAAL = f"{SOORT.capitalize()}, {BUURT}"
GEZEGD = "Er ligt elke week grofvuil naast de containers bij de speeltuin."
AFSPRAAK = "Elke maand samen opruimen bij de speeltuin"
BEWONERS = "Visbuurt Bewoners Belangenvereniging"


@pytest.mark.eis("DHR-06", "DHR-07", "DHR-09", "DHR-17", "DHR-39", "DHR-49", "DHR-51")
def test_from_spreekuur_to_plan(aan_het_scherm: AanHetScherm, werker: Werker) -> None:
    activeer("den-helder")
    concierge = aan_het_scherm(persoon("wijkconcierge", gebied=WIJK), TELEFOON)
    manager = aan_het_scherm(persoon("wijkmanager", gebied=WIJK)).ziet("kies gebieden voor")
    houder = persoon("partner", partij="woningstichting")
    stichting = aan_het_scherm(houder, TELEFOON)

    signaal = _hoort_op_het_spreekuur(concierge)
    assert "Wij hebben uw melding ontvangen" in _verstuurd(werker)
    concierge.ga(f"{signaal}koppeling/", status=403).ziet("sociaal wijkconciërge mag u dit hier niet")

    _geeft_een_eigenaar(manager)
    team = aan_het_scherm(persoon("teammedewerker", partij="wijkbeheer"), TELEFOON)
    stappen.weigert(team, GEZEGD, "De containers zijn niet van ons.")
    _vraagt_een_ander(manager)
    stappen.doet(stichting.menu("Vandaag"), GEZEGD, "Het grofvuil is weg.")
    _antwoordt_en_sluit(manager)
    assert "Antwoord op uw melding" in _verstuurd(werker)

    stappen.plant_overleg(manager, "Wijk-coördinatieteamoverleg", BUURT)
    stappen.houdt_overleg(manager)
    stappen.spreekt_af(
        manager, "Wij maken er samen een schone plek van.", AFSPRAAK, "Woningstichting Den Helder"
    )
    _koppelt_terug_en_rondt_af(manager)

    plan = _maakt_een_plan(manager, aan_het_scherm)
    _stelt_vast(manager, plan)
    openbaar = stappen.publiceert(manager, werker, plan)
    lezer = aan_het_scherm(None, TELEFOON)
    eerst = stappen.leest(lezer, BUURT, openbaar, AFSPRAAK, "Woningstichting Den Helder")
    stappen.nieuwe_stand(manager, stichting, aan_het_scherm(), plan, openbaar, AFSPRAAK, eerst)

    stappen.herinnert_een_keer(aan_het_scherm, werker, houder, AFSPRAAK)


def _verstuurd(werker: Werker) -> list[str]:
    werker.werk()
    return [str(bericht.subject) for bericht in mail.outbox]


def _hoort_op_het_spreekuur(concierge: Bezoeker) -> str:
    """Open a pop-up spreekuur on a phone and write down what the first visitor says."""
    concierge.menu("Spreekuren").klik("Plan of open een spreekuur")
    concierge.kies("Pop-up spreekuur").kies("Waar", BUURT).vul("Andere plek", "Winkelcentrum").klik("Open nu")
    concierge.ziet_kop(f"Pop-up spreekuur {BUURT}").ziet(
        "naar team Wijkbeheer", "naar team Zorg · afgeschermd"
    )
    concierge.kies(SOORT).klik("Opslaan, volgende bezoeker").fout_bij(
        "Wat wordt er gezegd?", "Wat wordt er gezegd?"
    )
    concierge.vul("Wat wordt er gezegd?", GEZEGD).opent("Wie vertelde het?")
    concierge.vul("E-mailadres", "buur@voorbeeld.example").kies("Wil horen wat er gebeurt")
    concierge.klik("Opslaan, volgende bezoeker").ziet("Opgeslagen", "naar team Wijkbeheer")
    return concierge.staat_in("Wat wordt er gezegd?", "").klik(SIGNAAL).ziet(GEZEGD).adres()


def _geeft_een_eigenaar(manager: Bezoeker) -> None:
    manager.menu("Vandaag").klik("Zet uit", bij=SIGNAAL).ziet("naar team Wijkbeheer")
    manager.vul("Klaar op", "").klik("Zet uit").fout_bij("Klaar op", "Klaar op")
    manager.vul("Klaar op", str(over(7))).klik("Zet uit").ziet("Uitgezet. Eigenaar: team Wijkbeheer")


def _vraagt_een_ander(manager: Bezoeker) -> None:
    manager.menu("Vandaag").klik("Vraag een ander", bij=SIGNAAL).ziet("De containers zijn niet van ons.")
    manager.klik("In plaats van team Wijkbeheer").kies("Partij", "Woningstichting Den Helder").klik("Zet uit")
    manager.ziet("Uitgezet. Eigenaar: Woningstichting Den Helder")


def _antwoordt_en_sluit(manager: Bezoeker) -> None:
    """An answer without its fields is refused at the field, and nothing that was typed is lost."""
    manager.menu("Vandaag").klik("Geef antwoord", bij=SIGNAAL).klik("oplossing")
    manager.vul("Toelichting", "Het is opgehaald.").klik("Geef antwoord")
    manager.fout_bij("Actie", "Vul in: Actie").staat_in("Toelichting", "Het is opgehaald.")
    manager.vul("Actie", "Elke maandag een extra ronde.").klik("Geef antwoord").ziet("Antwoord: oplossing")
    manager.kies("Per e-mail").klik("Koppel terug").ziet("Verteld aan de melder")
    manager.klik("Sluit").ziet("Gesloten")


def _koppelt_terug_en_rondt_af(manager: Bezoeker) -> None:
    """A point of the coördinatieteam does not leave before its result was told there (R12)."""
    manager.klik("Agenda").klik("Van de agenda").vul("Waarom gaat dit punt", "Klaar.").klik(
        "Haal van de agenda"
    )
    manager.ziet("Koppel eerst het resultaat terug").klik("Annuleren").klik("Tijdens het overleg")
    manager.klik("Koppel terug").vul("Wat is het resultaat?", "Wij doen dit elke maand.").klik(
        "Terugkoppelen"
    )
    manager.klik("Rond af").klik("Rond het overleg af").klik("Stel het verslag vast").ziet(
        "Vastgesteld", AFSPRAAK
    )


def _maakt_een_plan(manager: Bezoeker, aan_het_scherm: AanHetScherm) -> str:
    """The afspraak goes onto a plan for the buurt, made with residents."""
    manager.klik("Tijdens het overleg").klik(AFSPRAAK).klik("Neem op in een plan")
    manager.klik("Uitvoeringsplan buurt Visbuurt").klik("Begin")
    manager.kies("als activiteit").klik("Verder").ziet("Woningstichting Den Helder").kies(BEWONERS).klik(
        "Opslaan"
    )
    manager.klik("Opnemen").ziet("Opgenomen in het plan").klik("Uitvoeringsplan buurt Visbuurt")
    plan = manager.adres()
    manager.klik("Bijdragen").vul("Wat vraagt u?", "Wat doet u mee?").vul("Uiterlijk", str(over(14))).klik(
        "Vragen"
    )
    bewoner = aan_het_scherm(persoon("belangenvereniging", partij="belangenvereniging-visbuurt"), TELEFOON)
    bewoner.klik("Draag bij").vul("Wat draagt u bij?", "Wij ruimen mee op.").klik("Bijdrage opslaan").ziet(
        "is binnen"
    )
    return plan


def _stelt_vast(manager: Bezoeker, plan: str) -> None:
    manager.ga(plan).klik("Bundelen tot één concept").klik("Schrijf het deel “Aanpak”")
    manager.vul("Aanpak", "Samen met bewoners maken wij de buurt schoon.").klik("Opslaan").ziet(
        "Er mist niets meer"
    )
    manager.klik("Besluit vastleggen").vul("Kenmerk", "2026-11").klik("Vastleggen")
    manager.klik("Vaststellen").klik("Vaststellen").ziet("door college")
