"""The pages of the import: choose, see, apply."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from wijkwerk.afspraken.models import Actielijst
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis.invoer.forms import MAX_RIJEN_WEB
from wijkwerk.huis.invoer.soorten import SOORTEN
from wijkwerk.profiel import Profiel

NUMMER = uuid4()
SAM = "e-mail;naam\nsam@gemeente.example;Sam\n"


@pytest.fixture
def beheerder(den_helder: Profiel, client: Client) -> Gebruiker:
    gebruiker = persoon("beheerder")
    client.force_login(gebruiker)
    return gebruiker


def kies(client: Client, inhoud: str, *, soort: str = "personen", **velden: str) -> HttpResponse:
    bestand = SimpleUploadedFile("lijst.csv", inhoud.encode())
    return client.post(reverse("beheer:invoer-soort", args=[soort]), {"bestand": bestand, **velden})  # type: ignore[return-value]


def test_choosing_a_file_shows_what_would_change(client: Client, beheerder: Gebruiker) -> None:
    antwoord = client.get(kies(client, SAM).headers["Location"])

    assert "sam@gemeente.example" in antwoord.text
    assert "Ja, voer dit in" in antwoord.text
    assert not Gebruiker.objects.filter(naam="Sam").exists()


def test_applying_makes_it_so_and_only_once(client: Client, beheerder: Gebruiker) -> None:
    doe = kies(client, SAM).headers["Location"] + "doorvoering/"

    eerste, tweede = client.post(doe), client.post(doe)

    assert eerste.headers["Location"] == reverse("beheer:invoer")
    assert tweede.headers["Location"] == reverse("beheer:invoer-soort", args=["personen"])
    assert Gebruiker.objects.filter(naam="Sam").count() == 1


def test_errors_take_the_button_away(client: Client, beheerder: Gebruiker) -> None:
    controle = kies(client, "e-mail;naam;kleur\ngeen adres;Sam;rood\n").headers["Location"]

    antwoord = client.get(controle)

    assert "een e-mailadres, bijvoorbeeld" in antwoord.text
    assert "kleur" in antwoord.text
    assert "Ja, voer dit in" not in antwoord.text
    assert client.post(controle + "doorvoering/").headers["Location"] != reverse("beheer:invoer")
    assert not Gebruiker.objects.filter(naam="Sam").exists()


def test_what_changed_in_the_meantime_is_shown_first(client: Client, beheerder: Gebruiker) -> None:
    doe = kies(client, SAM).headers["Location"] + "doorvoering/"
    Gebruiker.objects.create(email="sam@gemeente.example", naam="Samira", password="!")

    antwoord = client.post(doe, follow=True)

    assert "intussen is er iets veranderd" in antwoord.text
    assert "Samira wordt Sam" in antwoord.text


def test_action_list_is_asked_for_its_name(client: Client, beheerder: Gebruiker) -> None:
    inhoud = "nr;wat;wie;uiterlijk;gebieden\n1;Bankje;Politie;31-12-2026;Visbuurt\n"

    zonder = kies(client, inhoud, soort="acties")
    doe = kies(client, inhoud, soort="acties", lijst="Zomer").headers["Location"] + "doorvoering/"
    client.post(doe)

    assert zonder.status_code == 422
    assert Actielijst.objects.get().naam == "Zomer"


@pytest.mark.parametrize(
    ("inhoud", "fout"),
    [
        ("", "Dit bestand is leeg"),
        ("naam\n" + "x\n" * (MAX_RIJEN_WEB + 1), "te veel rijen"),
        ("a\0b", "geen rekenblad"),
        ("x" * 5_300_000, "hoogstens 5 MB"),
    ],
)
def test_file_that_cannot_be_read(inhoud: str, fout: str, client: Client, beheerder: Gebruiker) -> None:
    antwoord = kies(client, inhoud)

    assert antwoord.status_code == 422
    assert fout in antwoord.content.decode()


def test_no_file_chosen(client: Client, beheerder: Gebruiker) -> None:
    antwoord = client.post(reverse("beheer:invoer-soort", args=["personen"]), {})

    assert antwoord.status_code == 422
    assert "Kies een bestand" in antwoord.text


@pytest.mark.parametrize("inhoud", [SAM.replace("Sam", ""), "e-mail;naam\n", SAM])
def test_every_preview_can_be_shown(inhoud: str, client: Client, beheerder: Gebruiker) -> None:
    if inhoud == SAM:
        Gebruiker.objects.create(email="sam@gemeente.example", naam="Sam", password="!")

    antwoord = client.get(kies(client, inhoud).headers["Location"])

    assert antwoord.status_code == 200
    assert "Ja, voer dit in" not in antwoord.text


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_kind_explains_its_columns(soort: str, client: Client, beheerder: Gebruiker) -> None:
    antwoord = client.get(reverse("beheer:invoer-soort", args=[soort]))

    for kolom in SOORTEN[soort](beheerder).kolommen:
        assert kolom.uitleg in antwoord.text.replace("&#x27;", "'")


def test_overview_leads_to_every_kind(client: Client, beheerder: Gebruiker) -> None:
    antwoord = client.get(reverse("beheer:invoer"))

    assert all(reverse("beheer:invoer-soort", args=[soort]) in antwoord.text for soort in SOORTEN)


@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_empty_file_can_be_downloaded(vorm: str, client: Client, beheerder: Gebruiker) -> None:
    antwoord = client.get(reverse("beheer:invoer-voorbeeldbestand", args=["rollen", vorm]))

    assert antwoord.headers["Content-Disposition"] == f'attachment; filename="wijkwerk-rollen.{vorm}"'


@pytest.mark.parametrize(
    ("naam", "args"),
    [
        ("invoer-soort", ["onzin"]),
        ("invoer-voorbeeldbestand", ["rollen", "exe"]),
        ("invoer-controle", ["onzin", NUMMER]),
    ],
)
def test_what_does_not_exist_is_not_found(
    naam: str, args: list[object], client: Client, beheerder: Gebruiker
) -> None:
    assert client.get(reverse(f"beheer:{naam}", args=args)).status_code == 404


def test_a_file_that_is_gone_is_asked_for_again(client: Client, beheerder: Gebruiker) -> None:
    controle = reverse("beheer:invoer-controle", args=["personen", NUMMER])

    assert client.get(controle).headers["Location"] == reverse("beheer:invoer-soort", args=["personen"])


def test_somebody_else_cannot_open_my_file(client: Client, beheerder: Gebruiker) -> None:
    controle = kies(client, SAM).headers["Location"]
    client.force_login(persoon("beheerder"))

    assert client.get(controle).headers["Location"] == reverse("beheer:invoer-soort", args=["personen"])


def test_a_file_of_one_kind_is_not_applied_as_another(client: Client, beheerder: Gebruiker) -> None:
    controle = kies(client, SAM).headers["Location"].replace("/personen/", "/partijen/")

    assert client.post(controle + "doorvoering/").headers["Location"] == reverse(
        "beheer:invoer-soort", args=["partijen"]
    )


@pytest.mark.parametrize(
    ("naam", "args"),
    [
        ("invoer", []),
        ("invoer-soort", ["rollen"]),
        ("invoer-voorbeeldbestand", ["rollen", "csv"]),
        ("invoer-controle", ["rollen", NUMMER]),
    ],
)
def test_only_who_may_set_up_gets_in(
    naam: str, args: list[object], client: Client, den_helder: Profiel
) -> None:
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))

    assert client.get(reverse(f"beheer:{naam}", args=args)).status_code == 403


def test_who_may_not_set_up_applies_nothing(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))

    assert client.post(reverse("beheer:invoer-doorvoering", args=["rollen", NUMMER])).status_code == 403
