"""The heat table: buurt × theme × period, with trend; what is shielded only in steps (DHR-25, R08)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signalen.cijfers.schild import in_woorden, naar_beneden
from signalen.cijfers.warmte import trend
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
URL = "/signalen/cijfers/"


def _tabel(client: Client, **vraag: str | int) -> dict[str, dict[str, str]]:
    """Return {area: {theme: text of the cell}}."""
    soep = BeautifulSoup(client.get(URL, vraag).content, "html.parser")
    rijen = soep.select("tbody tr")
    return {
        _tekst(rij.select_one("th")): {str(td["data-label"]): _tekst(td) for td in rij.select("td")}
        for rij in rijen
    }


def _tekst(deel: Tag | None) -> str:
    assert deel is not None
    for svg in deel.select("svg[aria-label]"):
        svg.replace_with(str(svg["aria-label"]))
    return " ".join(deel.get_text(" ").split())


def _dagen_geleden(rij: Signaal, dagen: int) -> Signaal:
    Signaal.objects.filter(pk=rij.pk).update(geregistreerd_op=timezone.now() - timedelta(days=dagen))
    return rij


@pytest.mark.eis("DHR-25")
def test_table_counts_per_buurt_and_theme_with_the_period_before(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    for _ in range(4):
        signaal(concierge, "visbuurt", "openbare-ruimte")
    _dagen_geleden(signaal(concierge, "visbuurt", "openbare-ruimte"), 100)
    signaal(concierge, "tuindorp", "wonen")
    client.force_login(manager)

    tabel = _tabel(client, gebied=gebied("stad-binnen-de-linie").pk)

    assert tabel["Visbuurt"]["openbare ruimte"] == "4 meer, was 1"
    assert tabel["Visbuurt"]["Alles"] == "4 meer, was 1"
    assert tabel["Tuindorp"]["wonen"] == "1 gelijk, was 0"
    assert tabel["Samen"]["Alles"] == "5 meer, was 1"


def test_number_leads_to_as_many_signals(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    for _ in range(3):
        signaal(concierge, "visbuurt", "openbare-ruimte")
    signaal(concierge, "visbuurt", "wonen")
    _dagen_geleden(signaal(concierge, "visbuurt", "openbare-ruimte"), 100)
    client.force_login(manager)
    soep = BeautifulSoup(
        client.get(URL, {"gebied": gebied("stad-binnen-de-linie").pk}).content, "html.parser"
    )
    cel = soep.select_one('td[data-label="openbare ruimte"] a')
    assert cel is not None

    lijst = client.get(str(cel["href"]), headers={"hx-request": "true"}).content.decode()

    assert cel.get_text() == "3"
    assert lijst.count('class="ww-taak"') == 3


def test_area_without_signals_is_named_with_the_last_time(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    _dagen_geleden(signaal(concierge, "visbuurt", "openbare-ruimte"), 400)
    client.force_login(manager)

    pagina = client.get(URL, {"gebied": gebied("stad-binnen-de-linie").pk}).content.decode()
    stil = [_tekst(li) for li in BeautifulSoup(pagina, "html.parser").select("#resultaten > ul > li")]

    assert "Visbuurt – voor het laatst 13 maanden geleden" in stil
    assert "Tuindorp – nog nooit" in stil


@pytest.mark.eis("DHR-25")
def test_another_wijk_counts_nothing(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert _tabel(client) == {}


def test_shielded_ones_stand_apart_in_steps(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    """R08: under the threshold no number, and never the exact one; not for who may read them either."""
    zorg = persoon("zorgmedewerker", partij="team-zorg")
    for _ in range(4):
        signaal(concierge, "visbuurt", "zorg")
    kop = "zorg en verward gedrag"
    vraag = {"gebied": gebied("stad-binnen-de-linie").pk}
    client.force_login(manager)
    vier = _tabel(client, **vraag)["Visbuurt"]
    for _ in range(8):
        signaal(concierge, "visbuurt", "zorg")
    twaalf = _tabel(client, **vraag)["Visbuurt"]
    client.force_login(zorg)

    assert kop in vier
    assert vier[kop] == "0 afgeschermd: minder dan 5"
    assert twaalf[kop] == "0 afgeschermd: ten minste 10 meer, was 0"
    assert _tabel(client) == {}


def test_who_may_not_count_them_sees_none(client: Client, concierge: Gebruiker) -> None:
    for _ in range(6):
        signaal(concierge, "visbuurt", "zorg")
    client.force_login(persoon("adviseur"))

    assert "afgeschermd:" not in client.get(URL).content.decode()


def test_who_only_counts_sees_steps(client: Client, etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")
    for _ in range(6):
        signaal(werker, "banakkers", "achter-de-voordeur")
    client.force_login(persoon("wijkmanager", gebied="banakkers"))

    [rij] = [cellen for naam, cellen in _tabel(client).items() if naam == "Banakkers"]

    assert rij["Alles"].startswith("0 afgeschermd: ten minste 5")
    assert "6" not in rij["Alles"]


def test_signal_with_two_themes_or_areas_counts_once_in_the_total(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "openbare-ruimte")
    rij.zet_plek([gebied("visbuurt"), gebied("tuindorp")])
    rij.themas = ["openbare-ruimte", "wonen"]
    rij.save()
    client.force_login(manager)

    tabel = _tabel(client, gebied=gebied("stad-binnen-de-linie").pk)

    assert [tabel[naam]["Alles"][0] for naam in ("Visbuurt", "Tuindorp", "Samen")] == ["1", "1", "1"]
    assert tabel["Visbuurt"]["wonen"][0] == "1"


def test_what_was_not_said_of_one_buurt_has_a_row(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    signaal(concierge, "stad-binnen-de-linie", "openbare-ruimte")
    client.force_login(manager)

    tabel = _tabel(client, gebied=gebied("stad-binnen-de-linie").pk)

    assert tabel["Niet preciezer bekend"]["Alles"][0] == "1"


def test_without_themes_it_counts_kinds(client: Client, oude_ijsselstreek: Profiel) -> None:
    lid = persoon("teamlid", gebied="ulft")
    signaal(lid, "ulft", "algemeen", eigenaar=Houder(rol="teamlid", gebied=gebied("ulft")))
    client.force_login(lid)

    assert "vraag of probleem uit de wijk" in _tabel(client)["Samen"]


def test_query_count_does_not_grow(
    client: Client,
    concierge: Gebruiker,
    manager: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for naam in ("visbuurt", "visbuurt", "tuindorp"):
        signaal(concierge, naam, "openbare-ruimte")
    client.force_login(manager)

    with django_assert_num_queries(7):
        client.get(URL)


@pytest.mark.parametrize(
    ("nu", "vorig", "woord"),
    [
        (0, 0, "gelijk"),
        (1, 0, "gelijk"),
        (2, 0, "meer"),
        (109, 100, "gelijk"),
        (110, 100, "meer"),
        (0, 2, "minder"),
    ],
)
def test_trend_is_more_than_chance(nu: int, vorig: int, woord: str) -> None:
    assert trend(nu, vorig) == woord


def test_shielded_numbers_are_told_in_steps() -> None:
    assert [in_woorden(n, 5) for n in (0, 1, 4, 5, 9, 10)] == [
        "",
        "minder dan 5",
        "minder dan 5",
        "ten minste 5",
        "ten minste 5",
        "ten minste 10",
    ]
    assert [naar_beneden(n, 5) for n in (0, 4, 5, 14)] == [0, 0, 5, 10]
