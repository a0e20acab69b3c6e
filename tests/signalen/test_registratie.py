"""Entering a signal: the page outside a spreekuur, and the action behind it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen import acties
from signalen.models import Melder, Signaal, Verwezen
from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
URL = "/signalen/nieuw/"


def _data(**anders: Any) -> dict[str, Any]:
    basis = {
        "tekst": "De lamp is stuk.",
        "soort": "openbare-ruimte",
        "urgentie": "normaal",
        "kanaal": "telefoon",
    }
    return basis | {"gebied": gebied("visbuurt").pk} | anders


def test_entry_gets_number_route_term_and_log(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post(URL, _data())

    rij = Signaal.objects.get()
    assert antwoord.headers["Location"] == rij.get_absolute_url()
    assert rij.nummer.endswith("-0001")
    assert (rij.route, rij.gevoelig, rij.stand) == ("wijkbeheer", "nee", "geregistreerd")
    assert rij.uiterlijk is not None
    assert Logregel.objects.filter(stap="signaal.registreren", object_id=rij.pk, door=concierge).exists()


def test_saving_takes_few_queries(
    client: Client, concierge: Gebruiker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(concierge)
    data = _data(e_mail="a@voorbeeld.example", terugkoppeling_gewenst="on")

    with django_assert_max_num_queries(25):
        client.post(URL, data)

    assert Signaal.objects.count() == 1


def test_numbers_follow_each_other(concierge: Gebruiker) -> None:
    assert [signaal(concierge, "visbuurt", "wonen").volgnummer for _ in range(3)] == [1, 2, 3]


def test_empty_entry_shows_the_form_again(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post(URL, {})

    assert antwoord.status_code == 422
    assert not Signaal.objects.exists()


def test_somebody_without_the_right_is_refused(client: Client, medewerker: Gebruiker) -> None:
    client.force_login(medewerker)

    assert client.get(URL).status_code == 403
    assert client.post(URL, _data()).status_code == 403


def test_another_area_cannot_be_chosen(client: Client, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.post(URL, _data()).status_code == 422


def test_the_action_refuses_another_area(vreemde: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        signaal(vreemde, "visbuurt", "wonen")


def test_a_resident_brings_in_the_own_signal(den_helder: Profiel) -> None:
    assert signaal(persoon("bewoner", gebied="visbuurt"), "visbuurt", "wonen").pk


def test_the_same_device_entry_twice_is_one_signal(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)
    eenmalig = str(uuid.uuid4())

    client.post(URL, _data(client_id=eenmalig))
    client.post(URL, _data(client_id=eenmalig))

    assert Signaal.objects.count() == 1


def test_a_form_of_somebody_else_is_not_taken_over(concierge: Gebruiker, manager: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", client_id=uuid.uuid4())

    with pytest.raises(StapGeweigerd):
        signaal(manager, "visbuurt", "wonen", client_id=rij.client_id)


def test_one_signal_in_two_areas_has_one_main_area(concierge: Gebruiker) -> None:
    rij = acties.registreer(
        tekst="Er wordt hard gereden.",
        soort="veiligheid",
        gebieden=[gebied("visbuurt"), gebied("tuindorp")],
        kanaal="telefoon",
        door=concierge,
    )

    assert rij.gebied.sleutel == "visbuurt"
    assert set(rij.gebieden.values_list("sleutel", flat=True)) == {"visbuurt", "tuindorp"}


@pytest.mark.eis("DHR-08")
def test_the_shield_follows_the_kind_and_cannot_be_lowered(concierge: Gebruiker) -> None:
    assert signaal(concierge, "visbuurt", "zorg", gevoelig="nee").gevoelig == "ja"


def test_the_shield_follows_a_theme_too(concierge: Gebruiker) -> None:
    assert signaal(concierge, "visbuurt", "wonen", themas=["zorg"]).gevoelig == "ja"


def test_a_shielded_kind_asks_first_whether_there_is_danger(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post(URL, _data(soort="zorg"))

    assert antwoord.status_code == 422
    assert "is er nu gevaar?" in antwoord.content.decode()


def test_danger_now_keeps_nothing_and_counts_one(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post(URL, _data(soort="zorg", gevaar="ja", tekst="Zij doet niet open."), follow=True)

    assert "Bel 112" in antwoord.content.decode()
    assert Verwezen.objects.count() == 1
    assert not Signaal.objects.exists()


def test_danger_at_an_open_kind_is_kept_as_a_signal(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    client.post(URL, _data(gevaar="ja"))

    assert Signaal.objects.count() == 1


def test_melder_gets_an_acknowledgement(concierge: Gebruiker) -> None:
    melder = acties.Melderinvoer(e_mail="a@voorbeeld.example", terugkoppeling_gewenst=True)

    rij = signaal(concierge, "visbuurt", "wonen", melder=melder)

    bericht = Bericht.objects.get(soort="signaal-ontvangen")
    assert (bericht.adressant_soort, bericht.adressant_id) == ("melder", rij.melder_id)


def test_without_contact_nobody_can_report_back(concierge: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="e-mailadres of telefoonnummer"):
        signaal(concierge, "visbuurt", "wonen", melder=acties.Melderinvoer(terugkoppeling_gewenst=True))
    assert not Melder.objects.exists()


@pytest.mark.eis("ETL-26")
def test_an_idea_for_the_landlord_brings_an_own_contribution(client: Client, etten_leur: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="centrum-west"))
    data = _data_etten_leur(soort="idee-wel")

    geweigerd = client.post(URL, data)
    gelukt = client.post(URL, data | {"eigen-inbreng": "Wij schilderen zelf."})

    assert geweigerd.status_code == 422
    assert "Eigen bijdrage" in geweigerd.content.decode()
    assert gelukt.status_code == 302
    assert Signaal.objects.get().velden == {"eigen-inbreng": "Wij schilderen zelf."}


def _data_etten_leur(**anders: Any) -> dict[str, Any]:
    basis = {"tekst": "Mag de hal een kleur?", "urgentie": "laag", "kanaal": "mail"}
    return basis | {"gebied": gebied("centrum-west").pk} | anders


@pytest.mark.eis("HEL-07")
def test_a_network_brings_it_in_and_who_told_it_is_kept(helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="helmond-noord")
    melder = acties.Melderinvoer(hoedanigheid="straatvereniging")

    rij = signaal(
        opzichter, "helmond-noord", "overig-eenvoudig-fysiek", kanaal="uitvoeringsnetwerk", melder=melder
    )

    assert (rij.kanaal, str(rij.melder)) == ("uitvoeringsnetwerk", "straatvereniging")


@pytest.mark.eis("ETL-06")
def test_the_resident_names_the_area_in_own_words(client: Client, etten_leur: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="centrum-west"))

    client.post(URL, _data_etten_leur(soort="vraag", belevingsgebied="Achter de kerk"))

    assert Signaal.objects.get().belevingsgebied == "Achter de kerk"


@pytest.mark.eis("OIJ-12")
def test_a_team_member_is_named_at_once(client: Client, oude_ijsselstreek: Profiel) -> None:
    client.force_login(persoon("teamlid", gebied="ulft"))
    data = {"tekst": "Wie helpt ons?", "soort": "algemeen", "urgentie": "laag", "kanaal": "wijkteam"}
    data |= {"gebied": str(gebied("ulft").pk)}

    geweigerd = client.post(URL, data)
    gelukt = client.post(URL, data | {"eigenaar": "rol:teamlid"})

    assert geweigerd.status_code == 422
    assert "Wijs een lid van het wijkteam aan" in geweigerd.content.decode()
    assert gelukt.status_code == 302
    assert Signaal.objects.get().houder == Houder(rol="teamlid", gebied=gebied("ulft"))


def test_a_repeat_within_ninety_days_is_advised(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    eerste = signaal(manager, "centrum-west", "vraag", themas=["openbare-ruimte"], kanaal="mail")
    client.force_login(manager)

    antwoord = client.post(URL, _data_etten_leur(soort="vraag", themas=["openbare-ruimte"]), follow=True)

    assert f"lijkt: Signaal {eerste.nummer}" in antwoord.content.decode()


def test_module_absent_gives_not_found(client: Client, helmond: Profiel) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="brouwhuis"))

    assert client.get(reverse("signalen:spreekuren")).status_code == 404
    assert client.get(URL).status_code == 200


def test_anonymous_goes_to_login(client: Client, den_helder: Profiel) -> None:
    assert client.get(URL).headers["Location"].startswith("/account/")


def test_expectation_names_route_and_shield(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    deel = client.get(
        "/signalen/verwachting/", {"soort": "zorg"}, headers={"hx-request": "true"}
    ).content.decode()

    assert "naar team Zorg" in deel
    assert "Afgeschermd" in deel
    assert "<html" not in deel
