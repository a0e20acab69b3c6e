"""Two clicks, and two clocks, at the same moment: one plan, one round."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from django.utils import timezone

from gebiedscyclus import acties
from gebiedscyclus.models import Ronde
from tests.gebiedscyclus.hulp import ronde, stap
from tests.hulp import activeer, persoon
from tests.signalen.test_tegelijk import samen
from wijkagenda.models import Plan
from wijkwerk.regels.service import StapGeweigerd

WIJK = "nieuw-den-helder"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_made() -> None:
    activeer("den-helder")
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    dag: date = timezone.localdate()

    def klok() -> None:
        acties.werk_rondes_bij(dag=dag)

    samen(klok, klok)

    gebieden = list(Ronde.objects.filter(cyclus="gebiedscyclus").values_list("gebied", flat=True))
    assert len(gebieden) == len(set(gebieden)) > 1
    analyse = stap(ronde("gebiedscyclus", WIJK), "analyse")

    def begin() -> None:
        with suppress(StapGeweigerd):
            acties.start(stap=analyse, door=wijkmanager)

    samen(begin, begin)

    assert Plan.objects.filter(vorm="gebiedsanalyse").count() == 1
