"""A decision by which somebody with that power binds a party: knots are cut in the open (OIJ-24)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from signalen.models.signaal import Signaal
from signalen.zicht import genoemd_q
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.regels import Meldt
from wijkwerk.wijken.models import Partij


def wie_hoort_doorzetten(profiel: Profiel) -> tuple[Selector, ...]:
    """Whom the profile wants told of such a decision: they may read it."""
    regels = profiel.regels_bij("afspraak", "maken", soort_sleutel="")
    return tuple(wie for r in regels if isinstance(r, Meldt) and r.als == "doorgezet" for wie in r.aan)


class DoorzettingQuerySet(models.QuerySet["Doorzetting"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who took it, whom it binds or concerns, who has that power there, and whom the profile wants told.

        About a shielded signal: only who took it, whom it binds, and who sees all of that signal.
        """
        partijen = sorted({v.partij_id for v in gebruiker.vervullingen if v.partij_id})
        macht = bereik(gebruiker, Recht.AFSPRAAK_DOORZETTEN).q()
        open_ = macht | genoemd_q(gebruiker, wie_hoort_doorzetten(actief_profiel()))
        open_ |= Q(plek_partijen__overlap=partijen)
        eigen = Q(genomen_door=gebruiker) | houder_q(gebruiker, "afspraak__")
        gezien = Signaal.objects.helemaal_zichtbaar_voor(gebruiker).filter(pk=OuterRef("signaal"))
        return self.filter(eigen | Q(gevoelig="ja") & Exists(gezien) | ~Q(gevoelig="ja") & open_)

    def voor_lijst(self) -> Self:
        return self.select_related(
            "genomen_door",
            "signaal__gebied",
            "afspraak__houder_partij",
            "afspraak__houder_gebied",
            "afspraak__houder_persoon",
        ).order_by("-datum", "-pk")


class Doorzetting(OpPlek):
    """What was decided, about what, with whom, and why. It cannot be changed: another decision may follow it."""

    signaal = models.ForeignKey(Signaal, models.PROTECT, related_name="doorzettingen")
    afspraak = models.OneToOneField(Afspraak, models.PROTECT, related_name="doorzetting")
    onderwerp = models.CharField(max_length=200)
    partijen = models.ManyToManyField(Partij, related_name="doorzettingen")
    motivering = models.TextField()
    datum = models.DateField()
    # As that of the signal when it was taken.
    gevoelig = models.CharField(max_length=8, default="nee")
    genomen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    genomen_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = DoorzettingQuerySet.as_manager()

    class Meta:
        verbose_name = "doorzettingsbesluit"
        verbose_name_plural = "doorzettingsbesluiten"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(onderwerp="") & ~Q(motivering=""),
                name="doorzetting_met_motivering",
                violation_error_message="Een doorzettingsbesluit heeft een onderwerp en een motivering.",
            ),
        ]

    def __str__(self) -> str:
        """What mails and lists may say: of a shielded one not what it is about."""
        return self.onderwerp if self.gevoelig == "nee" else "Afgeschermd doorzettingsbesluit"

    def get_absolute_url(self) -> str:
        return reverse("signalen:doorzetting", args=[self.pk])
