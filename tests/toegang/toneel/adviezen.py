"""Advice: asked and waiting, given unasked, and a subject with a standpunt that was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from adviezen import acties
from adviezen.acties.informeren import Bericht
from adviezen.acties.standpunt import Weging
from adviezen.acties.vragen import Vraag
from adviezen.models import Advies, Adviesonderwerp, Informatie
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.wijken.models import Gebied, Partij


@dataclass
class Adviesscene:
    gevraagd: Advies
    gegeven: Advies
    klaar: Adviesonderwerp
    informatie: Informatie


def maak_adviezen(spelers: Spelers) -> Adviesscene | None:
    if not spelers.profiel.heeft("advies"):
        return None
    gebied, dag = spelers.gebied, timezone.localdate()
    partij = acties.vraagbare_partijen([gebied]).first()
    assert partij is not None
    gevraagd = spelers.doe(
        acties.vraag_aan,
        gebied=gebied,
        partijen=[partij],
        uiterlijk=dag + timedelta(days=30),
        vraag=Vraag(
            titel="Het nieuwe fietspad",
            vraag="Waar kan het liggen?",
            informatie="De tekeningen staan op de website.",
            project="Fietspad",
            besluitdatum=dag + timedelta(days=60),
        ),
    )
    klaar = _geef(spelers, gebied, partij).onderwerp
    keuzes = [(mens, acties.organen_voor(klaar, mens)) for mens in spelers.mensen]
    door, organen = next((mens, organen) for mens, organen in keuzes if organen and organen[0].zelf)
    standpunt = spelers.doe(
        acties.neem_in,
        eerst=[door],
        over=klaar,
        adviezen=[advies.pk for advies in klaar.adviezen.all()],
        weging=Weging(oordeel="volgt", tekst="Dat doen wij."),
        orgaan=organen[0].sleutel,
        besloten_op=dag,
    )
    spelers.doe(acties.deel_mee, standpunt=standpunt, anders="Gebeld.")
    informatie = spelers.doe(
        acties.geef_informatie,
        gebied=gebied,
        partijen=[partij],
        bericht=Bericht(titel="De tekeningen", stuk=b"%PDF-1.7 leeg", stuk_naam="tekeningen.pdf"),
    )
    return Adviesscene(gevraagd.adviezen.get(), _geef(spelers, gebied, partij), klaar, informatie)


def _geef(spelers: Spelers, gebied: Gebied, partij: Partij) -> Advies:
    inhoud = acties.Inhoud(
        tekst="Maak er een buurthuis van.",
        schaalniveau=gebied.niveau,
        draagvlak="De meeste bewoners.",
        totstandkoming="Een bewonersavond.",
        eensgezind=True,
        raadplegingen=("bewonersavond",),
    )
    advies, _ = spelers.doe(
        acties.geef, inhoud=inhoud, partij=partij, gebied=gebied, titel="Het lege schoolgebouw"
    )
    return advies
