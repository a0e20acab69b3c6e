"""Houder: one value for owner of a signaal, holder of an afspraak, trekker of an action.

A party, a role in an area, or a person. A role in an area never leaves: so nothing belongs to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.reeks import is_een_van
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.wijken.models import Gebied, Partij


@dataclass(frozen=True)
class Houder:
    """Exactly one of: partij, rol (a key of the profile) in gebied, persoon."""

    partij: Partij | None = None
    rol: str = ""
    gebied: Gebied | None = None
    persoon: Gebruiker | None = None

    def __post_init__(self) -> None:
        if sum((self.partij is not None, bool(self.rol), self.persoon is not None)) != 1:
            raise ValueError("Een houder is een partij, een rol of een persoon.")
        if bool(self.rol) != (self.gebied is not None):
            raise ValueError("Een rol is houder in een gebied.")

    def __str__(self) -> str:
        if self.partij is not None:
            return self.partij.naam
        if self.persoon is not None:
            return self.persoon.naam
        return f"{actief_profiel().rol(self.rol).naam} {self.gebied}"

    def functie(self) -> str:
        """How the public sees it: never the name of a person."""
        return str(self) if self.persoon is None else "medewerker"

    def plek(self) -> Plek:
        gebieden = frozenset(self.gebied.voorouders) if self.gebied else frozenset()
        return Plek(gebieden, frozenset({self.partij.pk}) if self.partij else frozenset())

    def is_van(self, gebruiker: Gebruiker) -> bool:
        """Whether this person is the holder, works for it, or fills the role there."""
        if self.persoon is not None:
            return self.persoon.pk == gebruiker.pk
        if self.partij is not None:
            return any(v.partij_id == self.partij.pk for v in gebruiker.vervullingen)
        return is_een(gebruiker, (Selector("rol", self.rol),), self.plek())

    def personen(self) -> models.QuerySet[Gebruiker]:
        """The people to tell."""
        if self.persoon is not None:
            return Gebruiker.objects.filter(pk=self.persoon.pk, is_active=True)
        if self.partij is not None:
            return personen((Selector("partij", self.partij.sleutel),), self.plek())
        return personen((Selector("rol", self.rol),), self.plek())


class MetHouder(models.Model):
    """The columns of a Houder. Subclasses add `houder_constraint(<model>)` to their Meta."""

    houder_partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    houder_rol = models.CharField(max_length=80, blank=True)
    houder_gebied = models.ForeignKey(Gebied, models.PROTECT, null=True, blank=True, related_name="+")
    houder_persoon = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def houder(self) -> Houder | None:
        if not (self.houder_partij_id or self.houder_rol or self.houder_persoon_id):
            return None
        return Houder(self.houder_partij, self.houder_rol, self.houder_gebied, self.houder_persoon)

    @houder.setter
    def houder(self, houder: Houder | None) -> None:
        self.houder_partij = houder.partij if houder else None
        self.houder_rol = houder.rol if houder else ""
        self.houder_gebied = houder.gebied if houder else None
        self.houder_persoon = houder.persoon if houder else None

    HOUDER_VELDEN = ["houder_partij", "houder_rol", "houder_gebied", "houder_persoon"]


def houder_q(gebruiker: Gebruiker, voorvoegsel: str = "", *, partijen: bool = True) -> Q:
    """The rows whose holder is this person, the party it works for (unless `partijen` is false), or a role it fills there.

    Each condition can use an index of its own, also inside an OR: so no join to the areas.
    """
    v = voorvoegsel
    q = Q(**{f"{v}houder_persoon": gebruiker.pk})
    eigen = {vervulling.partij_id for vervulling in gebruiker.vervullingen if vervulling.partij_id}
    if partijen and eigen:
        q |= Q(**{f"{v}houder_partij__in": sorted(eigen)})
    overal: set[str] = set()
    daar: dict[str, set[int]] = {}
    for vervulling in gebruiker.vervullingen:
        rol = vervulling.rol
        if rol.bereik == "gemeente":
            overal.add(rol.sleutel)
        elif vervulling.gebied_id:
            daar.setdefault(rol.sleutel, set()).add(vervulling.gebied_id)
        elif vervulling.partij_gebieden:
            daar.setdefault(rol.sleutel, set()).update(vervulling.partij_gebieden)
    if overal:
        q |= Q(**{f"{v}houder_rol__in": sorted(overal)})
    for sleutel, gebieden in daar.items():
        q |= Q(
            is_een_van(f"{v}houder_gebied", Gebied.objects.binnen(gebieden)), **{f"{v}houder_rol": sleutel}
        )
    return q


def houder_constraint(model: str, *, verplicht: bool = True) -> models.CheckConstraint:
    """At most one kind of holder, exactly one when `verplicht`, and a role always with its area."""
    geen = Q(houder_partij=None, houder_rol="", houder_gebied=None, houder_persoon=None)
    q = (
        Q(houder_partij__isnull=False, houder_rol="", houder_gebied=None, houder_persoon=None)
        | (Q(houder_partij=None, houder_gebied__isnull=False, houder_persoon=None) & ~Q(houder_rol=""))
        | Q(houder_partij=None, houder_rol="", houder_gebied=None, houder_persoon__isnull=False)
    )
    return models.CheckConstraint(
        condition=q if verplicht else q | geen,
        name=f"{model}_een_houder",
        violation_error_message="Kies één houder: een partij, een rol in een gebied of een persoon.",
    )
