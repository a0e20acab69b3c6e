"""When a report on a plan is due: for Vandaag, the reminder and the page of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from wijkagenda.models import Plan, Planitem, Rapport
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment, plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.volgen import Rapportage

# It comes on Vandaag so long before its day.
VOORAF = timedelta(days=14)
HERINNER_VOORAF = (5, 1)


def rapportages_na_vaststelling() -> list[Rapportage]:
    """The reports of the profile that count from the day on which a plan was established."""
    vandaag = timezone.localdate()
    return [
        rij
        for rij in actief_profiel().rapportages
        if rij.frequentie is not None
        and rij.frequentie.anker == "vaststelling"
        and rij.frequentie.per is not None
        and rij.frequentie.minstens
        and not rij.frequentie.is_vrij
        and rij.geldt_op(vandaag)
    ]


def laatste_dag(rapportage: Rapportage, plan: Plan, vorig: date | None) -> date:
    """The last day of the next one: so long after the last, or after the plan was established."""
    frequentie = rapportage.frequentie
    assert frequentie is not None
    assert frequentie.per is not None
    assert plan.vastgesteld_op is not None
    tijdvak = actief_profiel().tijdvak(frequentie.per)
    vanaf = vorig or plan.vastgesteld_op
    if tijdvak.maanden:
        return plus_maanden(vanaf, max(tijdvak.maanden // frequentie.minstens, 1))
    return tijdvak.na(vanaf)


@dataclass(frozen=True)
class Plicht:
    """One report that one plan asks, when the last one was, and the last day of the next."""

    plan: Plan
    rapportage: Rapportage
    vorig: date | None
    uiterlijk: date

    @property
    def is_te_laat(self) -> bool:
        """What a profile only strives for is never late."""
        frequentie = self.rapportage.frequentie
        return frequentie is not None and frequentie.is_hard and self.uiterlijk < timezone.localdate()

    @property
    def url(self) -> str:
        return reverse("wijkagenda:rapport_nieuw", args=[self.plan.pk, self.rapportage.sleutel])


def plichten(plannen: Iterable[Plan]) -> list[Plicht]:
    """The reports that these plans ask, as far as there is a promise in them: two queries, none where nothing is asked."""
    soorten = rapportages_na_vaststelling()
    geldend = [plan for plan in plannen if plan.stand == Plan.Stand.VASTGESTELD and plan.vastgesteld_op]
    if not soorten or not geldend:
        return []
    met = Planitem.objects.opgenomen().filter(plan__in=geldend, afspraak__isnull=False).order_by()
    beloven = set(met.values_list("plan", flat=True).distinct())
    laatste = Rapport.objects.geldig().filter(plan__in=beloven).order_by().values_list("plan", "rapportage")
    vorige = {
        (plan, soort): timezone.localdate(op)
        for plan, soort, op in laatste.annotate(op=Max("verstuurd_op"))
        if op
    }
    return [
        Plicht(plan, soort, vorig, laatste_dag(soort, plan, vorig))
        for plan in geldend
        if plan.pk in beloven
        for soort in soorten
        for vorig in [vorige.get((plan.pk, soort.sleutel))]
    ]


def taken(gebruiker: Gebruiker, plannen: list[Plan]) -> Iterator[Taak]:
    """What waits for the author of a plan."""
    eigen = [plan for plan in plannen if is_een(gebruiker, plan.planvorm.auteur, plan.plek())]
    for plicht in plichten(eigen):
        if plicht.uiterlijk <= timezone.localdate() + VOORAF:
            hard = plicht.rapportage.frequentie is not None and plicht.rapportage.frequentie.is_hard
            yield Taak(
                titel=plicht.rapportage.naam,
                waar=plicht.plan.gebied.naam,
                sinds=plicht.vorig or plicht.plan.vastgesteld_op,
                uiterlijk=plicht.uiterlijk if hard else None,
                url=plicht.url,
                knop="Maak en verstuur",
            )


def herinneringen(plannen: Iterable[Plan], dag: date) -> Iterator[Herinnering]:
    """The author hears before its day, and once more when it is late."""
    for plicht in plichten(plannen):
        frequentie = plicht.rapportage.frequentie
        moment = herinnermoment(plicht.uiterlijk, HERINNER_VOORAF, dag)
        if moment is None or frequentie is None or not frequentie.is_hard:
            continue
        for persoon in personen(plicht.plan.planvorm.auteur, plicht.plan.plek()):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=plicht.plan,
                # One plan may ask several reports, beside its next adoption.
                moment=f"{plicht.rapportage.sleutel[:50]}:{moment}",
                uiterlijk=plicht.uiterlijk,
                titel=f"{plicht.rapportage.naam}: {plicht.plan.gebied}",
                url=plicht.url,
            )
