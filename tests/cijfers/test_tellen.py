"""What the municipality counts itself: per area and year, from its own registers, and too few are not told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from signalen.models import Signaal
from tests.hulp import activeer, gebied, persoon, profieltekst
from tests.signalen.hulp import signaal
from wijkwerk.cijfers import service
from wijkwerk.cijfers.models import Cijfer, Invoer, Reden
from wijkwerk.cijfers.service import Geen, catalogus, tel_registraties, van_jaar
from wijkwerk.cijfers.tasks import tel_registraties as taak
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.meting import metingen
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.metingen import METEN

pytestmark = pytest.mark.django_db
WIJK = "stad-binnen-de-linie"
VANDAAG = date(2026, 11, 27)
AANTAL = "eigen-signalen-aantal"


@pytest.fixture(autouse=True)
def vandaag(request: pytest.FixtureRequest) -> Any:
    """A fixed day, in Den Helder unless a test takes another."""
    if "gemeente" not in request.fixturenames:
        request.getfixturevalue("den_helder")
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def buurten() -> None:
    """Eight signals in one buurt, seven in the next, two in the third."""
    door = persoon("wijkconcierge", gebied=WIJK)
    for buurt, aantal in (("visbuurt", 8), ("tuindorp", 7), ("sluisdijkbuurt", 2)):
        for _ in range(aantal):
            signaal(door, buurt, "openbare-ruimte")


def _waarde(waar: str, maat: str = AANTAL, jaar: int = 2026) -> service.Waarde:
    plek = gebied(waar)
    return service.cijfers_van([plek], [maat], [van_jaar(jaar)])[plek.pk, maat, van_jaar(jaar)]


def test_every_way_of_counting_of_the_language_is_counted_by_some_app() -> None:
    wegen = {(meting.van, meting.hoe) for pad in settings.METINGEN for meting in import_string(pad)()}
    assert wegen == {(van, hoe) for van, wijzen in METEN.items() for hoe in wijzen}


@pytest.mark.parametrize("gemeente", ["den-helder", "helmond", "etten-leur", "oude-ijsselstreek", "bergen"])
def test_what_a_profile_lets_us_count_is_in_the_catalogue(gemeente: str) -> None:
    activeer(gemeente)
    alle = catalogus()
    for telling, meting in metingen().items():
        maten = [maat for maat in alle.maten.values() if maat.telling == telling]
        assert [maat.deel for maat in maten] == list(meting.delen or ("",))
        assert all(maat.afgeleid and maat not in alle.in_te_voeren() for maat in maten)


def test_counted_per_area_with_those_above_and_zero_is_a_number(buurten: None) -> None:
    tel_registraties(vandaag=VANDAAG)

    boven = _waarde(WIJK)
    assert boven.getal == 17
    assert boven.voorlopig
    assert (boven.bron, boven.peildatum) == ("Eigen registratie", VANDAAG)
    assert _waarde("visbuurt").getal == 8
    assert _waarde("nieuw-den-helder").getal == 0
    assert service.rondom([AANTAL], [van_jaar(2026)])[AANTAL, van_jaar(2026)].gemeente.getal == 17


@pytest.mark.eis("DHR-25")
def test_too_few_are_not_told_and_cannot_be_subtracted(buurten: None, client: Client) -> None:
    """Two in one buurt: of the smallest other buurt there is no number either, else seventeen less fifteen tells it."""
    tel_registraties(vandaag=VANDAAG)
    assert _waarde("sluisdijkbuurt").geen is Geen.KLEIN
    assert _waarde("tuindorp").geen is Geen.KLEIN
    assert _waarde("visbuurt").getal == 8

    client.force_login(persoon("wijkmanager", gebied=WIJK))
    pagina = client.get("/cijfers/", {"maat": AANTAL, "niveau": "buurt"}).text
    assert "te klein om te laten zien" in pagina
    assert "signalen per buurt en thema: openbare ruimte" in pagina
    assert "Bron: Eigen registratie" in pagina


def test_what_is_shielded_counts_nowhere(den_helder: Profiel) -> None:
    door = persoon("wijkconcierge", gebied=WIJK)
    for _ in range(6):
        signaal(door, "visbuurt", "zorg")
    signaal(door, "visbuurt", "openbare-ruimte")
    tel_registraties(vandaag=VANDAAG)

    assert Signaal.objects.filter(gevoelig="ja").count() == 6
    # One that is open, and not seven.
    assert {_waarde(waar).getal for waar in ("nieuw-den-helder", "tuindorp")} == {Decimal(0)}
    assert Cijfer.objects.filter(indicator__sleutel=AANTAL, waarde__gt=0).count() == 0
    assert not Cijfer.objects.filter(
        indicator__sleutel__startswith="signalen-per-buurt", waarde__gt=0
    ).exists()


def test_counted_again_it_follows_and_years_that_are_over_stay(buurten: None) -> None:
    Signaal.objects.filter(gebied__sleutel="tuindorp").update(jaar=2023)
    tel_registraties(vandaag=VANDAAG)
    assert _waarde("tuindorp", jaar=2023).getal == 7
    # Records go after their term: what was counted of that year is still true.
    Signaal.objects.filter(jaar=2023).delete()
    signaal(persoon("wijkconcierge", gebied=WIJK), "visbuurt", "openbare-ruimte")
    taak()
    taak()

    assert _waarde("tuindorp", jaar=2023).getal == 7
    assert _waarde(WIJK).getal == 11
    assert Invoer.objects.filter(formaat="afgeleid").count() == len(range(2023, 2027))


def test_without_anything_to_count_there_is_no_measure() -> None:
    tel_registraties(vandaag=VANDAAG)
    assert not [
        maat for maat, _perioden in service.maten_met_cijfers() if maat.telling == ("signalen", "aantal")
    ]


def test_a_share_of_nothing_is_not_applicable_and_of_few_too_small(buurten: None) -> None:
    tel_registraties(vandaag=VANDAAG)
    assert not Cijfer.objects.filter(indicator__sleutel="eigen-signalen-op-tijd").exists()


def test_as_many_questions_whatever_the_number_of_signals_and_areas(den_helder: Profiel) -> None:
    door = persoon("wijkconcierge", gebied=WIJK)
    signaal(door, "visbuurt", "openbare-ruimte")
    tel_registraties(vandaag=VANDAAG)
    tel_registraties(vandaag=VANDAAG)
    with CaptureQueriesContext(connection) as een:
        tel_registraties(vandaag=VANDAAG)
    for buurt in ("visbuurt", "tuindorp", "sluisdijkbuurt"):
        signaal(door, buurt, "openbare-ruimte")
    with CaptureQueriesContext(connection) as meer:
        tel_registraties(vandaag=VANDAAG)
    assert len(meer) == len(een)


def test_the_page_of_imports_does_not_list_what_counts_itself(buurten: None, client: Client) -> None:
    tel_registraties(vandaag=VANDAAG)
    client.force_login(persoon("beheerder"))
    assert "Eigen registratie" not in client.get("/beheer/cijfers/").text


@pytest.mark.parametrize(
    ("regel", "zegt"),
    [
        ('afgeleid = "geluk"', "iets dat Wijkwerk telt"),
        ('afgeleid = "signalen"\nmeet = "ooit"', "signalen te tellen"),
    ],
)
def test_a_profile_that_names_an_unknown_source_is_refused(regel: str, zegt: str) -> None:
    tekst = f'{profieltekst("den-helder")}\n[[indicator]]\nsleutel = "x"\nnaam = "x"\n{regel}\n'
    with pytest.raises(Exception, match=zegt):
        gemeente_acties.activeer(tekst=tekst, bestand="den-helder.toml", door=None)


def test_a_reason_is_kept_with_each_that_has_no_number(buurten: None) -> None:
    tel_registraties(vandaag=VANDAAG)
    redenen = set(Cijfer.objects.filter(waarde=None).values_list("reden", flat=True))
    assert redenen <= {Reden.KLEIN, Reden.NIET_VAN_TOEPASSING}


@pytest.mark.parametrize("gemeente", ["etten-leur"])
def test_of_a_theme_that_is_shielded_nothing_is_told(gemeente: str) -> None:
    """Not even nought: there are such signals, and they count nowhere."""
    profiel = activeer(gemeente)
    dicht = {thema.sleutel for thema in profiel.themas if thema.gevoelig == "ja"}
    assert dicht
    assert not [maat for maat in catalogus().maten.values() if maat.telling and maat.deel in dicht]


def test_few_initiatives_are_not_told_here_either() -> None:
    """A report hides them, so this page may not tell them."""
    meting = metingen()["initiatieven", "aantal"]
    assert meting.klein_geheim
