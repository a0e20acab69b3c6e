"""Which spreekuur is due where: the rhythm of the profile or of the area, what was held, what is planned, and what stays empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, IntegerField, Max, Min, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from signalen.acties.spreekuur import spreekuurvormen
from signalen.models import Ritme, Spreekuur
from signalen.models.ritme import hoe_vaak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

# So long before it is due, planning one asks for attention.
VOORAF = timedelta(days=7)


@dataclass(frozen=True)
class Ritmeregel:
    """One form in one area: how often, when last and next, and whether somebody must do something."""

    vorm: Overlegvorm
    gebied: Gebied
    keer: int
    per: str
    besluit: Ritme | None = None
    laatste: date | None = None
    gepland: date | None = None
    uiterlijk: date | None = None
    leeg: int = 0

    @property
    def stand(self) -> str:
        """vrij, gestopt, gepland, gehouden, nodig or te-laat."""
        if self.besluit is not None and not self.besluit.keer:
            return "gestopt"
        if not self.keer:
            return "gepland" if self.gepland else "vrij"
        if self.gepland is not None:
            return "gepland"
        vandaag = timezone.localdate()
        if self.uiterlijk is not None and self.uiterlijk < vandaag:
            return "te-laat"
        return "nodig" if self.uiterlijk is None or self.uiterlijk <= vandaag + VOORAF else "gehouden"

    @property
    def is_open(self) -> bool:
        """Somebody must plan one."""
        return self.stand in {"nodig", "te-laat"}

    @property
    def vraagt_besluit(self) -> bool:
        """So many in a row without a visitor ask for a decision (R35)."""
        return self.leeg >= self.vorm.aanleiding.leeg and self.stand != "gestopt"

    @property
    def in_woorden(self) -> str:
        if not self.keer and self.besluit is None:
            return "naar behoefte"
        return hoe_vaak(self.keer, self.per)


def ritmes(gebieden: Iterable[Gebied], *, alles: bool = False) -> list[Ritmeregel]:
    """Return every form in these areas that has a rhythm or was ever held; `alles`: also where it never was.

    One query for the areas with what was held and what was decided there, whatever their number.
    """
    profiel = actief_profiel()
    regels = []
    for gebied in _met_spreekuren(gebieden):
        besluiten, geweest = _besluiten(gebied), _geweest(gebied)
        for vorm in spreekuurvormen(profiel, gebied):
            besluit = besluiten.get(vorm.sleutel)
            keer, per = _frequentie(vorm, besluit)
            hier = geweest.get(vorm.sleutel)
            if alles or keer or besluit or hier:
                hier = hier or Geweest()
                regels.append(
                    Ritmeregel(
                        vorm=vorm,
                        gebied=gebied,
                        keer=keer,
                        per=per,
                        besluit=besluit,
                        laatste=hier.laatste,
                        gepland=hier.gepland,
                        uiterlijk=_uiterlijk(profiel, keer, per, hier.laatste, besluit),
                        leeg=hier.leeg,
                    )
                )
    return regels


@dataclass(frozen=True)
class Geweest:
    """What was held and what is planned of one form in one area."""

    laatste: date | None = None
    gepland: date | None = None
    leeg: int = 0


def _met_spreekuren(gebieden: Iterable[Gebied]) -> list[Gebied]:
    """These areas, each with what was held (`spreekuurrijen`) and decided (`ritmerijen`) there per form.

    Empty in a row: held without a visitor since the last one with visitors, and since the last decision.
    """
    if not isinstance(gebieden, QuerySet):
        gebieden = Gebied.objects.filter(pk__in=[gebied.pk for gebied in gebieden])
    zelfde = {"soort": OuterRef("soort"), "gebied": OuterRef("gebied")}
    bezocht = Spreekuur.objects.filter(
        **zelfde, stand="gehouden", bezoekers__gt=0, begin__gt=OuterRef("begin")
    )
    besloten = Ritme.objects.filter(**zelfde, besloten_op__gt=OuterRef("begin"))
    leeg = Q(stand="gehouden", bezoekers=0) & ~Exists(bezocht) & ~Exists(besloten)
    rijen = (
        Spreekuur.objects.filter(gebied=OuterRef("pk"))
        .order_by()
        .annotate(is_leeg=Case(When(leeg, then=Value(1)), default=Value(0), output_field=IntegerField()))
        .values("soort")
        .annotate(
            laatste=Max("begin", filter=Q(stand="gehouden")),
            gepland=Min("begin", filter=Q(stand__in=["gepland", "open"])),
            leeg=Sum("is_leeg"),
        )
        .values(rij=JSONObject(soort="soort", laatste="laatste", gepland="gepland", leeg="leeg"))
    )
    velden = ("soort", "keer", "per", "toelichting", "besloten_op")
    besluiten = Ritme.objects.filter(gebied=OuterRef("pk")).geldend()
    return list(
        gebieden.annotate(
            spreekuurrijen=ArraySubquery(rijen),
            ritmerijen=ArraySubquery(besluiten.values(rij=JSONObject(**{veld: veld for veld in velden}))),
        )
    )


def _besluiten(gebied: Any) -> dict[str, Ritme]:
    return {
        rij["soort"]: Ritme(
            **rij | {"gebied": gebied, "besloten_op": datetime.fromisoformat(rij["besloten_op"])}
        )
        for rij in gebied.ritmerijen
    }


def _geweest(gebied: Any) -> dict[str, Geweest]:
    return {
        rij["soort"]: Geweest(_dag(rij["laatste"]), _dag(rij["gepland"]), rij["leeg"])
        for rij in gebied.spreekuurrijen
    }


def _dag(moment: str | None) -> date | None:
    return timezone.localdate(datetime.fromisoformat(moment)) if moment else None


def _frequentie(vorm: Overlegvorm, besluit: Ritme | None) -> tuple[int, str]:
    """Return (times, period): what was decided for the area, else what the profile asks."""
    if besluit is not None:
        return besluit.keer, besluit.per
    frequentie = vorm.frequentie
    if frequentie.is_vrij or frequentie.per is None:
        return 0, ""
    return frequentie.minstens, frequentie.per


def _uiterlijk(
    profiel: Profiel, keer: int, per: str, laatste: date | None, besluit: Ritme | None
) -> date | None:
    """The day by which the next one is due: one share of the period after the last one, or after the decision."""
    vanaf = [dag for dag in (laatste, timezone.localdate(besluit.besloten_op) if besluit else None) if dag]
    if not keer or not vanaf:
        return None
    begin = max(vanaf)
    lengte = (profiel.tijdvak(per).na(begin) - begin).days
    return begin + timedelta(days=max(1, lengte // keer))
