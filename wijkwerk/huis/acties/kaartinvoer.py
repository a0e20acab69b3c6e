"""A load of outlines, written down from begin to end: one at a time, as a whole or not at all.

While a service is asked no transaction is open. What was loaded and that it was loaded are one transaction, and only as
long as nobody has written the load off.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import IO

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from kombu.exceptions import OperationalError

from wijkwerk.cijfers import voortgang
from wijkwerk.cijfers.diensten.fouten import DienstFout
from wijkwerk.cijfers.diensten.kiezen import kaartdiensten
from wijkwerk.cijfers.diensten.ophalen import SECONDEN, SECONDEN_OPDRACHT, haal_omtrekken
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.acties.kaart import laad_eigen_kaart, laad_kaart
from wijkwerk.wijken.geojson import MAX_BYTES, KaartFout
from wijkwerk.wijken.models import Kaartinvoer, Omtrek

logger = logging.getLogger(__name__)
# A task is stopped after ten minutes. Who was not heard of for longer was killed, and changed nothing.
GESTORVEN_NA = timedelta(minutes=12)
LOOPT = (Kaartinvoer.Stand.WACHT, Kaartinvoer.Stand.BEZIG)
# Files of outlines, one after the other: the contents of the next is asked for when the one before is in.
Bladen = AbstractContextManager[list[Callable[[], bytes]]]


@dataclass(frozen=True)
class Kaartkeuze:
    """What to load. `jaar` 0: own outlines. `dienst` empty: a file called `bestand`."""

    jaar: int
    dienst: str = ""
    bestand: str = ""

    def __post_init__(self) -> None:
        if self.dienst and not self.jaar:
            raise KaartFout("Zeg van welk jaar u de kaart wilt.")


def laad_kaartbestand(*, keuze: Kaartkeuze, inhoud: bytes, door: Gebruiker | None) -> Kaartinvoer:
    """Load a file at once. Raises KaartFout, after writing down why: then nothing changed."""
    return _verwerk(_begin(keuze, door), nullcontext([lambda: inhoud]))


def laad_kaart_van_dienst(*, keuze: Kaartkeuze, door: Gebruiker | None) -> Kaartinvoer:
    """Ask a service and load what it has. Raises KaartFout, after writing down why: then nothing changed."""
    invoer = _begin(keuze, door)
    return _verwerk(invoer, _van_dienst(invoer, SECONDEN_OPDRACHT))


@transaction.atomic
def zet_kaart_klaar(*, keuze: Kaartkeuze, door: Gebruiker, inhoud: bytes | None = None) -> Kaartinvoer:
    """Let the worker load a file, or what a service has. Who asks a service twice gets the same load.

    Raises PermissionDenied, and KaartFout when another map is being loaded.
    """
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    zelfde = Kaartinvoer.objects.filter(stand__in=LOOPT, jaar=keuze.jaar, dienst=keuze.dienst, door=door)
    if keuze.dienst and (loopt := zelfde.defer("inhoud").first()) is not None:
        return loopt
    invoer = _begin(keuze, door, inhoud=inhoud, wacht=True)
    transaction.on_commit(partial(_vraag_worker, invoer.pk))
    return invoer


def verwerk_klaargezette(*, pk: int) -> bool:
    """Load what waits; False when somebody else does, or did. What is wrong with it is written down."""
    with transaction.atomic():
        invoer = (
            Kaartinvoer.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(pk=pk, stand=Kaartinvoer.Stand.WACHT)
            .first()
        )
        if invoer is None:
            return False
        invoer.stand = Kaartinvoer.Stand.BEZIG
        invoer.begonnen_op = timezone.now()
        invoer.save(update_fields=["stand", "begonnen_op"])
    inhoud = bytes(invoer.inhoud or b"")
    bladen = _van_dienst(invoer, SECONDEN) if invoer.dienst else nullcontext([lambda: inhoud])
    try:
        _verwerk(invoer, bladen)
    except KaartFout:
        return True
    return True


def wachtende() -> list[int]:
    """What waits for a worker."""
    return list(Kaartinvoer.objects.filter(stand=Kaartinvoer.Stand.WACHT).values_list("pk", flat=True))


def breek_gestorvene_af() -> None:
    """Write off a load of which nothing was heard for long; one that is finished meanwhile stays as it is."""
    stil = Kaartinvoer.objects.alias(begonnen=Coalesce("begonnen_op", "op")).filter(
        stand=Kaartinvoer.Stand.BEZIG, begonnen__lt=timezone.now() - GESTORVEN_NA
    )
    for pk in stil.values_list("pk", flat=True):
        if voortgang.stil_sinds(_naam(pk)) > GESTORVEN_NA:
            _mislukt(pk, "Het laden is onderbroken. Probeer het opnieuw.")


def stap(invoer: Kaartinvoer) -> voortgang.Stap:
    """How far a load is."""
    return voortgang.stap(_naam(invoer.pk))


def _naam(pk: int) -> str:
    return f"kaart-{pk}"


def _begin(
    keuze: Kaartkeuze, door: Gebruiker | None, *, inhoud: bytes | None = None, wacht: bool = False
) -> Kaartinvoer:
    """Write down that a load starts, or waits for the worker. Raises KaartFout when there is one already."""
    # The clock does so as well; a command may run where none is.
    breek_gestorvene_af()
    try:
        with transaction.atomic():
            return Kaartinvoer.objects.create(
                jaar=keuze.jaar,
                dienst=keuze.dienst,
                bestand=keuze.bestand.replace("\0", "")[:200],
                stand=Kaartinvoer.Stand.WACHT if wacht else Kaartinvoer.Stand.BEZIG,
                begonnen_op=None if wacht else timezone.now(),
                door=door,
                inhoud=inhoud,
            )
    except IntegrityError:
        raise KaartFout(
            "Er wordt al een kaart geladen. Wacht tot die klaar is, en probeer het dan opnieuw."
        ) from None


def _verwerk(invoer: Kaartinvoer, bladen: Bladen) -> Kaartinvoer:
    try:
        with bladen as lijst, transaction.atomic():
            # Held until the end: who wrote this load off in the meantime wins.
            if not (
                Kaartinvoer.objects.select_for_update(of=("self",))
                .filter(pk=invoer.pk, stand=Kaartinvoer.Stand.BEZIG)
                .exists()
            ):
                raise KaartFout("Het laden is onderbroken. Probeer het opnieuw.")
            soorten = [_laad(invoer, blad()) for blad in lijst]
            invoer.stand = Kaartinvoer.Stand.KLAAR
            invoer.inhoud = None
            invoer.tellingen = {"soorten": soorten}
            invoer.save(update_fields=["stand", "inhoud", "tellingen"])
    except (KaartFout, DienstFout) as fout:
        _mislukt(invoer.pk, str(fout))
        raise KaartFout(str(fout)) from fout
    except DatabaseError as fout:
        _mislukt(invoer.pk, "De database nam dit niet aan.")
        raise KaartFout("De database nam dit niet aan.") from fout
    except BaseException:
        # A mistake of ours, or somebody who stopped the command: whoever waits hears it, and it is reported.
        _mislukt(invoer.pk, "Er ging iets mis. Probeer het later opnieuw.")
        raise
    return invoer


def _laad(invoer: Kaartinvoer, inhoud: bytes) -> dict[str, object]:
    """Load one kind of area, and tell what came of it."""
    onbekend: tuple[str, ...] = ()
    if invoer.jaar:
        blad, nieuw, anders = laad_kaart(inhoud=inhoud, jaar=invoer.jaar, door=invoer.door)
        soort, over = blad.soort, blad.overgeslagen
        samen = len(blad.omtrekken)
    else:
        eigen, nieuw, anders = laad_eigen_kaart(inhoud=inhoud, door=invoer.door)
        soort, over, onbekend = str(Omtrek.Soort.EIGEN), 0, eigen.onbekend
        samen = len(eigen.omtrekken)
    voortgang.zet(_naam(invoer.pk), voortgang.LEZEN, samen)
    return {
        "soort": soort,
        "nieuw": nieuw,
        "gewijzigd": anders,
        "gelijk": samen - nieuw - anders,
        "overgeslagen": over,
        "onbekend": list(onbekend),
    }


@contextmanager
def _van_dienst(invoer: Kaartinvoer, seconden: float) -> Iterator[list[Callable[[], bytes]]]:
    with haal_omtrekken(
        sleutel=invoer.dienst,
        jaar=invoer.jaar,
        gemeente=actief_profiel().gemeente.code,
        meld=partial(voortgang.zet, _naam(invoer.pk), voortgang.OPHALEN),
        seconden=seconden,
        hoogstens=MAX_BYTES,
    ) as bestanden:
        yield [partial(_alles, bestand) for bestand in bestanden]


def _alles(bestand: IO[bytes]) -> bytes:
    return bestand.read()


@transaction.atomic
def _mislukt(pk: int, fout: str) -> None:
    """Write down why, unless it is finished."""
    Kaartinvoer.objects.filter(pk=pk, stand__in=LOOPT).update(
        stand=Kaartinvoer.Stand.MISLUKT, fout=fout.replace("\0", ""), inhoud=None
    )


def _vraag_worker(pk: int) -> None:
    """Hand the task to the broker. A broker that is down costs nothing but time: the sweep finds the row."""
    from wijkwerk.huis.tasks import lees_kaart

    try:
        lees_kaart.apply_async(args=(pk,), retry=False)
    except (OperationalError, OSError):
        logger.warning("De takenserver is niet bereikbaar; de kaart komt bij de volgende ronde.")


def naam_van_dienst(sleutel: str) -> str:
    """What a service is called; its key when it was switched off since."""
    dienst = kaartdiensten().get(sleutel)
    return dienst.naam if dienst else sleutel
