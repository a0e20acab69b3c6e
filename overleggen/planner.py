"""How often each form is due in each area: held, planned, due, missed, exempt. Figures only, from two queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from overleggen import zicht
from overleggen.afwijkingen import Afwijkingen, gelden
from overleggen.models import Afwijking, Deelnemer, Overleg
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel, in_gebruik_sinds
from wijkwerk.profiel.frequentie import Frequentie, Tijdvak
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

# Longer ago than the longest period (a term of office) no meeting says anything about being due.
TERUGBLIK = timedelta(days=366 * 5)


@dataclass(frozen=True)
class Gehouden:
    """What the planner needs of one meeting."""

    datum: date
    stand: str
    pk: int
    begin: time = time.min


@dataclass(frozen=True)
class Regel:
    """One form in one area: where it stands, and what must happen before when."""

    vorm: Overlegvorm
    gebied: Gebied
    stand: str  # vrijgesteld, vrij, gehouden, gepland, nodig, te-laat
    gehouden: int = 0
    nodig: int = 0
    uiterlijk: date | None = None
    laatste: Gehouden | None = None
    volgende: Gehouden | None = None
    reden: str = ""
    # How often here: an area may have its own rhythm.
    frequentie: Frequentie = field(default_factory=lambda: Frequentie(norm="vrij"))
    afwijking: Afwijking | None = None
    overleggen: tuple[Gehouden, ...] = field(default=(), repr=False)

    @property
    def naam(self) -> str:
        return self.vorm.naam_in(str(self.gebied))

    @property
    def geweest(self) -> tuple[Gehouden, ...]:
        """Held, oldest first."""
        return tuple(rij for rij in self.overleggen if rij.stand in Overleg.GEWEEST)

    @property
    def is_open(self) -> bool:
        """Somebody must plan one."""
        return self.stand in {"nodig", "te-laat"}

    @property
    def woord(self) -> str:
        return WOORDEN[self.stand]


WOORDEN = {
    "vrijgesteld": "Vrijgesteld",
    "vrij": "Naar behoefte",
    "gehouden": "Gehouden",
    "gepland": "Gepland",
    "nodig": "Nodig",
    "te-laat": "Te laat",
}


def planner(
    gebieden: Iterable[Gebied],
    *,
    voor: Gebruiker | None = None,
    vorm: str = "",
    dag: date | None = None,
    anders: Afwijkingen | None = None,
) -> list[Regel]:
    """Every form that is held in these areas (and that is the business of `voor`): one query for areas and meetings,
    one for where it goes differently (unless that is known, `anders`)."""
    dag = dag or timezone.localdate()
    profiel = actief_profiel()
    gebieden = _met_overleggen(gebieden, dag)
    anders = anders or gelden(gebieden, dag)
    return [
        _regel(rij, gebied, anders, _van_vorm(gebied, rij), dag)
        for rij in profiel.overlegvormen
        if not rij.is_spreekuur and rij.geldt_op(dag) and vorm in {"", rij.sleutel}
        for gebied in gebieden
        if anders.wordt_gehouden(rij, gebied) and (voor is None or zicht.ziet_vorm(voor, rij, gebied))
    ]


def _met_overleggen(gebieden: Iterable[Gebied], dag: date) -> list[Gebied]:
    """These areas, each with its meetings (`overlegrijen`)."""
    if not isinstance(gebieden, QuerySet):
        gebieden = Gebied.objects.filter(pk__in=[gebied.pk for gebied in gebieden])
    overleggen = (
        Overleg.objects.gaat_door()
        .filter(gebied=OuterRef("pk"), datum__gte=dag - TERUGBLIK)
        .order_by("datum", "begin")
        .values(rij=JSONObject(vorm="vorm", datum="datum", begin="begin", stand="stand", pk="pk"))
    )
    return list(gebieden.annotate(overlegrijen=ArraySubquery(overleggen)))


def _van_vorm(gebied: Any, vorm: Overlegvorm) -> tuple[Gehouden, ...]:
    return tuple(
        Gehouden(date.fromisoformat(rij["datum"]), rij["stand"], rij["pk"], time.fromisoformat(rij["begin"]))
        for rij in gebied.overlegrijen
        if rij["vorm"] == vorm.sleutel
    )


def _regel(
    vorm: Overlegvorm, gebied: Gebied, anders: Afwijkingen, overleggen: tuple[Gehouden, ...], dag: date
) -> Regel:
    geweest = [rij for rij in overleggen if rij.stand in Overleg.GEWEEST]
    komend = [rij for rij in overleggen if rij.stand in Overleg.KOMEND]
    laatste = geweest[-1] if geweest else None
    volgende = komend[0] if komend else None
    frequentie, afwijking = anders.frequentie(vorm, gebied), anders.bij(vorm, gebied)
    if reden := anders.vrijstelling(vorm, gebied):
        return Regel(
            vorm,
            gebied,
            "vrijgesteld",
            laatste=laatste,
            reden=reden,
            frequentie=frequentie,
            afwijking=afwijking,
            overleggen=overleggen,
        )
    if frequentie.per is None or not frequentie.minstens:
        stand = "gepland" if volgende else "vrij"
        return Regel(
            vorm,
            gebied,
            stand,
            len(geweest),
            laatste=laatste,
            volgende=volgende,
            frequentie=frequentie,
            afwijking=afwijking,
            overleggen=overleggen,
        )
    tijdvak = anders.profiel.tijdvak(frequentie.per)
    if frequentie.anker == "kalender":
        gehouden, uiterlijk = _in_tijdvak(tijdvak, frequentie, geweest, komend, dag)
    else:
        gehouden, uiterlijk = _na_laatste(tijdvak, frequentie, laatste)
    stand = _stand(frequentie, gehouden, uiterlijk, volgende, dag)
    return Regel(
        vorm,
        gebied,
        stand,
        gehouden,
        frequentie.minstens,
        uiterlijk,
        laatste,
        volgende,
        frequentie=frequentie,
        afwijking=afwijking,
        overleggen=overleggen,
    )


def _in_tijdvak(
    tijdvak: Tijdvak, frequentie: Frequentie, geweest: list[Gehouden], komend: list[Gehouden], dag: date
) -> tuple[int, date | None]:
    """So many in each calendar stretch: the next one is due when its share of the stretch has passed.

    A share that had passed before this register was there is asked of nobody: the next one is.
    """
    eerste, laatste_dag = tijdvak.venster(dag)
    gehouden = sum(eerste <= rij.datum <= laatste_dag for rij in geweest)
    if gehouden >= frequentie.minstens:
        return gehouden, None
    lengte = (laatste_dag - eerste).days + 1
    dagen = (
        eerste + timedelta(days=lengte * nummer // frequentie.minstens - 1)
        for nummer in range(gehouden + 1, frequentie.minstens)
    )
    sinds = in_gebruik_sinds()
    return gehouden, next((een for een in dagen if een >= sinds), laatste_dag)


def _na_laatste(
    tijdvak: Tijdvak, frequentie: Frequentie, laatste: Gehouden | None
) -> tuple[int, date | None]:
    """So long after the latest one; never held means now, without a day that passed (HEL-38, HEL-51)."""
    if laatste is None:
        return 0, None
    return 1, tijdvak.na(laatste.datum)


def _stand(
    frequentie: Frequentie, gehouden: int, uiterlijk: date | None, volgende: Gehouden | None, dag: date
) -> str:
    if frequentie.anker == "kalender" and uiterlijk is None:
        return "gehouden"
    if volgende is not None:
        return "gepland"
    if uiterlijk is not None and uiterlijk < dag:
        return "te-laat" if frequentie.is_hard else "nodig"
    if frequentie.anker != "kalender" and uiterlijk is not None and uiterlijk > dag + RUIM_VOORAF:
        return "gehouden"
    return "nodig"


# So long before an anchored meeting is due it asks for attention.
RUIM_VOORAF = timedelta(weeks=12)


@dataclass(frozen=True)
class Teamstand:
    """How a form with crucial participants does in an area (DHR-36)."""

    stand: str  # actief, te-versterken, slapend
    reden: str = ""


def teamstanden(regels: Iterable[Regel], dag: date | None = None) -> list[tuple[Regel, Teamstand]]:
    """How each form with crucial participants does where it is held; one query for all.

    Slapend when it was not held for three periods, te versterken when somebody crucial missed the last two.
    """
    dag = dag or timezone.localdate()
    team = [regel for regel in regels if regel.vorm.cruciaal and regel.stand != "vrijgesteld"]
    laatste = {(regel.vorm.sleutel, regel.gebied.pk): regel.geweest[-2:] for regel in team}
    gemist: dict[int, set[str]] = {}
    rijen = Deelnemer.objects.filter(
        overleg__in=[rij.pk for twee in laatste.values() for rij in twee], hoe=Deelnemer.Hoe.CRUCIAAL
    ).exclude(aanwezig__in=Deelnemer.ERBIJ)
    for overleg, naam in rijen.values_list("overleg", "naam"):
        gemist.setdefault(overleg, set()).add(naam)
    return [
        (regel, _teamstand(regel, laatste[regel.vorm.sleutel, regel.gebied.pk], gemist, dag))
        for regel in team
    ]


def _teamstand(
    regel: Regel, laatste: tuple[Gehouden, ...], gemist: Mapping[int, set[str]], dag: date
) -> Teamstand:
    if not laatste or _te_lang(regel.vorm, laatste[-1].datum, dag):
        return Teamstand("slapend", "Dit overleg is lang niet gehouden.")
    steeds = set.intersection(*(gemist.get(rij.pk, set()) for rij in laatste)) if len(laatste) == 2 else set()
    if steeds:
        return Teamstand("te-versterken", f"Twee keer achter elkaar afwezig: {', '.join(sorted(steeds))}.")
    return Teamstand("actief")


def _te_lang(vorm: Overlegvorm, laatst: date, dag: date) -> bool:
    if vorm.frequentie.per is None:
        return False
    tijdvak = actief_profiel().tijdvak(vorm.frequentie.per)
    na_drie = tijdvak.na(tijdvak.na(tijdvak.na(laatst)))
    return dag > na_drie
