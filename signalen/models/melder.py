"""Who told it: optional, apart from the signal, encrypted, and gone by itself."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkwerk.versleuteling import kenmerk, kenmerken, open_tekst, sluit_tekst


class MelderQuerySet(models.QuerySet["Melder"]):
    def met_contact(self, contact: str) -> Self:
        """Everybody known by this e-mail address or telephone number, whatever key was in use."""
        gezocht = [hash_ for hash_ in kenmerken(contact) if hash_]
        return self.filter(Q(e_mail_kenmerk__in=gezocht) | Q(telefoon_kenmerk__in=gezocht))

    def van_dezelfde(self, melder: Melder) -> Self:
        """Every row with the same e-mail address or telephone number; without contact this one alone."""
        contact = Q(pk=melder.pk)
        if melder.e_mail_kenmerk:
            contact |= Q(e_mail_kenmerk=melder.e_mail_kenmerk)
        if melder.telefoon_kenmerk:
            contact |= Q(telefoon_kenmerk=melder.telefoon_kenmerk)
        return self.filter(contact)

    def te_wissen(self, dag: date) -> Self:
        return self.filter(bewaren_tot__lt=dag)


class Melder(models.Model):
    """One person behind one or more signals, as far as that person wants to be known."""

    # In what capacity ("huurder", "ouder bij de school"): no personal data, stays with the signal's figures.
    hoedanigheid = models.CharField(max_length=120, blank=True)
    naam_gesloten = models.BinaryField(default=bytes, editable=False)
    e_mail_gesloten = models.BinaryField(default=bytes, editable=False)
    telefoon_gesloten = models.BinaryField(default=bytes, editable=False)
    e_mail_kenmerk = models.CharField(max_length=64, blank=True, editable=False)
    telefoon_kenmerk = models.CharField(max_length=64, blank=True, editable=False)
    terugkoppeling_gewenst = models.BooleanField(default=False)
    # Set when the last signal closes, by the term of the profile; then the row goes and the signal stays counted.
    bewaren_tot = models.DateField(null=True, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = MelderQuerySet.as_manager()

    class Meta:
        verbose_name = "melder"
        verbose_name_plural = "melders"
        indexes = [
            # Found again by the keyed hash, never by the address.
            models.Index(fields=["e_mail_kenmerk"], name="melder_e_mail", condition=~Q(e_mail_kenmerk="")),
            models.Index(
                fields=["telefoon_kenmerk"], name="melder_telefoon", condition=~Q(telefoon_kenmerk="")
            ),
            # What leaves by itself.
            models.Index(
                fields=["bewaren_tot"], name="melder_bewaren_tot", condition=Q(bewaren_tot__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(terugkoppeling_gewenst=False) | ~Q(e_mail_kenmerk="") | ~Q(telefoon_kenmerk=""),
                name="melder_terugkoppeling_heeft_contact",
                violation_error_message="Vul een e-mailadres of telefoonnummer in, anders kan niemand terugkoppelen.",
            ),
        ]

    def __str__(self) -> str:
        return self.hoedanigheid or "melder"

    @property
    def naam(self) -> str:
        return open_tekst(self.naam_gesloten)

    @property
    def e_mail(self) -> str:
        return open_tekst(self.e_mail_gesloten)

    @property
    def telefoon(self) -> str:
        return open_tekst(self.telefoon_gesloten)

    @property
    def heeft_contact(self) -> bool:
        return bool(self.e_mail_kenmerk or self.telefoon_kenmerk)

    def zet_contact(self, *, naam: str = "", e_mail: str = "", telefoon: str = "") -> None:
        """Close the contact data with the newest key; the caller saves."""
        self.naam_gesloten = sluit_tekst(naam.strip())
        self.e_mail_gesloten = sluit_tekst(e_mail.strip())
        self.telefoon_gesloten = sluit_tekst(telefoon.strip())
        self.e_mail_kenmerk = kenmerk(e_mail)
        self.telefoon_kenmerk = kenmerk(telefoon)
