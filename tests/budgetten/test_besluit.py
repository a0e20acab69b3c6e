"""Judging and deciding: every criterion, the right body for the amount, never more than what is left, with why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from budgetten import acties
from budgetten.models import Budgetaanvraag
from budgetten.organen import organen_voor
from budgetten.service import werkvoorraad
from signalen.models import Signaal
from tests.budgetten.toneel import (
    adres,
    als,
    besluit,
    dag,
    ken_toe,
    klachten,
    oordeel_alles,
    pot,
    stand,
    van,
    vraag,
)
from tests.hulp import activeer, gebied, partij, persoon, profieltekst
from wijkagenda.models import Bijdrage, Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.fouten import ProfielFout
from wijkwerk.regels.models import Beoordeling, Besluit
from wijkwerk.regels.service import StandVeranderd

pytestmark = pytest.mark.django_db


@pytest.fixture
def regisseur(oude_ijsselstreek: Profiel) -> Gebruiker:
    return persoon("gebiedsregisseur", gebied="ulft")


@pytest.fixture
def aanvraag(regisseur: Gebruiker) -> Budgetaanvraag:
    """A request of a resident of Ulft, and 800 euro to award."""
    pot("buurtbudget", "ulft", "800", regisseur)
    return vraag("buurtbudget", "ulft", persoon("bewoner", gebied="ulft"))


@pytest.mark.eis("OIJ-30", "OIJ-31")
def test_nothing_is_awarded_before_every_criterion_was_judged(aanvraag: Budgetaanvraag) -> None:
    college = persoon("college")

    gemist = klachten(ken_toe, aanvraag, college, "rol:college")

    assert [klacht.partition(" (")[0] for klacht in gemist] == [
        "Beoordeel eerst: idee komt uit de buurt.",
        "Beoordeel eerst: breed draagvlak.",
        "Beoordeel eerst: draagt bij aan vitaliteit en leefbaarheid.",
        "Beoordeel eerst: voor de hele buurt of wijk.",
        "Beoordeel eerst: boven het basisniveau van de gemeente.",
    ]
    assert not Besluit.objects.exists()


@pytest.mark.eis("OIJ-30")
def test_one_no_is_enough_to_award_nothing(aanvraag: Budgetaanvraag, regisseur: Gebruiker) -> None:
    oordeel_alles(aanvraag, regisseur, nee="breed-draagvlak")

    [klacht] = klachten(ken_toe, aanvraag, persoon("college"), "rol:college")

    assert "Niet voldaan: breed draagvlak." in klacht


def test_a_criterion_is_judged_on_the_page_always_with_why(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker, client: Client
) -> None:
    naar = adres("oordeel", aanvraag.pk, "buurtidee", "breed-draagvlak")

    leeg = als(client, regisseur).post(naar, {"ja": "ja", "toelichting": ""})
    client.post(naar, {"ja": "nee", "toelichting": "Drie mensen."})

    assert leeg.status_code == 422
    rij = Beoordeling.objects.get()
    assert (rij.ja, rij.toelichting, rij.door) == (False, "Drie mensen.", regisseur)
    assert "Drie mensen." in client.get(aanvraag.get_absolute_url()).text
    assert (
        client.post(
            adres("oordeel", aanvraag.pk, "buurtidee", "mooi"), {"ja": "ja", "toelichting": "."}
        ).status_code
        == 404
    )
    assert aanvraag.aanvrager is not None
    assert als(client, aanvraag.aanvrager).post(naar, {"ja": "ja", "toelichting": "Goed."}).status_code == 403


def test_the_college_decides_and_who_asked_hears_why(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker, client: Client
) -> None:
    oordeel_alles(aanvraag, regisseur)
    college = persoon("college")
    als(client, college)
    assert "Ken toe" in client.get(aanvraag.get_absolute_url()).text

    client.post(
        adres("toekenning", aanvraag.pk),
        {
            "bedrag": "450,50",
            "motivering": "Mooi voor de buurt.",
            "orgaan": "rol:college",
            "besloten_op": dag(0),
        },
    )

    aanvraag.refresh_from_db()
    assert (aanvraag.stand, aanvraag.toegekend, aanvraag.orgaan_naam) == (
        "toegekend",
        Decimal("450.50"),
        "college van B&W",
    )
    assert Bericht.objects.get(soort="budget-toegekend").ontvanger == aanvraag.aanvrager
    assert aanvraag.aanvrager is not None
    pagina = als(client, aanvraag.aanvrager).get(aanvraag.get_absolute_url()).text
    assert "Mooi voor de buurt." in pagina
    assert "€ 450,50" in pagina
    with pytest.raises(StandVeranderd):
        ken_toe(aanvraag, college, "rol:college")


def test_a_decision_of_the_college_is_recorded_with_its_number(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker, client: Client
) -> None:
    oordeel_alles(aanvraag, regisseur)

    pagina = als(client, regisseur).get(adres("toekenning", aanvraag.pk)).text
    [klacht] = klachten(ken_toe, aanvraag, regisseur, "rol:college")
    ken_toe(aanvraag, regisseur, "rol:college", kenmerk="B2026-12")

    assert "College van B&amp;W" in pagina

    assert klacht == "Noem het kenmerk van het besluit van: college van B&W."
    assert Besluit.objects.get().kenmerk == "B2026-12"


def test_the_team_does_not_decide_on_what_is_of_the_college(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker, client: Client
) -> None:
    generalist = persoon("generalist-groen-grijs", gebied="ulft")
    oordeel_alles(aanvraag, generalist)

    with pytest.raises(PermissionDenied):
        ken_toe(aanvraag, generalist, "rol:college", kenmerk="B1")
    assert als(client, generalist).get(adres("toekenning", aanvraag.pk)).status_code == 403
    assert "Hierover besluit: college van B&amp;W." in client.get(aanvraag.get_absolute_url()).text


@pytest.mark.eis("OIJ-26")
@pytest.mark.parametrize("budget", ["klein-budget", "buurtbudget-vrij"])
@pytest.mark.parametrize("rol", ["gebiedsregisseur", "generalist-groen-grijs", "generalist-zorg-welzijn"])
def test_regisseur_and_team_spend_the_free_part_directly(regisseur: Gebruiker, budget: str, rol: str) -> None:
    rij = pot(budget, "ulft", "600", regisseur)
    wie = persoon(rol, gebied="ulft")
    kleine = vraag(budget, "ulft", wie)
    if budget == "buurtbudget-vrij":
        oordeel_alles(kleine, wie)

    ken_toe(kleine, wie, f"rol:{rol}")

    assert stand(rij).over == 100


@pytest.mark.eis("OIJ-26")
def test_never_more_than_what_is_left(regisseur: Gebruiker) -> None:
    pot("klein-budget", "ulft", "600", regisseur)
    eerste, tweede = (vraag("klein-budget", "ulft", regisseur) for _ in range(2))
    ken_toe(eerste, regisseur, "rol:gebiedsregisseur")

    [klacht] = klachten(ken_toe, tweede, regisseur, "rol:gebiedsregisseur")
    [meer] = klachten(ken_toe, tweede, regisseur, "rol:gebiedsregisseur", bedrag="501")

    assert klacht == "Dat is meer dan er nog is. Over is € 100,00."
    assert meer == "Ken niet meer toe dan is gevraagd: € 500,00."
    ken_toe(tweede, regisseur, "rol:gebiedsregisseur", bedrag="100")


def test_without_an_amount_of_that_year_nothing_is_awarded(regisseur: Gebruiker) -> None:
    rij = vraag("klein-budget", "ulft", regisseur)

    [klacht] = klachten(ken_toe, rij, regisseur, "rol:gebiedsregisseur")

    assert klacht == f"Voor {timezone.localdate().year} is hier nog geen bedrag ingevoerd."


def test_declining_needs_a_reason_and_is_told(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker, client: Client
) -> None:
    als(client, persoon("college"))
    data = {"motivering": "", "orgaan": "rol:college", "besloten_op": dag(0)}

    leeg = client.post(adres("afwijzing", aanvraag.pk), data)
    client.post(adres("afwijzing", aanvraag.pk), {**data, "motivering": "Er is al een plan voor dit plein."})

    assert leeg.status_code == 422
    aanvraag.refresh_from_db()
    assert (aanvraag.stand, aanvraag.toegekend) == ("afgewezen", None)
    assert Bericht.objects.get(soort="budget-afgewezen").ontvanger == aanvraag.aanvrager


def test_a_decision_lies_not_in_the_future_nor_before_the_request(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker
) -> None:
    college = persoon("college")
    for op, tekst in ((dag(1), "toekomst"), (dag(-1), "nog niet aangevraagd")):
        [klacht] = klachten(
            acties.wijs_af, aanvraag=aanvraag, besluit=besluit("rol:college", besloten_op=op), door=college
        )
        assert tekst in klacht


@pytest.mark.eis("OIJ-31")
def test_what_is_the_basic_level_becomes_a_signal_for_the_work_floor(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker, client: Client
) -> None:
    als(client, regisseur)
    assert client.get(adres("melding", aanvraag.pk)).status_code == 302
    oordeel_alles(aanvraag, regisseur, nee="boven-het-basisniveau-van-de-gemeente")
    assert "Maak er een melding van" in client.get(aanvraag.get_absolute_url()).text

    client.post(adres("melding", aanvraag.pk), {"soort": "groen-grijs"})
    client.post(adres("melding", aanvraag.pk), {"soort": "groen-grijs"})

    signaal = Signaal.objects.get()
    assert (signaal.route, signaal.gebied) == ("vloer", gebied("ulft"))
    assert "Plantenbakken" in signaal.tekst
    aanvraag.refresh_from_db()
    assert (aanvraag.stand, aanvraag.melding) == ("omgezet", signaal)
    assert Bericht.objects.get(soort="budget-omgezet").ontvanger == aanvraag.aanvrager
    assert aanvraag.aanvrager is not None
    pagina = als(client, aanvraag.aanvrager).get(aanvraag.get_absolute_url()).text
    assert "Zo is het." in pagina


@pytest.mark.eis("OIJ-31")
def test_a_resident_makes_no_signal_of_it(
    aanvraag: Budgetaanvraag, regisseur: Gebruiker, client: Client
) -> None:
    oordeel_alles(aanvraag, regisseur, nee="boven-het-basisniveau-van-de-gemeente")
    assert aanvraag.aanvrager is not None

    assert als(client, aanvraag.aanvrager).post(adres("melding", aanvraag.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.zet_om(aanvraag=aanvraag, soort="groen-grijs", door=aanvraag.aanvrager)
    assert not Signaal.objects.exists()


@pytest.mark.eis("ETL-42")
def test_in_etten_leur_residents_must_take_part(etten_leur: Profiel, client: Client) -> None:
    ambtenaar = persoon("vakambtenaar")
    pot("wijkmiddelen", "etten-leur", "10000", ambtenaar)
    aanvraag = Budgetaanvraag.objects.create(
        budget="wijkmiddelen",
        jaar=timezone.localdate().year,
        gebied=gebied("banakkers"),
        titel="Plein",
        bedrag=100,
        ingediend_door=ambtenaar,
        plek_gebieden=gebied("banakkers").voorouders,
    )

    [klacht] = klachten(ken_toe, aanvraag, ambtenaar, "rol:college", kenmerk="B1")
    oordeel_alles(aanvraag, ambtenaar)
    ken_toe(aanvraag, ambtenaar, "rol:college", kenmerk="B1")

    assert "bewoners doen mee" in klacht
    aanvraag.refresh_from_db()
    # The wijkmanager sees the amount of the whole municipality as well: no dead link.
    assert aanvraag.jaarbudget is not None
    naar = aanvraag.jaarbudget.get_absolute_url()
    for wie in (ambtenaar, persoon("wijkmanager", gebied="banakkers")):
        pagina = als(client, wie).get(aanvraag.get_absolute_url()).text
        assert (naar in pagina) == (client.get(naar).status_code == 200)
    # From the one amount of the municipality: no amount per wijk is needed (ETL-41).
    assert aanvraag.jaarbudget is not None
    assert aanvraag.jaarbudget.gebied == gebied("etten-leur")


def _helmond_met_regel() -> None:
    """Helmond, once council and college adopted the rule: it counts from a day on."""
    activeer("helmond")
    oud = 'fase = "voorgenomen"\nbij = "budgetaanvraag.toekennen"'
    tekst = profieltekst("helmond")
    assert oud in tekst
    nieuw = f'geldig_vanaf = {date(2024, 1, 1)}\nbij = "budgetaanvraag.toekennen"'
    gemeente_acties.activeer(tekst=tekst.replace(oud, nieuw), bestand="helmond.toml", door=None)


def _bijdrage(door: Gebruiker) -> None:
    plan = Plan.objects.create(
        vorm="wijkactieplan",
        profielversie=Profielversie.objects.latest("pk"),
        gebied=gebied("brouwhuis"),
        titel="Wijkactieplan",
        nummer=1,
        periode_van=dag(0),
        gestart_door=door,
    )
    Bijdrage.objects.create(
        plan=plan,
        partij=partij("wijkraad-brouwhuis"),
        van="soort:bewonersorgaan",
        gevraagd_door=door,
        uiterlijk=dag(10),
        inhoud="Meer bankjes.",
        geleverd_op=timezone.now(),
        geleverd_door=door,
    )


@pytest.mark.eis("HEL-74")
def test_wijkbudget_asks_a_contribution_to_the_wijkactieplan(db: None) -> None:
    _helmond_met_regel()
    manager, lid = persoon("programmamanager"), persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    pot("wijkbudget", "brouwhuis", "1000", manager)
    aanvraag = vraag("wijkbudget", "brouwhuis", lid, namens=van("wijkraad-brouwhuis"))

    [klacht] = klachten(ken_toe, aanvraag, persoon("college"), "rol:college")
    _bijdrage(lid)
    ken_toe(aanvraag, persoon("college"), "rol:college")

    assert "bijdragen" in klacht
    assert "HEL-74" in klacht


@pytest.mark.eis("HEL-74")
def test_as_long_as_that_rule_is_no_more_than_intended_it_asks_nothing(helmond: Profiel) -> None:
    manager, lid = persoon("programmamanager"), persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    pot("wijkbudget", "brouwhuis", "1000", manager)

    ken_toe(
        vraag("wijkbudget", "brouwhuis", lid, namens=van("wijkraad-brouwhuis")),
        persoon("college"),
        "rol:college",
    )


@pytest.mark.eis("BER-13")
def test_the_kernoverleg_decides_and_the_municipality_administers(bergen: Profiel) -> None:
    ambtenaar = persoon("afdeling")
    pot("werkkapitaal", "egmond-binnen", "1000", ambtenaar)
    aanvraag = vraag("werkkapitaal", "egmond-binnen", ambtenaar)

    [orgaan] = organen_voor(aanvraag, ambtenaar)
    ken_toe(aanvraag, ambtenaar, orgaan.sleutel, kenmerk="Verslag 3")

    assert (orgaan.sleutel, orgaan.zelf) == ("overleg:kernoverleg", False)


def test_the_first_row_that_fits_the_amount_says_who_decides(db: None) -> None:
    """A made-up municipality: up to 1,000 euro the team, above it the college."""
    activeer("oude-ijsselstreek")
    tekst = profieltekst("oude-ijsselstreek").replace(
        'besluit = [{ door = ["rol:college"] }]\naanname = { geldig_vanaf = "De bron zegt: eerste helft 2013", beheer',
        'besluit = [{ tot = 1000, door = ["rol:generalist-groen-grijs"] }, { door = ["rol:college"] }]\n'
        'aanname = { geldig_vanaf = "De bron zegt: eerste helft 2013", beheer',
    )
    assert "tot = 1000" in tekst
    gemeente_acties.activeer(tekst=tekst, bestand="oude-ijsselstreek.toml", door=None)
    bewoner, team = persoon("bewoner", gebied="ulft"), persoon("generalist-groen-grijs", gebied="ulft")
    klein = vraag("buurtbudget", "ulft", bewoner, bedrag="1000")
    groot = vraag("buurtbudget", "ulft", bewoner, bedrag="1000.01")

    assert [orgaan.sleutel for orgaan in organen_voor(klein, team)] == ["rol:generalist-groen-grijs"]
    assert organen_voor(groot, team) == []
    assert organen_voor(klein, persoon("college")) == []
    assert [orgaan.zelf for orgaan in organen_voor(groot, persoon("college"))] == [True]


def test_what_no_row_names_nobody_decides(aanvraag: Budgetaanvraag, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older profile with amounts only: above the highest one the right alone is not enough."""
    rij = aanvraag.rij
    laag = rij.model_copy(update={"besluit": (rij.besluit[0].model_copy(update={"tot": Decimal(100)}),)})
    college = persoon("college")
    assert organen_voor(aanvraag, college)

    monkeypatch.setattr(Budgetaanvraag, "rij", laag)

    assert organen_voor(aanvraag, college) == []
    assert organen_voor(aanvraag, persoon("gebiedsregisseur", gebied="ulft")) == []


def test_a_profile_says_who_decides_above_the_highest_amount(db: None) -> None:
    oud = 'besluit = [{ door = ["rol:college"] }]'
    tekst = profieltekst("helmond")
    assert oud in tekst

    with pytest.raises(ProfielFout, match="zonder tot en zonder categorie"):
        gemeente_acties.activeer(
            tekst=tekst.replace(oud, 'besluit = [{ tot = 1000, door = ["rol:college"] }]'),
            bestand="helmond.toml",
            door=None,
        )


def test_who_decides_finds_it_on_vandaag(aanvraag: Budgetaanvraag, regisseur: Gebruiker) -> None:
    [taak] = list(werkvoorraad(persoon("college")))

    assert taak.titel == "Besluiten over: Plantenbakken op het plein"
    assert taak.uiterlijk == dag(56)
    assert not list(werkvoorraad(persoon("generalist-groen-grijs", gebied="ulft")))
