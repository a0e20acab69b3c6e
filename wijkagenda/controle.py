"""What every plan must satisfy, whatever the profile says: complaints of the app itself, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from wijkagenda.itemregels import klachten_van_opgenomen
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import ITEMS, onderwerp
from wijkagenda.toestemming import ZONDER_PERSOON, vastgelegd_besluit
from wijkagenda.velden import PARAGRAAF, heeft_paragraaf
from wijkagenda.voorgangers import (
    geldige_voorgangers,
    ontbrekende_voorgangers,
    verlopen_afspraken,
    zonder_uitkomst,
)
from wijkwerk.profiel import Selector
from wijkwerk.profiel.regels import Verplicht
from wijkwerk.profiel.rijen.plannen import Planvorm, Sectie
from wijkwerk.profiel.woordenschat import noemt
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.onderwerp import stand_van_vorm
from wijkwerk.regels.service import Klacht, Onderwerp, selector_naam

GEHOUDEN = frozenset({"gehouden", "afgerond"})
ONDERTEKENING = "ondertekening"


def klachten_bij_voordragen(plan: Plan) -> list[Klacht]:
    over = onderwerp(plan)
    return [
        *_eerst_bundelen(plan),
        *lege_secties(plan, over),
        *_zonder_paragraaf(plan),
        *onbesliste_items(over),
        *klachten_van_opgenomen(over),
        *_van_anderen(plan),
    ]


def klachten_bij_vaststellen(plan: Plan, over: Onderwerp | None = None) -> list[Klacht]:
    """Everything that stands in the way, apart from the rules of the profile about the plan itself.

    What was asked of an item when it was taken up is asked again: it can have changed since.
    """
    over = over or onderwerp(plan)
    return [*klachten_van_plan(plan, over), *klachten_van_opgenomen(over)]


def klachten_van_plan(plan: Plan, over: Onderwerp) -> list[Klacht]:
    """The same without the items that were taken up: for a page that looks at all items together."""
    vorm = plan.planvorm
    geldig = geldige_voorgangers(vorm, plan.gebied)
    return [
        *ontbrekende_voorgangers(plan.profiel, vorm, plan.gebied, geldig),
        *_eerst_bundelen(plan),
        *_eerst_voordragen(plan, vorm, over),
        *lege_secties(plan, over),
        *_zonder_paragraaf(plan),
        *onbesliste_items(over),
        *_zonder_uitkomst(over),
        *_van_anderen(plan),
        *_niet_beoordeeld(plan, vorm, geldig),
        *_zonder_besluit(plan, vorm, over),
        *_niet_ondertekend(plan, vorm, over),
    ]


def _eerst_bundelen(plan: Plan) -> Iterator[Klacht]:
    """Contributions, or a rule about them, make bundling a step that cannot be skipped."""
    vorm = plan.planvorm
    nodig = vorm.bijdragen is not None or any(
        regel.bij == "plan.bundelen" and regel.gaat_over({vorm.sleutel}, ()) for regel in plan.profiel.regels
    )
    if nodig and plan.stand == Plan.Stand.CONCEPT:
        yield Klacht("Bundel eerst de bijdragen tot één concept.", "stand")


def _eerst_voordragen(plan: Plan, vorm: Planvorm, over: Onderwerp) -> Iterator[Klacht]:
    if vorm.vaststelling.voordracht and plan.stand != Plan.Stand.VOORGEDRAGEN:
        namen = " of ".join(selector_naam(selector, over) for selector in vorm.vaststelling.voordracht)
        yield Klacht(f"Eerst voordragen door: {namen}.", "stand")


def lege_secties(plan: Plan, over: Onderwerp) -> list[Klacht]:
    """Required sections in which nothing stands."""
    geschreven = geschreven_secties(plan)
    return [
        Klacht(f"Schrijf het deel “{sectie.naam}”.", f"sectie-{sectie.sleutel}")
        for sectie in plan.planvorm.secties
        if sectie.verplicht and not is_gevuld(sectie, plan, over, geschreven)
    ]


def _zonder_paragraaf(plan: Plan) -> Iterator[Klacht]:
    """What the profile names says how people take part, before anybody decides on it (BER-48, ETL-18)."""
    if heeft_paragraaf(plan.profiel, plan.planvorm) and not str(plan.velden.get(PARAGRAAF) or "").strip():
        yield Klacht("Vul in: Participatieparagraaf.", PARAGRAAF)


def _van_anderen(plan: Plan) -> Iterator[Klacht]:
    """What apps above this one want first (settings.PLAN_KLACHTEN)."""
    for pad in settings.PLAN_KLACHTEN:
        yield from import_string(pad)(plan)


def geschreven_secties(plan: Plan) -> frozenset[str]:
    """The sections in which text stands."""
    return frozenset(rij.sleutel for rij in plan.secties.all() if rij.tekst.strip())


def is_gevuld(sectie: Sectie, plan: Plan, ding: Onderwerp, geschreven: frozenset[str]) -> bool:
    """By its text, or because the plan has what the section is about: items of that kind, figures, parties, …"""
    if sectie.sleutel in geschreven:
        return True
    soorten = soorten_in(sectie, plan.planvorm)
    if soorten:
        return any(ding.onderdelen(soort) for soort in soorten)
    if sectie.sleutel == ONDERTEKENING:
        return bool(plan.planvorm.vaststelling.ondertekening)
    for relatie in (sectie.sleutel, f"bronnen.{sectie.sleutel}"):
        if relatie in ding.betekenis.relaties:
            return sum(ding.telling(relatie, None).values()) > 0
    return False


def soorten_in(sectie: Sectie, vorm: Planvorm) -> list[str]:
    """The kinds of item that a section is about: `opgaven` is about each opgave, `items` about all."""
    if sectie.sleutel == "items":
        return [item.sleutel for item in vorm.items]
    return [item.sleutel for item in vorm.items if noemt(sectie.sleutel, item.sleutel)]


def onbesliste_items(over: Onderwerp) -> list[Klacht]:
    return [
        Klacht(f"Neem “{item}” op, of laat het weg.", f"item-{item.pk}")
        for item in over.gegevens[ITEMS]
        if item.stand == Planitem.Stand.VOORGENOMEN
    ]


def _zonder_uitkomst(over: Onderwerp) -> Iterator[Klacht]:
    """Points for discussion and decision: what came out stands with them before the plan is established."""
    for item in over.gegevens[ITEMS]:
        if item.stand == Planitem.Stand.OPGENOMEN and zonder_uitkomst(item):
            yield Klacht(f"Leg vast wat er uitkwam bij “{item}”.", f"uitkomst-{item.pk}", ())


def _niet_beoordeeld(plan: Plan, vorm: Planvorm, geldig: Mapping[str, Plan]) -> Iterator[Klacht]:
    """Every promise that is due is judged kept, partly or not; a profile may say so in its own words (ETL-50, BER-21)."""
    if any(
        isinstance(regel, Verplicht)
        and regel.bij == "plan.vaststellen"
        and regel.gaat_over({vorm.sleutel}, ())
        and any(veld.sleutel == "afspraken.nagekomen" for veld in regel.velden)
        for regel in plan.profiel.regels
    ):
        return
    for afspraak in verlopen_afspraken(plan, vorm, geldig):
        if not afspraak.nagekomen:
            yield Klacht(f"Is deze afspraak nagekomen? “{afspraak.wat}”", f"afspraak-{afspraak.pk}")


def _zonder_besluit(plan: Plan, vorm: Planvorm, over: Onderwerp) -> Iterator[Klacht]:
    """A body that decides at a table: the meeting was held, and its decision is recorded (HEL-38, HEL-56)."""
    organen = vorm.vaststelling.door
    if not organen or any(selector.soort not in ZONDER_PERSOON for selector in organen):
        return
    besluit = vastgelegd_besluit(plan, vorm)
    if besluit is None:
        namen = " of ".join(selector_naam(selector, over) for selector in organen)
        yield Klacht(f"Leg eerst het besluit vast van: {namen}.", "besluit")


def nog_niet_gehouden(plan: Plan, orgaan: Selector) -> bool:
    """Whether a decision is said to be taken in a meeting that was not held."""
    return orgaan.soort == "overleg" and stand_van_vorm(orgaan.waarde, plan.plek()) not in GEHOUDEN


def _niet_ondertekend(plan: Plan, vorm: Planvorm, over: Onderwerp) -> Iterator[Klacht]:
    """A form without a body is established by its signatures (BER-42)."""
    if vorm.vaststelling.door:
        return
    for selector in ontbrekende_handtekeningen(plan, vorm):
        yield Klacht(f"Nog niet ondertekend: {selector_naam(selector, over)}.", "ondertekening")


def ontbrekende_handtekeningen(plan: Plan, vorm: Planvorm) -> list[Selector]:
    if not vorm.vaststelling.ondertekening:
        return []
    gezet = set(
        Instemming.objects.bij(plan)
        .filter(wie__startswith=f"{ONDERTEKENING}:", stand=Instemming.Stand.AKKOORD)
        .values_list("wie", flat=True)
    )
    return [
        selector
        for selector in vorm.vaststelling.ondertekening
        if handtekening_sleutel(selector) not in gezet
    ]


def handtekening_sleutel(selector: Selector) -> str:
    return f"{ONDERTEKENING}:{selector}"
