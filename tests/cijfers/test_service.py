"""What other apps get: the figure of an area, in parts or whole, or why there is none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.cijfers.hulp import csv, echt, laad
from tests.hulp import gebied
from wijkwerk.cijfers import service
from wijkwerk.cijfers.service import Geen
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek

pytestmark = pytest.mark.usefixtures("helmond")
KOP = ("WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_47", "HuishoudensTotaal_29", "Woningvoorraad_35")


@pytest.fixture
def noord() -> Gebied:
    """An area of two buurten, with nothing in common with the real codes of the profile."""
    rij = Gebied.objects.create(sleutel="proefgebied", naam="Proefgebied", niveau="wijk")
    rij.voorouders = [rij.pk]
    rij.save()
    _koppel(rij, "BU07949001", "BU07949002")
    return rij


def _koppel(rij: Gebied, *codes: str, **jaren: int) -> None:
    Gebiedscode.objects.bulk_create([Gebiedscode(gebied=rij, code=code, **jaren) for code in codes])


def _laad(*rijen: tuple[str, ...], jaar: int = 2024, **hoe: Any) -> None:
    laad(csv(KOP, *rijen), "statline", jaar, **hoe)


def _een(rij: Gebied, maat: str, jaar: int = 2024) -> Any:
    return service.cijfers_van([rij], [maat], [service.van_jaar(jaar)])[rij.pk, maat, jaar * 100]


def test_figures_of_parts_are_added_up(noord: Gebied) -> None:
    _laad(("BU07949001", "100", "50", "40", "60"), ("BU07949002", "0", "70", "0", "40"))
    waarde = _een(noord, "inwoners")
    assert (waarde.getal, waarde.berekend, waarde.geen) == (100, True, None)
    assert waarde.uitleg == "Opgeteld uit 2 gebieden."
    assert waarde.bron == "CBS, kerncijfers wijken en buurten 2024"


def test_a_percentage_is_weighted_and_never_added(noord: Gebied) -> None:
    _laad(("BU07949001", "100", "50", "40", "60"), ("BU07949002", "0", "70", "0", "40"))
    waarde = _een(noord, "koopwoningen")
    assert waarde.getal == 58
    assert "gewogen naar woningen" in waarde.uitleg


def test_one_secret_part_makes_the_whole_undetermined(noord: Gebied) -> None:
    _laad(("BU07949001", "100", "50", "40", "60"), ("BU07949002", ".", ".", "0", "40"))
    for maat in ("inwoners", "koopwoningen"):
        waarde = _een(noord, maat)
        assert (waarde.getal, waarde.geen) == (None, Geen.NIET_TE_BEPALEN)
        assert "1 van de 2 gebieden" in waarde.uitleg
        assert "geheim" in waarde.uitleg


def test_a_part_that_weighs_nothing_may_be_unknown(noord: Gebied) -> None:
    _laad(("BU07949001", "100", "50", "40", "60"), ("BU07949002", "5", ".", "0", "0"))
    assert _een(noord, "koopwoningen").getal == 50


def test_a_missing_weight_is_said(noord: Gebied) -> None:
    _laad(("BU07949001", "100", "50", "40", "60"), ("BU07949002", "5", "40", "0", "."))
    assert "mist van 1 van de 2 gebieden het cijfer woningen" in _een(noord, "koopwoningen").uitleg


def test_a_single_part_is_taken_as_it_is(noord: Gebied) -> None:
    noord.codes.filter(code="BU07949002").delete()
    _laad(("BU07949001", "0", ".", "", "60"), voorlopig=True)
    nul = _een(noord, "inwoners")
    assert (nul.getal, nul.is_nul, nul.voorlopig, nul.berekend) == (0, True, True, False)
    geheim = _een(noord, "koopwoningen")
    assert (geheim.geen, geheim.reden, geheim.voorlopig) == (Geen.GEHEIM, "geheim", False)
    assert _een(noord, "mannen").geen is Geen.ONTBREEKT


def test_a_sketch_of_the_demo_is_no_part_without_a_figure(noord: Gebied) -> None:
    noord.codes.filter(code="BU07949002").delete()
    _koppel(noord, f"{Omtrek.SCHETSCODE}{noord.pk}")
    _laad(("BU07949001", "7", "50", "40", "60"))
    waarde = _een(noord, "koopwoningen")
    assert (waarde.getal, waarde.berekend) == (50, False)


def test_a_wijk_without_figure_is_made_of_its_buurten(noord: Gebied) -> None:
    noord.codes.all().delete()
    _koppel(noord, "WK079490")
    kop = ("WijkenEnBuurten", "jaar", "GeregistreerdeMisdrijven_1")
    laad(csv(kop, *((f"BU0794900{n}", "2025", "7") for n in (1, 2, 3))), "politie")
    assert _een(noord, "misdrijven", 2025).getal == 21


def test_a_buurt_inside_a_linked_wijk_does_not_count_twice(noord: Gebied) -> None:
    _koppel(noord, "WK079490")
    _laad(("WK079490", "100", "50", "40", "60"), ("BU07949001", "40", "50", "40", "60"))
    assert _een(noord, "inwoners").getal == 100


def test_few_crimes_in_a_small_area_are_not_shown(noord: Gebied) -> None:
    kop = ("WijkenEnBuurten", "jaar", "GeregistreerdeMisdrijven_1")
    laad(csv(kop, ("BU07949001", "2025", "2"), ("BU07949002", "2025", "2")), "politie")
    assert _een(noord, "misdrijven", 2025).geen is Geen.KLEIN


def test_codes_count_in_their_years_only(noord: Gebied) -> None:
    noord.codes.all().delete()
    _koppel(noord, "BU07949001", jaar_tot=2023)
    _koppel(noord, "BU07949009", jaar_van=2024)
    _laad(("BU07949001", "10", "1", "1", "1"), ("BU07949009", "99", "1", "1", "1"), jaar=2023)
    _laad(("BU07949001", "99", "1", "1", "1"), ("BU07949009", "20", "1", "1", "1"), jaar=2024)
    waarden: Any = service.reeks("inwoners", noord).waarden
    assert [(waarde.periode_in_woorden, waarde.getal) for waarde in waarden] == [("2023", 10), ("2024", 20)]


def test_an_area_without_codes_is_made_of_the_areas_in_it(noord: Gebied) -> None:
    boven = Gebied.objects.create(sleutel="proef-boven", naam="Boven", niveau="stadsdeel")
    boven.voorouders = [boven.pk]
    boven.save()
    noord.voorouders = [boven.pk, noord.pk]
    noord.save()
    _laad(("BU07949001", "10", "1", "1", "1"), ("BU07949002", "5", "1", "1", "1"))
    assert _een(boven, "inwoners").getal == 15


def test_an_area_that_is_linked_to_nothing_says_so() -> None:
    los = Gebied.objects.create(sleutel="los", naam="Los", niveau="wijk", voorouders=[])
    assert "geen CBS-gebied gekoppeld" in _een(los, "inwoners").uitleg


def test_breaks_in_a_series_are_told_when_they_lie_in_it(noord: Gebied) -> None:
    kop = ("WijkenEnBuurten", "Nederland_17")
    for jaar in (2022, 2023):
        laad(csv(kop, ("BU07949001", "10"), ("BU07949002", "10")), "statline", jaar)
    assert [breuk.jaar for breuk in service.reeks("herkomst-nederland", noord).breuken] == [2023]


def test_comparison_names_the_municipality_and_nederland(noord: Gebied) -> None:
    rijen = [("NL00", "17000000"), ("GM0794", "15"), ("BU07949001", "10"), ("BU07949002", "5")]
    _laad(*((code, getal, "50", "1", "1") for code, getal in rijen))
    beeld: Any = service.vergelijking("inwoners", 202400, [noord])
    assert [(gebied.naam, waarde.getal) for gebied, waarde in beeld.gebieden] == [("Proefgebied", 15)]
    assert (beeld.gemeente.getal, beeld.nederland.getal) == (15, 17_000_000)


def test_a_newer_division_without_a_number_does_not_hide_one() -> None:
    for indeling, inwoners in ((2023, "15"), (2024, "."), (2022, "14")):
        laad(csv(KOP[:2], ("GM0794", inwoners)), "statline", 2023, indeling=indeling)
    assert service.rondom(["inwoners"], [202300])["inwoners", 202300].gemeente.getal == 15


@pytest.mark.django_db
def test_queries_do_not_grow_with_areas_measures_or_years(
    noord: Gebied, django_assert_num_queries: Any
) -> None:
    for jaar in (2022, 2023, 2024):
        _laad(("BU07949001", "10", "1", "1", "1"), ("BU07949002", "5", "1", "1", "1"), jaar=jaar)
    ander = gebied("brouwhuis")
    with django_assert_num_queries(4):
        service.cijfers_van([noord], ["inwoners"], [202400])
    with django_assert_num_queries(4):
        service.cijfers_van([noord, ander], ["inwoners", "koopwoningen"])
    with django_assert_num_queries(4):
        service.vergelijking("inwoners", 202400, [noord])
    with django_assert_num_queries(4):
        service.reeks("inwoners", noord)


def test_real_figures_reach_the_areas_of_the_profile() -> None:
    laad(echt("kerncijfers_2024_85984NED.csv"), "statline", 2024)
    laad(echt("misdrijven_totaal_2021-2025_47022NED.csv"), "politie", indeling=2024)
    gemeente = service.vergelijking("inwoners", 202400, []).gemeente
    assert gemeente.getal == 95874
    gebieden = list(Gebied.objects.filter(codes__code__startswith="WK").distinct())
    assert gebieden
    for maat, periode in (("inwoners", 202400), ("misdrijven", 202500)):
        waarden = service.cijfers_van(gebieden, [maat], [periode]).values()
        assert all(isinstance(waarde.getal, Decimal) for waarde in waarden)


def test_one_wijk_that_is_too_small_takes_another_along() -> None:
    """What the municipality has, less what is shown, must not be the number that is not shown (R08)."""
    Gebiedscode.objects.all().delete()
    codes = {"brouwhuis": "WK079491", "mierlo-hout": "WK079492", "dierdonk": "WK079493"}
    for sleutel, code in codes.items():
        Gebiedscode.objects.create(gebied=gebied(sleutel), code=code)
    Gebied.objects.exclude(sleutel__in=codes).filter(niveau=gebied("brouwhuis").niveau).delete()
    kop = ("WijkenEnBuurten", "Perioden", "SoortMisdrijf", "GeregistreerdeMisdrijven_1")
    rijen = [
        (code, "2024JJ00", "0.0.0 ", aantal)
        for code, aantal in (("GM0794", "73"), ("WK079491", "50"), ("WK079492", "3"), ("WK079493", "20"))
    ]
    laad(csv(kop, *rijen), "politie", indeling=2024)

    assert _een(gebied("mierlo-hout"), "misdrijven", 2024).geen is Geen.KLEIN
    assert _een(gebied("dierdonk"), "misdrijven", 2024).geen is Geen.KLEIN
    assert _een(gebied("brouwhuis"), "misdrijven", 2024).getal == 50


def test_an_average_of_a_year_without_weights_uses_those_of_the_nearest_year(noord: Gebied) -> None:
    """The same areas of the same division, and it says so; further away than five years there is no number."""
    kop = ("WijkenEnBuurten", "AantalInwoners_5")
    laad(csv(kop, ("BU07949001", "100"), ("BU07949002", "300")), "statline", 2024, indeling=2024)
    gezond = ("WijkenEnBuurten", "Perioden", "GoedErvarenGezondheid_4")
    rijen = [(f"BU0794900{n}", f"{jaar}JJ00", f"{40 + 20 * n}") for jaar in (2022, 2016) for n in (1, 2)]
    laad(csv(gezond, *rijen), "rivm", indeling=2024)

    waarde = _een(noord, "ervaren-gezondheid", 2022)
    assert waarde.getal == 75
    assert waarde.uitleg.endswith("Met de aantallen van 2024.")
    assert _een(noord, "ervaren-gezondheid", 2016).geen is Geen.NIET_TE_BEPALEN
