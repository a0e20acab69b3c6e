"""Figures that somebody counted themselves: by file and by hand, for the areas where they may."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from tests.cijfers.hulp import csv, laad, met_eigen_maten
from tests.hulp import gebied, persoon
from wijkwerk.cijfers import service
from wijkwerk.cijfers.acties import laad_bestand
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.keuzes import Herkomst, Keuzes
from wijkwerk.cijfers.models import Cijfer, Invoer
from wijkwerk.cijfers.service import Geen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied, Gebiedscode

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
    "what we count ourselves": ((WIJK, "spreekuren", "2026", "1", ""), "telt Wijkwerk zelf"),
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
    met_eigen_maten()
    manager = persoon("wijkmanager", gebied=WIJK)
    _laad((WIJK, "tevreden", "2026", "1", ""), door=manager)
    with pytest.raises(BestandFout, match="daar mag u geen cijfers invoeren"):
        _laad((WIJK, "tevreden", "2026", "2", ""), (ANDER, "tevreden", "2026", "2", ""), door=manager)
    assert _waarde("tevreden").getal == 1
    assert Invoer.objects.filter(stand="mislukt").count() == 1


def test_who_works_in_one_area_enters_no_national_measure() -> None:
    with pytest.raises(BestandFout, match=r"landelijk cijfer.*hele gemeente"):
        _laad((WIJK, "huishoudens", "2026", "2", ""), door=persoon("wijkmanager", gebied=WIJK))
    _laad((WIJK, "huishoudens", "2026", "2", ""), door=persoon("beheerder"))


def test_what_another_person_entered_stays_theirs() -> None:
    met_eigen_maten()
    een, ander = persoon("wijkmanager", gebied=WIJK), persoon("wijkmanager", gebied=WIJK)
    _laad((WIJK, "tevreden", "2026", "60", ""), door=een)
    for rij in ((WIJK, "tevreden", "2026", "70", ""), (WIJK, "tevreden", "2026", "", "geheim")):
        with pytest.raises(BestandFout, match=r"iemand anders ingevoerd\. Alleen die persoon"):
            _laad(rij, door=ander)
    assert _waarde("tevreden").getal == 60
    # The same again replaces nothing; the person, and who may everywhere, do.
    assert _laad((WIJK, "tevreden", "2026", "60", ""), door=ander).niets_veranderd
    assert _laad((WIJK, "tevreden", "2026", "61", ""), door=een).gewijzigd == 1
    assert _laad((WIJK, "tevreden", "2026", "62", ""), door=persoon("beheerder")).gewijzigd == 1


@pytest.mark.parametrize(("cel", "getal", "geen"), [("100", 100, None), (".", None, Geen.GEHEIM)])
def test_an_own_figure_never_goes_before_that_of_the_national_source(
    cel: str, getal: int | None, geen: Geen | None
) -> None:
    wijk = gebied(WIJK)
    wijk.codes.all().delete()
    Gebiedscode.objects.create(gebied=wijk, code="WK040091")
    _laad((WIJK, "huishoudens", "2026", "7", ""))
    assert _waarde().getal == 7
    laad(csv(("WijkenEnBuurten", "HuishoudensTotaal_29"), ("WK040091", cel)), "statline", 2026)
    assert (_waarde().getal, _waarde().geen) == (getal, geen)


def test_a_small_own_count_is_not_shown_and_a_small_share_is() -> None:
    met_eigen_maten()
    _laad((WIJK, "buurtfeesten", "2026", "4", ""), (WIJK, "tevreden", "2026", "4", ""))
    assert _waarde("buurtfeesten").geen is Geen.KLEIN
    assert _waarde("tevreden").getal == 4
    _laad((WIJK, "buurtfeesten", "2026", "5", ""))
    assert _waarde("buurtfeesten").getal == 5


def test_a_small_own_count_is_not_found_by_subtraction_from_the_municipality() -> None:
    """Of areas, and of the months of a year (R08)."""
    met_eigen_maten()
    wijken = list(Gebied.objects.actief().filter(ouder__sleutel="den-helder").order_by("naam"))
    telt = [("den-helder", 40 + 9 * (len(wijken) - 2)), (wijken[0].sleutel, 3), (wijken[1].sleutel, 37)]
    telt += [(wijk.sleutel, 9) for wijk in wijken[2:]]
    _laad(*((plek, "buurtfeesten", "2026", str(n), "") for plek, n in telt))
    gevonden = service.cijfers_van(wijken, ["buurtfeesten"], [202600])
    assert sum(waarde.getal is None for waarde in gevonden.values()) == 2

    maanden = [(f"2025-{nr:02}", "2" if nr == 3 else "10") for nr in range(1, 13)]
    _laad(*((WIJK, "buurtfeesten", periode, n, "") for periode, n in [("2025", "112"), *maanden]))
    alles = service.cijfers_van([gebied(WIJK)], ["buurtfeesten"]).values()
    assert sum(waarde.geen is Geen.KLEIN for waarde in alles if waarde.periode // 100 == 2025) == 2
    # And months never stand in one line with years.
    assert [waarde.periode for waarde in service.reeks("buurtfeesten", gebied(WIJK)).waarden] == [
        202500,
        202600,
    ]
    plek = gebied(WIJK)
    los = service.cijfers_van([plek], ["buurtfeesten"], [202501])
    assert los[plek.pk, "buurtfeesten", 202501].geen is Geen.KLEIN


def test_a_small_number_of_the_whole_municipality_tells_of_no_area() -> None:
    met_eigen_maten()
    _laad(("den-helder", "buurtfeesten", "2026", "3", ""), (WIJK, "buurtfeesten", "2026", "3", ""))
    assert service.rondom(["buurtfeesten"], [202600])["buurtfeesten", 202600].gemeente.geen is Geen.KLEIN
