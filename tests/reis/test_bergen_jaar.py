"""Journey J14 in Bergen after the signing, by a real browser: what was agreed is followed, judged, and agreed anew."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.utils import timezone

from overleggen.models import Overleg
from tests.hulp import activeer, gebied, partij, persoon
from tests.overleggen.hulp import gepland
from tests.participatie.toneel import KERN, vereniging
from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm
from tests.reis.stappen import op_dag, over
from tests.wijkagenda.plannen import al_vastgesteld, bundel_als_nodig, kort_plan, schrijf
from tests.wijkagenda.test_bergen import VELDEN, onderwerp
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPEELPLEK, BANKJES, FIETSPAD = "Speelplek", "Bankjes", "Fietspad"
WENS, TE_DUUR = "Een schommel bij de speelplek.", "Een zwembad in het dorp."
KNELPUNT = "De grond is vervuild."


@pytest.fixture
def script() -> bool:
    """Who speaks for the kern has a phone without JavaScript; at the town hall it runs."""
    return True


@pytest.fixture
def mensen() -> dict[str, Gebruiker]:
    """Those of Schoorl, where a kernovereenkomst was signed and published."""
    activeer("bergen")
    mensen = {
        "coordinator": persoon("wijkcoordinator", gebied=KERN),
        "kern": persoon("vertegenwoordiger", partij=vereniging()),
        "wethouder": persoon("wijkwethouder", gebied=KERN),
        "swb": persoon("partner", partij="swb"),
        "afdeling": persoon("afdeling"),
    }
    maker = mensen["coordinator"]
    al_vastgesteld("jaaroverzicht", KERN, maker, gepubliceerd_op=timezone.now())
    plan = kort_plan("kernovereenkomst", KERN, maker)
    trekkers: dict[str, dict[str, Any]] = {
        SPEELPLEK: {"partij": partij("swb")},
        BANKJES: {"partij": vereniging()},
        FIETSPAD: {"rol": "afdeling", "gebied": gebied(KERN)},
    }
    for titel, wie in trekkers.items():
        item = onderwerp(plan, maker, titel, trekker=Houder(**wie), einddatum=over(60))
        acties.neem_op(item=item, door=maker)
    _draag_voor(plan, maker)
    acties.onderteken(plan=plan, wie="rol:wijkwethouder", door=mensen["wethouder"])
    acties.onderteken(plan=plan, wie="rol:vertegenwoordiger", door=mensen["kern"])
    plan.refresh_from_db()
    acties.publiceer(plan=plan, bevestigd=set(), door=maker)
    return mensen


def _draag_voor(plan: Plan, maker: Gebruiker) -> None:
    schrijf(plan, maker)
    bundel_als_nodig(plan, maker)
    acties.draag_voor(plan=plan, door=maker)


# --- how it goes


def test_the_kernoverleg_follows_what_was_agreed(
    aan_het_scherm: AanHetScherm, mensen: dict[str, Gebruiker]
) -> None:
    overleg = gepland("kernoverleg", KERN, mensen["coordinator"], begin=time(19))
    _meldt(aan_het_scherm(mensen["swb"], TELEFOON, met_script=False))
    coordinator = aan_het_scherm(mensen["coordinator"])
    _zet_op_de_agenda(coordinator)
    _bespreekt(coordinator)

    kern = aan_het_scherm(mensen["kern"], TELEFOON, met_script=False).ga(overleg.get_absolute_url())
    kern.ziet(SPEELPLEK, "Voortgang: Kernovereenkomst, knelpunt", "SWB laat de grond schoonmaken.")
    # What still runs comes back the next time.
    with op_dag(over(20)):
        Overleg.objects.filter(pk=overleg.pk).update(datum=over(-20))
        volgende = gepland("kernoverleg", KERN, mensen["coordinator"], begin=time(19))
        weer = aan_het_scherm(mensen["coordinator"]).ga(volgende.get_absolute_url())
        weer.klik("Bekijk het voorstel").ziet(SPEELPLEK, "staat nog open", BANKJES, FIETSPAD)


def _meldt(doener: Bezoeker) -> None:
    doener.menu("Vandaag").klik("Toezeggen of weigeren", bij=SPEELPLEK).klik("Ja, wij doen dit")
    doener.klik("Voortgang melden").kies("Er is een knelpunt").vul("Toelichting", KNELPUNT)
    doener.klik("Opslaan").ziet("Knelpunt", KNELPUNT)


def _zet_op_de_agenda(coordinator: Bezoeker) -> None:
    """What was agreed is proposed by itself, with how it goes; the form of meeting asks whether it touches the kern."""
    coordinator.menu("Overleggen").klik("Bekijk").klik("Bekijk het voorstel")
    coordinator.ziet("Voortgang: Kernovereenkomst, knelpunt", "Voortgang: Kernovereenkomst, gevraagd")
    coordinator.kies(SPEELPLEK).klik("Zet op de agenda").klik("Zet op de agenda", bij=SPEELPLEK)
    coordinator.kies("Voor welk gebied", "Kern").kies("Raakt de kern", "direct").klik("Zet op de agenda")


def _bespreekt(coordinator: Bezoeker) -> None:
    coordinator.klik("Nodig uit").klik("Nodig uit").ziet("Uitgenodigd").klik("Begin het overleg")
    for deelnemer in coordinator.pagina.get_by_role("group").all():
        deelnemer.get_by_role("radio", name="Aanwezig", exact=True).check()
    coordinator.klik("Begin het overleg").ziet("SWB, uiterlijk")
    coordinator.vul("Uitkomst", "SWB laat de grond schoonmaken.").klik("Bewaar").ziet("Besproken")


# --- the year is over


@pytest.mark.eis("BER-27")
def test_wishes_are_tested_and_promises_judged_before_the_next(
    aan_het_scherm: AanHetScherm, mensen: dict[str, Gebruiker]
) -> None:
    with op_dag(over(70)):
        maker = mensen["coordinator"]
        volgende = kort_plan("kernovereenkomst", KERN, maker)
        acties.dien_in(soort="wens-bij-plan", tekst=WENS, gebieden=[gebied(KERN)], door=mensen["kern"])
        kern = aan_het_scherm(mensen["kern"], TELEFOON, met_script=False)
        ambtenaar, coordinator = aan_het_scherm(mensen["afdeling"]), aan_het_scherm(maker)

        volgen = _stelt_voor(kern)
        _kan_niet(ambtenaar)
        kern.ga(volgen).ziet("Ons antwoord: Niet", "Daar is geen geld voor.")
        _kan_wel(ambtenaar)
        _neemt_op(coordinator)

        for item in volgende.items.filter(stand="voorgenomen"):
            acties.neem_op(item=item, door=maker)
        volgende.refresh_from_db()
        _draag_voor(volgende, maker)
        wethouder = aan_het_scherm(mensen["wethouder"], TELEFOON, met_script=False)
        wethouder.menu("Vandaag").klik("Onderteken").klik("Ondertekenen")
        wethouder.ziet("Is deze afspraak nagekomen? “Speelplek”")
        _beoordeelt(coordinator, volgende.get_absolute_url())
        for ondertekenaar in (wethouder, kern.ga("/vandaag/")):
            ondertekenaar.menu("Vandaag").klik("Onderteken").klik("Ondertekenen")
        coordinator.ga(volgende.get_absolute_url()).ziet("Vastgesteld", "Schommel")


def _stelt_voor(kern: Bezoeker) -> str:
    """Return the address by which it is followed."""
    kern.menu("Plannen").klik("Doe een voorstel").vul("Wat stelt u voor?", TE_DUUR).klik("Verstuur")
    return kern.adres().removesuffix("ontvangst/")


def _oordeelt(wie: Bezoeker, voorwaarde: str, keuze: str, waarom: str) -> None:
    deel = wie.pagina.get_by_role("group", name=voorwaarde).last
    deel.get_by_role("radio", name=keuze).check()
    deel.get_by_label("Waarom?").fill(waarom)
    wie.klik("Oordeel opslaan", bij=voorwaarde)


def _kan_niet(ambtenaar: Bezoeker) -> None:
    ambtenaar.menu("Plannen").klik("Voorstellen").klik("Wens of idee", bij=TE_DUUR)
    for voorwaarde, keuze in (("financieel", "Nee"), ("planning", "Ja"), ("beleidsmatig", "Ja")):
        _oordeelt(ambtenaar, voorwaarde, keuze, f"Dat is {voorwaarde} bekeken.")
    ambtenaar.ziet("Zo kan het niet in het plan", "Financieel: Dat is financieel bekeken.")
    ambtenaar.klik("Niet in het plan: geef antwoord").klik("Opgenomen").vul("Plan", "Geen")
    ambtenaar.vul("Planning", "Nooit").klik("Geef antwoord").ziet("Niet voldaan: financieel")
    ambtenaar.klik("Niet").klik("Geef antwoord").fout_bij("Motivering", "Motivering")
    ambtenaar.vul("Motivering", "Daar is geen geld voor.").klik("Geef antwoord").ziet("Antwoord: Niet")


def _kan_wel(ambtenaar: Bezoeker) -> None:
    ambtenaar.menu("Plannen").klik("Voorstellen").klik("Wens of idee", bij=WENS)
    for voorwaarde in ("financieel", "planning", "beleidsmatig"):
        _oordeelt(ambtenaar, voorwaarde, "Ja", f"Dat is {voorwaarde} bekeken.")
    ambtenaar.ziet("Aan elke voorwaarde is voldaan").klik("geef antwoord").klik("Opgenomen")
    ambtenaar.vul("Plan", "Kernovereenkomst").vul("Planning", "Voor de zomer").klik("Geef antwoord")
    ambtenaar.ziet("Antwoord: Opgenomen", "Voor de zomer")


def _neemt_op(coordinator: Bezoeker) -> None:
    coordinator.menu("Plannen").klik("Voorstellen").klik("Wens of idee", bij=WENS)
    coordinator.klik("Zet in het plan").vul("Titel", "Schommel")
    for veld, waarde in VELDEN.items():
        coordinator.vul(veld.capitalize(), waarde)
    coordinator.klik("Zet in het plan").ziet("Bij het punt zelf staat wat er mist").klik("Schommel")
    coordinator.kies("Nog een herkomst", "Begroting").klik("Toevoegen").klik("Opnemen")
    coordinator.ziet("Opgenomen in het plan")


def _beoordeelt(coordinator: Bezoeker, plan: str) -> None:
    """Kept, partly or not; who did not keep it all says why."""
    for titel, hoe in ((SPEELPLEK, "Deels nagekomen"), (BANKJES, "Nagekomen"), (FIETSPAD, "Niet nagekomen")):
        coordinator.ga(plan).klik("Afspraken nagekomen?").klik("Beoordelen", bij=titel)
        coordinator.pagina.get_by_role("radio", name=hoe, exact=True).check()
        if hoe != "Nagekomen":
            coordinator.klik("Opslaan").fout_bij("Toelichting", "Leg uit")
            coordinator.vul("Toelichting", "De grond was vervuild.")
        coordinator.klik("Opslaan").ziet(hoe)
