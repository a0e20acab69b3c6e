"""Meetings as everybody may know of them. One condition, `openbaar_q`, feeds page, calendar, feed and publication.

Of a form that is `open delen`: day, time, place and what is on the agenda of the open parts. Of one that is `titel`:
its name and the day. Every other meeting, and one without an open part, is not there at all. Nobody hears of a meeting
before people are invited for it.

When a newer profile says something else of a form, the narrower of the two holds: what is closed now is closed at once,
and what people planned behind closed doors does not come out because a form was opened later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from overleggen import zicht
from overleggen.models import Agendapunt, Overleg, Overlegdeel
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.persoonsgegevens import vind
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

OPEN_DELEN, TITEL, NIET = "open delen", "titel", "niet"
# So many at a time from the database: a calendar of years costs no more memory than one of a week.
PER_KEER = 200
# So long after it a meeting stays in the files, so that a calendar that looks seldom sees that it lapsed.
TERUG = timedelta(days=30)
# Words that somebody chose for this agenda. What comes from a signal or an afspraak may be in the words of a resident.
EIGEN_WOORDEN = (Agendapunt.VRIJ, Agendapunt.VERSLAG, "plan", "planitem")


@dataclass(frozen=True)
class OpenDeel:
    naam: str
    punten: tuple[str, ...]


@dataclass(frozen=True)
class Aankondiging:
    """One meeting, and nothing of it that is not for everybody."""

    pk: int
    vorm: str
    naam: str
    gebied: Gebied
    datum: date
    # Without a time only the title and the day are known.
    begin: time | None
    eind: time | None
    waar: str
    delen: tuple[OpenDeel, ...]
    vervallen: bool
    versie: int
    bekend_op: datetime
    # Residents may bring in a point.
    neemt_punten: bool = False

    @property
    def moment(self) -> datetime | date:
        if self.begin is None:
            return self.datum
        return timezone.make_aware(datetime.combine(self.datum, self.begin))

    @property
    def anker(self) -> str:
        return f"overleg-{self.pk}"


def openbare_vormen() -> dict[str, Overlegvorm]:
    return {vorm.sleutel: vorm for vorm in actief_profiel().openbare_overleggen}


def openbaar_q() -> Q:
    """The meetings of which everybody may know, as a condition on Overleg."""
    vormen = openbare_vormen()
    met_delen = [sleutel for sleutel, vorm in vormen.items() if vorm.openbaar == OPEN_DELEN]
    alleen_titel = [sleutel for sleutel, vorm in vormen.items() if vorm.openbaar == TITEL]
    open_deel = Overlegdeel.objects.filter(overleg=OuterRef("pk"), toegang=Overlegdeel.Toegang.OPENBAAR)
    toon = Q(vorm__in=alleen_titel) | (Q(vorm__in=met_delen) & (Q(openbaar=TITEL) | Q(Exists(open_deel))))
    return toon & ~Q(openbaar=NIET) & Q(uitgenodigd_op__isnull=False)


def toont_delen(overleg: Overleg, vorm: Overlegvorm) -> bool:
    """Whether everybody reads of the open parts: by the form as it is now, and as it was when this was planned."""
    return vorm.openbaar == OPEN_DELEN and overleg.openbaar in {OPEN_DELEN, ""}


def aankondigingen(
    gebied: Gebied | None = None, *, van: date | None = None, tot: date | None = None
) -> Iterator[Aankondiging]:
    """Meetings from `van` on (today), soonest first, of one area with what lies in it or of all; four queries a block."""
    rijen = Overleg.objects.filter(openbaar_q(), datum__gte=van or timezone.localdate())
    if tot is not None:
        rijen = rijen.filter(datum__lte=tot)
    if gebied is not None:
        rijen = rijen.filter(plek_gebieden__contains=[gebied.pk])
    vormen = openbare_vormen()
    for overleg in _met_delen(rijen).iterator(chunk_size=PER_KEER):
        yield _aankondiging(overleg, vormen[overleg.vorm])


def _met_delen(rijen: QuerySet[Overleg]) -> QuerySet[Overleg]:
    """With the open parts only, and of those the points that are nobody's secret."""
    punten = Agendapunt.objects.op_agenda().filter(~zicht.gevoelig_q(), bron_soort__in=EIGEN_WOORDEN)
    delen = Overlegdeel.objects.filter(toegang=Overlegdeel.Toegang.OPENBAAR)
    delen = delen.prefetch_related(Prefetch("punten", punten.order_by("volgorde", "pk")))
    return (
        rijen.select_related("gebied", "locatie")
        .prefetch_related(Prefetch("delen", delen), "programma")
        .order_by("datum", "begin", "pk")
    )


def _aankondiging(overleg: Overleg, vorm: Overlegvorm) -> Aankondiging:
    delen = tuple(_delen(overleg)) if toont_delen(overleg, vorm) else ()
    return Aankondiging(
        pk=overleg.pk,
        vorm=vorm.naam,
        naam=vorm.naam_in(overleg.gebied.naam),
        gebied=overleg.gebied,
        datum=overleg.datum,
        begin=overleg.begin if delen else None,
        eind=overleg.eind if delen else None,
        waar=_waar(overleg) if delen else "",
        delen=delen,
        vervallen=overleg.stand == Overleg.Stand.VERVALLEN,
        versie=overleg.versie,
        bekend_op=overleg.uitgenodigd_op or overleg.gepland_op,
        neemt_punten=neemt_punten(overleg),
    )


def _delen(overleg: Overleg) -> Iterator[OpenDeel]:
    """The programme of a visit (HEL-44), then the open parts. Where a stop is stays out: that can be a living room."""
    haltes = [f"{halte.begin:%H:%M} {halte.wat}" for halte in overleg.programma.all()]
    if haltes:
        yield OpenDeel("Programma", tuple(halte for halte in haltes if not vind(halte)))
    yield from (_deel(deel) for deel in overleg.delen.all())


def _deel(deel: Overlegdeel) -> OpenDeel:
    """A title in which somebody seems to be named is left out: the internet forgets nothing."""
    titels = (punt.titel for punt in deel.punten.all())
    return OpenDeel(deel.naam, tuple(titel for titel in titels if not vind(titel)))


def _waar(overleg: Overleg) -> str:
    """A registered place that is public, and nothing that was typed: that can be a living room (DHR-16)."""
    locatie = overleg.locatie
    return f"{locatie.naam}, {locatie.adres}".strip(", ") if locatie and locatie.openbaar else ""


# --- residents who bring in a point


def spreekdeel(overleg: Overleg) -> Overlegdeel | None:
    """The open part of this meeting in which residents may speak; None without. No query when its parts are there."""
    vorm = openbare_vormen().get(overleg.vorm)
    if vorm is None or not toont_delen(overleg, vorm) or vorm.is_spreekuur:
        return None
    spreken = {deel.sleutel for deel in vorm.delen if any(map(_is_bewoner, deel.spreekrecht))}
    return next((deel for deel in overleg.delen.all() if deel.is_openbaar and deel.sleutel in spreken), None)


def _is_bewoner(wie: Selector) -> bool:
    """Whether every resident is meant: not somebody who speaks for an organisation."""
    if wie.soort == "rol":
        rol = actief_profiel().rol(wie.waarde)
        return rol.kant == zicht.BEWONERS and rol.bereik != "partij"
    return str(wie) in {"iedereen", f"kant:{zicht.BEWONERS}"}


def neemt_punten(overleg: Overleg) -> bool:
    """Whether residents may bring in points, as far as this meeting is known to everybody: until it begins."""
    begint_nog = overleg.stand == Overleg.Stand.UITGENODIGD and overleg.datum >= timezone.localdate()
    return begint_nog and spreekdeel(overleg) is not None
