"""Presence in the wijken: spreekuren held beside planned, and buurten where nobody was (DHR-67)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from signalen.models import Spreekuur
from tests.hulp import persoon
from tests.signalen.hulp import spreekuur
from tests.verantwoording.toneel import VORIG, als, begin
from verantwoording import acties
from verantwoording.verzamelen import inhoud_van
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.inhoud import Inhoud

pytestmark = pytest.mark.django_db


def rij(inhoud: Inhoud, titel: str, naam: str) -> list[str]:
    tabel = next(blok for blok in inhoud.cijfers if blok.titel == titel)
    return next([cel.tekst for cel in regel.cellen] for regel in tabel.regels if regel.naam == naam)


def gehouden_op(dag: date, stand: str) -> None:
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    begin_op = datetime.combine(dag, time(10), tzinfo=UTC)
    Spreekuur.objects.filter(pk=spreekuur(concierge, "visbuurt", open_=False).pk).update(
        begin=begin_op,
        eind=begin_op + timedelta(hours=2),
        stand=stand,
        bezoekers=4,
        reden_vervallen="Iedereen was ziek.",
    )


@pytest.mark.eis("DHR-67")
def test_reports_tell_where_the_municipality_was_and_where_it_was_not(den_helder: Profiel) -> None:
    for stand in (Spreekuur.Stand.GEHOUDEN, Spreekuur.Stand.GEPLAND, Spreekuur.Stand.VERVALLEN):
        gehouden_op(date(VORIG, 9, 15), stand)

    raad = begin(persoon("adviseur"))

    # What was called off was never to be.
    assert rij(inhoud_van(raad), "Spreekuren", "Stad Binnen de Linie")[:2] == ["2", "1"]
    assert rij(inhoud_van(raad), "Spreekuren", "Nieuw Den Helder")[:2] == ["0", "0"]
    accountmanager = persoon("accountmanager")
    inzet = begin(accountmanager, "inzet")
    gehouden_op(inzet.van + timedelta(days=10), Spreekuur.Stand.GEHOUDEN)
    inzet = acties.stel_vast(rapport=inzet, bevestigd=(), door=accountmanager)
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    assert "Contact per buurt" in als(manager).get(inzet.get_absolute_url()).text
    inhoud = inhoud_van(inzet)
    assert rij(inhoud, "Contact per buurt", "Visbuurt") == ["1", "0", "ja"]
    stil = [
        regel.naam
        for blok in inhoud.cijfers
        if blok.titel == "Contact per buurt"
        for regel in blok.regels
        if regel.cellen[2].tekst == "geen"
    ]
    assert stil
    assert "Visbuurt" not in stil
