"""Asking for something by mail without an account: the link in the mail confirms it, and ends it.

No answer tells whether an address is known. Nothing is mailed to somebody who did not confirm, but the question itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from wijkwerk.berichten.service import trek_in_van, zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.logboek.service import noteer
from wijkwerk.sleuteladres import BEDENKTIJD, Mailadres, MailadresQuerySet

A = TypeVar("A", bound=Mailadres)
# Mails by which somebody else could pester an address in a day.
PER_DAG = 5


@dataclass(frozen=True)
class Aanmelding(Generic[A]):
    """One thing that can be asked for. `soort`: how settings.ADRESSEN and the logboek call its rows; `bevestigen` and
    `loopt`: the mail that asks, and the one to who has it already; `afgemeld`: why what still waits is not sent."""

    model: type[A]
    soort: str
    bevestigen: str
    loopt: str
    afgemeld: str

    @property
    def rijen(self) -> MailadresQuerySet[A]:
        return MailadresQuerySet(self.model)

    @transaction.atomic
    def vraag_aan(self, *, e_mail: str, zelfde: Q, nieuw: A) -> None:
        """Mail a link that confirms `nieuw`, or the row of this address that is the `zelfde`; who confirmed that
        already hears just that. What was not confirmed is mailed once in its term."""
        rij = self._haal_of_maak(e_mail, zelfde, nieuw)
        if rij is None:
            return
        adressant = (self.soort, rij.pk)
        if rij.is_bevestigd:
            zet_klaar(self.loopt, adressant=adressant, ding=rij, moment=timezone.localdate().isoformat())
            return
        # The first term counts: who enters an address of another every day neither mails it again nor keeps it here.
        if rij.aangevraagd_op < timezone.now() - BEDENKTIJD:
            rij.aangevraagd_op = timezone.now()
            rij.save(update_fields=["aangevraagd_op"])
        moment = timezone.localdate(rij.aangevraagd_op).isoformat()
        if zet_klaar(self.bevestigen, adressant=adressant, ding=rij, moment=moment):
            noteer(door=None, stap=f"{self.soort}.aanvragen", ding=rij)

    def _haal_of_maak(self, e_mail: str, zelfde: Q, nieuw: A) -> A | None:
        """None when this address was asked too often."""
        eigen = self.rijen.met_adres(e_mail).select_for_update(of=("self",)).filter(zelfde)
        # Confirmed comes first.
        bekend = eigen.order_by("bevestigd_op", "pk").first()
        if bekend is not None and bekend.is_bevestigd:
            return bekend
        sinds = timezone.now() - timedelta(days=1)
        andere = self.rijen.met_adres(e_mail).onbevestigd().filter(aangevraagd_op__gt=sinds)
        if bekend is not None:
            andere = andere.exclude(pk=bekend.pk)
        if andere.count() >= PER_DAG:
            return None
        if bekend is not None:
            return bekend
        nieuw.zet_sleutel()
        nieuw.zet_adres(e_mail)
        try:
            with transaction.atomic():
                nieuw.save()
        except IntegrityError:
            # The same form at the same moment.
            return eigen.first()
        return nieuw

    @transaction.atomic
    def bevestig(self, rij: A, **velden: Any) -> A | None:
        """Count from now on; the first time `velden` are set with it. None when it was ended or too late meanwhile."""
        vast = self.rijen.geldig().select_for_update(of=("self",)).filter(pk=rij.pk).first()
        if vast is None or vast.is_bevestigd:
            return vast
        vast.bevestigd_op = timezone.now()
        for naam, waarde in velden.items():
            setattr(vast, naam, waarde)
        vast.save(update_fields=["bevestigd_op", *velden])
        noteer(door=None, stap=f"{self.soort}.bevestigen", ding=vast)
        return vast

    @transaction.atomic
    def zoek(self, *, e_mail: str, door: Gebruiker) -> list[A]:
        """The rows of this address, for who asks what is kept (settings.ADRES_ZOEKEN). Logged."""
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
        rijen = list(self.rijen.met_adres(e_mail).order_by("pk"))
        for rij in rijen:
            noteer(door=door, stap=f"{self.soort}.zoeken", ding=rij)
        return rijen

    @transaction.atomic
    def wis_adres(self, *, e_mail: str, door: Gebruiker) -> int:
        """Forget this address (settings.ADRES_WISSEN); return how many rows went."""
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
        return self.wis_alle(self.rijen.met_adres(e_mail), "verwijderen", door=door)

    @transaction.atomic
    def ruim_op(self, ook: Q | None = None) -> int:
        """Remove who did not confirm in time, and what `ook` means; return the number."""
        te_laat = Q(bevestigd_op=None, aangevraagd_op__lt=timezone.now() - BEDENKTIJD)
        return self.wis_alle(self.rijen.filter(te_laat | ook if ook else te_laat), "opruimen", overslaan=True)

    def wis_alle(
        self,
        rijen: MailadresQuerySet[A],
        stap: str,
        *,
        door: Gebruiker | None = None,
        overslaan: bool = False,
    ) -> int:
        """Forget these rows, in the caller's transaction; return their number. `overslaan`: not what another holds."""
        vast = list(rijen.select_for_update(of=("self",), skip_locked=overslaan))
        for rij in vast:
            self.wis(rij, stap, door=door)
        return len(vast)

    @transaction.atomic
    def wis(self, rij: A, stap: str = "stoppen", *, door: Gebruiker | None = None) -> None:
        """End it and forget the address; also of who never confirmed."""
        noteer(door=door, stap=f"{self.soort}.{stap}", ding=rij)
        trek_in_van((self.soort, rij.pk), reden=self.afgemeld)
        rij.delete()
