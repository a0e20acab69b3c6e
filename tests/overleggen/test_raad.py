"""Whom the profile always invites, is invited."""

from __future__ import annotations

from datetime import time

import pytest

from tests.hulp import persoon
from tests.overleggen.hulp import uitgenodigd
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("BER-58")
def test_every_raadslid_is_invited_to_a_kernbezoek(bergen: Profiel) -> None:
    raad = {persoon("raadslid") for _ in range(3)}
    coordinator = persoon("wijkcoordinator", gebied="schoorl")

    bezoek = uitgenodigd("kernbezoek", "schoorl", coordinator, over=20, begin=time(14))

    berichten = Bericht.objects.filter(soort="overleg-uitnodiging", object_id=bezoek.pk)
    assert raad <= {bericht.ontvanger for bericht in berichten}
    assert berichten.filter(ontvanger__in=raad).count() == 3
