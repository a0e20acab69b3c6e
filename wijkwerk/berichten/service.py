"""The door to the outbox: put a message in, take it back, and the values by which apps tell what waits and what is due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone

from wijkwerk.berichten import starten
from wijkwerk.berichten.bijlage import Bijlage
from wijkwerk.berichten.mailvorm import Mailvorm
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.opmaak import KNOP, REDEN, NietNodig
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.berichten.titels import absoluut
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import Betrokkenen, Wie, personen
from wijkwerk.gemeente.service import actief_profiel

__all__ = [
    "KNOP",
    "REDEN",
    "Bijlage",
    "Herinnering",
    "Mailvorm",
    "NietNodig",
    "Taak",
    "Taakknop",
    "absoluut",
    "ruim_op",
    "trek_in",
    "trek_in_van",
    "zet_klaar",
    "zet_klaar_voor",
]

Adressant = tuple[str, int]
_SLEUTEL = re.compile(r"[\w.:/+-]{0,80}")


@dataclass(frozen=True)
class Taakknop:
    """A step taken from Vandaag: what it says, where it goes, and what goes along in one click (nothing: a page opens)."""

    naam: str
    url: str
    velden: Mapping[str, str]


@dataclass(frozen=True)
class Taak:
    """What waits for somebody today: one line on Vandaag, with the one next step. Or what comes soon (`komt`)."""

    titel: str
    waar: str
    sinds: date | datetime | None
    uiterlijk: date | None
    url: str
    knop: str = ""
    # Somebody else has to move first; shown last.
    wacht_op_ander: bool = False
    afgeschermd: bool = False
    soort: str = ""
    # How it goes: a state that has a word and an icon.
    stand: str = ""
    # Where `knop` leads when that is not the page itself.
    knop_url: str = ""
    knoppen: tuple[Taakknop, ...] = ()
    # No task: a spreekuur or overleg of theirs that begins then.
    komt: datetime | None = None

    # Order of harm.
    GROEPEN: ClassVar[Mapping[str, str]] = {
        "te-laat": "Te laat",
        "vandaag": "Vandaag",
        "week": "Deze week",
        "later": "Later",
        "wacht": "Wacht op een ander",
    }

    @property
    def groep(self) -> str:
        """Return the key of GROEPEN. What has no last day waits for a decision: that is today."""
        if self.wacht_op_ander:
            return "wacht"
        over = (self.uiterlijk - timezone.localdate()).days if self.uiterlijk else 0
        return "te-laat" if over < 0 else "vandaag" if over == 0 else "week" if over <= 7 else "later"

    @property
    def volgorde(self) -> tuple[int, date, str]:
        """Sort by group, then by last day (none comes last), then by title."""
        return list(self.GROEPEN).index(self.groep), self.uiterlijk or date.max, self.titel

    @property
    def wat(self) -> str:
        return self.titel

    @property
    def stap(self) -> str:
        return self.knop

    @property
    def stap_url(self) -> str:
        return self.knop_url or self.url


@dataclass(frozen=True)
class Herinnering:
    """What falls due for somebody. Return it as long as it is needed; it is mailed once per `moment`."""

    ontvanger: Gebruiker
    soort: str
    ding: models.Model
    moment: str
    uiterlijk: date | None
    titel: str
    url: str


def zet_klaar(
    soort: str,
    *,
    ontvanger: Gebruiker | None = None,
    adressant: Adressant | None = None,
    ding: models.Model,
    moment: str = "",
    context: Mapping[str, Any] | None = None,
    wacht_minuten: int = 0,
    bundel: bool = False,
) -> Bericht | None:
    """Put one message in the outbox, in the caller's transaction; return it, or None when it was there already.

    Exactly one of `ontvanger` and `adressant` (a kind and id that settings.ADRESSEN turns into an address when the
    mail leaves; no address then means no mail). `moment` tells two occasions of the same kind apart. `context` holds
    ids, keys and dates, never text of a thing. `wacht_minuten` leaves time to take it back (`trek_in`). `bundel`:
    not a mail of its own, but a line in the digest of the day.
    """
    _eis_zonder_tekst(context)
    bericht = Bericht(
        soort=soort,
        object_soort=ding._meta.model_name or "",
        object_id=ding.pk,
        ontvanger=ontvanger,
        adressant_soort=adressant[0] if adressant else "",
        adressant_id=adressant[1] if adressant else None,
        moment=moment,
        context=dict(context or {}),
        niet_voor=timezone.now() + timedelta(minutes=wacht_minuten),
        bundel=bundel,
    )
    nieuw = zet_rijen_klaar([bericht])
    return nieuw[0] if nieuw else None


def _eis_zonder_tekst(context: Mapping[str, Any] | None) -> None:
    """Refuse words in the context: the outbox must hold nothing that can be shielded, or that names somebody."""
    for naam, waarde in (context or {}).items():
        if waarde is not None and not isinstance(waarde, int) and not _SLEUTEL.fullmatch(str(waarde)):
            raise ValueError(f"De context van een bericht houdt ids, sleutels en datums; “{naam}” is tekst.")


def zet_klaar_voor(
    wie: Wie,
    soort: str,
    *,
    ding: models.Model,
    plek: Plek,
    betrokkenen: Betrokkenen | None = None,
    moment: str = "",
    context: Mapping[str, Any] | None = None,
    wacht_minuten: int = 0,
    bundel: bool = False,
    behalve: Gebruiker | None = None,
) -> list[Bericht]:
    """Put a message in for everybody whom the selectors mean at this place; return the new ones.

    Words that mean no account here (`melder`) are left to the app, which knows them. `behalve`: who did it itself
    need not be told.
    """
    _eis_zonder_tekst(context)
    ontvangers = personen(wie, plek, betrokkenen)
    if behalve is not None:
        ontvangers = ontvangers.exclude(pk=behalve.pk)
    return zet_rijen_klaar(
        Bericht(
            soort=soort,
            object_soort=ding._meta.model_name or "",
            object_id=ding.pk,
            ontvanger=persoon,
            moment=moment,
            context=dict(context or {}),
            niet_voor=timezone.now() + timedelta(minutes=wacht_minuten),
            bundel=bundel,
        )
        for persoon in ontvangers
    )


@transaction.atomic
def zet_rijen_klaar(rijen: Iterable[Bericht]) -> list[Bericht]:
    """Insert what is not there yet, bring back what was withdrawn, and return those; the rest stays as it is."""
    rijen = list(rijen)
    if not rijen:
        return []
    Bericht.objects.bulk_create(rijen, ignore_conflicts=True)
    nieuw = list(Bericht.objects.filter(message_id__in=[rij.message_id for rij in rijen]))
    bekend = {rij.message_id for rij in nieuw}
    nieuw += [terug for rij in rijen if rij.message_id not in bekend for terug in _haal_terug(rij)]
    if any(not rij.bundel and rij.niet_voor <= timezone.now() for rij in nieuw):
        starten.na_commit()
    return nieuw


def _haal_terug(rij: Bericht) -> Iterable[Bericht]:
    """A message that was withdrawn and is wanted again after all."""
    for oud in Bericht.objects.select_for_update(of=("self",)).filter(
        soort=rij.soort,
        object_soort=rij.object_soort,
        object_id=rij.object_id,
        ontvanger=rij.ontvanger,
        adressant_soort=rij.adressant_soort,
        adressant_id=rij.adressant_id,
        moment=rij.moment,
        stand=Bericht.Stand.INGETROKKEN,
    ):
        oud.stand = Bericht.Stand.KLAAR
        oud.reden = ""
        oud.gebundeld_in = None
        oud.niet_voor = rij.niet_voor
        oud.context = rij.context
        oud.save(update_fields=["stand", "reden", "gebundeld_in", "niet_voor", "context"])
        yield oud


def trek_in(soort: str, ding: models.Model, *, ontvanger: Gebruiker | None = None, reden: str = "") -> int:
    """Withdraw what has not left yet about this thing (of one recipient, or of all); return the number."""
    rijen = Bericht.objects.klaar().over(ding).filter(soort=soort)
    if ontvanger is not None:
        rijen = rijen.filter(ontvanger=ontvanger)
    return rijen.update(stand=Bericht.Stand.INGETROKKEN, reden=reden or "Niet meer nodig.")


def trek_in_van(adressant: Adressant, *, reden: str = "") -> int:
    """Withdraw everything that has not left yet to somebody without account; return the number."""
    rijen = Bericht.objects.klaar().filter(adressant_soort=adressant[0], adressant_id=adressant[1])
    return rijen.update(stand=Bericht.Stand.INGETROKKEN, reden=reden or "Niet meer nodig.")


@transaction.atomic
def ruim_op() -> int:
    """Remove what was settled longer ago than the logboek is kept (settings.OPRUIMEN); return the number."""
    grens = plus_maanden(timezone.localdate(), -actief_profiel().bewaren.logboek)
    oud = Bericht.objects.afgedaan().filter(gemaakt_op__date__lt=grens)
    los = oud.filter(gebundeld_in__isnull=False).delete()[0]
    return (
        los
        + oud.exclude(pk__in=Bericht.objects.exclude(gebundeld_in=None).values("gebundeld_in")).delete()[0]
    )
