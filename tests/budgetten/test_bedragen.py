"""The amounts of a year: who enters them, how they are divided, what functions receive, and what is left."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgetten import acties
from budgetten.acties import Verdeling
from budgetten.geld import euro, verdeel
from budgetten.models import Budgetaanvraag, Inwonertal, Jaarbudget
from tests.budgetten.toneel import (
    adres,
    als,
    dag,
    jaar,
    ken_toe,
    klachten,
    oordeel_alles,
    pot,
    stand,
    verantwoord,
    vraag,
)
from tests.cijfers.hulp import csv
from tests.cijfers.hulp import laad as laad_cijfers
from tests.hulp import gebied, partij, persoon
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied, Gebiedscode, Partij

pytestmark = pytest.mark.django_db


@pytest.mark.eis("BER-13")
@pytest.mark.parametrize(
    ("totaal", "delen", "verwacht"),
    [
        ("100.00", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("0.05", [1, 1, 1], ["0.02", "0.02", "0.01"]),
        ("1000.00", [1200, 300, 0], ["800.00", "200.00", "0.00"]),
        ("250000.00", [11713, 4127, 2209, 331], ["159317.19", "56134.38", "30046.25", "4502.18"]),
    ],
)
def test_shares_are_cents_that_add_up_to_exactly_the_total(
    totaal: str, delen: list[int], verwacht: list[str]
) -> None:
    uit = verdeel(Decimal(totaal), dict(enumerate(delen)))

    assert sum(uit.values()) == Decimal(totaal)
    assert [str(deel) for deel in uit.values()] == verwacht


def test_amounts_read_as_the_dutch_write_them() -> None:
    assert euro(Decimal("1250")) == "€ 1.250,00"


def _kernen() -> list[Gebied]:
    return list(Gebied.objects.filter(niveau="kern").order_by("naam"))


def _verdeling(**anders: Any) -> dict[str, Any]:
    inwoners = {f"inwoners_{rij.pk}": str(1000 + 37 * n) for n, rij in enumerate(_kernen())}
    return {"totaal": "100.000,00", "jaar": str(jaar()), "bron": "CBS", **inwoners, **anders}


@pytest.mark.eis("BER-13")
def test_an_amount_is_divided_over_the_kernen_by_inhabitants(bergen: Profiel, client: Client) -> None:
    als(client, persoon("afdeling")).post(adres("verdeling", "werkkapitaal"), _verdeling())

    potten = list(Jaarbudget.objects.filter(budget="werkkapitaal"))
    assert {rij.gebied for rij in potten} == set(_kernen())
    assert sum(rij.bedrag for rij in potten) == Decimal("100000.00")
    assert Inwonertal.objects.count() == len(potten)
    assert all(rij.inwoners for rij in potten)


@pytest.mark.eis("BER-13")
def test_an_area_without_a_figure_is_named_not_guessed(bergen: Profiel, client: Client) -> None:
    mist = _kernen()[1]
    zonder = _verdeling(**{f"inwoners_{mist.pk}": ""})

    antwoord = als(client, persoon("afdeling")).post(adres("verdeling", "werkkapitaal"), zonder)

    assert antwoord.status_code == 422
    assert f"niet bekend: {mist.naam}." in antwoord.text
    assert 'value="100000,00"' in antwoord.text
    assert not Jaarbudget.objects.exists()
    client.post(adres("verdeling", "werkkapitaal"), {**zonder, "zonder_cijfer_niet": "on"})
    assert mist not in {rij.gebied for rij in Jaarbudget.objects.all()}
    assert sum(rij.bedrag for rij in Jaarbudget.objects.all()) == Decimal("100000.00")


@pytest.mark.eis("BER-13")
def test_divided_again_it_is_never_more_than_the_total(bergen: Profiel, client: Client) -> None:
    als(client, persoon("afdeling")).post(adres("verdeling", "werkkapitaal"), _verdeling())
    mist = _kernen()[0]

    zonder = _verdeling(**{f"inwoners_{mist.pk}": "", "zonder_cijfer_niet": "on"})
    assert client.post(adres("verdeling", "werkkapitaal"), zonder).status_code == 302

    assert sum(rij.bedrag for rij in Jaarbudget.objects.all()) == Decimal("100000.00")
    assert Jaarbudget.objects.get(gebied=mist).bedrag == 0
    top = Gebied.objects.get(niveau="gemeente")
    boven = {"totaal": "100.000", "jaar": str(jaar()), "bron": "CBS", f"inwoners_{top.pk}": "30000"}
    antwoord = client.post(f"{adres('verdeling', 'werkkapitaal')}?niveau=gemeente", boven)
    assert antwoord.status_code == 422
    assert "staat er al een bedrag voor" in antwoord.text
    assert not Jaarbudget.objects.filter(gebied=top).exists()


@pytest.mark.eis("BER-13")
def test_an_area_without_a_figure_keeps_what_was_promised(bergen: Profiel, client: Client) -> None:
    ambtenaar, kern = persoon("afdeling"), _kernen()[0]
    als(client, ambtenaar).post(adres("verdeling", "werkkapitaal"), _verdeling())
    ken_toe(
        vraag("werkkapitaal", kern.sleutel, ambtenaar), ambtenaar, "overleg:kernoverleg", kenmerk="Verslag 3"
    )

    zonder = _verdeling(**{f"inwoners_{kern.pk}": "", "zonder_cijfer_niet": "on"})
    antwoord = client.post(adres("verdeling", "werkkapitaal"), zonder)

    assert antwoord.status_code == 422
    assert "is al € 500,00 toegezegd" in antwoord.text


@pytest.mark.eis("ETL-41")
def test_no_amount_is_divided_by_inhabitants_where_the_profile_does_not(
    etten_leur: Profiel, client: Client
) -> None:
    ambtenaar, wijk = persoon("vakambtenaar"), gebied("banakkers")
    verdeling = Verdeling(totaal=Decimal(1000), jaar=jaar(), inwoners={wijk: 5000}, bron="CBS")

    [klacht] = klachten(
        acties.verdeel_naar_inwoners, budget="wijkmiddelen", verdeling=verdeling, door=ambtenaar
    )

    assert "niet verdeeld naar het aantal inwoners" in klacht
    assert als(client, ambtenaar).get(adres("verdeling", "wijkmiddelen")).status_code == 404
    assert "Verdeel naar inwoners" not in client.get(adres("overzicht")).text


@pytest.mark.eis("DHR-30")
def test_the_municipality_enters_a_fixed_amount_per_platform(den_helder: Profiel, client: Client) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    data = {
        "budget": "wijkplatform",
        "jaar": jaar(),
        "gebied": gebied("nieuw-den-helder").pk,
        "bedrag": "2.500,50",
    }

    als(client, manager).post(adres("bedrag"), data)
    client.post(adres("bedrag"), {**data, "bedrag": "3.000"})

    rij = Jaarbudget.objects.get()
    assert (rij.budget, rij.bedrag, rij.ingevoerd_door) == ("wijkplatform", Decimal(3000), manager)
    assert Logregel.objects.filter(stap="jaarbudget.invoeren").count() == 2
    assert "€ 3.000,00" in client.get(adres("overzicht")).text


def test_who_does_not_manage_it_enters_nothing(den_helder: Profiel, client: Client) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    elders = persoon("wijkmanager", gebied="stad-binnen-de-linie")

    assert als(client, voorzitter).get(adres("bedrag")).status_code == 403
    with pytest.raises(PermissionDenied):
        pot("wijkplatform", "nieuw-den-helder", "100", elders)
    assert (
        als(client, persoon("wijkconcierge", gebied="nieuw-den-helder")).get(adres("bedrag")).status_code
        == 403
    )


def test_an_amount_is_never_lower_than_what_was_promised(oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    pot("klein-budget", "ulft", "800", regisseur)
    ken_toe(vraag("klein-budget", "ulft", regisseur, bedrag="600"), regisseur, "rol:gebiedsregisseur")

    [klacht] = klachten(pot, "klein-budget", "ulft", "599.99", regisseur)

    assert "al € 600,00 toegezegd" in klacht
    pot("klein-budget", "ulft", "600", regisseur)


@pytest.mark.eis("DHR-29")
def test_chair_and_secretary_receive_an_allowance(den_helder: Profiel, client: Client) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    rij = pot("vergoedingen", "nieuw-den-helder", "1000", manager)
    data = {"functie": "onkosten voorzitter", "bedrag": "600", "van": dag(0), "tot": date(jaar(), 12, 31)}

    als(client, manager).post(adres("vergoeding", rij.pk), data)
    antwoord = client.post(adres("vergoeding", rij.pk), {**data, "functie": "onkosten secretaris"})

    assert antwoord.status_code == 422
    assert "Er is nog € 400,00 over." in antwoord.text
    client.post(adres("vergoeding", rij.pk), {**data, "functie": "onkosten secretaris", "bedrag": "400"})
    assert stand(rij).over == 0
    pagina = als(client, persoon("platformsecretaris", gebied="nieuw-den-helder")).get(rij.get_absolute_url())
    assert "Onkosten secretaris" in pagina.text
    assert "Leg een vergoeding vast" not in pagina.text


def test_an_allowance_sent_twice_takes_its_money_once(den_helder: Profiel, client: Client) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    rij = pot("vergoedingen", "nieuw-den-helder", "1000", manager)
    data = {"functie": "onkosten voorzitter", "bedrag": "300", "van": dag(0), "tot": date(jaar(), 12, 31)}
    als(client, manager)

    for sleutel in (eerste := str(uuid.uuid4()), eerste):
        assert client.post(adres("vergoeding", rij.pk), data | {"client_id": sleutel}).status_code == 302

    assert stand(rij).over == 700
    client.post(adres("vergoeding", rij.pk), data | {"client_id": str(uuid.uuid4())})
    assert stand(rij).over == 400


@pytest.mark.eis("DHR-29")
def test_an_allowance_is_for_a_function_of_the_list_and_may_be_taken_back(
    den_helder: Profiel, client: Client
) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    rij = pot("vergoedingen", "nieuw-den-helder", "1000", manager)
    periode: dict[str, Any] = {"pot": rij, "van": dag(0), "tot": date(jaar(), 12, 31), "door": manager}

    [klacht] = klachten(acties.geef_vergoeding, functie="penningmeester", bedrag=Decimal(100), **periode)
    vergoeding = acties.geef_vergoeding(functie="onkosten voorzitter", bedrag=Decimal(100), **periode)

    assert klacht == "Kies een functie uit de lijst."
    weg = adres("vergoeding-weg", rij.pk, vergoeding.pk)
    assert als(client, persoon("platformvoorzitter", gebied="nieuw-den-helder")).post(weg).status_code == 403
    als(client, manager).post(weg)
    assert stand(rij).over == 1000


@pytest.mark.eis("DHR-29")
@pytest.mark.parametrize("veld", ["van", "tot"])
def test_an_allowance_is_of_the_year_of_the_amount(den_helder: Profiel, client: Client, veld: str) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    rij = pot("vergoedingen", "nieuw-den-helder", "1000", manager)
    data = {"functie": "onkosten voorzitter", "bedrag": "600", "van": date(jaar(), 1, 1), "tot": dag(0)}
    anders = {"van": date(jaar() - 1, 12, 31), "tot": date(jaar() + 1, 1, 1)}

    antwoord = als(client, manager).post(adres("vergoeding", rij.pk), {**data, veld: anders[veld]})

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error(veld)
    assert stand(rij).over == 1000


@pytest.mark.eis("DHR-29")
def test_no_allowance_leaves_a_budget_that_needs_a_decision(den_helder: Profiel, client: Client) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    rij = pot("wijkplatform", "nieuw-den-helder", "1000", manager)

    [klacht] = klachten(
        acties.geef_vergoeding,
        pot=rij,
        functie="website",
        bedrag=Decimal(100),
        van=dag(0),
        tot=dag(0),
        door=manager,
    )

    assert klacht.startswith("Uit dit budget krijgt een functie geen vergoeding.")
    assert als(client, manager).get(adres("vergoeding", rij.pk)).status_code == 404
    assert "vergoeding" not in client.get(rij.get_absolute_url()).text.lower()


@pytest.mark.eis("BER-14")
def test_the_overview_shows_per_area_what_is_not_spent(bergen: Profiel, client: Client) -> None:
    ambtenaar = persoon("afdeling")
    for kern in _kernen()[:2]:
        pot("ondersteuningssubsidie", kern.sleutel, "5000", ambtenaar)

    pagina = als(client, ambtenaar).get(adres("overzicht")).text

    assert pagina.count("€ 5.000,00") >= 4
    assert "€ 10.000,00" in pagina
    assert _kernen()[0].naam in pagina
    gevraagd = vraag("ondersteuningssubsidie", _kernen()[0].sleutel, ambtenaar, bedrag="1000")
    gekregen = ken_toe(gevraagd, persoon("college"), "rol:college")
    assert "€ 9.000,00" in client.get(adres("overzicht")).text
    acties.stel_vast(aanvraag=verantwoord(gekregen, ambtenaar, "650"), door=ambtenaar)
    # What was not spent is there again.
    assert "€ 9.350,00" in client.get(adres("overzicht")).text


def test_an_amount_is_for_a_party_only_where_a_role_asks_for_a_party(
    den_helder: Profiel, client: Client
) -> None:
    """In Den Helder the chair asks for the area: an amount of a party would be found by nobody (DHR-30)."""
    orgaan = Partij.objects.create(sleutel="wp-x", naam="Wijkplatform X", soort="bewonersorgaan")
    orgaan.gebieden.add(gebied("nieuw-den-helder"))
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")

    assert "Wijkplatform X" not in als(client, manager).get(adres("bedrag")).text


def test_a_team_gets_no_amount_that_nobody_can_ask(oude_ijsselstreek: Profiel, client: Client) -> None:
    for sleutel, soort in (("db-x", "bewonersorgaan"), ("tm-x", "team")):
        Partij.objects.create(sleutel=sleutel, naam=f"Naam {sleutel}", soort=soort).gebieden.add(
            gebied("ulft")
        )

    pagina = als(client, persoon("gebiedsregisseur", gebied="ulft")).get(adres("bedrag")).text

    assert "Naam db-x" in pagina
    assert "Naam tm-x" not in pagina


def test_changing_an_amount_starts_from_what_is_there(oude_ijsselstreek: Profiel, client: Client) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    rij = pot("klein-budget", "ulft", "812.50", regisseur)
    Jaarbudget.objects.update(toelichting="Uit de reserve.")
    naar = f"{adres('bedrag')}?budget=klein-budget&jaar={rij.jaar}&gebied={rij.gebied_id}"

    form = als(client, regisseur).get(naar).context["form"]

    assert (form["bedrag"].value(), form["toelichting"].value()) == (Decimal("812.50"), "Uit de reserve.")


def test_the_overview_costs_the_same_with_more_amounts(bergen: Profiel, client: Client) -> None:
    ambtenaar = persoon("afdeling")
    als(client, ambtenaar)
    pot("werkkapitaal", _kernen()[0].sleutel, "100", ambtenaar)
    with CaptureQueriesContext(
        connection,
    ) as een:
        client.get(adres("overzicht"))
    for kern in _kernen():
        pot("werkkapitaal", kern.sleutel, "100", ambtenaar)
    with CaptureQueriesContext(connection) as meer:
        client.get(adres("overzicht"))

    assert len(meer) == len(een)


def test_a_party_sees_the_amount_of_its_own_and_of_its_area_only(helmond: Profiel, client: Client) -> None:
    manager = persoon("programmamanager")
    eigen = pot("wijkbudget", "brouwhuis", "1000", manager, van="wijkraad-brouwhuis")
    elders = pot("wijkbudget", "brandevoort", "1234", manager)

    als(client, persoon("wijkorgaan", partij="wijkraad-brouwhuis"))

    assert client.get(eigen.get_absolute_url()).status_code == 200
    assert client.get(elders.get_absolute_url()).status_code == 404
    assert "1.234" not in client.get(adres("overzicht")).text
    assert partij("wijkraad-brouwhuis") == eigen.partij


def test_who_has_no_part_in_money_has_no_page_and_no_menu(helmond: Profiel, client: Client) -> None:
    antwoord = als(client, persoon("bewoner", gebied="brouwhuis")).get(adres("overzicht"))

    assert antwoord.status_code == 403
    assert "Budgetten" not in client.get("/").text


@pytest.mark.eis("ETL-41")
def test_who_handles_it_in_a_wijk_sees_the_one_amount_of_the_municipality(
    etten_leur: Profiel, client: Client
) -> None:
    """Its figures, not what was asked elsewhere, and nothing to change."""
    ambtenaar = persoon("vakambtenaar")
    een = pot("wijkmiddelen", "etten-leur", "10000", ambtenaar)
    elders = Budgetaanvraag.objects.create(
        budget="wijkmiddelen",
        jaar=jaar(),
        gebied=gebied("banakkers"),
        titel="Feest bij de buren",
        bedrag=500,
        ingediend_door=ambtenaar,
        plek_gebieden=gebied("banakkers").voorouders,
    )
    oordeel_alles(elders, ambtenaar)
    ken_toe(elders, ambtenaar, "rol:college", kenmerk="B1")
    manager = persoon("wijkmanager", gebied="centrum-west")
    als(client, manager)

    overzicht = client.get(adres("overzicht")).text
    pagina = client.get(een.get_absolute_url())

    assert "€ 10.000,00" in overzicht
    assert "€ 500,00" in overzicht
    assert pagina.status_code == 200
    assert "Feest bij de buren" not in pagina.text
    assert "Verander het bedrag" not in pagina.text
    assert "Publiceer dit overzicht" not in pagina.text
    bewoner = persoon("bewoner", gebied="centrum-west")
    assert als(client, bewoner).get(een.get_absolute_url()).status_code == 404


def test_an_amount_of_one_party_above_stays_unseen(etten_leur: Profiel, client: Client) -> None:
    orgaan = Partij.objects.create(sleutel="wv", naam="Wijkvereniging", soort="bewonersorgaan")
    orgaan.gebieden.add(gebied("etten-leur"))
    eigen = pot("wijkmiddelen", "etten-leur", "900", persoon("vakambtenaar"), van="wv")

    als(client, persoon("wijkmanager", gebied="centrum-west"))

    assert client.get(eigen.get_absolute_url()).status_code == 404


def test_inhabitants_are_proposed_from_the_figures_and_counted_once_confirmed(
    bergen: Profiel, client: Client
) -> None:
    """What the CBS has stands filled in with its source; nothing is kept before somebody divides."""
    kern = _kernen()[0]
    Gebiedscode.objects.create(gebied=kern, code="BU03730501")
    koppen = ("WijkenEnBuurten", "AantalInwoners_5")
    laad_cijfers(csv(koppen, ("BU03730501", "1200")), "statline", 2023)
    laad_cijfers(csv(koppen, ("BU03730501", "1235")), "statline", 2024)
    als(client, persoon("afdeling"))

    pagina = client.get(adres("verdeling", "werkkapitaal"), {"niveau": "kern"}).text
    assert 'value="1235"' in pagina
    assert "Voorstel: CBS, kerncijfers wijken en buurten 2024. Kijk het na." in pagina
    assert not Inwonertal.objects.exists()

    client.post(adres("verdeling", "werkkapitaal"), _verdeling(**{f"inwoners_{kern.pk}": "1240"}))
    assert Inwonertal.objects.get(gebied=kern).aantal == 1240
    # What a person confirmed of a later year goes before an older figure.
    assert 'value="1240"' in client.get(adres("verdeling", "werkkapitaal"), {"niveau": "kern"}).text
