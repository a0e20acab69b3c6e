"""Time against plan, and what changed since somebody looked: what the page shows while the meeting runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from overleggen.models import Aantekening, Agendapunt, Agendapuntafspraak, Deelnemer, Overleg

MINUUT = timedelta(minutes=1)


@dataclass(frozen=True)
class Klok:
    """`nu` is the point that is spoken of, `volgende` the next one without outcome."""

    nu: Agendapunt | None
    volgende: Agendapunt | None
    bezig: int
    minuten: int | None
    plan_eind: datetime | None
    verwacht: datetime | None

    @property
    def over(self) -> int:
        """Minutes that this point takes longer than planned."""
        return max(0, self.bezig - self.minuten) if self.nu and self.minuten else 0

    @property
    def uitloop(self) -> int:
        """Minutes that the meeting will end later than planned; below zero it ends sooner."""
        if self.plan_eind is None or self.verwacht is None:
            return 0
        return round((self.verwacht - self.plan_eind) / MINUUT)


def minuten_van(punt: Agendapunt) -> int | None:
    """The planned minutes of a point, if there are any; what a rule of the profile asked counts too."""
    try:
        return int(Decimal(str(punt.velden.get("minuten") or ""))) or None
    except InvalidOperation:
        return None


def maak_klok(overleg: Overleg, punten: Iterable[Agendapunt], *, op: datetime | None = None) -> Klok:
    """From the points in the order of the agenda. Without planned minutes there is no expected end."""
    op = op or timezone.now()
    rij = [punt for punt in punten if punt.is_op_agenda]
    begonnen = [punt for punt in rij if punt.begonnen_op is not None]
    nu = max(begonnen, key=lambda punt: punt.begonnen_op or op, default=None)
    wacht = [punt for punt in rij if punt.stand == Agendapunt.Stand.GEAGENDEERD and punt != nu]
    bezig = int((op - nu.begonnen_op) / MINUUT) if nu and nu.begonnen_op else 0
    rest = sum(minuten_van(punt) or 0 for punt in wacht)
    if nu and nu.stand == Agendapunt.Stand.GEAGENDEERD:
        rest += max(0, (minuten_van(nu) or 0) - bezig)
    totaal = sum(minuten_van(punt) or 0 for punt in rij)
    return Klok(
        nu=nu,
        volgende=_volgende(rij, nu, wacht),
        bezig=bezig,
        minuten=minuten_van(nu) if nu else None,
        plan_eind=overleg.einde or (overleg.moment + totaal * MINUUT if totaal else None),
        verwacht=op + rest * MINUUT if totaal else None,
    )


def _volgende(rij: list[Agendapunt], nu: Agendapunt | None, wacht: list[Agendapunt]) -> Agendapunt | None:
    """The first that waits after this one; at the end of the agenda what was passed over."""
    erna = rij[rij.index(nu) + 1 :] if nu else rij
    return next((punt for punt in erna if punt in wacht), wacht[0] if wacht else None)


def stempel(overleg: Overleg) -> str:
    """Return a mark that differs when anything of this meeting was written; within a minute the same otherwise.

    One query, whoever looks: what of it that person may see is asked only when something changed.
    """
    hier = OuterRef("pk")
    punt = JSONObject(
        pk="pk",
        v="versie",
        volgorde="volgorde",
        stand="stand",
        deel="deel",
        gevoelig="gevoelig",
        begin="begonnen_op",
        minuten="velden__minuten",
    )
    wat = {
        "punten": Agendapunt.objects.filter(overleg=hier).values_list(punt),
        "regels": Aantekening.objects.filter(deel__overleg=hier).values_list(JSONObject(pk="pk", v="versie")),
        "wie": Deelnemer.objects.filter(overleg=hier).values_list(JSONObject(pk="pk", er="aanwezig")),
        "afspraken": Agendapuntafspraak.objects.filter(punt__overleg=hier).values_list("pk"),
    }
    rij = Overleg.objects.filter(pk=overleg.pk).values_list(
        "versie", "stand", *(ArraySubquery(vraag.order_by("pk")) for vraag in wat.values())
    )
    return merk((f"{timezone.now():%H%M}", list(rij)))


def merk(alles: object) -> str:
    return hashlib.sha256(repr(alles).encode()).hexdigest()[:12]
