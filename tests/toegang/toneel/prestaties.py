"""What an organisation promises: one that waits for its yes, one that runs, one of which a judgment waits, a delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from prestaties import acties
from prestaties.acties import Controleinvoer, Inhoud
from prestaties.models import Levering, Prestatieafspraak, Prestatiecontrole
from prestaties.regels import gevraagde_oordelen
from prestaties.termijnen import te_controleren
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.wijken.models import Partij


@dataclass
class Prestatiescene:
    ligt_voor: Prestatieafspraak
    loopt: Prestatieafspraak
    controle: Prestatiecontrole
    levering: Levering


def _organisatie(spelers: Spelers) -> tuple[Gebruiker, Partij]:
    """Who of the makers delivers, and for which party."""
    for mens in spelers.mensen:
        for vervulling in mens.vervullingen:
            if vervulling.partij_id and Recht.PRESTATIE_LEVEREN in vervulling.rol.mag:
                return mens, Partij.objects.get(pk=vervulling.partij_id)
    raise AssertionError("Niemand levert hier.")


def maak_prestaties(spelers: Spelers) -> Prestatiescene | None:
    if not spelers.profiel.heeft("prestaties"):
        return None
    mens, partij = _organisatie(spelers)
    ligt_voor = _leg_voor(spelers, partij)
    loopt = _loop(spelers, partij, mens)
    levering = spelers.doe(
        acties.lever,
        eerst=[mens],
        afspraak=loopt,
        gebied=spelers.gebied,
        datum=timezone.localdate(),
        hoeveelheid=Decimal(3),
    )
    return Prestatiescene(ligt_voor, loopt, _oordeel(spelers, _loop(spelers, partij, mens)), levering)


def _leg_voor(spelers: Spelers, partij: Partij) -> Prestatieafspraak:
    vandaag = timezone.localdate()
    gemeente = Partij.objects.filter(soort=Partij.Soort.GEMEENTE)
    inhoud = Inhoud(
        wat="Huisbezoeken",
        waarom="Mensen zijn alleen.",
        wanneer="Elke week",
        hoe="Langs de deuren",
        door_wie="Het team",
        eenheid="bezoeken",
        begin=vandaag - timedelta(days=100),
        einde=vandaag + timedelta(days=20),
        bedrag=Decimal(4321),
    )
    gegevens: dict[str, Any] = {"partij": partij, "opdrachtgevers": list(gemeente[:1]), "inhoud": inhoud}
    rij = spelers.doe(acties.stel_op, inzet={spelers.gebied: Decimal(10)}, **gegevens)
    return spelers.doe(acties.leg_voor, afspraak=rij)


def _loop(spelers: Spelers, partij: Partij, mens: Gebruiker) -> Prestatieafspraak:
    rij = _leg_voor(spelers, partij)
    return spelers.doe(
        acties.stem_in, eerst=[mens], afspraak=rij, partij=partij, akkoord=True, toelichting=""
    )


def _oordeel(spelers: Spelers, afspraak: Prestatieafspraak) -> Prestatiecontrole:
    periode = te_controleren(afspraak)
    assert periode is not None
    criteria: dict[tuple[str, str], tuple[bool | None, str]] = {
        (oordeel.sleutel, criterium.sleutel): (True, "Ja.")
        for oordeel in gevraagde_oordelen()
        for criterium in oordeel.criteria
    }
    invoer = Controleinvoer(levering="Drie", oordeel="geleverd", toelichting="Goed.", criteria=criteria)
    return spelers.doe(acties.leg_oordeel_voor, afspraak=afspraak, tot=periode.tot, invoer=invoer)
