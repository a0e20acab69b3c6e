"""A signal points at its zaak in the zaaksysteem: a good https address, for who handles it, never outside."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.basis import geef_statusadres
from signalen.models import Deelactie, Signaal
from tests.hulp import partij, persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.zaak import fout_in_adres

pytestmark = pytest.mark.django_db
ADRES = "https://zaken.gemeente.example/zaken/ZAAK-2026-0000001"


def _url(rij: Signaal) -> str:
    return reverse("signalen:zaak", args=[rij.pk])


def test_who_handles_it_points_at_the_zaak(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    client.post(_url(rij), {"zaak_adres": f" {ADRES} "})
    pagina = client.get(rij.get_absolute_url()).content.decode()

    rij.refresh_from_db()
    regel = Logregel.objects.stappen().van(rij).get(stap="signaal.zaak")
    assert rij.zaak_adres == ADRES
    assert f'<a href="{ADRES}" rel="noopener noreferrer">Zaak in zaken.gemeente.example</a>' in pagina
    assert "Zaak in het zaaksysteem gekoppeld of weggehaald" in pagina
    assert (regel.door, regel.gegevens) == (manager, {"weg": False})


def test_it_can_be_taken_away_again(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    acties.zet_zaak(signaal=rij, adres=ADRES, door=manager)
    client.force_login(manager)

    client.post(_url(rij), {"zaak_adres": ""})

    rij.refresh_from_db()
    assert rij.zaak_adres == ""
    assert "Koppel aan een zaak" in client.get(rij.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("adres", "zegt"),
    [
        ("http://zaken.gemeente.example/1", "begint met https://"),
        ("javascript:alert(1)", "begint met https://"),
        ("//zaken.gemeente.example/1", "begint met https://"),
        ("https://", "geen goed adres"),
        ("https://geen adres.example", "geen goed adres"),
        ('https://zaken.example/"><script>', "geen goed adres"),
        ("https://naam:geheim@zaken.example/1", "wachtwoord"),
        (f"https://zaken.example/{'a' * 500}", "te lang"),
    ],
)
def test_a_wrong_address_is_refused_and_kept_in_the_form(
    client: Client, rij: Signaal, manager: Gebruiker, adres: str, zegt: str
) -> None:
    client.force_login(manager)

    antwoord = client.post(_url(rij), {"zaak_adres": adres})

    rij.refresh_from_db()
    assert antwoord.status_code == 422
    assert zegt in antwoord.content.decode()
    assert antwoord.context["form"]["zaak_adres"].value() == adres
    assert rij.zaak_adres == ""


def test_no_address_and_a_good_one_are_right() -> None:
    assert (fout_in_adres(""), fout_in_adres(ADRES), fout_in_adres("https://zaken.example:8443/?id=1")) == (
        "",
    ) * 3


def test_the_database_keeps_no_other(rij: Signaal) -> None:
    with pytest.raises(IntegrityError, match="signaal_zaak_https"), transaction.atomic():
        Signaal.objects.filter(pk=rij.pk).update(zaak_adres="javascript:alert(1)")


def test_also_afterwards(client: Client, manager: Gebruiker, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "informatie")
    acties.los_op(signaal=rij, soort="antwoord", velden={"toelichting": "Zo."}, door=concierge)

    acties.zet_zaak(signaal=rij, adres=ADRES, door=manager)

    rij.refresh_from_db()
    assert (rij.stand, rij.zaak_adres) == ("gesloten", ADRES)


def test_who_only_holds_a_part_neither_sees_nor_sets_it(
    client: Client, uitgezet: Signaal, deel: Deelactie, manager: Gebruiker, concierge: Gebruiker
) -> None:
    wie = persoon("wijkmeester", partij="woningstichting")
    vraag = acties.Deelvraag(Houder(partij=partij("woningstichting")), "Ga kijken.", over(5))
    acties.zet_uit(signaal=uitgezet, door=manager, delen=[vraag])
    acties.zet_zaak(signaal=uitgezet, adres=ADRES, door=manager)
    client.force_login(wie)

    pagina = client.get(uitgezet.get_absolute_url(), follow=True)

    assert pagina.status_code == 200
    assert "zaken.gemeente.example" not in pagina.content.decode()
    assert client.post(_url(uitgezet), {"zaak_adres": ""}).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.zet_zaak(signaal=uitgezet, adres="", door=wie)


def test_nor_an_owner_outside_the_municipality(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "wonen")
    wie = persoon("wijkmeester", partij="woningstichting")
    vraag = acties.Deelvraag(Houder(partij=partij("woningstichting")), "Ga kijken.", over(5))
    rij = acties.zet_uit(signaal=rij, door=manager, delen=[vraag])
    acties.zet_zaak(signaal=rij, adres=ADRES, door=manager)
    client.force_login(wie)

    assert "zaken.gemeente.example" not in client.get(rij.get_absolute_url(), follow=True).content.decode()
    assert client.get(_url(rij)).status_code == 403


def test_another_wijk_finds_nothing(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.get(_url(rij)).status_code == 404


def test_it_is_not_on_the_page_of_the_melder_nor_in_the_file(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", melder=acties.Melderinvoer(hoedanigheid="buur"))
    acties.zet_zaak(signaal=rij, adres=ADRES, door=manager)
    adres = geef_statusadres(rij).get_absolute_url()
    openbaar = client.get(adres)
    client.force_login(manager)
    bestand = client.get(reverse("signalen:lijst-bestand", args=["csv"])).getvalue().decode()

    assert openbaar.status_code == 200
    assert rij.nummer in bestand
    for tekst in (openbaar.content.decode(), bestand):
        assert "zaken.gemeente.example" not in tekst
