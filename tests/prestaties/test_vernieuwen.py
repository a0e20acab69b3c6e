"""Every year anew: on the list in time, taken over once, agreed again by both sides; or ended with a reason."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from prestaties.models import Prestatieafspraak
from prestaties.service import herinneringen, werkvoorraad
from tests.hulp import persoon
from tests.prestaties.toneel import Plaats, lopend, oordeel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("ETL-27")
def test_each_year_there_is_a_new_one_for_both_opdrachtgevers(etten_leur: Profiel, client: Client) -> None:
    with time_machine.travel("2026-02-02T10:00+01:00", tick=False):
        plaats = Plaats.leur()
        afspraak = lopend(plaats)
        assert not [taak for taak in werkvoorraad(plaats.controleur) if "Volgend jaar" in taak.titel]
    assert not [rij for rij in herinneringen(date(2026, 11, 4)) if "volgend jaar" in rij.titel]
    [rij] = [rij for rij in herinneringen(date(2026, 11, 20)) if "volgend jaar" in rij.titel]
    assert (rij.ontvanger, rij.uiterlijk) == (plaats.controleur, date(2026, 12, 31))
    with time_machine.travel("2026-11-20T10:00+01:00", tick=False):
        assert "Volgend jaar: Huisbezoeken bij oudere bewoners" in [
            t.titel for t in werkvoorraad(plaats.controleur)
        ]
        client.force_login(plaats.controleur)
        adres = reverse("prestaties:overneming", args=[afspraak.pk])
        assert "Neem over naar volgend jaar" in client.get(afspraak.get_absolute_url()).text
        for _ in range(2):
            assert client.post(adres).status_code == 302
        nieuw = Prestatieafspraak.objects.get(vorige=afspraak)
        assert (nieuw.begin, nieuw.einde, nieuw.stand) == (date(2027, 1, 1), date(2027, 12, 31), "concept")
        assert [str(rij) for rij in nieuw.inzet.all()] == [str(rij) for rij in afspraak.inzet.all()]
        assert {rij.sleutel for rij in nieuw.opdrachtgevers.all()} == {"gemeente-etten-leur", "wel"}
        assert "De afspraak voor daarna" in client.get(afspraak.get_absolute_url()).text
        client.post(reverse("prestaties:voorlegging", args=[nieuw.pk]))
        wel = persoon("partner", partij="wel")
        assert [taak.knop for taak in werkvoorraad(wel)] == ["Bekijk"]
    assert not [rij for rij in herinneringen(date(2026, 11, 20)) if "volgend jaar" in rij.titel]


def test_an_end_has_a_reason_and_is_off_the_list(den_helder: Profiel, client: Client) -> None:
    with time_machine.travel("2026-11-20T10:00+01:00", tick=False):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        client.force_login(plaats.controleur)
        adres = reverse("prestaties:einde", args=[afspraak.pk])
        assert client.post(adres, {"reden": " "}).status_code == 422
        client.post(adres, {"reden": "Het geld is op"})
        assert client.post(adres, {"reden": "Nog eens"}).status_code == 422
        client.post(reverse("prestaties:overneming", args=[afspraak.pk]))
    assert Prestatieafspraak.objects.count() == 1
    assert not [rij for rij in herinneringen(date(2026, 11, 20)) if "volgend jaar" in rij.titel]


def test_a_check_and_a_reaction_are_reminded_until_they_are_there(den_helder: Profiel) -> None:
    with time_machine.travel("2026-02-02T10:00+01:00", tick=False):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
    # The quarter ends on 31 March; four weeks later the last day.
    assert list(herinneringen(date(2026, 3, 31))) == []
    [rij] = herinneringen(date(2026, 4, 20))
    assert (rij.ontvanger, rij.titel) == (plaats.controleur, "Controleer: Huisbezoeken bij oudere bewoners")
    assert rij.uiterlijk == date(2026, 4, 28)
    [laat] = herinneringen(date(2026, 4, 29))
    assert laat.moment.endswith("te-laat")
    with time_machine.travel("2026-04-20T10:00+02:00", tick=False):
        oordeel(plaats, afspraak)
        assert [taak.knop for taak in werkvoorraad(plaats.leverancier)] == ["Reageer"]
        [wacht] = werkvoorraad(plaats.controleur)
        assert wacht.wacht_op_ander
    [reactie] = herinneringen(date(2026, 5, 4))
    assert reactie.ontvanger == plaats.leverancier
    [vast] = herinneringen(date(2026, 5, 20))
    assert (vast.ontvanger, vast.titel.split(":")[0]) == (plaats.controleur, "Stel het oordeel vast")
