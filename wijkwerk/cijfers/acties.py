"""Bringing figures in: each import is written down, also the one that failed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import IO

from django.db import DatabaseError, transaction

from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.eigen import EIGEN, KOPPEN
from wijkwerk.cijfers.inlezen.rijen import Vraag
from wijkwerk.cijfers.inlezen.voer_in import Resultaat, voer_eigen_in, voer_in
from wijkwerk.cijfers.lezen.bestand import MB, Tabel, open_tabel
from wijkwerk.cijfers.lezen.formaten import FORMATEN
from wijkwerk.cijfers.models import Invoer
from wijkwerk.cijfers.starten import na_commit
from wijkwerk.cijfers.wie import eis_invoeren, mag_invoeren, mag_overal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.wijken.models import Gebied


def _stil(_rijen: int) -> None:
    """Nobody wants to hear how far it is."""


@dataclass(frozen=True)
class Keuzes:
    """What whoever brings a file in says about it.

    `jaar`: of which year the figures are, where the file does not tell. `indeling`: of which year the areas are; without
    it the newest year of the figures. `alles`: of every municipality, not just the own one.
    """

    formaat: str
    jaar: int | None = None
    indeling: int | None = None
    voorlopig: bool = False
    alles: bool = False

    @property
    def json_leeg(self) -> str:
        return "" if self.formaat == EIGEN else FORMATEN[self.formaat].json_leeg

    def vraag(self) -> Vraag:
        eigen = None if self.alles else frozenset({actief_profiel().gemeente.code})
        return Vraag(FORMATEN[self.formaat], self.jaar, eigen)

    def bron(self) -> str:
        """As it is named beside a figure."""
        bron = FORMATEN[self.formaat].bron
        return f"{bron} {self.jaar}" if self.jaar else bron


@dataclass(frozen=True)
class Herkomst:
    """Where own figures come from, and of which day they are."""

    bron: str = ""
    peildatum: date | None = None


def laad_bestand(
    *,
    bestand: IO[bytes],
    naam: str,
    keuzes: Keuzes,
    door: Gebruiker | None,
    herkomst: Herkomst = Herkomst(),
    meld: Callable[[int], None] = _stil,
) -> tuple[Invoer, Resultaat]:
    """Import a file as a whole. Raises BestandFout, after writing down that it failed: then no figure changed."""
    sha256 = hashlib.sha256()
    while stuk := bestand.read(MB):
        sha256.update(stuk)
    invoer = begin(naam=naam, keuzes=keuzes, herkomst=herkomst, door=door, sha256=sha256.hexdigest())
    return invoer, verwerk(
        invoer=invoer, open_=lambda: open_tabel(bestand, json_leeg=keuzes.json_leeg), meld=meld
    )


@transaction.atomic
def zet_klaar(*, inhoud: bytes, naam: str, keuzes: Keuzes, herkomst: Herkomst, door: Gebruiker) -> Invoer:
    """Keep an uploaded file for the worker, who starts as soon as this is committed."""
    invoer = begin(
        naam=naam,
        keuzes=keuzes,
        herkomst=herkomst,
        door=door,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        inhoud=inhoud,
    )
    na_commit(invoer.pk)
    return invoer


def verwerk_klaargezette(*, pk: int, meld: Callable[[int], None] = _stil) -> bool:
    """Import an uploaded file; False when somebody else does, or did. What is wrong with it is written down."""
    with transaction.atomic():
        invoer = (
            Invoer.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(pk=pk, stand=Invoer.Stand.WACHT)
            .first()
        )
        if invoer is None:
            return False
        invoer.stand = Invoer.Stand.BEZIG
        invoer.save(update_fields=["stand"])
    bestand = io.BytesIO(bytes(invoer.inhoud or b""))
    keuzes = Keuzes(**invoer.keuzes)
    try:
        verwerk(invoer=invoer, open_=lambda: open_tabel(bestand, json_leeg=keuzes.json_leeg), meld=meld)
    except BestandFout:
        return True
    return True


def voer_een_in(
    *,
    gebied: Gebied,
    indicator: str,
    periode: str,
    waarde: str,
    reden: str,
    voorlopig: bool,
    herkomst: Herkomst,
    door: Gebruiker,
) -> Resultaat:
    """Enter one figure by hand, the same way as a file. Raises BestandFout."""
    rij = (gebied.sleutel, indicator, periode, waarde, reden)
    invoer = begin(naam="", keuzes=Keuzes(EIGEN, voorlopig=voorlopig), herkomst=herkomst, door=door)
    return verwerk(invoer=invoer, open_=lambda: Tabel(KOPPEN, iter([(1, rij)])))


@transaction.atomic
def begin(
    *,
    naam: str,
    keuzes: Keuzes,
    herkomst: Herkomst = Herkomst(),
    door: Gebruiker | None,
    sha256: str = "",
    inhoud: bytes | None = None,
) -> Invoer:
    """Write down that an import starts, or waits when there is `inhoud`."""
    eigen = keuzes.formaat == EIGEN
    if door is not None:
        eis_invoeren(door, overal=not eigen)
    if eigen and not herkomst.bron:
        raise BestandFout("Schrijf op waar de cijfers vandaan komen.")
    invoer = Invoer.objects.create(
        formaat=keuzes.formaat,
        bron=herkomst.bron.replace("\0", "") if eigen else keuzes.bron(),
        bestand=naam.replace("\0", "")[:200],
        sha256=sha256,
        keuzes=asdict(keuzes),
        peildatum=herkomst.peildatum,
        stand=Invoer.Stand.BEZIG if inhoud is None else Invoer.Stand.WACHT,
        inhoud=inhoud,
        door=door,
    )
    noteer(door=door, stap="cijfers.invoeren", ding=invoer, gegevens={"formaat": keuzes.formaat})
    return invoer


def verwerk(*, invoer: Invoer, open_: Callable[[], Tabel], meld: Callable[[int], None] = _stil) -> Resultaat:
    """Do the import that was begun. Raises BestandFout, after writing down why it failed."""
    keuzes = Keuzes(**invoer.keuzes)
    door = invoer.door
    try:
        # The figures and that they are there: together or not at all.
        with transaction.atomic():
            if keuzes.formaat == EIGEN:
                resultaat = voer_eigen_in(
                    tabel=open_(),
                    invoer=invoer,
                    mag=lambda gebied: door is None or mag_invoeren(door, gebied),
                    overal=door is None or mag_overal(door),
                    voorlopig=keuzes.voorlopig,
                )
            else:
                resultaat = voer_in(
                    tabel=open_(),
                    vraag=keuzes.vraag(),
                    invoer=invoer,
                    indeling=keuzes.indeling,
                    voorlopig=keuzes.voorlopig,
                    meld=meld,
                )
            _klaar(invoer, resultaat)
    except BestandFout as fout:
        _mislukt(invoer, str(fout))
        raise
    except DatabaseError as fout:
        _mislukt(invoer, "De database nam dit niet aan. Er is niets veranderd.")
        raise BestandFout(invoer.fout) from fout
    except Exception:
        # A mistake of ours: whoever waits hears it, and it is reported.
        _mislukt(invoer, "Er ging iets mis. Er is niets veranderd. Probeer het later opnieuw.")
        raise
    return resultaat


def _klaar(invoer: Invoer, resultaat: Resultaat) -> None:
    invoer.stand = Invoer.Stand.KLAAR
    invoer.inhoud = None
    invoer.tellingen = resultaat.tellingen()
    invoer.waarschuwingen = resultaat.waarschuwingen
    invoer.save(update_fields=["stand", "inhoud", "tellingen", "waarschuwingen"])


@transaction.atomic
def _mislukt(invoer: Invoer, fout: str) -> None:
    invoer.stand = Invoer.Stand.MISLUKT
    invoer.inhoud = None
    invoer.fout = fout.replace("\0", "")
    invoer.save(update_fields=["stand", "inhoud", "fout"])


@transaction.atomic
def breek_af(*, pk: int) -> None:
    """Write down that an import was cut short; one that was finished in the meantime stays as it is."""
    invoer = Invoer.objects.select_for_update(of=("self",)).get(pk=pk)
    if invoer.stand == Invoer.Stand.BEZIG:
        _mislukt(invoer, "De invoer is onderbroken. Er is niets veranderd. Voer het bestand opnieuw in.")
