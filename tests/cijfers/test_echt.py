"""The real files of three municipalities, imported whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Sum

from tests.cijfers.hulp import cijfer, echt, laad
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Reden

GEMEENTEN = ("GM0400", "GM0777", "GM0794")
pytestmark = pytest.mark.usefixtures("helmond")


def _som(maat: str, periode: int, gemeente: str, soort: str) -> tuple[Decimal, int]:
    rijen = Cijfer.objects.filter(
        indicator__sleutel=maat, periode=periode, plek__gemeente=gemeente, plek__soort=soort
    )
    return rijen.aggregate(som=Sum("waarde"))["som"], rijen.count()


def test_key_figures_of_three_municipalities_come_in_whole() -> None:
    resultaat = laad(echt("kerncijfers_2024_85984NED.csv"), "statline", 2024)
    assert resultaat.oogst.rijen == len(resultaat.oogst.gebieden) == 189
    assert resultaat.oogst.onbekende_kolommen == ("MeestVoorkomendePostcode_118",)
    assert not resultaat.oogst.onbekende_codes
    assert resultaat.nieuw == 189 * 17 == sum(resultaat.soorten.values())
    assert cijfer("GM0794", "inwoners", 202400) == (95874, Reden.GEEN)
    assert cijfer("GM0400", "inkomen-per-inwoner", 202400) == (32600, Reden.GEEN)
    assert cijfer("BU04000100", "inkomen-per-inwoner", 202400)[1] is Reden.ONBEKEND


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_inhabitants_of_wijken_and_buurten_add_up_to_the_municipality(gemeente: str) -> None:
    laad(echt("kerncijfers_2024_85984NED.csv"), "statline", 2024)
    geheel, _ = cijfer(gemeente, "inwoners", 202400)
    assert geheel is not None
    for soort in ("WK", "BU"):
        som, aantal = _som("inwoners", 202400, gemeente, soort)
        assert abs(som - geheel) <= Decimal("2.5") * aantal


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.parametrize("jaar", range(2021, 2026))
def test_crime_of_the_buurten_adds_up_to_the_municipality(gemeente: str, jaar: int) -> None:
    resultaat = laad(echt("misdrijven_totaal_2021-2025_47022NED.csv"), "politie", indeling=2024)
    som, aantal = _som("misdrijven", jaar * 100, gemeente, "BU")
    assert aantal == Cijfergebied.objects.filter(gemeente=gemeente, soort="BU").count()
    assert som == cijfer(gemeente, "misdrijven", jaar * 100)[0]
    assert not resultaat.waarschuwingen


def test_health_figures_come_in_whole_and_every_gap_is_a_gap() -> None:
    resultaat = laad(echt("gezondheidsmonitor_50150NED.csv"), "rivm", indeling=2024)
    assert resultaat.oogst.rijen == resultaat.nieuw == 660
    assert resultaat.oogst.perioden == {201200, 201600, 202000, 202200, 202400}
    assert resultaat.soorten["getal"] + resultaat.soorten.get("onbekend", 0) == 660
    assert cijfer("GM0400", "ervaren-gezondheid", 202200) == (Decimal("64.7"), Reden.GEEN)


def test_the_series_of_municipalities_knows_all_its_columns() -> None:
    resultaat = laad(echt("gemeente_reeks_2012-2024.csv"), "reeks")
    assert resultaat.oogst.onbekende_kolommen == ()
    assert resultaat.nieuw == 21 * 68
    assert cijfer("GM0794", "woz-waarde", 202300) == (312000, Reden.GEEN)
    assert cijfer("GM0794", "aandeel-herkomst-nederland", 202300)[1] is Reden.ONBEKEND


@pytest.mark.parametrize(
    ("naam", "formaat", "jaar"),
    [
        ("kerncijfers_2024_85984NED.csv", "statline", 2024),
        ("misdrijven_totaal_2021-2025_47022NED.csv", "politie", None),
        ("gezondheidsmonitor_50150NED.csv", "rivm", None),
        ("gemeente_reeks_2012-2024.csv", "reeks", None),
    ],
)
def test_the_same_file_twice_changes_nothing(naam: str, formaat: str, jaar: int | None) -> None:
    eerst = laad(echt(naam), formaat, jaar)
    stonden = list(Cijfer.objects.order_by("pk").values_list())
    weer = laad(echt(naam), formaat, jaar)
    assert weer.niets_veranderd
    assert weer.gelijk == eerst.nieuw
    assert list(Cijfer.objects.order_by("pk").values_list()) == stonden


def test_only_the_own_municipality_is_kept_unless_asked() -> None:
    resultaat = laad(echt("kerncijfers_2024_85984NED.csv"), "statline", 2024, alles=False)
    assert set(Cijfergebied.objects.values_list("gemeente", flat=True)) == {"GM0794"}
    assert resultaat.oogst.elders + len(resultaat.oogst.gebieden) == 189
