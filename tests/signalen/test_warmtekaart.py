"""The map of the heat table: the same numbers in the same words, and never more than the table says (DHR-25, R08)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal
from tests.wijken.kaarten import BUURTEN, buurten, laad
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
URL = "/signalen/cijfers/"


def _figuur(client: Client, **vraag: str | int) -> Tag | None:
    return BeautifulSoup(client.get(URL, vraag).content, "html.parser").select_one("figure.ww-gebiedskaart")


def _kaart(client: Client, **vraag: str | int) -> Tag:
    figuur = _figuur(client, **vraag)
    assert figuur is not None
    return figuur


def _vlakken(figuur: Tag) -> dict[str, Tag]:
    """Return {area: its link or group}."""
    delen = figuur.select("svg > a, svg > g[role=img]")
    return {str(deel["aria-label"]).split(":")[0]: deel for deel in delen}


def _tint(vlak: Tag) -> str:
    pad = vlak.select_one("path")
    assert pad is not None
    return str(pad["class"][-1])[-1]


def _stad() -> dict[str, int]:
    return {"gebied": gebied("stad-binnen-de-linie").pk}


def test_without_a_map_nothing_of_it_is_shown(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(manager)

    assert _figuur(client) is None


@pytest.mark.eis("DHR-25")
def test_each_buurt_has_its_number_and_trend_at_its_place(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    laad()
    for _ in range(4):
        signaal(concierge, "visbuurt", "openbare-ruimte")
    signaal(concierge, "tuindorp", "wonen")
    client.force_login(manager)

    figuur = _kaart(client, **_stad())
    vlakken = _vlakken(figuur)

    assert vlakken["Visbuurt"]["aria-label"] == "Visbuurt: 4, meer, was 0"
    assert vlakken["Tuindorp"]["aria-label"] == "Tuindorp: 1, gelijk, was 0"
    assert vlakken["Oud Den Helder"]["aria-label"] == "Oud Den Helder: niets gehoord"
    assert [_tint(vlakken[naam]) for naam in ("Visbuurt", "Tuindorp", "Oud Den Helder")] == ["5", "2", "0"]
    legenda = [li.get_text(strip=True) for li in figuur.select(".ww-gebiedskaart__legenda li")]
    assert legenda == ["geen", "1", "2", "3", "4"]


@pytest.mark.eis("DHR-25")
def test_another_theme_on_the_map(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    laad()
    for _ in range(4):
        signaal(concierge, "visbuurt", "openbare-ruimte")
    signaal(concierge, "tuindorp", "wonen")
    client.force_login(manager)
    keuze = _kaart(client, **_stad(), periode="jaar").find("a", string="Wonen")
    assert isinstance(keuze, Tag)

    figuur = BeautifulSoup(client.get(f"{URL}{keuze['href']}").content, "html.parser")
    vlakken = _vlakken(figuur)

    assert "Op de kaart: wonen" in figuur.get_text()
    assert "periode=jaar" in str(keuze["href"])
    assert vlakken["Tuindorp"]["aria-label"] == "Tuindorp: 1, gelijk, was 0"
    assert vlakken["Visbuurt"]["aria-label"] == "Visbuurt: niets gehoord"
    verborgen = figuur.select_one("form.ww-filter input[name=kleur]")
    assert verborgen is not None
    assert verborgen["value"] == "wonen"


def test_theme_that_does_not_exist_shows_everything(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    laad()
    signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(manager)

    assert "Op de kaart: alles" in _kaart(client, kleur="verzonnen").get_text()


def test_area_leads_deeper_or_to_its_signals(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    laad()
    signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(persoon("adviseur"))
    wijk = _vlakken(_kaart(client))["Stad Binnen de Linie"]
    client.force_login(manager)
    buurt = _vlakken(_kaart(client, **_stad()))["Visbuurt"]

    lijst = client.get(str(buurt["href"]), headers={"hx-request": "true"}).content.decode()

    assert f"gebied={gebied('stad-binnen-de-linie').pk}" in str(wijk["href"])
    assert lijst.count('class="ww-taak"') == 1


def test_under_the_areas_lies_the_whole_municipality(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    """Also for who sees only one wijk of it: where it lies is no secret."""
    laad()
    signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(manager)
    figuren = [_kaart(client), _kaart(client, **_stad())]

    gronden = [figuur.select_one(".ww-gebiedskaart__grond") for figuur in figuren]

    assert [str(grond["d"]).count("M") for grond in gronden if grond] == [6, 5]


def test_area_without_outline_is_named(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    laad(buurten({code: naam for code, naam in BUURTEN.items() if naam != "Visbuurt"}))
    signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(manager)

    figuur = _kaart(client, **_stad())

    assert "Niet op de kaart: Visbuurt." in figuur.get_text()
    assert "Visbuurt" not in _vlakken(figuur)


def test_map_does_not_tell_what_the_table_hides(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    """One shielded signal more within a step: not a letter of the map changes. The first step, and a later one."""
    laad()
    signaal(concierge, "tuindorp", "openbare-ruimte")
    signaal(concierge, "visbuurt", "zorg")
    client.force_login(manager)
    vraag: dict[str, str | int] = {**_stad(), "kleur": "zorg"}
    een = _kaart(client, **vraag)
    for _ in range(3):
        signaal(concierge, "visbuurt", "zorg")
    vier = _kaart(client, **vraag)
    for _ in range(2):
        signaal(concierge, "visbuurt", "zorg")
    zes = _kaart(client, **vraag)
    for _ in range(3):
        signaal(concierge, "visbuurt", "zorg")
    negen = _kaart(client, **vraag)

    assert "Op de kaart: zorg" in een.get_text()
    assert str(een) == str(vier)
    assert str(zes) == str(negen)
    assert _vlakken(vier)["Visbuurt"]["aria-label"] == "Visbuurt: 0, afgeschermd: minder dan 5"
    assert _vlakken(negen)["Visbuurt"]["aria-label"] == "Visbuurt: 0, afgeschermd: ten minste 5, meer, was 0"
    assert _tint(_vlakken(vier)["Visbuurt"]) == "0"


def test_who_may_not_count_shielded_ones_sees_no_area_of_them(client: Client, concierge: Gebruiker) -> None:
    laad()
    signaal(concierge, "tuindorp", "openbare-ruimte")
    client.force_login(persoon("adviseur"))
    voor = _figuur(client)

    for _ in range(6):
        signaal(concierge, "visbuurt", "zorg")

    assert str(_figuur(client)) == str(voor)


def test_map_has_every_word_of_the_table(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    """In one column, and no area that the table does not have."""
    laad()
    for naam in ("visbuurt", "visbuurt", "tuindorp", "sluisdijkbuurt"):
        signaal(concierge, naam, "openbare-ruimte")
    signaal(concierge, "visbuurt", "zorg")
    client.force_login(manager)
    soep = BeautifulSoup(client.get(URL, _stad()).content, "html.parser")

    for rij in soep.select("tbody tr:not(.ww-warmte-samen)"):
        kop, cel = rij.select_one("th"), rij.select_one("td")
        assert kop is not None
        assert cel is not None
        for svg in cel.select("svg"):
            svg.decompose()
        woorden = str(_vlakken(soep)[kop.get_text(strip=True)]["aria-label"])
        getal, *rest = cel.get_text(" ", strip=True).split(" ", 1)
        assert woorden.split(": ", 1)[1].startswith(getal)
        assert all(deel in woorden for deel in " ".join(rest).split(" meer, "))
    binnen = Gebied.objects.binnen([gebied("stad-binnen-de-linie").pk]).values_list("naam", flat=True)
    assert set(_vlakken(soep)) <= set(binnen)


def test_another_wijk_sees_no_map(client: Client, vreemde: Gebruiker, concierge: Gebruiker) -> None:
    laad()
    signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(vreemde)

    assert _figuur(client) is None


def test_map_costs_two_more_questions(
    client: Client,
    concierge: Gebruiker,
    manager: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    laad()
    for naam in ("visbuurt", "visbuurt", "tuindorp"):
        signaal(concierge, naam, "openbare-ruimte")
    client.force_login(manager)

    with django_assert_num_queries(9):
        client.get(URL)
