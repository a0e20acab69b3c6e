"""Bringing figures in: each import is written down, also the one that failed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import IO

from django.db import DatabaseError, transaction

from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.rijen import Vraag
from wijkwerk.cijfers.inlezen.voer_in import Resultaat, voer_in
from wijkwerk.cijfers.lezen.bestand import MB, Tabel, open_tabel
from wijkwerk.cijfers.lezen.formaten import FORMATEN
from wijkwerk.cijfers.models import Invoer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer


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

    def vraag(self) -> Vraag:
        eigen = None if self.alles else frozenset({actief_profiel().gemeente.code})
        return Vraag(FORMATEN[self.formaat], self.jaar, eigen)


def laad_bestand(
    *,
    bestand: IO[bytes],
    naam: str,
    keuzes: Keuzes,
    door: Gebruiker | None,
    meld: Callable[[int], None] = lambda _rijen: None,
) -> tuple[Invoer, Resultaat]:
    """Import a file as a whole. Raises BestandFout, after writing down that it failed: then no figure changed."""
    sha256 = hashlib.sha256()
    while stuk := bestand.read(MB):
        sha256.update(stuk)
    invoer = begin(naam=naam, keuzes=keuzes, door=door, sha256=sha256.hexdigest())
    leeg = FORMATEN[keuzes.formaat].json_leeg
    return invoer, verwerk(
        invoer=invoer, open_=lambda: open_tabel(bestand, json_leeg=leeg), keuzes=keuzes, door=door, meld=meld
    )


@transaction.atomic
def begin(*, naam: str, keuzes: Keuzes, door: Gebruiker | None, sha256: str = "") -> Invoer:
    """Write down that an import starts."""
    if door is not None:
        eis(door, Recht.CIJFERS_INVOEREN, Plek())
    formaat = FORMATEN[keuzes.formaat]
    invoer = Invoer.objects.create(
        formaat=formaat.sleutel,
        bron=f"{formaat.bron} {keuzes.jaar}" if keuzes.jaar else formaat.bron,
        bestand=naam[:200],
        sha256=sha256,
        keuzes=asdict(keuzes),
        stand=Invoer.Stand.BEZIG,
        door=door,
    )
    noteer(door=door, stap="cijfers.invoeren", ding=invoer, gegevens={"formaat": formaat.sleutel})
    return invoer


def verwerk(
    *,
    invoer: Invoer,
    open_: Callable[[], Tabel],
    keuzes: Keuzes,
    door: Gebruiker | None,
    meld: Callable[[int], None] = lambda _rijen: None,
) -> Resultaat:
    """Do the import that was begun. Raises BestandFout, after writing down why it failed."""
    try:
        resultaat = voer_in(
            tabel=open_(),
            vraag=keuzes.vraag(),
            invoer=invoer,
            indeling=keuzes.indeling,
            voorlopig=keuzes.voorlopig,
            meld=meld,
        )
    except BestandFout as fout:
        _mislukt(invoer, str(fout))
        raise
    except DatabaseError as fout:
        _mislukt(invoer, "De database nam dit niet aan. Er is niets veranderd.")
        raise BestandFout(invoer.fout) from fout
    _klaar(invoer, resultaat)
    return resultaat


@transaction.atomic
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
    invoer.fout = fout
    invoer.save(update_fields=["stand", "inhoud", "fout"])
