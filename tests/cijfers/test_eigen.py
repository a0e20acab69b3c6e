"""Figures that somebody counted themselves: by file and by hand, for the areas where they may."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from tests.cijfers.hulp import csv
from tests.hulp import gebied, persoon
from wijkwerk.cijfers import service
from wijkwerk.cijfers.acties import Herkomst, Keuzes, laad_bestand
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.models import Cijfer, Invoer
from wijkwerk.cijfers.service import Geen
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.usefixtures("den_helder")
KOP = ("code", "indicator", "periode", "waarde", "reden")
WIJK, ANDER = "nieuw-den-helder", "visbuurt"
HERKOMST = Herkomst("Telling van de buurtvereniging", date(2026, 3, 1))


def _laad(*rijen: tuple[str, ...], door: Gebruiker | None = None, bron: Herkomst = HERKOMST) -> Any:
    bestand = io.BytesIO(csv(KOP, *rijen).encode())
    return laad_bestand(bestand=bestand, naam="eigen.csv", keuzes=Keuzes("eigen"), door=door, herkomst=bron)[
        1
    ]


def _waarde(maat: str = "huishoudens", jaar: int = 2026) -> Any:
    wijk = gebied(WIJK)
    return service.cijfers_van([wijk], [maat], [jaar * 100])[wijk.pk, maat, jaar * 100]


def test_own_figures_with_their_source_and_day() -> None:
    _laad((WIJK, "huishoudens", "2026", "0", ""), (WIJK, "inwoners", "2026", "", "geheim"))
    nul = _waarde()
    assert (nul.getal, nul.bron, nul.peildatum) == (0, HERKOMST.bron, HERKOMST.peildatum)
    assert _waarde("inwoners").geen is Geen.GEHEIM
    assert _laad(
        (WIJK, "huishoudens", "2026", "0", ""), (WIJK, "inwoners", "2026", "", "geheim")
    ).niets_veranderd


def test_an_area_is_known_by_key_or_name() -> None:
    _laad((gebied(WIJK).naam.upper(), "huishoudens", "2026-K2", "12,5", ""))
    assert service.perioden_van("huishoudens") == [202642]


FOUTEN = {
    "an unknown area": (("nergens", "huishoudens", "2026", "1", ""), "geen gebied"),
    "an unknown measure": ((WIJK, "geluk", "2026", "1", ""), "geen indicator"),
    "what we count ourselves": ((WIJK, "signalen-per-buurt", "2026", "1", ""), "telt Wijkwerk zelf"),
    "no period": ((WIJK, "huishoudens", "ooit", "1", ""), "geen periode"),
    "no number": ((WIJK, "huishoudens", "2026", "veel", ""), "geen getal"),
    "a marker for a number": ((WIJK, "huishoudens", "2026", "-99997", ""), "bij reden"),
    "an unknown reason": ((WIJK, "huishoudens", "2026", "", "weet niet"), "geen reden"),
    "thousands with a point": ((WIJK, "huishoudens", "2026", "56.432", ""), "zonder punten, zoals 56432"),
    "millions with points": ((WIJK, "huishoudens", "2026", "1.056.432,5", ""), "zonder punten"),
    "both": ((WIJK, "huishoudens", "2026", "1", "geheim"), "een waarde in, of"),
    "neither": ((WIJK, "huishoudens", "2026", "", ""), "een waarde in, of"),
    "a formula": ((WIJK, "huishoudens", "2026", "=1+1", ""), "geen getal"),
}


@pytest.mark.parametrize("naam", FOUTEN)
def test_one_wrong_row_and_nothing_goes_in(naam: str) -> None:
    rij, zegt = FOUTEN[naam]
    with pytest.raises(BestandFout, match=f"Regel 3: .*{zegt}"):
        _laad((WIJK, "inwoners", "2026", "1", ""), rij)
    assert not Cijfer.objects.exists()


def test_the_same_thing_twice_in_one_file() -> None:
    rij = (WIJK, "huishoudens", "2026", "1", "")
    with pytest.raises(BestandFout, match="twee keer"):
        _laad(rij, rij)


def test_a_source_is_needed() -> None:
    with pytest.raises(BestandFout, match="waar de cijfers vandaan komen"):
        _laad((WIJK, "huishoudens", "2026", "1", ""), bron=Herkomst())


def test_who_works_in_one_area_enters_nothing_of_another() -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    _laad((WIJK, "huishoudens", "2026", "1", ""), door=manager)
    with pytest.raises(BestandFout, match="daar mag u geen cijfers invoeren"):
        _laad((WIJK, "huishoudens", "2026", "2", ""), (ANDER, "huishoudens", "2026", "2", ""), door=manager)
    assert _waarde().getal == 1
    assert Invoer.objects.filter(stand="mislukt").count() == 1
