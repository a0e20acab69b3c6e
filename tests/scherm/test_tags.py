from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils.formats import date_format

from wijkwerk.huis import iconen
from wijkwerk.huis.templatetags import scherm

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NU = datetime(2027, 3, 10, 12, 0, tzinfo=AMSTERDAM)
VANDAAG = NU.date()


@pytest.fixture(autouse=True)
def _op_tien_maart() -> object:
    with time_machine.travel(NU, tick=False):
        yield


def _toon(bron: str, **context: object) -> str:
    return Template("{% load scherm %}" + bron).render(Context(context))


@pytest.mark.parametrize(
    ("dagen", "woord", "toon"),
    [
        (-1, "1 dag te laat", "danger"),
        (-15, "2 weken te laat", "danger"),
        (0, "vandaag", "warning"),
        (1, "morgen", "warning"),
        (3, "over 3 dagen", "warning"),
        (4, "over 4 dagen", "neutral"),
        (40, "over 5 weken", "neutral"),
        (100, "over 3 maanden", "neutral"),
    ],
)
def test_termijn_says_how_much_time_is_left(dagen: int, woord: str, toon: str) -> None:
    html = scherm.termijn(VANDAAG + timedelta(days=dagen))
    assert f">{woord}<" in html.replace("</svg>", "</svg>>")
    assert f"utrecht-badge-status--{toon}" in html
    assert "title=" in html


def test_termijn_of_something_done_is_a_quiet_date() -> None:
    assert (
        scherm.termijn(date(2027, 2, 1), klaar=True) == '<time datetime="2027-02-01">1 februari 2027</time>'
    )


def test_a_day_in_full_is_as_django_writes_it() -> None:
    """Written out here for speed; for every month and weekday the same words, in the time of the Netherlands."""
    avond = datetime(2027, 3, 27, 23, 5, tzinfo=UTC)
    for stap in range(0, 400, 5):
        moment = avond + timedelta(days=stap)
        hier = moment.astimezone(AMSTERDAM)
        assert f">{date_format(hier, 'l j F Y, H:i')}</time>" in scherm.dag(moment)
        assert f">{date_format(hier.date(), 'j F Y')}</time>" in scherm.dag(hier.date())
        assert scherm.klok(moment) == date_format(hier, "H:i")


def test_termijn_without_a_date_says_so() -> None:
    assert "geen datum" in scherm.termijn(None)


@pytest.mark.parametrize(
    ("moment", "woorden"),
    [
        (NU - timedelta(hours=2), "vandaag om 10:00"),
        (NU - timedelta(days=1), "gisteren om 12:00"),
        (NU + timedelta(days=1), "morgen om 12:00"),
        (date(2027, 3, 7), "3 dagen geleden"),
        (date(2027, 3, 24), "over 2 weken"),
    ],
)
def test_wanneer_speaks_as_people_do(moment: date | datetime, woorden: str) -> None:
    assert f">{woorden}</time>" in scherm.wanneer(moment)


def test_a_day_turns_at_midnight_in_amsterdam() -> None:
    assert scherm.in_woorden(datetime(2027, 3, 9, 23, 30, tzinfo=ZoneInfo("UTC"))) == "vandaag om 00:30"


def test_status_is_word_icon_and_colour() -> None:
    html = scherm.status("knelpunt")
    assert "<svg" in html
    assert "Knelpunt" in html
    assert "utrecht-badge-status--danger" in html


def test_an_unknown_state_shows_its_own_word_safely() -> None:
    assert "&lt;b&gt;" in scherm.status("<b>")


def test_every_icon_can_be_drawn_and_named() -> None:
    for naam in iconen.PADEN:
        assert 'aria-hidden="true"' in iconen.svg(naam)
        assert 'aria-label="Naam"' in iconen.svg(naam, "Naam")


@pytest.mark.parametrize(("n", "woord"), [(0, "geen signalen"), (1, "1 signaal"), (3, "3 signalen")])
def test_aantal_counts_in_words(n: int, woord: str) -> None:
    assert scherm.aantal(n, "signaal,signalen") == woord


def test_boxes_escape_titles_and_keep_their_content() -> None:
    html = _toon('{% kaart titel=t %}<p class="x">{{ t }}</p>{% endkaart %}', t="<i>")
    assert "<i>" not in html
    assert '<p class="x">&lt;i&gt;</p>' in html


def test_kruimelpad_ends_at_the_page_itself() -> None:
    html = _toon('{% kruimelpad "Signalen" "/signalen/" "Signaal 12" %}')
    assert html.count("<a") == 1
    assert 'aria-current="page">Signaal 12' in html


def test_an_unknown_kind_of_button_is_an_ordinary_one() -> None:
    assert "secondary-action" in scherm.knop_link("/x/", "Ga", soort="onbekend")


def test_a_few_rules_are_all_named() -> None:
    assert (
        _toon('{% regels eis "regel" %}', eis=("HEL-18", "HEL-34"))
        == '<span class="ww-regel">(regel HEL-18, HEL-34)</span>'
    )
    assert _toon("{% regels eis %}", eis=()) == ""


def test_many_rules_are_named_by_the_first_two_and_all_in_the_title() -> None:
    html = _toon("{% regels eis %}", eis=("HEL-18", "HEL-34", "HEL-35", "HEL-36"))

    assert html == (
        '<span class="ww-regel" title="HEL-18, HEL-34, HEL-35, HEL-36">HEL-18, HEL-34 en 2 andere</span>'
    )


@pytest.mark.parametrize(
    ("naam", "begin"),
    [
        ("wijkmanager", "Wijkmanager"),
        ("adviseur WGW", "Adviseur WGW"),
        ("woCom", "woCom"),
        ("VVH", "VVH"),
        ("", ""),
    ],
)
def test_a_heading_starts_with_a_capital_unless_a_name_writes_itself_otherwise(naam: str, begin: str) -> None:
    assert _toon("{{ naam|hoofdletter }}", naam=naam) == begin


@pytest.mark.parametrize(
    ("dagen", "tekst"),
    [
        (0, "wo 10 mrt"),
        (183, "do 9 sep"),
        (184, "vr 10 sep 2027"),
        (-183, "di 8 sep"),
        (-365, "di 10 mrt 2026"),
    ],
)
def test_a_short_day_far_away_says_its_year(dagen: int, tekst: str) -> None:
    assert f">{tekst}<" in _toon("{% dag dag kort=True %}", dag=VANDAAG + timedelta(days=dagen))
