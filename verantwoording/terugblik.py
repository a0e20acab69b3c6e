"""When looking back is due: on the day the profile names, or so many months after the last time (HEL-72, ETL-14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from verantwoording.models import Evaluatie
from verantwoording.zicht import evaluaties
from wijkagenda.models import Plan
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gemeente.service import in_gebruik_sinds
from wijkwerk.profiel.rijen.volgen import Evaluatie as Evaluatierij

HERINNER_VOORAF = (20, 5)
# A fixed day this long ago asks nothing of anybody today: it was done before this register, or it never will be.
VERJAARD_NA_MAANDEN = 12


@dataclass(frozen=True)
class Beurt:
    """One evaluation of the profile: when it was done last, on which days it is reminded, and the one that is planned."""

    rij: Evaluatierij
    laatst: date | None
    dagen: tuple[date, ...]
    gepland: Evaluatie | None

    @property
    def uiterlijk(self) -> date | None:
        """The last of its days."""
        return self.dagen[-1] if self.dagen else None

    @property
    def eerst(self) -> date | None:
        """The first of its days; none when the profile gives it no day and no months."""
        return self.dagen[0] if self.dagen else None

    @property
    def is_klaar(self) -> bool:
        """Done, and never again."""
        return self.laatst is not None and not self.rij.maanden

    @property
    def url(self) -> str:
        if self.gepland is not None:
            return self.gepland.get_absolute_url()
        return f"{reverse('verantwoording:evaluatie-nieuw')}?evaluatie={self.rij.sleutel}"

    def vraagt(self, dag: date) -> bool:
        """Whether anybody is to be asked for it, today or when its day comes: the desk and the reminders both ask here."""
        vast = self.rij.uiterlijk
        if self.is_klaar or self.gepland is not None:
            return False
        # A day before this register was there, or long ago.
        return vast is None or (in_gebruik_sinds() <= vast and dag <= plus_maanden(vast, VERJAARD_NA_MAANDEN))

    def is_aan_de_beurt(self, dag: date) -> bool:
        """Whether it asks for attention: never done where it has no day of its own, or its first day has come."""
        if not self.vraagt(dag):
            return False
        nooit = self.laatst is None and self.rij.uiterlijk is None
        return nooit or self.eerst is None or self.eerst <= dag


def beurten() -> list[Beurt]:
    """Every evaluation of the profile: at most three queries, none where there is none."""
    rijen = evaluaties()
    if not rijen:
        return []
    sleutels = [rij.sleutel for rij in rijen]
    laatste: dict[str, date | None] = dict(
        Evaluatie.objects.afgerond()
        .filter(sleutel__in=sleutels)
        .order_by()
        .values_list("sleutel")
        .annotate(op=Max("afgerond_op"))
    )
    gepland = {rij.sleutel: rij for rij in Evaluatie.objects.open().filter(sleutel__in=sleutels)}
    vormen = _vastgesteld({rij.planvorm for rij in rijen if rij.planvorm})
    beurten = []
    for rij in rijen:
        keren = [dag for dag in (laatste.get(rij.sleutel), vormen.get(rij.planvorm or "")) if dag]
        laatst = max(keren, default=None)
        beurten.append(Beurt(rij, laatst, _dagen(rij, laatst), gepland.get(rij.sleutel)))
    return beurten


def _vastgesteld(vormen: Iterable[str]) -> dict[str, date]:
    vormen = list(vormen)
    if not vormen:
        return {}
    rijen = Plan.objects.filter(vorm__in=vormen, vastgesteld_op__isnull=False).order_by()
    return dict(rijen.values_list("vorm").annotate(op=Max("vastgesteld_op")))


def _dagen(rij: Evaluatierij, laatst: date | None) -> tuple[date, ...]:
    """The day of the profile, or its months since the last time; never done: since the first day in use."""
    if rij.uiterlijk is not None:
        return () if laatst else (rij.uiterlijk,)
    return tuple(plus_maanden(laatst or in_gebruik_sinds(), maanden) for maanden in rij.maanden)


def vandaag_aan_de_beurt() -> list[Beurt]:
    dag = timezone.localdate()
    return [beurt for beurt in beurten() if beurt.is_aan_de_beurt(dag)]
