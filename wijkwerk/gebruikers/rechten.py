"""Who may do what, and where. The one question, and the only place that answers it.

Which role has which right is read from the profile. `mag_niet` wins over every `mag` that a person has through
other roles on things of the same gebied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek, Vervulling

__all__ = ["ALLE_RECHTEN", "Bereik", "Plek", "Recht", "bereik", "eis", "heeft_ergens", "mag", "verbod"]


class Recht(StrEnum):
    SIGNAAL_MELDEN = "signaal.melden"
    SIGNAAL_REGISTREREN = "signaal.registreren"
    SIGNAAL_ZIEN = "signaal.zien"
    SIGNAAL_ZIEN_GEVOELIG = "signaal.zien-gevoelig"
    SIGNAAL_UITZETTEN = "signaal.uitzetten"
    SIGNAAL_KOPPELEN = "signaal.koppelen"
    SIGNAAL_OPSCHALEN = "signaal.opschalen"
    SIGNAAL_OPLOSSEN = "signaal.oplossen"
    SIGNAAL_BEANTWOORDEN = "signaal.beantwoorden"
    SIGNAAL_BUNDELEN = "signaal.bundelen"
    AFSPRAAK_VRAGEN = "afspraak.vragen"
    AFSPRAAK_BEHANDELEN = "afspraak.behandelen"
    AFSPRAAK_BEWAKEN = "afspraak.bewaken"
    AFSPRAAK_DOORZETTEN = "afspraak.doorzetten"
    INITIATIEF_INDIENEN = "initiatief.indienen"
    INITIATIEF_TREKKEN = "initiatief.trekken"
    INITIATIEF_WEGEN = "initiatief.wegen"
    PROJECT_LEIDEN = "project.leiden"
    PROJECT_MEEDOEN = "project.meedoen"
    BELEID_VOORBEREIDEN = "beleid.voorbereiden"
    BELEID_ADVISEREN = "beleid.adviseren"
    OVERLEG_PLANNEN = "overleg.plannen"
    OVERLEG_AGENDEREN = "overleg.agenderen"
    OVERLEG_DEELNEMEN = "overleg.deelnemen"
    OVERLEG_VOORZITTEN = "overleg.voorzitten"
    OVERLEG_VERSLAAN = "overleg.verslaan"
    OVERLEG_PEILEN = "overleg.peilen"
    ADVIES_GEVEN = "advies.geven"
    ADVIES_STANDPUNT = "advies.standpunt"
    PLAN_VOORSTELLEN = "plan.voorstellen"
    PLAN_BIJDRAGEN = "plan.bijdragen"
    PLAN_BEWERKEN = "plan.bewerken"
    PLAN_INSTEMMEN = "plan.instemmen"
    PLAN_VOORDRAGEN = "plan.voordragen"
    PLAN_VASTSTELLEN = "plan.vaststellen"
    PLAN_ONDERTEKENEN = "plan.ondertekenen"
    BUDGET_AANVRAGEN = "budget.aanvragen"
    BUDGET_BESLUITEN = "budget.besluiten"
    BUDGET_BEHEREN = "budget.beheren"
    BUDGET_KADERS = "budget.kaders"
    PRESTATIE_LEVEREN = "prestatie.leveren"
    PRESTATIE_CONTROLEREN = "prestatie.controleren"
    PARTICIPATIE_OPSTELLEN = "participatie.opstellen"
    PARTICIPATIE_ADVISEREN = "participatie.adviseren"
    PARTICIPATIE_BESLUITEN = "participatie.besluiten"
    CIJFERS_INVOEREN = "cijfers.invoeren"
    PUBLICATIE_LEZEN = "publicatie.lezen"
    PUBLICATIE_PLAATSEN = "publicatie.plaatsen"
    GEMEENTE_INRICHTEN = "gemeente.inrichten"


ALLE_RECHTEN = frozenset(recht.value for recht in Recht)

# Rights that open what is already there. Somebody with bereik `partij` has them on things of the own party only,
# not on everything in the area where the party is at home.
ALLEEN_VAN_EIGEN_PARTIJ = frozenset(
    {
        Recht.SIGNAAL_ZIEN,
        Recht.SIGNAAL_ZIEN_GEVOELIG,
        Recht.SIGNAAL_UITZETTEN,
        Recht.SIGNAAL_KOPPELEN,
        Recht.SIGNAAL_OPSCHALEN,
        Recht.SIGNAAL_OPLOSSEN,
        Recht.SIGNAAL_BEANTWOORDEN,
        Recht.SIGNAAL_BUNDELEN,
        Recht.AFSPRAAK_BEHANDELEN,
        Recht.AFSPRAAK_BEWAKEN,
    }
)

# With one of these somebody takes work on. A role that has none reports, reads, sits along, decides or runs the site.
WERK = frozenset(
    {
        Recht.SIGNAAL_REGISTREREN,
        Recht.SIGNAAL_UITZETTEN,
        Recht.SIGNAAL_KOPPELEN,
        Recht.SIGNAAL_OPSCHALEN,
        Recht.SIGNAAL_OPLOSSEN,
        Recht.SIGNAAL_BEANTWOORDEN,
        Recht.SIGNAAL_BUNDELEN,
        Recht.AFSPRAAK_BEHANDELEN,
        Recht.AFSPRAAK_BEWAKEN,
        Recht.AFSPRAAK_DOORZETTEN,
        Recht.INITIATIEF_TREKKEN,
        Recht.PROJECT_LEIDEN,
        Recht.BELEID_VOORBEREIDEN,
        Recht.BELEID_ADVISEREN,
        Recht.OVERLEG_PLANNEN,
        Recht.OVERLEG_VERSLAAN,
        Recht.PLAN_BEWERKEN,
        Recht.PRESTATIE_LEVEREN,
        Recht.PRESTATIE_CONTROLEREN,
        Recht.PARTICIPATIE_OPSTELLEN,
        Recht.PARTICIPATIE_ADVISEREN,
        Recht.BUDGET_BEHEREN,
    }
)

type_gebruiker = Gebruiker | AnonymousUser


def _geeft(vervulling: Vervulling, recht: Recht, plek: Plek) -> bool:
    if recht not in vervulling.rol.mag or not vervulling.geldt_in(plek):
        return False
    if vervulling.rol.bereik == "partij" and recht in ALLEEN_VAN_EIGEN_PARTIJ:
        return vervulling.van_eigen_partij(plek)
    return True


def verbod(gebruiker: type_gebruiker, recht: Recht, plek: Plek) -> Vervulling | None:
    """Return the role that forbids this here, if any: `mag_niet` wins."""
    if not isinstance(gebruiker, Gebruiker):
        return None
    return next(
        (
            vervulling
            for vervulling in gebruiker.vervullingen
            if recht in vervulling.rol.mag_niet and vervulling.geldt_in(plek)
        ),
        None,
    )


def mag(gebruiker: type_gebruiker, recht: Recht, plek: Plek) -> bool:
    """Whether this person holds the right there. Costs no query after the first question of a request."""
    if not isinstance(gebruiker, Gebruiker) or verbod(gebruiker, recht, plek):
        return False
    return any(_geeft(vervulling, recht, plek) for vervulling in gebruiker.vervullingen)


def eis(gebruiker: type_gebruiker, recht: Recht, plek: Plek) -> None:
    """Raise PermissionDenied, in Dutch and with the reason, unless `mag`."""
    verbiedt = verbod(gebruiker, recht, plek)
    if verbiedt:
        raise PermissionDenied(f"Als {verbiedt.rol.naam} mag u dit hier niet, ook niet met een andere rol.")
    if not mag(gebruiker, recht, plek):
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")


def heeft_ergens(gebruiker: type_gebruiker, recht: Recht) -> bool:
    """Whether this person holds the right anywhere: for menus and start pages, never for a thing."""
    return isinstance(gebruiker, Gebruiker) and any(
        recht in vervulling.rol.mag for vervulling in gebruiker.vervullingen
    )


@dataclass(frozen=True)
class Bereik:
    """The reach of a right as sets of ids, for a filter in SQL."""

    alles: bool = False
    gebieden: frozenset[int] = frozenset()
    partijen: frozenset[int] = frozenset()
    nooit: Bereik | None = None

    def __bool__(self) -> bool:
        return self.alles or bool(self.gebieden) or bool(self.partijen)

    def q(self, voorvoegsel: str = "") -> Q:
        """Return the condition on a model with `plek_gebieden` and `plek_partijen` (see `OpPlek`)."""
        q = self._q(voorvoegsel)
        return q & ~self.nooit._q(voorvoegsel) if self.nooit else q

    def _q(self, voorvoegsel: str) -> Q:
        if self.alles:
            # Not an empty condition: beside another one OR would drop it.
            return Q(pk__isnull=False)
        if not self:
            return Q(pk__in=[])
        q = Q()
        if self.gebieden:
            q |= Q(**{f"{voorvoegsel}plek_gebieden__overlap": sorted(self.gebieden)})
        if self.partijen:
            q |= Q(**{f"{voorvoegsel}plek_partijen__overlap": sorted(self.partijen)})
        return q


def bereik(
    gebruiker: type_gebruiker, recht: Recht, *, behalve: Callable[[Vervulling], bool] | None = None
) -> Bereik:
    """Return where this person holds the right; `q()` says the same as `mag` does for one thing.

    `behalve`: roles that are left out, to know what the others give.
    """
    if not isinstance(gebruiker, Gebruiker):
        return Bereik()
    geeft = [vervulling for vervulling in gebruiker.vervullingen if recht in vervulling.rol.mag]
    geeft = [vervulling for vervulling in geeft if behalve is None or not behalve(vervulling)]
    neemt = [vervulling for vervulling in gebruiker.vervullingen if recht in vervulling.rol.mag_niet]
    nooit = _som(neemt, thuis=True)
    wel = _som(geeft, thuis=recht not in ALLEEN_VAN_EIGEN_PARTIJ)
    if nooit.alles:
        return Bereik()
    return Bereik(wel.alles, wel.gebieden, wel.partijen, nooit or None)


def _som(vervullingen: list[Vervulling], *, thuis: bool) -> Bereik:
    gebieden: set[int] = set()
    partijen: set[int] = set()
    for vervulling in vervullingen:
        if vervulling.rol.bereik == "gemeente":
            return Bereik(alles=True)
        if vervulling.rol.bereik == "gebied" and vervulling.gebied_id:
            gebieden.add(vervulling.gebied_id)
        elif vervulling.rol.bereik == "partij" and vervulling.partij_id:
            partijen.add(vervulling.partij_id)
            if thuis:
                gebieden |= vervulling.partij_gebieden
    return Bereik(gebieden=frozenset(gebieden), partijen=frozenset(partijen))
