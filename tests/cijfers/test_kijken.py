"""Looking at figures: every area beside each other, and beside the municipality and Nederland by name (DHR-57)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cijfers.hulp import csv, laad
from tests.hulp import persoon
from wijkwerk.cijfers import views_kijken
from wijkwerk.cijfers.models import Invoer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek

pytestmark = pytest.mark.django_db
KOP = ("WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_47", "Woningvoorraad_35")
CODES = {"brouwhuis": "WK079491", "mierlo-hout": "WK079492", "dierdonk": "WK079493"}


@pytest.fixture
def manager(helmond: Profiel) -> Gebruiker:
    """Three wijken with figures of 2023 and 2024: a number, a zero and a secret."""
    Gebiedscode.objects.all().delete()
    for sleutel, code in CODES.items():
        Gebiedscode.objects.create(gebied=Gebied.objects.get(sleutel=sleutel), code=code)
    laad(csv(KOP, ("GM0794", "9000", "55", "40000"), *_rijen("9000", "0", ".")), "statline", 2023, alles=True)
    laad(
        csv(
            KOP,
            ("NL00", "17900000", "57", "8000000"),
            ("GM0794", "9500", "54", "41000"),
            *_rijen("9500", "0", "."),
        ),
        "statline",
        2024,
        alles=True,
    )
    return persoon("adviseur-wgw", gebied="brouwhuis")


def _rijen(*inwoners: str) -> list[tuple[str, ...]]:
    return [(code, aantal, "50", "100") for code, aantal in zip(CODES.values(), inwoners, strict=True)]


def _tabel(html: str) -> dict[str, str]:
    return dict(re.findall(r'<th scope="row">([^<]+)</th><td class="ww-getal">([^<]+)</td>', html))


def test_one_measure_over_all_areas_the_highest_first_and_each_comparison_named(
    client: Client, manager: Gebruiker
) -> None:
    client.force_login(manager)
    html = client.get(reverse("gebiedscijfers:alle"), {"maat": "inwoners"}).text
    tabel = _tabel(html)

    assert tabel["Brouwhuis"] == "9.500"
    assert tabel["Mierlo-Hout"] == "0"
    assert tabel["Dierdonk"] == "geheim"
    # A count of a country would make every bar of a wijk a dot: that stands in words.
    assert "Nederland" not in tabel
    assert "Gemeente Helmond: 9.500. Nederland: 17.900.000." in html
    assert next(iter(tabel)) == "Brouwhuis"
    # An area without a number comes after all that have one.
    assert list(tabel).index("Mierlo-Hout") < list(tabel).index("Dierdonk")
    assert "Inwoners, 2024" in html
    aandeel = _tabel(client.get(reverse("gebiedscijfers:alle"), {"maat": "koopwoningen"}).text)
    assert (aandeel["Brouwhuis"], aandeel["Gemeente Helmond"], aandeel["Nederland"]) == ("50", "54", "57")


@pytest.mark.eis("DHR-57")
def test_the_wijken_of_den_helder_stand_beside_each_other_and_what_they_are_compared_with_has_a_name(
    client: Client, den_helder: Profiel
) -> None:
    wijken = list(Gebied.objects.actief().filter(niveau="wijk"))
    Gebiedscode.objects.all().delete()
    rijen = [("NL00", "100", "57", "10"), ("GM0400", "30", "54", "10")]
    for nummer, wijk in enumerate(wijken, 1):
        code = f"WK04009{nummer}"
        Gebiedscode.objects.create(gebied=wijk, code=code)
        rijen.append((code, str(30 // len(wijken)), str(50 + nummer), "10"))
    laad(csv(KOP, *rijen), "statline", 2024, alles=True)
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))

    tabel = _tabel(client.get(reverse("gebiedscijfers:alle"), {"maat": "koopwoningen"}).text)

    eigen = {wijk.naam: str(50 + nummer) for nummer, wijk in enumerate(wijken, 1)}
    assert tabel == eigen | {"Gemeente Den Helder": "54", "Nederland": "57"}


def test_another_period_is_chosen_and_nonsense_gives_the_newest(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    eerder = client.get(reverse("gebiedscijfers:alle"), {"maat": "inwoners", "periode": "202300"}).text
    assert _tabel(eerder)["Brouwhuis"] == "9.000"
    for onzin in (
        {"periode": "x"},
        {"maat": "bestaat-niet"},
        {"niveau": "straat"},
        {"vorm": "taart"},
        {"gebied": "?"},
    ):
        antwoord = client.get(reverse("gebiedscijfers:alle"), onzin)
        assert antwoord.status_code == 200
        assert "Nederland" in antwoord.text


def test_the_own_area_stands_out(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    html = client.get(reverse("gebiedscijfers:alle"), {"maat": "inwoners"}).text
    [nadruk] = re.findall(r'tekst--nadruk"[^>]*>([^<]+)<', html)
    assert nadruk == "Brouwhuis"


def test_the_same_numbers_on_a_map_and_without_one_the_bars(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    Omtrek.objects.all().delete()
    zonder = client.get(reverse("gebiedscijfers:alle"), {"maat": "koopwoningen", "vorm": "kaart"}).text
    for nummer, (sleutel, code) in enumerate(CODES.items()):
        lon = 5.6 + nummer / 10
        ring = [[lon, 51.4], [lon + 0.1, 51.4], [lon + 0.1, 51.5], [lon, 51.5], [lon, 51.4]]
        Omtrek.objects.create(soort="WK", code=code, jaar=2024, naam=sleutel, vorm=[[ring]])
    html = client.get(reverse("gebiedscijfers:alle"), {"maat": "koopwoningen", "vorm": "kaart"}).text

    assert "geen kaart" in zonder
    assert _tabel(zonder)["Brouwhuis"] == "50"
    assert html.count("ww-grafiek__gebied") > 3
    assert _tabel(html)["Dierdonk"] == "50"
    assert "Niet op de kaart:" in html
    assert "Grenzen: CBS/Kadaster, 2024" in html
    aantal = client.get(reverse("gebiedscijfers:alle"), {"maat": "inwoners", "vorm": "kaart"}).text
    assert "Een kaart laat alleen aandelen en gemiddelden zien" in aantal
    assert "ww-grafiek__gebied" not in aantal
    assert _tabel(aantal)["Dierdonk"] == "geheim"


def test_one_area_beside_the_municipality_and_the_country(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    html = client.get(reverse("gebiedscijfers:gebied", args=["brouwhuis"])).text
    cellen = re.findall(r'<td(?: class="ww-getal")? data-label="[^"]+">([^<]+)</td>', html)

    assert cellen[:4] == ["9.500", "9.500", "17.900.000", "2024"]
    assert "Bron: CBS, kerncijfers wijken en buurten 2024" in html


def test_one_measure_of_one_area_in_full_with_its_years(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    html = client.get(reverse("gebiedscijfers:gebied", args=["brouwhuis"]), {"maat": "inwoners"}).text

    assert "Inwoners in Brouwhuis door de jaren" in html
    assert "In 2024: <strong>9.500 inwoners</strong>. Gemeente Helmond: 9.500. Nederland: 17.900.000." in html
    naast = client.get(reverse("gebiedscijfers:gebied", args=["brouwhuis"]), {"maat": "koopwoningen"}).text
    assert _tabel(naast)["Nederland"] == "57"
    assert _tabel(html)["2023"] == "9.000 inwoners"
    assert (
        client.get(reverse("gebiedscijfers:gebied", args=["brouwhuis"]), {"maat": "weg"}).status_code == 404
    )
    assert client.get(reverse("gebiedscijfers:gebied", args=["bestaat-niet"])).status_code == 404


def test_one_measure_through_the_years_of_every_area_beside_each_other(
    client: Client, manager: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(manager)
    url, vraag = reverse("gebiedscijfers:alle"), {"maat": "inwoners", "niveau": "wijk", "vorm": "jaren"}
    soep = BeautifulSoup(client.get(url, vraag).content, "html.parser")

    grafieken = soep.select(".ww-veelvoud figure")
    namen = [naam.get_text() for figuur in grafieken for naam in figuur.select("figcaption")]
    assert namen == [rij.naam for rij in Gebied.objects.filter(niveau="wijk")]
    brouwhuis = grafieken[namen.index("Brouwhuis")]
    assert (
        "op dezelfde schaal als de andere. Brouwhuis: 2023 9.000 inwoners, 2024 9.500" in brouwhuis.get_text()
    )
    assert [cel.get_text() for cel in brouwhuis.select("tbody td")] == ["9.000 inwoners", "9.500 inwoners"]
    assert len({tuple(p["d"] for p in f.select("path[stroke-width='.8']")) for f in grafieken}) == 1
    assert "Bron: CBS, kerncijfers wijken en buurten" in soep.get_text()

    monkeypatch.setattr(views_kijken, "GRAFIEKEN_PER_PAGINA", 2)
    tweede = client.get(url, {**vraag, "page": "2"}).text
    assert "Pagina 2 van" in tweede
    assert "vorm=jaren" in tweede


def test_an_area_that_is_linked_to_nothing_has_a_page_of_every_measure(
    client: Client, manager: Gebruiker
) -> None:
    Gebied.objects.create(sleutel="los", naam="Los", niveau="wijk", voorouders=[])
    client.force_login(manager)
    url = reverse("gebiedscijfers:gebied", args=["los"])
    assert client.get(url).status_code == 200
    een = client.get(url, {"maat": "inwoners"}).text
    assert "In 2024: <strong>geen cijfer</strong>. Gemeente Helmond: 9.500." in een
    assert "geen CBS-gebied gekoppeld" in een


def test_a_year_that_is_not_published_yet_does_not_hide_the_last_one(
    client: Client, manager: Gebruiker
) -> None:
    laad(csv(KOP[:3], ("GM0794", "9600", ""), ("WK079491", "9600", "")), "statline", 2025)
    client.force_login(manager)
    url = reverse("gebiedscijfers:gebied", args=["brouwhuis"])
    rijen = re.findall(r'maat=([^"]+)".*?Periode">([^<]+)<', client.get(url).text, re.DOTALL)
    assert dict(rijen) == {"inwoners": "2025", "koopwoningen": "2024", "woningen": "2024"}
    een = client.get(url, {"maat": "koopwoningen"}).text
    assert "In 2024: <strong>50" in een
    assert "Gemeente Helmond: 54. Nederland: 57." in een
    # Nobody brought in anything of this area in the newest year.
    ander = reverse("gebiedscijfers:gebied", args=["mierlo-hout"])
    assert "In 2024: <strong>0 inwoners</strong>" in client.get(ander, {"maat": "inwoners"}).text


def test_without_areas_or_levels_there_is_a_page(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    Gebied.objects.update(niveau="weg")
    for vorm in ("", "kaart", "jaren"):
        url = reverse("gebiedscijfers:alle")
        assert client.get(url, {"maat": "koopwoningen", "vorm": vorm}).status_code == 200
    Gebied.objects.update(actief_tot="2020-01-01")
    for vorm in ("", "kaart", "jaren"):
        url = reverse("gebiedscijfers:alle")
        assert client.get(url, {"maat": "koopwoningen", "vorm": vorm}).status_code == 200


def test_who_has_no_role_sees_no_figures(client: Client, manager: Gebruiker) -> None:
    client.force_login(persoon())
    for url in (reverse("gebiedscijfers:alle"), reverse("gebiedscijfers:gebied", args=["brouwhuis"])):
        assert client.get(url).status_code == 403
    client.logout()
    assert client.get(reverse("gebiedscijfers:alle")).status_code == 302


def test_before_the_first_import_the_pages_say_so(client: Client, helmond: Profiel) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="brouwhuis"))
    for url in (reverse("gebiedscijfers:alle"), reverse("gebiedscijfers:gebied", args=["brouwhuis"])):
        assert "Er zijn nog geen cijfers" in client.get(url).text


def test_queries_do_not_grow_with_areas_or_measures(
    client: Client, manager: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(manager)
    alle, een = reverse("gebiedscijfers:alle"), reverse("gebiedscijfers:gebied", args=["brouwhuis"])
    client.get(alle)
    with django_assert_num_queries(9):
        client.get(alle, {"maat": "inwoners"})
    with django_assert_num_queries(9):
        client.get(alle, {"maat": "inwoners", "vorm": "jaren"})
    with django_assert_num_queries(10):
        client.get(een)
    with django_assert_num_queries(13):
        client.get(een, {"maat": "inwoners"})


def test_where_an_area_stands_in_the_country(client: Client, manager: Gebruiker) -> None:
    """Exact, from high to low, with the names around it; and said when only our own areas are here."""
    client.force_login(manager)
    url = reverse("gebiedscijfers:gebied", args=["brouwhuis"])
    assert "alleen wijken van de eigen gemeente" in client.get(url, {"maat": "inwoners"}).text
    elders = [(f"WK0400{nr:02}", str(9_450 + 10 * nr)) for nr in range(12)]
    rijen = [(code, aantal, "50", "100") for code, aantal in [("GM0400", "114060"), *elders]]
    laad(csv(KOP, *rijen), "statline", 2024)

    html = client.get(url, {"maat": "inwoners"}).text
    # Six have 9.510 or more; one that has as many shares the place; ours that is secret has none.
    assert re.findall(r"Nummer <strong>(\d+)</strong> van (\d+) wijken", html) == [("7", "14")]
    assert "Nog één heeft hetzelfde cijfer" in html
    assert html.count('data-label="Plaats"') == 7


def test_source_and_day_stand_with_a_figure(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    Invoer.objects.update(peildatum=date(2026, 3, 1))
    alle = client.get(reverse("gebiedscijfers:alle"), {"maat": "inwoners"}).text
    een = client.get(reverse("gebiedscijfers:gebied", args=["brouwhuis"]), {"maat": "koopwoningen"}).text
    assert all("(peildatum 1 maart 2026)" in pagina for pagina in (alle, een))
