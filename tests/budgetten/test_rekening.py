"""After the award: carried out, accounted for, sent back, settled; the rest is in the budget again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from budgetten import acties
from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.service import herinneringen, werkvoorraad
from budgetten.termijnen import verantwoording_voor
from signalen.models import Signaal
from tests.budgetten.test_aanvragen import _signaal
from tests.budgetten.toneel import (
    adres,
    als,
    dag,
    ken_toe,
    klachten,
    oordeel_alles,
    pot,
    stand,
    van,
    verantwoord,
    vraag,
)
from tests.hulp import persoon
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(helmond: Profiel) -> Gebruiker:
    return persoon("programmamanager")


@pytest.fixture
def lid(manager: Gebruiker) -> Gebruiker:
    return persoon("wijkorgaan", partij="wijkraad-brouwhuis")


@pytest.fixture
def rij(manager: Gebruiker) -> Jaarbudget:
    return pot("wijkbudget", "brouwhuis", "1000", manager)


@pytest.fixture
def aanvraag(rij: Jaarbudget, lid: Gebruiker) -> Budgetaanvraag:
    gevraagd = vraag("wijkbudget", "brouwhuis", lid, namens=van("wijkraad-brouwhuis"), bedrag="800")
    return ken_toe(gevraagd, persoon("college"), "rol:college")


@pytest.mark.eis("HEL-05")
def test_spending_of_the_wijkbudget_is_accounted_for(
    aanvraag: Budgetaanvraag, lid: Gebruiker, client: Client
) -> None:
    als(client, lid)

    leeg = client.post(adres("verantwoording", aanvraag.pk), {"besteed": "700", "verantwoording": ""})
    client.post(adres("verantwoording", aanvraag.pk), {"besteed": "700,25", "verantwoording": "Bakken."})

    assert leeg.status_code == 422
    assert leeg.context["form"].has_error("verantwoording")
    aanvraag.refresh_from_db()
    assert (aanvraag.stand, aanvraag.besteed) == ("verantwoord", Decimal("700.25"))


def test_what_was_not_spent_is_in_the_budget_again(
    aanvraag: Budgetaanvraag, rij: Jaarbudget, lid: Gebruiker, manager: Gebruiker, client: Client
) -> None:
    assert stand(rij).over == 200
    verantwoord(aanvraag, lid, "650")
    assert stand(rij).over == 200

    als(client, manager).post(adres("vaststelling", aanvraag.pk))

    assert (stand(rij).over, stand(rij).uit) == (Decimal(350), Decimal(650))
    assert Bericht.objects.get(soort="budget-vastgesteld").ontvanger == lid
    with pytest.raises(StandVeranderd):
        acties.stel_vast(aanvraag=aanvraag, door=manager)


def test_more_than_was_awarded_is_not_paid(
    aanvraag: Budgetaanvraag, rij: Jaarbudget, lid: Gebruiker, manager: Gebruiker
) -> None:
    verantwoord(aanvraag, lid, "900")
    acties.stel_vast(aanvraag=aanvraag, door=manager)

    assert (stand(rij).over, stand(rij).uit) == (Decimal(200), Decimal(800))


def test_an_account_that_is_not_complete_goes_back_with_what_is_missing(
    aanvraag: Budgetaanvraag, lid: Gebruiker, manager: Gebruiker, client: Client
) -> None:
    verantwoord(aanvraag, lid, "650")
    assert klachten(acties.leg_terug, aanvraag=aanvraag, reden="", door=manager)

    als(client, manager).post(adres("teruglegging", aanvraag.pk), {"reden": "De aarde staat er niet bij."})

    aanvraag.refresh_from_db()
    assert (aanvraag.stand, aanvraag.besteed) == ("uitgevoerd", None)
    assert "De aarde staat er niet bij." in als(client, lid).get(aanvraag.get_absolute_url()).text
    assert Bericht.objects.get(soort="budget-teruggelegd").ontvanger == lid
    verantwoord(aanvraag, lid, "660")


def test_only_who_manages_settles_and_only_who_asked_accounts(
    aanvraag: Budgetaanvraag, lid: Gebruiker, manager: Gebruiker, client: Client
) -> None:
    ander = persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    verantwoord(aanvraag, ander, "650")

    assert als(client, lid).post(adres("vaststelling", aanvraag.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.stel_vast(aanvraag=aanvraag, door=lid)
    bewoner = persoon("bewoner", gebied="brouwhuis")
    assert als(client, bewoner).get(adres("verantwoording", aanvraag.pk)).status_code == 404


def test_who_asked_is_reminded_until_it_is_accounted_for(
    aanvraag: Budgetaanvraag, lid: Gebruiker, manager: Gebruiker, client: Client
) -> None:
    laatste = verantwoording_voor(aanvraag)
    assert laatste == dag(13 * 7)

    assert [rij.ontvanger for rij in herinneringen(laatste)] == [lid]
    [taak] = list(werkvoorraad(lid))
    assert (taak.titel, taak.uiterlijk) == ("Verantwoorden: Plantenbakken op het plein", laatste)
    als(client, lid).post(adres("uitvoering", aanvraag.pk))
    aanvraag.refresh_from_db()
    assert aanvraag.stand == "uitgevoerd"
    verantwoord(aanvraag, lid, "650")
    assert not list(herinneringen(laatste))
    assert not list(werkvoorraad(lid))
    [vast] = list(werkvoorraad(manager))
    assert vast.titel.startswith("Verantwoording vaststellen")


def test_where_nobody_who_asked_has_an_account_who_manages_it_is_reminded(
    oude_ijsselstreek: Profiel, client: Client
) -> None:
    regisseur, elders = (persoon("gebiedsregisseur", gebied=waar) for waar in ("ulft", "varsseveld"))
    pot("buurtbudget", "ulft", "1000", regisseur)
    signaal = _signaal("idee-buurt", "ulft")
    gevraagd = vraag("buurtbudget", "ulft", regisseur, namens="melder", signaal=signaal)
    oordeel_alles(gevraagd, regisseur)
    laatste = verantwoording_voor(ken_toe(gevraagd, persoon("college"), "rol:college"))
    assert laatste is not None

    assert [rij.ontvanger for rij in herinneringen(laatste)] == [regisseur]
    [taak] = list(werkvoorraad(regisseur))
    assert (taak.titel, taak.knop) == ("Verantwoorden: Plantenbakken op het plein", "Verantwoord")
    assert not list(werkvoorraad(elders))

    Signaal.objects.update(gevoelig="ja")
    ziet = Budgetaanvraag.objects.zichtbaar_voor(regisseur).exists()
    assert len(list(herinneringen(laatste))) == len(list(werkvoorraad(regisseur))) == int(ziet)


def test_what_waits_for_others_does_not_hide_the_own_task(
    aanvraag: Budgetaanvraag, lid: Gebruiker, manager: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetten.service.MEESTE_TAKEN", 1)
    eerder = vraag("wijkbudget", "brouwhuis", lid, namens=van("wijkraad-brouwhuis"))
    Budgetaanvraag.objects.filter(pk=eerder.pk).update(ingediend_op=timezone.now() - timedelta(days=9))
    ander = persoon("wijkorgaan", partij="wijkraad-brouwhuis")

    assert [taak.knop for taak in werkvoorraad(ander)] == ["Verantwoord"]
    verantwoord(aanvraag, lid, "650")
    assert [taak.knop for taak in werkvoorraad(manager)] == ["Besluit", "Stel vast"]


def test_the_term_counts_from_the_last_day_of_the_work(rij: Jaarbudget, lid: Gebruiker) -> None:
    gevraagd = vraag(
        "wijkbudget",
        "brouwhuis",
        lid,
        namens=van("wijkraad-brouwhuis"),
        startdatum=dag(0),
        einddatum=dag(10),
    )

    assert verantwoording_voor(ken_toe(gevraagd, persoon("college"), "rol:college")) == dag(10 + 13 * 7)
