"""How much of what was agreed was delivered, as a figure: an average of percentages, never of one organisation, or two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from prestaties.models import Levering, Prestatieafspraak
from tests.hulp import gebied, partij
from tests.prestaties.toneel import Plaats, lever, lopend
from wijkwerk.cijfers import service
from wijkwerk.cijfers.service import Geen, tel_registraties
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
MAAT = "inzet-geleverd"


def _waarde(waar: str, jaar: int = 2026) -> service.Waarde:
    plek = gebied(waar)
    return service.cijfers_van([plek], [MAAT], [jaar * 100])[plek.pk, MAAT, jaar * 100]


def _van_een_ander(afspraak: Prestatieafspraak, waar: str, aantal: int, wie: str = "politie") -> None:
    """The same agreed with another organisation, that delivered so much."""
    eigen = list(afspraak.inzet.all())
    ander = Prestatieafspraak.objects.get(pk=afspraak.pk)
    ander.pk, ander.partij, ander.client_id = None, partij(wie), None
    ander._state.adding = True
    ander.save()
    for rij in eigen:
        ander.inzet.create(gebied=rij.gebied, hoeveelheid=rij.hoeveelheid)
    if not aantal:
        return
    Levering.objects.create(
        afspraak=ander, gebied=gebied(waar), datum=date(2026, 2, 1), hoeveelheid=aantal,
        door=afspraak.opgesteld_door,
    )  # fmt: skip


def test_what_is_left_beside_an_area_is_not_of_one_organisation(den_helder: Profiel) -> None:
    """Three in a buurt, and a fourth elsewhere in the municipality: the two averages together would tell of the fourth."""
    with time_machine.travel("2026-01-02T10:00+01:00"):
        afspraak = Prestatieafspraak.objects.get(pk=lopend(Plaats.helder()).pk)
        afspraak.inzet.exclude(gebied=gebied("visbuurt")).delete()
        for wie in ("politie", "woningstichting"):
            _van_een_ander(afspraak, "visbuurt", 0, wie)
        _van_een_ander(afspraak, "visbuurt", 0, "zorginstelling")
        vierde = Prestatieafspraak.objects.get(partij=partij("zorginstelling"))
        vierde.inzet.update(gebied=gebied("sluisdijkbuurt"))
    with time_machine.travel("2026-12-31T10:00+01:00", tick=False):
        tel_registraties(vandaag=date(2026, 12, 31))
        assert _waarde("visbuurt").getal == 0
        assert _waarde("den-helder").geen is Geen.KLEIN


def test_delivered_of_agreed_per_area_and_year(den_helder: Profiel) -> None:
    with time_machine.travel("2026-01-02T10:00+01:00"):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
    with time_machine.travel("2026-12-31T10:00+01:00", tick=False):
        lever(plaats, afspraak, "visbuurt", 60, date(2026, 3, 1))
        tel_registraties(vandaag=date(2026, 12, 31))
        # One organisation: what it did is for those whom it concerns.
        assert _waarde("visbuurt").geen is Geen.KLEIN
        _van_een_ander(afspraak, "visbuurt", 500)
        tel_registraties(vandaag=date(2026, 12, 31))
        # Two: each knows its own, and so what the other did.
        assert _waarde("visbuurt").geen is Geen.KLEIN
        assert _waarde("den-helder").geen is Geen.KLEIN
        _van_een_ander(afspraak, "visbuurt", 0, "woningstichting")
        tel_registraties(vandaag=date(2026, 12, 31))
        # Half, more than all of it (that counts as all), and nothing.
        assert _waarde("visbuurt").getal == Decimal(50)
        assert _waarde("sluisdijkbuurt").getal == 0
        assert _waarde("den-helder").getal == Decimal(25)
        assert _waarde("tuindorp").geen is not None
    maat = service.catalogus()[MAAT]
    assert (maat.afgeleid, maat.eenheid) == ("prestaties", "procent")
