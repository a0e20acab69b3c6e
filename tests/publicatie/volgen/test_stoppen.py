"""The ways out: one click, the button, the beheerder."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client

from tests.hulp import persoon
from tests.publicatie.volgen.volgers import ADRES, URL, maak_volger, met_stand, post
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.publicatie.tasks import vertel_volgers
from wijkwerk.publicatie.volgen import acties

pytestmark = pytest.mark.django_db


def test_mail_program_ends_it_with_one_click(plan: Publicatie) -> None:
    """RFC 8058: no cookie, no token of ours, no redirect; twice is once."""
    volger = maak_volger()
    acties.zet_nieuws_klaar()
    streng = Client(enforce_csrf_checks=True)
    einde = f"{volger.get_absolute_url()}einde/"

    kijk = streng.get(einde)
    assert Volger.objects.exists()
    klaar = streng.post(einde, {"List-Unsubscribe": "One-Click"})
    nog_eens = streng.post(einde, {"List-Unsubscribe": "One-Click"})

    assert "Stop met volgen" in kijk.text
    assert (klaar.status_code, nog_eens.status_code) == (200, 200)
    assert not Volger.objects.exists()
    assert Logregel.objects.filter(stap="volger.stoppen").count() == 1


def test_what_waited_is_not_sent_after_the_end(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    volger = maak_volger()
    klok.shift(timedelta(days=8))
    met_stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    acties.stop(volger)

    assert post(mailoutbox) == []


def test_a_stranger_cannot_confirm_or_end(client: Client, plan: Publicatie) -> None:
    maak_volger()

    assert client.get(f"{URL}0000-1111/").status_code == 410
    assert client.post(f"{URL}0000-1111/bevestiging/").status_code == 410
    # Who mistypes the link is not told that it ended; a mail program is answered as RFC 8058 wants.
    assert client.get(f"{URL}0000-1111/einde/").status_code == 410
    assert client.post(f"{URL}0000-1111/einde/").status_code == 200
    assert Volger.objects.count() == 1


def test_beheerder_finds_and_removes_an_address(client: Client, plan: Publicatie) -> None:
    maak_volger()
    maak_volger("dierdonk", "an@voorbeeld.example")
    client.force_login(persoon("beheerder"))

    zoek = client.post("/signalen/melders/", {"contact": ADRES.upper()})
    client.post("/signalen/melders/", {"contact": ADRES, "actie": "wis"})

    assert "volgt op de openbare site: Brouwhuis." in zoek.text
    assert [volger.e_mail for volger in Volger.objects.all()] == ["an@voorbeeld.example"]
    assert Logregel.objects.filter(stap="volger.zoeken").count() == 1
    assert Logregel.objects.filter(stap="volger.verwijderen").count() == 1


def test_who_is_no_beheerder_reads_of_nobody_what_is_followed(
    client: Client, plan: Publicatie, adviseur: Gebruiker
) -> None:
    maak_volger()
    client.force_login(adviseur)

    antwoord = client.post("/signalen/melders/", {"contact": ADRES})

    assert "openbare site" not in antwoord.text


def test_pages_name_the_form(client: Client, plan: Publicatie, helmond: Profiel) -> None:
    assert f'href="{URL}?gebied=brouwhuis"' in client.get("/publiek/brouwhuis/").text
    assert f'href="{URL}"' in client.get("/").text
    assert URL not in client.get("/sitemap.xml").text
