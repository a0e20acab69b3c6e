"""The one register: whatever a party has been asked or has promised, wherever that happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from wijkwerk.afspraken.kring import kring
from wijkwerk.gebruikers.houder import MetHouder, houder_constraint, houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.voorwaarde import PerPersoon, Voorwaarde
from wijkwerk.wijken.models import Gebied, Partij


class Afspraakzicht(PerPersoon):
    """Which afspraken one person sees, as conditions; made once per request (`van`)."""

    @cached_property
    def zichtbaar(self) -> Voorwaarde:
        gebruiker = self.gebruiker
        q = houder_q(gebruiker) | Q(gevraagd_door=gebruiker)
        dicht = Q(gevoelig="ja") | Q(besloten=True)
        bewaakt = bereik(gebruiker, Recht.AFSPRAAK_BEWAKEN)
        gevoelig = bereik(gebruiker, Recht.SIGNAAL_ZIEN_GEVOELIG)
        if bewaakt:
            q |= bewaakt.q() & ~dicht
        if bewaakt or gevoelig:
            bron = dicht & Q(self.open_bron)
            q |= bron & bewaakt.q() | bron & gevoelig.q()
        return Voorwaarde(q)

    @cached_property
    def open_bron(self) -> Voorwaarde:
        return Voorwaarde(kring(self.gebruiker))


class AfspraakQuerySet(models.QuerySet["Afspraak"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Own ones, those one asked for, and what one guards: never wider than the source (HEL-11, HEL-40).

        What came out of a shielded signal or a closed part of a meeting is guarded only by who reads that source.
        """
        return self.filter(Afspraakzicht.van(gebruiker).zichtbaar)

    def uit_open_bron(self, gebruiker: Gebruiker) -> Self:
        """Those whose source this person reads in full."""
        return self.filter(Afspraakzicht.van(gebruiker).open_bron)

    def van_houder(self, gebruiker: Gebruiker) -> Self:
        return self.filter(houder_q(gebruiker))

    def open(self) -> Self:
        return self.filter(stand__in=Afspraak.OPEN)

    def te_laat(self) -> Self:
        return self.open().filter(uiterlijk__lt=timezone.localdate())

    def voor_lijst(self) -> Self:
        return self.select_related("houder_partij", "houder_gebied", "houder_persoon").order_by(
            "uiterlijk", "pk"
        )


class Afspraak(OpPlek, MetHouder):
    """Wat, wie, uiterlijk, stand, nagekomen. Signals, meetings and plans point at it; it knows none of them."""

    class Stand(models.TextChoices):
        GEVRAAGD = "gevraagd", "Gevraagd"
        TOEGEZEGD = "toegezegd", "Toegezegd"
        GEWEIGERD = "geweigerd", "Geweigerd"
        LOOPT = "loopt", "Loopt"
        KNELPUNT = "knelpunt", "Knelpunt"
        LATER = "later", "Later"
        KLAAR = "klaar", "Klaar"
        VERVALLEN = "vervallen", "Vervallen"

    class Nagekomen(models.TextChoices):
        JA = "ja", "Nagekomen"
        DEELS = "deels", "Deels nagekomen"
        NEE = "nee", "Niet nagekomen"

    OPEN = (Stand.GEVRAAGD, Stand.TOEGEZEGD, Stand.LOOPT, Stand.KNELPUNT, Stand.LATER)

    wat = models.CharField(max_length=300)
    uiterlijk = models.DateField()
    # The day first agreed on; `uiterlijk` moves with a reason and is counted.
    eerste_uiterlijk = models.DateField(editable=False)
    uitgesteld = models.PositiveSmallIntegerField(default=0, editable=False)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.GEVRAAGD)
    resultaat = models.TextField(blank=True)
    weigeringsreden = models.TextField(blank=True)
    nagekomen = models.CharField(max_length=6, choices=Nagekomen, blank=True)
    nagekomen_toelichting = models.TextField(blank=True)
    nagekomen_op = models.DateTimeField(null=True, blank=True)
    nagekomen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    gebieden = models.ManyToManyField(Gebied, related_name="afspraken")
    # Follows its source, in the source's transaction (nee, beperkt, ja).
    gevoelig = models.CharField(max_length=10, default="nee")
    # Made where not everybody may listen along: a closed part of a meeting.
    besloten = models.BooleanField(default=False)
    # Where it came from: kind and id; `VERWIJZINGEN` in settings finds it.
    bron_soort = models.CharField(max_length=40)
    bron_id = models.BigIntegerField()
    # The key of its form or kind in the profile, for rules that hold for some forms only.
    bron_vorm = models.CharField(max_length=80, blank=True)
    thema = models.CharField(max_length=80, blank=True)
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="gevraagde_afspraken")
    gevraagd_op = models.DateTimeField(default=timezone.now)
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["uiterlijk", "pk"]
        indexes = [
            # What is open and due, for lists and reminders.
            models.Index(
                fields=["uiterlijk"],
                name="afspraak_open",
                condition=Q(stand__in=["gevraagd", "toegezegd", "loopt", "knelpunt", "later"]),
            ),
            # What a role holds: the own list and the own parts.
            models.Index(fields=["houder_rol"], name="afspraak_van_rol", condition=~Q(houder_rol="")),
            # What a party refused: it keeps seeing that much.
            models.Index(fields=["houder_partij"], name="afspraak_geweigerd", condition=Q(stand="geweigerd")),
            # All afspraken of one signaal, overleg or plan.
            models.Index(fields=["bron_soort", "bron_id"], name="afspraak_bron"),
        ]
        constraints = [
            houder_constraint("afspraak"),
            models.CheckConstraint(
                condition=~Q(stand="geweigerd") | ~Q(weigeringsreden=""),
                name="afspraak_weigeren_met_reden",
                violation_error_message="Weigeren kan alleen met een reden.",
            ),
            models.CheckConstraint(
                condition=Q(stand="klaar", klaar_op__isnull=False) | (~Q(stand="klaar") & Q(klaar_op=None)),
                name="afspraak_klaar_compleet",
                violation_error_message="Een afspraak die klaar is heeft een datum.",
            ),
            models.CheckConstraint(
                condition=Q(nagekomen="", nagekomen_op=None, nagekomen_door=None)
                | (~Q(nagekomen="") & Q(nagekomen_op__isnull=False, nagekomen_door__isnull=False)),
                name="afspraak_oordeel_compleet",
                violation_error_message="Een oordeel over nakomen heeft een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(nagekomen__in=["", "ja"]) | ~Q(nagekomen_toelichting=""),
                name="afspraak_niet_nagekomen_met_uitleg",
                violation_error_message="Leg uit waarom de afspraak niet helemaal is nagekomen.",
            ),
        ]

    def __str__(self) -> str:
        """What logs and mails may say of it: of a shielded one, or one from behind closed doors, not the words."""
        if self.gevoelig != "nee":
            return "Afgeschermde afspraak"
        return "Afspraak uit een besloten overleg" if self.besloten else self.wat

    @property
    def titel_voor_lezer(self) -> str:
        """The words for whoever may see it, on a screen or in a mail: of a shielded one only that it is one."""
        return self.wat if self.gevoelig == "nee" else str(self)

    def get_absolute_url(self) -> str:
        return reverse("afspraken:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stand in self.OPEN

    def toont_inhoud(self, gebruiker: Gebruiker) -> bool:
        """Whether result, reasons and progress may be read; of a shielded one not by who only asked for it (DHR-08)."""
        if self.gevoelig != "ja":
            return True
        houder = self.houder
        eigen = houder is not None and houder.is_van(gebruiker)
        return eigen or type(self).objects.uit_open_bron(gebruiker).filter(pk=self.pk).exists()

    @property
    def is_te_laat(self) -> bool:
        return self.is_open and self.uiterlijk < timezone.localdate()

    @property
    def is_uit_plan(self) -> bool:
        return self.bron_soort in {"plan", "planitem"}


class Voortgang(models.Model):
    """One progress line on an afspraak, as the holder wrote it: somebody with an account, or a party by its mail."""

    # So long a second line with the same words is the same click.
    ZELFDE_KLIK = timedelta(minutes=10)

    afspraak = models.ForeignKey(Afspraak, models.CASCADE, related_name="voortgang")
    tekst = models.TextField(blank=True)
    stand = models.CharField(max_length=12, choices=Afspraak.Stand)
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    # With "later": the day on which the holder now thinks it will be done.
    verwacht = models.DateField(null=True, blank=True)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "voortgang"
        verbose_name_plural = "voortgang"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(door__isnull=False, partij=None) | Q(door=None, partij__isnull=False),
                name="voortgang_van_iemand",
                violation_error_message="Voortgang komt van een persoon of van een partij.",
            )
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def wie(self) -> str:
        """Who reported it; a party that answered by its address is named with how."""
        return str(self.door) if self.door_id else f"{self.partij}, met de link in de mail"

    def zegt_hetzelfde(self, eerder: Voortgang) -> bool:
        """Whether this repeats what the same sender said a moment before."""
        velden = ("afspraak_id", "tekst", "stand", "door_id", "partij_id", "verwacht")
        gelijk = all(getattr(self, veld) == getattr(eerder, veld) for veld in velden)
        return gelijk and self.op - eerder.op < self.ZELFDE_KLIK


class Actielijst(models.Model):
    """A running list of actions that came in from a file: the source of its afspraken."""

    naam = models.CharField(max_length=120, unique=True)
    ingevoerd_op = models.DateTimeField(default=timezone.now)
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "actielijst"
        verbose_name_plural = "actielijsten"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Actieregel(models.Model):
    """One line of an actielijst, by the number it has there: reading the list again finds the same afspraak."""

    lijst = models.ForeignKey(Actielijst, models.CASCADE, related_name="regels")
    nummer = models.CharField(max_length=40)
    afspraak = models.OneToOneField(Afspraak, models.CASCADE, related_name="actieregel")

    class Meta:
        verbose_name = "actieregel"
        verbose_name_plural = "actieregels"
        ordering = ["lijst", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lijst", "nummer"],
                name="actieregel_nummer_uniek",
                violation_error_message="Dit nummer staat al in deze actielijst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lijst} {self.nummer}"
