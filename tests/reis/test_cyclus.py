"""Journey J9 in Den Helder, by a real browser: a wijk goes once round the four steps, from a figure to the next plan."""

from __future__ import annotations

import pytest
from django.utils import timezone

from gebiedscyclus.tasks import werk_rondes_bij
from tests.hulp import activeer, gebied, persoon
from tests.reis.bezoeker import Bezoeker
from tests.reis.conftest import AanHetScherm
from tests.reis.stappen import over
from tests.wijkagenda.cijferhulp import WIJK, laad_cijfers, laad_jaar

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STICHTING = "Woningstichting Den Helder"
VERHAAL = "Mijn dochter wil hier blijven wonen, maar er is niets te koop."
DOEL, RESULTAAT, PRESTATIE = "Meer koopwoningen", "Twintig huizen erbij", "Huurhuizen te koop aanbieden"
MAATREGEL, WIJZIGING = "Verkoop aan huurders", "Eerst aan jonge mensen"
ANDERS = "Eerder in het jaar beginnen."


@pytest.fixture
def script() -> bool:
    """One walk, with JavaScript, so that axe looks along: the other journeys walk these forms without it."""
    return True


@pytest.mark.eis("DHR-56", "DHR-63", "DHR-64")
@pytest.mark.usefixtures("werker")
def test_a_wijk_goes_round(aan_het_scherm: AanHetScherm) -> None:
    activeer("den-helder")
    laad_cijfers({2022: "46", 2023: "45", 2024: "44"})
    werk_rondes_bij()
    manager = aan_het_scherm(persoon("wijkmanager", gebied=WIJK))
    stichting = aan_het_scherm(persoon("partner", partij="woningstichting"))
    college = aan_het_scherm(persoon("college"))

    _analyse(manager, stichting)
    _agenda(manager, stichting, college)
    _uitvoering(manager)
    # A year later the figure is known anew.
    laad_jaar(2025, "47")
    _monitor(manager)
    _is_rond(manager)


# --- one helper for each form


def _begint(manager: Bezoeker, stap: str) -> str:
    """From the page of the cycle; return the address of the plan that it made."""
    manager.menu("Cyclus").klik(gebied(WIJK).naam).klik(f"Begin {stap}").ziet_kop(stap)
    return manager.adres()


def _schrijft(manager: Bezoeker, plan: str, *delen: str) -> None:
    for deel in delen:
        manager.ga(plan).klik(f"Schrijf het deel “{deel}”").vul(deel, f"Over {deel.lower()}.").klik("Opslaan")


def _voegt_toe(manager: Bezoeker, soort: str, titel: str, *, label: str = "Titel", trekker: str = "") -> None:
    manager.klik(soort).vul(label, titel)
    if trekker:
        manager.kies("Trekker", trekker).vul("Uiterlijk klaar", str(over(90)))
    manager.klik("Opslaan").ziet_kop(titel).klik("Opnemen").ziet("Opgenomen")


def _vraagt_bijdragen(manager: Bezoeker, plan: str, stichting: Bezoeker) -> None:
    manager.ga(plan).klik("Bijdragen").vul("Wat vraagt u?", "Wat ziet u in de wijk?")
    manager.vul("Uiterlijk", str(over(14))).klik("Vragen")
    stichting.menu("Vandaag").klik("Draag bij").vul("Wat draagt u bij?", "Wij zien weinig doorstroming.")
    stichting.klik("Bijdrage opslaan").ziet("is binnen")


# --- the four steps


def _analyse(manager: Bezoeker, stichting: Bezoeker) -> None:
    plan = _begint(manager, "Gebiedsanalyse")
    manager.klik("Vaststellen").klik("Vaststellen").ziet("Dit plan kan nog niet worden vastgesteld")
    manager.ziet("bronnen: cijfers", "bronnen: verhalen", "DHR-56")

    manager.ga(plan).klik("Opvallende cijfers").klik("Neem over als bedreiging", bij="Koopwoningen")
    manager.ziet("staat nu bij de bevindingen").klik("Koopwoningen").klik("Opnemen").ziet("Opgenomen")
    _schrijft(manager, plan, "Kansen", "Ontwikkelingen")
    _vraagt_bijdragen(manager, plan, stichting)
    manager.ga(plan).klik("Bundelen tot één concept").klik("Vaststellen").klik("Vaststellen")
    manager.ziet("Dit plan kan nog niet worden vastgesteld", "bronnen: verhalen", "DHR-56")
    manager.ziet_niet("bronnen: cijfers")

    manager.ga(plan).klik("Terug naar concept").vul("Reden", "Een verhaal erbij.").klik("Terug naar concept")
    manager.klik("Cijfers en verhalen").klik("Verhaal opschrijven").vul("Wat is er verteld?", VERHAAL)
    manager.kies("Wie vertelde het?", "Bewoner").klik("Zet erbij").ziet("Het verhaal staat erbij", VERHAAL)
    manager.ga(plan).klik("Bundelen tot één concept").ziet("Er mist niets meer")
    manager.klik("Vaststellen").klik("Vaststellen").ziet("Vastgesteld op")


def _agenda(manager: Bezoeker, stichting: Bezoeker, college: Bezoeker) -> None:
    plan = _begint(manager, "Gebiedsagenda")
    manager.klik("Doel").vul("Titel", DOEL).vul("Prioriteit", "1").kies("Bedreiging: ")
    manager.klik("Opslaan").ziet_kop(DOEL).klik("Opnemen")
    doel = manager.adres()
    manager.klik("Kies een cijfer bij dit doel").kies("Welk cijfer", "Koopwoningen").kies("Hoger")
    manager.vul("Tot welk getal?", "46").klik("Opslaan").ziet("Opgeslagen")
    _voegt_toe(manager, "Resultaat", RESULTAAT)
    manager.ga(doel)
    _voegt_toe(manager, "Prestatie", PRESTATIE, label="Wat", trekker=STICHTING)
    _vraagt_bijdragen(manager, plan, stichting)
    manager.ga(plan).klik("Bundelen tot één concept").klik("Voordragen")

    college.ga(plan).klik("Vaststellen").klik("Vaststellen").ziet("kan nog niet worden vastgesteld", "DHR-61")
    stichting.menu("Vandaag").klik("Antwoord", bij="Akkoord met").kies("Ja").klik("Antwoord geven")
    college.menu("Vandaag").klik("Stel vast").klik("Vaststellen").ziet("Vastgesteld. De", "door college")


def _uitvoering(manager: Bezoeker) -> None:
    plan = _begint(manager, "Uitvoeringsplan")
    _voegt_toe(manager, "Maatregel", MAATREGEL, trekker=STICHTING)
    manager.kies("Nog een herkomst", DOEL).klik("Toevoegen")
    _schrijft(manager, plan, "Aanpak", "Planning")
    manager.ga(plan).klik("Besluit vastleggen").vul("Kenmerk", "2026-11").klik("Vastleggen")
    manager.klik("Vaststellen").klik("Vaststellen").ziet("Vastgesteld op", "door college")


def _monitor(manager: Bezoeker) -> None:
    plan = _begint(manager, "Gebiedsmonitor")
    _schrijft(manager, plan, "Doelen bereikt", "Plan uitgevoerd", "Aanpak veranderen")
    manager.ga(plan).klik("Vaststellen").klik("Vaststellen").ziet("kan nog niet worden vastgesteld", "DHR-63")
    manager.ga(plan).klik("Stand per doel")
    manager.ziet("0 van 2 acties gedaan", "Gehaald: van 44 procent in 2024 naar 47 procent in 2025")
    for titel, bereikt, anders in ((DOEL, "Ja", "Niets."), (MAATREGEL, "Nee", ANDERS)):
        manager.ga(plan).klik("Stand per doel").klik(f": {titel}")
        manager.ziet("Voorgesteld uit de cijfers")
        manager.antwoordt("Bereikt", bereikt).antwoordt("Uitgevoerd", "Nee")
        manager.vul("Wijziging van de aanpak", anders).klik("Opslaan").ziet_kop(titel).klik("Opnemen")
    _voegt_toe(manager, "Wijziging van de gebiedsagenda", WIJZIGING)
    manager.ga(plan).ziet("Er mist niets meer").klik("Vaststellen").klik("Vaststellen")
    manager.ziet("Vastgesteld op", "Het concept “Gebiedsagenda", "Het concept “Uitvoeringsplan")


def _is_rond(manager: Bezoeker) -> None:
    """The next plans have begun with what was left over, and the cycle says that this round is done."""
    volgend = f"{gebied(WIJK).naam} {timezone.localdate().year + 1}"
    manager.menu("Plannen").klik(f"Gebiedsagenda {volgend}").ziet(
        "Concept", "Uit de monitor", WIJZIGING, ANDERS
    )
    manager.menu("Plannen").klik(f"Uitvoeringsplan {volgend}").ziet(
        "Concept", "Uit de monitor", ANDERS, MAATREGEL
    )
    # The last step closed the round: nobody waits for the night.
    manager.menu("Cyclus").ziet("Afgerond").klik(gebied(WIJK).naam)
    manager.ziet("Afgerond", "4 van 4 stappen klaar").ziet_niet("Begin")
