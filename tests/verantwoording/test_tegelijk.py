"""Two makers press at the same moment: one report, one judgment of the numbers, one publication."""

from __future__ import annotations

import pytest

from tests.hulp import activeer
from tests.prestaties.test_tegelijk import samen
from tests.verantwoording.toneel import maker
from verantwoording import acties
from verantwoording.models import Raadsrapportage
from wijkwerk.publicatie.models import Publicatie


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_it_once() -> None:
    activeer("bergen")
    een, ander = maker(), maker()

    gemaakt = samen(lambda door: acties.maak(rapportage="raad", door=door), een, ander)
    rapport = Raadsrapportage.objects.get()
    vast = samen(lambda door: acties.stel_vast(rapport=rapport, bevestigd=(), door=door), een, ander)
    geplaatst = samen(lambda door: acties.publiceer(rapport=rapport, bevestigd=(), door=door), een, ander)
    publicatie = Publicatie.objects.get()
    weg = samen(lambda door: acties.trek_in(rapport=rapport, reden="Een fout.", door=door), een, ander)
    weer = samen(lambda door: acties.heropen(rapport=rapport, reden="Een fout.", door=door), een, ander)

    assert gemaakt == vast == geplaatst == weg == weer == [False, True]
    publicatie.refresh_from_db()
    assert publicatie.is_ingetrokken
