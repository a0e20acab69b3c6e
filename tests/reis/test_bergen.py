"""Journey J14 in Bergen, by a real browser: a kern and the municipality agree for a year, sign it and follow it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.hulp import activeer, persoon
from tests.participatie.toneel import KERN, vereniging
from tests.reis import stappen
from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm, Werker
from tests.reis.stappen import over
from tests.wijkagenda.plannen import al_vastgesteld

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITEL = "Kernovereenkomst Schoorl"
ONDERWERPEN = ("Speelplek", "Fietspad", "Bankjes", "Verlichting", "Dorpsfeest")


@pytest.fixture
def script() -> bool:
    """Who signs has a phone without JavaScript; at the town hall it runs."""
    return True


@pytest.mark.eis("BER-28", "BER-42", "BER-43", "BER-44")
def test_from_topics_to_a_signed_kernovereenkomst(aan_het_scherm: AanHetScherm, werker: Werker) -> None:
    activeer("bergen")
    maker = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, maker, gepubliceerd_op=timezone.now())
    vereniging()
    kern = aan_het_scherm(persoon("vertegenwoordiger", partij="vereniging"), TELEFOON, met_script=False)
    wethouder = aan_het_scherm(persoon("wijkwethouder", gebied=KERN), TELEFOON, met_script=False)
    coordinator = aan_het_scherm(maker)

    plan = _kiest_onderwerpen(coordinator)
    _bundelt(coordinator, kern, plan)
    for ondertekenaar in (kern, wethouder):
        _tekent(ondertekenaar)
    openbaar = stappen.publiceert(coordinator, werker, plan)
    stappen.leest(aan_het_scherm(None, TELEFOON, met_script=False), "Schoorl", openbaar, *ONDERWERPEN[:4])


def _kiest_onderwerpen(coordinator: Bezoeker) -> str:
    """Complete, out of a plan or the begroting; two give advice, a fifth is too many."""
    coordinator.menu("Plannen").klik("Nieuw plan").kies("Kernovereenkomst").kies("Waarvoor?", "Schoorl")
    plan = coordinator.klik("Begin").adres()
    for nummer, titel in enumerate(ONDERWERPEN, start=1):
        coordinator.ga(plan).klik("Onderwerp")
        if nummer == 1:
            coordinator.vul("Titel", titel).klik("Opslaan").klik("Opnemen")
            coordinator.ziet(
                "Vul in: Vraag", "Vul in: Aanbod", "Vul in: Planning", "Vul in: Budget", "BER-44"
            )
            coordinator.klik("Bewerken")
        coordinator.vul("Titel", titel).vul("Vraag", "Wij willen dit.").vul("Aanbod", "Wij doen mee.")
        coordinator.vul("Planning", "Voor de zomer").vul("Budget", "4000").klik("Opslaan")
        coordinator.kies("Nog een herkomst", "Begroting").vul("Wat precies?", f"Post {nummer}")
        coordinator.klik("Toevoegen").klik("Opnemen").ziet("Opgenomen in het plan")
        if nummer == 2:
            coordinator.ga(plan).ziet("Advies", "Te weinig bij “onderwerp”: 2. Nodig: ten minste 3.")
    coordinator.ga(plan).ziet("Te veel bij “onderwerp”: 5")
    coordinator.klik(f"5 {ONDERWERPEN[4]}").klik("Weglaten").vul("Reden", "Volgend jaar.").klik("Weglaten")
    coordinator.ziet_niet("Te veel bij")
    return plan


def _bundelt(coordinator: Bezoeker, kern: Bezoeker, plan: str) -> None:
    for deel in ("Partijen", "Wat doet de gemeente", "Wat doet de kern", "Planning en budget"):
        coordinator.ga(plan).klik(f"Schrijf het deel “{deel}”").vul(deel, f"Over {deel.lower()}.").klik(
            "Opslaan"
        )
    coordinator.klik("Bijdragen").vul("Wat vraagt u?", "Klopt dit?").vul("Uiterlijk", str(over(14))).klik(
        "Vragen"
    )
    kern.menu("Vandaag").klik("Draag bij").vul("Wat draagt u bij?", "Zo is het goed.").klik(
        "Bijdrage opslaan"
    )
    coordinator.ga(plan).klik("Bundelen tot één concept").klik("Voordragen")


def _tekent(wie: Bezoeker) -> None:
    wie.menu("Vandaag").klik("Onderteken").klik("Ondertekenen")
    wie.menu("Vandaag").ziet_niet("Onderteken")
