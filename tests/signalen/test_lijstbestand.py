"""The list as a file: what the list shows under the same filters; of what is shielded a number and nothing else."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from signalen import acties, lijstbestand
from signalen.models import Signaal
from tests.hulp import partij, persoon
from tests.signalen.hulp import MERK, over, signaal, zet_uit
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
ALLEEN_AANTAL = "ja, alleen het aantal"
ALLES_OPEN = "ja, alles wat open staat; zonder uw filters"


def _url(vorm: str = "csv") -> str:
    return reverse("signalen:lijst-bestand", args=[vorm])


def _rijen(client: Client, **vraag: str) -> list[dict[str, str]]:
    inhoud = client.get(_url(), vraag).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(inhoud, newline=""), delimiter=";"))


def _nummers(client: Client, **vraag: str) -> list[str]:
    return [rij["Nummer"] for rij in _rijen(client, **vraag)]


def test_holds_what_the_list_shows(
    client: Client, uitgezet: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    melder = acties.Melderinvoer(hoedanigheid="buur", naam=MERK, e_mail="merk@voorbeeld.example")
    nieuw = signaal(concierge, "visbuurt", "wonen", waar="Spoorstraat 4", melder=melder)
    client.force_login(manager)

    antwoord = client.get(_url())
    rijen = _rijen(client)

    assert antwoord["Content-Disposition"].startswith('attachment; filename="signalen-')
    assert "no-store" in antwoord["Cache-Control"]
    assert [rij["Nummer"] for rij in rijen] == [nieuw.nummer, uitgezet.nummer]
    assert (rijen[0]["Plek"], rijen[0]["Wat er gezegd is"]) == ("Spoorstraat 4", nieuw.tekst)
    assert (rijen[1]["Eigenaar"], rijen[1]["Stand"]) == (str(partij("wijkbeheer")), "Uitgezet")
    assert MERK not in str(rijen)
    assert "merk@voorbeeld.example" not in str(rijen)


def test_obeys_the_filters_of_the_list(
    client: Client, uitgezet: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    nieuw = signaal(concierge, "visbuurt", "wonen", tekst="De trap is stuk.")
    client.force_login(manager)

    assert _nummers(client, soort="wonen") == [nieuw.nummer]
    assert _nummers(client, zoek="trap") == [nieuw.nummer]
    assert _nummers(client, stand="uitgezet") == [uitgezet.nummer]
    assert _nummers(client, stand="gesloten") == []


def test_the_page_leads_to_it_with_the_same_filters(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    soep = BeautifulSoup(client.get("/signalen/", {"zoek": "stoep"}).content, "html.parser")
    links = {str(a["href"]) for a in soep.select("#resultaten a") if "Download" in a.get_text()}

    assert links == {f"{_url('csv')}?zoek=stoep", f"{_url('xlsx')}?zoek=stoep"}


def test_another_wijk_takes_nothing_along(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert _rijen(client, stand="alle") == []
    assert client.get(_url("pdf")).status_code == 404


def test_holder_of_a_part_gets_the_words_and_not_the_answer(
    client: Client, rij: Signaal, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    """As on the page: the answer is for who sees everything and for who wrote it down."""
    mensen = {"wijkbeheer": medewerker, "politie": persoon("wijkagent", partij="politie")}
    vragen = [acties.Deelvraag(Houder(partij=partij(naam)), "Kijk.", over(3)) for naam in mensen]
    acties.zet_uit(signaal=rij, door=manager, delen=vragen, route="coordinatieteam")
    for deel, wie in zip(rij.delen.order_by("pk"), mensen.values(), strict=True):
        acties.neem_aan(deel=deel, door=wie)
        acties.meld_klaar(deel=deel, resultaat="Gedaan.", door=wie)
    acties.beantwoord(signaal=rij, soort="antwoord", velden={"toelichting": "Het is klaar."}, door=manager)

    def antwoord_voor(wie: Gebruiker) -> tuple[str, str]:
        client.force_login(wie)
        (een,) = _rijen(client, stand="alle")
        return een["Wat er gezegd is"], een["Antwoord"]

    assert antwoord_voor(manager) == (rij.tekst, "Antwoord")
    assert antwoord_voor(mensen["politie"]) == (rij.tekst, "")


# --- what is shielded


@pytest.mark.eis("DHR-08")
@pytest.mark.parametrize("wie", ["wijkmanager", "wijkconcierge", "zorgmedewerker"])
def test_what_is_shielded_is_a_number_for_everybody(client: Client, concierge: Gebruiker, wie: str) -> None:
    """Also for who may read it: a file leaves the house."""
    rij = zet_uit(signaal(concierge, "visbuurt", "zorg", tekst=f"Over {MERK}.", waar=MERK), concierge)
    plek: dict[str, Any] = {"partij": "team-zorg"} if wie == "zorgmedewerker" else {"gebied": "visbuurt"}
    client.force_login(concierge if wie == "wijkconcierge" else persoon(wie, **plek))

    (een,) = _rijen(client, stand="alle")

    assert {kop: cel for kop, cel in een.items() if cel} == {
        "Aantal": "minder dan 5", "Soort": een["Soort"], "Wijk": "Visbuurt", "Afgeschermd": ALLEEN_AANTAL,
    }  # fmt: skip
    assert rij.nummer not in str(een)


def test_what_may_be_seen_by_few_is_a_number_too(
    client: Client, rij: Signaal, uitgezet: Signaal, manager: Gebruiker
) -> None:
    acties.scherm_af(signaal=uitgezet, gevoelig="beperkt", reden="Gaat over iemand.", door=manager)
    client.force_login(manager)

    (een,) = _rijen(client)

    assert (een["Nummer"], een["Aantal"], een["Wat er gezegd is"]) == ("", "minder dan 5", "")


def test_numbers_go_in_steps(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    for _ in range(6):
        signaal(concierge, "visbuurt", "zorg")
    client.force_login(manager)

    assert [rij["Aantal"] for rij in _rijen(client)] == ["ten minste 5"]


def test_no_filter_tells_what_somebody_may_only_count(client: Client, etten_leur: Profiel) -> None:
    """By number, kind, state or day: the same number, or one could find out what a single signal is about."""
    werker = persoon("opbouwwerker", gebied="banakkers")
    geheim = signaal(werker, "banakkers", "achter-de-voordeur")
    client.force_login(persoon("wijkmanager", gebied="banakkers"))

    zonder = _rijen(client)

    assert [(rij["Aantal"], rij["Afgeschermd"]) for rij in zonder] == [("minder dan 5", ALLES_OPEN)]
    for vraag in (
        {"zoek": geheim.nummer},
        {"zoek": "2020-0001"},
        {"soort": "achter-de-voordeur"},
        {"stand": "gesloten"},
        {"vanaf": over(1).isoformat()},
        {"gevoelig": "nee"},
    ):
        assert _rijen(client, **vraag) == zonder, vraag


# --- size, and who took what


def test_a_csv_goes_out_in_parts(
    client: Client, concierge: Gebruiker, manager: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    rijen = [signaal(concierge, "visbuurt", "wonen") for _ in range(5)]
    monkeypatch.setattr(lijstbestand, "PER_KEER", 2)
    client.force_login(manager)

    assert _nummers(client) == [rij.nummer for rij in reversed(rijen)]


def test_number_of_queries_grows_by_one_for_each_part(
    client: Client, concierge: Gebruiker, manager: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(manager)
    aantallen = []
    for per_keer in (2000, 3):
        monkeypatch.setattr(lijstbestand, "PER_KEER", per_keer)
        for _ in range(4):
            signaal(concierge, "visbuurt", "wonen")
        with CaptureQueriesContext(connection) as vragen:
            assert len(_rijen(client)) == (4 if per_keer == 2000 else 8)
        aantallen.append(len(vragen))

    assert aantallen == [12, 14]


def test_a_workbook_has_an_end(
    client: Client,
    rij: Signaal,
    uitgezet: Signaal,
    concierge: Gebruiker,
    manager: Gebruiker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signaal(concierge, "visbuurt", "wonen", tekst="=1+1")
    client.force_login(manager)
    blad = load_workbook(io.BytesIO(client.get(_url("xlsx")).getvalue()))["Signalen"]
    monkeypatch.setattr(lijstbestand, "HOOGSTENS_XLSX", 1)

    te_veel = client.get(_url("xlsx"), {"soort": "", "stand": "alle"}, follow=True)

    kop = [str(cel.value) for cel in blad[1]]
    assert blad.max_row == 3
    assert blad.cell(2, kop.index("Wat er gezegd is") + 1).value == "'=1+1"
    assert te_veel.redirect_chain[0][0].startswith("/signalen/?stand=alle")
    assert "Dit zijn meer dan 1 signalen" in te_veel.content.decode()
    assert len(_rijen(client)) == 2


def test_each_time_stands_in_the_log_without_what_was_searched(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)
    _rijen(client, zoek="stoep school", soort="openbare-ruimte")
    client.get(_url("xlsx"))

    eerst, toen = Logregel.objects.filter(stap="signaal.uitvoeren").order_by("pk")

    assert (eerst.door, eerst.object_soort, eerst.object_id) == (manager, "signaal", None)
    assert eerst.gegevens == {"vorm": "csv", "aantal": 1, "filters": ["soort", "zoek"]}
    assert toen.gegevens == {"vorm": "xlsx", "aantal": 1, "filters": []}
