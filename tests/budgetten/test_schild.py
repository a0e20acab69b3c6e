"""A request follows the shield of the signal that it was, and its words leave with those of the signal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from budgetten import service
from budgetten.models import Budgetaanvraag
from budgetten.opruimen import ruim_op
from signalen.models import Deelactie, Signaal
from tests.budgetten.test_aanvragen import _signaal
from tests.budgetten.toneel import adres, als, vraag
from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.titels import veilige_titel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag(oude_ijsselstreek: Profiel) -> Budgetaanvraag:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    return vraag(
        "buurtbudget",
        "ulft",
        regisseur,
        namens="melder",
        signaal=_signaal("idee-buurt", "ulft"),
        titel="Merk",
    )


def test_a_signal_that_is_shielded_later_hides_the_request(aanvraag: Budgetaanvraag, client: Client) -> None:
    college = persoon("college")
    assert als(client, college).get(aanvraag.get_absolute_url()).status_code == 200
    assert any("Merk" in taak.titel for taak in service.werkvoorraad(college))

    Signaal.objects.update(gevoelig="ja")

    assert client.get(aanvraag.get_absolute_url()).status_code == 404
    assert "Merk" not in client.get(adres("aanvragen")).text
    assert not list(service.werkvoorraad(college))
    assert veilige_titel(Budgetaanvraag.objects.get()) == "budgetaanvraag (afgeschermd)"
    assert service.verwijzing(aanvraag.pk, college) is None


def test_who_has_a_part_of_a_shielded_signal_does_not_read_the_request(
    aanvraag: Budgetaanvraag, client: Client
) -> None:
    college, signaal = persoon("college"), Signaal.objects.get()
    deel = Afspraak.objects.create(
        wat="Ga kijken.",
        uiterlijk=timezone.localdate(),
        eerste_uiterlijk=timezone.localdate(),
        houder_persoon=college,
        bron_soort="signaal",
        bron_id=signaal.pk,
        gevraagd_door=college,
    )
    Deelactie.objects.create(signaal=signaal, afspraak=deel)
    assert als(client, college).get(aanvraag.get_absolute_url()).status_code == 200

    Signaal.objects.update(gevoelig="ja")

    assert Signaal.objects.zichtbaar_voor(college).exists()
    assert client.get(aanvraag.get_absolute_url()).status_code == 404
    assert "Merk" not in client.get(adres("aanvragen")).text


def test_of_a_shielded_signal_no_request_is_made(oude_ijsselstreek: Profiel) -> None:
    signaal = _signaal("idee-buurt", "ulft")
    Signaal.objects.update(gevoelig="ja")

    assert service.aanvraag_url(signaal.pk, persoon("gebiedsregisseur", gebied="ulft")) == ""


def test_the_words_leave_with_those_of_the_signal_and_the_amounts_stay(aanvraag: Budgetaanvraag) -> None:
    assert ruim_op() == 0
    Signaal.objects.update(gevoelig="ja", tekst="", tekst_gewist_op=timezone.now())

    assert ruim_op() == 1

    aanvraag.refresh_from_db()
    assert (aanvraag.titel, aanvraag.doel, aanvraag.draagvlak, aanvraag.bedrag) == (
        "Gewist",
        "",
        "",
        Decimal(500),
    )
    assert ruim_op() == 0


def test_what_was_written_after_the_words_left_leaves_too(aanvraag: Budgetaanvraag) -> None:
    Signaal.objects.update(tekst="", tekst_gewist_op=timezone.now())
    assert ruim_op() == 1
    Budgetaanvraag.objects.update(verantwoording="Een tuin voor mevrouw.")

    assert ruim_op() == 1

    aanvraag.refresh_from_db()
    assert aanvraag.verantwoording == ""
    assert ruim_op() == 0


def test_the_words_of_a_resident_are_known_to_the_masking_check(oude_ijsselstreek: Profiel) -> None:
    rij = vraag("buurtbudget", "ulft", persoon("bewoner", gebied="ulft"), doel="Voor mijn zieke buurvrouw.")

    _, teksten = service.niet_publiceren(frozenset({rij.gebied_id}))

    assert "Voor mijn zieke buurvrouw." in teksten
