"""Journey J16 in Bergen, by a real browser: what the departments plan, per kern, to residents who want to be involved."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import mail
from django.utils import timezone

from tests.hulp import activeer, persoon
from tests.participatie.toneel import KERN, lid
from tests.reis import stappen
from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm, Werker
from tests.reis.stappen import op_dag, over

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROJECT, VRAAG, ANTWOORD = "Riolering Heereweg", "Blijft de straat open?", "Ja, één helft tegelijk."
ADRES = "bo@voorbeeld.example"


@pytest.fixture
def script() -> bool:
    """The department and the resident have a phone without JavaScript; who makes the overview has it."""
    return True


@pytest.mark.eis("BER-26", "BER-31", "BER-32", "BER-47")
def test_from_the_request_to_the_answer(
    aan_het_scherm: AanHetScherm, werker: Werker, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody waits for a test that fills in like a program.
    monkeypatch.setattr("wijkwerk.mensformulier.KORTST", 0)
    activeer("bergen")
    maker, management = persoon("wijkcoordinator", gebied=KERN), persoon("management")
    afdeling, bewoner = persoon("afdeling"), persoon("bewoner", gebied=KERN)
    lid()
    coordinator = aan_het_scherm(maker)

    plan = _vraagt_uit(coordinator, aan_het_scherm(afdeling, TELEFOON, met_script=False))
    _toetst(coordinator, plan)
    aan_het_scherm(management).menu("Vandaag").klik("Stel vast").klik("Vaststellen").ziet("Vastgesteld")
    openbaar = stappen.publiceert(coordinator, werker, plan)
    stappen.leest(aan_het_scherm(None, TELEFOON, met_script=False), "Schoorl", openbaar, PROJECT)

    with op_dag(date(timezone.localdate().year + 1, 1, 30)):
        # A session of last year has ended.
        coordinator = aan_het_scherm(maker)
        _verstuurt(coordinator)
        _laat_adres_achter(aan_het_scherm(None, TELEFOON, met_script=False), werker)
        lezer = aan_het_scherm(bewoner, TELEFOON, met_script=False)
        _stelt_vraag(lezer)
        _nodigt_uit(coordinator)
        _naar_overzicht(lezer).ziet("U wilt betrokken zijn", ANTWOORD)


def _vraagt_uit(coordinator: Bezoeker, afdeling: Bezoeker) -> str:
    """The overview of next year: not before a department said what it plans (BER-32)."""
    coordinator.menu("Plannen").klik("Nieuw plan").kies("Jaaroverzicht plannen en projecten")
    coordinator.kies("Waarvoor?", "Schoorl")
    coordinator.vul("Vanaf welke dag geldt het?", f"{timezone.localdate().year + 1}-01-01")
    plan = coordinator.klik("Begin").adres()
    coordinator.klik("Bijdragen").vul("Wat vraagt u?", "Wat gaat u volgend jaar doen in Schoorl?")
    coordinator.vul("Uiterlijk", str(over(14))).klik("Vragen")
    coordinator.ga(plan).klik("Bundelen tot één concept").ziet("BER-32")
    afdeling.menu("Vandaag").klik("Draag bij").vul("Wat draagt u bij?", f"{PROJECT}, in het najaar.")
    afdeling.klik("Bijdrage opslaan").ziet("is binnen")
    return plan


def _toetst(coordinator: Bezoeker, plan: str) -> None:
    """What, which phase, when and where; and for each kern whether it matters there (BER-47)."""
    coordinator.ga(plan).klik("Plan of project").vul("Onderwerp", PROJECT).klik("Opslaan").klik("Opnemen")
    coordinator.ziet("Vul in: Fase", "Vul in: Planning").klik("Bewerken").vul("Afdeling", "Openbare ruimte")
    coordinator.antwoordt("Fase", "Voorbereiding").vul("Planning", "Najaar").klik("Opslaan")
    coordinator.klik("Opnemen").ziet("Opgenomen in het plan")
    coordinator.ga(plan).klik("Schrijf het deel “Plannen en projecten”")
    coordinator.vul("Plannen en projecten", "Dit komt er.").klik("Opslaan")
    coordinator.ga(plan).klik("Bundelen tot één concept").klik("Voordragen").ziet("Toets eerst het belang")
    coordinator.klik("Toets eerst het belang").antwoordt("Van belang voor", "Ja").klik("Opslaan")
    coordinator.ga(plan).klik("Voordragen").ziet("Voorgedragen")


def _verstuurt(coordinator: Bezoeker) -> None:
    """In January, from Vandaag, on the last day but one of the term (BER-31)."""
    coordinator.menu("Vandaag").ziet("morgen").klik("Verstuur").ziet("Vereniging Voorbeeld")
    coordinator.klik("Verstuur").ziet("Verstuurd aan", "Vereniging Voorbeeld", PROJECT)


def _laat_adres_achter(lezer: Bezoeker, werker: Werker) -> None:
    """Without an account: from the public page of the project, confirmed by the link in the mail (BER-26)."""
    lezer.ga("/").klik("Schoorl").klik(PROJECT).klik("Ik wil hierbij betrokken zijn")
    lezer.vul("Uw e-mailadres", "bo").klik("Laat het weten").fout_bij("Uw e-mailadres", "e-mailadres")
    mail.outbox.clear()
    lezer.vul("Uw e-mailadres", ADRES).klik("Laat het weten").ziet("Open de link die erin staat")
    werker.werk("wijkwerk.berichten.tasks.verstuur_klaargezette")
    [bericht] = [bericht for bericht in mail.outbox if bericht.to == [ADRES]]
    link = re.search(r"/meedenken/[\w-]+/", str(bericht.body))
    assert link is not None
    lezer.ga(link[0]).ziet_kop(f"Wilt u betrokken zijn bij {PROJECT}?").klik("Ja, u mag mij uitnodigen")
    lezer.ziet_kop(f"U wilt betrokken zijn bij {PROJECT}")


def _stelt_vraag(lezer: Bezoeker) -> None:
    _naar_overzicht(lezer).klik("Ik wil betrokken zijn")
    lezer.vul("Wilt u iets vragen of meegeven?", VRAAG).klik("Laat het weten").ziet("U wilt betrokken zijn")


def _naar_overzicht(lezer: Bezoeker) -> Bezoeker:
    return lezer.menu("Participatie").klik("Jaaroverzicht").ziet(PROJECT)


def _nodigt_uit(coordinator: Bezoeker) -> None:
    """The question is answered; of who left an address the number stands there, the address one page further."""
    coordinator.menu("Vandaag").klik("Geef antwoord").ziet(VRAAG).vul("Uw antwoord", ANTWOORD)
    coordinator.klik("Geef antwoord").ziet(f"{PROJECT}: 1 adres").ziet_niet(ADRES)
    coordinator.klik("Bekijk om uit te nodigen").ziet(ADRES)
