"""Proposals for a plan: signals of a kind with `wordt = "voorstel"`. Who handles them, what is judged, where they stand.

One home per fact: the words, the areas, the term, the contact data and the answer are those of the signaal.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from signalen.models import Signaal
from wijkagenda.models import Plan, Planitem
from wijkagenda.toestemming import wie_mag
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens, mag, verbod
from wijkwerk.gebruikers.rollen import plek_van_indiener
from wijkwerk.gebruikers.wie import is_een, is_ergens_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.regels import Beoordeeld
from wijkwerk.profiel.rijen.geld import Criterium, Oordeel
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm
from wijkwerk.profiel.rijen.signalen import Signaalsoort
from wijkwerk.regels.models import Beoordeling
from wijkwerk.wijken.models import Gebied

INGEDIEND, OPGENOMEN, AFGEWEZEN = "ingediend", "opgenomen", "afgewezen"
# The kind of origin that an item on a plan has when it was proposed.
HERKOMST = "voorstel"


@dataclass(frozen=True)
class Doel:
    """What a proposal can become: this kind of item on plans of this form."""

    vorm: Planvorm
    soort: Itemsoort


@dataclass(frozen=True)
class Voorwaarde:
    """One criterion that must be met before it goes onto a plan; `gegeven` is how it was judged."""

    oordeel: Oordeel
    criterium: Criterium
    eis: tuple[str, ...]
    gegeven: Beoordeling | None

    @property
    def sleutel(self) -> str:
        return f"{self.oordeel.sleutel}.{self.criterium.sleutel}"


@dataclass(frozen=True)
class Agenda:
    """An area of the proposal, and the plan in the making that holds there."""

    gebied: Gebied
    plan: Plan | None

    @property
    def is_open(self) -> bool:
        return self.plan is not None and self.plan.is_bewerkbaar


def voorstelsoorten() -> list[Signaalsoort]:
    """The kinds of signal that are a proposal, today."""
    vandaag = timezone.localdate()
    return [
        rij for rij in actief_profiel().signaalsoorten if rij.wordt == "voorstel" and rij.geldt_op(vandaag)
    ]


def is_voorstel(signaal: Signaal) -> bool:
    return actief_profiel().signaalsoort(signaal.soort).wordt == "voorstel"


def mag_voorstellen(gebruiker: Gebruiker) -> bool:
    """Whether this person may bring one in anywhere."""
    return bool(voorstelsoorten()) and heeft_ergens(gebruiker, Recht.PLAN_VOORSTELLEN)


def mag_behandelen(gebruiker: Gebruiker) -> bool:
    """Whether this person may put one on a plan anywhere: for menus, never for a thing."""
    return bool(voorstelsoorten()) and (
        heeft_ergens(gebruiker, Recht.PLAN_BEWERKEN)
        or any(is_ergens_een(gebruiker, doel.vorm.auteur) for doel in _alle_doelen())
    )


def gebieden_voor(gebruiker: Gebruiker) -> list[Gebied]:
    """Where this person may propose: areas that have plans of their own, else every area within reach."""
    mogelijk = [
        gebied
        for gebied in Gebied.objects.actief().order_by("naam")
        if mag(gebruiker, Recht.PLAN_VOORSTELLEN, plek_van_indiener(gebruiker, gebied.voorouders))
    ]
    niveaus = {niveau for doel in _alle_doelen() for niveau in doel.vorm.niveaus}
    return [gebied for gebied in mogelijk if gebied.niveau in niveaus] or mogelijk


NIET_VOOR_TE_STELLEN = ("bevinding", "toets")


def _alle_doelen() -> list[Doel]:
    """Forms of which the profile says what a topic must satisfy; where it says that of none, every form with items.

    Nobody can propose what is found or judged: only what is to be reached or done.
    """
    profiel, vandaag = actief_profiel(), timezone.localdate()
    doelen = [
        Doel(vorm, soort)
        for vorm in profiel.planvormen
        for soort in vorm.items
        if vorm.geldt_op(vandaag)
        and not vorm.gesloten
        and soort.onder is None
        and soort.aard not in NIET_VOOR_TE_STELLEN
    ]
    return [doel for doel in doelen if _regels(doel)] or doelen


def _regels(doel: Doel) -> list[Beoordeeld]:
    regels = actief_profiel().regels_bij(
        "planitem", "opnemen", soort_sleutel=(doel.soort.sleutel, doel.vorm.sleutel)
    )
    return [regel for regel in regels if isinstance(regel, Beoordeeld)]


def alle_doelen(signaal: Signaal) -> list[Doel]:
    """What it can become, whoever decides; nothing when it is another kind of signal."""
    return _alle_doelen() if is_voorstel(signaal) else []


def doelen(signaal: Signaal, gebruiker: Gebruiker) -> list[Doel]:
    """What this person may make of it: who may write in that form of plan in one of its areas."""
    plek = signaal.plek()
    if not is_voorstel(signaal) or verbod(gebruiker, Recht.PLAN_BEWERKEN, plek):
        return []
    bewerkt = mag(gebruiker, Recht.PLAN_BEWERKEN, plek)
    return [
        doel for doel in _alle_doelen() if bewerkt or is_een(gebruiker, wie_mag("bewerken", doel.vorm), plek)
    ]


def voorwaarden(signaal: Signaal, van: list[Doel]) -> list[Voorwaarde]:
    """Every criterion for one of these, and those for promising anything to a signal of this kind; one query."""
    bij_antwoord = [
        regel
        for regel in actief_profiel().regels_bij("signaal", "beantwoorden", soort_sleutel=(signaal.soort,))
        if isinstance(regel, Beoordeeld)
    ]
    gegeven = {(rij.oordeel, rij.criterium): rij for rij in Beoordeling.objects.bij(signaal)}
    gevonden: dict[tuple[str, str], Voorwaarde] = {}
    for regel in [*(regel for doel in van for regel in _regels(doel)), *bij_antwoord]:
        oordeel = actief_profiel().oordeel(regel.oordeel)
        for criterium in oordeel.criteria:
            sleutel = (oordeel.sleutel, criterium.sleutel)
            gevonden.setdefault(sleutel, Voorwaarde(oordeel, criterium, regel.eis, gegeven.get(sleutel)))
    return list(gevonden.values())


def agendas(signaal: Signaal, vorm: Planvorm) -> list[Agenda]:
    """Per area of the proposal the plan of that form in the making, of the area itself or of what lies above it."""
    gebieden = list(signaal.gebieden.order_by("naam"))
    boven = {pk for gebied in gebieden for pk in gebied.voorouders}
    plannen = {
        plan.gebied_id: plan
        for plan in Plan.objects.lopend().filter(vorm=vorm.sleutel, gebied__in=boven).select_related("gebied")
    }
    return [
        Agenda(gebied, next((plannen[pk] for pk in reversed(gebied.voorouders) if pk in plannen), None))
        for gebied in gebieden
    ]


def items_van(pk: int) -> list[Planitem]:
    """Where a proposal stands on a plan, also when an earlier version of that plan has been replaced."""
    items = Planitem.objects.niet_weggelaten().filter(
        herkomsten__soort=HERKOMST, herkomsten__object_soort="signaal", herkomsten__object_id=pk
    )
    return list(items.select_related("plan__gebied").order_by("plan__gebied__naam", "-plan__nummer"))


def stand_van(signaal: Signaal) -> str:
    """Where it stands: on a plan, declined for good by the answer, or still to be decided."""
    if items_van(signaal.pk):
        return OPGENOMEN
    antwoord = signaal.antwoorden.geldend().first()
    nee = antwoord is not None and antwoord.uitkomst == "nee"
    return AFGEWEZEN if nee else INGEDIEND
