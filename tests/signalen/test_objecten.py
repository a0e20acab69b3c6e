"""What the app declares to profiles is what it can answer, word for word."""

from __future__ import annotations

import pytest

from signalen.acties.spreekuur import BETEKENIS as SPREEKUUR_BETEKENIS
from signalen.models import Signaal
from signalen.objecten import DEELACTIE, SIGNAAL, SPREEKUUR
from signalen.regels import BETEKENIS, BETEKENIS_DEEL, onderwerp, onderwerp_deel
from signalen.stroom import SIGNAAL as STROOM
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel.taal import Objectsoort
from wijkwerk.regels.service import Betekenis, Onderwerp


@pytest.mark.parametrize(
    ("soort", "betekenis"),
    [(SIGNAAL, BETEKENIS), (DEELACTIE, BETEKENIS_DEEL), (SPREEKUUR, SPREEKUUR_BETEKENIS)],
)
def test_facts_and_relations_are_the_declared_ones(soort: Objectsoort, betekenis: Betekenis) -> None:
    assert set(betekenis.feiten) == soort.feiten
    assert set(betekenis.relaties) == soort.relaties
    assert set(betekenis.velden) <= set(soort.velden)


def test_declared_steps_are_in_the_table() -> None:
    assert SIGNAAL.stappen - {"bevestigen"} <= set(STROOM.stappen)


def _alles(ding: Onderwerp) -> None:
    for naam in ding.betekenis.feiten:
        assert isinstance(ding.feit(naam), bool)
    for naam in ding.betekenis.relaties:
        assert sum(ding.telling(naam, None).values()) >= 0
    for naam in ding.betekenis.velden:
        ding.veld(naam)


@pytest.mark.django_db
def test_every_word_has_an_answer(uitgezet: Signaal, concierge: Gebruiker) -> None:
    from signalen.acties.spreekuur import onderwerp_spreekuur

    _alles(onderwerp(uitgezet))
    _alles(onderwerp_deel(uitgezet, {"wie": uitgezet.houder, "discipline": "zorg"}))
    _alles(onderwerp_spreekuur(spreekuur(concierge, "visbuurt")))
