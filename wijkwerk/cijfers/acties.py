"""Bringing figures in: each import is written down, also the one that failed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from typing import IO

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from wijkwerk.cijfers.diensten.ophalen import SECONDEN, SECONDEN_OPDRACHT, haal
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.eigen import EIGEN, KOPPEN
from wijkwerk.cijfers.inlezen.klaarzet import een_tegelijk, om_beurten
from wijkwerk.cijfers.inlezen.voer_in import Resultaat, voer_eigen_in, voer_in
from wijkwerk.cijfers.intrekken import HOOGSTENS, Sleutel, bewaard, haal_weg, in_te_trekken
from wijkwerk.cijfers.keuzes import Herkomst, Keuzes
from wijkwerk.cijfers.lezen.bestand import MB, Tabel, open_tabel
from wijkwerk.cijfers.models import Invoer
from wijkwerk.cijfers.starten import na_commit
from wijkwerk.cijfers.voortgang import LEZEN, OPHALEN, zet
from wijkwerk.cijfers.wie import eis_invoeren, mag_invoeren, mag_overal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.wijken.models import Gebied

Meld = Callable[[int], None]
ZONDER_HERKOMST = Herkomst()


def _stil(_rijen: int) -> None:
    """Nobody wants to hear how far it is."""


def _hoorbaar(invoer: Invoer, fase: str, meld: Meld) -> Meld:
    """Tell the sweep as well that somebody is still busy: a command may take an hour."""

    def hoor(rijen: int) -> None:
        zet(invoer.pk, fase, rijen)
        meld(rijen)

    return hoor


def laad_bestand(
    *,
    bestand: IO[bytes],
    naam: str,
    keuzes: Keuzes,
    door: Gebruiker | None,
    herkomst: Herkomst = ZONDER_HERKOMST,
    meld: Meld = _stil,
) -> tuple[Invoer, Resultaat]:
    """Import a file as a whole. Raises BestandFout, after writing down that it failed: then no figure changed."""
    sha256 = hashlib.sha256()
    while stuk := bestand.read(MB):
        sha256.update(stuk)
    invoer = begin(naam=naam, keuzes=keuzes, herkomst=herkomst, door=door, sha256=sha256.hexdigest())
    return invoer, verwerk(
        invoer=invoer, open_=lambda: _uit_bestand(bestand, keuzes), meld=_hoorbaar(invoer, LEZEN, meld)
    )


def laad_dienst(
    *, keuzes: Keuzes, door: Gebruiker | None, ophalen: Meld = _stil, meld: Meld = _stil
) -> tuple[Invoer, Resultaat]:
    """Ask a service and import what it has. Raises BestandFout, after writing down that it failed."""
    invoer = begin(naam=keuzes.waarvandaan(), keuzes=keuzes, door=door)
    return invoer, verwerk(
        invoer=invoer,
        open_=lambda: _uit_dienst(keuzes, _hoorbaar(invoer, OPHALEN, ophalen), SECONDEN_OPDRACHT),
        meld=_hoorbaar(invoer, LEZEN, meld),
    )


@transaction.atomic
def vraag_dienst(*, keuzes: Keuzes, door: Gebruiker) -> Invoer:
    """Let the worker ask a service; who asks the same while that waits or is busy gets the same import."""
    eis_invoeren(door, overal=True)
    een_tegelijk()
    loopt = (
        Invoer.objects.filter(stand__in=(Invoer.Stand.WACHT, Invoer.Stand.BEZIG), keuzes=asdict(keuzes))
        .defer("inhoud")
        .first()
    )
    if loopt is not None:
        return loopt
    invoer = begin(naam=keuzes.waarvandaan(), keuzes=keuzes, door=door, wacht=True)
    na_commit(invoer.pk)
    return invoer


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
        wacht=True,
    )
    na_commit(invoer.pk)
    return invoer


def verwerk_klaargezette(*, pk: int, ophalen: Meld = _stil, meld: Meld = _stil) -> bool:
    """Import an uploaded file, or what a service has; False when somebody else does, or did. What is wrong with it is written down."""
    with transaction.atomic():
        invoer = (
            Invoer.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(pk=pk, stand=Invoer.Stand.WACHT)
            .first()
        )
        if invoer is None:
            return False
        invoer.stand = Invoer.Stand.BEZIG
        invoer.begonnen_op = timezone.now()
        invoer.save(update_fields=["stand", "begonnen_op"])
    keuzes = Keuzes(**invoer.keuzes)

    def open_() -> AbstractContextManager[Tabel]:
        if keuzes.dienst:
            return _uit_dienst(keuzes, ophalen, SECONDEN)
        return _uit_bestand(io.BytesIO(bytes(invoer.inhoud or b"")), keuzes)

    try:
        verwerk(invoer=invoer, open_=open_, meld=meld)
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
    return verwerk(invoer=invoer, open_=lambda: nullcontext(Tabel(KOPPEN, iter([(1, rij)]))))


@transaction.atomic
def begin(
    *,
    naam: str,
    keuzes: Keuzes,
    herkomst: Herkomst = ZONDER_HERKOMST,
    door: Gebruiker | None,
    sha256: str = "",
    inhoud: bytes | None = None,
    wacht: bool = False,
) -> Invoer:
    """Write down that an import starts, or that it waits for the worker."""
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
        stand=Invoer.Stand.WACHT if wacht else Invoer.Stand.BEZIG,
        begonnen_op=None if wacht else timezone.now(),
        inhoud=inhoud,
        door=door,
    )
    noteer(door=door, stap="cijfers.invoeren", ding=invoer, gegevens={"formaat": keuzes.formaat})
    return invoer


def verwerk(
    *, invoer: Invoer, open_: Callable[[], AbstractContextManager[Tabel]], meld: Meld = _stil
) -> Resultaat:
    """Do the import that was begun. Raises BestandFout, after writing down why it failed."""
    keuzes = Keuzes(**invoer.keuzes)
    door = invoer.door
    try:
        # A service answers before the transaction begins; the figures and that they are there: together or not at all.
        with open_() as tabel, transaction.atomic():
            if keuzes.formaat == EIGEN:
                resultaat = voer_eigen_in(
                    tabel=tabel,
                    invoer=invoer,
                    mag=lambda gebied: door is None or mag_invoeren(door, gebied),
                    overal=door is None or mag_overal(door),
                    voorlopig=keuzes.voorlopig,
                )
            else:
                resultaat = voer_in(
                    tabel=tabel,
                    vraag=keuzes.vraag(),
                    invoer=invoer,
                    indeling=keuzes.indeling,
                    voorlopig=keuzes.voorlopig,
                    meld=meld,
                )
            _klaar(invoer, resultaat)
            if keuzes.formaat == EIGEN and door is not None:
                for pad in settings.CIJFERS_INGEVOERD:
                    import_string(pad)(door=door, gebieden=list(resultaat.oogst.gebieden))
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


@contextmanager
def _uit_bestand(bestand: IO[bytes], keuzes: Keuzes) -> Iterator[Tabel]:
    yield open_tabel(bestand, json_leeg=keuzes.json_leeg)


@contextmanager
def _uit_dienst(keuzes: Keuzes, ophalen: Meld, seconden: float) -> Iterator[Tabel]:
    gemeente = None if keuzes.alles else actief_profiel().gemeente.code
    with haal(
        sleutel=keuzes.dienst,
        jaar=keuzes.jaar,
        tabel=keuzes.tabel,
        gemeente=gemeente,
        meld=ophalen,
        seconden=seconden,
    ) as bestand:
        yield open_tabel(bestand, json_leeg=keuzes.json_leeg)


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


@transaction.atomic
def trek_in(*, pk: int, cijfers: Collection[Sleutel], waarom: str, door: Gebruiker) -> int:
    """Take back these figures (measure, period, area) of one import; return how many.

    Raises PermissionDenied, and BestandFout when there is no reason or none of them stands any more.
    """
    eis_invoeren(door)
    waarom = waarom.replace("\0", "").strip()
    if not waarom:
        raise BestandFout("Schrijf op waarom u het intrekt.")
    om_beurten()
    invoer = Invoer.objects.select_for_update(of=("self",)).defer("inhoud").get(pk=pk)
    gevraagd = set(list(cijfers)[:HOOGSTENS])
    rijen = [
        rij for rij in in_te_trekken(invoer, door) if (rij.indicator_id, rij.periode, rij.plek_id) in gevraagd
    ]
    if not rijen:
        raise BestandFout("Deze cijfers staan er niet meer, of u mag ze niet intrekken.")
    op = timezone.localdate().isoformat()
    invoer.tellingen["ingetrokken"] = [
        *invoer.tellingen.get("ingetrokken", []),
        *(bewaard(rij, waarom, op) for rij in rijen),
    ]
    invoer.save(update_fields=["tellingen"])
    haal_weg(rijen)
    noteer(
        door=door,
        stap="cijfers.intrekken",
        ding=invoer,
        reden=waarom,
        gegevens={"cijfers": [[rij.indicator.sleutel, rij.periode, rij.plek.code] for rij in rijen]},
    )
    return len(rijen)
