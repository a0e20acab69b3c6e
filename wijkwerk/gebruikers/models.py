"""People, and which role each of them fills where, from when until when."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wijkwerk.wijken.models import Gebied, Partij

if TYPE_CHECKING:
    from wijkwerk.gebruikers.rollen import Vervulling


class GebruikerManager(BaseUserManager["Gebruiker"]):
    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def get_by_natural_key(self, username: str | None) -> Gebruiker:
        return self.get(email__iexact=username)


class Gebruiker(AbstractBaseUser):
    """Somebody with an account. Rights come from role assignments alone: there is no superuser."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField(max_length=120)
    telefoon = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    @cached_property
    def vervullingen(self) -> tuple[Vervulling, ...]:
        """The roles this person fills today: read once per instance, so per request."""
        from wijkwerk.gebruikers.rollen import vervullingen_van

        return vervullingen_van(self)

    @property
    def is_van_het_huis(self) -> bool:
        """Whether any role of today is of the municipality or its government."""
        return any(vervulling.rol.van_het_huis for vervulling in self.vervullingen)


class RoltoewijzingQuerySet(models.QuerySet["Roltoewijzing"]):
    def geldig(self, op: date | None = None) -> Self:
        """The assignments in force on a day (default: today in the Netherlands)."""
        dag = op or timezone.localdate()
        return self.filter(Q(tot=None) | Q(tot__gte=dag), van__lte=dag, gebruiker__is_active=True)


class Roltoewijzing(models.Model):
    """A role of the profile, filled by a person, for an area or on behalf of a party, during a period."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="roltoewijzingen")
    rol = models.CharField(max_length=80)
    gebied = models.ForeignKey(Gebied, models.PROTECT, null=True, blank=True, related_name="roltoewijzingen")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="roltoewijzingen")
    van = models.DateField(default=timezone.localdate)
    # The last day on which it holds.
    tot = models.DateField(null=True, blank=True)
    vervangt = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vervangingen")

    objects = RoltoewijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "roltoewijzing"
        verbose_name_plural = "roltoewijzingen"
        ordering = ["rol", "van"]
        indexes = [
            # Who fills this role: recipients of messages, limits per area.
            models.Index(fields=["rol", "gebied"], name="roltoewijzing_rol_gebied"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")),
                name="roltoewijzing_periode_loopt_vooruit",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.UniqueConstraint(
                fields=["gebruiker", "rol", "gebied", "partij", "van"],
                name="roltoewijzing_uniek",
                nulls_distinct=False,
                violation_error_message="Deze persoon heeft deze rol hier al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.rol}"
