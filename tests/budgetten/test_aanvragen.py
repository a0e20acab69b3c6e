"""Asking money: by whom, for whom, what the profile asks, from a signal, and who reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from budgetten import service
from budgetten.models import Budgetaanvraag
from budgetten.regels import BETEKENIS, onderwerp
from signalen.acties import registreer
from signalen.acties.registratie import kanalen_in
from signalen.models import Signaal
from tests.budgetten.toneel import adres, als, klachten, van, vraag
from tests.hulp import activeer, gebied, partij, persoon, profieltekst
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db


def formulier(waar: str, **anders: Any) -> dict[str, Any]:
    return {
        "namens": "zelf",
        "gebied": gebied(waar).pk,
        "titel": "Plantenbakken",
        "doel": "Het plein wordt groen.",
        "bedrag": "1.250,50",
        "eigen_inbreng": "Bewoners geven water.",
        **anders,
    }


def test_a_resident_asks_and_reads_only_the_own_request(oude_ijsselstreek: Profiel, client: Client) -> None:
    bewoner, buur = persoon("bewoner", gebied="ulft"), persoon("bewoner", gebied="ulft")

    als(client, bewoner).post(adres("nieuw", "buurtbudget"), formulier("ulft"))

    aanvraag = Budgetaanvraag.objects.get()
    assert (aanvraag.bedrag, aanvraag.aanvrager, aanvraag.partij) == (Decimal("1250.50"), bewoner, None)
    assert "€ 1.250,50" in client.get(aanvraag.get_absolute_url()).text
    assert als(client, buur).get(aanvraag.get_absolute_url()).status_code == 404
    assert "Plantenbakken" not in client.get(adres("aanvragen")).text
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    pagina = als(client, regisseur).get(aanvraag.get_absolute_url()).text
    assert "een inwoner" in pagina
    assert bewoner.naam not in pagina
    elders = persoon("gebiedsregisseur", gebied="varsseveld")
    assert als(client, elders).get(aanvraag.get_absolute_url()).status_code == 404


def test_who_asks_in_a_role_is_shown_by_that_role_and_is_no_resident(
    oude_ijsselstreek: Profiel, client: Client
) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    eigen = vraag("klein-budget", "ulft", regisseur)
    bewoner = vraag("buurtbudget", "ulft", persoon("bewoner", gebied="ulft"))

    pagina = als(client, persoon("gebiedsregisseur", gebied="ulft")).get(eigen.get_absolute_url()).text

    assert "een gebiedsregisseur" in pagina
    assert "een inwoner" not in pagina
    assert regisseur.naam not in pagina
    tel = BETEKENIS.relaties["bewoners"]
    assert [tel(onderwerp(rij), None)[""] for rij in (eigen, bewoner)] == [0, 1]


@pytest.mark.eis("DHR-30")
def test_the_chair_asks_as_the_chair(den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")

    assert vraag("wijkplatform", "nieuw-den-helder", voorzitter, categorie="website").van == (
        "een voorzitter Wijkplatform"
    )


@pytest.mark.eis("DHR-30")
def test_chair_and_secretary_ask_in_the_name_of_their_platform(den_helder: Profiel, client: Client) -> None:
    """They have a role in the area; the municipality says at that role which body they speak for."""
    platform = Partij.objects.get(sleutel="wijkplatform-nieuw-den-helder")
    voorzitter, secretaris, vreemde = (
        persoon(),
        persoon(),
        persoon("platformvoorzitter", gebied="stad-binnen-de-linie"),
    )
    als(client, persoon("beheerder"))
    for wie, rol in ((voorzitter, "platformvoorzitter"), (secretaris, "platformsecretaris")):
        gegevens = {
            "rol": rol,
            "gebied": gebied("nieuw-den-helder").pk,
            "partij": platform.pk,
            "van": "2026-01-01",
        }
        assert client.post(reverse("beheer:rol-nieuw", args=[wie.pk]), gegevens).status_code == 302
    namens = van("wijkplatform-nieuw-den-helder")
    data = formulier("nieuw-den-helder", categorie="website", namens=namens)

    for wie, status in ((vreemde, 422), (voorzitter, 302), (secretaris, 302)):
        assert als(client, wie).post(adres("nieuw", "wijkplatform"), data).status_code == status

    eerste, tweede = Budgetaanvraag.objects.order_by("pk")
    assert (eerste.partij, tweede.partij) == (platform, platform)
    assert (eerste.van, eerste.hoedanigheid) == ("Wijkplatform Nieuw Den Helder", "")
    assert als(client, secretaris).get(eerste.get_absolute_url()).status_code == 200
    assert als(client, vreemde).get(eerste.get_absolute_url()).status_code == 404


def test_the_form_says_beforehand_what_will_be_asked(oude_ijsselstreek: Profiel, client: Client) -> None:
    pagina = als(client, persoon("bewoner", gebied="ulft")).get(adres("nieuw", "buurtbudget")).text

    assert "Breed draagvlak" in pagina
    assert "Boven het basisniveau van de gemeente" in pagina
    assert "college" in pagina
    assert "Dorpsplan" in pagina


def test_a_party_asks_for_itself_and_its_people_read_it(oude_ijsselstreek: Profiel, client: Client) -> None:
    orgaan = Partij.objects.create(sleutel="db-ulft", naam="Dorpsbelang Ulft", soort="bewonersorgaan")
    orgaan.gebieden.add(gebied("ulft"))
    lid, ander = (persoon("belangenorganisatie", partij="db-ulft") for _ in range(2))
    vreemde = Partij.objects.create(sleutel="db-x", naam="Ander belang", soort="bewonersorgaan")
    vreemde.gebieden.add(gebied("ulft"))

    aanvraag = vraag("buurtbudget", "ulft", lid, namens=van("db-ulft"))

    assert aanvraag.partij == orgaan
    assert als(client, ander).get(aanvraag.get_absolute_url()).status_code == 200
    buiten = persoon("belangenorganisatie", partij="db-x")
    assert als(client, buiten).get(aanvraag.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        vraag("buurtbudget", "ulft", lid, namens=van("db-x"))


def test_what_is_missing_is_said_in_dutch_and_nothing_typed_is_lost(
    oude_ijsselstreek: Profiel, client: Client
) -> None:
    als(client, persoon("bewoner", gebied="ulft"))

    antwoord = client.post(adres("nieuw", "buurtbudget"), formulier("ulft", bedrag="", titel=""))

    assert antwoord.status_code == 422
    assert "Vul een bedrag in." in antwoord.text
    assert "Schrijf op wat u wilt doen." in antwoord.text
    assert "Bewoners geven water." in antwoord.text
    assert not Budgetaanvraag.objects.exists()


def test_sent_twice_it_is_one_request(oude_ijsselstreek: Profiel, client: Client) -> None:
    als(client, persoon("bewoner", gebied="ulft"))
    data = formulier("ulft", client_id="0b4b6f0e-3f3e-4a52-9f8c-7d3f8a1a2b3c")

    for _ in range(2):
        client.post(adres("nieuw", "buurtbudget"), data)

    assert Budgetaanvraag.objects.count() == 1


@pytest.mark.eis("DHR-30")
def test_outside_the_categories_needs_a_reason(den_helder: Profiel, client: Client) -> None:
    als(client, persoon("platformsecretaris", gebied="nieuw-den-helder"))
    data = formulier("nieuw-den-helder", categorie="")

    antwoord = client.post(adres("nieuw", "wijkplatform"), data)

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error("reden")
    client.post(adres("nieuw", "wijkplatform"), {**data, "reden": "Eenmalig feest voor vrijwilligers."})
    client.post(adres("nieuw", "wijkplatform"), {**data, "categorie": "website"})
    assert [rij.categorie for rij in Budgetaanvraag.objects.order_by("pk")] == ["", "website"]


@pytest.mark.eis("DHR-30")
def test_where_the_profile_knows_no_exception_a_category_of_the_list_is_needed(den_helder: Profiel) -> None:
    manager = persoon("accountmanager")

    [klacht] = klachten(vraag, "woonconvenant-plus", "den-helder", manager)

    assert klacht.startswith("Kies een categorie uit de lijst.")
    vraag("woonconvenant-plus", "den-helder", manager, categorie="wijkproject")


@pytest.mark.eis("ETL-44")
def test_buildings_are_excluded(etten_leur: Profiel, client: Client) -> None:
    als(client, persoon("bewoner", gebied="banakkers"))
    gebouw = "exploitatie en beheer van gebouwen"

    antwoord = client.post(adres("nieuw", "wijkmiddelen"), formulier("banakkers", categorie=gebouw))

    assert antwoord.status_code == 422
    assert f"Dit kan niet uit dit budget: {gebouw}." in antwoord.text
    assert f"{gebouw.capitalize()} (kan niet uit dit budget)" in antwoord.text


@pytest.mark.eis("ETL-42")
@pytest.mark.parametrize("veld", ["eigen_inbreng", "planitem"])
def test_means_need_a_return_and_a_topic_of_a_plan(etten_leur: Profiel, client: Client, veld: str) -> None:
    als(client, persoon("bewoner", gebied="banakkers"))

    antwoord = client.post(adres("nieuw", "wijkmiddelen"), formulier("banakkers", **{veld: ""}))

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error(veld)


@pytest.mark.eis("ETL-66")
def test_support_in_kind_is_asked_without_money(etten_leur: Profiel, client: Client) -> None:
    als(client, persoon("bewoner", gebied="banakkers"))
    data = formulier("banakkers", bedrag="0", categorie="materiaal klein onderhoud")

    client.post(adres("nieuw", "in-natura"), data)

    assert Budgetaanvraag.objects.get().bedrag == 0


@pytest.mark.eis("HEL-64")
def test_the_adviseur_never_asks_for_a_wijkorgaan(helmond: Profiel, client: Client) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")

    assert als(client, adviseur).get(adres("nieuw", "wijkbudget")).status_code == 403
    with pytest.raises(PermissionDenied):
        vraag("wijkbudget", "brouwhuis", adviseur, namens=van("wijkraad-brouwhuis"))


@pytest.mark.eis("HEL-64")
def test_who_handles_requests_may_type_one_in_unless_the_profile_forbids_it(db: None) -> None:
    tekst = profieltekst("helmond").replace(
        'beheer = ["rol:programmamanager"]', 'beheer = ["rol:programmamanager", "rol:adviseur-wgw"]'
    )
    activeer("helmond")
    gemeente_acties.activeer(tekst=tekst, bestand="helmond.toml", door=None)
    adviseur, manager = persoon("adviseur-wgw", gebied="brouwhuis"), persoon("programmamanager")

    [klacht] = klachten(vraag, "wijkbudget", "brouwhuis", adviseur, namens=van("wijkraad-brouwhuis"))

    assert klacht.startswith("De adviseur vraagt geen budget aan voor een wijkorgaan.")
    assert vraag("wijkbudget", "brouwhuis", manager, namens=van("wijkraad-brouwhuis")).partij is not None


def _signaal(soort: str, waar: str) -> Signaal:
    return registreer(
        tekst="Kunnen er bakken komen?",
        soort=soort,
        gebieden=[gebied(waar)],
        kanaal=next(iter(kanalen_in(actief_profiel()))),
        door=persoon("teamlid", gebied=waar),
        eigenaar=Houder(persoon=persoon("teamlid", gebied=waar)),
    )


@pytest.mark.eis("OIJ-30")
def test_an_idea_from_the_buurt_becomes_a_request(oude_ijsselstreek: Profiel, client: Client) -> None:
    signaal = _signaal("idee-buurt", "ulft")
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    naar = f"{adres('nieuw', 'buurtbudget')}?signaal={signaal.pk}"

    assert naar in als(client, regisseur).get(signaal.get_absolute_url()).text
    assert "Kunnen er bakken komen?" in client.get(naar).text
    client.post(naar, formulier("ulft", namens="melder"))

    aanvraag = Budgetaanvraag.objects.get()
    assert (aanvraag.signaal, aanvraag.aanvrager, aanvraag.partij) == (signaal, None, None)
    pagina = client.get(signaal.get_absolute_url()).text
    assert aanvraag.get_absolute_url() in pagina
    assert naar not in pagina
    assert client.post(naar, formulier("ulft", namens="melder")).status_code == 422


def test_a_partner_that_answers_a_signal_asks_only_for_who_brought_it(
    etten_leur: Profiel, client: Client
) -> None:
    manager, partner = persoon("wijkmanager", gebied="banakkers"), persoon("partner", partij="surplus")
    orgaan = Partij.objects.create(sleutel="bo-x", naam="Bewoners Banakkers", soort="bewonersorgaan")
    orgaan.gebieden.add(gebied("banakkers"))
    signaal = registreer(
        tekst="Kunnen er bakken komen?",
        soort="ondersteuning",
        gebieden=[gebied("banakkers")],
        kanaal=next(iter(kanalen_in(actief_profiel()))),
        door=manager,
        eigenaar=Houder(partij=partij("surplus")),
    )
    naar = f"{adres('nieuw', 'in-natura')}?signaal={signaal.pk}"
    data = formulier("banakkers", bedrag="0", categorie="materiaal klein onderhoud", namens="melder")

    assert "Bewoners Banakkers" not in als(client, partner).get(naar).text
    assert client.post(naar, {**data, "namens": van("bo-x")}).status_code == 422
    with pytest.raises(PermissionDenied):
        vraag("in-natura", "banakkers", partner, namens=van("bo-x"), bedrag="0", signaal=signaal)
    [klacht] = klachten(
        vraag,
        "in-natura",
        "etten-leur",
        partner,
        namens="melder",
        bedrag="0",
        categorie="materiaal klein onderhoud",
        signaal=signaal,
    )
    assert klacht == "Kies het gebied van het signaal."
    antwoord = client.post(naar, data, follow=True)

    assert antwoord.status_code == 200
    assert antwoord.request["PATH_INFO"] == signaal.get_absolute_url()
    assert Budgetaanvraag.objects.get().signaal == signaal


def test_the_words_of_a_signal_that_are_not_read_are_not_filled_in(
    oude_ijsselstreek: Profiel, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    signaal = _signaal("idee-buurt", "ulft")
    naar = f"{adres('nieuw', 'buurtbudget')}?signaal={signaal.pk}"
    als(client, persoon("gebiedsregisseur", gebied="ulft"))
    assert "Kunnen er bakken komen?" in client.get(naar).text

    monkeypatch.setattr("budgetten.views.nieuw.toont_tekst", lambda signaal: False)

    assert "Kunnen er bakken komen?" not in client.get(naar).text


@pytest.mark.parametrize("jaren", [-1, 2])
def test_money_is_asked_of_this_year_or_the_next(
    oude_ijsselstreek: Profiel, client: Client, jaren: int
) -> None:
    als(client, persoon("bewoner", gebied="ulft"))
    nu = timezone.localdate().year

    antwoord = client.post(
        adres("nieuw", "buurtbudget"), formulier("ulft", startdatum=date(nu + jaren, 6, 1))
    )

    assert antwoord.status_code == 422
    assert f"Kies een dag in {nu} of {nu + 1}." in antwoord.text
    client.post(adres("nieuw", "buurtbudget"), formulier("ulft", startdatum=date(nu + 1, 6, 1)))
    assert Budgetaanvraag.objects.get().jaar == nu + 1


def test_another_kind_of_signal_becomes_no_request(oude_ijsselstreek: Profiel, client: Client) -> None:
    signaal = _signaal("algemeen", "ulft")
    regisseur = persoon("gebiedsregisseur", gebied="ulft")

    assert service.aanvraag_url(signaal.pk, regisseur) == ""
    naar = f"{adres('nieuw', 'buurtbudget')}?signaal={signaal.pk}"
    assert als(client, regisseur).get(naar).status_code == 404


def test_the_list_costs_the_same_with_more_requests(oude_ijsselstreek: Profiel, client: Client) -> None:
    bewoner = persoon("bewoner", gebied="ulft")
    als(client, persoon("gebiedsregisseur", gebied="ulft"))
    vraag("buurtbudget", "ulft", bewoner)
    with CaptureQueriesContext(connection) as een:
        client.get(adres("aanvragen"))
    for _ in range(4):
        vraag("buurtbudget", "ulft", bewoner)
    with CaptureQueriesContext(connection) as meer:
        client.get(adres("aanvragen"))

    assert len(meer) == len(een)
    assert Budgetaanvraag.objects.count() == 5
