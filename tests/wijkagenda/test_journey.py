"""From a contribution to a published wijkactieplan, and what changed since."""

from __future__ import annotations

import pytest

from tests.wijkagenda.plannen import helmond_gepubliceerd
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.afspraken import service as afspraken
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie, ontdooi, verschil

pytestmark = pytest.mark.django_db


def test_wijkactieplan_goes_from_contribution_to_publication(helmond: Profiel) -> None:
    h = helmond_gepubliceerd()

    assert h.plan.stand == Plan.Stand.VASTGESTELD
    assert h.plan.vastgesteld_door == "Wijktafel"
    [publicatie] = Publicatie.objects.all()
    inhoud = ontdooi(publicatie.inhoud)
    [actie] = inhoud.afspraken()
    assert (actie.wie, actie.stand) == ("woCom", "gepland")


def test_progress_becomes_a_snapshot_that_tells_what_changed(helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    assert h.actie.afspraak is not None
    afspraken.werk_bij(
        afspraak=h.actie.afspraak, stand="knelpunt", tekst="Het wijkhuis is dicht.", door=h.wocom
    )

    opname = acties.maak_momentopname(plan=h.plan)

    assert opname is not None
    eerst = Publicatie.objects.vaststellingen().get()
    [wijziging] = verschil(ontdooi(eerst.inhoud), ontdooi(opname.inhoud))
    assert (wijziging.soort, wijziging.titel) == ("knelpunt", "Inlooptafel in het wijkhuis")
    assert acties.maak_momentopname(plan=h.plan) is None
