"""Every page that is for everybody is valid HTML: found by following links, judged by html-validate in one go."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from budgetten import acties as budget_acties
from overleggen import acties as overleg_acties
from participatie import acties as traject_acties
from prestaties import acties as prestatie_acties
from tests.budgetten.toneel import ken_toe, pot, van, vraag
from tests.hulp import gebied, persoon
from tests.overleggen.hulp import begonnen, punt
from tests.participatie.toneel import vastgesteld
from tests.prestaties.toneel import Plaats, lopend
from tests.publicatie.plaatsing import geplaatst
from tests.verantwoording.toneel import maker
from tests.verantwoording.toneel import vastgesteld as rapport_vastgesteld
from tests.wijkagenda.plannen import dag, helmond_gepubliceerd
from verantwoording import acties as rapport_acties
from wijkagenda.acties import leg_besluitnummer_vast
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import trek_in

pytestmark = pytest.mark.django_db
CONTROLEUR = Path(settings.BASE_DIR) / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
# More than the pages of one municipality with a plan, a report and a withdrawn publication.
MEESTE = 150


def keur(bladen: dict[str, str], map_: Path) -> None:
    """Raise with every complaint about these pages (address, HTML); skip only where there is no Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("html-validate needs Node")
    assert CONTROLEUR.is_file(), "npm ci fetches html-validate"
    namen = {}
    for nummer, (adres, html) in enumerate(bladen.items()):
        namen[f"{nummer}.html"] = adres
        (map_ / f"{nummer}.html").write_text(html.lstrip())
    uitslag = map_.parent / f"{map_.name}.json"
    instelling = Path(__file__).parent / "html-validate.json"
    opdracht = [
        node,
        str(CONTROLEUR),
        "--formatter",
        f"json={uitslag}",
        "--config",
        str(instelling),
        str(map_),
    ]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=120, check=False)
    assert uitslag.is_file(), klaar.stderr
    assert not [
        f"{namen[Path(rij['filePath']).name]} {fout['ruleId']}: {fout['message']} ({fout['selector']})"
        for rij in json.loads(uitslag.read_text())
        for fout in rij["messages"]
    ]


def loop(client: Client, begin: list[str]) -> dict[str, str]:
    """The pages that links lead to from there, for who is not logged in."""
    bladen: dict[str, str] = {}
    gezien, wachtrij = set(begin), list(begin)
    while wachtrij:
        adres = wachtrij.pop(0)
        antwoord = client.get(adres)
        if (
            not antwoord.headers.get("Content-Type", "").startswith("text/html")
            or antwoord.status_code >= 500
        ):
            continue
        if antwoord.status_code == 302:
            continue
        bladen[adres] = antwoord.text
        assert len(bladen) < MEESTE, sorted(bladen)
        for link in BeautifulSoup(antwoord.text, "html.parser").select("a[href]"):
            doel = urlsplit(urljoin(adres, str(link["href"])))
            kaal = doel._replace(fragment="").geturl()
            if not doel.netloc and not doel.scheme and kaal not in gezien:
                gezien.add(kaal)
                wachtrij.append(kaal)
    return bladen


def test_pages_of_helmond_are_valid(client: Client, helmond: Profiel, tmp_path: Path) -> None:
    h = helmond_gepubliceerd()
    leg_besluitnummer_vast(
        plan=h.plan, nummer="BW-1", datum=dag(0), orgaan="college van B en W", door=h.adviseur
    )
    wijkbudget = pot("wijkbudget", "brouwhuis", "1000", persoon("programmamanager"))
    lid = persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    idee = vraag("wijkbudget", "brouwhuis", lid, namens=van("wijkraad-brouwhuis"))
    ken_toe(idee, persoon("college"), "rol:college", kenmerk="B-12")
    budget_acties.publiceer(pot=wijkbudget, bevestigd=set(), door=h.adviseur)
    weg = geplaatst(h.adviseur)
    trek_in(publicatie=weg, reden="Er stond een fout in.", door=h.adviseur)

    bladen = loop(
        client, ["/", weg.get_absolute_url(), "/bestaat-niet/", reverse("publiek:zoeken") + "?q=inloop"]
    )

    assert {"/", "/publiek/brouwhuis/", "/publiek/brouwhuis/wijkactieplan/1/", "/open-data/"} <= set(bladen)
    assert any("/punt/" in adres for adres in bladen)
    assert "/publiek/brouwhuis/budget-wijkbudget/1/" in bladen
    assert any(adres.startswith("/publiek/brouwhuis/budget-wijkbudget/punt/") for adres in bladen)
    keur(bladen, tmp_path)


def test_pages_of_bergen_with_a_path_and_a_report_are_valid(
    client: Client, bergen: Profiel, tmp_path: Path
) -> None:
    traject = vastgesteld(persoon("projectleider"))
    traject_acties.publiceer(
        traject=traject, bevestigd=set(), door=persoon("wijkcoordinator", gebied="schoorl")
    )

    rapport = rapport_vastgesteld(maker())
    rapport_acties.publiceer(rapport=rapport, bevestigd=(), door=maker())

    bladen = loop(client, ["/"])

    assert {"/publiek/schoorl/", "/publiek/schoorl/traject/1/"} <= set(bladen)
    assert "/publiek/bergen-nh/rapportage-raad/1/" in bladen
    keur(bladen, tmp_path)


def test_pages_of_etten_leur_are_valid(client: Client, etten_leur: Profiel, tmp_path: Path) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    overleg = begonnen("wijkpartneroverleg", "centrum-west", manager, delen=["wijkcontactmoment"])
    deel = next(deel for deel in overleg.delen.all() if deel.is_openbaar)
    rij = punt(overleg, manager, "Zebrapad", deel=deel)
    overleg_acties.bespreek(
        punt=rij, uitkomst="Het komt er.", versie=rij.versie, door=manager, gegevens={"uit-plan": "ja"}
    )
    overleg_acties.rond_af(overleg=overleg, door=manager)
    verslag = overleg.verslagen.get()
    overleg_acties.stel_vast(verslag=verslag, door=manager)
    overleg_acties.publiceer(verslag=verslag, bevestigd=set(), door=manager)
    lopend(Plaats.leur())
    jaar = prestatie_acties.jaar_van(
        gebied=gebied("banakkers"), jaar=2026, door=persoon("wijkmanager", gebied="banakkers")
    )
    prestatie_acties.publiceer(jaar=jaar, bevestigd=set(), door=persoon("wijkmanager", gebied="banakkers"))

    bladen = loop(client, ["/"])

    assert any(adres.startswith("/publiek/banakkers/prestatie") for adres in bladen)

    assert any(adres.startswith("/melden/") for adres in bladen)
    assert any(adres.startswith("/publiek/centrum-west/") for adres in bladen)
    keur(bladen, tmp_path)


def test_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no-dup-id"):
        keur(
            {
                "/": '<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body><p id="a"></p><p id="a"></p></body></html>'
            },
            tmp_path,
        )
