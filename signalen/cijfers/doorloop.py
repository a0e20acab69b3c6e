"""How long an answer takes, and how many came in time: per party, and of somebody's own work. Never of other persons.

Only signals that are not shielded and that the viewer sees. Below the threshold of the profile there is no figure: of
three answers one knows whose they were. What a role or a person owns is in no row for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from signalen.models import Antwoord, Deelactie, Signaal
from signalen.periode import Tijdvak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


class Mediaan(Aggregate):
    """The middle one: half took longer. An average would tell of one that lay for a year."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Maat:
    """Figures of one heap of work. `dagen` and `op_tijd` are None when there are too few, or none with a term."""

    aantal: int = 0
    dagen: int | None = None
    op_tijd: int | None = None
    te_weinig: bool = False


@dataclass(frozen=True)
class Doorloop:
    """The figures of one party, or one's own: the answers, and the parts."""

    naam: str
    antwoorden: Maat
    delen: Maat


LEEG = Maat()


def doorloop(
    *, gebruiker: Gebruiker, gekozen: Gebied | None, tijdvak: Tijdvak
) -> tuple[Doorloop, list[Doorloop]]:
    """Return the own figures, and those per party in order of name. Four queries.

    Per party for who guards agreements (`afspraak.bewaken`); others see the party they work for.
    """
    drempel = actief_profiel().bewaren.kleine_aantallen
    antwoorden = _antwoorden(tijdvak)
    delen = _delen(tijdvak)
    mijn = Doorloop(
        "Uw eigen cijfers",
        _maat(antwoorden.filter(gegeven_door=gebruiker).aggregate(**_MATEN_ANTWOORD), 1),
        _maat(delen.filter(afspraak__houder_persoon=gebruiker).aggregate(**_MATEN_DEEL), 1),
    )
    zichtbaar = Signaal.objects.bestaat_voor(gebruiker).exclude(gevoelig="ja")
    if gekozen is not None:
        zichtbaar = zichtbaar.in_gebied(gekozen)
    antwoorden = _van_partijen(antwoorden.filter(signaal__in=zichtbaar), gebruiker, "signaal__")
    delen = _van_partijen(delen.filter(signaal__in=zichtbaar), gebruiker, "afspraak__")
    per_antwoord = _per_partij(antwoorden, "signaal__houder_partij__naam", _MATEN_ANTWOORD, drempel)
    per_deel = _per_partij(delen, "afspraak__houder_partij__naam", _MATEN_DEEL, drempel)
    namen = sorted({*per_antwoord, *per_deel})
    return mijn, [Doorloop(naam, per_antwoord.get(naam, LEEG), per_deel.get(naam, LEEG)) for naam in namen]


def _antwoorden(tijdvak: Tijdvak) -> QuerySet[Antwoord]:
    """The first answer to each signal, given in this time."""
    van, tot = tijdvak.grenzen
    eerder = Antwoord.objects.filter(signaal=OuterRef("signaal"), pk__lt=OuterRef("pk"))
    return Antwoord.objects.filter(~Exists(eerder), gegeven_op__gte=van, gegeven_op__lt=tot)


def _delen(tijdvak: Tijdvak) -> QuerySet[Deelactie]:
    van, tot = tijdvak.grenzen
    return Deelactie.objects.filter(afspraak__klaar_op__gte=van, afspraak__klaar_op__lt=tot)


def _duur(van: str, tot: str) -> Combinable:
    return ExpressionWrapper(F(tot) - F(van), output_field=DurationField())


_MATEN_ANTWOORD: dict[str, Any] = {
    "aantal": Count("pk"),
    "duur": Mediaan(_duur("signaal__geregistreerd_op", "gegeven_op")),
    "met_termijn": Count("pk", filter=Q(uiterlijk__isnull=False)),
    "op_tijd": Count("pk", filter=Q(uiterlijk__gte=TruncDate("gegeven_op"))),
}
_MATEN_DEEL: dict[str, Any] = {
    "aantal": Count("pk"),
    "duur": Mediaan(_duur("afspraak__gevraagd_op", "afspraak__klaar_op")),
    "met_termijn": Count("pk"),
    # The day that was first agreed on: a term that was moved is not kept.
    "op_tijd": Count("pk", filter=Q(afspraak__eerste_uiterlijk__gte=TruncDate("afspraak__klaar_op"))),
}


def _van_partijen(rijen: QuerySet[Any], gebruiker: Gebruiker, voorvoegsel: str) -> QuerySet[Any]:
    if heeft_ergens(gebruiker, Recht.AFSPRAAK_BEWAKEN):
        return rijen.filter(**{f"{voorvoegsel}houder_partij__isnull": False})
    eigen = {vervulling.partij_id for vervulling in gebruiker.vervullingen if vervulling.partij_id}
    return rijen.filter(**{f"{voorvoegsel}houder_partij__in": eigen})


def _per_partij(rijen: QuerySet[Any], naam: str, maten: dict[str, Any], drempel: int) -> dict[str, Maat]:
    gevonden: Iterable[dict[str, Any]] = rijen.order_by().values(naam).annotate(**maten)
    return {str(rij[naam]): _maat(rij, drempel) for rij in gevonden}


def _maat(rij: dict[str, Any], drempel: int) -> Maat:
    aantal = rij["aantal"]
    if not aantal:
        return LEEG
    if aantal < drempel:
        return Maat(te_weinig=True)
    duur: timedelta = rij["duur"]
    met_termijn = rij["met_termijn"]
    op_tijd = round(100 * rij["op_tijd"] / met_termijn) if met_termijn >= drempel else None
    return Maat(aantal, round(duur / timedelta(days=1)), op_tijd)
