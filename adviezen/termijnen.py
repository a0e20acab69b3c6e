"""Terms: when an asked advice is due, when an advice is answered in time, and what to remind of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from adviezen.models import Advies
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.termijnen import herinnermoment, plus_maanden, plus_werkdagen, uiterlijk
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.volgen import Termijn

# Working days before the last day, where the profile gives no term of its own.
HERINNER_VOORAF = (5, 1)


def _termijn(profiel: Profiel, vanaf: str, *tot: str) -> Termijn | None:
    return next(
        (
            rij
            for rij in profiel.termijnen
            if rij.object == "advies"
            and rij.vanaf == vanaf
            and rij.tot in tot
            and rij.geldt_op(timezone.localdate())
        ),
        None,
    )


def voor_advies() -> Termijn | None:
    """How long a party has that was asked."""
    return _termijn(actief_profiel(), "aanvragen", "indienen")


def uiterlijk_advies(vanaf: date) -> date | None:
    termijn = voor_advies()
    return uiterlijk(termijn, vanaf) if termijn else None


def uiterlijk_standpunt(ingediend: date, besluitdatum: date | None) -> date:
    """Before when an advice is answered: the date of the decision, else the term of the profile, else that of settings."""
    if besluitdatum is not None:
        return max(besluitdatum, ingediend)
    termijn = _termijn(actief_profiel(), "indienen", "standpunt.innemen", "innemen")
    if termijn is not None:
        return uiterlijk(termijn, ingediend)
    return ingediend + timedelta(weeks=settings.ADVIES_ANTWOORD_WEKEN)


def informatie_op_tijd_tot(voor: date) -> date:
    """The last day on which information for this day is in time: the term of the profile, else that of settings (HEL-23)."""
    termijn = next(
        (
            rij
            for rij in actief_profiel().termijnen
            if rij.object == "advies" and rij.vooraf_aan is not None and rij.geldt_op(timezone.localdate())
        ),
        None,
    )
    if termijn is None:
        return voor - timedelta(days=settings.INFORMATIE_VOORAF_DAGEN)
    if termijn.werkdagen is not None:
        return plus_werkdagen(voor, -termijn.werkdagen)
    if termijn.maanden is not None:
        return plus_maanden(voor, -termijn.maanden)
    return voor - timedelta(weeks=termijn.weken or 0)


@dataclass(frozen=True)
class Optijd:
    """Of the advices of a period that are answered or should be: how many in time."""

    jaar: int
    op_tijd: int = 0
    te_laat: int = 0
    # Not answered yet, and there is still time.
    loopt: int = 0

    @property
    def beoordeeld(self) -> int:
        return self.op_tijd + self.te_laat

    @property
    def procent(self) -> int | None:
        return round(100 * self.op_tijd / self.beoordeeld) if self.beoordeeld else None


def op_tijd(gebruiker: Gebruiker, jaar: int) -> Optijd:
    """The share of advices of this year that were answered in time, of those that this person sees; one query."""
    vandaag = timezone.localdate()
    tel = {"op_tijd": 0, "te_laat": 0, "loopt": 0}
    rijen = Advies.objects.zichtbaar_voor(gebruiker).ontvangen().filter(ingediend_op__year=jaar)
    for op, besluitdatum, verteld in rijen.values_list(
        "ingediend_op", "onderwerp__besluitdatum", "onderwerp__standpunt__gecommuniceerd_op"
    ):
        grens = uiterlijk_standpunt(timezone.localdate(op), besluitdatum)
        if verteld is not None:
            tel["op_tijd" if timezone.localdate(verteld) <= grens else "te_laat"] += 1
        else:
            tel["loopt" if vandaag <= grens else "te_laat"] += 1
    return Optijd(jaar, **tel)


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Advice that is asked and due: its party before the day, and whom the profile names after it."""
    profiel = actief_profiel()
    if not profiel.heeft("advies"):
        return
    termijn = voor_advies()
    herinner = termijn.herinner if termijn and termijn.herinner else HERINNER_VOORAF
    gevraagd = Advies.objects.gevraagd().select_related("partij", "onderwerp__behandelaar")
    for advies in gevraagd.filter(onderwerp__standpunt=None):
        assert advies.uiterlijk is not None
        moment = herinnermoment(advies.uiterlijk, herinner, dag)
        if moment is not None:
            for persoon in _wie(advies, termijn, te_laat=dag > advies.uiterlijk):
                yield Herinnering(
                    ontvanger=persoon,
                    soort="herinnering",
                    ding=advies,
                    moment=moment,
                    uiterlijk=advies.uiterlijk,
                    titel=str(advies),
                    url=advies.get_absolute_url(),
                )


def _wie(advies: Advies, termijn: Termijn | None, *, te_laat: bool) -> list[Gebruiker]:
    """Before the day the party; after it nobody is asked any more, and who handles the subject is told."""
    if not te_laat:
        return list(Houder(partij=advies.partij).personen())
    behandelaar = advies.onderwerp.behandelaar
    if behandelaar is not None and behandelaar.is_active:
        return [behandelaar]
    return list(personen(termijn.te_laat_naar, advies.onderwerp.plek())) if termijn else []
