"""Deciding for a party what it could not agree on with others (doorzettingsmacht, OIJ-24)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from signalen.acties.basis import meld_eigenaar, schrijf, vergrendel, werk_plek_bij
from signalen.models import Deelactie, Doorzetting, Signaal
from signalen.regels import onderwerp as als_onderwerp
from signalen.routes import eigen_houder
from signalen.stroom import SIGNAAL
from signalen.verstrekken import klachten_buiten, klachten_woorden, leg_vast
from signalen.zicht import Niveau, niveau_van, zicht
from wijkwerk.afspraken import service as afspraken
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import personen
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, eis_stap, mag_stap
from wijkwerk.wijken.models import Partij


def mag_doorzetten(signaal: Signaal, door: Gebruiker) -> bool:
    if niveau_van(signaal) < Niveau.ALLES or signaal.stand not in SIGNAAL["doorzetten"].van:
        return False
    return mag_stap(SIGNAAL["doorzetten"], als_onderwerp(signaal), door)


@transaction.atomic
def zet_door(
    *,
    signaal: Signaal,
    houder: Houder | None,
    wat: str,
    uiterlijk: date | None,
    onderwerp: str,
    partijen: Sequence[Partij],
    motivering: str,
    door: Gebruiker,
    datum: date | None = None,
    vervangt: Deelactie | None = None,
) -> Doorzetting:
    """Record the decision and the afspraak it lays on `houder`; return the decision.

    `partijen` are those involved; `vervangt` is the part that was refused. Told are the holder, the parties involved and
    whom the profile names (the college). Raises PermissionDenied without `afspraak.doorzetten` there, StapGeweigerd
    with every complaint at once.
    """
    signaal = vergrendel(signaal)
    if zicht(door, signaal) < Niveau.ALLES:
        raise PermissionDenied("U ziet dit signaal niet helemaal. Dan kunt u er niets over doorzetten.")
    datum = datum or timezone.localdate()
    eis_stap(
        SIGNAAL["doorzetten"],
        als_onderwerp(signaal, {"reden": motivering}),
        door,
        stand=signaal.stand,
        ook=[
            *_klachten(houder, wat, uiterlijk, onderwerp, partijen, motivering, datum),
            *(klachten_buiten(signaal, [houder]) if houder else []),
            *(klachten_woorden(signaal, houder, wat) if houder else []),
        ],
    )
    assert houder is not None
    assert uiterlijk is not None
    gegevens = {
        "doorgezet": True,
        "onderwerp": onderwerp.strip(),
        "betrokken-partijen": [partij.naam for partij in partijen],
        "motivering": motivering.strip(),
        "datum": datum,
    }
    afspraak = afspraken.maak(
        wat=wat.strip(),
        houder=houder,
        uiterlijk=uiterlijk,
        bron=signaal,
        gebieden=signaal.gebieden.all(),
        door=door,
        gevoelig=signaal.gevoelig,
        thema=signaal.themas[0] if signaal.themas else "",
        toegezegd=True,
        gegevens=gegevens,
        stil=True,
    )
    Deelactie.objects.create(signaal=signaal, afspraak=afspraak, vervangt=vervangt)
    besluit = Doorzetting(
        signaal=signaal,
        afspraak=afspraak,
        onderwerp=onderwerp.strip(),
        motivering=motivering.strip(),
        datum=datum,
        gevoelig=signaal.gevoelig,
        genomen_door=door,
    )
    besluit.zet_plek(signaal.gebieden.all(), [*partijen, *([houder.partij] if houder.partij else [])])
    besluit.save()
    besluit.partijen.set(partijen)
    noteer(door=door, stap="doorzetting.nemen", ding=besluit, gegevens={"signaal": signaal.pk})
    _schrijf_signaal(signaal, besluit, door)
    leg_vast(signaal, [houder], door)
    _vertel(besluit, houder, afspraken.wie_hoort_van(afspraak, gegevens), door)
    return besluit


def _klachten(
    houder: Houder | None,
    wat: str,
    uiterlijk: date | None,
    onderwerp: str,
    partijen: Sequence[Partij],
    motivering: str,
    datum: date,
) -> Iterable[Klacht]:
    if houder is None:
        yield Klacht("Kies wie het doet.", "houder")
    if not wat.strip():
        yield Klacht("Schrijf op wat er moet gebeuren.", "wat")
    if uiterlijk is None:
        yield Klacht("Kies wanneer het klaar moet zijn.", "uiterlijk")
    if not onderwerp.strip():
        yield Klacht("Schrijf op waar het besluit over gaat.", "onderwerp")
    if not partijen:
        yield Klacht("Kies welke partijen erbij betrokken zijn.", "partijen")
    if not motivering.strip():
        yield Klacht("Schrijf op waarom u dit besluit neemt.", "motivering")
    if datum > timezone.localdate():
        yield Klacht("Een besluit is vandaag of eerder genomen.", "datum")


def _schrijf_signaal(signaal: Signaal, besluit: Doorzetting, door: Gebruiker) -> None:
    if signaal.houder is None:
        signaal.houder = eigen_houder(door, signaal.gebied, Plek(frozenset(signaal.plek_gebieden)))
        meld_eigenaar(signaal, door)
    werk_plek_bij(signaal)
    schrijf(
        signaal,
        "doorzetten",
        door,
        gegevens={"besluit": besluit.pk},
        stand=SIGNAAL["doorzetten"].naar,
        plek_gebieden=signaal.plek_gebieden,
        plek_partijen=signaal.plek_partijen,
        **{veld: getattr(signaal, veld) for veld in Signaal.HOUDER_VELDEN},
    )


def _vertel(besluit: Doorzetting, houder: Houder, wie: tuple[Selector, ...], door: Gebruiker) -> None:
    """The holder and the parties involved, and whom the profile names."""
    zet_klaar_voor(wie, "doorzetting-genomen", ding=besluit, plek=besluit.plek(), behalve=door)
    partijen = tuple(Selector("partij", partij.sleutel) for partij in besluit.partijen.all())
    betrokken = {mens.pk: mens for mens in (*houder.personen(), *personen(partijen, besluit.plek()))}
    for mens in betrokken.values():
        if mens.pk != door.pk:
            zet_klaar("doorzetting-genomen", ontvanger=mens, ding=besluit)
