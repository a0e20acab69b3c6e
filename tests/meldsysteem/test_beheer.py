"""The pages of the beheerder: choose how, say what goes as what and where, test it, and start again after an outage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Meldpunt, Meldsysteem, Overdracht, Via
from tests.hulp import gebied, persoon
from tests.meldsysteem.conftest import instellingen, stel_in, ververs
from tests.meldsysteem.server import Server
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
Stand = Overdracht.Stand
ZetUit = Callable[..., Overdracht]
OVERZICHT, INSTELLING, CATEGORIEEN, PUNTEN, PROEF, OPNIEUW = (
    reverse(f"meldsysteem:{naam}")
    for naam in ("overzicht", "instelling", "categorieen", "punten", "proef", "opnieuw")
)


@pytest.fixture
def beheerder(client: Client, helmond: Profiel) -> Gebruiker:
    wie = persoon("beheerder")
    client.force_login(wie)
    return wie


def _kies(client: Client, **velden: Any) -> Any:
    return client.post(INSTELLING, {"via": "mail", "e_mail": "m@gemeente.example", **velden}, follow=True)


@pytest.mark.parametrize("url", [OVERZICHT, INSTELLING, CATEGORIEEN, PUNTEN])
def test_others_may_not_look(client: Client, adviseur: Gebruiker, url: str) -> None:
    client.force_login(adviseur)

    assert client.get(url).status_code == 403


@pytest.mark.parametrize("url", [INSTELLING, CATEGORIEEN, PUNTEN, PROEF, OPNIEUW])
def test_others_change_nothing(client: Client, adviseur: Gebruiker, url: str) -> None:
    client.force_login(adviseur)

    assert client.post(url, {"via": "hand"}).status_code == 403
    assert not Meldsysteem.objects.exists()


def test_choose_mail(client: Client, beheerder: Gebruiker) -> None:
    pagina = _kies(client)

    assert pagina.status_code == 200
    assert (Meldsysteem.nu().via, Meldsysteem.nu().e_mail) == (Via.MAIL, "m@gemeente.example")
    assert Logregel.objects.filter(stap="meldsysteem.wijzigen", door=beheerder).exists()


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"via": "mail", "e_mail": ""}, "Vul het e-mailadres in"),
        ({"via": "signalen", "bron": "Wijkwerk"}, "De sleutel van Signalen is nog niet ingesteld"),
        ({"via": "signalen-openbaar", "bron": "online"}, "Het adres van Signalen is nog niet ingesteld"),
        ({"via": "hand", "meldingadres": "http://x"}, "Het begint met https://"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    client: Client, beheerder: Gebruiker, settings: Settings, velden: dict[str, str], zegt: str
) -> None:
    settings.MELDSYSTEEM = instellingen("", sleutel="")

    antwoord = client.post(INSTELLING, {"webformulier": "https://voorbeeld.example/", **velden})

    assert antwoord.status_code == 422
    assert zegt in antwoord.content.decode()
    assert "https://voorbeeld.example/" in antwoord.content.decode()
    assert not Meldsysteem.objects.exists()


def test_what_waits_goes_the_new_way(client: Client, beheerder: Gebruiker, zet_uit: ZetUit) -> None:
    stel_in(Via.SIGNALEN)
    wacht, misschien = zet_uit(), zet_uit()
    Overdracht.objects.filter(pk=misschien.pk).update(twijfel_sinds="2026-01-01T00:00Z")

    _kies(client)

    assert (ververs(wacht).via, ververs(wacht).stand) == (Via.MAIL, Stand.KLAAR)
    assert ververs(misschien).stand == Stand.ONZEKER


def test_what_somebody_types_over_is_not_sent_by_itself_later(
    client: Client, beheerder: Gebruiker, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()

    _kies(client)

    assert ververs(overdracht).stand == Stand.HAND


def test_a_category_by_theme_goes_before_one_by_kind(
    client: Client, beheerder: Gebruiker, server: Server, zet_uit: ZetUit
) -> None:
    stel_in(Via.SIGNALEN)
    velden = {
        "categorie": "",
        "soort:eenvoudig-fysiek": "wegen/stoep",
        "thema:bereikbaarheid": "openbaar-groen/boom",
    }

    assert client.post(CATEGORIEEN, velden).status_code == 302
    zet_uit()
    zet_uit(themas=["bereikbaarheid"])
    draag_over_wat_klaarstaat()

    namen = [melding["category"]["category_url"].rpartition("/")[2] for melding in server.meldingen]
    assert namen == ["stoep", "boom"]


def test_a_category_that_is_none_is_refused(client: Client, beheerder: Gebruiker) -> None:
    antwoord = client.post(CATEGORIEEN, {"categorie": "Wegen en stoepen"})

    assert antwoord.status_code == 422
    assert "hoofd/sub" in antwoord.content.decode()


def test_a_point_for_an_area_is_set_replaced_and_removed(client: Client, beheerder: Gebruiker) -> None:
    brouwhuis = gebied("brouwhuis")

    client.post(PUNTEN, {"gebied": brouwhuis.pk, "breedte": "51,48", "lengte": "5,66"})
    client.post(PUNTEN, {"gebied": brouwhuis.pk, "breedte": "51,49", "lengte": "5,7"})
    punt = Meldpunt.objects.get()
    fout = client.post(PUNTEN, {"gebied": brouwhuis.pk, "breedte": "5,66", "lengte": "51,48"})
    client.post(reverse("meldsysteem:punt-weg", args=[punt.pk]))

    assert (float(punt.breedte), float(punt.lengte)) == (51.49, 5.7)
    assert fout.status_code == 422
    assert not Meldpunt.objects.exists()


@pytest.mark.parametrize("via", [Via.SIGNALEN, Via.SIGNALEN_OPENBAAR])
def test_a_line_that_works_is_open_again(
    client: Client, beheerder: Gebruiker, server: Server, via: str
) -> None:
    stel_in(
        via, storing="Weg.", storing_sinds="2026-01-01T00:00Z", storingen=3, niet_voor="2099-01-01T00:00Z"
    )

    pagina = client.post(PROEF, follow=True).content.decode()

    assert "De verbinding werkt" in pagina
    assert Meldsysteem.nu().storing == ""
    assert server.meldingen == []


@pytest.mark.parametrize("via", [Via.SIGNALEN, Via.SIGNALEN_OPENBAAR])
@pytest.mark.parametrize("storing", ["onzin", "weg", 500, 401])
def test_a_line_that_does_not_work_says_so(
    client: Client, beheerder: Gebruiker, server: Server, via: str, storing: int | str
) -> None:
    stel_in(via)
    server.storingen = [storing]

    assert "De verbinding werkt" not in client.post(PROEF, follow=True).content.decode()


def test_everything_again_after_it_was_mended(
    client: Client, beheerder: Gebruiker, server: Server, zet_uit: ZetUit
) -> None:
    stel_in(Via.SIGNALEN, categorie="")
    rijen = [zet_uit() for _ in range(3)]
    draag_over_wat_klaarstaat()
    Meldsysteem.objects.update(categorie="wegen/stoep")

    client.post(OPNIEUW)
    draag_over_wat_klaarstaat()

    assert {ververs(rij).stand for rij in rijen} == {Stand.OVERGEDRAGEN}


def test_the_list_holds_numbers_and_reasons_and_no_words(
    client: Client, beheerder: Gebruiker, server: Server, zet_uit: ZetUit
) -> None:
    stel_in(Via.SIGNALEN, categorie="")
    overdracht = zet_uit(tekst="Geheim-Merkteken")
    draag_over_wat_klaarstaat()

    pagina = client.get(OVERZICHT).content.decode()

    assert overdracht.signaal.nummer in pagina
    assert "een categorie voor" in pagina
    assert "Geheim-Merkteken" not in pagina


def test_number_of_queries(
    client: Client, beheerder: Gebruiker, zet_uit: ZetUit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stel_in(Via.MAIL, e_mail="m@gemeente.example")
    for _ in range(3):
        zet_uit()

    with django_assert_num_queries(8):
        client.get(OVERZICHT)
