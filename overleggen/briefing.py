"""One page to read on the way to a meeting: what was promised here, what is over term, what was answered.

Everything as far as the reader may see it; nothing of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from overleggen.models import Overleg
from signalen.models import Signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker

# What somebody reads in a car.
HOOGSTENS = 15
# When this form was not held here before.
TERUG = timedelta(days=180)


@dataclass(frozen=True)
class Briefing:
    """`sinds`: the day of the previous meeting of this form here, or half a year ago."""

    vorige: Overleg | None
    sinds: date
    te_laat: list[Afspraak]
    beloofd: list[Afspraak]
    nagekomen: list[Afspraak]
    beantwoord: list[Signaal]


def maak_briefing(overleg: Overleg, lezer: Gebruiker) -> Briefing:
    """Return what this reader should know; five queries, however much there is."""
    vorige = (
        Overleg.objects.zichtbaar_voor(lezer)
        .geweest()
        .filter(vorm=overleg.vorm, gebied=overleg.gebied_id, datum__lt=overleg.datum)
        .first()
    )
    sinds = vorige.datum if vorige else timezone.localdate() - TERUG
    hier = Afspraak.objects.zichtbaar_voor(lezer).filter(plek_gebieden__contains=[overleg.gebied_id])
    open_ = hier.open().voor_lijst()
    vandaag = timezone.localdate()
    klaar = hier.filter(stand=Afspraak.Stand.KLAAR, klaar_op__date__gte=sinds).voor_lijst()
    return Briefing(
        vorige=vorige,
        sinds=sinds,
        te_laat=list(open_.filter(uiterlijk__lt=vandaag)[:HOOGSTENS]),
        beloofd=list(open_.filter(uiterlijk__gte=vandaag)[:HOOGSTENS]),
        nagekomen=list(klaar[:HOOGSTENS]),
        beantwoord=_beantwoord(overleg, lezer, sinds),
    )


def _beantwoord(overleg: Overleg, lezer: Gebruiker, sinds: date) -> list[Signaal]:
    signalen = (
        Signaal.objects.zichtbaar_voor(lezer)
        .in_gebied(overleg.gebied)
        .filter(antwoorden__gegeven_op__date__gte=sinds)
        .select_related("gebied")
    )
    return list(signalen.distinct().order_by("-pk")[:HOOGSTENS])
