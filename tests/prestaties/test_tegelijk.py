"""At the same moment: one judgment of a period, one afspraak for the next year, one final judgment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from prestaties import acties
from prestaties.models import Prestatieafspraak, Prestatiecontrole
from tests.hulp import activeer, persoon
from tests.prestaties.toneel import Plaats, lopend, oordeel, slot
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd


def samen(doe: Callable[[Gebruiker], object], *wie: Gebruiker) -> list[bool]:
    wacht = Barrier(len(wie))

    def een(pk: int) -> bool:
        door = Gebruiker.objects.get(pk=pk)
        try:
            wacht.wait(timeout=10)
            doe(door)
        except StapGeweigerd:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(wie)) as pool:
        return sorted(pool.map(een, [mens.pk for mens in wie]))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_it_once() -> None:
    with time_machine.travel("2026-11-20T10:00+01:00", tick=False):
        activeer("den-helder")
        plaats, tweede = Plaats.helder(), persoon("accountmanager")
        afspraak = lopend(plaats)

        def oordelen(door: Gebruiker) -> None:
            oordeel(Plaats("opbouwwerk", ("gemeente",), {}, "", door, plaats.leverancier), afspraak)

        # Three quarters are over: each judges the first one that it saw.
        eerste = oordeel(plaats, afspraak)
        acties.reageer(controle=eerste, eens=True, reactie="", door=plaats.leverancier)
        vast = samen(
            lambda door: acties.stel_vast(controle=eerste, invoer=slot(), door=door),
            plaats.controleur,
            tweede,
        )
        over = samen(lambda door: acties.neem_over(afspraak=afspraak, door=door), plaats.controleur, tweede)
        samen(oordelen, plaats.controleur, tweede)

    assert vast == [False, True]
    assert over == [False, True]
    assert Prestatieafspraak.objects.filter(vorige=afspraak).count() == 1
    tot = list(Prestatiecontrole.objects.values_list("tot", flat=True))
    assert len(tot) == len(set(tot))
