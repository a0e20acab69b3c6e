"""An area that ended: its rounds are read and can be closed, and ask nothing of anybody."""

from __future__ import annotations

from datetime import date

import pytest

from gebiedscyclus.service import herinneringen, werkvoorraad
from tests.gebiedscyclus.hulp import als, dagelijks, op, ronde
from tests.hulp import gebied, persoon
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"


def test_rounds_of_an_ended_area_remind_nobody(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    with op(date(2027, 1, 4)):
        dagelijks()
        rij = ronde("gebiedscyclus", WIJK)
    laat = date(2027, 12, 20)
    with op(laat):
        assert any(h.ontvanger == manager for h in herinneringen(laat))
        assert any(gebied(WIJK).naam in taak.titel for taak in werkvoorraad(manager))
        Gebied.objects.filter(pk=rij.gebied_id).update(actief_tot=date(2027, 12, 1))

        assert not [h for h in herinneringen(laat) if h.ontvanger == manager]
        assert not [taak for taak in werkvoorraad(manager) if gebied(WIJK).naam in taak.titel]
        assert als(manager).get(rij.get_absolute_url()).status_code == 200
        als(manager).post(f"{rij.get_absolute_url()}sluiting/", {"reden": "De wijk is opgeheven."})
        rij.refresh_from_db()
        assert rij.sluitreden == "De wijk is opgeheven."
