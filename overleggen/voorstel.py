"""The agenda proposes itself: what is open here, each with the reason why it is proposed. Take it or leave it.

The report of the last time comes first, then points that wait for terugkoppeling or were moved on, then what is over
term, what the plans that this meeting follows still promise, then open signals. Nothing shows more than its own list does: a shielded signal is a kind, an area and a lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from overleggen.bronnen import Bron, van_afspraak, van_signaal, van_verslag
from overleggen.models import Agendapunt, Agendapuntafspraak, Overleg, Verslag
from signalen.models import Signaal, Terugkoppeling
from wijkwerk.afspraken.models import Afspraak, AfspraakQuerySet
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel.rijen.signalen import Route

# Spoken of: only an afspraak that runs, or a result that was not told yet, brings it back.
VERTELD = (Agendapunt.Stand.BESPROKEN, Agendapunt.Stand.TERUGGEKOPPELD)
# More than anybody handles in one meeting; the page says when there is more.
HOOGSTENS = 60


@dataclass(frozen=True)
class Voorstel:
    """One proposed point. `sleutel` is what the checkbox sends."""

    sleutel: str
    titel: str
    reden: str
    afgeschermd: bool = False
    doel: str = Agendapunt.Doel.BESPREKEN
    bron: Bron | None = None
    van: Agendapunt | None = None


def stel_voor(overleg: Overleg, gebruiker: Gebruiker) -> list[Voorstel]:
    """Return what may come on this agenda, for whoever makes it; a fixed number of queries."""
    terug = list(_keert_terug(overleg, gebruiker))
    alles = [
        *_vorig_verslag(overleg, gebruiker, terug),
        *terug,
        *_over_termijn(overleg, gebruiker, terug),
        *_voortgang(overleg, gebruiker, terug),
        *_signalen(overleg, gebruiker),
    ]
    return alles[:HOOGSTENS]


def _keert_terug(overleg: Overleg, gebruiker: Gebruiker) -> Iterator[Voorstel]:
    """Points of earlier meetings of this form here (or of one that prepares this one) that are not done yet."""
    opvolger = Agendapunt.objects.filter(doorgeschoven_van=OuterRef("pk")).exclude(
        stand=Agendapunt.Stand.AFGEVOERD, uitkomst=""
    )
    punten = (
        Agendapunt.objects.zichtbaar_voor(gebruiker)
        .met_schild(gebruiker)
        .annotate(open_afspraak=Exists(_open_afspraken()))
        .filter(
            Q(stand=Agendapunt.Stand.DOORGESCHOVEN)
            | Q(stand=Agendapunt.Stand.BESPROKEN, overleg__vorm__in=_met_terugkoppeling(overleg))
            | Q(stand__in=VERTELD, open_afspraak=True),
            ~Exists(opvolger),
            overleg__vorm__in=_vormen_voor(overleg),
            overleg__gebied=overleg.gebied_id,
        )
        .filter(
            Q(overleg__stand=Overleg.Stand.AFGEROND)
            | Q(overleg__stand=Overleg.Stand.GEHOUDEN, overleg__datum__lt=overleg.datum)
        )
        .exclude(overleg=overleg)
        .select_related("overleg", "deel")
        .order_by("overleg__datum", "volgorde", "pk")
    )
    for punt in punten:
        afgeschermd = punt.afgeschermd
        yield Voorstel(
            sleutel=f"punt-{punt.pk}",
            titel="Afgeschermd punt" if afgeschermd else punt.titel,
            reden=_waarom_terug(punt),
            afgeschermd=afgeschermd,
            doel=Agendapunt.Doel.TERUGKOPPELEN if punt.stand in VERTELD else punt.doel,
            van=punt,
        )


def _vorig_verslag(overleg: Overleg, gebruiker: Gebruiker, terug: list[Voorstel]) -> Iterator[Voorstel]:
    """The report of the meeting before this one in its series, as long as it is a concept."""
    if any(rij.van is not None and rij.van.bron_soort == Agendapunt.VERSLAG for rij in terug):
        return
    concept = Verslag.objects.filter(overleg=OuterRef("pk"), stand=Verslag.Stand.CONCEPT)
    vorige = (
        Overleg.objects.zichtbaar_voor(gebruiker)
        .filter(Exists(concept), vorm=overleg.vorm, gebied=overleg.gebied_id, stand=Overleg.Stand.AFGEROND)
        .filter(datum__lte=overleg.datum)
        .exclude(pk=overleg.pk)
        .exclude(_al_op_agenda(overleg, Agendapunt.VERSLAG))
        .select_related("gebied")
        .order_by("-datum", "-begin")
        .first()
    )
    if vorige is not None:
        yield Voorstel(
            sleutel=f"verslag-{vorige.pk}",
            titel=f"Verslag van {vorige}",
            reden="Het verslag van de vorige keer is nog niet vastgesteld.",
            doel=Agendapunt.Doel.BESLUITEN,
            bron=van_verslag(vorige),
        )


def _open_afspraken() -> QuerySet[Agendapuntafspraak]:
    """The afspraken of a point that still run: as long as there are any the point comes back."""
    return Agendapuntafspraak.objects.filter(punt=OuterRef("pk"), afspraak__stand__in=Afspraak.OPEN)


def _met_terugkoppeling(overleg: Overleg) -> list[str]:
    return [vorm.sleutel for vorm in overleg.profiel.overlegvormen if vorm.terugkoppeling]


def _vormen_voor(overleg: Overleg) -> list[str]:
    bereidt_voor = [
        vorm.sleutel for vorm in overleg.profiel.overlegvormen if vorm.bereidt_voor == overleg.vorm
    ]
    return [overleg.vorm, *bereidt_voor]


def _waarom_terug(punt: Agendapunt) -> str:
    dag = date_format(punt.overleg.datum)
    if punt.stand == Agendapunt.Stand.BESPROKEN and punt.overleg.vormrij.terugkoppeling:
        return f"Wacht op terugkoppeling sinds {dag}."
    if punt.stand in VERTELD:
        return f"Een afspraak van {dag} staat nog open."
    keer = punt.doorgeschoven + 1
    return f"Doorgeschoven op {dag}." if keer == 1 else f"Doorgeschoven op {dag}, al {keer} keer."


def _over_termijn(overleg: Overleg, gebruiker: Gebruiker, terug: list[Voorstel]) -> Iterator[Voorstel]:
    """Afspraken of this area that are over term, this form's own first; not those whose point comes back."""
    for afspraak in _afspraken(overleg, gebruiker, terug).te_laat().order_by("uiterlijk", "pk")[:HOOGSTENS]:
        bron = van_afspraak(afspraak)
        dagen = (timezone.localdate() - afspraak.uiterlijk).days
        yield Voorstel(
            sleutel=f"afspraak-{afspraak.pk}",
            titel=bron.titel,
            reden=f"Afspraak, {dagen} {'dag' if dagen == 1 else 'dagen'} over de termijn.",
            afgeschermd=afspraak.gevoelig != "nee",
            bron=bron,
        )


def _afspraken(overleg: Overleg, gebruiker: Gebruiker, terug: list[Voorstel]) -> AfspraakQuerySet:
    """Those of this area of which no point is on an agenda, or comes back."""
    met_punt = Agendapuntafspraak.objects.filter(punt__in=[rij.van for rij in terug if rij.van])
    return (
        Afspraak.objects.zichtbaar_voor(gebruiker)
        .filter(plek_gebieden__contains=[overleg.gebied_id])
        .exclude(_al_op_agenda(overleg, "afspraak"))
        .exclude(pk__in=met_punt.values("afspraak"))
    )


def _voortgang(overleg: Overleg, gebruiker: Gebruiker, terug: list[Voorstel]) -> Iterator[Voorstel]:
    """Each time anew what still runs of the plans that this form follows (`voortgang_van`); what is late stands above."""
    vormen = overleg.vormrij.voortgang_van
    if not vormen:
        return
    afspraken = (
        _afspraken(overleg, gebruiker, terug)
        .open()
        .filter(bron_soort="plan", bron_vorm__in=vormen, uiterlijk__gte=timezone.localdate())
        .order_by("uiterlijk", "pk")[:HOOGSTENS]
    )
    for afspraak in afspraken:
        bron = van_afspraak(afspraak)
        yield Voorstel(
            sleutel=f"afspraak-{afspraak.pk}",
            titel=bron.titel,
            reden=f"Voortgang: {overleg.profiel.planvorm(afspraak.bron_vorm).naam}, {afspraak.get_stand_display().lower()}.",
            afgeschermd=afspraak.gevoelig != "nee",
            bron=bron,
        )


def _signalen(overleg: Overleg, gebruiker: Gebruiker) -> Iterator[Voorstel]:
    """Open signals whose route leads here, those without an answer, and answers that must be told in a meeting."""
    hier = _routes_hierheen(overleg)
    signalen = (
        Signaal.objects.zichtbaar_voor(gebruiker)
        .open()
        .in_gebied(overleg.gebied)
        .annotate(wacht=Exists(_nog_te_vertellen(overleg)))
        .filter(
            Q(route__in=hier)
            | Q(stand__in=[Signaal.Stand.GEREGISTREERD, Signaal.Stand.UITGEZET])
            | Q(wacht=True)
        )
        .exclude(_al_op_agenda(overleg, "signaal"))
        .select_related("gebied")
        .order_by(F("uiterlijk").asc(nulls_last=True), "pk")[:HOOGSTENS]
    )
    for signaal in sorted(signalen, key=lambda rij: (not _wacht(rij), rij.route not in hier)):
        bron = van_signaal(signaal)
        yield Voorstel(
            sleutel=f"signaal-{signaal.pk}",
            titel=bron.titel,
            reden=_waarom(signaal, wacht=_wacht(signaal), hierheen=signaal.route in hier),
            afgeschermd=signaal.is_afgeschermd,
            doel=Agendapunt.Doel.TERUGKOPPELEN if _wacht(signaal) else Agendapunt.Doel.BESPREKEN,
            bron=bron,
        )


def _wacht(signaal: Signaal) -> bool:
    return bool(vars(signaal)["wacht"])


def _nog_te_vertellen(overleg: Overleg) -> QuerySet[Signaal]:
    """Answered, by a route that wants the answer told in a meeting, and not told there yet (DHR-39)."""
    routes = [route.sleutel for route in overleg.profiel.routes if route.terugkoppeling == "overleg"]
    verteld = Terugkoppeling.objects.geldend().filter(
        signaal=OuterRef("pk"), aan__in=[Terugkoppeling.Aan.OVERLEG, Terugkoppeling.Aan.NIET_MOGELIJK]
    )
    wacht = Signaal.objects.filter(pk=OuterRef("pk"), stand=Signaal.Stand.BEANTWOORD, route__in=routes)
    return wacht.filter(~Exists(verteld))


def _waarom(signaal: Signaal, *, wacht: bool, hierheen: bool) -> str:
    if wacht:
        return "Dit signaal is beantwoord. Koppel het terug in een overleg."
    if signaal.is_te_laat and signaal.uiterlijk is not None:
        return f"Signaal zonder antwoord, de termijn was {date_format(signaal.uiterlijk)}."
    return "Dit signaal gaat via dit overleg." if hierheen else "Open signaal zonder antwoord."


def _routes_hierheen(overleg: Overleg) -> list[str]:
    return [route.sleutel for route in overleg.profiel.routes if _leidt_naar(route, overleg.vorm)]


def _leidt_naar(route: Route, vorm: str) -> bool:
    wie = (*route.naar, *route.samen_met, *route.daarna)
    return (
        any(selector.soort == "overleg" and selector.waarde == vorm for selector in wie) or vorm in route.uit
    )


def _al_op_agenda(overleg: Overleg, soort: str) -> Exists:
    """On this agenda already, or on another one that is still to come."""
    komend = Q(overleg=overleg) | Q(overleg__stand__in=Overleg.KOMEND, overleg__vorm=overleg.vorm)
    punten = Agendapunt.objects.filter(komend, bron_soort=soort, bron_id=OuterRef("pk"))
    return Exists(punten.exclude(stand=Agendapunt.Stand.AFGEVOERD))
